"""Renderings: the words for a value of an output, each a named pure function of that value alone.

    render("day", "2026-07-14")                 "July 14, 2026"
    render("moment", "2026-08-22T20:00:00Z")    "August 22, 2026 at 8 pm"
    render("clock", "19:15")                    "7:15 pm"
    render("grouped", 3322500)                  "3,322,500"
    render("money", 8.5)                        "8.50"

The writer says a value by one of them, and the verifier derives what may be said from the outputs by all of them: a
text that tells another day, hour or amount is no rendering of anything that a tool returned. A row of
:data:`RENDERINGS` is all that a new one needs. Each gives "" for a value that it has no words for.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from .json_types import Json
from .spoken_dates import MONTHS

_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ].*)?")
_CLOCK = re.compile(r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[T ])?([0-9]{2}):([0-9]{2})(?::[0-9]{2}(?:\.[0-9]+)?)?Z?")
_SHORTEST = len("19:15")
_HALVES = ("am", "pm")
_NAMED = {(0, 0): "midnight", (12, 0): "noon"}


def day(value: Json) -> str:
    """ "July 14, 2026" of an ISO date, or of the date in an ISO date and time."""
    found = _DAY.fullmatch(value) if isinstance(value, str) and value[4:5] == "-" else None
    if found is None:
        return ""
    try:
        one = date.fromisoformat(found[1])
    except ValueError:
        return ""
    return f"{MONTHS[one.month - 1]} {one.day}, {one.year}"


def clock(value: Json) -> str:
    """ "7:15 pm", "8 am", "noon" of a time of day, or of that in an ISO date and time."""
    found = _CLOCK.fullmatch(value) if isinstance(value, str) and len(value) >= _SHORTEST else None
    hour, minute = (int(found[1]), int(found[2])) if found else (24, 0)
    if hour > 23 or minute > 59:
        return ""
    if (hour, minute) in _NAMED:
        return _NAMED[hour, minute]
    minutes = f":{minute:02d}" if minute else ""
    return f"{hour % 12 or 12}{minutes} {_HALVES[hour // 12]}"


def moment(value: Json) -> str:
    """ "August 22, 2026 at 8 pm" of an ISO date and time."""
    on, at = (day(value), clock(value)) if isinstance(value, str) and len(value) > len("2026-08-22") else ("", "")
    return f"{on} at {at}" if on and at else ""


def grouped(value: Json) -> str:
    """ "3,322,500" of 3322500, "2,148,055.63" of that with its cents; small numbers as they stand."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    said = f"{value:,}".removesuffix(".0")
    return f"{Decimal(said):f}" if "e-" in said else said  # "0.000056", not "5.6e-05"


def money(value: Json) -> str:
    """ "8.50" of 8.5, "1,121" of 1121; what has more than two decimals keeps them."""
    if isinstance(value, float) and not value.is_integer() and round(value, 2) == value:
        return f"{value:,.2f}"
    return grouped(value)


RENDERINGS: Mapping[str, Callable[[Json], str]] = {
    "day": day,
    "clock": clock,
    "moment": moment,
    "grouped": grouped,
    "money": money,
}


def render(name: str, value: Json) -> str:
    """The words of a value by the rendering of that name; "" where it has none. Raises KeyError for unknown names."""
    return RENDERINGS[name](value)


def all_renderings(value: Json) -> Iterator[str]:
    """Whatever may be said for a value of an output, besides the value as it stands."""
    if isinstance(value, str):
        if value[:1].isdecimal() and ("-" in value or ":" in value):
            yield from (words for words in (day(value), clock(value), moment(value)) if words)
    elif not isinstance(value, dict | list):
        yield from (words for words in {grouped(value), money(value)} if words)


_AT = r"(?:[0-9]{1,2}(?::[0-9]{2})? (?:am|pm)|noon|midnight)"
SPOKEN = re.compile(rf"\b(?:(?:{'|'.join(MONTHS)}) [0-9]{{1,2}}, [0-9]{{4}}(?: at {_AT})?|{_AT})\b")
"""The days and times in a text that are said in words: each is told as a whole, whatever its parts are."""
