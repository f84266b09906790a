"""Names: what a person would call an item, by its own name and never by that of something it only mentions.

name_of({"course_id": "c1", "course_title": "Drawing", "instructor_name": "Ada Lee"}, "course")  ->  "Drawing"
name_of({"enrollment_id": "e1", "course_title": "Drawing"}, "enrollment")                         ->  ""
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from ..common.json_types import Json
from ..common.pointers import resolve
from ..common.trace import Call
from .inflection import quoted, singular_of
from .labels import words_of
from .phrasebook import book

_LONGEST = 60
_PLAIN = (("name",), ("title",), ("full", "name"), ("display", "name"), ("headline",))
_IN_NAMES = frozenset(("of", "the", "and", "in", "at", "on", "by", "to", "a", "de", "la", "le", "del", "von", "van"))
_ENDINGS = frozenset(("name", "title", "model"))


def named(item: Json, entity: str | None) -> tuple[str, str]:
    """The key and the value of an item's own name; ("", "") where it has none."""
    if not isinstance(item, dict):
        return "", item if isinstance(item, str) and 0 < len(item) <= _LONGEST else ""
    for key in _name_keys(tuple(item), entity or ""):
        value = item[key]
        if isinstance(value, str) and 0 < len(value) <= _LONGEST:
            return key, value
    return "", ""


def name_of(item: Json, entity: str | None) -> str:
    """What a person would call an item of that entity; "" where it has no name of its own."""
    return named(item, entity)[1]


@lru_cache(maxsize=16384)
def _name_keys(keys: tuple[str, ...], entity: str) -> tuple[str, ...]:
    """The keys that may hold the name, the surest first."""
    things = [thing for thing in (_identified(keys), tuple(entity.split("_"))) if thing and thing != ("",)]
    ranked = [(rank, at) for at, key in enumerate(keys) if (rank := _rank(tuple(words_of(key)), things)) is not None]
    return tuple(keys[at] for _, at in sorted(ranked))


def _identified(keys: Sequence[str]) -> tuple[str, ...]:
    """What the first id in an object is of: ("car",) for "car_id"."""
    for key in keys:
        words = words_of(key)
        if len(words) > 1 and words[-1] == "id":
            return tuple(words[:-1])
    return ()


def _rank(words: tuple[str, ...], things: Sequence[tuple[str, ...]]) -> int | None:
    if words in _PLAIN:
        return 1
    for thing in things:
        if words[-1:] and words[-1] in _ENDINGS and len(words) > 1 and _same(words[:-1], thing):
            return 0
        if words == thing:
            return 2
        stand_ins = book().named_by.get(singular_of(thing[-1]), ())
        if " ".join(words) in stand_ins:
            return 3 + stand_ins.index(" ".join(words))
    return None


def _same(owner: tuple[str, ...], thing: tuple[str, ...]) -> bool:
    """ "item" of "item_name" is the "grocery_item"."""
    return owner == thing[-len(owner) :] or thing == owner[-len(thing) :]


@lru_cache(maxsize=4096)
def title(name: str) -> str:
    """A name as it is shown: long titles, and those that read like a part of the sentence, in quotes."""
    plain = name.rstrip(".!? ")
    words = plain.split()
    spoken = any(word.islower() and word not in _IN_NAMES for word in words[1:])
    return quoted(plain) if len(words) > 4 or spoken else plain


def item_of(call: Call, outputs: Mapping[int, Json]) -> Json:
    """The list item (or whole output) that a call's fed arguments came from; None when it was fed nothing."""
    for row in call.provenance:
        if row.from_call is not None:
            return containing_item(outputs.get(row.from_call), row.path)
    return None


def containing_item(output: Json, path: str) -> Json:
    """The innermost list element on the path that is an object, else the object that holds the leaf."""
    parts = path.split("/")
    numbers = [at for at, part in enumerate(parts) if part.isdigit()]
    pointer = "/".join(parts[: numbers[-1] + 1]) if numbers else "/".join(parts[:-1])
    try:
        return resolve(output, pointer)
    except LookupError:
        return None


def is_unique(output: Json, path: str, name: str, entity: str | None) -> bool:
    """Whether no other element of the list on the path has the same name."""
    parts = path.split("/")
    at = max((at for at, part in enumerate(parts) if part.isdigit()), default=0)
    try:
        items = resolve(output, "/".join(parts[:at]))
    except LookupError:
        return True
    return not isinstance(items, list) or sum(name_of(item, entity) == name for item in items) <= 1
