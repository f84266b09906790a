"""A registry that was loaded: its endpoints and tools are made from the columns when they are first asked for.

endpoints = StoredEndpoints(columns)
endpoints["hotels::search"]     Endpoint(id="hotels::search", ...), the same object every time
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, overload

from ..common.tools import Endpoint, OutputField, Parameter, Purpose, Tool
from .columns import INTENTS, KINDS, NONE, ORIGINS, TYPES, Columns


class StoredEndpoints(Mapping[str, Endpoint]):
    """The endpoints of a loaded registry by id, in the registry's order; each is made when first asked for."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._numbers = {columns.strings[text]: number for number, text in enumerate(columns.endpoints.id)}
        self._made: dict[str, Endpoint] = {}
        self._parameters: dict[int, Parameter] = {}
        self._outputs: dict[int, OutputField] = {}

    def __getitem__(self, endpoint_id: str) -> Endpoint:
        endpoint = self._made.get(endpoint_id)
        if endpoint is None:
            endpoint = self._made[endpoint_id] = self._endpoint(self._numbers[endpoint_id])
        return endpoint

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def _endpoint(self, number: int) -> Endpoint:
        rows, strings = self._columns.endpoints, self._columns.strings
        verb, noun = rows.verb[number], rows.object[number]
        return Endpoint(
            id=strings[rows.id[number]],
            function_name=strings[rows.function_name[number]],
            tool_id=strings[self._columns.tools.id[rows.tool[number]]],
            name=strings[rows.name[number]],
            description=strings[rows.description[number]],
            method=strings[rows.method[number]],
            intent=INTENTS[rows.intent[number]],
            entity=_optional(strings, rows.entity[number]),
            parameters=tuple(map(self._parameter, _run(rows.parameter_start, rows.parameter, number))),
            outputs=tuple(map(self._output, _run(rows.output_start, rows.output, number))),
            purpose=None if verb == NONE else Purpose(strings[verb], strings[noun]),
            unusable=strings[rows.unusable[number]],
        )

    def _parameter(self, number: int) -> Parameter:
        if number not in self._parameters:
            rows, strings, values = self._columns.parameters, self._columns.strings, self._columns.values
            self._parameters[number] = Parameter(
                name=strings[rows.name[number]],
                type=TYPES[rows.type[number]],
                kind=KINDS[rows.kind[number]],
                required=bool(rows.required[number]),
                description=strings[rows.description[number]],
                entity=_optional(strings, rows.entity[number]),
                format=strings[rows.format[number]],  # type: ignore[arg-type]  # written from a StringFormat
                enum=tuple(values[rows.enum[number]]) if rows.enum[number] != NONE else (),
                default=_optional(values, rows.default[number]),
                example=_optional(values, rows.example[number]),
                items=TYPES[rows.items[number]],
            )
        return self._parameters[number]

    def _output(self, number: int) -> OutputField:
        if number not in self._outputs:
            rows, strings = self._columns.outputs, self._columns.strings
            self._outputs[number] = OutputField(
                path=strings[rows.path[number]],
                type=TYPES[rows.type[number]],
                kind=KINDS[rows.kind[number]],
                origin=ORIGINS[rows.origin[number]],
                entity=_optional(strings, rows.entity[number]),
                enum=tuple(self._columns.values[rows.enum[number]]) if rows.enum[number] != NONE else (),
            )
        return self._outputs[number]


class StoredTools(Sequence[Tool]):
    """The tools of a loaded registry in their order; each is made, with its endpoints, when first asked for."""

    def __init__(self, columns: Columns, endpoints: StoredEndpoints) -> None:
        self._columns = columns
        self._endpoints = endpoints
        self._made: dict[int, Tool] = {}

    def __len__(self) -> int:
        return len(self._columns.tools.id)

    @overload
    def __getitem__(self, index: int) -> Tool: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Tool]: ...
    def __getitem__(self, index: int | slice) -> Tool | Sequence[Tool]:
        numbers = range(len(self))[index]
        if isinstance(numbers, range):
            return tuple(map(self._tool, numbers))
        return self._tool(numbers)

    def _tool(self, number: int) -> Tool:
        if number not in self._made:
            rows, strings = self._columns.tools, self._columns.strings
            members = _run(rows.member_start, rows.member, number)
            self._made[number] = Tool(
                id=strings[rows.id[number]],
                name=strings[rows.name[number]],
                description=strings[rows.description[number]],
                domain=strings[rows.domain[number]],
                endpoints=tuple(self._endpoints[strings[self._columns.endpoints.id[member]]] for member in members),
            )
        return self._made[number]


def _run(start: list[int], items: list[int], number: int) -> list[int]:
    return items[start[number] : start[number + 1]]


def _optional(table: list[Any], number: int) -> Any:
    return None if number == NONE else table[number]
