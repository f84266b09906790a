"""A small phrase-structure grammar: phrases that are made of others, read from `writer/phrases/`.

    greeting:                                     grammar().expand("first", "polite", "do", rng, used)
      other: ["Hello[ there|]."]                    ->  ("Hello. Could you please ", "do", "?")
    first:
      other: ["<greeting> <ask>"]

In an alternative `[a|b|]` is one of the parts, `<name>` another rule, `{field}` what the writer fills in. A rule lists
alternatives by tone; a tone that it does not list takes those of the nearest one (`tones.py`), at last of "other".
Which words of a field fit decides the *mood*: a rule `ask` may be listed as `ask.do`, `ask.want`, `ask.thing`.
"""

import random
import re
from collections.abc import Iterator, Mapping, MutableSet
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from ..graph.articles import agreed
from .phrasebook import Template, read_phrases
from .tones import OTHER, nearest

_TOKEN = re.compile(r"[\[\]|]|<[a-z_]+>|\{\w+\}|[^\[\]|<{]+")
_PATIENCE = 4  # draws of another alternative than one that this conversation has used
_MARK = "\x00"  # around the names of fields while the text between them is put in order
_SPACES = re.compile(r" {2,}")
_BEFORE_A_MARK = re.compile(r" +(?=[,.?!;:])")
_CLOSED = re.compile(r"(?<=[.?!])\.")
_BEGINS = re.compile(r"(?:^|(?<=[.?!] )|(?<=[.?!]\) ))[a-z]")
_FIELD_BEGINS = re.compile(rf"(?:^|(?<=[.?!] )){_MARK}([a-z])")
_BEHIND_WHY = re.compile(rf"(?<={_MARK}[wW]hy{_MARK} )({_MARK}?)([a-z])")  # a reason is a sentence


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences."""

    of: tuple["Sequence", ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """Another rule, by name."""

    name: str


@dataclass(frozen=True, slots=True)
class Field:
    """What the writer fills in."""

    name: str


Part: TypeAlias = str | Choice | Rule | Field
Sequence: TypeAlias = tuple[Part, ...]


def parsed(text: str) -> Sequence:
    """The parts of an alternative. Raises ValueError where brackets do not close."""
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != text:
        raise ValueError(f"phrases: cannot read {text!r}")
    tokens.reverse()
    sequences = list(_sequences(tokens, ""))
    return sequences[0]


def _sequences(tokens: list[str], closing: str) -> Iterator[Sequence]:
    """The sequences up to the closing bracket, taken from the end of the reversed tokens."""
    parts: list[Part] = []
    while tokens:
        token = tokens.pop()
        if token == "[":
            parts.append(Choice(tuple(_sequences(tokens, "]"))))
        elif token == closing or (token == "|" and closing):
            yield tuple(parts)
            parts = []
            if token == closing:
                return
        elif token == "]":
            raise ValueError("phrases: brackets do not match: one is closed that was not opened")
        elif token[0] in "<{":
            parts.append((Rule if token[0] == "<" else Field)(token[1:-1]))
        else:
            parts.append(token)
    if closing:
        raise ValueError(f"phrases: brackets do not match before {''.join(map(str, parts))!r}")
    yield tuple(parts)


@dataclass(frozen=True, slots=True)
class Grammar:
    """All rules, by name and tone."""

    rules: Mapping[str, Mapping[str, tuple[Sequence, ...]]]
    _found: dict[tuple[str, str, str], tuple[Sequence, ...]] = field(default_factory=dict, compare=False)

    def expand(self, name: str, tone: str, mood: str, rng: random.Random, used: MutableSet[object]) -> Template:
        """One expansion, its fields in place. Alternatives in `used` are taken only where others are hard to find."""
        parts: list[str] = []
        self._rule(name, tone, mood, parts, _Draw(rng, used))
        return _in_order("".join(parts))

    def has(self, name: str) -> bool:
        """Whether there is a rule of that name."""
        return name in self.rules

    def _rule(self, name: str, tone: str, mood: str, parts: list[str], draw: "_Draw") -> None:
        alternatives = self._found.get((name, tone, mood))
        if alternatives is None:
            by_tone = self.rules.get(f"{name}.{mood}") or self.rules[name]
            alternatives = self._found[name, tone, mood] = by_tone[nearest(by_tone, tone)]
        for part in draw.one_of(alternatives):
            if isinstance(part, str):
                parts.append(part)
            else:
                self._part(part, tone, mood, parts, draw)

    def _part(self, part: Part, tone: str, mood: str, parts: list[str], draw: "_Draw") -> None:
        if isinstance(part, str):
            parts.append(part)
        elif isinstance(part, Field):
            parts.append(f"{_MARK}{part.name}{_MARK}")
        elif isinstance(part, Rule):
            self._rule(part.name, tone, mood, parts, draw)
        else:
            for inner in draw.rng.choice(part.of):
                self._part(inner, tone, mood, parts, draw)


@dataclass(frozen=True, slots=True)
class _Draw:
    rng: random.Random
    used: MutableSet[object]

    def one_of(self, alternatives: tuple[Sequence, ...]) -> Sequence:
        chosen = self.rng.choice(alternatives)
        for _ in range(_PATIENCE):
            if id(chosen) not in self.used:  # each alternative stands in the grammar once, as long as the program runs
                break
            chosen = self.rng.choice(alternatives)
        if chosen:  # saying nothing does not wear out
            self.used.add(id(chosen))
        return chosen


def _in_order(text: str) -> Template:
    """Single spaces, none before a mark, and a capital where a sentence begins; a field there is asked for with one."""
    text = _BEFORE_A_MARK.sub("", _SPACES.sub(" ", text)).strip()
    text = agreed(text) if " a" in text else text
    text = _BEGINS.sub(lambda found: found[0].upper(), _CLOSED.sub("", text))
    if f"hy{_MARK}" in text:
        text = _BEHIND_WHY.sub(lambda found: found[1] + found[2].upper(), text)
    text = _FIELD_BEGINS.sub(lambda found: _MARK + found[1].upper(), text)
    return tuple(text.split(_MARK))


def read(raw: Mapping[str, Mapping[str, list[str]] | list[str]]) -> Grammar:
    """The rules as a file lists them: names to lists, or to lists by tone. Raises ValueError for unknown names."""
    rules = {}
    for name, listed in [*raw.items(), *_of_others(raw)]:
        by_tone = listed if isinstance(listed, dict) else {OTHER: listed}
        rules[name] = {tone: tuple(parsed(text) for text in texts) for tone, texts in by_tone.items()}
    known = {name.partition(".")[0] for name in rules}
    for alternatives in (one for by_tone in rules.values() for texts in by_tone.values() for one in texts):
        for unknown in sorted(_named(alternatives) - known):
            raise ValueError(f"phrases: no rule is called {unknown!r}")
    return Grammar(rules)


def _of_others(raw: Mapping[str, Mapping[str, list[str]] | list[str]]) -> Iterator[tuple[str, list[str]]]:
    """What others do, from the rules of what the user does: "our week" of "my week"."""
    for name, listed in raw.items():
        theme = name.removeprefix("doing.")
        if theme != name and isinstance(listed, list):
            texts = [text for text in listed if not _OWN.search(text)]
            yield f"theirs.{theme}", [text for text in texts if not _MINE.search(text)]
            yield f"ours.{theme}", [_MINE.sub("our", text) for text in texts if not _MY_PEOPLE.search(text)]


_OWN = re.compile(r"\b(?:I|I'm|I've|me|we|us)\b")
_MINE = re.compile(r"\b(?:my|our)\b")
_MY_PEOPLE = re.compile(
    r"\bmy (?:partner|boss|flatmate|brother|sister|daughter|son|father|dad|mother|grandmother|parents|in-laws|aunt|"
    r"uncle|nephew|broker|landlord|own|first|thesis|degree|résumé|profile)\b"
)


def _named(parts: Sequence) -> set[str]:
    names: set[str] = set()
    for part in parts:
        if isinstance(part, Rule):
            names.add(part.name)
        elif isinstance(part, Choice):
            names.update(*(_named(one) for one in part.of))
    return names


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The rules of `phrases/grammar.yaml` and `phrases/situations.yaml`, read once."""
    return read({**read_phrases("grammar"), **read_phrases("situations")})
