"""Locating: the exact words of any text that carry a value, and none that only look like it."""

import random
import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthetic_datagen.common.json_types import Json
from synthetic_datagen.common.kinds import Kind
from synthetic_datagen.common.plans import Slot
from synthetic_datagen.common.transforms import apply, matches
from synthetic_datagen.writer.checks import Due, locate, located
from synthetic_datagen.writer.surfaces import PLAIN, surface_of

TODAY = "2026-07-06"  # a Monday
DATES = ("date", f"date_from:{TODAY}", "days_after:2026-04-11")


def due(value: Json, *transforms: str, label: str = "value", slot: int = 0) -> Due:
    return Due(slot, Kind.UNKNOWN, label, value, transforms)


@pytest.mark.parametrize(
    ("value", "transforms", "text", "found"),
    [
        ("Paris", (), "A hotel in paris, please.", "paris"),
        ("2026-07-17", DATES, "Could we meet on next Friday?", "next Friday"),
        ("2026-07-17", DATES, "Friday next week works.", "Friday next week"),
        ("2026-09-11", DATES, "I arrive September 11th!", "September 11th"),
        ("2026-04-11", DATES, "On Saturday, 11 April 2026, if possible", "Saturday, 11 April 2026"),
        ("2026-04-11", DATES, "It is the 11th of April 2026.", "the 11th of April 2026"),
        ("2026-04-14", DATES, "We stay for three nights.", "three nights"),
        ("2026-04-11", ("date",), "On 04/11/2026.", "04/11/2026"),
        ("19:30", ("clock_time",), "A table at 7:30 p.m. for us", "7:30 p.m"),
        ("19:30", ("clock_time",), "A table at 7:30pm.", "7:30pm"),
        (
            "2026-04-29T06:45:00Z",
            ("date_time",),
            "From April 29, 2026 at 6:45 am UTC on",
            "April 29, 2026 at 6:45 am UTC",
        ),
        ("EUR", ("currency_code",), "Convert it to Euros.", "Euros"),
        ("US", ("country_code",), "Songs of the United States", "United States"),
        (200, ("number_words",), "At most two hundred of them", "two hundred"),
        (1200, ("number_words",), "No more than 1,200, please", "1,200"),
        (1200, ("money:EUR",), "Up to €1,200 a month", "€1,200"),
        (1500, ("number_words",), "About 1.5k is fine", "1.5k"),
        (90, ("minutes",), "It takes an hour and a half.", "an hour and a half"),
        (2.5, (), "Weighing 2.50 kilos", "2.50"),
        (-33.87, (), "At latitude -33.87.", "-33.87"),
        (3, ("month",), "In March it is.", "March"),
        ("price_low_to_high", ("spoken_words",), "Sorted by price low to high", "price low to high"),
        ("+81 555 144", (), "Call +81 555 144.", "+81 555 144"),
    ],
)
def test_the_words_that_carry_a_value_are_found(
    value: Json, transforms: tuple[str, ...], text: str, found: str
) -> None:
    surface = locate(due(value, *transforms), text)
    assert surface is not None
    assert surface.text == found
    assert apply(surface.transform, found) == value if surface.transform else matches(found, value)


@pytest.mark.parametrize(
    ("value", "transforms", "text"),
    [
        ("Paris", (), "The parisian way"),
        (12, ("number_words",), "It is 12.5, 12:30 or 2026-12-01, or 112"),
        (2, ("number_words",), "Twenty-two of them"),
        ("IT", (), "Is it there?"),
        ("2026-04-12", DATES, "Saturday, April 12, 2026"),
        ("2026-07-17", ("date",), "next Friday"),
        ("2026-09-11", DATES, "September 11, 2025"),
        (2, ("number_words",), "Two hundred of them"),
        (1.5, ("number_words",), "1.5 million"),
        (True, ("yes_no",), "Somebody with a hat"),
        ("", (), "Nothing"),
    ],
)
def test_what_only_looks_like_a_value_is_not_found(value: Json, transforms: tuple[str, ...], text: str) -> None:
    assert locate(due(value, *transforms, label="garden"), text) is None


def test_equal_values_go_to_the_words_beside_their_labels() -> None:
    dues = (due(2, "number_words", label="guests"), due(2, "number_words", label="num rooms", slot=1))
    found = located(dues, "I need 2 rooms for two guests.")
    assert (found[0].text, found[1].text) == ("two", "2")


def test_one_word_carries_one_value() -> None:
    dues = (due(2, "number_words", label="guests"), due(2, "number_words", label="rooms", slot=1))
    assert len(located(dues, "Two, please.")) == 1


def test_a_flag_is_found_beside_what_it_is_about() -> None:
    flags = (due(False, "yes_no", label="has garden"), due(True, "yes_no", label="breakfast included", slot=1))
    found = located(flags, "I'd like it with breakfast, and I don't need a garden.")
    assert (found[0].text, found[1].text) == ("don't need", "with")


def test_the_words_that_state_today_carry_no_value() -> None:
    text = "It's Monday, July 6, 2026 today. Book it for July 6, 2026."
    assert located((due(TODAY, "date"),), text, TODAY)[0].text == "July 6, 2026"
    assert located((due(TODAY, "date"),), text[:33], TODAY) == {}


VALUES = st.one_of(
    st.integers(0, 2_000_000),
    st.floats(-1000, 1000).map(lambda number: round(number, 2)),
    st.dates(date(1990, 1, 1), date(2050, 1, 1)).map(str),
    st.sampled_from(("EUR", "JPY", "07:15", "12:00", "Kuala Lumpur")),
)
WILD = st.text(st.characters(codec="utf-8"), max_size=60)
ALL = ("date", "clock_time", "number_words", "currency_code")


@given(VALUES, WILD, WILD, st.integers(0, 99))
def test_what_the_offline_writer_says_is_found_in_any_text(value: Json, before: str, after: str, seed: int) -> None:
    kind = Kind.CURRENCY_CODE if value in ("EUR", "JPY") else Kind.COUNT
    slot = Slot(0, kind, "value", value, "value", "tool::one")
    said = surface_of(slot, PLAIN, random.Random(seed))
    found = locate(due(value, *ALL), f"{before} ; {said.text} ; {after}")
    assert found is not None
    assert apply(found.transform, found.text) == value if found.transform else matches(found.text, value)


@given(st.text(), st.lists(VALUES, max_size=5))
def test_any_text_is_read_without_an_error(text: str, values: list[Json]) -> None:
    dues = [due(value, *ALL, *DATES, "minutes", "money:EUR", slot=at) for at, value in enumerate(values)]
    for surface in located(dues, text, TODAY).values():
        assert surface.text in text


def test_a_long_turn_with_five_dates_takes_less_than_two_milliseconds() -> None:
    days = [date(2026, 9, 1) + timedelta(days=9 * at) for at in range(5)]
    text = "I would like to go there " * 8 + " and ".join(f"on {day:%A, %B %d, %Y}" for day in days)
    dues = [due(str(day), *DATES, slot=at) for at, day in enumerate(days)]
    assert len(located(dues, text)) == 5
    spent = []
    for _ in range(20):
        start = time.process_time()
        located(dues, text)
        spent.append(time.process_time() - start)
    assert min(spent) < 0.002
