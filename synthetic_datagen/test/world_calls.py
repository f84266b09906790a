"""Calls of any endpoint with plausible arguments, for properties that must hold for all tools."""

import random
from collections.abc import Iterator
from functools import cache

from synthetic_datagen.common.json_types import Json, JsonObject
from synthetic_datagen.common.kinds import Kind, ValueType
from synthetic_datagen.common.resources import bundled
from synthetic_datagen.common.tools import Endpoint, Parameter
from synthetic_datagen.config import BuildSettings
from synthetic_datagen.graph.registry import build_registry
from synthetic_datagen.planner.scenario import Scenario
from synthetic_datagen.toolbench.ingest import ingest
from synthetic_datagen.world.scene import WorldModel
from synthetic_datagen.world.shape import ArrayNode, Shape
from synthetic_datagen.world.values import make


@cache
def seed_model() -> WorldModel:
    """The bundled seed tools."""
    return WorldModel(build_registry(ingest([bundled("data", "seed_tools.json")]), BuildSettings()))


def usable(model: WorldModel) -> list[Endpoint]:
    return [one for one in model.registry.endpoints.values() if not one.unusable]


def value_of(parameter: Parameter, rng: random.Random) -> Json:
    told = parameter.default if parameter.default is not None else parameter.example
    if parameter.enum:
        return rng.choice(parameter.enum)
    if told is not None:
        return told
    if parameter.kind is Kind.ENTITY_ID:
        number = rng.randrange(10**6)
        return number if parameter.type is ValueType.INTEGER else f"id_{number}"
    made = make(parameter, rng.getrandbits(64), Scenario.of(rng).facets(parameter.entity or "", ""))
    return [made] if parameter.type is ValueType.ARRAY and not isinstance(made, list) else made


def arguments_of(endpoint: Endpoint, rng: random.Random, share: float = 0.0) -> JsonObject:
    """All required arguments and a share of the others."""
    return {
        one.name: value_of(one, rng)
        for one in endpoint.parameters
        if one.kind is not Kind.CREDENTIAL and (one.required or rng.random() < share)
    }


def rows_of(answer: Json, shape: Shape) -> list[JsonObject]:
    """The rows of a list's answer."""
    assert isinstance(shape.rows, ArrayNode)
    for key in shape.rows.path.split("/")[1:]:
        answer = answer[key]
    assert isinstance(answer, list)
    return answer


def leaves_in(value: Json) -> Iterator[tuple[str, Json]]:
    """Every (key, scalar) of an answer."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves_in(inner) if isinstance(inner, dict | list) else iter([(key, inner)])
    elif isinstance(value, list):
        for inner in value:
            yield from leaves_in(inner)
