"""Relative dates: the ways to say a day on another day, each of which has one reading.

ways(2026-07-17, today=2026-07-06)   (Way("next Friday", BARE, 6), Way("July 17th", PLAIN, 2), ...)

"next Friday" is said only of the next calendar week, "this Friday" only of the current one. Where people differ on
which week a Sunday belongs to, neither is said.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ..common.relative_dates import week_of
from ..common.spoken_dates import MONTHS, WEEKDAYS
from ..common.spoken_numbers import in_words
from ..common.trace import Form

_SUNDAY = 6
_MOST_WEEKS = 4
_MOST_DAYS = 12  # "in ten days"; more are counted in weeks or said by their date
_SOON = 14  # days; what is farther off is mostly said by its date
_FARTHEST = 90  # days


@dataclass(frozen=True, slots=True)
class Way:
    """Words for a day, what kind of phrase they are, and how often they are chosen against the others."""

    words: str
    form: Form
    weight: int


def ways(day: date, today: date) -> tuple[Way, ...]:
    """All ways to say the day; none for days more than ninety days off, and few for days that are over."""
    days = (day - today).days
    if abs(days) > _FARTHEST:
        return ()
    found = _past(day, today, -days) if days < 0 else (*_near(day, today, days), *_later(day, today, days))
    return tuple(found)


def _near(day: date, today: date, days: int) -> Iterator[Way]:
    """The words for days of this week and the next, and for so many days or weeks from now."""
    if days <= 2:
        name = ("today", "tomorrow", "the day after tomorrow")[days]
        yield Way(name, Form.BARE, (30, 20, 6)[days])
    weekday = WEEKDAYS[day.weekday()]
    weeks = (week_of(day) - week_of(today)).days // 7
    unsure = today.weekday() == _SUNDAY
    if 2 <= days <= 6:
        yield Way(weekday, Form.PLAIN, 6)
        if weeks == 0:
            yield Way(f"this {weekday}", Form.BARE, 4)
    if days >= 3 and weeks == 1 and not unsure and day.weekday() != _SUNDAY:
        yield Way(f"next {weekday}", Form.BARE, 6)
        yield Way(f"{weekday} next week", Form.BARE, 2)
    if 9 <= days <= 13:
        yield Way(f"a week from {weekday}", Form.ALONE, 2)
    yield from _counted(days)


def _counted(days: int) -> Iterator[Way]:
    """ "in two weeks", "ten days from now", "a week from tomorrow"; "for a week from today" would be a length."""
    if days in (8, 15):
        yield Way(f"{_weeks(days // 7)} from tomorrow", Form.ALONE, 4)
    if days % 7 == 0 and 0 < days <= 7 * _MOST_WEEKS:
        yield Way(f"in {_weeks(days // 7)}", Form.ALONE, 5)
        yield Way(f"{_weeks(days // 7)} from {'today' if days == 7 else 'now'}", Form.ALONE, 3)
    elif 3 <= days <= _MOST_DAYS:
        yield Way(f"in {in_words(days)} days", Form.ALONE, 2)
        yield Way(f"in {days} days", Form.ALONE, 1)
        yield Way(f"{in_words(days)} days from now", Form.ALONE, 1)


def _later(day: date, today: date, days: int) -> Iterator[Way]:
    """The day of the month, with or without its month; for days from the third on."""
    if days < 3:
        return
    month, weekday, nth = MONTHS[day.month - 1], WEEKDAYS[day.weekday()], f"{day.day}{suffix(day.day)}"
    weight = 1 if days <= _SOON else 4
    yield Way(f"{month} {nth}", Form.PLAIN, weight * 2)
    yield Way(f"{month} {day.day}", Form.PLAIN, weight * 2)
    yield Way(f"{day.day} {month}", Form.PLAIN, weight)
    yield Way(f"the {nth} of {month}", Form.PLAIN, weight)
    yield Way(f"{weekday}, {month} {day.day}", Form.PLAIN, weight)
    months = (day.year - today.year) * 12 + day.month - today.month
    if months == 0:
        yield Way(f"the {nth}", Form.PLAIN, 2)
        yield Way(f"{weekday} the {nth}", Form.PLAIN, 2)
        yield Way(f"the {nth} of this month", Form.PLAIN, 1)
    elif months == 1:
        yield Way(f"the {nth} of next month", Form.PLAIN, 3)
        yield Way(f"next month on the {nth}", Form.ALONE, 2)


def _past(day: date, today: date, ago: int) -> Iterator[Way]:
    if ago <= 2:
        yield Way(("yesterday", "the day before yesterday")[ago - 1], Form.BARE, (12, 3)[ago - 1])
    weekday, nth = WEEKDAYS[day.weekday()], f"{day.day}{suffix(day.day)}"
    last_week = week_of(today) - week_of(day) == timedelta(days=7)
    if 3 <= ago <= 6 and last_week and _SUNDAY not in (day.weekday(), today.weekday()):
        yield Way(f"last {weekday}", Form.BARE, 6)
    if ago % 7 == 0 and ago <= 7 * _MOST_WEEKS:
        yield Way(f"{_weeks(ago // 7)} ago", Form.BARE, 5)
    elif 2 <= ago <= _MOST_DAYS:
        yield Way(f"{in_words(ago)} days ago", Form.BARE, 3)
    months = (today.year - day.year) * 12 + today.month - day.month
    if months == 0 and ago >= 3:
        yield Way(f"the {nth} of this month", Form.PLAIN, 2)
    elif months == 1:
        yield Way(f"the {nth} of last month", Form.PLAIN, 2)
        yield Way(f"last month on the {nth}", Form.ALONE, 1)


def _weeks(many: int) -> str:
    return "a week" if many == 1 else f"{in_words(many)} weeks"


def suffix(day: int) -> str:
    """What makes an ordinal of a day of the month: "st" of 21, "th" of 12."""
    if day in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
