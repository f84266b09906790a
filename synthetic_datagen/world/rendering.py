"""Filling an output tree: every leaf from an attribute of the thing it speaks of.

render(world, shape.root, Subject(hotel, echo={"city": "Paris"}, fixed={"total": 4}))
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..common.json_types import Json
from ..common.kinds import Kind, ValueType
from ..common.tools import Endpoint, OutputField
from .draws import mix
from .entities import Entity, attribute, facets_of
from .shape import ArrayNode, Node, ObjectNode, shallow_leaves
from .values import make
from .world import World


@dataclass(frozen=True, slots=True)
class Subject:
    """What a (part of a) tree is about. By leaf name, `fixed` wins over `echo`, that over attributes."""

    endpoint: Endpoint
    entity: Entity
    echo: Mapping[str, Json] = field(default_factory=dict)
    fixed: Mapping[str, Json] = field(default_factory=dict)
    rows: ArrayNode | None = None
    items: tuple[Json, ...] = ()  # what stands for `rows`


def render(world: World, node: Node, subject: Subject) -> Json:
    """The JSON value of a tree."""
    if isinstance(node, OutputField):
        return leaf(world, node, subject)
    if isinstance(node, ObjectNode):
        return {key: render(world, child, subject) for key, child in node.children}
    if node is subject.rows:
        return list(subject.items)
    return _array(world, node, subject)


def leaf(world: World, spec: OutputField, subject: Subject) -> Json:
    """The value of one leaf."""
    name = spec.name
    if name in subject.fixed:
        return _typed(subject.fixed[name], spec)
    if name in subject.echo and not isinstance(subject.echo[name], dict | list):
        return _typed(subject.echo[name], spec)
    return attribute(subject.entity, spec, world.written(subject.entity))


def _typed(value: Json, spec: OutputField) -> Json:
    if spec.type is ValueType.STRING and not isinstance(value, str):
        return str(value).lower() if isinstance(value, bool) else str(value)
    return value


def _array(world: World, node: ArrayNode, subject: Subject) -> Json:
    """An array beside or inside the rows: parts of the subject."""
    owner = subject.entity
    size = part_count(owner, node)
    if isinstance(node.item, OutputField):
        values = [make(node.item, mix(owner.base, 101 + number), facets_of(owner, "")) for number in range(size)]
        return list(dict.fromkeys(values)) if node.item.type is not ValueType.OBJECT else values
    return [render(world, node.item, part_of(world, subject, node, number)) for number in range(size)]


def part_count(owner: Entity, node: ArrayNode) -> int:
    """How many parts a thing has: one to three scalars, two to five things."""
    few = isinstance(node.item, OutputField)
    return 1 + mix(owner.base, len(node.path)) % 3 if few else 2 + mix(owner.base, len(node.path)) % 4


def part_of(world: World, subject: Subject, node: ArrayNode, number: int) -> Subject:
    """The subject of one element of a nested array: a thing that belongs to the outer one."""
    kind = next(
        (one.entity for one in shallow_leaves(node.item) if one.kind is Kind.ENTITY_ID and one.entity), None
    ) or node.path.rsplit("/", 1)[-1].rstrip("s")
    if kind == subject.entity.type and number == 0:
        return Subject(subject.endpoint, subject.entity)  # what was asked for comes first
    key = f"{subject.entity.key}/{node.path}/{number}"
    part = world.entity(subject.endpoint, kind, key, related=(subject.entity,))
    return Subject(subject.endpoint, part)
