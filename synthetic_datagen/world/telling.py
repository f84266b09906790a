"""Telling things apart: the things of one list have different names, so that a person can point at one of them.

told_apart([hotel, hotel, hotel], OutputField("hotel_name"))     the same three, no two called alike
"""

from collections.abc import Sequence

from ..common.json_types import Json
from .entities import Entity, attribute
from .facets import ValueSpec

_TRIES = 8


def told_apart(things: Sequence[Entity], spec: ValueSpec) -> list[Entity]:
    """The things that differ in a field, redrawn where they did not; those are left out for which no draw does.

    The same things in the same order are always told apart alike.
    """
    seen: set[Json] = set()
    different: list[Entity] = []
    for thing in things:
        for attempt in range(_TRIES):
            thing.redrawn(attempt)
            name = attribute(thing, spec)
            if name not in seen:
                seen.add(name)
                different.append(thing)
                break
    return different
