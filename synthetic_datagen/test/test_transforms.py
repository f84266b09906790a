"""Transforms: every way of saying a value gives it back, and odd words raise ValueError and nothing else."""

import contextlib
import random
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from synthetic_datagen.common.json_types import Json
from synthetic_datagen.common.kinds import Kind
from synthetic_datagen.common.plans import Habit, Slot
from synthetic_datagen.common.relative_dates import date_from, days_after
from synthetic_datagen.common.spoken_codes import spoken_codes
from synthetic_datagen.common.spoken_dates import in_full, stated
from synthetic_datagen.common.spoken_measures import UNITS, measure
from synthetic_datagen.common.spoken_numbers import in_words, number_words
from synthetic_datagen.common.trace import Form
from synthetic_datagen.common.transforms import SPOKEN_TRANSFORMS, apply, matches, transform_of
from synthetic_datagen.writer.quantities import length_of, measure_way, money_way
from synthetic_datagen.writer.relative_dates import ways
from synthetic_datagen.writer.surfaces import SurfaceContext, capitalize_surface, surface_of

MONDAY = date(2026, 7, 6)
DAYS = st.dates(date(2024, 1, 1), date(2031, 12, 31))
SEEDS = st.integers(0, 9999).map(random.Random)
NAMES = (*SPOKEN_TRANSFORMS, "date_from:2026-07-06", "date_from:9999-12-31", "days_after:9999-12-30", "money:EUR")
WORDS = (
    *("in", "a", "an", "the", "half", "quarter", "of", "and", "next", "this", "last", "week", "weeks", "month", "on"),
    *("days", "night", "hour", "kilos", "%", "from", "now", "tomorrow", "ago", "friday", "may", "31st", "0th", "29"),
    *("february", "2026", "1,200", "1.5k", "million", "hundred", "two", "-", "99999999999", "€5", "euros", "at", "utc"),
)
PHRASES = st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", "2026-07-06"),
        ("the day after tomorrow", "2026-07-08"),
        ("Friday", "2026-07-10"),
        ("on Friday", "2026-07-10"),
        ("Monday", "2026-07-13"),
        ("this Saturday", "2026-07-11"),
        ("next Friday", "2026-07-17"),
        ("Friday next week", "2026-07-17"),
        ("last Friday", "2026-07-03"),
        ("in two weeks", "2026-07-20"),
        ("ten days from now", "2026-07-16"),
        ("a week from tomorrow", "2026-07-14"),
        ("a week from Friday", "2026-07-17"),
        ("three days ago", "2026-07-03"),
        ("next month on the 4th", "2026-08-04"),
        ("the 28th of last month", "2026-06-28"),
        ("the 5th", "2026-08-05"),
        ("April 11th", "2027-04-11"),
        ("the 11th of April", "2027-04-11"),
        ("Tuesday, July 7", "2026-07-07"),
        ("February 29", "2028-02-29"),
    ],
)
def test_words_said_on_a_monday_mean_this_day(words: str, day: str) -> None:
    assert date_from(MONDAY, words) == day


@pytest.mark.parametrize(
    "words", ["this Monday", "Friday, July 7", "the 31st of next year", "soon", "in a day and a half"]
)
def test_words_that_mean_no_day_raise(words: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        date_from(MONDAY, words)


@given(today=DAYS, days=st.integers(-90, 90))
def test_every_way_to_say_a_day_gives_it_back(today: date, days: int) -> None:
    day = today + timedelta(days=days)
    for way in ways(day, today):
        assert date_from(today, way.words) == day.isoformat(), way.words


@given(today=DAYS, days=st.integers(0, 90))
def test_next_and_this_are_said_only_where_all_agree_which_week_is_meant(today: date, days: int) -> None:
    day = today + timedelta(days=days)
    said = {way.words.split()[0] for way in ways(day, today) if not way.words.startswith("next month")}
    if "next" in said:
        assert day.isocalendar().week != today.isocalendar().week
        assert 6 not in (day.weekday(), today.weekday())
    if "this" in said:
        assert day.isocalendar().week == today.isocalendar().week


@given(day=DAYS)
def test_a_day_in_full_is_found_in_a_text_with_its_own_weekday_only(day: date) -> None:
    right, wrong = in_full(day), in_full(day).replace(day.strftime("%A"), (day + timedelta(days=1)).strftime("%A"))
    assert list(stated(f"It's {right} today. Or {wrong}?")) == [(right, day)]


@given(start=DAYS, days=st.integers(1, 60), noun=st.sampled_from(("nights", "days")), rng=SEEDS)
def test_every_length_of_stay_gives_its_end(start: date, days: int, noun: str, rng: random.Random) -> None:
    assert days_after(start, length_of(days, noun, rng)) == (start + timedelta(days=days)).isoformat()


@given(st.integers(0, 999_999))
def test_numbers_in_words_give_the_number(number: int) -> None:
    assert number_words(in_words(number)) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("a couple of", 2),
        ("a dozen", 12),
        ("half a million", 500_000),
        ("1.5k", 1500),
        ("2k", 2000),
        ("a hundred", 100),
    ],
)
def test_numbers_that_are_no_numerals_are_read(words: str, number: int) -> None:
    assert number_words(words) == number


@pytest.mark.parametrize(
    ("unit", "words", "value"),
    [
        ("minutes", "half an hour", 30),
        ("minutes", "an hour and a half", 90),
        ("minutes", "an hour and twenty minutes", 80),
        ("hours", "two and a half hours", 2.5),
        ("days", "a fortnight", 14),
        ("months", "a year", 12),
        ("kilograms", "750 grams", 0.75),
        ("centimeters", "1.72 meters", 172),
        ("percent", "15%", 15),
    ],
)
def test_measures_are_read_in_the_unit_that_is_wanted(unit: str, words: str, value: float) -> None:
    assert measure(unit, words) == value


@given(unit=st.sampled_from(sorted(UNITS)), halves=st.integers(1, 400), rng=SEEDS)
def test_every_measure_gives_its_number(unit: str, halves: int, rng: random.Random) -> None:
    way = measure_way(halves / 2, unit, rng)
    assert way is None or apply(way.transform, way.words) == halves / 2


@given(currency=st.sampled_from(sorted(spoken_codes()["currency_code"])), amount=st.integers(2, 10**7), rng=SEEDS)
def test_every_amount_gives_its_number_in_its_own_currency_only(currency: str, amount: int, rng: random.Random) -> None:
    way = money_way(amount, currency, rng)
    if way is None:
        return
    assert apply(way.transform, way.words) == amount
    other = "EUR" if currency == "USD" else "USD"
    with pytest.raises(ValueError, match=r"no (amount|number)"):
        apply(f"money:{other}", way.words)


VALUES = st.one_of(st.integers(-5, 10**6), st.floats(0, 500, width=16), DAYS.map(str), st.just("2026-07-10T09:30:00Z"))
CONTEXTS = st.builds(
    SurfaceContext,
    today=st.one_of(st.none(), DAYS),
    start=st.one_of(st.none(), DAYS),
    forms=st.frozensets(st.sampled_from(Form)).map(lambda forms: forms | {Form.PLAIN}),
    unit=st.sampled_from(("", "minutes", "kg", "percent", "parsecs")),
    currency=st.sampled_from(("", "EUR", "CAD")),
    habits=st.frozensets(st.sampled_from(Habit)),
)


@given(value=VALUES, kind=st.sampled_from(Kind), context=CONTEXTS, rng=SEEDS)
@example(value=-1, kind=Kind.CITY, context=SurfaceContext(unit="minutes"), rng=random.Random(1))
def test_any_surface_in_any_context_gives_its_value(
    value: Json, kind: Kind, context: SurfaceContext, rng: random.Random
) -> None:
    slot = Slot(0, kind, "value", value, "value", "x")
    surface = surface_of(slot, context, rng)
    for one in (surface, capitalize_surface(surface, value)):
        assert one.form in context.forms
        assert apply(one.transform, one.text) == value if one.transform else matches(one.text, value)


@given(name=st.sampled_from(NAMES), words=PHRASES)
def test_no_words_make_a_transform_raise_anything_but_a_value_error(name: str, words: str) -> None:
    with contextlib.suppress(ValueError):
        apply(name, words)


@pytest.mark.parametrize(
    "name", ["nonsense", "date_from", "date_from:", "date_from:2026-02-30", "days_after:soon", "money:XXX", "minutes:1"]
)
def test_unknown_names_and_malformed_contexts_are_key_errors(name: str) -> None:
    with pytest.raises(KeyError):
        transform_of(name)
