"""Filling an output tree: every leaf from an attribute of the thing it speaks of.

render(world, shape.root, Subject(hotel, echo={"city": "Paris"}, fixed={"total": 4}))
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..common import seeds
from ..common.json_types import Json
from ..common.kinds import Kind, ValueType
from ..common.tools import Endpoint, OutputField
from .draws import mix
from .entities import NAMES, Entity, attribute, facets_of
from .scene import Scene
from .shape import ArrayNode, Node, ObjectNode, shallow_leaves
from .telling import told_apart
from .values import coerce, make, new_id


@dataclass(frozen=True, slots=True)
class Subject:
    """What a (part of a) tree is about. By leaf name, `fixed` wins over `echo`, that over attributes."""

    endpoint: Endpoint
    entity: Entity
    echo: Mapping[str, Json] = field(default_factory=dict)
    fixed: Mapping[str, Json] = field(default_factory=dict)
    rows: ArrayNode | None = None
    items: tuple[Json, ...] = ()  # what stands for `rows`


def render(world: Scene, node: Node, subject: Subject) -> Json:
    """The JSON value of a tree."""
    if isinstance(node, OutputField):
        return leaf(world, node, subject)
    if isinstance(node, ObjectNode):
        return {key: render(world, child, subject) for key, child in node.children}
    if node is subject.rows:
        return list(subject.items)
    return _array(world, node, subject)


def leaf(world: Scene, spec: OutputField, subject: Subject) -> Json:
    """The value of one leaf."""
    name = spec.name
    if name in subject.fixed:
        return coerce(subject.fixed[name], spec.type, subject.entity.base)
    if name in subject.echo and not isinstance(subject.echo[name], dict | list):
        return coerce(subject.echo[name], spec.type, subject.entity.base)
    return attribute(subject.entity, spec)


def _array(world: Scene, node: ArrayNode, subject: Subject) -> Json:
    """An array beside or inside the rows: parts of the subject."""
    owner = subject.entity
    size = part_count(owner, node)
    if isinstance(node.item, OutputField):
        values = [make(node.item, mix(owner.base, 101 + number), facets_of(owner, "")) for number in range(size)]
        return values if node.item.type in (ValueType.OBJECT, ValueType.ARRAY) else list(dict.fromkeys(values))
    parts = [part_of(world, subject, node, number) for number in range(size)]
    named = next((one for one in shallow_leaves(node.item) if one.kind in NAMES), None)
    if named is not None:
        told_apart([part.entity for part in parts if part.entity is not owner], named)
    return [render(world, node.item, part) for part in parts]


def part_count(owner: Entity, node: ArrayNode) -> int:
    """How many parts a thing has: one to three scalars, two to five things."""
    few = isinstance(node.item, OutputField)
    return 1 + mix(owner.base, len(node.path)) % 3 if few else 2 + mix(owner.base, len(node.path)) % 4


def part_of(world: Scene, subject: Subject, node: ArrayNode, number: int) -> Subject:
    """The subject of one element of a nested array: a thing that belongs to the outer one."""
    kind = next(
        (one.entity for one in shallow_leaves(node.item) if one.kind is Kind.ENTITY_ID and one.entity), None
    ) or node.path.rsplit("/", 1)[-1].rstrip("s")
    if kind == subject.entity.type and number == 0:
        return Subject(subject.endpoint, subject.entity)  # what was asked for comes first
    key = f"{subject.entity.key}/{node.path}/{number}"
    own = next((one for one in shallow_leaves(node.item) if one.kind is Kind.ENTITY_ID and one.entity == kind), None)
    id = None if own is None else new_id(kind, own, seeds.draw(world.seed, subject.endpoint.tool_id, kind, key))
    part = world.entity(subject.endpoint, kind, key if id is None else str(id), id=id, related=(subject.entity,))
    return Subject(subject.endpoint, part)
