"""Surfaces: the words that carry a slot's value, and the transform that gives the value back.

    surface_of(Slot(kind=DATE, value="2026-04-11"), rng)          Surface(0, "April 11, 2026", "date")
    surface_of(Slot(kind=CURRENCY_CODE, value="EUR"), rng)        Surface(0, "euros", "currency_code")
    surface_of(Slot(kind=PRICE, value=1200), rng)                 Surface(0, "1,200")

Every surface is checked against its transform before it is used; where none fits, the value is said as it is.
"""

import random
import re
from datetime import date

from ..common.kinds import Kind
from ..common.plans import Slot
from ..common.trace import Surface
from ..common.transforms import apply, matches, spoken_codes

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_WORDS = re.compile(r"[^\W\d_]+(?:[ '-][^\W\d_]+)*")
_SPOKEN = re.compile(r"[a-z]+(?:_[a-z]+)+")
_GROUPED = frozenset((Kind.PRICE, Kind.AMOUNT, Kind.NUMBER, Kind.DISTANCE, Kind.QUANTITY, Kind.COUNT))
_CODES = frozenset(("currency_code", "country_code", "language_code", "airport_code", "sort_order"))
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def surface_of(slot: Slot, rng: random.Random) -> Surface:
    """One way to say the slot's value. The slot must not be a flag (see `slot_phrases`)."""
    value = slot.value
    if isinstance(value, int | float):
        return Surface(slot.number, _number(slot, value, rng))
    words = str(value)
    if _ISO_DATE.fullmatch(words):
        return _checked(slot, words, _date(words, rng), "date")
    if _CLOCK.fullmatch(words):
        return _checked(slot, words, _time(words), "clock_time") if rng.random() < 0.7 else Surface(slot.number, words)
    if slot.kind.value in _CODES:
        spoken = spoken_codes()[slot.kind.value].get(words)
        if spoken and rng.random() < 0.5:
            return _checked(slot, words, spoken[0] if rng.random() < 0.6 else rng.choice(spoken), slot.kind.value)
    if _SPOKEN.fullmatch(words) and slot.kind not in (Kind.ENTITY_ID, Kind.USERNAME, Kind.CODE):
        return _checked(slot, words, words.replace("_", " "), "spoken_words")
    return Surface(slot.number, words)


def capitalize_surface(surface: Surface, value: object) -> Surface:
    """The surface with a capital first letter, where that still gives the value; for the start of a sentence."""
    if not _WORDS.fullmatch(surface.text):
        return surface  # names of accounts, addresses and codes keep their spelling
    text = surface.text[:1].upper() + surface.text[1:]
    if surface.transform:
        return _again(surface, text) if apply(surface.transform, text) == value else surface
    return _again(surface, text) if matches(text, value) else surface


def _again(surface: Surface, text: str) -> Surface:
    return Surface(surface.slot, text, surface.transform)


def _checked(slot: Slot, verbatim: str, words: str, transform: str) -> Surface:
    try:
        good = apply(transform, words) == slot.value
    except ValueError:
        good = False
    return Surface(slot.number, words, transform) if good else Surface(slot.number, verbatim)


def _number(slot: Slot, value: float, rng: random.Random) -> str:
    plain = repr(value)
    if isinstance(value, float):
        plain = plain.removesuffix(".0") if "e" not in plain else plain
    if slot.kind in _GROUPED and abs(value) >= 1000 and plain.lstrip("-").isdigit() and rng.random() < 0.7:
        grouped = f"{int(plain):,}"
        return grouped if matches(grouped, value) else plain
    return plain


def _date(iso: str, rng: random.Random) -> str:
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    month, draw = _MONTHS[day.month - 1], rng.random()
    if draw < 0.45:
        return f"{month} {day.day}, {day.year:04d}"
    if draw < 0.7:
        return f"{month} {day.day}{_suffix(day.day)}, {day.year:04d}"
    return f"{day.day} {month} {day.year:04d}"


def _suffix(day: int) -> str:
    if day in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _time(clock: str) -> str:
    hour, minute = int(clock[:2]), clock[3:]
    half = "am" if hour < 12 else "pm"
    twelve = hour % 12 or 12
    return f"{twelve} {half}" if minute == "00" else f"{twelve}:{minute} {half}"
