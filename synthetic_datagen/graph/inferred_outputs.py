"""Outputs that no file declares, inferred from what the endpoint is for. All are marked Origin.INFERRED.

    SEARCH hotel "Search hotels by city and price"  ->  /total, /results/*/hotel_id, /results/*/city, ...
    GET weather "Current weather of a city"         ->  /city, /temperature, /condition, /humidity, /wind_speed
    COMPUTE "Convert currency"                      ->  /from, /to, /amount, /converted_amount, /rate
    CREATE booking                                  ->  /booking_id, /status, and what was asked for

Where neither an entity nor a word of the description tells anything, there are no fields.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..common.kinds import Intent, Kind, Origin, ValueType
from ..common.pointers import escape
from ..common.tools import OutputField, Parameter
from .lexicon import lexicon
from .word_lists import kind_set, lines, word_set

_S, _I, _N, _B = ValueType.STRING, ValueType.INTEGER, ValueType.NUMBER, ValueType.BOOLEAN
MOST_SUGGESTED = 8


@dataclass(frozen=True, slots=True)
class IdStyle:
    """How a tool spells and types the id of an entity, learned from its parameters."""

    name: str
    type: ValueType


@dataclass(frozen=True, slots=True)
class Subject:
    """What is known of the endpoint."""

    intent: Intent
    entity: str | None
    text: str  # name and first sentence of the description
    parameters: tuple[Parameter, ...]
    id_styles: Mapping[str, IdStyle]


@dataclass(frozen=True, slots=True)
class _Suggestion:
    pattern: re.Pattern[str]
    fields: tuple[tuple[str, Kind, ValueType], ...]


def _suggestions_of(group: str) -> tuple[_Suggestion, ...]:
    """The rows of a group of `words/suggestions.txt`, in their order."""
    found = []
    for line in lines("suggestions"):
        head, pattern, fields = line.split(" :: ")
        if head == group:
            parts = (field.split() for field in fields.split("; "))
            found.append(
                _Suggestion(
                    re.compile(pattern, re.I),
                    tuple((name, Kind(kind), ValueType(type_)) for name, kind, type_ in parts),
                )
            )
    return tuple(found)


THINGS = _suggestions_of("thing")  # what a thing is, and the fields that such a thing has
ATTRIBUTES = _suggestions_of("attribute")  # what else the words of a name or description promise
RESULTS = _suggestions_of("result")  # what a computation answers, first fit

_TITLED = word_set("titled")
_WORDED = word_set("worded")
# Readings, not things: they have a value and no id.
_READINGS = word_set("reading")
# What of a call's arguments comes back in its answer.
_ECHOED = kind_set("kinds_echoed")
_MOST_ECHOES = 6


def inferred_fields(subject: Subject, most: int) -> tuple[OutputField, ...]:
    """Up to `most` fields, each path once; () where nothing can be said."""
    found: dict[str, OutputField] = {}
    for field in _FIELDS[subject.intent](subject):
        found.setdefault(field.path, field)
    fields = tuple(found.values())[:most]
    news = any(field.kind not in (Kind.COUNT, Kind.STATUS) and not _is_echo(field, subject) for field in fields)
    return fields if news or (subject.intent.writes and fields) else ()


def _is_echo(field: OutputField, subject: Subject) -> bool:
    return any(field.path == f"/{escape(parameter.name)}" for parameter in subject.parameters)


def _many(subject: Subject) -> Iterator[OutputField]:
    yield _field("/total", Kind.COUNT, _I)
    yield from _thing(subject, "/results/*")


def _one(subject: Subject) -> Iterator[OutputField]:
    yield from _echoes(subject)
    yield from _thing(subject, "")


def _created(subject: Subject) -> Iterator[OutputField]:
    if subject.entity is None:
        return
    yield _id(subject, "")
    yield _field("/status", Kind.STATUS, _S)
    yield from _echoes(subject)


def _changed(subject: Subject) -> Iterator[OutputField]:
    if subject.entity is not None:
        yield _id(subject, "")
    elif not any(parameter.kind is Kind.ENTITY_ID for parameter in subject.parameters):
        return
    yield from _echoes(subject)
    yield _field("/status", Kind.STATUS, _S)


def _computed(subject: Subject) -> Iterator[OutputField]:
    yield from _echoes(subject)
    for suggestion in RESULTS:
        if suggestion.pattern.search(subject.text):
            for name, kind, type_ in suggestion.fields:
                yield _field(f"/{name}", kind, type_)
            return


_FIELDS = {
    Intent.SEARCH: _many,
    Intent.LIST: _many,
    Intent.GET: _one,
    Intent.OTHER: _one,
    Intent.CREATE: _created,
    Intent.UPDATE: _changed,
    Intent.DELETE: _changed,
    Intent.COMPUTE: _computed,
}


def _thing(subject: Subject, base: str) -> Iterator[OutputField]:
    """The fields of one thing: id and name unless it is a reading, what such things have, what the words promise."""
    entity = subject.entity
    if entity and not _is_reading(entity):
        yield _id(subject, base)
        name, kind = _called(entity)
        yield _field(f"{base}/{name}", kind, _S, entity if kind is not Kind.TEXT else None)
    elif entity is None and subject.intent is Intent.SEARCH:
        yield from (_field(f"{base}/{name}", kind, _S) for name, kind in _FOUND)
    suggested = 0
    for suggestion in _suggestions(subject):
        for name, kind, type_ in suggestion.fields:
            if suggested < MOST_SUGGESTED:
                suggested += 1
                yield _field(f"{base}/{name}", kind, type_, entity if kind is Kind.NAME else None)


# A hit of a search in we do not know what.
_FOUND = (("title", Kind.TITLE), ("url", Kind.URL), ("description", Kind.DESCRIPTION))


def _called(entity: str) -> tuple[str, Kind]:
    if entity in _WORDED:
        return "text", Kind.TEXT
    return ("title", Kind.TITLE) if entity in _TITLED else ("name", Kind.NAME)


def _suggestions(subject: Subject) -> Iterator[_Suggestion]:
    """Of things, those that the entity is, or where it says nothing the first that the words name; then attributes."""
    spoken = (subject.entity or "").replace("_", " ")
    things = [thing for thing in THINGS if thing.pattern.search(spoken)]
    if not things:
        things = [thing for thing in THINGS if thing.pattern.search(subject.text)][:1]
    yield from things
    for attribute in ATTRIBUTES:
        if attribute.pattern.search(subject.text):
            yield attribute


def _is_reading(entity: str) -> bool:
    return entity in _READINGS or (entity in lexicon().mass and entity not in _TITLED)


def _id(subject: Subject, base: str) -> OutputField:
    """The id, spelled and typed as the tool's own parameters spell and type it, so that one call can feed another."""
    entity = subject.entity or ""
    style = subject.id_styles.get(entity, IdStyle(f"{entity}_id", _S))
    return _field(f"{base}/{escape(style.name)}", Kind.ENTITY_ID, style.type, entity)


def _echoes(subject: Subject) -> Iterator[OutputField]:
    echoed = [
        parameter for parameter in subject.parameters if parameter.kind in _ECHOED and parameter.type in (_S, _I, _N)
    ]
    for parameter in sorted(echoed, key=lambda parameter: not parameter.required)[:_MOST_ECHOES]:
        if "*" not in parameter.name and (parameter.required or subject.intent.writes):
            yield _field(f"/{escape(parameter.name)}", parameter.kind, parameter.type, parameter.entity)


def _field(path: str, kind: Kind, type_: ValueType, entity: str | None = None) -> OutputField:
    return OutputField(path=path, type=type_, kind=kind, origin=Origin.INFERRED, entity=entity)
