"""The projected graph: endpoint → endpoint links, each with its reason. The sampler walks on it.

    graph.links_from("hotels::search")[0]
    Link(source="hotels::search", target="hotels::book", field="/results/*/hotel_id", parameter="hotel_id",
         relation=ENTITY, concept="hotel", weight=0.9)

Stored as rows of compressed sparse columns: the links of endpoint number i are `start[i]` to `start[i + 1]`, strongest
first. Neighbours by tool and by domain follow from two columns of the nodes; they are queried, not stored as edges.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

from ..common.chains import Link, Relation
from ..common.kinds import Kind, ValueType
from .columns import KINDS, NONE, TYPES, Columns

Numbers: TypeAlias = NDArray[np.int64]

SCALE = 1000  # weights are stored as whole thousandths


class ParameterRows(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Distinct parameters, as far as links and the sampler need them. The last five columns are 0 or 1.

    A default or example counts when it is a scalar: lists and objects are no values that one argument takes.
    """

    name: list[int]
    kind: list[int]
    entity: list[int]
    required: list[int]
    object: list[int]
    has_default: list[int]
    has_example: list[int]
    has_enum: list[int]


class GraphColumns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`projected_graph.json`. Numbers in `tool`, `domain`, `entity`, `name` and `link_field` are texts of `strings`."""

    kinds: list[str]
    intents: list[str]
    strings: list[str]
    id: list[int]
    tool: list[int]
    domain: list[int]
    intent: list[int]
    entity: list[int]
    usable: list[int]
    parameters: ParameterRows
    required_start: list[int]
    required: list[int]  # rows of `parameters`: those that each endpoint requires
    link_start: list[int]
    link_target: list[int]
    link_field: list[int]
    link_parameter: list[int]  # rows of `parameters`
    link_weight: list[int]


@dataclass(frozen=True, eq=False)
class ProjectedGraph:
    """All links of a registry, by endpoint id and, for speed, by endpoint number (the position in `ids`)."""

    columns: GraphColumns

    @cached_property
    def ids(self) -> list[str]:
        """Endpoint ids by number, in the registry's order."""
        return [self.columns.strings[text] for text in self.columns.id]

    @cached_property
    def number(self) -> dict[str, int]:
        """Endpoint numbers by id."""
        return {endpoint_id: number for number, endpoint_id in enumerate(self.ids)}

    @property
    def size(self) -> int:
        """How many links there are."""
        return len(self.columns.link_target)

    def links_from(self, endpoint_id: str) -> Sequence[Link]:
        """What this endpoint's output may feed, strongest first. Raises KeyError for an unknown id."""
        source = self.number[endpoint_id]
        begin, end = self.columns.link_start[source : source + 2]
        return [self._link(source, position) for position in range(begin, end)]

    def links_into(self, endpoint_id: str) -> Sequence[Link]:
        """What may feed this endpoint, by number of the source. Raises KeyError for an unknown id."""
        starts, positions = self._into
        target = self.number[endpoint_id]
        sources = np.searchsorted(self.columns.link_start, positions[starts[target] : starts[target + 1]], side="right")
        found = zip(sources - 1, positions[starts[target] : starts[target + 1]], strict=True)
        return [self._link(int(source), int(position)) for source, position in found]

    def same_tool(self, endpoint_id: str) -> Sequence[str]:
        """The other usable endpoints of its tool."""
        return [other for other in self.members_of_tool[self.tool_of(endpoint_id)] if other != endpoint_id]

    def same_domain(self, endpoint_id: str) -> Sequence[str]:
        """The other usable endpoints of its domain, those of its own tool included."""
        return [other for other in self.members_of_domain[self.domain_of(endpoint_id)] if other != endpoint_id]

    @cached_property
    def members_of_tool(self) -> Mapping[str, Sequence[str]]:
        """The usable endpoints of each tool, by its id; a tool may have none."""
        return self._members(self.columns.tool)

    @cached_property
    def members_of_domain(self) -> Mapping[str, Sequence[str]]:
        """The usable endpoints of each domain; a domain may have none."""
        return self._members(self.columns.domain)

    def domain_of(self, endpoint_id: str) -> str:
        """The domain of its tool, without making the endpoint."""
        return self.columns.strings[self.columns.domain[self.number[endpoint_id]]]

    def tool_of(self, endpoint_id: str) -> str:
        """The id of its tool, without making the endpoint."""
        return self.columns.strings[self.columns.tool[self.number[endpoint_id]]]

    def _link(self, source: int, position: int) -> Link:
        columns, strings = self.columns, self.columns.strings
        row = columns.link_parameter[position]
        relation, concept = reason(columns, row)
        return Link(
            source=self.ids[source],
            target=self.ids[columns.link_target[position]],
            field=strings[columns.link_field[position]],
            parameter=strings[columns.parameters.name[row]],
            relation=relation,
            concept=concept,
            weight=columns.link_weight[position] / SCALE,
        )

    def _members(self, column: list[int]) -> Mapping[str, Sequence[str]]:
        members: dict[int, list[str]] = {text: [] for text in column}
        for endpoint_id, text, usable in zip(self.ids, column, self.columns.usable, strict=True):
            if usable:
                members[text].append(endpoint_id)
        return {self.columns.strings[text]: ids for text, ids in members.items()}

    @cached_property
    def _into(self) -> tuple[Numbers, Numbers]:
        """For each endpoint where its run begins in the list of link positions sorted by target, and that list."""
        target = np.array(self.columns.link_target, dtype=np.int64)
        counts = np.bincount(target, minlength=len(self.columns.id))
        return np.concatenate([[0], np.cumsum(counts)]), np.argsort(target, kind="stable")


def reason(columns: GraphColumns, row: int) -> tuple[Relation, str]:
    """Through what a link into that parameter joins: the entity of an id, else the kind."""
    kind = KINDS[columns.parameters.kind[row]]
    entity = columns.parameters.entity[row]
    if kind is Kind.ENTITY_ID and entity != NONE:
        return Relation.ENTITY, columns.strings[entity]
    return Relation.KIND, str(kind)


def stored_graph(
    columns: Columns, *, source: Numbers, target: Numbers, output: Numbers, parameter: Numbers, weight: Numbers
) -> ProjectedGraph:
    """The graph of these links, which stand in the order of their sources; rows are those of the registry's columns."""
    endpoints, strings = columns.endpoints, _Strings(columns.strings)
    row_of, parameters = _parameter_rows(columns, strings)
    owner = np.repeat(np.arange(len(endpoints.id)), np.diff(endpoints.parameter_start))
    all_rows = np.array(endpoints.parameter, dtype=np.int64)
    required = np.array(columns.parameters.required, dtype=bool)[all_rows]
    size = len(endpoints.id)
    domain = [columns.tools.domain[tool] for tool in endpoints.tool]
    fields = [columns.outputs.path[row] for row in output.tolist()]
    stored = GraphColumns(
        kinds=columns.kinds,
        intents=columns.intents,
        id=strings.numbers(endpoints.id),
        tool=strings.numbers([columns.tools.id[tool] for tool in endpoints.tool]),
        domain=strings.numbers(domain),
        intent=endpoints.intent,
        entity=strings.numbers(endpoints.entity),
        usable=[int(columns.strings[text] == "") for text in endpoints.unusable],
        parameters=parameters,
        required_start=_starts(owner[required], size),
        required=row_of[all_rows[required]].tolist(),
        link_start=_starts(source, size),
        link_target=target.tolist(),
        link_field=strings.numbers(fields),
        link_parameter=row_of[parameter].tolist(),
        link_weight=weight.tolist(),
        strings=strings.kept,
    )
    return ProjectedGraph(stored)


class _Strings:
    """The texts of a larger table that are used, numbered anew in order of first use."""

    def __init__(self, table: list[str]) -> None:
        self.table = table
        self.kept: list[str] = []
        self.new: dict[int, int] = {NONE: NONE}

    def numbers(self, column: list[int]) -> list[int]:
        for text in dict.fromkeys(column):
            if text not in self.new:
                self.new[text] = len(self.kept)
                self.kept.append(self.table[text])
        return [self.new[text] for text in column]


def _parameter_rows(columns: Columns, strings: _Strings) -> tuple[Numbers, ParameterRows]:
    """Which of the fewer rows each of the registry's parameter rows becomes, and those rows."""
    rows = columns.parameters
    scalars = {number for number, value in enumerate(columns.values) if not isinstance(value, list | tuple | dict)}
    names, entities = strings.numbers(rows.name), strings.numbers(rows.entity)
    flags = zip(
        names,
        rows.kind,
        entities,
        rows.required,
        [int(TYPES[type_] is ValueType.OBJECT) for type_ in rows.type],
        *([int(number in scalars) for number in column] for column in (rows.default, rows.example)),
        [int(number != NONE) for number in rows.enum],
        strict=True,
    )
    numbers: dict[tuple[int, ...], int] = {}
    row_of = np.array([numbers.setdefault(row, len(numbers)) for row in flags], dtype=np.int64)
    kept = list(numbers)
    return row_of, ParameterRows(*([row[i] for row in kept] for i in range(len(ParameterRows.__struct_fields__))))


def _starts(owner: Numbers, size: int) -> list[int]:
    positions: list[int] = np.concatenate([[0], np.cumsum(np.bincount(owner, minlength=size))]).tolist()
    return positions
