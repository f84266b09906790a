"""From one JSON document to the raw tools in it, whatever form the document has. Nothing here can fail: what does not
have the shape of a tool is left out, and a document without any tool gives the reason.

    {"tool_name": ..., "api_list": [...]}                       one tool (2023 and 2024 form)
    {"api_list": [{"name": ..., "schema": ...}]}                the response examples of a tool named elsewhere
    [{"tool_name": ..., "category_name": ..., "api_list": []}]  many tools
    [{"query": ..., "api_list": [{"tool_name": ..., "api_name": ...}]}]   queries with the endpoints they need
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ..common.json_types import Json, JsonObject
from ..common.kinds import Origin
from .raw import RawEndpoint, RawParameter, RawSample, RawTool

# Where a file may say what an endpoint returns, most trusted first.
_SAMPLE_KEYS = (
    ("schema", Origin.SCHEMA),
    ("body", Origin.BODY),
    ("test_endpoint", Origin.TEST_ENDPOINT),
    ("template_response", Origin.TEMPLATE_RESPONSE),
)
_NAME_KEYS = ("tool_name", "name", "title")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one document holds. `examples` are outputs of a tool that another file describes."""

    tools: tuple[RawTool, ...] = ()
    examples: tuple[RawEndpoint, ...] = ()
    reason: str = ""  # why there is nothing in it, or what was left out


def parse_document(document: Json, file: str, folder: str) -> Parsed:
    """The tools in a document; `folder` is their category where the document names none."""
    entries = document if isinstance(document, list) else [document]
    tools: list[RawTool] = []
    loose: dict[tuple[str, str], dict[str, RawEndpoint]] = {}  # of queries: (category, tool name) -> its endpoints
    examples: list[RawEndpoint] = []
    nameless = 0
    for entry in entries:
        if not isinstance(entry, dict) or not isinstance(entry.get("api_list"), list):
            continue
        items = [item for item in entry["api_list"] if isinstance(item, dict)]
        if _tool_name(entry):
            tools.append(_tool(entry, items, file, folder))
        elif "query" in entry or any("api_name" in item for item in items):
            _collect(loose, items, folder)
        elif any(key in entry for key in _NAME_KEYS):
            nameless += 1
        else:
            examples.extend(_endpoints(items))
    tools.extend(
        RawTool(
            name=name, description="", category=category, host="", endpoints=tuple(endpoints.values()), files=(file,)
        )
        for (category, name), endpoints in loose.items()
    )
    kept = tuple(tool for tool in tools if tool.endpoints)
    reason = (
        ("no tool_name" if len(entries) == 1 else f"no tool_name: {nameless} of {len(entries)}") if nameless else ""
    )
    if kept or examples:
        return Parsed(kept, tuple(examples), reason)
    return Parsed(reason=reason or _why_nothing(entries))


def _why_nothing(entries: list[Json]) -> str:
    objects = [entry for entry in entries if isinstance(entry, dict)]
    if any(isinstance(entry.get("api_list"), list) for entry in objects):
        return "no endpoint in api_list"
    return "no api_list" if objects else "not a tool: no JSON object"


def _tool_name(entry: JsonObject) -> str:
    return next((text for key in _NAME_KEYS if (text := _text(entry.get(key))).strip()), "")


def _tool(entry: JsonObject, items: list[JsonObject], file: str, folder: str) -> RawTool:
    return RawTool(
        name=_tool_name(entry),
        description=_text(entry.get("tool_description")) or _text(entry.get("description")),
        category=_text(entry.get("category_name")) or folder,
        host=_text(entry.get("host")),
        endpoints=tuple(_endpoints(items)),
        files=(file,),
    )


def _collect(loose: dict[tuple[str, str], dict[str, RawEndpoint]], items: list[JsonObject], folder: str) -> None:
    """Queries repeat the endpoints of a tool many times over; the first of each name is kept."""
    for item in items:
        name = _text(item.get("tool_name"))
        if name.strip() and _text(item.get("api_name")).strip():
            endpoints = loose.setdefault((_text(item.get("category_name")) or folder, name), {})
            endpoint = _endpoint(item)
            endpoints.setdefault(endpoint.name, endpoint)


def _endpoints(items: list[JsonObject]) -> Iterator[RawEndpoint]:
    for item in items:
        endpoint = _endpoint(item)
        if endpoint.name.strip() or endpoint.url.strip():
            yield endpoint


def _endpoint(item: JsonObject) -> RawEndpoint:
    return RawEndpoint(
        name=_text(item.get("name")) or _text(item.get("api_name")),
        description=_text(item.get("description")) or _text(item.get("api_description")),
        method=_text(item.get("method")),
        url=_text(item.get("url")),
        parameters=(
            *_parameters(item.get("required_parameters"), required=True),
            *_parameters(item.get("optional_parameters"), required=False),
        ),
        samples=tuple(RawSample(origin, item[key]) for key, origin in _SAMPLE_KEYS if item.get(key)),
    )


def _parameters(items: Json, *, required: bool) -> Iterator[RawParameter]:
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict):
            yield RawParameter(
                name=_text(item.get("name")),
                type=_text(item.get("type")),
                description=_text(item.get("description")),
                default=item.get("default"),
                required=required,
            )


def _text(value: Json) -> str:
    """A text where one is expected; numbers are spelled out, and anything else counts as absent."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
