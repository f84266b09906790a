"""Sorting: which field of the rows a sort argument means, and in which direction.

sorting_of("price", "desc", shape)     Sorting(price, down=True)      sorting_of("-price", None, shape)     the same
sorting_of("rating:desc", None, shape) Sorting(rating, down=True)     sorting_of("newest", None, shape)     by date
"""

from dataclasses import dataclass

from ..common.json_types import Json
from ..common.kinds import Kind
from ..common.tools import OutputField
from .roles import name_words
from .shape import Shape


@dataclass(frozen=True, slots=True)
class Sorting:
    """By which field rows are sorted; `down`: the largest or latest first."""

    by: OutputField
    down: bool
    then: OutputField | None = None  # the same way, where these are equal


_UP = frozenset(
    {"asc", "ascending", "up", "lowest", "low", "least", "oldest", "first", "cheapest", "nearest", "shortest"}
)
_DOWN = frozenset(
    {"desc", "descending", "down", "highest", "high", "most", "newest", "latest", "recent", "reverse", "best", "top"}
)
_DOWN_BY_NATURE = frozenset({Kind.RATING})
_DATES = frozenset({Kind.DATE, Kind.DATETIME, Kind.START_DATE, Kind.TIMESTAMP})
_NAMES = frozenset({Kind.NAME, Kind.TITLE, Kind.PERSON_NAME})
# What words mean that name no field: the kinds of the fields that they speak of.
_SPOKEN = {
    **dict.fromkeys(("newest", "latest", "recent", "oldest", "chronologically", "date", "time", "new"), _DATES),
    **dict.fromkeys(("cheapest", "price", "cost"), frozenset({Kind.PRICE})),
    **dict.fromkeys(("nearest", "distance"), frozenset({Kind.DISTANCE})),
    **dict.fromkeys(("best", "top", "rated", "rating", "ratings", "score"), frozenset({Kind.RATING})),
    **dict.fromkeys(("alphabetical", "alphabetically", "name", "title", "az"), _NAMES),
    **dict.fromkeys(("shortest", "fastest", "duration"), frozenset({Kind.DURATION})),
}


def sorting_of(wanted: str, order: Json, shape: Shape) -> Sorting | None:
    """What a sort argument and an order argument ask for; None where no field of the rows is meant."""
    assert shape.rows is not None
    leaves = shape.rows.leaves
    first = wanted.split(",", maxsplit=1)[0].strip()
    spec = next((one for one in leaves if one.name == first), None)
    words = name_words(first)
    if spec is None:
        spec = _meant(leaves, [word for word in words if word not in ("by", "to", "first", "sort", "order")])
    if spec is None:
        return None
    return Sorting(spec, _is_down(first, words, order, spec))


def _meant(leaves: tuple[OutputField, ...], words: list[str]) -> OutputField | None:
    """The field with the most words in common, else the first of a kind that a word speaks of."""
    naming = [word for word in words if word not in _UP | _DOWN]
    common = [len(set(naming) & set(name_words(one.name))) for one in leaves]
    if any(common):
        return leaves[common.index(max(common))]
    kinds = next((_SPOKEN[word] for word in words if word in _SPOKEN), frozenset())
    return next((one for one in leaves if one.kind in kinds), None)


def _is_down(wanted: str, words: tuple[str, ...], order: Json, spec: OutputField) -> bool:
    """The order argument before the words of the sort argument, these before what is usual for the field."""
    for said in (name_words(order) if isinstance(order, str) else (), words):
        way = next((word for word in said if word in _UP | _DOWN and word not in name_words(spec.name)), None)
        if way is not None:
            return way in _DOWN
    return wanted.startswith("-") or (spec.kind in _DOWN_BY_NATURE and not wanted.startswith("+"))
