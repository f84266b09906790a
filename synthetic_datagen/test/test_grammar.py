"""writer/grammar.py and the phrases it reads: choices, tones, moods, and nothing left over in any expansion."""

import random
from collections.abc import Iterator

import pytest

from synthetic_datagen.common.plans import Tone
from synthetic_datagen.writer.checks import problems
from synthetic_datagen.writer.grammar import Grammar, grammar, parsed, read
from synthetic_datagen.writer.moods import DOING
from synthetic_datagen.writer.phrasebook import Template, fill
from synthetic_datagen.writer.situations import themes
from synthetic_datagen.writer.tones import nearest

MOODS = (*DOING, "doing", "thing", "question")
REQUESTS = ("first", "follow", "intent", "change", "after_failure")
WORDS = {
    "do": "find jobs in Oslo",
    "want": "see the jobs in Oslo",
    "doing": "looking for jobs in Oslo",
    "thing": "jobs in Oslo",
    "question": "which jobs are there in Oslo",
    "whether": "which jobs there are in Oslo",
    "why": "I'm moving north.",
}
FIELDS = {**WORDS, **{name.capitalize(): words[:1].upper() + words[1:] for name, words in WORDS.items()}}


def expansions(rules: Grammar, name: str, tone: str = "plain", mood: str = "do", many: int = 40) -> set[str]:
    return {fill(rules.expand(name, tone, mood, random.Random(seed), set()), FIELDS) for seed in range(many)}


def test_a_choice_is_one_of_its_parts_and_may_be_nothing() -> None:
    rules = read({"ask": ["[can|could] you[ please|] {do}?"]})
    assert expansions(rules, "ask") == {
        f"{can} you{please} find jobs in Oslo?" for can in ("Can", "Could") for please in ("", " please")
    }


def test_choices_nest_and_rules_stand_for_their_alternatives() -> None:
    rules = read({"ask": ["<hello> [a|b [c|d]]."], "hello": ["hi!"]})
    assert expansions(rules, "ask") == {"Hi! A.", "Hi! B c.", "Hi! B d."}


def test_a_tone_that_is_not_listed_takes_the_nearest_one() -> None:
    rules = read({"ask": {"other": ["o."], "polite": ["p."], "terse": ["t."]}})
    said = {tone: expansions(rules, "ask", tone).pop() for tone in ("unsure", "casual", "chatty", "polite")}
    assert said == {"unsure": "P.", "casual": "T.", "chatty": "O.", "polite": "P."}


def test_a_mood_has_alternatives_of_its_own() -> None:
    rules = read({"ask.do": ["{do}."], "ask.thing": ["{thing}, please."]})
    assert expansions(rules, "ask", mood="thing") == {"Jobs in Oslo, please."}


def test_what_a_conversation_has_used_is_not_said_again() -> None:
    rules, used, rng = read({"hello": ["hi.", "hello."]}), set[object](), random.Random(1)
    assert {rules.expand("hello", "plain", "", rng, used) for _ in range(2)} == {("Hi.",), ("Hello.",)}


def test_spaces_marks_and_articles_are_put_in_order() -> None:
    rules = read({"ask": ["well , [a|an] offer ; please . ."]})
    assert expansions(rules, "ask") == {"Well, an offer; please."}


@pytest.mark.parametrize("text", ["[a|b", "a]", "[[a|b]"])
def test_brackets_that_do_not_match_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="do not match"):
        parsed(text)


def test_a_rule_that_names_an_unknown_one_is_refused() -> None:
    with pytest.raises(ValueError, match="no rule is called 'hallo'"):
        read({"ask": ["<hallo> {do}"]})


def everything_said() -> Iterator[tuple[str, Template]]:
    """Expansions of all rules in all tones, moods and themes."""
    rng = random.Random(7)
    for tone in Tone:
        for name in REQUESTS:
            for mood in MOODS:
                for rule in (name, f"{name}_after_why"):
                    if grammar().has(rule):
                        yield from ((rule, grammar().expand(rule, tone.value, mood, rng, set())) for _ in range(12))
        for theme in themes():
            yield from ((theme, grammar().expand("why", tone.value, theme, rng, set())) for _ in range(12))
        for rule in ("closing", "behind", "behind_last", "behind_listed"):
            yield from ((rule, grammar().expand(rule, tone.value, "", rng, set())) for _ in range(12))


def test_every_expansion_is_a_clean_sentence() -> None:
    who = {"self": "an engineer", "others": "friends", "Self": "An engineer", "Others": "Friends"}
    texts = [(rule, fill(template, {**FIELDS, **who})) for rule, template in everything_said()]
    assert [(rule, text, found) for rule, text in texts if (found := problems(text))] == []
    assert [text for _, text in texts if not text[:1].isupper() or text[-1] not in ".!?"] == []


def test_the_nearest_tone_is_the_tone_itself_where_it_is_listed() -> None:
    assert [nearest({"plain": 1, "polite": 2}, tone) for tone in ("plain", "unsure", "casual")] == [
        "plain", "polite", "other",
    ]  # fmt: skip
