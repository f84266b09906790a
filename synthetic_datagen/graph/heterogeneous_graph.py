"""The heterogeneous graph: tools, endpoints, parameters, output fields, concepts, and typed relations among them.

    endpoint hotels::search ──endpoint_takes_parameter──▶ parameter city ──parameter_has_concept──▶ concept kind:city
                            ──endpoint_returns_field──▶ field /results/*/hotel_id ──field_has_concept──▶ entity:hotel

Each relation is one sparse incidence matrix (rows: its source nodes, columns: its target nodes). The projected graph is
computed from their products.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import numpy as np
import orjson
from numpy.typing import NDArray
from scipy.sparse import csr_array

from .columns import NONE, Columns

Numbers: TypeAlias = NDArray[np.int64]
Incidence: TypeAlias = "csr_array[np.int8, tuple[int, int]]"
FORMAT = 1


class NodeKind(StrEnum):
    """The five kinds of node."""

    TOOL = "tool"
    ENDPOINT = "endpoint"
    PARAMETER = "parameter"
    FIELD = "field"
    CONCEPT = "concept"


class EdgeKind(StrEnum):
    """The typed relations."""

    TOOL_HAS_ENDPOINT = "tool_has_endpoint"
    TOOL_IN_DOMAIN = "tool_in_domain"
    ENDPOINT_TAKES_PARAMETER = "endpoint_takes_parameter"
    ENDPOINT_RETURNS_FIELD = "endpoint_returns_field"
    PARAMETER_HAS_CONCEPT = "parameter_has_concept"
    FIELD_HAS_CONCEPT = "field_has_concept"
    ENDPOINT_ABOUT_ENTITY = "endpoint_about_entity"


ENDS: Mapping[EdgeKind, tuple[NodeKind, NodeKind]] = {
    EdgeKind.TOOL_HAS_ENDPOINT: (NodeKind.TOOL, NodeKind.ENDPOINT),
    EdgeKind.TOOL_IN_DOMAIN: (NodeKind.TOOL, NodeKind.CONCEPT),
    EdgeKind.ENDPOINT_TAKES_PARAMETER: (NodeKind.ENDPOINT, NodeKind.PARAMETER),
    EdgeKind.ENDPOINT_RETURNS_FIELD: (NodeKind.ENDPOINT, NodeKind.FIELD),
    EdgeKind.PARAMETER_HAS_CONCEPT: (NodeKind.PARAMETER, NodeKind.CONCEPT),
    EdgeKind.FIELD_HAS_CONCEPT: (NodeKind.FIELD, NodeKind.CONCEPT),
    EdgeKind.ENDPOINT_ABOUT_ENTITY: (NodeKind.ENDPOINT, NodeKind.CONCEPT),
}


@dataclass(frozen=True, slots=True, eq=False)
class HeterogeneousGraph:
    """Nodes are numbers within their kind.

    A parameter or field node belongs to one endpoint; `parameter_row` and `field_row` say which row of the registry's
    columns describes it. Concepts are named `domain:Travel`, `entity:hotel`, `kind:city`.
    """

    tools: tuple[str, ...]
    endpoints: tuple[str, ...]
    parameter_row: Numbers
    field_row: Numbers
    concepts: tuple[str, ...]
    relations: Mapping[EdgeKind, Incidence]

    def count(self, kind: NodeKind) -> int:
        """How many nodes of that kind there are."""
        nodes = {
            NodeKind.TOOL: self.tools,
            NodeKind.ENDPOINT: self.endpoints,
            NodeKind.PARAMETER: self.parameter_row,
            NodeKind.FIELD: self.field_row,
            NodeKind.CONCEPT: self.concepts,
        }
        return len(nodes[kind])

    def owner(self, kind: EdgeKind) -> Numbers:
        """The source node of each edge of that relation, in the order of the matrix's indices."""
        matrix = self.relations[kind]
        return np.repeat(np.arange(matrix.shape[0], dtype=np.int64), np.diff(matrix.indptr))

    def dumps(self) -> bytes:
        """The columnar JSON of `heterogeneous_graph.json`: node lists, then one CSR matrix a relation."""
        document = {
            "format": FORMAT,
            "nodes": {
                NodeKind.TOOL: self.tools,
                NodeKind.ENDPOINT: self.endpoints,
                NodeKind.PARAMETER: self.parameter_row,
                NodeKind.FIELD: self.field_row,
                NodeKind.CONCEPT: self.concepts,
            },
            "relations": {
                kind: {"rows": ENDS[kind][0], "columns": ENDS[kind][1], "start": matrix.indptr, "index": matrix.indices}
                for kind, matrix in self.relations.items()
            },
        }
        return orjson.dumps(document, option=orjson.OPT_SERIALIZE_NUMPY | orjson.OPT_NON_STR_KEYS)


class _Concepts:
    """Concept nodes in order of first use."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def of(self, prefix: str, names: list[str], column: list[int]) -> Numbers:
        """The concept of each row; NONE where the column has none."""
        used = {number: f"{prefix}:{names[number]}" for number in dict.fromkeys(column) if number != NONE}
        node = {number: self.numbers.setdefault(name, len(self.numbers)) for number, name in used.items()}
        return np.array([node.get(number, NONE) for number in column], dtype=np.int64)


def build_heterogeneous(columns: Columns) -> HeterogeneousGraph:
    """The graph of a registry. Its nodes stand in the registry's order."""
    endpoints, tools, strings = columns.endpoints, columns.tools, columns.strings
    concepts = _Concepts()
    domain = concepts.of("domain", strings, tools.domain)
    about = concepts.of("entity", strings, endpoints.entity)
    meanings = [
        (
            concepts.of("kind", columns.kinds, rows.kind),
            concepts.of("entity", strings, rows.entity),
        )
        for rows in (columns.parameters, columns.outputs)
    ]
    parameter_row, field_row = np.array(endpoints.parameter), np.array(endpoints.output)
    size = len(concepts.numbers)
    own = np.arange(len(endpoints.id))
    relations = {
        EdgeKind.TOOL_HAS_ENDPOINT: _matrix(np.array(endpoints.tool), own, (len(tools.id), len(own))),
        EdgeKind.TOOL_IN_DOMAIN: _matrix(np.arange(len(domain)), domain, (len(domain), size)),
        EdgeKind.ENDPOINT_TAKES_PARAMETER: _runs(endpoints.parameter_start),
        EdgeKind.ENDPOINT_RETURNS_FIELD: _runs(endpoints.output_start),
        EdgeKind.PARAMETER_HAS_CONCEPT: _has_concept(parameter_row, meanings[0], size),
        EdgeKind.FIELD_HAS_CONCEPT: _has_concept(field_row, meanings[1], size),
        EdgeKind.ENDPOINT_ABOUT_ENTITY: _matrix(own, about, (len(own), size)),
    }
    return HeterogeneousGraph(
        tools=tuple(strings[text] for text in tools.id),
        endpoints=tuple(strings[text] for text in endpoints.id),
        parameter_row=parameter_row.astype(np.int64),
        field_row=field_row.astype(np.int64),
        concepts=tuple(concepts.numbers),
        relations=relations,
    )


def _matrix(rows: Numbers, columns: Numbers, shape: tuple[int, int]) -> Incidence:
    """The incidence matrix of these pairs; pairs with NONE for a column are left out."""
    there = columns != NONE
    ones = np.ones(int(there.sum()), dtype=np.int8)
    matrix = csr_array((ones, (rows[there], columns[there])), shape=shape)
    matrix.sort_indices()
    return matrix


def _runs(start: list[int]) -> Incidence:
    """Row i owns the columns start[i] to start[i + 1]: every node on the right has one owner."""
    size = start[-1]
    ones = np.ones(size, dtype=np.int8)
    return csr_array((ones, np.arange(size), np.array(start)), shape=(len(start) - 1, size))


def _has_concept(row: Numbers, meaning: tuple[Numbers, Numbers], size: int) -> Incidence:
    """Node × concept from the kind and the entity of each node's row."""
    nodes = np.arange(len(row), dtype=np.int64)
    wide = row.astype(np.int64)
    return _matrix(
        np.concatenate([nodes, nodes]), np.concatenate([meaning[0][wide], meaning[1][wide]]), (len(row), size)
    )
