"""The projected graph as the sampler reads it: lists of small integers, made once.

    pairs of endpoint 7:  row_start[7] ... tool_end[7] ... domain_end[7] ... row_start[8]
                          └ same tool ┘└─ same domain ─┘└──── elsewhere ───┘

All links between two endpoints make one *pair*. A pair's links stand together, the strongest first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..common.chains import Relation
from ..common.kinds import Intent, Kind
from ..graph.columns import INTENTS, KINDS
from ..graph.field_links import JOINS, PARTNER
from ..graph.projected_graph import ProjectedGraph, reason
from .supply import UNASKABLE, Supply, supply_of

Numbers: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]

MIN_WEIGHT = 70  # in thousandths: weaker links are not walked
READS = frozenset({Intent.GET, Intent.COMPUTE, Intent.SEARCH, Intent.LIST, Intent.OTHER})


@dataclass(frozen=True, slots=True, eq=False)
class ParameterTable:
    """One row a distinct parameter of the graph."""

    name: list[str]
    required: list[bool]
    supply: list[Supply]
    relation: list[Relation]
    concept: list[str]
    bit: list[int]  # 1 << join of its kind; 0 where values of the kind are never told by a user, or join nothing
    askable: list[bool]  # only the user can say it, and asking for it is no nuisance
    follows: list[bool]  # comes along with the link before it (longitude after latitude)


@dataclass(frozen=True, slots=True, eq=False)
class EndpointTable:
    """One row an endpoint. `required` lists parameter rows."""

    id: list[str]
    tool: list[int]
    domain: list[str]
    intent: list[Intent]
    entity: list[int]
    required: list[list[int]]
    needs: list[list[int]]  # those of `required` that only an earlier output can supply
    hopeless: list[bool]  # something required can be supplied by nobody, or the endpoint is unusable
    asks: list[int]  # how many of the required are askable


@dataclass(frozen=True, slots=True, eq=False)
class PairTable:
    """One row a pair, by source; `row_start`, `tool_end` and `domain_end` have one entry an endpoint."""

    row_start: list[int]
    tool_end: list[int]
    domain_end: list[int]
    target: list[int]
    cumulative: list[int]  # attraction summed up to and without each pair; one entry more than pairs
    complete: list[bool]  # whether the pair alone feeds all that the target needs
    link_start: list[int]
    link_row: list[int]  # parameter row
    link_field: list[int]  # text in the graph's strings
    fans: list[bool]  # whether the target can be called for each item of the source's list
    of: Mapping[int, int]  # source * endpoints + target -> pair, where the target needs several values


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """Everything that the sampler looks up."""

    strings: list[str]
    parameters: ParameterTable
    endpoints: EndpointTable
    pairs: PairTable


def build_tables(graph: ProjectedGraph) -> Tables:
    """The tables of a graph: linear in its links, a fraction of a second at 25,000 endpoints."""
    parameters = _parameters(graph)
    endpoints = _endpoints(graph, parameters)
    return Tables(graph.columns.strings, parameters, endpoints, _pairs(graph, parameters, endpoints))


def _parameters(graph: ProjectedGraph) -> ParameterTable:
    columns, rows = graph.columns, graph.columns.parameters
    kinds = [KINDS[kind] for kind in rows.kind]
    reasons = [reason(columns, row) for row in range(len(kinds))]
    flags = zip(rows.object, rows.has_default, rows.has_example, rows.has_enum, strict=True)
    supply = [supply_of(kind, *map(bool, row)) for kind, row in zip(kinds, flags, strict=True)]
    seconds = frozenset(PARTNER.values())
    return ParameterTable(
        name=[columns.strings[text] for text in rows.name],
        required=[bool(flag) for flag in rows.required],
        supply=supply,
        relation=[relation for relation, _ in reasons],
        concept=[concept for _, concept in reasons],
        bit=[_BIT.get(kind, 0) for kind in kinds],
        askable=[given is Supply.USER and kind not in UNASKABLE for given, kind in zip(supply, kinds, strict=True)],
        follows=[kind in seconds for kind in kinds],
    )


def _bits() -> dict[Kind, int]:
    bits = {
        kind: 1 << number
        for number, join in enumerate(JOINS)
        if join.relation is Relation.KIND
        for kind in join.parameters
    }
    return bits | {second: bits[first] for first, second in PARTNER.items()}


_BIT = _bits()


def _endpoints(graph: ProjectedGraph, parameters: ParameterTable) -> EndpointTable:
    columns = graph.columns
    begin = columns.required_start
    required = [columns.required[begin[i] : begin[i + 1]] for i in range(len(columns.id))]
    supply = parameters.supply
    return EndpointTable(
        id=graph.ids,
        tool=columns.tool,
        domain=[columns.strings[text] for text in columns.domain],
        intent=[INTENTS[intent] for intent in columns.intent],
        entity=columns.entity,
        required=required,
        needs=[[row for row in rows if supply[row] is Supply.OUTPUT] for rows in required],
        hopeless=[
            not usable or any(supply[row] is Supply.NOBODY for row in rows)
            for usable, rows in zip(columns.usable, required, strict=True)
        ],
        asks=[sum(parameters.askable[row] for row in rows) for rows in required],
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Walkable:
    """The links that a chain may use, sorted by pair, and the pair of each."""

    source: Numbers
    target: Numbers
    row: Numbers
    field: Numbers
    weight: Numbers
    pair: Numbers


def _pairs(graph: ProjectedGraph, parameters: ParameterTable, endpoints: EndpointTable) -> PairTable:
    size = len(endpoints.id)
    tool, domain = np.array(graph.columns.tool, dtype=np.int64), np.array(graph.columns.domain, dtype=np.int64)
    links = _walkable(graph, endpoints, tool, domain)
    first = np.flatnonzero(np.diff(links.pair, prepend=-1))  # each pair's strongest link
    source, target = links.source[first], links.target[first]
    needed = np.array([supply is Supply.OUTPUT for supply in parameters.supply], dtype=bool)
    needed &= np.array(parameters.required, dtype=bool)
    fed = np.bincount(links.pair[needed[links.row]], minlength=len(first))
    needs = np.array([len(rows) for rows in endpoints.needs], dtype=np.int64)[target]
    row_start = np.searchsorted(source, np.arange(size + 1))
    same_tool, same_domain = tool[source] == tool[target], domain[source] == domain[target]
    several = np.flatnonzero(needs > 1)
    return PairTable(
        row_start=row_start.tolist(),
        tool_end=(row_start[:-1] + np.bincount(source[same_tool], minlength=size)).tolist(),
        domain_end=(row_start[:-1] + np.bincount(source[same_domain], minlength=size)).tolist(),
        target=target.tolist(),
        cumulative=np.concatenate([[0], np.cumsum(_attraction(links.weight[first], target))]).tolist(),
        complete=(fed == needs).tolist(),
        link_start=[*first.tolist(), len(links.pair)],
        link_row=links.row.tolist(),
        link_field=links.field.tolist(),
        fans=_fans(graph, parameters, links, first, fed == needs).tolist(),
        of=dict(zip((source * size + target)[several].tolist(), several.tolist(), strict=True)),
    )


def _attraction(weight: Numbers, target: Numbers) -> Numbers:
    """How often a pair is drawn beside others of its source: strong links much more, much-fed targets less."""
    fed_by = np.bincount(target, minlength=1)[target]
    return np.maximum(1, weight**2 / np.sqrt(fed_by)).astype(np.int64)


def _walkable(graph: ProjectedGraph, endpoints: EndpointTable, tool: Numbers, domain: Numbers) -> _Walkable:
    """Links between endpoints that can be called, sorted by source, nearness of the target, pair and weight."""
    columns = graph.columns
    size = len(endpoints.id)
    source = np.repeat(np.arange(size), np.diff(columns.link_start))
    target = np.array(columns.link_target, dtype=np.int64)
    weight = np.array(columns.link_weight, dtype=np.int64)
    hopeless = np.array(endpoints.hopeless, dtype=bool)
    kept = np.flatnonzero((weight >= MIN_WEIGHT) & ~hopeless[source] & ~hopeless[target])
    source, target, weight = source[kept], target[kept], weight[kept]
    nearness = np.where(tool[source] == tool[target], 0, np.where(domain[source] == domain[target], 1, 2))
    order = np.lexsort((-weight, target, nearness, source))
    source, target = source[order], target[order]
    new = np.ones(len(order), dtype=bool)
    new[1:] = (source[1:] != source[:-1]) | (target[1:] != target[:-1])
    row = np.array(columns.link_parameter, dtype=np.int64)[kept][order]
    field = np.array(columns.link_field, dtype=np.int64)[kept][order]
    return _Walkable(source, target, row, field, weight[order], np.cumsum(new) - 1)


def _fans(graph: ProjectedGraph, parameters: ParameterTable, links: _Walkable, first: Numbers, complete: Mask) -> Mask:
    """Pairs whose strongest link takes a required value out of a list, into a target that only reads."""
    in_list = np.array(["/*" in text for text in graph.columns.strings], dtype=bool)
    reads = np.array([INTENTS[intent] in READS for intent in graph.columns.intent], dtype=bool)
    required = np.array(parameters.required, dtype=bool)
    fans: Mask = complete & in_list[links.field[first]] & required[links.row[first]] & reads[links.target[first]]
    return fans
