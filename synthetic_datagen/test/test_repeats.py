"""Repeats: no word and no full stop stands twice in a row."""

import pytest

from synthetic_datagen.test.test_moods import said
from synthetic_datagen.writer.repeats import one_stop, repeats


@pytest.mark.parametrize(
    ("text", "twice"),
    [
        ("Which trains can I choose from from Nice?", True),
        ("What cities are there there?", True),
        ("I'd like a check-in in a week, in Baden-Baden.", False),
        ("That's s.eriksson@example.org.", False),
        ("Yes, yes.", False),
    ],
)
def test_a_word_said_twice_in_a_row_is_found(text: str, twice: bool) -> None:
    assert repeats(text) is twice


def test_a_value_with_a_full_stop_ends_its_sentence() -> None:
    assert one_stop("The size is Barra 120 gr..") == "The size is Barra 120 gr."
    assert one_stop("Well... no.") == "Well... no."


def test_no_question_says_the_preposition_of_what_follows_it_twice() -> None:
    assert not [text for text in said("find", "trains from Nice", "question") if repeats(text)]
