"""Units of measurement: exact factors between those that measure the same, from `data/units.yaml`.

convert(26.2, "miles", "km")    42.164813      convert(212, "F", "celsius")    100.0      convert(1, "kg", "km")    None
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from .lexicon import data_of


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: `factor` of the base unit, from a zero that lies `offset` base units above that of the base."""

    name: str
    measures: str
    factor: Fraction
    offset: Fraction


@cache
def units() -> Mapping[str, Unit]:
    """Units by each of their names, in lower case. A name of two units is that of the first."""
    found: dict[str, Unit] = {}
    for measures, rows in data_of("units.yaml").items():
        for name, row in rows.items():
            unit = Unit(name, measures, _exact(row["factor"]), _exact(row.get("offset", "0")))
            for spelled in (name, name.replace("_", " "), *row["names"]):
                found.setdefault(spelled, unit)
    return found


def _exact(text: str) -> Fraction:
    above, _, below = text.partition("/")
    return Fraction(above) / Fraction(below or "1")


def unit_called(name: str) -> Unit | None:
    """The unit of that name or sign; None where there is none."""
    return units().get(name.strip().lower().rstrip("."))


def convert(value: float, source: str, target: str) -> float | None:
    """A value in another unit, to six decimals (ten below a thousandth); None where the two measure other things."""
    one, other = unit_called(source), unit_called(target)
    if one is None or other is None or one.measures != other.measures:
        return None
    base = Fraction(str(value)) * one.factor + one.offset
    result = float((base - other.offset) / other.factor)
    return round(result, 6 if abs(result) >= 0.001 else 10)
