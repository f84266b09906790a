"""Named pure functions from the words a user says to the value a call takes; the validator runs them again.

    apply("date", "April 11, 2026")                  ->  "2026-04-11"
    apply("currency_code", "euros")                  ->  "EUR"
    apply("date_from:2026-07-06", "next Friday")     ->  "2026-07-17"     a context stands behind the colon
    apply("money:EUR", "€1,200")                     ->  1200
    apply("minutes", "an hour and a half")           ->  90

A row of :data:`SPOKEN_TRANSFORMS` or :data:`IN_CONTEXT` is all that a new transform needs. Each raises ValueError on
words it does not know, and depends on nothing but its argument and the context in its name. `matches` decides the case
without a transform: equal up to letter case and the way a number is written.
"""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date as Day  # noqa: N812 - `date` is a transform's name
from datetime import datetime
from functools import lru_cache, partial
from typing import Any

from .json_types import Json
from .relative_dates import date_from, days_after
from .spoken_codes import code_of, money, spoken_codes
from .spoken_dates import date, month
from .spoken_measures import UNITS, measure
from .spoken_numbers import number_words

_HALF_OF_DAY = re.compile(r"(\d)([AP]M)$")
_TIME_FORMATS = ("%I:%M %p", "%I %p", "%H:%M")


def clock_time(words: str) -> str:
    """24-hour HH:MM from "7:30 pm", "7 pm", "7pm", "7 p.m.", "19:30", "noon"."""
    if words.strip().lower() == "noon":
        return "12:00"
    clock = _HALF_OF_DAY.sub(r"\1 \2", words.strip().upper().replace(".", ""))
    for pattern in _TIME_FORMATS:
        try:
            return datetime.strptime(clock, pattern).strftime("%H:%M")
        except ValueError:
            continue
    raise ValueError(f"no time of day: {words!r}")


def date_time(words: str) -> str:
    """ISO date and time from "April 29, 2026 at 6:45 am UTC"; without the time zone it is none."""
    day, joint, clock = words.strip().rpartition(" at ")
    if not joint or not clock.upper().endswith(" UTC"):
        raise ValueError(f"no date and time: {words!r}")
    return f"{date(day)}T{clock_time(clock[: -len(' UTC')])}:00Z"


def month_text(words: str) -> str:
    """The number of a month as text: "March" -> "3"."""
    return str(month(words))


YES = frozenset({"yes", "yes please", "true", "on", "with", "include", "that are", "that allow", "should be"})
NO = frozenset({"no", "no thanks", "false", "off", "without", "exclude", "need not be", "don't need"})


def yes_no(words: str) -> bool:
    """A flag from "yes", "no", "with", "without", or "that are" (open now) and "need not be" (open now)."""
    word = words.strip().lower()
    if word in YES:
        return True
    if word in NO:
        return False
    raise ValueError(f"neither yes nor no: {words!r}")


def spoken_words(words: str) -> str:
    """A choice like "price_low_to_high" from the words "price low to high"."""
    return words.strip().lower().replace(" ", "_").replace("-", "_")


def as_text(value: Json) -> str:
    """The decimal text of a number that a tool returned, for a parameter that takes text."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"no number: {value!r}")
    return str(int(value)) if float(value).is_integer() else str(value)


def as_number(value: Json) -> int | float:
    """The number that a tool returned as text, for a parameter that takes a number."""
    if not isinstance(value, str):
        raise ValueError(f"no text: {value!r}")
    number = float(value)
    if not math.isfinite(number) or "_" in value:
        raise ValueError(f"no number: {value!r}")
    return int(value) if value.strip().lstrip("-").isdecimal() else number


# From what a tool returned to what a parameter takes.
OUTPUT_TRANSFORMS: Mapping[str, Callable[[Json], Json]] = {"as_text": as_text, "as_number": as_number}

# From what a user said to what a parameter takes.
SPOKEN_TRANSFORMS: Mapping[str, Callable[[str], Json]] = {
    "date": date,
    "clock_time": clock_time,
    "date_time": date_time,
    "month": month,
    "month_text": month_text,
    "yes_no": yes_no,
    "spoken_words": spoken_words,
    "currency_code": partial(code_of, "currency_code"),
    "country_code": partial(code_of, "country_code"),
    "language_code": partial(code_of, "language_code"),
    "airport_code": partial(code_of, "airport_code"),
    "sort_order": partial(code_of, "sort_order"),
    "number_words": number_words,
    **{unit: partial(measure, unit) for unit in UNITS},
}


def _day(context: str) -> Day:
    if not _ISO_DATE.fullmatch(context):
        raise ValueError(f"no day: {context!r}")
    return Day.fromisoformat(context)


def _currency(context: str) -> str:
    if context not in spoken_codes()["currency_code"]:
        raise ValueError(f"no currency: {context!r}")
    return context


# From what a user said to what a parameter takes, given a context: "date_from:2026-07-06", "money:EUR". By name: what
# reads the context, and the function of both.
IN_CONTEXT: Mapping[str, tuple[Callable[[str], Any], Callable[[Any, str], Json]]] = {
    "date_from": (_day, date_from),
    "days_after": (_day, days_after),
    "money": (_currency, money),
}
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@lru_cache(maxsize=4096)
def transform_of(name: str) -> Callable[[Any], Json]:
    """The transform of that name, its context included. Raises KeyError for unknown names and malformed contexts."""
    base, colon, context = name.partition(":")
    if not colon:
        return OUTPUT_TRANSFORMS.get(name) or SPOKEN_TRANSFORMS[name]
    read, function = IN_CONTEXT[base]
    try:
        return partial(function, read(context))
    except ValueError:
        raise KeyError(name) from None


def context_of(name: str, base: str) -> str:
    """The context in a name of that base: "2026-07-06" of "date_from:2026-07-06"; "" for other names."""
    return name.removeprefix(f"{base}:") if name.startswith(f"{base}:") else ""


def apply(name: str, words: Json) -> Json:
    """The value that transform `name` makes of `words`. Raises KeyError for unknown names, ValueError for odd words."""
    if name in OUTPUT_TRANSFORMS:
        return OUTPUT_TRANSFORMS[name](words)
    if isinstance(words, str):
        return _of_words(name, words)
    transform_of(name)  # an unknown name is the greater fault
    raise ValueError(f"no words: {words!r}")


@lru_cache(maxsize=4096)
def _of_words(name: str, words: str) -> Json:
    return transform_of(name)(words)


_GROUPING = re.compile(r"(?<=\d)[ ,](?=\d{3}\b)")


def matches(words: str, value: Json) -> bool:
    """Whether `words` say `value` itself: equal up to letter case, numbers up to grouping and trailing zeros."""
    if isinstance(value, bool) or value is None:
        return False
    if isinstance(value, int | float):
        try:
            return "_" not in words and float(_GROUPING.sub("", words.strip())) == float(value)
        except ValueError:
            return False
    return isinstance(value, str) and words.casefold() == value.casefold()
