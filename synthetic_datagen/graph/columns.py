"""The registry as columns of integers: what `registry.json` holds, what the graphs are computed from.

    Columns(strings=["hotels", "Hotels", ...], endpoints=EndpointColumns(id=[0, 3, ...], intent=[0, 2, ...],
            parameter_start=[0, 2, ...], parameter=[0, 1, ...], ...), parameters=ParameterColumns(name=[5, ...]), ...)

Texts are numbers into one string table; parameters and output fields are stored once for all endpoints that have the
same one. 25,000 endpoints load in a fraction of a second; `stored_registry.py` makes the objects when asked for.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from ..common.json_types import Json
from ..common.kinds import Intent, Kind, Origin, ValueType
from ..common.tools import Endpoint, OutputField, Parameter, Tool

KINDS = tuple(Kind)
INTENTS = tuple(Intent)
TYPES = tuple(ValueType)
ORIGINS = tuple(Origin)
NONE = -1  # in a column: there is no such text, value or entity


class ToolColumns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row a tool; its endpoints are `member[member_start[i]:member_start[i + 1]]`, in the tool's own order."""

    id: list[int]
    name: list[int]
    description: list[int]
    domain: list[int]
    member_start: list[int]
    member: list[int]


class EndpointColumns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row an endpoint, in the registry's order."""

    id: list[int]
    function_name: list[int]
    tool: list[int]
    name: list[int]
    description: list[int]
    method: list[int]
    intent: list[int]
    entity: list[int]
    verb: list[int]
    object: list[int]
    unusable: list[int]
    parameter_start: list[int]
    parameter: list[int]
    output_start: list[int]
    output: list[int]


class ParameterColumns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row a distinct parameter. `enum`, `default` and `example` are numbers into the table of values."""

    name: list[int]
    type: list[int]
    kind: list[int]
    required: list[int]
    description: list[int]
    entity: list[int]
    format: list[int]
    enum: list[int]
    default: list[int]
    example: list[int]
    items: list[int]


class OutputColumns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row a distinct output field."""

    path: list[int]
    type: list[int]
    kind: list[int]
    origin: list[int]
    entity: list[int]
    enum: list[int]


class Columns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of a registry. The four lists of names say what the numbers of the enumerations mean."""

    kinds: list[str]
    intents: list[str]
    types: list[str]
    origins: list[str]
    strings: list[str]
    values: list[Any]
    tools: ToolColumns
    endpoints: EndpointColumns
    parameters: ParameterColumns
    outputs: OutputColumns
    tally: dict[str, int]


class _Table:
    """Rows numbered in order of first appearance."""

    def __init__(self) -> None:
        self.numbers: dict[Any, int] = {}

    def number(self, row: Any) -> int:
        return self.numbers.setdefault(row, len(self.numbers))

    def column(self, position: int) -> list[int]:
        return [row[position] for row in self.numbers]


class _Tabulation:
    """The tables that grow while the endpoints are read."""

    def __init__(self) -> None:
        self.strings, self.parameters, self.outputs = _Table(), _Table(), _Table()
        self.values: list[Json] = []
        self.value_numbers: dict[bytes, int] = {}

    def text(self, text: str | None) -> int:
        return NONE if text is None else self.strings.number(text)

    def value(self, value: Json) -> int:
        """The number of a value. Compared by its JSON text: 1, 1.0 and true are equal in Python."""
        if value is None or value == ():
            return NONE
        key = msgspec.json.encode(value)
        if key not in self.value_numbers:
            self.value_numbers[key] = len(self.values)
            self.values.append(value)
        return self.value_numbers[key]

    def parameter(self, parameter: Parameter) -> int:
        row = (
            self.text(parameter.name),
            _TYPE_NUMBER[parameter.type],
            _KIND_NUMBER[parameter.kind],
            int(parameter.required),
            self.text(parameter.description),
            self.text(parameter.entity),
            self.text(parameter.format),
            self.value(parameter.enum),
            self.value(parameter.default),
            self.value(parameter.example),
            _TYPE_NUMBER[parameter.items],
        )
        return self.parameters.number(row)

    def output(self, field: OutputField) -> int:
        row = (
            self.text(field.path),
            _TYPE_NUMBER[field.type],
            _KIND_NUMBER[field.kind],
            _ORIGIN_NUMBER[field.origin],
            self.text(field.entity),
            self.value(field.enum),
        )
        return self.outputs.number(row)


_KIND_NUMBER = {kind: number for number, kind in enumerate(KINDS)}
_INTENT_NUMBER = {intent: number for number, intent in enumerate(INTENTS)}
_TYPE_NUMBER = {type_: number for number, type_ in enumerate(TYPES)}
_ORIGIN_NUMBER = {origin: number for number, origin in enumerate(ORIGINS)}


def tabulate(tools: Sequence[Tool], endpoints: Mapping[str, Endpoint], tally: Mapping[str, int]) -> Columns:
    """The columns of a registry; their order is that of `tools` and `endpoints`."""
    tables = _Tabulation()
    tool_columns = _tool_columns(tables, tools, {endpoint_id: number for number, endpoint_id in enumerate(endpoints)})
    tool_number = {tool.id: number for number, tool in enumerate(tools)}
    endpoint_columns = _endpoint_columns(tables, list(endpoints.values()), tool_number)
    return Columns(
        kinds=[str(kind) for kind in KINDS],
        intents=[str(intent) for intent in INTENTS],
        types=[str(type_) for type_ in TYPES],
        origins=[str(origin) for origin in ORIGINS],
        strings=list(tables.strings.numbers),
        values=tables.values,
        tools=tool_columns,
        endpoints=endpoint_columns,
        parameters=ParameterColumns(*map(tables.parameters.column, range(len(ParameterColumns.__struct_fields__)))),
        outputs=OutputColumns(*map(tables.outputs.column, range(len(OutputColumns.__struct_fields__)))),
        tally=dict(sorted(tally.items())),
    )


def _tool_columns(tables: _Tabulation, tools: Sequence[Tool], endpoint_number: Mapping[str, int]) -> ToolColumns:
    return ToolColumns(
        id=[tables.text(tool.id) for tool in tools],
        name=[tables.text(tool.name) for tool in tools],
        description=[tables.text(tool.description) for tool in tools],
        domain=[tables.text(tool.domain) for tool in tools],
        member_start=starts([len(tool.endpoints) for tool in tools]),
        member=[endpoint_number[endpoint.id] for tool in tools for endpoint in tool.endpoints],
    )


def _endpoint_columns(
    tables: _Tabulation, endpoints: Sequence[Endpoint], tool_number: Mapping[str, int]
) -> EndpointColumns:
    text = tables.text
    return EndpointColumns(
        id=[text(endpoint.id) for endpoint in endpoints],
        function_name=[text(endpoint.function_name) for endpoint in endpoints],
        tool=[tool_number[endpoint.tool_id] for endpoint in endpoints],
        name=[text(endpoint.name) for endpoint in endpoints],
        description=[text(endpoint.description) for endpoint in endpoints],
        method=[text(endpoint.method) for endpoint in endpoints],
        intent=[_INTENT_NUMBER[endpoint.intent] for endpoint in endpoints],
        entity=[text(endpoint.entity) for endpoint in endpoints],
        verb=[text(endpoint.purpose.verb if endpoint.purpose else None) for endpoint in endpoints],
        object=[text(endpoint.purpose.object if endpoint.purpose else None) for endpoint in endpoints],
        unusable=[text(endpoint.unusable) for endpoint in endpoints],
        parameter_start=starts([len(endpoint.parameters) for endpoint in endpoints]),
        parameter=[tables.parameter(row) for endpoint in endpoints for row in endpoint.parameters],
        output_start=starts([len(endpoint.outputs) for endpoint in endpoints]),
        output=[tables.output(row) for endpoint in endpoints for row in endpoint.outputs],
    )


def starts(lengths: Sequence[int]) -> list[int]:
    """Where each run begins when runs of these lengths stand one after another, and where the last one ends."""
    positions = [0]
    for length in lengths:
        positions.append(positions[-1] + length)
    return positions
