"""The JSON Schema of an endpoint's arguments, as offered to the assistant and as every call is checked against.

{"type": "object", "properties": {"city": {"type": "string", "description": "City to search in"}}, "required": ["city"]}
"""

from collections.abc import Iterator, Mapping

from ..common.json_types import JsonObject
from ..common.kinds import Kind, ValueType
from ..common.tools import Endpoint, Parameter


def parameters_schema(endpoint: Endpoint) -> JsonObject:
    """JSON Schema (draft 2020-12) of the arguments object. Credentials are never part of it."""
    offered = [p for p in endpoint.parameters if p.kind is not Kind.CREDENTIAL]
    return {
        "type": "object",
        "properties": {p.name: _property(p) for p in offered},
        "required": [p.name for p in offered if p.required],
        "additionalProperties": False,
    }


def _property(parameter: Parameter) -> JsonObject:
    schema: JsonObject = {"type": parameter.type.value}
    if parameter.description:
        schema["description"] = parameter.description
    if parameter.type is ValueType.ARRAY:
        schema["items"] = {"type": parameter.items.value}
        if parameter.enum:
            schema["items"]["enum"] = list(parameter.enum)
    elif parameter.enum:
        schema["enum"] = list(parameter.enum)
    if parameter.default is not None:
        schema["default"] = parameter.default
    return schema


def offered_tool(endpoint: Endpoint) -> JsonObject:
    """One element of the record's `tools`."""
    return {
        "name": endpoint.id,
        "function_name": endpoint.function_name,
        "description": endpoint.description or str(endpoint.purpose or endpoint.name),
        "parameters": parameters_schema(endpoint),
    }


class OfferedTools(Mapping[str, JsonObject]):
    """Elements of `tools` by endpoint id, made when first asked for and then kept."""

    def __init__(self, endpoints: Mapping[str, Endpoint]) -> None:
        self._endpoints = endpoints
        self._made: dict[str, JsonObject] = {}

    def __getitem__(self, endpoint_id: str) -> JsonObject:
        """Raises KeyError for an endpoint that is not in the registry."""
        tool = self._made.get(endpoint_id)
        if tool is None:
            tool = self._made[endpoint_id] = offered_tool(self._endpoints[endpoint_id])
        return tool

    def __iter__(self) -> Iterator[str]:
        return iter(self._endpoints)

    def __len__(self) -> int:
        return len(self._endpoints)
