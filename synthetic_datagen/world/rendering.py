"""Filling an output tree: every leaf from an attribute of the thing it speaks of.

render(world, shape.root, Subject(hotel, echo={"city": "Paris"}, fixed={"total": 4}))
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from ..common import seeds
from ..common.json_types import Json
from ..common.kinds import Kind, ValueType
from ..common.tools import Endpoint, OutputField
from .conditions import NONE, Conditions
from .draws import mix
from .entities import NAMES, Entity, attribute, facets_of, is_its_own, last_day
from .roles import name_words
from .scene import Scene
from .shape import ArrayNode, Node, ObjectNode, part_kind
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
        value = {
            key: leaf(world, child, subject) if isinstance(child, OutputField) else render(world, child, subject)
            for key, child in node.children
        }
        return value | {key: len(value[beside]) for key, beside in node.counts} if node.counts else value
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
    others = [part.entity for part in parts if part.entity is not owner]
    naming = (one for one in node.leaves if _tells(one))
    named = next((one for one in naming if others and is_its_own(others[0], one)), None)
    if named is not None:
        told_apart(others, named)
    if node.best_first is not None:
        parts = best_first(parts, node.best_first)
    return [
        render(world, node.item, part if not node.ranks else replace(part, fixed=dict.fromkeys(node.ranks, place)))
        for place, part in enumerate(parts, start=1)
    ]


def best_first(parts: list[Subject], spec: OutputField) -> list[Subject]:
    """In the order of what they are ranked by, the most first; as they are where that is no number."""
    merits = [attribute(part.entity, spec) for part in parts]
    if not all(isinstance(merit, int | float) for merit in merits):
        return parts
    return [parts[at] for at in sorted(range(len(parts)), key=lambda at: -merits[at])]


def _tells(spec: OutputField) -> bool:
    """Whether a field names a part."""
    return spec.kind in NAMES or spec.kind in (Kind.TEAM, Kind.PERSON_NAME)


def part_count(owner: Entity, node: ArrayNode) -> int:
    """How many parts a thing has: one to three scalars, two to five things; of days as many as were asked for."""
    asked = next((owner.found.names[name] for name in _HOW_MANY if name in owner.found.names), None)
    if isinstance(asked, int) and 0 < asked <= _MOST_DAYS and _is_dated(node):
        return asked
    few = isinstance(node.item, OutputField)
    return 1 + mix(owner.base, len(node.path)) % 3 if few else 2 + mix(owner.base, len(node.path)) % 4


def _is_dated(node: ArrayNode) -> bool:
    """Whether each part has a day."""
    return any(one.kind in _DAYS for one in node.leaves)


_HOW_MANY = ("days", "num_days", "forecast_days", "number_of_days", "cnt")
_MOST_DAYS = 16


def part_of(world: Scene, subject: Subject, node: ArrayNode, number: int) -> Subject:
    """The subject of one element of a nested array: a thing that belongs to the outer one."""
    kind = part_kind(node)
    own = next((one for one in node.leaves if one.kind is Kind.ENTITY_ID and one.entity == kind), None)
    found = _moment(subject.entity, node, number)
    if kind == subject.entity.type and number == 0 and (own is not None or found is NONE):
        return Subject(subject.endpoint, subject.entity)  # what was asked for comes first
    key = f"{subject.entity.key}/{node.path}/{number}"
    id = None if own is None else new_id(kind, own, seeds.draw(world.seed, subject.endpoint.tool_id, kind, key))
    owner = (subject.entity,)
    part = world.entity(subject.endpoint, kind, key if id is None else str(id), id=id, found=found, related=owner)
    return Subject(subject.endpoint, part)


def _moment(owner: Entity, node: ArrayNode, number: int) -> Conditions:
    """When one of several parts of a thing is: they lie in the time that was asked for, else day by day.

    What has happened to the thing (moments with a time, or a history) led up to its own day.
    """
    kinds = {one.kind for one in node.leaves}
    if not kinds & _DAYS:
        return NONE
    first, last, size = facets_of(owner, "").day, last_day(owner), part_count(owner, node)
    days = number
    if last is not None and last > first:
        days = (last - first).days * number // max(1, size - 1)
    elif Kind.DATE not in kinds or _PAST & set(name_words(node.path)):
        days = number + 1 - size
    day = (first + timedelta(days=days)).isoformat()
    return Conditions(kinds={(Kind.DATE, ""): day}, series=True)


_DAYS = frozenset({Kind.DATE, Kind.DATETIME, Kind.TIMESTAMP})
_PAST = frozenset({"history", "past", "previous", "recent", "historical", "log", "logs"})
