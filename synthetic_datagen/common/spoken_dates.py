"""Spoken dates: what people say for a day in full, and back. Pure. Days told from another one: see `relative_dates`.

date("Saturday, April 11, 2026")    "2026-04-11"
in_full(2026-07-06)                 "Monday, July 6, 2026"
"""

import re
from collections.abc import Iterator
from datetime import date as Day  # noqa: N812 - `date` is a transform's name

MONTHS = (
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
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

MONTH_NUMBERS = {name.lower(): at for at, name in enumerate(MONTHS, 1)}
MONTH_NUMBERS |= {name[:3].lower(): at for at, name in enumerate(MONTHS, 1)}
WEEKDAY_NUMBERS = {name.lower(): at for at, name in enumerate(WEEKDAYS)}
_MONTH = rf"(?P<month>{'|'.join(sorted(MONTH_NUMBERS, key=len, reverse=True))})"
WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAY_NUMBERS)})"
NTH = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
MONTH_FIRST = rf"(?:{WEEKDAY},? )?{_MONTH} {NTH}"
DAY_FIRST = rf"(?:{WEEKDAY},? )?(?:the )?{NTH}(?: of)? {_MONTH}"
_YEAR = r",? (?P<year>[0-9]{4})"
_ABSOLUTE = tuple(
    re.compile(one)
    for one in (
        MONTH_FIRST + _YEAR,
        DAY_FIRST + _YEAR,
        r"(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})/(?P<year>[0-9]{4})",
    )
)
_STATED = re.compile(
    rf"\b{WEEKDAY},? (?:{_MONTH} {NTH}|(?:the )?[0-9]{{1,2}}(?:st|nd|rd|th)?(?: of)? [a-z]+){_YEAR}\b", re.I
)


def date(words: str) -> str:
    """ISO date from "April 11, 2026", "the 11th of April 2026", "Saturday, April 11th, 2026", "04/11/2026".

    The last is month first, unless its first number can be no month: "25/04/2026". Raises ValueError on all else, also
    where the weekday is not that day's.
    """
    text = plain(words)
    for pattern in _ABSOLUTE:
        if found := pattern.fullmatch(text):
            parts = found.groupdict()
            month, day = MONTH_NUMBERS.get(parts["month"]) or int(parts["month"]), int(parts["day"])
            month, day = (day, month) if month > 12 else (month, day)
            return on_weekday(Day(int(parts["year"]), month, day), parts.get("weekday")).isoformat()
    raise ValueError(f"no date: {words!r}")


def month(words: str) -> int:
    """The number of a month: 3 for "March" or "mar". Raises ValueError on all else."""
    number = MONTH_NUMBERS.get(plain(words))
    if number is None:
        raise ValueError(f"no month: {words!r}")
    return number


def in_full(day: Day) -> str:
    """ "Monday, July 6, 2026": how a day is stated so that others can be told from it."""
    return f"{WEEKDAYS[day.weekday()]}, {MONTHS[day.month - 1]} {day.day}, {day.year:04d}"


def stated(text: str) -> Iterator[tuple[str, Day]]:
    """The days that a text states in full, each with its weekday and year, and the words that do."""
    for found in _STATED.finditer(text):
        try:
            yield found[0], Day.fromisoformat(date(found[0]))
        except ValueError:
            continue  # a weekday that is not that day's


def plain(words: str) -> str:
    """The words in lower case, with single spaces."""
    return " ".join(words.lower().split())


def on_weekday(day: Day, weekday: str | None) -> Day:
    """The day itself; raises ValueError where it is not that weekday, if one is named."""
    if weekday is not None and day.weekday() != WEEKDAY_NUMBERS[weekday]:
        raise ValueError(f"{day} is no {weekday}")
    return day
