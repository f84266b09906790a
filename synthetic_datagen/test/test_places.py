"""Places and lists of real things: what is told of a place agrees, by whatever name it goes."""

import pytest

from synthetic_datagen.common.json_types import JsonObject
from synthetic_datagen.common.kinds import Intent, Kind, ValueType
from synthetic_datagen.common.tools import OutputField
from synthetic_datagen.test.small_registry import endpoint, field, id_field, param, tool
from synthetic_datagen.test.small_world import registry_of
from synthetic_datagen.world.addresses import haversine
from synthetic_datagen.world.lexicon import countries, currencies, place_called, places, rates
from synthetic_datagen.world.scene import WorldModel
from synthetic_datagen.world.sorting import sorting_of
from synthetic_datagen.world.world import World


def whole(path: str, kind: Kind) -> OutputField:
    return OutputField(path=path, type=ValueType.INTEGER, kind=kind, origin=field(path, kind).origin)


@pytest.mark.parametrize(
    ("name", "city"),
    [
        ("São Paulo", "Sao Paulo"),
        ("Paris, France", "Paris"),
        ("Austin, TX", "Austin"),
        ("nyc", "New York"),
        ("LGW", "London"),
    ],
)
def test_a_place_is_known_by_its_many_names(name: str, city: str) -> None:
    place = place_called(name)
    assert place is not None
    assert place.city == city


def test_a_city_of_another_country_is_not_taken_for_ours() -> None:
    assert place_called("London, Ontario, Canada") is None


def test_every_place_has_a_country_and_every_currency_a_rate_and_a_name() -> None:
    assert {place.country_code for place in places()} == set(countries())
    assert set(rates()) == set(currencies())


FACTS = tool(
    "Reference",
    endpoint(
        "atlas::city",
        Intent.GET,
        "fact",
        (param("city", Kind.CITY),),
        (field("/city", Kind.CITY), field("/country", Kind.COUNTRY), whole("/population", Kind.NUMBER)),
    ),
    endpoint(
        "atlas::country",
        Intent.GET,
        "fact",
        (param("country", Kind.COUNTRY),),
        (field("/country", Kind.COUNTRY), whole("/population", Kind.NUMBER), whole("/utc_offset_minutes", Kind.NUMBER)),
    ),
    endpoint(
        "atlas::cities",
        Intent.SEARCH,
        "city",
        (param("country", Kind.COUNTRY), param("min_population", Kind.NUMBER, required=False, type_=ValueType.INTEGER)),
        (field("/cities/*/city", Kind.CITY), whole("/cities/*/population", Kind.NUMBER)),
    ),
)


def atlas(name: str, **arguments: object) -> JsonObject:
    answer: JsonObject = World(WorldModel(registry_of(FACTS)), 3).call(f"atlas::{name}", arguments)
    return answer


def test_population_is_that_of_the_city_or_of_the_country() -> None:
    assert atlas("city", city="Bologna") == {"city": "Bologna", "country": "Italy", "population": 390_000}
    assert atlas("country", country="Portugal")["population"] == 10_600_000


def test_a_list_of_cities_is_of_real_ones_that_meet_its_bounds() -> None:
    rows = atlas("cities", country="Italy", min_population=1_000_000)["cities"]
    assert {row["city"] for row in rows} <= {"Rome", "Milan"}
    assert all(row["population"] >= 1_000_000 for row in rows)


def test_what_is_found_nearby_is_near_and_says_how_far() -> None:
    near = tool(
        "Maps",
        endpoint(
            "maps::nearby",
            Intent.SEARCH,
            "cafe",
            (param("latitude", Kind.LATITUDE), param("longitude", Kind.LONGITUDE)),
            (
                id_field("/cafes/*/cafe_id", "cafe"),
                field("/cafes/*/city", Kind.CITY),
                field("/cafes/*/latitude", Kind.LATITUDE),
                field("/cafes/*/longitude", Kind.LONGITUDE),
                OutputField(
                    path="/cafes/*/distance_km",
                    type=ValueType.NUMBER,
                    kind=Kind.DISTANCE,
                    origin=field("/x", Kind.DISTANCE).origin,
                ),
            ),
        ),
    )
    centre = (41.8789, -87.6359)
    asked = {"latitude": centre[0], "longitude": centre[1]}
    found = World(WorldModel(registry_of(near)), 1).call("maps::nearby", asked)
    for row in found["cafes"]:
        far = haversine(centre, (row["latitude"], row["longitude"]))
        assert (row["city"], row["distance_km"]) == ("Chicago", pytest.approx(far, abs=0.06))
        assert far < 3


SHOP = tool(
    "Shopping",
    endpoint(
        "shop::list",
        Intent.LIST,
        "product",
        (),
        (
            id_field("/products/*/product_id", "product"),
            field("/products/*/product_name", Kind.NAME, entity="product"),
            field("/products/*/price", Kind.PRICE),
            field("/products/*/rating", Kind.RATING),
            field("/products/*/created_at", Kind.DATETIME),
        ),
    ),
)


@pytest.mark.parametrize(
    ("wanted", "order", "field_", "down"),
    [
        ("price", None, "price", False),
        ("-price", None, "price", True),
        ("price_desc", None, "price", True),
        ("priceAsc", None, "price", False),
        ("rating:desc", None, "rating", True),
        ("rating", "asc", "rating", False),
        ("rating", None, "rating", True),
        ("newest", None, "created_at", True),
        ("LOWEST_PRICE", None, "price", False),
        ("price_high_to_low", None, "price", True),
        ("TOP_RATED", None, "rating", True),
        ("alphabetical", None, "product_name", False),
        ("created_at", "DESC", "created_at", True),
    ],
)
def test_a_sort_is_understood_in_every_usual_spelling(wanted: str, order: str | None, field_: str, down: bool) -> None:
    model = WorldModel(registry_of(SHOP))
    sorting = sorting_of(wanted, order, model.shape(SHOP.endpoints[0]))
    assert sorting is not None
    assert (sorting.by.name, sorting.down) == (field_, down)


def test_a_sort_by_nothing_that_the_rows_show_is_none() -> None:
    assert sorting_of("relevance", None, WorldModel(registry_of(SHOP)).shape(SHOP.endpoints[0])) is None


def test_home_and_away_are_two_teams() -> None:
    names = tuple(field(f"/{side}/name", Kind.NAME, entity="team") for side in ("homeTeam", "awayTeam"))
    ids = tuple(id_field(f"/{side}/id", "team") for side in ("homeTeam", "awayTeam"))
    match = tool("Sports", endpoint("match::get", Intent.GET, "match", (param("q", Kind.QUERY),), names + ids))
    for seed in range(20):
        got = World(WorldModel(registry_of(match)), seed).call("match::get", {"q": "final"})
        assert got["homeTeam"]["id"] != got["awayTeam"]["id"]


def test_the_days_of_a_series_follow_one_another_within_the_time_asked_for() -> None:
    history = tool(
        "Finance",
        endpoint(
            "share::history",
            Intent.GET,
            "price",
            (
                param("symbol", Kind.STOCK_SYMBOL),
                param("start_date", Kind.START_DATE),
                param("end_date", Kind.END_DATE),
            ),
            (field("/prices/*/date", Kind.DATE), field("/prices/*/close_price", Kind.PRICE)),
        ),
    )
    asked = {"symbol": "AAPL", "start_date": "2026-01-05", "end_date": "2026-01-30"}
    for seed in range(20):
        rows = World(WorldModel(registry_of(history)), seed).call("share::history", asked)["prices"]
        days, prices = [row["date"] for row in rows], [row["close_price"] for row in rows]
        assert days == sorted(set(days))
        assert asked["start_date"] <= days[0] <= days[-1] <= asked["end_date"]
        assert max(prices) < 1.1 * min(prices)
