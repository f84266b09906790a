"""The shape of an endpoint's output: its leaf paths folded into a tree, and the parts that behaviour needs by name.

shape_of(hotels::search)   {"total": leaf, "hotels": [{"hotel_id": leaf, "name": leaf, ...}]}
                           .rows = the array "hotels", .row_entity = "hotel"
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from ..common.kinds import Kind
from ..common.pointers import unescape
from ..common.tools import Endpoint, OutputField

Node: TypeAlias = "OutputField | ArrayNode | ObjectNode"


@dataclass(frozen=True, slots=True)
class ObjectNode:
    """A JSON object: its keys in the order in which the fields were declared."""

    children: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class ArrayNode:
    """A JSON array; all its elements have the shape of `item`. `path` is the pattern of the array itself."""

    path: str
    item: Node


@dataclass(frozen=True, slots=True)
class Shape:
    """The output tree of one endpoint."""

    root: Node
    rows: ArrayNode | None  # the array of entities that a search or list answers with
    row_entity: str  # what these rows are
    identified: bool  # whether a row carries its own id
    subject_entity: str  # what the rest of the output is about


def shape_of(endpoint: Endpoint) -> Shape:
    """The tree of an endpoint's output fields. An endpoint without fields answers with an empty object."""
    root = _fold(endpoint.outputs)
    subject = endpoint.entity or endpoint.id.rsplit("::", 1)[-1]
    rows = _main_array(root, subject) if endpoint.intent.many else None
    taken = frozenset(p.entity for p in endpoint.required if p.kind is Kind.ENTITY_ID)
    row_entity = (_own_entity(rows.item, subject, taken) or subject) if rows else subject
    identified = rows is not None and any(
        leaf.kind is Kind.ENTITY_ID and leaf.entity == row_entity for leaf in shallow_leaves(rows.item)
    )
    return Shape(root, rows, row_entity, identified, subject)


def _fold(fields: tuple[OutputField, ...]) -> Node:
    tree: dict[str, object] = {}
    for field in fields:
        _insert(tree, [unescape(token) if token != "*" else token for token in field.path.split("/")[1:]], field)
    return _freeze(tree, "")


def _insert(tree: dict[str, object], tokens: list[str], field: OutputField) -> None:
    """Put a leaf into the nested dictionaries; a leaf where a branch is already (or the reverse) is left out."""
    if not tokens:
        tree.setdefault("", field)
        return
    for token in tokens[:-1]:
        branch = tree.setdefault(token, {})
        if not isinstance(branch, dict):
            return
        tree = branch
    tree.setdefault(tokens[-1], field)


def _freeze(tree: object, path: str) -> Node:
    if isinstance(tree, OutputField):
        return tree
    assert isinstance(tree, dict)
    if set(tree) == {"*"}:
        return ArrayNode(path, _freeze(tree["*"], f"{path}/*"))
    if set(tree) == {""}:
        return _freeze(tree[""], path)
    return ObjectNode(
        tuple((key, _freeze(child, f"{path}/{key}")) for key, child in tree.items() if key not in ("*", ""))
    )


def arrays(node: Node) -> Iterator[ArrayNode]:
    """All arrays, the shallow ones first."""
    level = [node]
    while level:
        deeper: list[Node] = []
        for current in level:
            if isinstance(current, ArrayNode):
                yield current
                deeper.append(current.item)
            elif isinstance(current, ObjectNode):
                deeper.extend(child for _, child in current.children)
        level = deeper


def shallow_leaves(node: Node) -> Iterator[OutputField]:
    """The leaves below `node` that are not inside a further array."""
    if isinstance(node, ObjectNode):
        for _, child in node.children:
            yield from shallow_leaves(child)
    elif isinstance(node, OutputField):
        yield node


def _main_array(root: Node, entity: str) -> ArrayNode | None:
    """The shallowest array whose elements carry the entity's id, else the shallowest array of objects, else any."""
    found = list(arrays(root))
    for array in found:
        if any(leaf.kind is Kind.ENTITY_ID and leaf.entity == entity for leaf in shallow_leaves(array.item)):
            return array
    for array in found:
        if isinstance(array.item, ObjectNode):
            return array
    return found[0] if found else None


def _own_entity(item: Node, subject: str, taken: frozenset[str | None]) -> str | None:
    """Whose rows these are: the subject's where it has an id there, else those of the first id.

    A log of workouts is none of the workouts: where the first id is of something more exact, it is the rows' own.
    Nor are the results of a team teams: what the call takes (`taken`) is not what it lists, where it lists other ids.
    """
    shown = [leaf.entity for leaf in shallow_leaves(item) if leaf.kind is Kind.ENTITY_ID and leaf.entity]
    entities = [entity for entity in shown if entity not in taken] or shown
    if not entities or (subject in entities and subject not in entities[0].split("_")):
        return subject
    return entities[0]
