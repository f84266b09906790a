"""Surfaces: the words that carry a slot's value, and the transform that gives the value back.

    surface_of(date slot 2026-04-11, PLAIN, rng)                 Surface(0, "April 11, 2026", "date")
    surface_of(date slot 2026-07-17, SurfaceContext(today), rng) Surface(0, "next Friday", "date_from:2026-07-06", BARE)
    surface_of(currency slot EUR, PLAIN, rng)                    Surface(0, "euros", "currency_code")
    surface_of(price slot 1200, PLAIN, rng)                      Surface(0, "1,200")

Every surface is checked against its transform before it is used; where none fits, the value is said as it is.
"""

import random
import re
from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import date

from ..common.kinds import Kind
from ..common.plans import Habit, Slot
from ..common.spoken_codes import spoken_codes
from ..common.spoken_dates import MONTHS, WEEKDAYS, in_full
from ..common.spoken_measures import UNITS
from ..common.trace import Form, Surface
from ..common.transforms import apply, matches
from .quantities import Spoken, length_of, measure_way, money_way, number_way
from .relative_dates import suffix, ways

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:00Z")
_MONTH_NUMBERS = tuple(str(number) for number in range(1, 13))
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_WORDS = re.compile(r"[^\W\d_]+(?:[ '-][^\W\d_]+)*")
_SPOKEN = re.compile(r"[a-z]+(?:_[a-z]+)+")
_GROUPED = frozenset((Kind.PRICE, Kind.AMOUNT, Kind.NUMBER, Kind.DISTANCE, Kind.QUANTITY, Kind.COUNT))
_CODES = frozenset(("currency_code", "country_code", "language_code", "airport_code", "sort_order"))
_STAYS = 0.5  # of ends whose start the user tells, said as a length
_LONGEST_STAY = 21  # days
_MONTHS_A_YEAR = 12
_IN_NUMBERS = 0.8  # of the dates of those who write them in numbers


@dataclass(frozen=True, slots=True)
class SurfaceContext:
    """What a surface may build on: the day that the user states, the start of a range that ends with the slot's day.

    `forms` are the kinds of phrases that there is a place for, `unit` what a number counts ("minutes"), `currency`
    the code in which a price can only be meant, `noun` what a day of a stay is called ("nights"), and `habits` how the
    user writes dates.
    """

    today: date | None = None
    start: date | None = None
    forms: frozenset[Form] = frozenset((Form.PLAIN,))
    unit: str = ""
    currency: str = ""
    noun: str = "days"
    habits: frozenset[Habit] = frozenset()


PLAIN = SurfaceContext()


def surface_of(slot: Slot, context: SurfaceContext, rng: random.Random) -> Surface:
    """One way to say the slot's value. The slot must not be a flag (see `slot_phrases`)."""
    value = slot.value
    if isinstance(value, int | float):
        return _checked(slot, _number(slot, value, rng), _quantity(slot, value, context, rng))
    return _checked(slot, str(value), _worded(slot, str(value), context, rng))


def _worded(slot: Slot, text: str, context: SurfaceContext, rng: random.Random) -> Spoken | None:
    """How a text is said; None where it is said as it stands."""
    if text[:1].isdigit():
        if _ISO_DATE.fullmatch(text):
            return _day(text, context, rng)
        if _MOMENT.fullmatch(text):
            return _moment(text, rng)
        if _CLOCK.fullmatch(text):
            said = "noon" if text == "12:00" else _time(text)
            return Spoken(said, "clock_time") if rng.random() < 0.7 else None
        if slot.kind is Kind.MONTH and text in _MONTH_NUMBERS:
            return Spoken(MONTHS[int(text) - 1], "month_text")
    return _coded(slot, text, rng)


def _coded(slot: Slot, text: str, rng: random.Random) -> Spoken | None:
    """The words for a code, half of the time; a choice without its underscores."""
    spoken = spoken_codes()[slot.kind].get(text) if slot.kind in _CODES else None
    if spoken and rng.random() < 0.5:
        return Spoken(spoken[0] if rng.random() < 0.6 else rng.choice(spoken), slot.kind.value)
    if "_" in text and _SPOKEN.fullmatch(text) and slot.kind not in (Kind.ENTITY_ID, Kind.USERNAME, Kind.CODE):
        return Spoken(text.replace("_", " "), "spoken_words")
    return None


def says_unit(surface: Surface) -> bool:
    """Whether the unit of a number is part of the surface."""
    return surface.transform in UNITS


def capitalize_surface(surface: Surface, value: object) -> Surface:
    """The surface with a capital first letter, where that still gives the value; for the start of a sentence."""
    if not surface.transform and not _WORDS.fullmatch(surface.text):
        return surface  # names of accounts, addresses and codes keep their spelling
    text = surface.text[:1].upper() + surface.text[1:]
    if surface.transform:
        return _again(surface, text) if apply(surface.transform, text) == value else surface
    return _again(surface, text) if matches(text, value) else surface


def _again(surface: Surface, text: str) -> Surface:
    return replace(surface, text=text)


def _checked(slot: Slot, verbatim: str, spoken: Spoken | None) -> Surface:
    """The spoken words where they give the value back, else the value as it is."""
    try:
        good = spoken is not None and apply(spoken.transform, spoken.words) == slot.value
    except ValueError:
        good = False
    if spoken is None or not good:
        return Surface(slot.number, verbatim)
    return Surface(slot.number, spoken.words, spoken.transform, spoken.form)


def _quantity(slot: Slot, value: float, context: SurfaceContext, rng: random.Random) -> Spoken | None:
    if slot.kind is Kind.MONTH and value in range(1, 13):
        return Spoken(MONTHS[int(value) - 1], "month")
    if context.currency and (spoken := money_way(value, context.currency, rng)):
        return spoken
    if context.unit and (spoken := measure_way(value, context.unit, rng)):
        return spoken
    return number_way(value, slot.kind, context.forms, rng) if isinstance(value, int) else None


def _number(slot: Slot, value: float, rng: random.Random) -> str:
    plain = repr(value)
    if isinstance(value, float):
        plain = plain.removesuffix(".0") if "e" not in plain else plain
    if slot.kind in _GROUPED and abs(value) >= 1000 and plain.lstrip("-").isdigit() and rng.random() < 0.7:
        grouped = f"{int(plain):,}"
        return grouped if matches(grouped, value) else plain
    return plain


def _day(iso: str, context: SurfaceContext, rng: random.Random) -> Spoken | None:
    """A date as a length of stay, from the stated today, or in full; None for what is no day."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return None
    if context.start is not None and Form.STAY in context.forms and rng.random() < _STAYS:
        days = (day - context.start).days
        if 0 < days <= _LONGEST_STAY:
            return Spoken(length_of(days, context.noun, rng), f"days_after:{context.start}", Form.STAY)
    if context.today is not None:
        able = [way for way in ways(day, context.today) if way.form in context.forms]
        if Habit.DAY_FIRST in context.habits:
            able = [way for way in able if not way.words.startswith(MONTHS)] or able
        if able:
            way = rng.choices(able, [one.weight for one in able])[0]
            return Spoken(way.words, f"date_from:{context.today}", way.form)
    return Spoken(_absolute(day, rng, context.habits), "date")


def _moment(iso: str, rng: random.Random) -> Spoken | None:
    """ "April 29, 2026 at 6:45 am UTC"; None for what is no day."""
    day, clock = iso.removesuffix(":00Z").split("T")
    try:
        return Spoken(f"{_absolute(date.fromisoformat(day), rng)} at {_time(clock)} UTC", "date_time")
    except ValueError:
        return None


def _absolute(day: date, rng: random.Random, habits: Set[Habit] = frozenset()) -> str:
    month, draw = MONTHS[day.month - 1], rng.random()
    nth = f"{day.day}{suffix(day.day)}"
    if Habit.NUMERIC_DATES in habits and day.day > _MONTHS_A_YEAR and draw < _IN_NUMBERS:  # else it has two readings
        parts = (day.day, day.month) if Habit.DAY_FIRST in habits else (day.month, day.day)
        return f"{parts[0]:02d}/{parts[1]:02d}/{day.year:04d}"
    if Habit.DAY_FIRST in habits:
        weekday = f"{WEEKDAYS[day.weekday()]}, " if draw < 0.1 else ""
        return f"{weekday}{day.day if draw < 0.8 else nth} {month} {day.year:04d}"
    if draw < 0.42:
        return f"{month} {day.day}, {day.year:04d}"
    if draw < 0.64:
        return f"{month} {nth}, {day.year:04d}"
    if draw < 0.88:
        return f"{day.day} {month} {day.year:04d}"
    return in_full(day) if draw < 0.95 else f"the {nth} of {month} {day.year:04d}"


def _time(clock: str) -> str:
    hour, minute = int(clock[:2]), clock[3:]
    half = "am" if hour < 12 else "pm"
    twelve = hour % 12 or 12
    return f"{twelve} {half}" if minute == "00" else f"{twelve}:{minute} {half}"
