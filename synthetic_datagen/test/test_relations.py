"""Relations: what stands in one object agrees, whatever has been told of it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synthetic_datagen.common.json_types import JsonObject
from synthetic_datagen.common.kinds import Intent, Kind, ValueType
from synthetic_datagen.common.tools import OutputField, Parameter
from synthetic_datagen.test.small_registry import endpoint, entity_id, field, id_field, param, tool
from synthetic_datagen.test.small_world import registry_of
from synthetic_datagen.world.facets import Person
from synthetic_datagen.world.scene import WorldModel
from synthetic_datagen.world.world import World

seeds = given(st.integers(0, 10_000))
quick = settings(max_examples=40, deadline=None)


def whole(path: str, kind: Kind) -> OutputField:
    return OutputField(path=path, type=ValueType.INTEGER, kind=kind, origin=field(path, kind).origin)


def number(path: str, kind: Kind) -> OutputField:
    return OutputField(path=path, type=ValueType.NUMBER, kind=kind, origin=field(path, kind).origin)


def reading(seed: int, *fields: OutputField, parameters: tuple[Parameter, ...] = (), **arguments: object) -> JsonObject:
    """What `thing::get` answers in the world of that seed."""
    shown = tool("Data", endpoint("thing::get", Intent.GET, "thing", (param("key", Kind.QUERY), *parameters), fields))
    answer: JsonObject = World(WorldModel(registry_of(shown)), seed).call("thing::get", {"key": "k", **arguments})
    return answer


STAY = (
    field("/check_in", Kind.START_DATE),
    field("/check_out", Kind.END_DATE),
    whole("/nights", Kind.NUMBER),
    field("/price_per_night", Kind.PRICE),
    field("/total_price", Kind.PRICE),
)


@seeds
@quick
def test_nights_are_what_lies_between_and_the_total_is_their_price(seed: int) -> None:
    stay = reading(seed, *STAY)
    nights = (date.fromisoformat(stay["check_out"]) - date.fromisoformat(stay["check_in"])).days
    assert nights == stay["nights"] > 0
    assert stay["total_price"] == pytest.approx(nights * stay["price_per_night"], abs=0.01)


def test_the_end_goes_by_the_nights_that_were_asked_for() -> None:
    asked = (param("check_in", Kind.START_DATE), param("nights", Kind.NUMBER, type_=ValueType.INTEGER))
    stay = reading(1, *STAY, parameters=asked, check_in="2026-09-29", nights=3)
    assert (stay["check_out"], stay["nights"]) == ("2026-10-02", 3)


@seeds
@quick
def test_a_journey_ends_so_long_after_it_began_as_it_lasts(seed: int) -> None:
    train = reading(
        seed,
        field("/departure_time", Kind.TIME),
        field("/arrival_time", Kind.TIME),
        whole("/duration_minutes", Kind.DURATION),
    )
    begun, ended = (int(train[name][:2]) * 60 + int(train[name][3:]) for name in ("departure_time", "arrival_time"))
    assert ended - begun == train["duration_minutes"] > 0


def test_what_ends_after_midnight_arrives_on_the_next_day() -> None:
    fields = (
        field("/departure_date", Kind.START_DATE),
        field("/departure_time", Kind.TIME),
        field("/arrival_date", Kind.DATE),
        field("/arrival_time", Kind.TIME),
        whole("/duration_minutes", Kind.DURATION),
    )
    asked = (
        param("departure_date", Kind.START_DATE),
        param("departure_time", Kind.TIME),
        param("duration_minutes", Kind.DURATION, type_=ValueType.INTEGER),
    )
    told = {"departure_date": "2026-12-31", "departure_time": "23:30", "duration_minutes": 90}
    flight = reading(1, *fields, parameters=asked, **told)
    assert (flight["arrival_date"], flight["arrival_time"]) == ("2027-01-01", "01:00")


@seeds
@quick
def test_a_total_is_the_subtotal_with_what_is_added(seed: int) -> None:
    names = ("quantity", "unit_price", "subtotal", "tax", "shipping_fee", "discount", "total")
    kinds = (Kind.QUANTITY, Kind.PRICE, *(Kind.AMOUNT,) * 5)
    bill = reading(seed, *(number(f"/{name}", kind) for name, kind in zip(names, kinds, strict=True)))
    assert bill["subtotal"] == pytest.approx(bill["quantity"] * bill["unit_price"], abs=0.01)
    extras = bill["tax"] + bill["shipping_fee"] - bill["discount"]
    assert bill["total"] == pytest.approx(bill["subtotal"] + extras, abs=0.02)
    assert bill["discount"] < bill["subtotal"]


@seeds
@quick
def test_the_least_is_below_the_mean_and_that_below_the_most(seed: int) -> None:
    range_ = reading(seed, *(number(f"/{name}_salary", Kind.AMOUNT) for name in ("min", "avg", "max")))
    assert range_["min_salary"] <= range_["avg_salary"] <= range_["max_salary"]


@seeds
@quick
def test_the_prices_of_a_day_lie_between_its_lowest_and_its_highest(seed: int) -> None:
    day = reading(seed, *(number(f"/{name}", Kind.PRICE) for name in ("open", "high", "low", "close")))
    assert day["low"] <= min(day["open"], day["close"]) <= max(day["open"], day["close"]) <= day["high"]


@seeds
@quick
def test_the_sun_rises_before_it_sets(seed: int) -> None:
    sun = reading(seed, field("/sunrise", Kind.TIME), field("/sunset", Kind.TIME))
    assert sun["sunrise"] < sun["sunset"]


@seeds
@quick
def test_age_goes_by_the_day_of_birth(seed: int) -> None:
    person = reading(seed, field("/birth_date", Kind.DATE), whole("/age", Kind.AGE))
    assert abs(2026 - int(person["birth_date"][:4]) - person["age"]) <= 1


@seeds
@quick
def test_the_weekday_is_that_of_the_date(seed: int) -> None:
    day = reading(seed, field("/date", Kind.DATE), field("/weekday", Kind.WEEKDAY))
    assert f"{date.fromisoformat(day['date']):%A}" == day["weekday"]


def test_games_played_are_those_won_drawn_and_lost() -> None:
    names = ("played", "wins", "draws", "losses")
    row = reading(5, *(whole(f"/{name}", Kind.NUMBER) for name in names))
    assert row["played"] == row["wins"] + row["draws"] + row["losses"]


def test_an_update_of_the_first_day_moves_what_follows_from_it() -> None:
    inn = tool(
        "Travel",
        endpoint(
            "inn::get", Intent.GET, "stay", (entity_id("stay_id", "stay"),), (id_field("/stay_id", "stay"), *STAY)
        ),
        endpoint(
            "inn::move",
            Intent.UPDATE,
            "stay",
            (entity_id("stay_id", "stay"), param("check_in", Kind.START_DATE)),
            (id_field("/stay_id", "stay"), *STAY),
        ),
    )
    here = World(WorldModel(registry_of(inn)), 1)
    moved = here.call("inn::move", {"stay_id": "s1", "check_in": "2027-08-30"})
    assert moved == here.call("inn::get", {"stay_id": "s1"})
    assert moved["check_out"] > "2027-08-30"


def test_a_booking_costs_what_the_thing_costs_for_so_many_nights() -> None:
    hotel = (id_field("/hotel_id", "hotel"), field("/price_per_night", Kind.PRICE))
    inn = tool(
        "Travel",
        endpoint("inn::get", Intent.GET, "hotel", (entity_id("hotel_id", "hotel"),), hotel),
        endpoint(
            "inn::book",
            Intent.CREATE,
            "booking",
            (
                entity_id("hotel_id", "hotel"),
                param("check_in", Kind.START_DATE),
                param("nights", Kind.NUMBER, type_=ValueType.INTEGER),
            ),
            (id_field("/booking_id", "booking"), field("/total_price", Kind.PRICE)),
        ),
    )
    here = World(WorldModel(registry_of(inn)), 1)
    price = here.call("inn::get", {"hotel_id": "h1"})["price_per_night"]
    booked = here.call("inn::book", {"hotel_id": "h1", "check_in": "2026-09-01", "nights": 4})
    assert booked["total_price"] == pytest.approx(4 * price)


@seeds
@quick
def test_an_email_is_that_of_the_one_person_beside_it(seed: int) -> None:
    booking = reading(seed, field("/guest_name", Kind.PERSON_NAME), field("/email", Kind.EMAIL))
    assert booking["email"] == Person(*booking["guest_name"].split()).email
