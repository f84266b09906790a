"""Intents and entities: what an endpoint does, to what; and which rule wins where several fit."""

import pytest

from synthetic_datagen.common.kinds import Intent
from synthetic_datagen.graph.entities import endpoint_entity, entity_of_path, owner_of, subject_of
from synthetic_datagen.graph.intents import Clues, intent_of


def intent(name: str, method: str = "GET", description: str = "", **more: bool) -> Intent:
    return intent_of(Clues(name, description, method, **more))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Search hotels", Intent.SEARCH),
        ("hotels/search", Intent.SEARCH),
        ("All Characters", Intent.LIST),
        ("listCountries", Intent.LIST),
        ("Get all hotels", Intent.LIST),
        ("Hotel details", Intent.GET),
        ("Current weather", Intent.GET),
        ("Convert currency", Intent.COMPUTE),
        ("Translate text", Intent.COMPUTE),
        ("validateEmail", Intent.COMPUTE),
        ("Currency converter", Intent.COMPUTE),
        ("Calculate BMI", Intent.COMPUTE),
        ("Remove background", Intent.COMPUTE),
        ("Send message", Intent.CREATE),
        ("Book flight", Intent.CREATE),
        ("Update contact", Intent.UPDATE),
        ("Cancel booking", Intent.DELETE),
        ("users_create", Intent.CREATE),
        ("xyzzy", Intent.OTHER),
    ],
)
def test_the_name_says_what_is_done_when_the_method_is_get(name: str, expected: Intent) -> None:
    assert intent(name) is expected


def test_get_pet_by_id_gets_one() -> None:
    assert intent("getPetById", keyed=True) is Intent.GET


def test_delete_beats_the_booking_in_the_name() -> None:
    assert intent("Cancel booking", "DELETE") is Intent.DELETE
    assert intent("Booking", "DELETE") is Intent.DELETE


def test_put_and_patch_update_whatever_the_name() -> None:
    assert intent("Booking", "PUT") is intent("Create booking", "PATCH") is Intent.UPDATE


def test_post_creates_unless_the_name_reads_or_computes() -> None:
    assert intent("Booking", "POST") is Intent.CREATE
    assert intent("Search flights", "POST") is Intent.SEARCH
    assert intent("Translate", "POST") is Intent.COMPUTE
    assert intent("Cancel order", "POST") is Intent.DELETE


def test_a_method_written_into_the_name_is_believed_before_the_crawls_get() -> None:
    assert intent("DELETE /users/{id}") is Intent.DELETE
    assert intent("orders POST") is Intent.CREATE
    assert intent("GET users") is Intent.LIST


def test_a_read_later_in_the_name_takes_back_a_noun_that_looks_like_a_write() -> None:
    assert intent("/store/get_products_by_categories") is Intent.LIST
    assert intent("news/get-market-update") is not Intent.UPDATE


def test_an_instruction_to_the_caller_is_no_write() -> None:
    assert intent("Arena", description="Insert ID in the parameter") is not Intent.CREATE
    assert intent("Arena", description="Creates a new arena") is Intent.CREATE


def test_a_write_beside_a_read_is_what_counts() -> None:
    assert intent("Search and book") is Intent.CREATE


def test_verbs_that_are_nouns_as_well_need_an_object() -> None:
    assert intent("Order pizza") is Intent.CREATE
    assert intent("Order details") is Intent.GET
    assert intent("Book info") is Intent.GET


def test_a_description_that_reads_takes_back_a_noun_that_looks_like_a_write() -> None:
    assert intent("Transfer Program Card", description="Returns a list of cards") is not Intent.CREATE


def test_many_under_a_condition_is_a_search() -> None:
    assert intent("Get hotels by city", asked=True) is Intent.SEARCH
    assert intent("Get hotels") is Intent.LIST


def test_an_answer_without_a_list_is_no_list() -> None:
    assert intent("Country facts", many=False) is Intent.GET


def test_the_description_speaks_where_the_name_does_not() -> None:
    assert intent("v1/xyz", description="This endpoint allows you to search hotels") is Intent.SEARCH


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Search hotels by city", ("hotel", True)),
        ("getPetById", ("pet", False)),
        ("Get the details of a movie", ("movie", False)),
        ("List all players of a team", ("player", True)),
        ("Latest exchange rates", ("exchange_rate", True)),
        ("Get data", (None, False)),
        ("v1/list", (None, False)),
    ],
)
def test_the_subject_is_the_head_of_the_phrase(text: str, expected: tuple[str | None, bool]) -> None:
    assert subject_of(text) == expected


def test_the_entity_is_looked_for_in_name_then_description_then_path_then_ids() -> None:
    assert endpoint_entity("Get hotels", "Find a flight", "/v1/cars", ["boat"]) == "hotel"
    assert endpoint_entity("Search", "Find a flight", "/v1/cars", ["boat"]) == "flight"
    assert endpoint_entity("Search", "", "https://x.com/v1/cars/{id}", ["boat"]) == "car"
    assert endpoint_entity("Search", "", "", ["boat"]) == "boat"
    assert endpoint_entity("Search", "", "", ["boat", "car"]) is None


def test_a_path_gives_its_last_static_noun() -> None:
    assert entity_of_path("https://api.x.com/v1/hotels/{hotel_id}/search") == "hotel"


def test_the_owner_is_of_whom_the_things_are() -> None:
    assert owner_of("Get the last matches of a basketball player using their id.") == "player"
    assert owner_of("Get matches") is None
