"""writer/moods.py, synonyms.py: the ways in which one thing can be asked for."""

import random
from dataclasses import replace

import pytest

from synthetic_datagen.common.tools import Purpose
from synthetic_datagen.test.writer_traces import REGISTRY
from synthetic_datagen.writer.clauses import Clause, Draft
from synthetic_datagen.writer.moods import asked, moods_of
from synthetic_datagen.writer.synonyms import possessed, referred, reworded

ANY = next(iter(REGISTRY.endpoints.values()))


def clause(verb: str, noun: str) -> Clause:
    return Clause((), replace(ANY, purpose=Purpose(verb, noun)), None, ())


def said(verb: str, noun: str, mood: str) -> set[str]:
    one = clause(verb, noun)
    return {
        text for seed in range(40) for text in asked(one, None, mood, Draft({}), random.Random(seed)).fields.values()
    }


@pytest.mark.parametrize(
    ("verb", "noun", "moods"),
    [
        ("search for", "hotels", {"do", "want", "doing", "thing", "question"}),
        ("get", "the current weather", {"do", "want", "doing", "thing", "question"}),
        ("book", "a room in a hotel", {"do", "want", "doing"}),
        ("get", "a random joke", {"do", "want", "doing"}),
        ("cancel", "a booking", {"do", "want", "doing"}),
    ],
)
def test_a_clause_is_asked_for_in_the_moods_that_it_has(verb: str, noun: str, moods: set[str]) -> None:
    assert set(moods_of(clause(verb, noun), None, Draft({}))) == moods


def test_a_list_is_asked_after_with_which_and_any() -> None:
    questions = said("search for", "hotels", "question")
    assert {"are there any hotels", "which hotels are there", "which hotels there are"} <= questions


def test_one_thing_is_asked_after_with_what_is() -> None:
    assert said("get", "the tide", "question") == {"what is the tide", "what's the tide", "what the tide is"}


def test_a_gerund_is_of_a_verb_that_can_be_helped_with() -> None:
    gerunds = said("get", "the tide", "doing")
    assert "getting the tide" in gerunds
    assert gerunds.isdisjoint(f"{verb} the tide" for verb in ("having", "knowing", "being told", "seeing"))


def test_synonyms_mean_the_same_and_agree_with_their_article() -> None:
    found = {reworded("a detailed forecast", random.Random(seed), nouns=True) for seed in range(20)}
    assert found == {"a detailed forecast", "an in-depth forecast"}


def test_nouns_stay_where_something_takes_them_up() -> None:
    assert {reworded("movies", random.Random(seed), nouns=False) for seed in range(20)} == {"movies"}


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("the reviews of Casa Nova", "Casa Nova's reviews"),
        ("homes in that city", "homes there"),
        ("the rate from the currency of the first one", "the rate from the first one's currency"),
    ],
)
def test_what_something_has_is_said_in_two_ways(text: str, other: str) -> None:
    assert {possessed(text, random.Random(seed)) for seed in range(40)} == {text, other}


def test_an_item_of_a_list_has_other_names_and_what_is_none_has_not() -> None:
    assert len({referred("the first one", random.Random(seed)) for seed in range(60)}) > 4
    assert referred("that booking", random.Random(1)) == "that booking"
