"""Style: faults of language are named, and good English passes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthetic_datagen.writer.checks import problems


@pytest.mark.parametrize(
    "text",
    [
        "It takes an hour, a unit of an MRI costs a US dollar.",
        "An 8 am train, an 11th hour, an 18-year-old, an 80% share and a 100 m track.",
        "A user, a European, a one-way ticket, a unicorn, an umbrella and an uninformed guess.",
        "An X-ray, a T-shirt, an e-mail, a NASA launch, an FBI agent, an honest heir.",
        'He is in "A Anchor".',
        "A URL, or an SQL query, or a SQL query.",
    ],
)
def test_good_english_passes(text: str) -> None:
    assert problems(text, ["A Anchor"]) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It takes a hour.", ["article: a hour"]),
        ("Find an unicorn.", ["article: an unicorn"]),
        ("Is it an one?", ["article: an one"]),
        ("Get a MRI.", ["article: a MRI"]),
        ("Pay an US dollar.", ["article: an US"]),
        ("Take a 8 am train.", ["article: a 8"]),
        ("On a 11th day.", ["article: a 11th"]),
        ('It is a "answer".', ['article: a "answer']),
        ("It is is late.", ["repeated word"]),
        ("Wait ; now.", ["space before a mark"]),
        (f"{'one two ' * 31}end.", ["long sentence"]),
        (f"{'one two ' * 20}end. {'one two ' * 20}end.", []),
    ],
)
def test_faults_are_named(text: str, found: list[str]) -> None:
    assert problems(text) == found


@given(st.text(), st.lists(st.text(), max_size=3))
def test_any_text_is_looked_at_without_an_error(text: str, values: list[str]) -> None:
    assert isinstance(problems(text, values), list)
