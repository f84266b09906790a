"""Offered tools: well formed, different, and every call fits one of them.

{"name": "inn::search", "function_name": "inn__search", "description": "Find hotels", "parameters": {...}}
"""

import re
from collections.abc import Iterator
from functools import lru_cache

import jsonschema_rs
import orjson

from ...common.faults import Fault
from ...common.json_types import JsonObject
from .recoveries import kind_of
from .view import View, Violation

_FUNCTION_NAME = re.compile(r"[a-zA-Z_][a-zA-Z0-9_-]{0,63}")


def offered_tools(view: View) -> Iterator[Violation]:
    """TOOL_SCHEMA, TOOL_NOT_OFFERED: names are valid and different, and every call is to an offered tool."""
    names: set[str] = set()
    functions: set[str] = set()
    for index, tool in enumerate(view.record["tools"]):
        name, function = tool["name"], tool["function_name"]
        if not _FUNCTION_NAME.fullmatch(function):
            yield Violation("TOOL_SCHEMA", f"/tools/{index}/function_name", f"{function!r} is no valid function name")
        elif function in functions or name in names:
            yield Violation("TOOL_SCHEMA", f"/tools/{index}", f"{name!r} is offered twice")
        names.add(name)
        functions.add(function)
    for index, call in enumerate(view.calls):
        if call["name"] not in names:
            yield Violation("TOOL_NOT_OFFERED", f"/tool_calls/{index}/name", f"{call['name']!r} is not among the tools")


@lru_cache(maxsize=8192)
def _validator(schema: bytes) -> jsonschema_rs.Validator | str:
    try:
        return jsonschema_rs.validator_for(orjson.loads(schema))
    except (ValueError, jsonschema_rs.ValidationError) as error:
        return str(error).splitlines()[0]


def arguments_fit(view: View) -> Iterator[Violation]:
    """ARG_TYPE: arguments fit the JSON Schema of their tool: types, enums, required ones, none unknown.

    A call that the tool itself refused as an invalid argument may be one.
    """
    validators: dict[str, jsonschema_rs.Validator] = {}
    for index, tool in enumerate(view.record["tools"]):
        validator = _validator(orjson.dumps(tool["parameters"]))
        if isinstance(validator, str):
            yield Violation("TOOL_SCHEMA", f"/tools/{index}/parameters", f"no valid JSON Schema: {validator}")
        else:
            validators[tool["name"]] = validator
    for index, call in enumerate(view.calls):
        if call["name"] not in validators or (view.failed(call["id"]) and _refused(view, call)):
            continue  # not offered, or no valid schema: reported elsewhere
        if not validators[call["name"]].is_valid(call["parameters"]):
            fault = next(iter(validators[call["name"]].iter_errors(call["parameters"])))
            yield Violation("ARG_TYPE", f"/tool_calls/{index}/parameters", fault.message)


def _refused(view: View, call: JsonObject) -> bool:
    return kind_of(view, call) == Fault.INVALID_ARGUMENT.value
