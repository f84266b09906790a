"""Computing: what has one right answer is right, and nothing is computed where it is not certain."""

import hashlib
from datetime import date
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthetic_datagen.common.json_types import Json, JsonObject
from synthetic_datagen.common.kinds import Intent, Kind, ValueType
from synthetic_datagen.common.tools import OutputField, Parameter
from synthetic_datagen.test.small_registry import endpoint, field, param, tool
from synthetic_datagen.test.small_world import registry_of
from synthetic_datagen.world.arithmetic import from_roman, in_base, is_prime, roman
from synthetic_datagen.world.geography import offset_text
from synthetic_datagen.world.lexicon import places, utc_offset
from synthetic_datagen.world.scene import WorldModel
from synthetic_datagen.world.texts import is_palindrome, morse, slug
from synthetic_datagen.world.units import convert, units
from synthetic_datagen.world.validity import luhn
from synthetic_datagen.world.world import World

Parameters: TypeAlias = tuple[Parameter, ...]
Fields: TypeAlias = tuple[OutputField, ...]
INTEGER, NUMBER = ValueType.INTEGER, ValueType.NUMBER


def answer(
    name: str, parameters: tuple[Parameter, ...], fields: tuple[OutputField, ...], **arguments: Json
) -> JsonObject:
    """What an endpoint of that name computes."""
    desk = tool("Tools", endpoint(f"desk::{name}", Intent.COMPUTE, "result", parameters, fields))
    made: JsonObject = World(WorldModel(registry_of(desk)), 1).call(f"desk::{name}", arguments)
    return made


def typed(path: str, kind: Kind, type_: ValueType) -> OutputField:
    return OutputField(path=path, type=type_, kind=kind, origin=field(path, kind).origin)


RESULT = (typed("/result", Kind.NUMBER, NUMBER),)
WORDS = (typed("/result", Kind.TEXT, ValueType.STRING),)
TEXT = (param("text", Kind.TEXT),)
VALUE = (param("value", Kind.NUMBER, type_=NUMBER),)


@pytest.mark.parametrize(
    ("value", "source", "target", "result"),
    [
        (26.2, "miles", "km", 42.164813),
        (212, "F", "celsius", 100),
        (-40, "celsius", "fahrenheit", -40),
        (1, "lb", "g", 453.59237),
        (1, "GB", "MB", 1000),
        (1, "GiB", "MiB", 1024),
        (90, "km/h", "m/s", 25),
        (1, "acre", "m2", 4046.856422),
        (2, "hours", "min", 120),
        (1, "gallon", "litres", 3.785412),
    ],
)
def test_units_are_exact(value: float, source: str, target: str, result: float) -> None:
    assert convert(value, source, target) == result


@given(st.floats(-1e6, 1e6), st.sampled_from(sorted(units())), st.sampled_from(sorted(units())))
def test_a_measure_there_and_back_is_the_same(value: float, one: str, other: str) -> None:
    there = convert(value, one, other)
    assert (there is None) == (units()[one].measures != units()[other].measures)
    back = None if there is None or abs(there) < 1 else convert(there, other, one)
    assert back is None or back == pytest.approx(value, rel=1e-5, abs=1e-2)


def test_units_may_stand_in_the_name_or_in_the_arguments() -> None:
    assert answer("miles_to_kilometers", VALUE, RESULT, value=10)["result"] == 16.09344
    ends = (*VALUE, param("from_unit", Kind.UNITS), param("to_unit", Kind.UNITS))
    assert answer("convert", ends, RESULT, value=3, from_unit="ft", to_unit="in")["result"] == 36
    assert answer("convert", ends, RESULT, value=3, from_unit="ft", to_unit="kg")["result"] != 36


@given(st.integers(1, 3999))
def test_roman_numerals_go_there_and_back(number: int) -> None:
    assert from_roman(roman(number)) == number


@given(st.integers(0, 10**9), st.integers(2, 36))
def test_a_number_in_another_base_is_the_same_number(number: int, base: int) -> None:
    assert int(in_base(number, base), base) == number


@pytest.mark.parametrize(
    ("name", "text", "result"),
    [
        ("md5_hash", "hello", hashlib.md5(b"hello", usedforsecurity=False).hexdigest()),
        ("sha256", "hello", hashlib.sha256(b"hello").hexdigest()),
        ("base64_encode", "Grüße", "R3LDvMOfZQ=="),
        ("base64_decode", "aGk=", "hi"),
        ("url_encode", "a b&c", "a%20b%26c"),
        ("url_decode", "a%20b", "a b"),
        ("to_uppercase", "quiet", "QUIET"),
        ("reverse_text", "abc", "cba"),
        ("slugify", "São Paulo, by Bike!", "sao-paulo-by-bike"),
        ("text_to_morse", "SOS a", "... --- ... / .-"),
    ],
)
def test_texts_are_turned_as_the_name_says(name: str, text: str, result: str) -> None:
    assert answer(name, TEXT, WORDS, text=text)["result"] == result


def test_words_and_characters_are_counted() -> None:
    fields = (typed("/word_count", Kind.COUNT, INTEGER), typed("/character_count", Kind.COUNT, INTEGER))
    assert answer("analyze", TEXT, fields, text="Two words") == {"word_count": 2, "character_count": 9}


def test_a_list_of_numbers_has_its_mean_and_median() -> None:
    numbers = (param("numbers", Kind.NUMBER, type_=ValueType.ARRAY),)
    fields = tuple(typed(f"/{name}", Kind.NUMBER, NUMBER) for name in ("mean", "median", "max"))
    assert answer("describe", numbers, fields, numbers=[1, 2, 3, 10]) == {"mean": 4, "median": 2.5, "max": 10}


def test_a_tip_is_its_share_of_the_bill() -> None:
    bill = (param("bill_amount", Kind.AMOUNT), param("tip_percentage", Kind.PERCENTAGE, type_=NUMBER))
    fields = (field("/tip_amount", Kind.AMOUNT), field("/total", Kind.AMOUNT))
    asked = {"bill_amount": 80, "tip_percentage": 15}
    assert answer("calculate_tip", bill, fields, **asked) == {"tip_amount": 12, "total": 92}


def test_interest_compounds() -> None:
    asked = tuple(param(name, Kind.NUMBER, type_=NUMBER) for name in ("principal", "rate", "years"))
    fields = (field("/final_amount", Kind.AMOUNT), field("/interest_earned", Kind.AMOUNT))
    made = answer("compound_interest", asked, fields, principal=1000, rate=5, years=2)
    assert made == {"final_amount": 1102.5, "interest_earned": 102.5}


@pytest.mark.parametrize(("rate", "term"), [(5, 30), (0.05, 360)])
def test_a_loan_is_paid_in_equal_parts_however_rate_and_term_are_said(rate: float, term: int) -> None:
    asked = tuple(param(name, Kind.NUMBER, type_=NUMBER) for name in ("loan_amount", "interest_rate", "term"))
    fields = (field("/monthly_payment", Kind.AMOUNT),)
    made = answer("monthly_payment", asked, fields, loan_amount=300_000, interest_rate=rate, term=term)
    assert made["monthly_payment"] == 1610.46


def test_days_between_two_days_are_counted() -> None:
    asked = (param("start_date", Kind.START_DATE), param("end_date", Kind.END_DATE))
    fields = (typed("/days", Kind.NUMBER, INTEGER),)
    assert answer("date_difference", asked, fields, start_date="2028-02-01", end_date="2028-03-01")["days"] == 29


def test_a_distance_is_that_of_the_great_circle_in_the_unit_asked_for() -> None:
    ends = tuple(
        param(f"{part}{end}", kind)
        for end in (1, 2)
        for part, kind in (("lat", Kind.LATITUDE), ("lon", Kind.LONGITUDE))
    )
    where = {"lat1": 48.8566, "lon1": 2.3522, "lat2": 51.5074, "lon2": -0.1278}
    field_ = (typed("/distance", Kind.DISTANCE, NUMBER),)
    assert answer("distance", ends, field_, **where)["distance"] == pytest.approx(343.6, abs=0.5)
    asked = (*ends, param("unit", Kind.UNITS))
    assert answer("distance", asked, field_, **where, unit="miles")["distance"] == pytest.approx(213.5, abs=0.5)


@pytest.mark.parametrize(("email", "valid"), [("emma@example.com", True), ("emma.example.com", False)])
def test_an_address_is_valid_where_it_is_well_formed(email: str, valid: bool) -> None:
    fields = (typed("/is_valid", Kind.FLAG, ValueType.BOOLEAN), field("/status", Kind.STATUS))
    made = answer("validate_email", (param("email", Kind.EMAIL),), fields, email=email)
    assert made == {"is_valid": valid, "status": "valid" if valid else "invalid"}


@pytest.mark.parametrize(
    ("text", "tone"),
    [("The food was wonderful", "positive"), ("A terrible film", "negative"), ("It is late", "negative")],
)
def test_the_tone_of_a_text_goes_by_its_words(text: str, tone: str) -> None:
    assert answer("sentiment", TEXT, (field("/sentiment", Kind.UNKNOWN),), text=text)["sentiment"] == tone


@pytest.mark.parametrize(("text", "code"), [("Where is the station?", "en"), ("Où est la gare ?", "fr")])
def test_a_language_is_known_by_its_small_words(text: str, code: str) -> None:
    fields = (field("/language_code", Kind.LANGUAGE_CODE),)
    assert answer("detect_language", TEXT, fields, text=text)["language_code"] == code


def test_offsets_from_utc_follow_the_season_and_the_table_has_every_place() -> None:
    assert [utc_offset("Europe/Paris", date(2026, month, 1)) for month in (1, 7)] == [60, 120]
    assert utc_offset("Asia/Kolkata", date(2026, 1, 1)) == 330
    assert offset_text(-210) == "-03:30"
    assert all(utc_offset(place.timezone, date(2026, 6, 1)) is not None for place in places())


def test_small_functions_are_right() -> None:
    assert [number for number in range(20) if is_prime(number)] == [2, 3, 5, 7, 11, 13, 17, 19]
    assert is_palindrome("Was it a car or a cat I saw?")
    assert not is_palindrome("almost")
    assert luhn("4846101616462640")
    assert not luhn("4846101616462641")
    assert (slug("Été à Nice"), morse("ab")) == ("ete-a-nice", ".- -...")
