"""Spoken measures: a number with its unit as people say it, in the unit that a parameter takes. Pure.

measure("minutes", "an hour and a half")   90         measure("kilograms", "two and a half kilos")   2.5
measure("days", "a fortnight")             14         measure("centimeters", "1.72 meters")          172
"""

import json
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from .spoken_numbers import exact_number, plain

_DATA = Path(__file__).parent / "data" / "spoken_units.json"

# The transforms of this file, by name, and the unit in which each gives its number.
UNITS: Mapping[str, str] = {
    "seconds": "second",
    "minutes": "minute",
    "hours": "hour",
    "days": "day",
    "weeks": "week",
    "months": "month",
    "years": "year",
    "grams": "gram",
    "kilograms": "kilogram",
    "centimeters": "centimeter",
    "meters": "meter",
    "kilometers": "kilometer",
    "miles": "mile",
    "percent": "percent",
}
_SHARES = {"half": Fraction(1, 2), "quarter": Fraction(1, 4), "three quarters": Fraction(3, 4)}
_SHARE_OF = re.compile(r"(?P<share>half|(?:a )?quarter|three quarters)(?: of)? an? (?P<unit>[a-z]+)")
_AND_A_SHARE = re.compile(r"an? (?P<unit>[a-z]+) and a (?P<share>half|quarter)")
_MANY_AND_A_HALF = re.compile(r"(?P<many>[a-z]+|[0-9]{1,6}) and a half (?P<unit>[a-z]+)")
_AMOUNT = re.compile(r"(?P<many>.*?) ?(?P<unit>[a-z]+|%)")
_TWO = re.compile(r"(?P<first>.+?) (?:and )?(?P<second>\S+ [a-z]+)")


@lru_cache(maxsize=1)
def _families() -> Mapping[str, tuple[str, Fraction]]:
    """By unit, in the singular and the plural: its family, and how many of the family's smallest it is."""
    table = json.loads(_DATA.read_text(encoding="utf-8"))
    return {
        name: (family, Fraction(size))
        for family, units in table.items()
        for unit, size in units.items()
        for name in (unit, f"{unit}s")
    }


@lru_cache(maxsize=1)
def unit_names() -> frozenset[str]:
    """All words for units, in the singular and the plural."""
    return frozenset(_families())


def measure(unit: str, words: str) -> int | float:
    """The number in `unit`, a key of UNITS, that words like "half an hour" or "750 grams" say.

    Raises ValueError on words without a unit, with a unit that measures something else, or with no number.
    """
    family, size = _families()[UNITS[unit]]
    text = " ".join(words.lower().split())
    amount = _double(text, family)
    if amount is None:
        amount = _single(text, family)
    if amount is None:
        raise ValueError(f"no {unit}: {words!r}")
    return plain(amount / size)


def _size(unit: str, family: str) -> Fraction | None:
    found = _families().get(unit)
    return found[1] if found is not None and found[0] == family else None


def _single(text: str, family: str) -> Fraction | None:
    """The amount of one phrase, in the family's smallest unit; None where it has no unit of the family."""
    for pattern, many in _FORMS:
        if (found := pattern.fullmatch(text)) and (size := _size(found["unit"], family)) is not None:
            return many(found) * size
    return None


def _many(words: str) -> Fraction:
    return Fraction(1) if words in ("a", "an") else exact_number(words)


def _double(text: str, family: str) -> Fraction | None:
    """ "an hour and twenty minutes": the second unit is the smaller one."""
    found = _TWO.fullmatch(text)
    if found is None:
        return None
    parts = [_AMOUNT.fullmatch(found[part]) for part in ("first", "second")]
    sizes = [None if part is None else _size(part["unit"], family) for part in parts]
    first, second = sizes
    if parts[0] is None or parts[1] is None or first is None or second is None or second >= first:
        return None
    return _many(parts[0]["many"]) * first + _many(parts[1]["many"]) * second


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Fraction]], ...] = (
    (_SHARE_OF, lambda found: _SHARES[found["share"].removeprefix("a ")]),
    (_AND_A_SHARE, lambda found: 1 + _SHARES[found["share"]]),
    (_MANY_AND_A_HALF, lambda found: _many(found["many"]) + Fraction(1, 2)),
    (_AMOUNT, lambda found: _many(found["many"])),
)
