"""The shape of an endpoint's output: its leaf paths folded into a tree, and the parts that behaviour needs by name.

shape_of(hotels::search)   {"total": leaf, "hotels": [{"hotel_id": leaf, "name": leaf, ...}]}
                           .rows = the array "hotels", .row_entity = "hotel"
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from ..common.kinds import Kind, ValueType
from ..common.pointers import unescape
from ..common.tools import Endpoint, OutputField
from .roles import name_words

Node: TypeAlias = "OutputField | ArrayNode | ObjectNode"


@dataclass(frozen=True, slots=True)
class ObjectNode:
    """A JSON object: its keys in the order in which the fields were declared."""

    children: tuple[tuple[str, Node], ...]
    counts: tuple[tuple[str, str], ...] = ()  # which keys say how long which list beside them is


@dataclass(frozen=True, slots=True)
class ArrayNode:
    """A JSON array; all its elements have the shape of `item`. `path` is the pattern of the array itself."""

    path: str
    item: Node
    leaves: tuple[OutputField, ...] = ()  # of an element, but those inside a further array
    best_first: OutputField | None = None  # by what its elements are ranked
    ranks: tuple[str, ...] = ()  # leaves of an element that say at which place it stands


@dataclass(frozen=True, slots=True)
class Shape:
    """The output tree of one endpoint."""

    root: Node
    rows: ArrayNode | None  # the array of entities that a search or list answers with
    row_entity: str  # what these rows are
    row_id: OutputField | None  # the leaf of a row that is its own id
    subject_entity: str  # what the rest of the output is about
    totals: tuple[str, ...] = ()  # leaves beside the rows that say how many there are: `totalJobs`
    enveloped: bool = False  # whether a status stands beside the data, and says that all went well
    ids: tuple[OutputField, ...] = ()  # the ids that stand outside of arrays
    arrays: tuple[ArrayNode, ...] = ()  # all of them, the shallow ones first

    @property
    def identified(self) -> bool:
        """Whether a row carries its own id."""
        return self.row_id is not None


def shape_of(endpoint: Endpoint) -> Shape:
    """The tree of an endpoint's output fields. An endpoint without fields answers with an empty object."""
    root = _told_apart(_fold(endpoint.outputs))
    subject = endpoint.entity or endpoint.id.rsplit("::", 1)[-1]
    rows = _main_array(root, subject) if endpoint.intent.many else None
    taken = frozenset(p.entity for p in endpoint.required if p.kind is Kind.ENTITY_ID)
    row_entity = (_own_entity(rows.item, subject, taken) or subject) if rows else subject
    row_id = next((one for one in _ids(rows.leaves) if one.entity == row_entity), None) if rows else None
    totals = _totals(root, rows, row_entity) if rows else ()
    ids = tuple(_ids(shallow_leaves(root)))
    return Shape(root, rows, row_entity, row_id, subject, totals, _is_enveloped(root), ids, tuple(arrays(root)))


def _ids(leaves: Iterable[OutputField]) -> Iterator[OutputField]:
    return (leaf for leaf in leaves if leaf.kind is Kind.ENTITY_ID)


def _totals(root: Node, rows: ArrayNode, entity: str) -> tuple[str, ...]:
    """Names of numbers beside the rows that count them: "total jobs", "job count", "number of jobs"."""
    called = {"_".join(name_words(rows.path.rsplit("/", 1)[-1])), entity, f"{entity}s"}
    counting = {form.format(one) for one in called for form in ("total_{}", "{}_total", "{}_count", "num_{}")}
    numbers = (leaf for leaf in shallow_leaves(root) if leaf.type in (ValueType.INTEGER, ValueType.NUMBER))
    return tuple(leaf.name for leaf in numbers if "_".join(name_words(leaf.name)) in counting)


def _is_enveloped(root: Node) -> bool:
    """Whether the answer has a bare `status`, its only one, beside objects or lists."""
    if not isinstance(root, ObjectNode):
        return False
    inner = any(not isinstance(child, OutputField) for _, child in root.children)
    bare = any(isinstance(child, OutputField) and _is_bare_status(child) for _, child in root.children)
    return inner and bare and sum(leaf.name == "status" for leaf in shallow_leaves(root)) == 1


def _is_bare_status(leaf: OutputField) -> bool:
    return leaf.name == "status" and leaf.type is ValueType.STRING and not leaf.enum


def _fold(fields: tuple[OutputField, ...]) -> Node:
    tree: dict[str, object] = {}
    for field in fields:
        _insert(tree, [unescape(token) if token != "*" else token for token in field.path.split("/")[1:]], field)
    return _freeze(tree, "")


def _told_apart(node: Node) -> Node:
    """The tree in which leaves of one name in several inner objects are not one attribute: home and away team's names.

    Such a leaf is called after the object that it stands in, as it would be in a flat answer: `homeTeam_name`.
    """
    if isinstance(node, ArrayNode):
        item = _told_apart(node.item)
        return _ranked(replace(node, item=item, leaves=tuple(shallow_leaves(item))))
    if isinstance(node, OutputField):
        return node
    several = {name for name, times in Counter(leaf.name for leaf in shallow_leaves(node)).items() if times > 1}
    children = tuple((key, _called_after(key, child, several)) for key, child in node.children)
    return ObjectNode(children, _counts(children))


def _counts(children: tuple[tuple[str, Node], ...]) -> tuple[tuple[str, str], ...]:
    """Keys such as `item_count` and `num_items` beside `items`. What others think of a thing is more than is shown."""
    lists = {"_".join(name_words(key)): key for key, child in children if isinstance(child, ArrayNode)}
    found: list[tuple[str, str]] = []
    for key, child in children:
        if isinstance(child, OutputField) and child.type in (ValueType.INTEGER, ValueType.NUMBER):
            said = "_".join(name_words(key))
            noun = said.removeprefix("num_").removeprefix("number_of_").removesuffix("_count")
            beside = next((lists[one] for one in (noun, f"{noun}s", f"{noun}es") if one in lists), None)
            if noun != said and beside is not None and noun.rstrip("s") not in _OPINIONS:
                found.append((key, beside))
    return tuple(found)


_OPINIONS = frozenset({"review", "comment", "like", "vote", "rating", "view", "follower", "play", "share", "reply"})


def _called_after(key: str, node: Node, several: set[str]) -> Node:
    """An inner object whose leaves of these names are called after its key."""
    if isinstance(node, ArrayNode):
        return _told_apart(node)
    if isinstance(node, OutputField):
        return node
    children = ((name, _renamed(key, name, child, several)) for name, child in node.children)
    return ObjectNode(tuple(children))


def _renamed(key: str, name: str, child: Node, several: set[str]) -> Node:
    if not isinstance(child, OutputField):
        return _called_after(name, child, several)
    born = key.lower() == "birth" and name.lower() in ("date", "place", "country", "year")
    if not born and (child.name not in several or child.kind in _SHARED):
        return child
    return replace(child, path=f"{child.path.rpartition('/')[0]}/{key.replace('/', '~1')}_{name.replace('/', '~1')}")


# What inner objects of one answer have in common: the place, the state of the call.
_SHARED = frozenset({Kind.STATUS, Kind.FLAG, Kind.CURRENCY_CODE, Kind.PAGE, Kind.LIMIT, Kind.OFFSET, Kind.TIMEZONE})


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
        return _picture(tree)
    assert isinstance(tree, dict)
    if set(tree) == {"*"}:
        return ArrayNode(path, _freeze(tree["*"], f"{path}/*"))
    if set(tree) == {""}:
        return _freeze(tree[""], path)
    return ObjectNode(
        tuple((key, _freeze(child, f"{path}/{key}")) for key, child in tree.items() if key not in ("*", ""))
    )


def _ranked(node: ArrayNode) -> ArrayNode:
    """The array with what its elements are ranked by, where they state a rank or the array is called a ranking."""
    numbers = [leaf for leaf in node.leaves if leaf.type in (ValueType.INTEGER, ValueType.NUMBER)]
    ranks = tuple(leaf.name for leaf in numbers if name_words(leaf.name)[-1:] in _RANKS)
    if not ranks and not _RANKINGS & set(name_words(node.path)):
        return node
    merits = (leaf for word in _MERITS for leaf in numbers if name_words(leaf.name)[-1:] == (word,))
    return replace(node, best_first=next(merits, None), ranks=ranks)


_RANKS = (("rank",), ("ranking",), ("position",))
_RANKINGS = frozenset({"standings", "standing", "leaderboard", "ranking", "rankings", "table", "scoreboard"})
_MERITS = ("points", "pts", "score", "wins", "votes", "views", "plays", "followers")


def _picture(leaf: OutputField) -> OutputField:
    """The sizes of a picture are addresses of pictures: `thumbnail: {"small": ..., "large": ...}`."""
    around = set(name_words(leaf.path.rpartition("/")[0].rpartition("/")[2]))
    if leaf.kind is Kind.UNKNOWN and leaf.type is ValueType.STRING and leaf.name in _SIZES and around & _PICTURES:
        return replace(leaf, kind=Kind.IMAGE_URL)
    return leaf


_SIZES = frozenset(
    {"large", "medium", "small", "thumb", "thumbnail", "full", "original", "default", "standard", "high"}
)
_PICTURES = frozenset(
    {"image", "images", "picture", "pictures", "thumbnail", "thumbnails", "photo", "avatar", "icon", "logo", "poster"}
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


def part_kind(node: ArrayNode) -> str:
    """What the elements of an inner array are: that of the first id in them, else what the array is called."""
    shown = (one.entity for one in node.leaves if one.kind is Kind.ENTITY_ID and one.entity)
    return next(shown, None) or node.path.rsplit("/", 1)[-1].rstrip("s")


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
        if any(leaf.kind is Kind.ENTITY_ID and leaf.entity == entity for leaf in array.leaves):
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
