"""Sources: every argument leaf has one, and it gives the value again.

{"call_id": "a1B2c3D4e", "argument": "/check_in", "source": "user", "message": 2, "surface": "April 11th",
 "transform": "date"}
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from ...common.json_types import Json, JsonObject
from ...common.pointers import leaves, resolve, tokens
from ...common.transforms import apply, matches
from .view import View, Violation
from .words import holds_token


def every_leaf_has_a_source(view: View) -> Iterator[Violation]:
    """ARG_UNGROUNDED, PROVENANCE_ROWS: every argument leaf has exactly one provenance row, and every row a leaf."""
    rows: dict[tuple[str, str], int] = {}
    for index, row in enumerate(view.rows):
        place = (row["call_id"], row["argument"])
        if place in rows:
            yield Violation("PROVENANCE_ROWS", f"/provenance/{index}", f"{place[1]} has two rows")
        rows[place] = index
    for number, call in enumerate(view.calls):
        for pointer, _ in leaves(call["parameters"]) if call["parameters"] else ():
            if rows.pop((call["id"], pointer), None) is None:
                yield Violation("ARG_UNGROUNDED", f"/tool_calls/{number}/parameters{pointer}", "has no source")
    for (_, pointer), index in rows.items():
        yield Violation("PROVENANCE_ROWS", f"/provenance/{index}", f"{pointer} is no argument of its call")


def sources_rederive(view: View) -> Iterator[Violation]:
    """ARG_UNGROUNDED: a source does not give its argument's value again."""
    calls = {call["id"]: call for call in view.calls}
    for index, row in enumerate(view.rows):
        call = calls.get(row["call_id"])
        if call is None:
            yield Violation("PROVENANCE_ROWS", f"/provenance/{index}", f"there is no call {row['call_id']}")
            continue
        try:
            value = resolve(call["parameters"], row["argument"])
        except LookupError:
            continue  # reported by every_leaf_has_a_source
        problem = _REDERIVE[row["source"]](view, row, call, value)
        if problem:
            yield Violation("ARG_UNGROUNDED", f"/provenance/{index}", f"{row['argument']}: {problem}")


def _from_user(view: View, row: JsonObject, call: JsonObject, value: Json) -> str:
    message, surface, transform = row["message"], row["surface"], row.get("transform")
    if message >= len(view.messages):
        return f"there is no message {message}"
    if view.messages[message]["role"] != "user":
        return f"message {message} is not the user's"
    if message > view.call_message.get(call["id"], -1):
        return f"message {message} comes after the call"
    if not holds_token(view.messages[message]["content"], surface):
        return f"no {surface!r} in message {message}"
    if transform is None:
        return "" if matches(surface, value) else f"{surface!r} is not {value!r}"
    return _transformed(transform, surface, value)


def _from_output(view: View, row: JsonObject, call: JsonObject, value: Json) -> str:
    source, path = row["from_call"], row["path"]
    if source not in view.outputs:
        return f"there is no call {source}"
    if view.answer_message.get(source, 1 << 30) > view.call_message.get(call["id"], -1):
        return f"call {source} was not answered before"
    try:
        found = resolve(view.outputs[source], path)
    except LookupError:
        return f"no {path} in the output of {source}"
    transform = row.get("transform")
    if transform is None:
        return "" if _equal(found, value) else f"{found!r} at {path} is not {value!r}"
    return _transformed(transform, found, value)


def _equal(one: Json, two: Json) -> bool:
    """JSON equality: 25 is 25.0, but true is not 1."""
    return bool(one == two) and isinstance(one, bool) == isinstance(two, bool)


def _transformed(name: str, source: Json, value: Json) -> str:
    try:
        result = _applied(name, source) if isinstance(source, str) else apply(name, source)
    except KeyError:
        return f"unknown transform {name!r}"
    except ValueError as error:
        return f"{name}: {error}"
    return "" if _equal(result, value) else f"{name}({source!r}) is {result!r}, not {value!r}"


@lru_cache(maxsize=8192)
def _applied(name: str, words: str) -> Json:
    """Transforms are pure, and the same dates and codes are said again and again."""
    return apply(name, words)


def _from_default(view: View, row: JsonObject, call: JsonObject, value: Json) -> str:
    schemas = {tool["name"]: tool["parameters"]["properties"] for tool in view.record["tools"]}
    schema = schemas.get(call["name"], {}).get(tokens(row["argument"])[0], {})
    if "default" not in schema:
        return "the tool's schema declares no default"
    return "" if _equal(schema["default"], value) else f"the default is {schema['default']!r}, not {value!r}"


def _from_initial_state(view: View, row: JsonObject, call: JsonObject, value: Json) -> str:
    return "a record shows nothing of its initial state but the digest"


_REDERIVE: Mapping[str, Callable[[View, JsonObject, JsonObject, Json], str]] = {
    "user": _from_user,
    "tool_output": _from_output,
    "default": _from_default,
    "initial_state": _from_initial_state,
}


def parallel_calls_are_independent(view: View) -> Iterator[Violation]:
    """PARALLEL_DEPENDENCY: a call takes a value from a call of the same message."""
    for index, row in enumerate(view.rows):
        if row["source"] != "tool_output":
            continue
        made = view.call_message.get(row["call_id"])
        if made is not None and made == view.call_message.get(row["from_call"]):
            yield Violation("PARALLEL_DEPENDENCY", f"/provenance/{index}", "depends on a call of the same message")
