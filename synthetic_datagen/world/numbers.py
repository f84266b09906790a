"""Numbers that are usual for their name, their thing and their kind.

number(OutputField("transit_days"), draw, facets)             4
number(OutputField("price"), draw, hotel_facets, high=200)     149.5
"""

import math
from collections.abc import Mapping
from functools import cache, lru_cache

from ..common.kinds import Kind
from .draws import between
from .facets import Facets, ValueSpec
from .lexicon import by_entity, is_person, numbers, rates, usual_length
from .roles import name_words

_RANGES: Mapping[Kind, tuple[float, float, float]] = {
    Kind.AMOUNT: (20, 2000, 5),
    Kind.YEAR: (1985, 2025, 1),
    Kind.MONTH: (1, 12, 1),
    Kind.DAY: (1, 28, 1),
    Kind.DURATION: (15, 240, 5),
    Kind.AGE: (18, 79, 1),
    Kind.QUANTITY: (1, 4, 1),
    Kind.COUNT: (1, 250, 1),
    Kind.RATING: (3.1, 4.9, 0.1),
    Kind.PERCENTAGE: (1, 99, 1),
    Kind.TEMPERATURE: (-4, 33, 0.5),
    Kind.DISTANCE: (0.4, 48, 0.2),
    Kind.WEIGHT: (0.5, 28, 0.5),
    Kind.HEIGHT: (150, 195, 1),
    Kind.WIDTH: (200, 1600, 40),
    Kind.SPEED: (3, 60, 1),
    Kind.HUMIDITY: (30, 95, 1),
    Kind.CALORIES: (80, 900, 10),
    Kind.NUMBER: (1, 100, 1),
    Kind.PAGE: (1, 1, 1),
    Kind.LIMIT: (5, 10, 5),
    Kind.OFFSET: (0, 0, 1),
}


# Kinds whose values are numbers in a usual range.
NUMERIC = frozenset(_RANGES) | {Kind.PRICE}


def usual_range(spec: ValueSpec, facets: Facets) -> tuple[float, float, float]:
    """The usual (low, high, step) of a number: by the words of its name, else by the entity's prices, else by kind."""
    return _usual_range(spec.name, spec.kind, facets.entity, facets.currency if spec.kind in _MONEY else "")


_MONEY = frozenset({Kind.PRICE, Kind.AMOUNT})


@lru_cache(maxsize=65536)
def _usual_range(name: str, kind: Kind, entity: str, currency: str) -> tuple[float, float, float]:
    """`currency` is that of money, "" for other numbers."""
    plain = tuple(word for word in name_words(name) if word not in _BOUND_WORDS)
    low, high, step = (
        (usual_length(entity) if kind is Kind.DURATION and _lasting(name) else None)
        or (_OF_A_PERSON.get(kind) if is_person(entity) else None)
        or numbers(name_words(name), exact=True)
        or numbers(plain)
        or (_usual_price(entity) if kind is Kind.PRICE else None)
        or _RANGES[kind]
    )
    rate = rates().get(currency, 1.0)
    if rate == 1.0:
        return low, high, step
    coarse = 10.0 ** max(0, len(str(int(high * rate))) - 3) if rate > 20 else step
    return low * rate, high * rate, coarse


_OF_A_PERSON = {Kind.WEIGHT: (48, 105, 0.5)}


@cache
def _lasting(name: str) -> bool:
    """Whether a duration is how long the thing itself lasts, in the unit in which such things are told."""
    return set(name_words(name)) <= _LASTING


_LASTING = frozenset({"duration", "runtime", "running", "length", "time", "minutes", "seconds", "mins", "secs"})
_BOUND_WORDS = frozenset({"max", "maximum", "min", "minimum", "average", "total", "usual"})


def _usual_price(entity: str) -> tuple[float, float, float]:
    low, high = by_entity("prices", entity)
    return low, high, 0.5


def number(spec: ValueSpec, draw: int, facets: Facets, low: float | None = None, high: float | None = None) -> float:
    """A usual number, within [low, high] where these are given: a search's bounds are obeyed before what is usual."""
    bottom, top, step = usual_range(spec, facets)
    if high is not None and high < top:
        top = high
        bottom = min(bottom, top * 0.55)
    if low is not None and low > bottom:
        bottom = low
        top = top if top >= bottom else bottom * 1.5 if high is None else bottom
    first, digits = _first_multiple(bottom, step)
    return round(min(max(between(first, top, draw, step), bottom), top), digits)


@lru_cache(maxsize=65536, typed=True)
def _first_multiple(bottom: float, step: float) -> tuple[float, int]:
    """The first multiple of `step` from `bottom` on, and how many decimals its multiples are told with."""
    return math.ceil(bottom / step - 1e-9) * step, 0 if step >= 1 and float(step).is_integer() else 2
