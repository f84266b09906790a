"""The two sides of all possible links: output fields that may feed something, parameters that may be fed.

    outputs     hotels::search  /results/*/hotel_id  (entity id, hotel)
    parameters  hotels::book    hotel_id             (entity id, hotel)     required, so it weighs 1.0

Both sides number their concepts alike, so that a link may be made wherever `meaning` and `type` agree.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..common.chains import Relation
from ..common.kinds import Kind, ValueType
from ..common.pointers import tokens
from .columns import INTENTS, KINDS, NONE, ORIGINS, TYPES, Columns
from .field_links import (
    ACCEPTS,
    ANOTHER_PERSON,
    JOINS,
    OPTIONAL_WEIGHT,
    ORIGIN_WEIGHT,
    PARTNER,
    PLACES,
    SECOND,
    SIDE_WEIGHT,
    WRITTEN_TO_ANOTHER,
    Qualifier,
    Reach,
    depth_weight,
)
from .heterogeneous_graph import EdgeKind, HeterogeneousGraph

Numbers: TypeAlias = NDArray[np.int64]
Weights: TypeAlias = NDArray[np.float64]
Mask: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Arrays:
    """Parallel arrays: a table by columns."""

    def take(self, which: Numbers | Mask) -> Self:
        """Some rows, in that order."""
        return type(self)(*(getattr(self, field.name)[which] for field in fields(self)))

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """The rows of all parts, one part after another."""
        return cls(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(cls)))


@dataclass(frozen=True, slots=True, eq=False)
class LinkEnds(Arrays):
    """One side of the links."""

    endpoint: Numbers
    join: Numbers  # row of JOINS
    reach: Numbers  # a Reach
    meaning: Numbers  # join and qualifier as one number
    type: Numbers
    row: Numbers  # of the registry's output or parameter columns
    partner: Numbers  # the row that must come along (longitude beside latitude), or NONE
    weight: Weights


def outputs_and_parameters(columns: Columns, graph: HeterogeneousGraph) -> tuple[LinkEnds, LinkEnds]:
    """Both sides, for usable endpoints. Echoes of an endpoint's own parameters are left out: they are no news."""
    path_tokens = [tokens(columns.strings[text]) for text in columns.outputs.path]
    taken = [_plain(columns.strings[text]) for text in columns.parameters.name]
    given = [_plain(_last_key(path)) for path in path_tokens]
    numbers = _numbered(taken + given)
    outputs = _outputs(columns, graph, _Names(given, numbers[len(taken) :]))
    parameters = _parameters(columns, graph, _Names(taken, numbers[: len(taken)]))
    in_list = np.array(["*" in path for path in path_tokens], dtype=bool)
    echo = _echoes(outputs, parameters, numbers[len(taken) :], numbers[: len(taken)], in_list)
    alone = np.array([join.listed for join in JOINS])[outputs.join] & ~in_list[outputs.row]
    parameters = _open_ones(columns, graph, parameters)
    accepted = [_as_accepted(parameters, takes) for takes in ACCEPTS]
    return _best_of_each(outputs.take(~echo & ~alone)), LinkEnds.joined(accepted)


@dataclass(frozen=True, slots=True, eq=False)
class _Names:
    """What rows are called, without punctuation, and the same as numbers that both sides share."""

    text: list[str]
    number: Numbers


def _outputs(columns: Columns, graph: HeterogeneousGraph, names: _Names) -> LinkEnds:
    rows = columns.outputs
    endpoint, row = graph.owner(EdgeKind.ENDPOINT_RETURNS_FIELD), graph.field_row
    join = _joins(rows.kind, rows.entity, of_fields=True)
    meaning, reach = _meanings(columns, join, rows.entity, names)
    depth = {text: depth_weight(columns.strings[text]) for text in dict.fromkeys(rows.path)}
    origin = np.array([ORIGIN_WEIGHT[origin] for origin in ORIGINS])
    weight = np.array([depth[text] for text in rows.path]) * origin[_wide(rows.origin)]
    parents = [columns.strings[text].rpartition("/")[0] for text in rows.path]
    partner = _partners(endpoint, row, rows.kind, rows.type, parents)
    ends = LinkEnds(endpoint, join[row], reach[row], meaning[row], _wide(rows.type)[row], row, partner, weight[row])
    return ends.take(_joinable(columns, ends, rows.kind))


def _parameters(columns: Columns, graph: HeterogeneousGraph, names: _Names) -> LinkEnds:
    rows = columns.parameters
    endpoint, row = graph.owner(EdgeKind.ENDPOINT_TAKES_PARAMETER), graph.parameter_row
    join = _joins(rows.kind, rows.entity, of_fields=False)
    meaning, reach = _meanings(columns, join, rows.entity, names)
    join[_wide(rows.enum) != NONE] = NONE  # a choice is made, not copied
    join[row[_is_callers_own(columns, endpoint, row, join)]] = NONE
    required = _wide(rows.required)[row] == 1
    is_key = _is_first_of(endpoint, required) | _is_own_id(columns, endpoint, row)
    weight = np.where(required, 1.0, OPTIONAL_WEIGHT) * np.where(is_key, 1.0, SIDE_WEIGHT)
    partner = _partners(endpoint, row, rows.kind, rows.type, [""] * len(rows.kind))
    of_items = _wide(rows.type) == TYPES.index(ValueType.ARRAY)  # a list is fed its one element
    types = np.where(of_items, _wide(rows.items), _wide(rows.type))
    ends = LinkEnds(endpoint, join[row], reach[row], meaning[row], types[row], row, partner, weight)
    return ends.take(_joinable(columns, ends, rows.kind))


def _is_callers_own(columns: Columns, endpoint: Numbers, row: Numbers, join: Numbers) -> Mask:
    """Marks personal parameters of writing endpoints: a doctor's name is not the patient's who books."""
    personal = np.array([one.personal for one in JOINS], dtype=bool)[join[row]] & (join[row] != NONE)
    own = np.zeros(len(row), dtype=bool)
    for position in np.flatnonzero(personal).tolist():
        where = int(endpoint[position])
        entity = columns.endpoints.entity[where]
        named = ANOTHER_PERSON.search(columns.strings[columns.parameters.name[row[position]]])
        told = entity != NONE and columns.strings[entity] in WRITTEN_TO_ANOTHER
        own[position] = INTENTS[columns.endpoints.intent[where]].writes and not named and not told
    return own


def _joins(kinds: list[int], entities: list[int], *, of_fields: bool) -> Numbers:
    """For each row the join it takes part in; NONE: in none."""
    by_kind = np.full(len(KINDS), NONE)
    for number, join in enumerate(JOINS):
        for kind in join.fields if of_fields else join.parameters:
            by_kind[KINDS.index(kind)] = number
    join_of = by_kind[_wide(kinds)]
    lacks_entity = _by(Qualifier.ENTITY)[join_of] & (_wide(entities) == NONE)
    return np.where(lacks_entity, NONE, join_of)


def _meanings(columns: Columns, join: Numbers, entities: list[int], names: _Names) -> tuple[Numbers, Numbers]:
    """For each row join and qualifier as one number, and how far its values keep their meaning."""
    by_entity, by_name = _by(Qualifier.ENTITY)[join], _by(Qualifier.NAME)[join]
    qualifier = np.where(by_entity, _wide(entities), np.where(by_name, names.number, 0))
    reach = np.array([row.reach for row in JOINS])[join]
    for number, row in enumerate(JOINS):
        for position in np.flatnonzero(join == number).tolist() if row.public else ():
            text = columns.strings[entities[position]] if by_entity[position] else names.text[position]
            if text in row.public:
                reach[position] = Reach.ANYWHERE
    return qualifier * len(JOINS) + join, reach


def _by(qualifier: Qualifier) -> Mask:
    return np.array([join.qualifier is qualifier for join in JOINS], dtype=bool)


def _open_ones(columns: Columns, graph: HeterogeneousGraph, parameters: LinkEnds) -> LinkEnds:
    """Without those that lack the kind beside them, and without the second of two that mean the same (ids excepted)."""
    kind = _wide(columns.parameters.kind)
    all_kinds = graph.owner(EdgeKind.ENDPOINT_TAKES_PARAMETER) * len(KINDS) + kind[graph.parameter_row]
    beside = np.array([KINDS.index(join.beside) if join.beside else NONE for join in JOINS])[parameters.join]
    is_open = (beside == NONE) | np.isin(parameters.endpoint * len(KINDS) + beside, all_kinds)
    by_id = np.array([join.relation is Relation.ENTITY for join in JOINS])[parameters.join]
    preferred = _wide([_comes_first(columns, row) for row in range(len(columns.parameters.name))])[parameters.row]
    order = np.lexsort((-preferred, parameters.meaning, parameters.endpoint))
    ordered = parameters.take(order)
    repeated = np.zeros(len(order), dtype=bool)
    repeated[1:] = (np.diff(ordered.endpoint) == 0) & (np.diff(ordered.meaning) == 0)
    return ordered.take(is_open[order] & (by_id[order] | ~repeated))


def _comes_first(columns: Columns, row: int) -> int:
    """1 for the parameter of two that should be fed, by its name; 0 for the other."""
    name, kind = columns.strings[columns.parameters.name[row]], KINDS[columns.parameters.kind[row]]
    return int((SECOND.search(name) is not None) == (kind in PLACES))


def _joinable(columns: Columns, ends: LinkEnds, kinds: list[int]) -> Mask:
    """Those of usable endpoints that take part in a join and have the partner that they need."""
    usable = np.array([columns.strings[text] == "" for text in columns.endpoints.unusable], dtype=bool)
    needs_partner = np.isin(_wide(kinds), [KINDS.index(kind) for kind in PARTNER])[ends.row]
    joinable: Mask = usable[ends.endpoint] & (ends.join != NONE) & (~needs_partner | (ends.partner != NONE))
    return joinable


def _partners(endpoint: Numbers, row: Numbers, kinds: list[int], types: list[int], group: list[str]) -> Numbers:
    """For each first of a pair the row of its second: of the same endpoint, group and type, and as far along."""
    partner = np.full(len(row), NONE)
    kind = _wide(kinds)[row]
    for first, second in PARTNER.items():
        seconds = _ordinals(endpoint, row, np.flatnonzero(kind == KINDS.index(second)), types, group)
        rows_of = {key: int(row[position]) for position, key in seconds}
        for position, key in _ordinals(endpoint, row, np.flatnonzero(kind == KINDS.index(first)), types, group):
            partner[position] = rows_of.get(key, NONE)
    return partner


_Place: TypeAlias = tuple[int, str, int, int]  # endpoint, group, type, how many of these stand before it


def _ordinals(
    endpoint: Numbers, row: Numbers, positions: Numbers, types: list[int], group: list[str]
) -> list[tuple[int, _Place]]:
    seen: Counter[tuple[int, str, int]] = Counter()
    places = []
    for position in positions.tolist():
        where = (int(endpoint[position]), group[row[position]], types[row[position]])
        places.append((position, (*where, seen[where])))
        seen[where] += 1
    return places


def _is_first_of(endpoint: Numbers, required: Mask) -> Mask:
    """Marks the first required parameter of each endpoint."""
    first = np.zeros(len(endpoint), dtype=bool)
    where = np.flatnonzero(required)
    first[where[np.unique(endpoint[where], return_index=True)[1]]] = True
    return first


def _is_own_id(columns: Columns, endpoint: Numbers, row: Numbers) -> Mask:
    """Marks the id of the entity that the endpoint is about."""
    entity = _wide(columns.parameters.entity)[row]
    is_id = _wide(columns.parameters.kind)[row] == KINDS.index(Kind.ENTITY_ID)
    own: Mask = is_id & (entity != NONE) & (entity == _wide(columns.endpoints.entity)[endpoint])
    return own


def _echoes(
    outputs: LinkEnds, parameters: LinkEnds, output_names: Numbers, parameter_names: Numbers, in_list: Mask
) -> Mask:
    """Fields that say again what their endpoint was told.

    A field that identifies one thing is news in a list under another name (similar hotels of a hotel), nowhere else.
    """
    meanings = int(max(outputs.meaning.max(initial=0), parameters.meaning.max(initial=0))) + 1
    told = np.isin(outputs.endpoint * meanings + outputs.meaning, parameters.endpoint * meanings + parameters.meaning)
    names = int(max(output_names.max(initial=0), parameter_names.max(initial=0))) + 1
    named = np.isin(
        (outputs.endpoint * len(JOINS) + outputs.join) * names + output_names[outputs.row],
        (parameters.endpoint * len(JOINS) + parameters.join) * names + parameter_names[parameters.row],
    )
    identifies = np.array([join.identifies for join in JOINS])[outputs.join]
    return told & ~(identifies & in_list[outputs.row] & ~named)


def _as_accepted(parameters: LinkEnds, takes: ValueType) -> LinkEnds:
    """The parameters of one type, once for each type of field that they take."""
    mine = parameters.take(parameters.type == TYPES.index(takes))
    given = [replace(mine, type=np.full(len(mine.row), TYPES.index(type_))) for type_ in ACCEPTS[takes]]
    return LinkEnds.joined([mine.take(np.zeros(0, dtype=np.int64)), *given])


def _best_of_each(outputs: LinkEnds) -> LinkEnds:
    """Of the fields of one endpoint that mean the same, the best; in the order of endpoints."""
    order = np.lexsort((-outputs.weight, outputs.type, outputs.meaning, outputs.endpoint))
    ordered = outputs.take(order)
    keys = np.stack([ordered.endpoint, ordered.meaning, ordered.type])
    first = np.ones(len(order), dtype=bool)
    first[1:] = (keys[:, 1:] != keys[:, :-1]).any(axis=0)
    return ordered.take(first)


def _last_key(path: list[str]) -> str:
    return next((token for token in reversed(path) if token != "*"), "")


def _plain(name: str) -> str:
    """A name without case and punctuation: `hotelId`, `hotel_id` and `Hotel-ID` are one."""
    return "".join(filter(str.isalnum, name)).casefold()


def _numbered(names: list[str]) -> Numbers:
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], dtype=np.int64)


def _wide(column: list[int]) -> Numbers:
    return np.array(column, dtype=np.int64)
