"""The world of all seed tools: lists obey what steers them, writes are seen, reading and failing leave no trace."""

import json
import random

import pytest

from synthetic_datagen.common.faults import Fault
from synthetic_datagen.common.json_types import Json, JsonObject
from synthetic_datagen.common.kinds import Intent, Kind
from synthetic_datagen.common.tools import Endpoint, Parameter
from synthetic_datagen.common.trace import failed
from synthetic_datagen.test.world_calls import arguments_of, leaves_in, rows_of, seed_model, usable, value_of
from synthetic_datagen.world.faults import possible
from synthetic_datagen.world.world import World

MODEL = seed_model()
ENDPOINTS = usable(MODEL)
LISTS = [one for one in ENDPOINTS if MODEL.shape(one).rows is not None]
CREATES = [one for one in ENDPOINTS if one.intent is Intent.CREATE]


def world(seed: int = 5) -> World:
    return World(MODEL, seed)


def named(one: Endpoint) -> str:
    return one.id


def steering(endpoint: Endpoint, kind: Kind) -> Parameter | None:
    return next((one for one in endpoint.parameters if one.kind is kind), None)


def siblings(endpoint: Endpoint, intent: Intent, entity: str) -> list[tuple[Endpoint, str]]:
    """Endpoints of the same tool that take the id of such a thing, and the parameter that does."""
    return [
        (one, parameter.name)
        for one in ENDPOINTS
        if one.tool_id == endpoint.tool_id and one.intent is intent
        for parameter in one.parameters
        if parameter.kind is Kind.ENTITY_ID and parameter.entity == entity
    ]


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=named)
def test_reading_twice_gives_the_same_and_failing_leaves_no_trace(endpoint: Endpoint) -> None:
    arguments = arguments_of(endpoint, random.Random(1), share=0.6)
    here, there = world(), world()
    for fault in Fault:
        here.call(endpoint.id, arguments, fault, 0, next(iter(arguments), ""))
    assert here.call(endpoint.id, arguments) == there.call(endpoint.id, arguments)
    assert here.changes() == there.changes()
    if not endpoint.intent.writes:
        assert here.call(endpoint.id, arguments) == there.call(endpoint.id, arguments)
        assert here.changes() == ()


@pytest.mark.parametrize("endpoint", LISTS, ids=named)
def test_a_limit_cuts_and_pages_go_on_where_the_last_one_ended(endpoint: Endpoint) -> None:
    shape, limit, page = MODEL.shape(endpoint), steering(endpoint, Kind.LIMIT), steering(endpoint, Kind.PAGE)
    arguments = {
        name: value
        for name, value in arguments_of(endpoint, random.Random(2)).items()
        if endpoint.parameter(name).kind not in (Kind.LIMIT, Kind.PAGE)
    }
    everything = rows_of(world().call(endpoint.id, arguments), shape)
    if limit is None or len(everything) < 3:
        return
    cut = world().call(endpoint.id, {**arguments, limit.name: 2})
    assert rows_of(cut, shape) == everything[:2]
    assert cut.get("total", len(everything)) == len(everything)
    if page is not None:
        second = world().call(endpoint.id, {**arguments, limit.name: 2, page.name: 2})
        assert rows_of(second, shape) == everything[2:4]


@pytest.mark.parametrize("endpoint", [one for one in LISTS if steering(one, Kind.SORT_BY)], ids=named)
def test_every_way_of_sorting_is_obeyed(endpoint: Endpoint) -> None:
    by, shape = steering(endpoint, Kind.SORT_BY), MODEL.shape(endpoint)
    assert by is not None
    for field in by.enum:
        rows = rows_of(world().call(endpoint.id, {**arguments_of(endpoint, random.Random(3)), by.name: field}), shape)
        values = [row[field] for row in rows]
        assert values in (sorted(values), sorted(values, reverse=True)), field


def filters(endpoint: Endpoint) -> list[tuple[str, Json]]:
    """Optional parameters that a row shows under the same name, with a value for each."""
    rows = MODEL.shape(endpoint).rows
    shown = {leaf.name for leaf in rows.leaves} if rows is not None else set()
    rng = random.Random(4)
    return [(one.name, value_of(one, rng)) for one in endpoint.parameters if not one.required and one.name in shown]


@pytest.mark.parametrize("endpoint", [one for one in LISTS if filters(one)], ids=named)
def test_a_filter_shows_in_the_rows(endpoint: Endpoint) -> None:
    arguments = arguments_of(endpoint, random.Random(4))
    for name, value in filters(endpoint):
        rows = rows_of(world().call(endpoint.id, {**arguments, name: value}), MODEL.shape(endpoint))
        # what is known of listed companies is not made to fit: those shown are others
        if not any(leaf.kind is Kind.STOCK_SYMBOL for leaf in endpoint.outputs):
            assert all(str(row[name]).lower() == str(value).lower() for row in rows), name


def made_by(endpoint: Endpoint, here: World) -> tuple[JsonObject, JsonObject, str, str]:
    """A created thing: what was asked, what was answered, its entity and its id."""
    arguments = arguments_of(endpoint, random.Random(6), share=0.6)
    answer = here.call(endpoint.id, arguments)
    _, entity, id = here.changes()[-1].address.split("|")
    return arguments, answer, entity, id


@pytest.mark.parametrize("endpoint", CREATES, ids=named)
def test_what_is_created_can_be_read_and_is_listed(endpoint: Endpoint) -> None:
    here = world()
    arguments, answer, entity, id = made_by(endpoint, here)
    said = dict(leaves_in(answer))
    for reader, name in siblings(endpoint, Intent.GET, entity):
        got = dict(leaves_in(here.call(reader.id, {**arguments_of(reader, random.Random(7)), name: id})))
        assert {key: value for key, value in got.items() if key in said} == {k: said[k] for k in got if k in said}
    for one in LISTS:
        if one.tool_id == endpoint.tool_id and MODEL.shape(one).row_entity == entity:
            asked = {p.name: arguments.get(p.name, value_of(p, random.Random(8))) for p in one.required}
            assert id in json.dumps(here.call(one.id, asked))


@pytest.mark.parametrize("endpoint", CREATES, ids=named)
def test_an_update_is_read_and_a_deleted_thing_is_gone(endpoint: Endpoint) -> None:
    here = world()
    _, _, entity, id = made_by(endpoint, here)
    for changer, name in siblings(endpoint, Intent.UPDATE, entity):
        changed = {**arguments_of(changer, random.Random(9), share=1.0), name: id}
        here.call(changer.id, changed)
        for reader, key in siblings(endpoint, Intent.GET, entity):
            got = dict(leaves_in(here.call(reader.id, {key: id})))
            assert all(str(got[one]) == str(value) for one, value in changed.items() if one in got)
    for remover, name in siblings(endpoint, Intent.DELETE, entity):
        assert not failed(here.call(remover.id, {**arguments_of(remover, random.Random(9)), name: id}))
        for intent in (Intent.GET, Intent.UPDATE, Intent.DELETE):
            for other, key in siblings(endpoint, intent, entity):
                assert failed(here.call(other.id, {**arguments_of(other, random.Random(9)), key: id}))
        return


def test_every_fault_is_possible_for_many_endpoints() -> None:
    for fault in Fault:
        assert sum(possible(MODEL, one, fault) for one in ENDPOINTS) > len(ENDPOINTS) / 5, fault
