"""From the heterogeneous graph to the projected one: products of sparse matrices, pruned to the best k links a row.

    endpoint ──returns──▶ field ──means──▶ shelf ◀──means── parameter ◀──takes── endpoint

A concept that thousands of endpoints share (city, url) would link all to all. So a concept's parameters stand on
*shelves* of a few each, three times over: within a tool, within a domain, anywhere. An output field is laid on one
shelf of each of the three, chosen by its endpoint's number; hence the product grows with the number of fields, and the
links of a hub spread over all its parameters instead of always meeting the same few.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from ..common.chains import Relation
from ..common.kinds import Intent
from ..config import BuildSettings
from .columns import INTENTS, NONE, Columns
from .field_links import ELSEWHERE, FLOW, JOINS, SAME_DOMAIN, SAME_TOOL, Reach
from .heterogeneous_graph import HeterogeneousGraph
from .link_ends import Arrays, LinkEnds, Mask, Numbers, Weights, outputs_and_parameters
from .projected_graph import SCALE, ProjectedGraph, stored_graph

TOOL, DOMAIN, ANYWHERE = SCOPES = tuple(Reach)
SHELF = (16, 8, 8)  # parameters on one shelf, by scope
QUOTA = (0.5, 0.25, 0.25)  # shares of k that the scopes get first; what is left over goes by weight
NEARNESS = np.array([SAME_TOOL, SAME_DOMAIN, ELSEWHERE])
LINKS_PER_PAIR = 3
CHUNK = 20_000  # output fields in one product: bounds the memory


@dataclass(frozen=True, slots=True, eq=False)
class Links(Arrays):
    """Links, by columns."""

    source: Numbers
    target: Numbers
    output: Numbers  # position among the output ends
    parameter: Numbers  # position among the parameter ends
    scope: Numbers
    weight: Weights


@dataclass(frozen=True, slots=True, eq=False)
class Shelves:
    """The two incidence matrices of one scope."""

    scope: int
    outputs: "csr_array[np.int8, tuple[int, int]]"  # output × shelf, at most one shelf a row
    parameters: "csr_array[np.int8, tuple[int, int]]"  # shelf × parameter

    def product(self, begin: int, end: int) -> tuple[Numbers, Numbers]:
        """The positions (output, parameter) that meet on a shelf, for the outputs from `begin` to `end`."""
        met = (self.outputs[begin:end] @ self.parameters).tocoo()
        return met.row.astype(np.int64) + begin, met.col.astype(np.int64)


class _Projection:
    """What the steps share: both sides of the links, and the columns of endpoints that decide on them."""

    def __init__(self, columns: Columns, graph: HeterogeneousGraph, k: int) -> None:
        self.k = k
        self.outputs, self.parameters = outputs_and_parameters(columns, graph)
        self.tool = np.array(columns.endpoints.tool, dtype=np.int64)
        self.domain = np.array(columns.tools.domain, dtype=np.int64)[self.tool]
        self.intent = np.array(columns.endpoints.intent, dtype=np.int64)
        self.entity = np.array(columns.endpoints.entity, dtype=np.int64)
        self.by_id = np.array([join.relation is Relation.ENTITY for join in JOINS])[self.parameters.join]
        self.required = np.array(columns.parameters.required, dtype=bool)[self.parameters.row]
        self.specificity = _specificity(self.outputs, self.parameters)
        self.shelves = [self._shelves(scope) for scope in SCOPES]

    def links(self) -> Links:
        """The links of all sources, in the order of sources, the strongest first."""
        parts = [self._best(self._candidates(begin, end)) for begin, end in _chunks(self.outputs.endpoint)]
        return Links.joined(parts) if parts else _no_links()

    def _shelves(self, scope: int) -> Shelves:
        """Lays every parameter, and every output for which there is one, on a shelf."""
        ends = LinkEnds.joined([self.outputs, self.parameters])
        place = (self.tool[ends.endpoint], self.domain[ends.endpoint], np.zeros_like(ends.row))[scope]
        keys = np.stack([ends.meaning, ends.type, place])
        group = np.unique(keys, axis=1, return_inverse=True)[1].reshape(-1)
        split = len(self.outputs.row)
        allowed = ends.reach >= scope
        of_parameter = np.where(allowed[split:], group[split:], NONE)
        size = np.bincount(of_parameter[of_parameter != NONE], minlength=int(group.max(initial=0)) + 1)
        count = -(-size // SHELF[scope])  # shelves of each group
        base = np.concatenate([[0], np.cumsum(count)])
        shelf_of_parameter = self._shelf_of_parameter(of_parameter, base, count)
        of_output = group[:split]
        reached = allowed[:split] & (count[of_output] > 0)
        turn = _mixed(self.outputs.endpoint, of_output) % np.maximum(count[of_output], 1)
        return Shelves(
            scope,
            _incidence(np.arange(split), np.where(reached, base[of_output] + turn, NONE), (split, int(base[-1]))),
            _incidence(
                np.arange(len(group) - split), shelf_of_parameter, (len(group) - split, int(base[-1]))
            ).T.tocsr(),
        )

    def _shelf_of_parameter(self, group: Numbers, base: Numbers, count: Numbers) -> Numbers:
        """Deals the parameters of each group out over its shelves, best first, so that every shelf gets good ones."""
        scrambled = _mixed(self.parameters.endpoint, group)  # else neighbours in the registry fall into step
        order = np.lexsort((scrambled, -self.parameters.weight, group))
        rank = np.empty_like(order)
        rank[order] = _rank(group[order])
        shelf = base[group] + rank % np.maximum(count[group], 1)
        return np.where(group == NONE, NONE, shelf)

    def _candidates(self, begin: int, end: int) -> Links:
        met = [(shelves.scope, *shelves.product(begin, end)) for shelves in self.shelves]
        output = np.concatenate([pair[1] for pair in met])
        parameter = np.concatenate([pair[2] for pair in met])
        scope = np.concatenate([np.full(len(pair[1]), pair[0]) for pair in met])
        source, target = self.outputs.endpoint[output], self.parameters.endpoint[parameter]
        near = np.where(
            self.tool[source] == self.tool[target],
            TOOL,
            np.where(self.domain[source] == self.domain[target], DOMAIN, ANYWHERE),
        )
        links = Links(source, target, output, parameter, scope, self._weight(source, target, output, parameter, scope))
        return links.take(
            (near == scope) & (source != target) & (links.weight > 0) & self._sensible(source, target, parameter)
        )

    def _weight(self, source: Numbers, target: Numbers, output: Numbers, parameter: Numbers, scope: Numbers) -> Weights:
        flow = np.array([[FLOW.get(row, {}).get(column, 0.0) for column in INTENTS] for row in INTENTS])
        ends = self.outputs.weight[output] * self.parameters.weight[parameter] * self.specificity[parameter]
        weight = ends * NEARNESS[scope] * flow[self.intent[source], self.intent[target]]
        rounded: Weights = np.round(weight, 6)  # so that the order never hangs on the last bit of a logarithm
        return rounded

    def _sensible(self, source: Numbers, target: Numbers, parameter: Numbers) -> Mask:
        """Ids may go anywhere; other values not everywhere.

        A list of everything is not asked for because some city came up: it takes what it requires. And nothing is
        created with the e-mail address of another of its kind.
        """
        lists = (self.intent[target] == INTENTS.index(Intent.LIST)) & ~self.required[parameter]
        creates = self.intent[target] == INTENTS.index(Intent.CREATE)
        again = creates & (self.entity[source] == self.entity[target]) & (self.entity[target] != NONE)
        sensible: Mask = self.by_id[parameter] | ~(lists | again)
        return sensible

    def _best(self, links: Links) -> Links:
        """At most k links a source and LINKS_PER_PAIR a pair; first each scope's share, then by weight."""
        links = links.take(np.lexsort((links.parameter, -links.weight, links.target, links.source)))
        links = links.take(_rank(links.source * len(self.tool) + links.target) < LINKS_PER_PAIR)
        links = links.take(np.lexsort((links.parameter, -links.weight, links.scope, links.source)))
        share = np.ceil(np.array(QUOTA) * self.k)[links.scope]
        over = _rank(links.source * len(SCOPES) + links.scope) >= share
        links = links.take(np.lexsort((links.parameter, -links.weight, over, links.source)))
        links = links.take(_rank(links.source) < self.k)
        return links.take(np.lexsort((links.parameter, links.target, -links.weight, links.source)))


def project(columns: Columns, graph: HeterogeneousGraph, settings: BuildSettings) -> ProjectedGraph:
    """The links of a registry, at most `settings.links_per_endpoint` a source (partners come beside that number)."""
    projection = _Projection(columns, graph, settings.links_per_endpoint)
    links, outputs, parameters = projection.links(), projection.outputs, projection.parameters
    field, partner_field = outputs.row[links.output], outputs.partner[links.output]
    parameter, partner_parameter = parameters.row[links.parameter], parameters.partner[links.parameter]
    in_pair = (partner_field != NONE) & (partner_parameter != NONE)
    order = np.argsort(np.concatenate([np.arange(len(field)), np.flatnonzero(in_pair)]), kind="stable")
    weight = np.clip(np.rint(links.weight * SCALE), 1, SCALE).astype(np.int64)
    return stored_graph(
        columns,
        source=np.concatenate([links.source, links.source[in_pair]])[order],
        target=np.concatenate([links.target, links.target[in_pair]])[order],
        output=np.concatenate([field, partner_field[in_pair]])[order],
        parameter=np.concatenate([parameter, partner_parameter[in_pair]])[order],
        weight=np.concatenate([weight, weight[in_pair]])[order],
    )


def _specificity(outputs: LinkEnds, parameters: LinkEnds) -> Weights:
    """Rarer concepts say more: the join's weight, less the more endpoints give or take the concept (ids excepted)."""
    size = int(max(outputs.meaning.max(initial=0), parameters.meaning.max(initial=0))) + 1
    ends = [np.bincount(side.meaning, minlength=size)[parameters.meaning] for side in (outputs, parameters)]
    common = np.where(parameters.reach == Reach.TOOL, 0.0, np.log10(1 + np.maximum(*ends)))
    weight: Weights = np.array([join.weight for join in JOINS])[parameters.join] / (1 + common / 4)
    return weight


def _rank(keys: Numbers) -> Numbers:
    """The position of each row within its run of equal keys; the keys stand together."""
    positions = np.arange(len(keys))
    begins = np.ones(len(keys), dtype=bool)
    begins[1:] = keys[1:] != keys[:-1]
    return positions - np.maximum.accumulate(np.where(begins, positions, 0))


def _mixed(first: Numbers, second: Numbers) -> Numbers:
    """One evenly spread number from two; the same everywhere."""
    mixed = first.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + second.astype(np.uint64) * np.uint64(
        0xC2B2AE3D27D4EB4F
    )
    mixed ^= mixed >> np.uint64(31)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    return (mixed >> np.uint64(33)).astype(np.int64)


def _incidence(rows: Numbers, columns: Numbers, shape: tuple[int, int]) -> "csr_array[np.int8, tuple[int, int]]":
    there = columns != NONE
    return csr_array((np.ones(int(there.sum()), dtype=np.int8), (rows[there], columns[there])), shape=shape)


def _chunks(endpoint: Numbers) -> Iterator[tuple[int, int]]:
    """Ranges of outputs, CHUNK or a little more each, that never part the outputs of one endpoint."""
    begin = 0
    while begin < len(endpoint):
        last = endpoint[min(begin + CHUNK, len(endpoint)) - 1]
        end = int(np.searchsorted(endpoint, last, side="right"))
        yield begin, end
        begin = end


def _no_links() -> Links:
    none = np.zeros(0, dtype=np.int64)
    return Links(none, none, none, none, none, np.zeros(0))
