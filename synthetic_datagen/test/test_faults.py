"""Faults of the world: failed calls say why, in words that stay true, and leave no trace."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synthetic_datagen.common.faults import Fault
from synthetic_datagen.common.json_types import Json
from synthetic_datagen.common.kinds import Kind
from synthetic_datagen.common.trace import failed
from synthetic_datagen.test.small_registry import param
from synthetic_datagen.test.small_world import HOTELS, world
from synthetic_datagen.world.faults import blamable, label_of, possible
from synthetic_datagen.world.lexicon import data_of
from synthetic_datagen.world.world import World

SEARCH, GET, BOOK = (one for one in HOTELS.endpoints if one.id in ("inn::search", "inn::get", "inn::book"))
LYON = {"city": "Lyon", "limit": 2}
seeds = given(st.integers(0, 10_000), st.sampled_from(list(Fault)), st.integers(0, 9))


def message(output: Json) -> str:
    assert failed(output)
    return str(output["error"]["message"])


@seeds
@settings(max_examples=60, deadline=None)
def test_a_failed_call_changes_nothing_that_a_later_one_can_see(seed: int, fault: Fault, number: int) -> None:
    here, there = world(seed), world(seed)
    hotel, _ = (one.call("inn::search", {"city": "Rome"})["hotels"][0]["hotel_id"] for one in (here, there))
    calls = [("inn::search", LYON), ("inn::get", {"hotel_id": hotel}), ("inn::list_bookings", {})]
    calls.append(("inn::book", {"hotel_id": hotel, "check_in": "2026-09-01", "guest": "Emma Novak"}))
    for name, arguments in calls:
        here.call(name, arguments, fault, number, next(iter(arguments), ""))
        assert here.digest() == there.digest()
        assert here.directory.keys() == there.directory.keys()
        assert here.call(name, arguments) == there.call(name, arguments)


@seeds
@settings(max_examples=60, deadline=None)
def test_the_same_failure_says_the_same(seed: int, fault: Fault, number: int) -> None:
    one, other = (world(seed).call("inn::search", LYON, fault, number, "city") for _ in range(2))
    assert one == other


@pytest.mark.parametrize("fault", [one for one in Fault if one not in (Fault.EMPTY_RESULT, Fault.TRUNCATED_BODY)])
def test_an_error_has_the_fault_as_its_code_and_a_sentence_as_its_message(fault: Fault) -> None:
    outputs = [world().call("inn::search", LYON, fault, number, "city") for number in range(40)]
    assert {output["error"]["code"] for output in outputs} == {fault.value}
    assert all(message(output).endswith(".") and "_" not in message(output) for output in outputs)
    assert len({message(output) for output in outputs}) >= 6


@pytest.mark.parametrize("fault", [Fault.NOT_FOUND, Fault.INVALID_ARGUMENT])
def test_a_refused_value_is_quoted_with_what_it_is_for(fault: Fault) -> None:
    for number in range(20):
        said = message(world().call("inn::search", LYON, fault, number, "city"))
        assert '"Lyon"' in said
        assert "city" in said


def test_an_unknown_id_is_the_id_of_something() -> None:
    said = message(world().call("inn::get", {"hotel_id": "htl_1"}, Fault.NOT_FOUND, 3, "hotel_id"))
    assert "hotel" in said
    assert "ID" in said
    assert '"htl_1"' in said


def test_an_empty_result_has_the_lists_own_shape() -> None:
    assert world().call("inn::search", LYON, Fault.EMPTY_RESULT) == {"total": "0", "hotels": []}


def test_a_truncated_body_begins_like_the_answer_and_is_no_json() -> None:
    for number in range(30):
        body = world().call("inn::search", LYON, Fault.TRUNCATED_BODY, number)
        whole = json.dumps(world().call("inn::search", LYON), ensure_ascii=False)
        assert whole.startswith(body)
        with pytest.raises(json.JSONDecodeError):
            json.loads(body)


def test_only_lists_can_be_empty_and_only_readings_can_be_cut() -> None:
    model = world().model
    assert [possible(model, one, Fault.EMPTY_RESULT) for one in (SEARCH, GET, BOOK)] == [True, False, False]
    assert [possible(model, one, Fault.TRUNCATED_BODY) for one in (SEARCH, GET, BOOK)] == [True, True, False]


def test_a_fault_that_cannot_be_there_is_the_services_own() -> None:
    assert world().call("inn::cancel", {"booking_id": "b"}, Fault.EMPTY_RESULT)["error"]["code"] == "upstream_error"


def test_who_is_booked_for_cannot_be_unknown_but_the_hotel_can() -> None:
    assert not blamable(BOOK, BOOK.parameter("guest"), Fault.NOT_FOUND)
    assert blamable(BOOK, BOOK.parameter("hotel_id"), Fault.NOT_FOUND)
    assert blamable(BOOK, BOOK.parameter("check_in"), Fault.INVALID_ARGUMENT)


def test_a_value_that_the_schema_lists_is_never_refused() -> None:
    assert not blamable(SEARCH, replace(SEARCH.parameter("city"), enum=("Lyon",)), Fault.NOT_FOUND)


@pytest.mark.parametrize(
    ("name", "kind", "label"),
    [
        ("check_in", Kind.START_DATE, "check-in date"),
        ("dest", Kind.CITY, "city"),
        ("departure_date", Kind.START_DATE, "departure date"),
        ("qqq", Kind.UNKNOWN, "value"),
    ],
)
def test_a_value_is_called_by_its_name_or_by_its_kind(name: str, kind: Kind, label: str) -> None:
    assert label_of(param(name, kind)) == label


def test_every_fault_that_speaks_has_phrasings_without_numbers() -> None:
    texts = [text for rows in data_of("faults.yaml")["messages"].values() for part in rows.values() for text in part]
    assert len(texts) > 50
    assert all(text.endswith(".") and not any(sign.isdigit() for sign in text) for text in texts)


def test_the_world_passes_faults_on() -> None:
    here: World = world()
    assert failed(here.call("inn::search", LYON, Fault.RATE_LIMITED))
    assert not failed(here.call("inn::search", LYON))
