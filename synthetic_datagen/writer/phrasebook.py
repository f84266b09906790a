"""The phrase material of `writer/phrases/*.yaml`, read and compiled once.

    book().slots[7]   SlotRow(kinds={"city"}, inline=(("in ", "v"),), ask=("Which city are you interested in?",), ...)

A template such as "with {a_label} of {v}" is cut into alternating text and field names, so that values are never
parsed again: braces in a value stay what they are.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

import yaml

from ..common.json_types import Json

PHRASES = Path(__file__).parent / "phrases"
_FIELD = re.compile(r"\{(\w+)\}")

_GROUPS = ("people_and_time", "counted", "measured")  # of generic.yaml: no rows themselves

Template: TypeAlias = tuple[str, ...]  # text, field, text, field, ..., text


def compiled(template: str) -> Template:
    """ "in {v}" -> ("in ", "v", "")."""
    return tuple(_FIELD.split(template))


def alternatives(text: str) -> tuple[str, ...]:
    """ "[at|for] {v}" -> ("at {v}", "for {v}"); brackets do not nest here."""
    front, opened, rest = text.partition("[")
    if not opened:
        return (text,)
    inside, _, behind = rest.partition("]")
    return tuple(f"{front}{one}{other}" for one in inside.split("|") for other in alternatives(behind))


def fill(template: Template, fields: Mapping[str, str]) -> str:
    """The template with its fields in place. Raises KeyError for a field that is not given."""
    if len(template) == 3:  # most have one field
        return f"{template[0]}{fields[template[1]]}{template[2]}"
    return "".join([fields[part] if at % 2 else part for at, part in enumerate(template)])


def has_field(template: Template, name: str) -> bool:
    """Whether the template has that field."""
    return name in template[1::2]


@dataclass(frozen=True, slots=True)
class SlotRow:
    """How slots of some meaning are said: see `phrases/slots.yaml`."""

    kinds: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    rank: int = 9
    loose: bool = False
    noun: str = ""
    surface: str = ""  # of a flag: the words that carry its value
    inline: tuple[Template, ...] = ()
    say: tuple[Template, ...] = ()
    ask: tuple[Template, ...] = ()
    answer: tuple[Template, ...] = ()
    stay: "SlotRow | None" = None  # of an end: how it is said as a length; its noun is what a day is called


@dataclass(frozen=True, slots=True)
class Openers:
    """Sentence frames of user turns by tone."""

    joiners: tuple[str, ...]
    verbs: Mapping[str, Mapping[str, tuple[str, ...]]]
    finding: Mapping[str, tuple[Template, ...]]  # of asking whether there are things: {those}, {rest} "in Paris"
    detailed: Mapping[str, tuple[Template, ...]]  # of wanting the details of something: {it}
    answers: Mapping[str, tuple[Template, ...]]
    mended: Mapping[str, tuple[Template, ...]]


@dataclass(frozen=True, slots=True)
class Book:
    """All phrase material."""

    slots: tuple[SlotRow, ...]
    generic: Mapping[str, SlotRow]
    counted_with_for: frozenset[str]
    minimum: frozenset[str]
    maximum: frozenset[str]
    flag_frame: frozenset[str]
    expand: Mapping[str, str]
    units: Mapping[str, str]
    short_units: Mapping[str, str]
    kind_nouns: Mapping[str, str]
    hollow: frozenset[str]
    modifying: frozenset[str]
    unmodified: frozenset[str]
    whose: Mapping[str, str]
    named_by: Mapping[str, tuple[str, ...]]
    past: Mapping[str, str]
    plain_statuses: frozenset[str]
    openers: Openers
    leads: Mapping[str, tuple[str, ...]]
    asks: Mapping[str, tuple[Template, ...]]
    offers: tuple[str, ...]
    rows_by_kind: Mapping[str, tuple[SlotRow, ...]] = field(default_factory=dict)


def read_phrases(name: str) -> Json:
    """One file of phrases as it stands."""
    return yaml.load((PHRASES / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _templates(texts: list[str]) -> tuple[Template, ...]:
    return tuple(compiled(one) for text in texts for one in alternatives(text))


def _row(raw: Mapping[str, Json]) -> SlotRow:
    stay = raw.get("stay")
    texts = {name: _templates(raw.get(name, [])) for name in ("inline", "say", "ask", "answer")}
    return SlotRow(
        kinds=frozenset(raw.get("kinds", ())),
        words=frozenset(raw.get("words", ())),
        excluded=frozenset(raw.get("not", ())),
        rank=raw.get("rank", 9),
        loose=raw.get("loose", False),
        noun=raw.get("noun", ""),
        surface=raw.get("surface", ""),
        stay=_row({"rank": raw.get("rank", 9), "loose": raw.get("loose", False)} | stay) if stay else None,
        **texts,
    )


def _by_tone(raw: Mapping[str, list[str]]) -> dict[str, tuple[Template, ...]]:
    return {tone: _templates(texts) for tone, texts in raw.items()}


@lru_cache(maxsize=1)
def book() -> Book:
    """The phrase book, read once."""
    slots, generic, words = (read_phrases(name) for name in ("slots", "generic", "words"))
    requests, assistant = read_phrases("requests"), read_phrases("assistant")
    rows = tuple(_row(raw) for raw in slots)
    named = {name: _row(raw) for name, raw in generic.items() if name not in _GROUPS}
    grouped = {f"{group}_{name}": _row(raw) for group in _GROUPS[1:] for name, raw in generic[group].items()}
    return Book(
        slots=rows,
        generic={**named, **grouped},
        counted_with_for=frozenset(generic["people_and_time"]),
        minimum=frozenset(words["minimum"]),
        maximum=frozenset(words["maximum"]),
        flag_frame=frozenset(words["flag_frame"]),
        expand=words["expand"],
        units=words["units"],
        short_units=words["short_units"],
        kind_nouns=words["kind_nouns"],
        hollow=frozenset(words["hollow"]),
        modifying=frozenset(words["modifying"]),
        unmodified=frozenset(words["unmodified"]),
        whose=words["whose"],
        named_by={thing: tuple(keys) for thing, keys in words["named_by"].items()},
        past=words["past"],
        plain_statuses=frozenset(words["plain_statuses"]),
        openers=Openers(
            joiners=tuple(requests["joiners"]),
            verbs={verb: {k: tuple(v) for k, v in forms.items()} for verb, forms in requests["verbs"].items()},
            finding=_by_tone(requests["finding"]),
            detailed=_by_tone(requests["detailed"]),
            answers=_by_tone(requests["answers"]),
            mended=_by_tone(requests["mended"]),
        ),
        leads={name: tuple(texts) for name, texts in assistant["leads"].items()},
        asks=_by_tone(assistant["ask"]),
        offers=tuple(assistant["offers"]),
        rows_by_kind={kind: tuple(r for r in rows if kind in r.kinds) for kind in {k for r in rows for k in r.kinds}},
    )
