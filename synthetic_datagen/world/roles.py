"""Which end of a journey or range a name speaks of.

role("arrival_airport")  ->  "to"        role("origin")  ->  "from"        role("city")  ->  ""
bound("max_price")       ->  "max"       bound("min_rating")  ->  "min"    bound("price")  ->  ""
"""

import math
import re
from functools import lru_cache

from ..common.json_types import Json

_SPLIT = re.compile(r"[^a-zA-Z0-9]+|(?<=[a-z0-9])(?=[A-Z])")
_FROM = frozenset({"from", "origin", "departure", "depart", "source", "start", "pickup", "sender", "home", "base"})
_TO = frozenset({"to", "destination", "dest", "arrival", "arrive", "target", "end", "dropoff", "recipient", "return"})
_MAX = frozenset({"max", "maximum", "under", "below", "upto", "before", "highest", "budget"})
_MIN = frozenset({"min", "minimum", "over", "above", "least", "after", "lowest"})


def as_number(value: Json) -> float | None:
    """A number, or a text that says one; None for anything else."""
    try:
        number = None if isinstance(value, bool) else float(value)
    except (TypeError, ValueError):
        return None
    return number if number is not None and math.isfinite(number) else None


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """Lower-case words of a snake_case, kebab-case or camelCase name."""
    return tuple(word.lower() for word in _SPLIT.split(name) if word)


@lru_cache(maxsize=65536)
def role(name: str) -> str:
    """`"from"`, `"to"` or `""`."""
    words = name_words(name)
    if any(word in _FROM for word in words):
        return "from"
    return "to" if any(word in _TO for word in words) else ""


@lru_cache(maxsize=65536)
def excludes(name: str) -> bool:
    """Whether a name says what is not wanted."""
    return not _UNWANTED.isdisjoint(name_words(name))


_UNWANTED = frozenset(
    {"exclude", "excluded", "excludes", "excluding", "without", "negative", "unwanted", "unliked", "avoid"}
)


@lru_cache(maxsize=65536)
def side(name: str) -> str:
    """Which of two of a kind a name speaks of: "home" or "away" of two teams; "" where there is one."""
    return next((word for word in name_words(name) if word in _SIDES), "")


_SIDES = frozenset(
    {"home", "away", "opponent", "winner", "loser", "sender", "recipient", "source", "target", "origin", "destination"}
    | {"departure", "arrival", "first", "second", "buyer", "seller", "white", "black", "team1", "team2", "from", "to"}
)


@lru_cache(maxsize=65536)
def bound(name: str) -> str:
    """`"max"`, `"min"` or `""`."""
    words = name_words(name)
    if any(word in _MAX for word in words):
        return "max"
    return "min" if any(word in _MIN for word in words) else ""
