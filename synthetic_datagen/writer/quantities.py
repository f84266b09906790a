"""Quantities: numbers and measures as people say them, with the transform that gives the number back.

number_way(12, Kind.QUANTITY, forms, rng)     Spoken("a dozen", "number_words", COUNTING)
measure_way(90, "minutes", rng)               Spoken("an hour and a half", "minutes")
number_way(700000, Kind.PRICE, forms, rng)    Spoken("700k", "number_words")
"""

import random
from collections.abc import Iterator, Set
from dataclasses import dataclass
from fractions import Fraction

from ..common.kinds import Kind
from ..common.spoken_codes import currency_signs, spoken_codes
from ..common.spoken_numbers import in_words
from ..common.trace import Form

_IN_WORDS = 0.4  # of whole numbers up to twelve
_SPELLED_OUT = 0.08  # of those from 13 to 99
_COLLECTIVE = 0.15  # of twos and twelves that are counted: "a couple of", "a dozen"
_SHORT = 0.25  # of round amounts from a thousand up: "1.5k", "half a million"
_CURRENCY_SAID = 0.6  # of amounts whose currency both sides know
_SIGNED = 0.6  # of those in a currency with a sign of its own: "€200"
_UNIT_SAID = 0.75  # of measures that have a way of their own
_MONEY = frozenset((Kind.PRICE, Kind.AMOUNT))
_COUNTED = frozenset(
    (Kind.COUNT, Kind.QUANTITY, Kind.NUMBER, Kind.LIMIT, Kind.AGE, Kind.RATING, Kind.DURATION, Kind.UNKNOWN, Kind.PAGE)
)
_SMALLEST: dict[str, tuple[int, str, str]] = {  # unit -> how many make the next one, and the names of both
    "seconds": (60, "second", "minute"),
    "minutes": (60, "minute", "hour"),
    "hours": (24, "hour", "day"),
    "days": (7, "day", "week"),
    "months": (12, "month", "year"),
    "grams": (1000, "gram", "kilo"),
    "meters": (1000, "meter", "kilometer"),
}
_LARGEST = {"kilograms": "kilo", "kilometers": "kilometer", "hours": "hour", "years": "year", "weeks": "week"}
_NAMES = {"kg": "kilograms", "km": "kilometers", "cm": "centimeters", "metres": "meters"}


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words, the transform that gives their value, and what kind of phrase they are."""

    words: str
    transform: str
    form: Form = Form.PLAIN


def number_way(value: int, kind: Kind, forms: Set[Form], rng: random.Random) -> Spoken | None:
    """A whole number in other than plain figures; None for most, which are said in figures."""
    draw = rng.random()
    if kind in _MONEY:
        short = _short(value)
        return Spoken(short, "number_words") if short and draw < _SHORT else None
    if kind not in _COUNTED:
        return None
    collective = {2: "a couple of", 12: "a dozen"}.get(value)
    if collective and Form.COUNTING in forms and draw < _COLLECTIVE:
        return Spoken(collective, "number_words", Form.COUNTING)
    if 1 <= value <= 12:
        return Spoken(in_words(value), "number_words") if draw < _IN_WORDS else None
    return Spoken(in_words(value), "number_words") if 12 < value < 100 and draw < _SPELLED_OUT else None


def _short(value: int) -> str:
    """ "half a million", "1.2 million", "700k", "1.5k"; "" for amounts that are not round."""
    if value == 500_000:
        return "half a million"
    for scale, word in ((1_000_000, " million"), (1000, "k")):
        if value >= scale and value * 10 % scale == 0 and (scale > 1000 or value < 1_000_000):
            return f"{value / scale:g}{word}"
    return ""


def money_way(value: float, currency: str, rng: random.Random) -> Spoken | None:
    """An amount with its currency: "€1,200", "600k Canadian dollars"; None for some, which are said without."""
    if value < 2 or rng.random() >= _CURRENCY_SAID:
        return None
    short = _short(value) if isinstance(value, int) and rng.random() < _SHORT else ""
    amount = short or (f"{value:,}" if isinstance(value, int) and value >= 1000 else f"{value:g}")
    sign = currency_signs().get(currency)
    name = spoken_codes()["currency_code"][currency][0]
    words = f"{sign}{amount}" if sign and "half" not in amount and rng.random() < _SIGNED else f"{amount} {name}"
    return Spoken(words, f"money:{currency}")


def unit_name(unit: str) -> str:
    """The transform for a unit as labels spell it: "kg" is "kilograms"."""
    return _NAMES.get(unit, unit)


def measure_way(value: float, unit: str, rng: random.Random) -> Spoken | None:
    """A number with its unit in words of their own: "half an hour", "two weeks"; None where figures do as well."""
    if value <= 0:
        return None  # nobody has words of their own for these
    name = unit_name(unit)
    found = list(dict.fromkeys(_measures(Fraction(str(value)), name)))
    return Spoken(rng.choice(found), name) if found and rng.random() < _UNIT_SAID else None


def _measures(value: Fraction, name: str) -> Iterator[str]:
    if name == "percent" and value.denominator == 1:
        yield f"{value}%"
    if name == "centimeters" and 100 < value < 300:
        yield f"{float(value / 100):g} meters"
    if name in _SMALLEST:
        many, small, large = _SMALLEST[name]
        if value < many and value.denominator == 1 and value <= 12:
            yield _counted(value, small)
        yield from _in_large(value / many, large)
    if name in _LARGEST:
        yield from _in_large(value, _LARGEST[name])


def _in_large(value: Fraction, unit: str) -> Iterator[str]:
    """Halves and small whole numbers of a unit."""
    a_unit = f"{'an' if unit == 'hour' else 'a'} {unit}"
    if value == Fraction(1, 2):
        yield f"half {a_unit}"
    elif value == 1:
        yield a_unit
    elif value == Fraction(3, 2):
        yield f"{a_unit} and a half"
    elif 1 < value <= 12 and value.denominator == 1:
        yield _counted(value, unit)
    elif 1 < value < 6 and value.denominator == 2:
        yield f"{in_words(int(value))} and a half {unit}s"


def _counted(value: Fraction, unit: str) -> str:
    return f"{in_words(int(value))} {unit}" if value == 1 else f"{in_words(int(value))} {unit}s"


def length_of(days: int, noun: str, rng: random.Random) -> str:
    """A length of stay: "three nights", "a week", "10 days". `noun`: what a day of it is called, in the plural."""
    if days % 7 == 0 and days <= 28:
        return "a week" if days == 7 else f"{in_words(days // 7)} weeks"
    if days == 1:
        return f"one {noun.removesuffix('s')}"
    return f"{in_words(days)} {noun}" if days <= 12 and rng.random() < 0.7 else f"{days} {noun}"
