"""Ranges: a call does not end before it starts, nor ask for at least more than at most.

{"check_in": "2026-09-04", "check_out": "2026-09-01"}     {"min_price": 90, "max_price": 60}
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from ...common.json_types import Json, JsonObject
from ...graph.naming import name_words
from ...world.roles import role
from .view import View, Violation

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_CHECKS = {("check", "in"): "from", ("checkin",): "from", ("check", "out"): "to", ("checkout",): "to"}
_SIGNS = {"min": 1, "minimum": 1, "max": -1, "maximum": -1}


def ranges_go_forward(view: View) -> Iterator[Violation]:
    """BACKWARD_RANGE: of two arguments of a call that are the ends of a range, the first lies behind the second.

    It does not see dates in other forms than ISO 8601, nor ends whose names do not say which end they are.
    """
    for index, call in enumerate(view.calls):
        for start, end in _ends(call["parameters"]):
            if call["parameters"][start] > call["parameters"][end]:
                message = f"{start} lies behind {end}"
                yield Violation("BACKWARD_RANGE", f"/tool_calls/{index}/parameters", message)


def _ends(given: JsonObject) -> Iterator[tuple[str, str]]:
    """The names of the arguments that are the two ends of a range of dates or numbers."""
    dates = [(_end(name), name) for name, value in given.items() if isinstance(value, str) and _DATE.fullmatch(value)]
    for one, start in dates if len(dates) > 1 else ():
        for other, end in dates:
            if (one, other) == ("from", "to"):
                yield start, end
    numbers = [(bound_of(name), name) for name, value in given.items() if is_number(value)]
    for (sign, what), start in numbers if len(numbers) > 1 else ():
        for (other_sign, compared), end in numbers:
            if what == compared and (sign, other_sign) == (1, -1):
                yield start, end


@lru_cache(maxsize=4096)
def _end(name: str) -> str:
    """`"from"`, `"to"` or `""`."""
    words = name_words(name)
    return next((end for said, end in _CHECKS.items() if words[: len(said)] == said), role(name))


@lru_cache(maxsize=4096)
def bound_of(name: str) -> tuple[int, tuple[str, ...]]:
    """Whether a parameter says the least (1) or the most (-1) of something, and of what; 0 where it says neither."""
    words = name_words(name)
    return _SIGNS.get(words[0], 0) if words else 0, words[1:]


def is_number(value: Json) -> bool:
    """Whether a value is a JSON number."""
    return isinstance(value, int | float) and not isinstance(value, bool)
