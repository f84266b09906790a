"""Habits: what a persona always does in writing, done to a whole turn. Words that carry values or name things stay.

with_habits(talk, "I'd like hotels in Paris.")    "i'd like hotels in Paris"       {LOWERCASE, NO_STOP}
                                                  "I would like hotels in Paris."  {FULL_FORMS}
"""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from ..common.plans import Habit
from ..common.trace import Utterance
from .phrasebook import read_phrases
from .talk import Talk

_SLIPS = 0.07  # of the words that people slip on
_MOST_SLIPS = 2  # in a turn
_NAMES = re.compile(
    r"\"[^\"]*\"|'[^' ][^']*'(?!\w)|[A-Z][\w&'-]*(?: (?:(?:of|the|de|van|von|and) )?[A-Z][\w&'-]*)+|\S*[\d@/_]\S*"
)
_BEGINS = re.compile(r"(?:^|(?<=[.?!] ))([A-Z])(?=[a-z]|'| )")
_I = re.compile(r"\bI(?='|\b)")
_QUOTED = re.compile(r'"([^"\']*)"')
_WORD = re.compile(r"(?<![\w'])[a-z]+(?![\w'])")


def with_habits(talk: Talk, turn: Utterance) -> Utterance:
    """The turn as the plan's persona writes it; its surfaces stand in it as before."""
    habits = talk.plan.persona.habits
    if not habits or not turn.text:
        return turn
    text = turn.text
    if Habit.SINGLE_QUOTES in habits:
        text = _QUOTED.sub(r"'\1'", text)
    kept = [surface.text for surface in turn.surfaces]
    for habit, change in _CHANGES.items():
        if habit in habits:
            text = "".join(change(part, talk.rng) if free else part for part, free in _parts(text, kept))
    if Habit.NO_STOP in habits and text.endswith(".") and not text.endswith(tuple(kept)):
        text = text[:-1]
    return replace(turn, text=text) if all(one in text for one in kept) else turn


def _parts(text: str, kept: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """The text in pieces, and whether a habit may change each: not what carries a value, nor names and figures."""
    spans = [found.span() for found in _NAMES.finditer(text) if not _begins_plainly(text, found)]
    for one in kept:
        start = text.find(one)
        while start >= 0:
            spans.append((start, start + len(one)))
            start = text.find(one, start + 1)
    at = 0
    for begin, end in sorted(spans):
        if begin > at:
            yield text[at:begin], True
        if end > at:
            yield text[max(at, begin) : end], False
            at = end
    if at < len(text):
        yield text[at:], True


def _begins_plainly(text: str, found: re.Match[str]) -> bool:
    """Whether what looks like a name is the beginning of a sentence and "I": "Then I", "I'm"."""
    return found[0].rpartition(" ")[2].startswith(("I'", "I")) and found[0].rpartition(" ")[2].partition("'")[0] == "I"


def _lowercase(part: str, _: random.Random) -> str:
    return _BEGINS.sub(lambda found: found[1].lower(), _I.sub("i", part))


def _full_forms(part: str, _: random.Random) -> str:
    return _short_forms().sub(_spelled_out, part)


def _spelled_out(found: re.Match[str]) -> str:
    full = _forms()[found[0].casefold()]
    return full[:1].upper() + full[1:] if found[0][:1].isupper() else full


@lru_cache(maxsize=1)
def _forms() -> Mapping[str, str]:
    return {short.casefold(): full for short, full in read_phrases("habits")["full_forms"].items()}


@lru_cache(maxsize=1)
def _short_forms() -> re.Pattern[str]:
    longest_first = sorted(_forms(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _typos() -> Mapping[str, tuple[str, ...]]:
    return {word: tuple(slips) for word, slips in read_phrases("habits")["typos"].items()}


def _slipped(part: str, rng: random.Random) -> str:
    words = [found for found in _WORD.finditer(part) if found[0] in _typos()]
    slips = [found for found in words if rng.random() < _SLIPS][:_MOST_SLIPS]
    for found in reversed(slips):
        part = f"{part[: found.start()]}{rng.choice(_typos()[found[0]])}{part[found.end() :]}"
    return part


_CHANGES: Mapping[Habit, Callable[[str, random.Random], str]] = {
    Habit.FULL_FORMS: _full_forms,
    Habit.TYPOS: _slipped,
    Habit.LOWERCASE: _lowercase,
}
