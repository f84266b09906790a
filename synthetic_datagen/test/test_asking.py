import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthetic_datagen.common.tools import Purpose
from synthetic_datagen.graph.lexicon import lexicon
from synthetic_datagen.writer.asking import as_question
from synthetic_datagen.writer.verb_forms import gerund, past_participle


@pytest.mark.parametrize(
    ("verb", "noun", "question"),
    [
        ("get", "the current weather", "what is the current weather"),
        ("list", "the latest headlines", "what are the latest headlines"),
        ("search for", "hotels", "which hotels are there"),
        ("list", "the reviews of a hotel", "what are the reviews of a hotel"),
        ("search for", "jobs at a company", "which jobs are there at a company"),
        ("get", "the top scorers", "who are the top scorers"),
        ("get", "the odds for a match", "what are the odds for a match"),
        ("get", "the details of a movie", "what are the details of a movie"),
        ("get", "detailed information about a movie", "what is there to know about a movie"),
        ("get", "the current date and time", "what are the current date and time"),
        ("calculate", "the distance between two locations", "what is the distance between two locations"),
        ("list", "the world's time zones", "what are the world's time zones"),
    ],
)
def test_a_purpose_is_asked_in_its_number(verb: str, noun: str, question: str) -> None:
    assert as_question(Purpose(verb, noun)) == question


@pytest.mark.parametrize(
    ("verb", "noun"),
    [
        ("book", "a room in a hotel"),
        ("get", "a random joke"),
        ("get", "random users"),
        ("get", "the team logo"),
        ("get", "the weather data"),
        ("get", "the stock or crypto price"),
        ("translate", "the text"),
        ("check", "the URL"),
    ],
)
def test_what_nobody_asks_in_a_question_has_none(verb: str, noun: str) -> None:
    assert as_question(Purpose(verb, noun)) is None


@given(verb=st.sampled_from(["get", "list", "search for", "detect", "add"]), noun=st.text(max_size=40))
def test_any_object_gives_a_question_or_none(verb: str, noun: str) -> None:
    question = as_question(Purpose(verb, noun))
    assert question is None or question.startswith(("what ", "which ", "who "))


def test_gerunds_double_and_drop_as_they_are_written() -> None:
    assert [gerund(verb) for verb in ("look up", "search for", "get", "reset", "book", "make", "edit", "blur")] == [
        "looking up", "searching for", "getting", "resetting", "booking", "making", "editing", "blurring",
    ]  # fmt: skip


def test_participles_are_regular_or_known() -> None:
    verbs = ("set up", "find", "rewrite", "analyze", "submit", "verify", "cancel", "subscribe to")
    assert [past_participle(verb) for verb in verbs] == [
        "set up", "found", "rewritten", "analyzed", "submitted", "verified", "canceled", "subscribed to",
    ]  # fmt: skip


def test_every_verb_of_the_lexicon_has_a_gerund() -> None:
    spoken = {form.verb.spoken for form in lexicon().verbs.values()} | {verb for verb, _ in lexicon().agents.values()}
    assert all(gerund(verb).split()[0].endswith("ing") for verb in spoken)
