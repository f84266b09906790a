"""Faults: what struck a call stands in the metadata, in the behaviours and in the call's output alike.

{"call_id": "a1B2c3D4e", "kind": "rate_limited"}    {"error": {"code": "rate_limited", "message": "Too many requests."}}
"""

import re
from collections.abc import Iterator

from ...common.faults import Fault
from ...common.json_types import Json, JsonObject
from ...common.pointers import leaves
from .evidence import said
from .outputs import TOTALS
from .recoveries import kind_of
from .view import View, Violation, is_json

_QUOTED = re.compile(r'"([^"]+)"')


def errors_are_tagged(view: View) -> Iterator[Violation]:
    """UNTAGGED_ERROR: a failed call's fault is not among the behaviours."""
    for index, output in enumerate(view.record["tool_outputs"]):
        if view.failed(output["id"]):
            kind = kind_of(view, output)
            if f"fault:{kind}" not in view.behaviours:
                message = f"failed ({kind}), but behaviours do not name fault:{kind}"
                yield Violation("UNTAGGED_ERROR", f"/tool_outputs/{index}", message)


def faults_are_what_struck(view: View) -> Iterator[Violation]:
    """FAULTS: metadata, behaviours and outputs disagree on which calls failed, and how."""
    calls = {call["id"] for call in view.calls}
    tags = {name.removeprefix("fault:") for name in view.behaviours if name.startswith("fault:")}
    listed = view.record["metadata"].get("faults", [])
    for index, fault in enumerate(listed):
        problem = f"there is no call {fault['call_id']}" if fault["call_id"] not in calls else _problem(view, fault)
        if problem:
            yield Violation("FAULTS", f"/metadata/faults/{index}", problem)
    kinds = {fault["kind"] for fault in listed}
    if kinds != tags:
        yield Violation("FAULTS", "/metadata/behaviours", f"name {sorted(tags)}, what struck is {sorted(kinds)}")
    for index, output in enumerate(view.record["tool_outputs"]):
        if view.failed(output["id"]) and output["id"] not in view.faults:
            yield Violation("FAULTS", f"/tool_outputs/{index}", "failed, but metadata name no fault for it")


def _problem(view: View, fault: JsonObject) -> str:
    kind, output = fault["kind"], view.outputs.get(fault["call_id"])
    given = next(call["parameters"] for call in view.calls if call["id"] == fault["call_id"])
    if "parameter" in fault and fault["parameter"] not in given:
        return f"is about {fault['parameter']}, which the call does not have"
    match kind:
        case Fault.EMPTY_RESULT.value:
            return "" if _is_empty(output) else "is an empty result, but the output holds something"
        case Fault.TRUNCATED_BODY.value:
            broken = isinstance(output, str) and not is_json(output)
            return "" if broken else "is a truncated body, but the output is whole"
    error = output.get("error") if isinstance(output, dict) else None
    code = error.get("code") if isinstance(error, dict) else None
    if code != kind:
        return f"is {kind}, but the output says {code!r}"
    return _misquoted(str(error.get("message", "")), given) if isinstance(error, dict) else ""


def _misquoted(message: str, given: JsonObject) -> str:
    """What an error quotes and the call does not have; "" where there is no such thing."""
    values = [said(value).replace('"', "'").strip() for _, value in leaves(given)]
    strange = next((words for words in _QUOTED.findall(message) if words not in values), None)
    return f"is about {strange!r}, which the call does not have" if strange is not None else ""


def _is_empty(output: Json) -> bool:
    """Whether an output has a list, no list in it has an element, and no total is above 0."""
    if isinstance(output, list):
        return not output
    if not isinstance(output, dict) or "error" in output:
        return False
    lists = list(_lists(output))
    return bool(lists) and not any(lists) and not any(output.get(name) for name in TOTALS)


def _lists(value: Json) -> Iterator[list[Json]]:
    for item in value.values() if isinstance(value, dict) else ():
        if isinstance(item, list):
            yield item
        else:
            yield from _lists(item)
