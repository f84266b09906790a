"""Relative dates: days that people tell from another one, from today or from a day that they have told. Pure.

date_from(2026-07-06, "next Friday")      "2026-07-17"
days_after(2026-04-11, "three nights")    "2026-04-14"

Weeks are calendar weeks, Monday to Sunday.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from .spoken_dates import DAY_FIRST, MONTH_FIRST, MONTH_NUMBERS, NTH, WEEKDAY, WEEKDAY_NUMBERS, on_weekday, plain
from .spoken_measures import measure
from .spoken_numbers import number_words

_WEEK = 7
_YEARS_TRIED = 9  # February 29 comes again within eight years
_DAYS_TRIED = 62  # every day of the month comes again within two months


def date_from(today: date, words: str) -> str:
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
    text = plain(words).removeprefix("on ")
    try:
        for pattern, day in _RELATIVE:
            if found := pattern.fullmatch(text):
                return day(today, found).isoformat()
    except OverflowError:
        raise ValueError(f"no day of this calendar: {words!r}") from None
    raise ValueError(f"no date: {words!r}")


def days_after(start: date, words: str) -> str:
    """ISO date so many days after `start` as "three nights", "a week", "for ten days" say. Raises ValueError."""
    days = measure("days", words.strip().removeprefix("for "))
    if not isinstance(days, int):
        raise ValueError(f"no whole days: {words!r}")
    try:
        return (start + timedelta(days=days)).isoformat()
    except OverflowError:
        raise ValueError(f"no day of this calendar: {words!r}") from None


def week_of(day: date) -> date:
    """The Monday of the calendar week in which the day lies."""
    return day - timedelta(days=day.weekday())


def _first_after(today: date, weekday: str) -> date:
    return today + timedelta(days=(WEEKDAY_NUMBERS[weekday] - today.weekday() - 1) % _WEEK + 1)


def _in_week(today: date, weekday: str, weeks: int) -> date:
    """That weekday of the calendar week so many weeks after this one."""
    return week_of(today) + timedelta(days=_WEEK * weeks + WEEKDAY_NUMBERS[weekday])


def _this(today: date, found: re.Match[str]) -> date:
    day = _in_week(today, found["weekday"], 0)
    if day <= today:
        raise ValueError(f"this {found['weekday']} is over")
    return day


def _count(found: re.Match[str]) -> timedelta:
    many = 1 if found["many"] in ("a", "one") else number_words(found["many"])
    if not isinstance(many, int):
        raise ValueError(f"no whole number: {found['many']!r}")
    return timedelta(days=many * (_WEEK if found["unit"].startswith("week") else 1))


def _named_base(today: date, name: str) -> date:
    if name in WEEKDAY_NUMBERS:
        return _first_after(today, name)
    return today + timedelta(days=_OFFSETS["today" if name == "now" else name])


def _next_date(today: date, found: re.Match[str]) -> date:
    """The next day after today of that month and day."""
    month, number = MONTH_NUMBERS[found["month"]], int(found["day"])
    for year in range(today.year, today.year + _YEARS_TRIED):
        try:
            day = date(year, month, number)
        except ValueError:
            continue  # no February 29 in this year
        if day > today:
            return on_weekday(day, found["weekday"])
    raise ValueError(f"no such day: {found[0]!r}")


def _next_nth(today: date, found: re.Match[str]) -> date:
    """The next day after today with that number in its month."""
    for days in range(1, _DAYS_TRIED + 1):
        day = today + timedelta(days=days)
        if day.day == int(found["day"]):
            return on_weekday(day, found["weekday"])
    raise ValueError(f"no such day: {found[0]!r}")


def _in_month(today: date, found: re.Match[str], months: int) -> date:
    """The day with that number in the month so many months after this one."""
    at = today.year * 12 + today.month - 1 + months
    return date(at // 12, at % 12 + 1, int(found["day"]))


_OFFSETS = {
    "today": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
    "yesterday": -1,
    "the day before yesterday": -2,
}
_MANY = r"(?P<many>[a-z0-9-]+(?: [a-z-]+){0,2}) (?P<unit>days?|weeks?)"
_BASE = rf"(?P<base>now|today|tomorrow|{'|'.join(WEEKDAY_NUMBERS)})"
_THIS_MONTH = {"this": 0, "next": 1, "last": -1}
_WHICH_MONTH = r"(?P<which>this|next|last) month"
_RELATIVE: tuple[tuple[re.Pattern[str], Callable[[date, re.Match[str]], date]], ...] = tuple(
    (re.compile(pattern), day)
    for pattern, day in (
        (rf"{'|'.join(_OFFSETS)}", lambda today, found: today + timedelta(days=_OFFSETS[found[0]])),
        (rf"in {_MANY}", lambda today, found: today + _count(found)),
        (rf"{_MANY} from {_BASE}", lambda today, found: _named_base(today, found["base"]) + _count(found)),
        (rf"{_MANY} ago", lambda today, found: today - _count(found)),
        (WEEKDAY, lambda today, found: _first_after(today, found["weekday"])),
        (rf"this {WEEKDAY}", _this),
        (rf"next {WEEKDAY}", lambda today, found: _in_week(today, found["weekday"], 1)),
        (rf"{WEEKDAY}(?: of)? next week", lambda today, found: _in_week(today, found["weekday"], 1)),
        (rf"next week on {WEEKDAY}", lambda today, found: _in_week(today, found["weekday"], 1)),
        (rf"last {WEEKDAY}", lambda today, found: _in_week(today, found["weekday"], -1)),
        (MONTH_FIRST, _next_date),
        (DAY_FIRST, _next_date),
        (rf"(?:{WEEKDAY},? )?the {NTH}", _next_nth),
        (rf"the {NTH} of {_WHICH_MONTH}", lambda today, f: _in_month(today, f, _THIS_MONTH[f["which"]])),
        (rf"{_WHICH_MONTH},? on the {NTH}", lambda today, f: _in_month(today, f, _THIS_MONTH[f["which"]])),
    )
)
