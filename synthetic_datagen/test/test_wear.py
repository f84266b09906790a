"""writer/wear.py: worn phrases are told from fresh ones, and the fresher wording is taken."""

import random

from hypothesis import given
from hypothesis import strategies as st

from synthetic_datagen.common.trace import Utterance
from synthetic_datagen.test.writer_traces import hotel_trace
from synthetic_datagen.writer.talk import Talk
from synthetic_datagen.writer.wear import threes, wear

WORN, FRESH = "Could you please show me the details of the first one?", "Badgers dig quietly at dusk."


def test_a_text_of_set_phrases_is_more_worn_than_another() -> None:
    assert wear(FRESH) == 0
    assert wear(WORN) > 0.2


def test_threes_are_words_in_a_row_in_small_letters() -> None:
    assert list(threes("Is it Raining, now?")) == ["is it raining,", "it raining, now?"]


@given(st.text())
def test_wear_is_a_share(text: str) -> None:
    assert 0 <= wear(text) <= 1


def test_the_least_worn_wording_is_taken_and_alone_remembered() -> None:
    talk = Talk.over(hotel_trace(), random.Random(1))
    texts = iter([WORN, FRESH, WORN])

    def word() -> Utterance:
        text = next(texts)
        talk.used.add(text)
        return Utterance(text)

    assert talk.freshest(3, word).text == FRESH
    assert talk.used == {FRESH}
    assert next(texts) == WORN  # nothing more is tried once one is fresh
