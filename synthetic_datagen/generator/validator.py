"""The validator: decides from a record alone whether it is true to itself. One function a property, one code a fault.

    validate_record(record)  ->  []   or   [Violation("ARG_UNGROUNDED", "/provenance/3", "no surface 'Paris' in ...")]

`validate`, `inspect` and `generate` share this verdict. README lists the codes.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

import jsonschema_rs
import orjson

from ..common.json_types import Json, JsonObject
from ..common.pointers import leaves, resolve, tokens
from ..common.records import conversation_id, output_text
from ..common.transforms import TRANSFORMS, matches

_FUNCTION_NAME = re.compile(r"[a-zA-Z_][a-zA-Z0-9_-]{0,63}")
_CALL_ID = re.compile(r"[a-zA-Z0-9]{9}")


@dataclass(frozen=True, slots=True)
class Violation:
    """One fault of a record: a stable code, a JSON Pointer into the record, and what is wrong there."""

    code: str
    path: str
    message: str


@dataclass(slots=True)
class _View:
    """A record with its cross references resolved once."""

    record: JsonObject
    messages: list[JsonObject]
    outputs: dict[str, Json] = field(default_factory=dict)
    call_message: dict[str, int] = field(default_factory=dict)  # call id -> index of the message that makes the call
    answer_message: dict[str, int] = field(default_factory=dict)  # call id -> index of the tool message


def validate_record(record: JsonObject) -> list[Violation]:
    """All violations of one record, in the order of the checks; a record whose shape is wrong gets only SHAPE ones."""
    shape = list(_shape(record))
    if shape:
        return shape
    view = _view(record)
    return [violation for check in CHECKS for violation in check(view)]


@cache
def _record_schema() -> jsonschema_rs.Validator:
    text = (files(__package__) / "record_schema.json").read_text(encoding="utf-8")
    return jsonschema_rs.validator_for(orjson.loads(text))


def _shape(record: JsonObject) -> Iterator[Violation]:
    """The record has its parts, and each is of the JSON type that `record_schema.json` says."""
    if _record_schema().is_valid(record):
        return
    for error in _record_schema().iter_errors(record):
        yield Violation("SHAPE", "".join(f"/{step}" for step in error.instance_path), error.message)


def _view(record: JsonObject) -> _View:
    view = _View(record, record["messages"])
    for index, message in enumerate(view.messages):
        for call in message.get("tool_calls", ()):
            view.call_message.setdefault(call["id"], index)
        if message["role"] == "tool":
            view.answer_message.setdefault(message["tool_call_id"], index)
    for output in record["tool_outputs"]:
        view.outputs.setdefault(output["id"], output["output"])
    return view


def order(view: _View) -> Iterator[Violation]:
    """User first; no two user or assistant messages in a row; calls answered at once; the assistant's text last."""
    before = ""
    for index, message in enumerate(view.messages):
        role, where = message["role"], f"/messages/{index}"
        if index == 0 and role != "user":
            yield Violation("ORDER", where, "the first message must be the user's")
        if role == before and role in ("user", "assistant"):
            yield Violation("ORDER", where, f"two {role} messages in a row")
        if role == "user" and before == "tool":
            yield Violation("ORDER", where, "a tool message must be followed by the assistant")
        if role == "tool" and before not in ("assistant", "tool"):
            yield Violation("ORDER", where, "a tool message without a call before it")
        before = role
    last = view.messages[-1]
    if last["role"] != "assistant" or "tool_calls" in last or not last["content"].strip():
        yield Violation("ORDER", f"/messages/{len(view.messages) - 1}", "must end with text of the assistant")


def pairing(view: _View) -> Iterator[Violation]:
    """N calls are followed by exactly N tool messages in call order."""
    for index, message in enumerate(view.messages):
        wanted = [call["id"] for call in message.get("tool_calls", ())]
        if not wanted:
            continue
        following: list[str] = []
        for answer in view.messages[index + 1 :]:
            if answer["role"] != "tool":
                break
            following.append(answer["tool_call_id"])
        if following != wanted:
            yield Violation("PAIRING", f"/messages/{index}", f"calls {wanted} are answered by {following}")


def stale_lists(view: _View) -> Iterator[Violation]:
    """The top-level lists say what the messages say."""
    made = [call for message in view.messages for call in message.get("tool_calls", ())]
    if made != view.record["tool_calls"]:
        yield Violation("STALE_CALLS", "/tool_calls", "differ from the calls of the messages")
    told = [(m["tool_call_id"], m["name"], m["content"]) for m in view.messages if m["role"] == "tool"]
    listed = [(one["id"], one["name"], output_text(one["output"])) for one in view.record["tool_outputs"]]
    if [row[:2] for row in told] != [row[:2] for row in listed]:
        yield Violation("STALE_OUTPUTS", "/tool_outputs", "differ from the tool messages")
        return
    for index, (message, output) in enumerate(zip(told, listed, strict=True)):
        if message[2] != output[2] and not _same_json(message[2], output[2]):
            yield Violation("STALE_OUTPUTS", f"/tool_outputs/{index}", "differs from its tool message")


def _same_json(one: str, two: str) -> bool:
    try:
        return bool(orjson.loads(one) == orjson.loads(two))
    except orjson.JSONDecodeError:
        return False


def call_ids(view: _View) -> Iterator[Violation]:
    """Call ids are nine alphanumerics and unique."""
    seen: set[str] = set()
    for index, call in enumerate(view.record["tool_calls"]):
        if not _CALL_ID.fullmatch(call["id"]):
            yield Violation("CALL_ID", f"/tool_calls/{index}/id", f"{call['id']!r} is not nine of [a-zA-Z0-9]")
        if call["id"] in seen:
            yield Violation("CALL_ID", f"/tool_calls/{index}/id", f"{call['id']!r} is used twice")
        seen.add(call["id"])


def offered_tools(view: _View) -> Iterator[Violation]:
    """Offered tools are well formed and different, and every call is to one of them."""
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
    for index, call in enumerate(view.record["tool_calls"]):
        if call["name"] not in names:
            yield Violation("TOOL_NOT_OFFERED", f"/tool_calls/{index}/name", f"{call['name']!r} is not among the tools")


@lru_cache(maxsize=8192)
def _validator(schema: bytes) -> jsonschema_rs.Validator | str:
    try:
        return jsonschema_rs.validator_for(orjson.loads(schema))
    except (ValueError, jsonschema_rs.ValidationError) as error:
        return str(error).splitlines()[0]


def arguments_fit(view: _View) -> Iterator[Violation]:
    """Arguments fit the JSON Schema of their tool: types, enums, required ones, none unknown."""
    failed = _failed_calls(view)
    validators: dict[str, jsonschema_rs.Validator] = {}
    for index, tool in enumerate(view.record["tools"]):
        validator = _validator(orjson.dumps(tool["parameters"]))
        if isinstance(validator, str):
            yield Violation("TOOL_SCHEMA", f"/tools/{index}/parameters", f"no valid JSON Schema: {validator}")
        else:
            validators[tool["name"]] = validator
    for index, call in enumerate(view.record["tool_calls"]):
        if call["name"] not in validators or call["id"] in failed:
            continue  # not offered, or no valid schema: reported elsewhere; a failed call may have been wrong
        if not validators[call["name"]].is_valid(call["parameters"]):
            fault = next(iter(validators[call["name"]].iter_errors(call["parameters"])))
            yield Violation("ARG_TYPE", f"/tool_calls/{index}/parameters", fault.message)


def _failed_calls(view: _View) -> set[str]:
    return {id for id, output in view.outputs.items() if isinstance(output, dict) and "error" in output}


def errors_are_tagged(view: _View) -> Iterator[Violation]:
    """Failed calls stand only in records that name their fault."""
    faults = [tag for tag in view.record["metadata"].get("behaviours", ()) if tag.startswith("fault:")]
    for index, output in enumerate(view.record["tool_outputs"]):
        if output["id"] in _failed_calls(view) and not faults:
            yield Violation("UNTAGGED_ERROR", f"/tool_outputs/{index}", "a failed call, but no fault in behaviours")


def every_leaf_has_a_source(view: _View) -> Iterator[Violation]:
    """Every argument leaf has exactly one provenance row, and every row a leaf."""
    rows: dict[tuple[str, str], int] = {}
    for index, row in enumerate(view.record["provenance"]):
        place = (row["call_id"], row["argument"])
        if place in rows:
            yield Violation("PROVENANCE_ROWS", f"/provenance/{index}", f"{place[1]} has two rows")
        rows[place] = index
    for number, call in enumerate(view.record["tool_calls"]):
        for pointer, _ in leaves(call["parameters"]) if call["parameters"] else ():
            if rows.pop((call["id"], pointer), None) is None:
                yield Violation("ARG_UNGROUNDED", f"/tool_calls/{number}/parameters{pointer}", "has no source")
    for (_, pointer), index in rows.items():
        yield Violation("PROVENANCE_ROWS", f"/provenance/{index}", f"{pointer} is no argument of its call")


def sources_rederive(view: _View) -> Iterator[Violation]:
    """Each source gives its argument's value again."""
    calls = {call["id"]: call for call in view.record["tool_calls"]}
    for index, row in enumerate(view.record["provenance"]):
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


def _from_user(view: _View, row: JsonObject, call: JsonObject, value: Json) -> str:
    message, surface, transform = row["message"], row["surface"], row.get("transform")
    if message >= len(view.messages):
        return f"there is no message {message}"
    if view.messages[message]["role"] != "user":
        return f"message {message} is not the user's"
    if message > view.call_message.get(call["id"], -1):
        return f"message {message} comes after the call"
    if surface not in view.messages[message]["content"]:
        return f"no {surface!r} in message {message}"
    if transform is None:
        return "" if matches(surface, value) else f"{surface!r} is not {value!r}"
    return _transformed(transform, surface, value)


def _from_output(view: _View, row: JsonObject, call: JsonObject, value: Json) -> str:
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
        return "" if found == value and type(found) is type(value) else f"{found!r} at {path} is not {value!r}"
    return _transformed(transform, found, value)


def _transformed(name: str, source: Json, value: Json) -> str:
    if name not in TRANSFORMS:
        return f"unknown transform {name!r}"
    try:
        result = TRANSFORMS[name](source)
    except ValueError as error:
        return f"{name}: {error}"
    return "" if result == value else f"{name}({source!r}) is {result!r}, not {value!r}"


def _from_default(view: _View, row: JsonObject, call: JsonObject, value: Json) -> str:
    schemas = {tool["name"]: tool["parameters"]["properties"] for tool in view.record["tools"]}
    schema = schemas.get(call["name"], {}).get(tokens(row["argument"])[0], {})
    if "default" not in schema:
        return "the tool's schema declares no default"
    return "" if schema["default"] == value else f"the default is {schema['default']!r}, not {value!r}"


def _from_initial_state(view: _View, row: JsonObject, call: JsonObject, value: Json) -> str:
    return ""


_REDERIVE: Mapping[str, Callable[[_View, JsonObject, JsonObject, Json], str]] = {
    "user": _from_user,
    "tool_output": _from_output,
    "default": _from_default,
    "initial_state": _from_initial_state,
}


def outputs_are_not_foretold(view: _View) -> Iterator[Violation]:
    """No value that a tool gave stands in a user message before that tool answered."""
    for index, row in enumerate(view.record["provenance"]):
        if row["source"] != "tool_output" or row["from_call"] not in view.outputs:
            continue
        try:
            value = resolve(view.outputs[row["from_call"]], row["path"])
        except LookupError:
            continue
        answered = view.answer_message.get(row["from_call"], 0)
        for number, message in enumerate(view.messages[:answered]):
            if message["role"] == "user" and says(message["content"], value):
                yield Violation(
                    "LEAKED_ID", f"/messages/{number}", f"says {value!r} before /provenance/{index} gave it"
                )


def says(text: str, value: Json) -> bool:
    """Whether a text holds a value as a word of its own. Flags and numbers of one digit are in any text."""
    if isinstance(value, bool) or value is None or isinstance(value, list | dict):
        return False
    words = value if isinstance(value, str) else str(value)
    if len(words) < 2:
        return False
    start = text.casefold().find(words.casefold())
    while start >= 0:
        end = start + len(words)
        if not (text[start - 1 : start].isalnum() and start > 0) and not text[end : end + 1].isalnum():
            return True
        start = text.casefold().find(words.casefold(), start + 1)
    return False


def parallel_calls_are_independent(view: _View) -> Iterator[Violation]:
    """No call takes a value from a call of the same message."""
    for index, row in enumerate(view.record["provenance"]):
        if row["source"] != "tool_output":
            continue
        made = view.call_message.get(row["call_id"])
        if made is not None and made == view.call_message.get(row["from_call"]):
            yield Violation("PARALLEL_DEPENDENCY", f"/provenance/{index}", "depends on a call of the same message")


def metadata_agrees(view: _View) -> Iterator[Violation]:
    """What the metadata counts and names is what the record holds."""
    metadata = view.record["metadata"]
    for key, value in _counted(view).items():
        if metadata.get(key, value) != value:
            yield Violation("METADATA", f"/metadata/{key}", f"is {metadata[key]!r}, but the record shows {value!r}")
    if "index" in metadata:
        name = conversation_id(metadata["seed"], metadata["index"])
        if view.record["conversation_id"] != name:
            yield Violation("METADATA", "/conversation_id", f"seed and index make it {name!r}")


def _counted(view: _View) -> JsonObject:
    """The metadata that follow from the rest of the record."""
    calls = view.record["tool_calls"]
    fed = {row["call_id"] for row in view.record["provenance"] if row["source"] == "tool_output"}
    tools = list(dict.fromkeys(call["name"].split("::")[0] for call in calls))
    return {
        "conversation_id": view.record["conversation_id"],
        "endpoint_ids": [call["name"] for call in calls],
        "num_tool_calls": len(calls),
        "tool_ids_used": tools,
        "num_distinct_tools": len(tools),
        "num_turns": sum(message["role"] != "tool" and "tool_calls" not in message for message in view.messages),
        "memory_grounding_rate": round(sum(call["id"] in fed for call in calls[1:]) / (len(calls) - 1), 4)
        if len(calls) > 1
        else None,
    }


_LEFTOVERS = re.compile(r"\{\{|\}\}|\bNone\b|\bnull\b|\bundefined\b|\bNaN\b")


def words_are_clean(view: _View) -> Iterator[Violation]:
    """No leftovers of templates in anyone's words, and no names of tools or functions in the user's."""
    names = {tool[key] for tool in view.record["tools"] for key in ("name", "function_name")}
    for index, message in enumerate(view.messages):
        if message["role"] == "tool":
            continue
        found = _LEFTOVERS.search(message["content"])
        if found:
            yield Violation("TEXT_LEFTOVER", f"/messages/{index}", f"holds {found.group()!r}")
        if message["role"] == "user":
            if not message["content"].strip():
                yield Violation("TEXT_EMPTY", f"/messages/{index}", "an empty user message")
            for name in names:
                if name in message["content"]:
                    yield Violation("TOOL_NAME_IN_TEXT", f"/messages/{index}", f"names {name!r}")


CHECKS: tuple[Callable[[_View], Iterator[Violation]], ...] = (
    order,
    pairing,
    stale_lists,
    call_ids,
    offered_tools,
    arguments_fit,
    errors_are_tagged,
    every_leaf_has_a_source,
    sources_rederive,
    outputs_are_not_foretold,
    parallel_calls_are_independent,
    metadata_agrees,
    words_are_clean,
)
