"""Spoken dates: what people say for a day, absolutely, from a day that is today, or from a day that was told. Pure.

date("Saturday, April 11, 2026")               "2026-04-11"
date_from(2026-07-06, "next Friday")           "2026-07-17"
days_after(2026-04-11, "three nights")         "2026-04-14"

Weeks are calendar weeks, Monday to Sunday.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date as Day  # noqa: N812 - `date` is a transform's name
from datetime import timedelta

from .spoken_measures import measure
from .spoken_numbers import number_words

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
_WEEK = 7
_YEARS_TRIED = 9  # February 29 comes again within eight years
_DAYS_TRIED = 62  # every day of the month comes again within two months

_MONTH_NUMBERS = {name.lower(): at for at, name in enumerate(MONTHS, 1)}
_MONTH_NUMBERS |= {name[:3].lower(): at for at, name in enumerate(MONTHS, 1)}
_WEEKDAY_NUMBERS = {name.lower(): at for at, name in enumerate(WEEKDAYS)}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTH_NUMBERS, key=len, reverse=True))})"
_WEEKDAY = rf"(?P<weekday>{'|'.join(_WEEKDAY_NUMBERS)})"
_NTH = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_MONTH_FIRST = rf"(?:{_WEEKDAY},? )?{_MONTH} {_NTH}"
_DAY_FIRST = rf"(?:{_WEEKDAY},? )?(?:the )?{_NTH}(?: of)? {_MONTH}"
_YEAR = r",? (?P<year>[0-9]{4})"
_ABSOLUTE = tuple(
    re.compile(one)
    for one in (
        _MONTH_FIRST + _YEAR,
        _DAY_FIRST + _YEAR,
        r"(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})/(?P<year>[0-9]{4})",
    )
)
_STATED = re.compile(
    rf"\b{_WEEKDAY},? (?:{_MONTH} {_NTH}|(?:the )?[0-9]{{1,2}}(?:st|nd|rd|th)?(?: of)? [a-z]+){_YEAR}\b", re.I
)


def date(words: str) -> str:
    """ISO date from "April 11, 2026", "the 11th of April 2026", "Saturday, April 11th, 2026", "04/11/2026".

    The last is month first. Raises ValueError on all else, also where the weekday is not that day's.
    """
    text = _plain(words)
    for pattern in _ABSOLUTE:
        if found := pattern.fullmatch(text):
            parts = found.groupdict()
            month = _MONTH_NUMBERS.get(parts["month"]) or int(parts["month"])
            return _on_weekday(Day(int(parts["year"]), month, int(parts["day"])), parts.get("weekday")).isoformat()
    raise ValueError(f"no date: {words!r}")


def date_from(today: Day, words: str) -> str:
    """ISO date from words that a person says on the day `today`; raises ValueError on words that say none.

    - "today", "tomorrow", "the day after tomorrow", "yesterday", "the day before yesterday".
    - "in 3 days", "in two weeks", "ten days from now", "a week from today", "a week from tomorrow", "three days ago".
    - "Friday", "on Friday": the first Friday after today. "a week from Friday": seven days after that one.
    - "this Friday": the Friday of the current calendar week; it must lie after today.
    - "next Friday", "Friday next week", "next week on Friday": the Friday of the next calendar week.
    - "last Friday": the Friday of the calendar week before this one.
    - "April 11th", "11 April", "the 11th of April", "Saturday, April 11": the next such day after today.
    - "the 20th", "Monday the 20th": the next 20th after today; a weekday must be that day's.
    - "the 20th of this month", "the 4th of next month", "next month on the 4th", "last month on the 28th".
    """
    text = _plain(words).removeprefix("on ")
    try:
        for pattern, day in _RELATIVE:
            if found := pattern.fullmatch(text):
                return day(today, found).isoformat()
    except OverflowError:
        raise ValueError(f"no day of this calendar: {words!r}") from None
    raise ValueError(f"no date: {words!r}")


def days_after(start: Day, words: str) -> str:
    """ISO date so many days after `start` as "three nights", "a week", "for ten days" say. Raises ValueError."""
    days = measure("days", words.strip().removeprefix("for "))
    if not isinstance(days, int):
        raise ValueError(f"no whole days: {words!r}")
    try:
        return (start + timedelta(days=days)).isoformat()
    except OverflowError:
        raise ValueError(f"no day of this calendar: {words!r}") from None


def month(words: str) -> int:
    """The number of a month: 3 for "March" or "mar". Raises ValueError on all else."""
    number = _MONTH_NUMBERS.get(_plain(words))
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


def week_of(day: Day) -> Day:
    """The Monday of the calendar week in which the day lies."""
    return day - timedelta(days=day.weekday())


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


def _on_weekday(day: Day, weekday: str | None) -> Day:
    if weekday is not None and day.weekday() != _WEEKDAY_NUMBERS[weekday]:
        raise ValueError(f"{day} is no {weekday}")
    return day


def _first_after(today: Day, weekday: str) -> Day:
    return today + timedelta(days=(_WEEKDAY_NUMBERS[weekday] - today.weekday() - 1) % _WEEK + 1)


def _in_week(today: Day, weekday: str, weeks: int) -> Day:
    """That weekday of the calendar week so many weeks after this one."""
    return week_of(today) + timedelta(days=_WEEK * weeks + _WEEKDAY_NUMBERS[weekday])


def _this(today: Day, found: re.Match[str]) -> Day:
    day = _in_week(today, found["weekday"], 0)
    if day <= today:
        raise ValueError(f"this {found['weekday']} is over")
    return day


def _count(found: re.Match[str]) -> timedelta:
    many = 1 if found["many"] in ("a", "one") else number_words(found["many"])
    if not isinstance(many, int):
        raise ValueError(f"no whole number: {found['many']!r}")
    return timedelta(days=many * (_WEEK if found["unit"].startswith("week") else 1))


def _named_base(today: Day, name: str) -> Day:
    if name in _WEEKDAY_NUMBERS:
        return _first_after(today, name)
    return today + timedelta(days=_OFFSETS["today" if name == "now" else name])


def _next_date(today: Day, found: re.Match[str]) -> Day:
    """The next day after today of that month and day."""
    month, number = _MONTH_NUMBERS[found["month"]], int(found["day"])
    for year in range(today.year, today.year + _YEARS_TRIED):
        try:
            day = Day(year, month, number)
        except ValueError:
            continue  # no February 29 in this year
        if day > today:
            return _on_weekday(day, found["weekday"])
    raise ValueError(f"no such day: {found[0]!r}")


def _next_nth(today: Day, found: re.Match[str]) -> Day:
    """The next day after today with that number in its month."""
    for days in range(1, _DAYS_TRIED + 1):
        day = today + timedelta(days=days)
        if day.day == int(found["day"]):
            return _on_weekday(day, found["weekday"])
    raise ValueError(f"no such day: {found[0]!r}")


def _in_month(today: Day, found: re.Match[str], months: int) -> Day:
    """The day with that number in the month so many months after this one."""
    at = today.year * 12 + today.month - 1 + months
    return Day(at // 12, at % 12 + 1, int(found["day"]))


_OFFSETS = {
    "today": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
    "yesterday": -1,
    "the day before yesterday": -2,
}
_MANY = r"(?P<many>[a-z0-9-]+(?: [a-z-]+){0,2}) (?P<unit>days?|weeks?)"
_BASE = rf"(?P<base>now|today|tomorrow|{'|'.join(_WEEKDAY_NUMBERS)})"
_THIS_MONTH = {"this": 0, "next": 1, "last": -1}
_WHICH_MONTH = r"(?P<which>this|next|last) month"
_RELATIVE: tuple[tuple[re.Pattern[str], Callable[[Day, re.Match[str]], Day]], ...] = tuple(
    (re.compile(pattern), day)
    for pattern, day in (
        (rf"{'|'.join(_OFFSETS)}", lambda today, found: today + timedelta(days=_OFFSETS[found[0]])),
        (rf"in {_MANY}", lambda today, found: today + _count(found)),
        (rf"{_MANY} from {_BASE}", lambda today, found: _named_base(today, found["base"]) + _count(found)),
        (rf"{_MANY} ago", lambda today, found: today - _count(found)),
        (_WEEKDAY, lambda today, found: _first_after(today, found["weekday"])),
        (rf"this {_WEEKDAY}", _this),
        (rf"next {_WEEKDAY}", lambda today, found: _in_week(today, found["weekday"], 1)),
        (rf"{_WEEKDAY}(?: of)? next week", lambda today, found: _in_week(today, found["weekday"], 1)),
        (rf"next week on {_WEEKDAY}", lambda today, found: _in_week(today, found["weekday"], 1)),
        (rf"last {_WEEKDAY}", lambda today, found: _in_week(today, found["weekday"], -1)),
        (_MONTH_FIRST, _next_date),
        (_DAY_FIRST, _next_date),
        (rf"(?:{_WEEKDAY},? )?the {_NTH}", _next_nth),
        (rf"the {_NTH} of {_WHICH_MONTH}", lambda today, f: _in_month(today, f, _THIS_MONTH[f["which"]])),
        (rf"{_WHICH_MONTH},? on the {_NTH}", lambda today, f: _in_month(today, f, _THIS_MONTH[f["which"]])),
    )
)
