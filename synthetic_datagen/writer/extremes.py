"""Extremes: what the first of a sorted list is called, where no other is that too.

extreme_of([50500, 52500, 61000], "yearly salary")    ""             the lowest has no name there
extreme_of([2440000, 1630000], "yearly salary")       "best paid"
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from ..common.json_types import Json
from .phrasebook import read_phrases


def extreme_of(values: Sequence[Json], label: str) -> str:
    """What the first value is among all of them: "cheapest"; "" where it is no extreme, or shares it with another."""
    first, others = values[0], values[1:]
    if not others or isinstance(first, bool) or not isinstance(first, int | float | str):
        return ""
    if any(type(one) is not type(first) for one in others) and not all(_is_number(one) for one in values):
        return ""
    names = _names(label)
    if all(first < one for one in others):
        return names.get("low", "")
    return names.get("high", "") if all(first > one for one in others) else ""


def _is_number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


@lru_cache(maxsize=4096)
def _names(label: str) -> Mapping[str, str]:
    words = set(label.split())
    return next((row for row in _rows() if words & set(row["words"])), {})


@lru_cache(maxsize=1)
def _rows() -> Sequence[Mapping[str, Json]]:
    """The rows of `phrases/extremes.yaml`."""
    rows: Sequence[Mapping[str, Json]] = read_phrases("extremes")
    return rows
