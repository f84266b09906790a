"""Situations and personas: who asks and why, in words that no call could take for a value."""

import random
import re
from dataclasses import replace

import pytest

from synthetic_datagen.common.kinds import Intent
from synthetic_datagen.common.plans import Persona, Tone
from synthetic_datagen.common.tools import Purpose
from synthetic_datagen.planner.personas import personas
from synthetic_datagen.test.small_registry import endpoint
from synthetic_datagen.writer.grammar import grammar
from synthetic_datagen.writer.phrasebook import read_phrases
from synthetic_datagen.writer.situations import GENERAL, theme_of, themes

REFERENCES = re.compile(r"\b(?:first|second|third|cheapest|best rated)\b")


def test_every_theme_says_what_is_done_and_why() -> None:
    named = {rule.partition(".")[2] for rule in read_phrases("situations") if "." in rule}
    assert set(themes()) == named
    for theme in themes():
        assert all(grammar().has(f"{part}.{theme}") for part in ("doing", "because", "np")), theme


def test_every_persona_has_words_for_who_they_are() -> None:
    assert [one.id for one in personas()] == list(read_phrases("personas"))


def test_the_personas_use_every_tone() -> None:
    assert {one.tone for one in personas()} == set(Tone)


@pytest.mark.parametrize(
    ("purpose", "domain", "theme"),
    [
        (Purpose("search for", "hotels"), "Data", "travel"),
        (Purpose("get", "the widget"), "Weather", "weather"),
        (Purpose("get", "the widget"), "Video_Images", "ai"),
        (Purpose("get", "the widget"), "Unheard of", GENERAL),
        (None, "", GENERAL),
    ],
)
def test_a_theme_fits_the_purpose_else_the_domain(purpose: Purpose | None, domain: str, theme: str) -> None:
    assert theme_of(replace(endpoint("x::y", Intent.GET), purpose=purpose), domain) == theme


def test_no_situation_holds_a_number_a_name_or_a_reference() -> None:
    rng = random.Random(3)
    for theme in themes():
        for tone in Tone:
            said = ["".join(grammar().expand("why", tone.value, theme, rng, set())) for _ in range(25)]
            for text in said:
                assert not re.search(r"\d", text)
                assert not REFERENCES.search(text)
                assert not re.search(r"(?<=[a-z,] )(?!I\b|AI\b)[A-Z][a-z]", text), text


def test_a_persona_is_frozen() -> None:
    assert hash(Persona("someone", Tone.PLAIN)) == hash(Persona("someone", Tone.PLAIN))
