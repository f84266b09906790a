"""The offline world: deterministic reads, writes that later reads see, values that agree."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synthetic_datagen.common.json_types import JsonObject
from synthetic_datagen.common.kinds import Intent, Kind, ValueType
from synthetic_datagen.common.tools import OutputField, Tool
from synthetic_datagen.planner.scenario import Scenario
from synthetic_datagen.test.small_registry import endpoint, entity_id, field, id_field, param, tool
from synthetic_datagen.test.small_world import registry_of, world
from synthetic_datagen.world.addresses import address_at, spot_near, spot_of
from synthetic_datagen.world.facets import Person
from synthetic_datagen.world.lexicon import Place, places, places_by, rates
from synthetic_datagen.world.numbers import number
from synthetic_datagen.world.roles import bound, role
from synthetic_datagen.world.scene import WorldModel
from synthetic_datagen.world.values import make
from synthetic_datagen.world.world import World


def booked(here: World) -> tuple[JsonObject, JsonObject]:
    hotel = here.call("inn::search", {"city": "Paris"})["hotels"][0]
    booking = here.call("inn::book", {"hotel_id": hotel["hotel_id"], "check_in": "2026-09-01", "guest": "Emma Novak"})
    return hotel, booking


def test_the_same_call_in_the_same_state_gives_the_same_answer() -> None:
    here = world()
    assert here.call("inn::search", {"city": "Paris"}) == here.call("inn::search", {"city": "Paris"})
    assert here.call("inn::search", {"city": "Paris"}) == world().call("inn::search", {"city": "Paris"})


def test_another_seed_gives_other_things() -> None:
    assert world(1).call("inn::search", {"city": "Paris"}) != world(2).call("inn::search", {"city": "Paris"})


def test_search_results_agree_with_the_filters_and_with_one_another() -> None:
    found = world().call("inn::search", {"city": "Tokyo", "max_price": 9000})["hotels"]
    assert found
    for hotel in found:
        assert (hotel["city"], hotel["country"], hotel["currency"]) == ("Tokyo", "Japan", "JPY")
        assert hotel["price"] <= 9000


def test_total_and_pages_cover_the_same_list() -> None:
    here = world()
    everything = here.call("inn::search", {"city": "Paris", "limit": 50})
    pages = [here.call("inn::search", {"city": "Paris", "limit": 2, "page": page})["hotels"] for page in (1, 2, 3, 4)]
    assert [hotel for page in pages for hotel in page] == everything["hotels"]
    assert int(everything["total"]) == len(everything["hotels"])


def test_sorting_is_obeyed() -> None:
    prices = [hotel["price"] for hotel in world().call("inn::search", {"city": "Rome", "sort_by": "price"})["hotels"]]
    assert prices == sorted(prices)


def test_names_in_one_list_differ() -> None:
    for seed in range(40):
        names = [hotel["name"] for hotel in world(seed).call("inn::search", {"city": "Rome"})["hotels"]]
        assert len(names) == len(set(names))


def test_a_found_thing_can_be_fetched_and_is_the_same() -> None:
    here = world()
    for hotel in here.call("inn::search", {"city": "Paris"})["hotels"]:
        fetched = here.call("inn::get", {"hotel_id": hotel["hotel_id"]})
        assert (fetched["hotel_name"], fetched["city"]) == (hotel["name"], hotel["city"])


def test_a_created_thing_can_be_read_back_and_is_in_the_list() -> None:
    here = world()
    hotel, booking = booked(here)
    assert booking["hotel_name"] == hotel["name"]
    again = here.call("inn::get_booking", {"booking_id": booking["booking_id"]})
    assert again == {key: booking[key] for key in again}
    assert here.call("inn::list_bookings", {})["bookings"][0]["booking_id"] == booking["booking_id"]


def test_an_update_is_seen_by_later_reads() -> None:
    here = world()
    _, booking = booked(here)
    here.call("inn::move", {"booking_id": booking["booking_id"], "check_in": "2026-10-05"})
    assert here.call("inn::get_booking", {"booking_id": booking["booking_id"]})["check_in"] == "2026-10-05"


def test_a_deleted_thing_is_gone() -> None:
    here = world()
    _, booking = booked(here)
    id = {"booking_id": booking["booking_id"]}
    assert here.call("inn::cancel", id)["status"] == "cancelled"
    assert here.call("inn::get_booking", id)["error"]["code"] == "not_found"
    assert here.call("inn::cancel", id)["error"]["code"] == "not_found"
    assert booking["booking_id"] not in str(here.call("inn::list_bookings", {}))


def test_reads_leave_the_state_digest_and_writes_change_it() -> None:
    here = world()
    empty = here.digest()
    here.call("inn::search", {"city": "Paris"})
    here.call("money::convert", {"amount": 10, "from_currency": "USD", "to_currency": "EUR"})
    assert here.digest() == empty
    booked(here)
    assert here.digest() != empty


def test_currency_conversion_is_arithmetically_right() -> None:
    answer = world().call("money::convert", {"amount": 250, "from_currency": "EUR", "to_currency": "JPY"})
    assert answer["exchange_rate"] == pytest.approx(rates()["JPY"] / rates()["EUR"], rel=1e-5)
    assert answer["converted_amount"] == pytest.approx(250 * answer["exchange_rate"], abs=0.01)


def test_every_place_has_a_rate_and_is_found_by_its_names() -> None:
    assert all(place.currency in rates() for place in places())
    assert places_by()["cdg"].city == "Paris"
    assert places_by()["france"].country_code == "FR"


@pytest.mark.parametrize(
    ("name", "end", "limit"),
    [("arrival_airport", "to", ""), ("fromCity", "from", ""), ("max_price", "", "max"), ("city", "", "")],
)
def test_names_tell_their_role(name: str, end: str, limit: str) -> None:
    assert (role(name), bound(name)) == (end, limit)


WRITES = st.lists(st.tuples(st.sampled_from(["book", "move", "cancel"]), st.integers(0, 3), st.integers(1, 28)))


@settings(max_examples=60, deadline=None)
@given(WRITES, st.integers(0, 1000))
def test_reads_after_any_writes_agree_with_a_plain_dictionary(writes: list[tuple[str, int, int]], seed: int) -> None:
    here = world(seed)
    model: dict[str, str] = {}
    ids: list[str] = []
    hotel = here.call("inn::search", {"city": "Oslo"})["hotels"][0]["hotel_id"]
    for action, which, day in writes:
        date = f"2026-11-{day:02d}"
        if action == "book":
            made = here.call("inn::book", {"hotel_id": hotel, "check_in": date, "guest": "Omar Haddad"})
            ids.append(made["booking_id"])
            model[made["booking_id"]] = date
        elif ids:
            id = ids[which % len(ids)]
            arguments = {"booking_id": id} | ({"check_in": date} if action == "move" else {})
            answer = here.call(f"inn::{action}", arguments)
            assert ("error" in answer) == (id not in model)
            if id in model:
                model = {key: value for key, value in model.items() if key != id or action == "move"}
                model |= {id: date} if action == "move" else {}
    assert len(ids) == len(set(ids))
    for id in ids:
        answer = here.call("inn::get_booking", {"booking_id": id})
        assert answer.get("check_in") == model.get(id)


@given(st.integers(0, 2**64 - 1), st.sampled_from(places()))
def test_address_and_point_determine_each_other(draw: int, place: Place) -> None:
    spot = spot_near(place, draw)
    assert spot_of(address_at(place, spot), place) == spot


@given(st.integers(0, 2**64 - 1), st.floats(20, 90_000), st.floats(20, 90_000), st.sampled_from(["USD", "JPY", "EUR"]))
def test_numbers_obey_the_bounds_of_a_search(draw: int, one: float, two: float, currency: str) -> None:
    low, high = sorted((one, two))
    facets = Scenario.of(random.Random(draw)).facets("hotel", "")
    value = number(field("/price", Kind.PRICE), draw, replace(facets, currency=currency), low, high)
    assert low - 1 <= value <= high + 1


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [("transit_days", 1, 7), ("bedrooms", 1, 5), ("price_per_hour", 15, 90), ("percent_change", -5, 5)],
)
def test_numbers_are_usual_for_their_name(name: str, low: float, high: float) -> None:
    facets = Scenario.of(random.Random(1)).facets("job", "")
    values = [make(field(f"/{name}", Kind.NUMBER), draw << 40, facets) for draw in range(50)]
    assert all(low <= float(value) <= high for value in values)
    assert len(set(values)) > 3


def shares(*names: str) -> Tool:
    fields = tuple(field(f"/shares/*/{name}", Kind.UNKNOWN if name != "company" else Kind.COMPANY) for name in names)
    symbol = field("/shares/*/symbol", Kind.STOCK_SYMBOL)
    quote = (field("/symbol", Kind.STOCK_SYMBOL), field("/company", Kind.COMPANY), field("/price", Kind.PRICE))
    return tool(
        "Finance",
        endpoint("shares::list", Intent.LIST, "share", (param("sector", Kind.CATEGORY),), (symbol, *fields)),
        endpoint("shares::quote", Intent.GET, "share_quote", (param("symbol", Kind.STOCK_SYMBOL),), quote),
    )


def test_a_listed_company_is_the_same_in_a_list_and_in_a_quote() -> None:
    here = World(WorldModel(registry_of(shares("company", "sector"))), 3)
    for row in here.call("shares::list", {"sector": "energy"})["shares"]:
        assert row["sector"] == "energy"
        quote = here.call("shares::quote", {"symbol": row["symbol"]})
        assert (quote["company"], quote["symbol"]) == (row["company"], row["symbol"])


def test_a_thing_found_without_its_id_can_be_fetched_by_the_id_it_shows() -> None:
    shown = (id_field("/town_id", "town"), field("/name", Kind.NAME, entity="town"), field("/country", Kind.COUNTRY))
    towns = tool(
        "Places",
        endpoint("towns::at", Intent.GET, "town", (param("ip", Kind.IP_ADDRESS),), shown),
        endpoint("towns::get", Intent.GET, "town", (entity_id("town_id", "town"),), shown),
    )
    here = World(WorldModel(registry_of(towns)), 5)
    found = here.call("towns::at", {"ip": "203.0.113.9"})
    assert here.call("towns::get", {"town_id": found["town_id"]}) == found


def test_a_thing_that_another_one_mentions_is_the_same_when_fetched() -> None:
    name = field("/tracks/*/artist_name", Kind.NAME, entity="artist")
    music = tool(
        "Music",
        endpoint(
            "music::tracks",
            Intent.LIST,
            "track",
            (),
            (id_field("/tracks/*/track_id", "track"), id_field("/tracks/*/artist_id", "artist"), name),
        ),
        endpoint(
            "music::artist",
            Intent.GET,
            "artist",
            (entity_id("artist_id", "artist"),),
            (id_field("/artist_id", "artist"), field("/artist_name", Kind.NAME, entity="artist")),
        ),
    )
    here = World(WorldModel(registry_of(music)), 5)
    for track in here.call("music::tracks", {})["tracks"]:
        assert here.call("music::artist", {"artist_id": track["artist_id"]})["artist_name"] == track["artist_name"]


def test_a_known_sentence_is_translated_and_an_unknown_one_is_marked() -> None:
    desk = tool(
        "Words",
        endpoint(
            "desk::translate",
            Intent.COMPUTE,
            "translation",
            (param("text", Kind.TEXT), param("target_language", Kind.LANGUAGE)),
            (field("/translated_text", Kind.TEXT),),
        ),
    )
    here = World(WorldModel(registry_of(desk)), 1)
    known = {"text": "Where is the nearest pharmacy?", "target_language": "German"}
    assert here.call("desk::translate", known)["translated_text"] == "Wo ist die nächste Apotheke?"
    unknown = {"text": "Blue cheese", "target_language": "German"}
    assert here.call("desk::translate", unknown)["translated_text"] == "[German] Blue cheese"


def test_bounds_hold_for_the_numbers_they_name() -> None:
    kitchen = tool(
        "Food",
        endpoint(
            "kitchen::search",
            Intent.SEARCH,
            "recipe",
            (param("max_cooking_minutes", Kind.DURATION, type_=ValueType.INTEGER),),
            (id_field("/recipes/*/recipe_id", "recipe"), minutes("cooking_minutes"), minutes("resting_minutes")),
        ),
    )
    rows = World(WorldModel(registry_of(kitchen)), 1).call("kitchen::search", {"max_cooking_minutes": 20})["recipes"]
    assert all(row["cooking_minutes"] <= 20 for row in rows)


def minutes(name: str) -> OutputField:
    return replace(field(f"/recipes/*/{name}", Kind.DURATION), type=ValueType.INTEGER)


def test_a_persons_email_goes_with_their_name_and_not_with_another_persons() -> None:
    offer = (
        id_field("/jobs/*/job_id", "job"),
        field("/jobs/*/recruiter_name", Kind.PERSON_NAME),
        field("/jobs/*/recruiter_email", Kind.EMAIL),
        field("/jobs/*/manager_name", Kind.PERSON_NAME),
    )
    here = World(WorldModel(registry_of(tool("Jobs", endpoint("jobs::list", Intent.LIST, "job", (), offer)))), 2)
    rows = here.call("jobs::list", {})["jobs"]
    for row in rows:
        assert row["recruiter_email"] == Person(*row["recruiter_name"].split()).email
    assert any(row["recruiter_name"] != row["manager_name"] for row in rows)


def test_a_contact_found_by_name_is_one_and_has_the_email_of_that_name() -> None:
    contact = (
        id_field("/contacts/*/contact_id", "contact"),
        field("/contacts/*/contact_name", Kind.PERSON_NAME),
        field("/contacts/*/email", Kind.EMAIL),
    )
    book = tool(
        "Mail", endpoint("mail::search", Intent.SEARCH, "contact", (param("contact_name", Kind.PERSON_NAME),), contact)
    )
    found = World(WorldModel(registry_of(book)), 4).call("mail::search", {"contact_name": "Clara Moreau"})["contacts"]
    assert [(one["contact_name"], one["email"]) for one in found] == [("Clara Moreau", Person("Clara", "Moreau").email)]


def test_it_does_not_snow_when_it_is_warm() -> None:
    sky = tool(
        "Weather",
        endpoint(
            "sky::now",
            Intent.GET,
            "weather",
            (param("city", Kind.CITY),),
            (
                replace(field("/temperature", Kind.TEMPERATURE), type=ValueType.NUMBER),
                field("/condition", Kind.WEATHER_CONDITION),
            ),
        ),
    )
    for seed in range(60):
        now = World(WorldModel(registry_of(sky)), seed).call("sky::now", {"city": "Oslo"})
        assert now["temperature"] <= 2 or "snow" not in now["condition"]


FILMS = tool(
    "Movies",
    endpoint(
        "films::search",
        Intent.SEARCH,
        "film",
        (param("genre", Kind.GENRE, required=False),),
        (id_field("/films/*/film_id", "film"), field("/films/*/film_title", Kind.TITLE, entity="film")),
    ),
    endpoint(
        "films::by_id",
        Intent.LIST,
        "film",
        (entity_id("film_id", "film"),),
        (id_field("/films/*/film_id", "film"), field("/films/*/film_title", Kind.TITLE, entity="film")),
    ),
    endpoint(
        "films::series",
        Intent.GET,
        "series",
        (entity_id("series_id", "series"),),
        (id_field("/parts/*/film_id", "film"), field("/parts/*/film_title", Kind.TITLE, entity="film")),
    ),
    endpoint(
        "films::get",
        Intent.GET,
        "film",
        (entity_id("film_id", "film"),),
        (id_field("/film_id", "film"), field("/film_title", Kind.TITLE, entity="film"), field("/genre", Kind.GENRE)),
    ),
    endpoint(
        "films::rename",
        Intent.UPDATE,
        "film",
        (entity_id("film_id", "film"), param("film_title", Kind.TITLE, entity="film")),
        (id_field("/film_id", "film"), field("/status", Kind.STATUS)),
    ),
)


@given(st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_reading_never_changes_what_is_read(seed: int) -> None:
    here = World(WorldModel(registry_of(FILMS)), seed)
    calls = [("films::search", {}), ("films::search", {"genre": "drama"}), ("films::series", {"series_id": "s1"})]
    first = [here.call(name, arguments) for name, arguments in calls]
    assert [here.call(name, arguments) for name, arguments in calls] == first


@given(st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_parts_and_lists_by_id_show_things_that_can_be_fetched(seed: int) -> None:
    here = World(WorldModel(registry_of(FILMS)), seed)
    for shown in (*here.call("films::series", {"series_id": "s1"})["parts"], *here.call("films::search", {})["films"]):
        assert here.call("films::get", {"film_id": shown["film_id"]})["film_title"] == shown["film_title"]
    (same,) = here.call("films::by_id", {"film_id": shown["film_id"]})["films"]
    assert same["film_id"] == shown["film_id"]


def test_lists_show_what_was_written_of_their_things() -> None:
    here = World(WorldModel(registry_of(FILMS)), 3)
    film = here.call("films::search", {})["films"][1]["film_id"]
    here.call("films::rename", {"film_id": film, "film_title": "Night Train"})
    assert {"film_id": film, "film_title": "Night Train"} in here.call("films::search", {})["films"]


def test_an_update_leaves_the_status_alone() -> None:
    here = world()
    _, booking = booked(here)
    here.call("inn::move", {"booking_id": booking["booking_id"], "check_in": "2026-10-05"})
    assert here.call("inn::get_booking", {"booking_id": booking["booking_id"]})["status"] == booking["status"]


def test_a_sender_found_by_name_has_the_email_of_that_name() -> None:
    shown = (
        id_field("/mails/*/mail_id", "mail"),
        field("/mails/*/sender_name", Kind.PERSON_NAME),
        field("/mails/*/sender_email", Kind.EMAIL),
    )
    box = tool("Mail", endpoint("box::find", Intent.SEARCH, "mail", (param("sender_name", Kind.PERSON_NAME),), shown))
    for mail in World(WorldModel(registry_of(box)), 1).call("box::find", {"sender_name": "Aisha Romano"})["mails"]:
        assert mail["sender_email"] == Person("Aisha", "Romano").email


def test_a_list_never_says_the_same_word_twice() -> None:
    zones = tool("Time", endpoint("zones::list", Intent.LIST, "zone", (), (field("/zones/*/timezone", Kind.TIMEZONE),)))
    rows = [row["timezone"] for row in World(WorldModel(registry_of(zones)), 2).call("zones::list", {})["zones"]]
    assert len(rows) == len(set(rows)) > 1
