"""From what a file says of an output to its leaves: JSON Schema, recorded response, or template of type names.

    {"type": "array", "items": {"properties": {"id": {"type": "integer"}}}}   ->  Leaf("/*/id", INTEGER)
    {"hotels": [{"name": "Ritz", "stars": 5}]}                                ->  Leaf("/hotels/*/name", STRING), ...
    {"hotels": [{"name": "str", "_list_length": 20}]}                         ->  Leaf("/hotels/*/name", STRING)

Which of the three a value is shows in the value; the key under which it stood says little.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from ..common.json_types import Json, JsonObject
from ..common.kinds import ValueType
from ..common.pointers import escape
from .word_lists import word_set

MOST_LEAVES = 1500
_DEEPEST = 7
_MOST_CHOICES = 20


@dataclass(frozen=True, slots=True)
class Leaf:
    """One scalar of an output, before anything is known of its meaning."""

    path: str
    type: ValueType
    enum: tuple[Json, ...] = ()


_TYPE_NAMES: Mapping[str, ValueType] = {
    **dict.fromkeys(("string", "str"), ValueType.STRING),
    **dict.fromkeys(("integer", "int"), ValueType.INTEGER),
    **dict.fromkeys(("number", "float", "double"), ValueType.NUMBER),
    **dict.fromkeys(("boolean", "bool"), ValueType.BOOLEAN),
}
_SCHEMA_TYPES = frozenset(("object", "array", "string", "integer", "number", "boolean", "null"))
_COMBINATIONS = ("allOf", "anyOf", "oneOf")
_NOTHING_NAMES = frozenset(("NoneType", "null", "empty list", "empty dict", "dict", "list"))
_LIST_OF = re.compile(r"list of (\w+) with length \d+$")
# Keys that are data: dates, numbers, digests. There is no pointer pattern for "any key".
_DATA_KEY = re.compile(r"^(?:[\d\s:.,/+-]+|\d{4}-\d\d.*|[0-9a-fA-F-]{16,}|.{61,}|[\w.]+@[\w.]+|https?:.*)$")


def leaves_of(value: Json) -> tuple[Leaf, ...]:
    """The leaves, in order, each path once; () where the value teaches nothing or is broken."""
    if isinstance(value, dict) and _is_property_map(value):
        value = {"type": "object", "properties": value}
    walk = _schema(value, "", 0, value) if isinstance(value, dict) and _is_schema(value) else _example(value, "", 0)
    found: dict[str, Leaf] = {}
    for leaf in islice(walk, MOST_LEAVES):
        found.setdefault(leaf.path, leaf)
    return tuple(leaf for leaf in found.values() if leaf.path)


def _is_schema(value: JsonObject) -> bool:
    type_ = value.get("type")
    if isinstance(type_, list):
        return all(isinstance(item, str) and item in _SCHEMA_TYPES for item in type_)
    if isinstance(type_, str):
        return type_ in _SCHEMA_TYPES and not any(
            isinstance(item, str | int | float) for key, item in value.items() if key not in _SCHEMA_WORDS
        )
    properties, items = value.get("properties"), value.get("items")
    if isinstance(properties, dict) and all(isinstance(item, dict) for item in properties.values()):
        return True
    if isinstance(items, dict) and ("type" in items or "properties" in items or "$ref" in items):
        return True
    return any(isinstance(value.get(key), list) for key in _COMBINATIONS) or "$ref" in value or "$schema" in value


_SCHEMA_WORDS = word_set("schema_word")


def _is_property_map(value: JsonObject) -> bool:
    """A schema's properties without the schema around them."""
    return (
        bool(value)
        and "properties" not in value
        and all(isinstance(item, dict) and item.get("type") in _SCHEMA_TYPES for item in value.values())
    )


def _schema(node: Json, path: str, depth: int, root: JsonObject) -> Iterator[Leaf]:
    if not isinstance(node, dict) or depth > _DEEPEST:
        return
    node = _dereferenced(node, root)
    for part in _parts(node):
        yield from _schema(part, path, depth + 1, root)
    type_ = _schema_type(node)
    if isinstance(node.get("properties"), dict):
        for key, child in node["properties"].items():
            if _is_field_name(key):
                yield from _schema(child, f"{path}/{escape(key)}", depth + 1, root)
    elif "items" in node or type_ == "array":
        items = node.get("items")
        yield from _schema(items[0] if isinstance(items, list) and items else items, f"{path}/*", depth + 1, root)
    elif type_ in _TYPE_NAMES:
        yield Leaf(path, _TYPE_NAMES[type_], _schema_enum(node))


def _dereferenced(node: JsonObject, root: JsonObject) -> JsonObject:
    """One step along a reference into the same document."""
    target = node.get("$ref")
    if not isinstance(target, str) or not target.startswith("#/"):
        return node
    found: Json = root
    for token in target[2:].split("/"):
        found = found.get(token) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def _parts(node: JsonObject) -> list[Json]:
    """All of `allOf`; of alternatives the first that is not null."""
    parts = list(node["allOf"]) if isinstance(node.get("allOf"), list) else []
    for key in ("anyOf", "oneOf"):
        options = node.get(key)
        if isinstance(options, list):
            parts.extend([item for item in options if isinstance(item, dict) and item.get("type") != "null"][:1])
    return parts


def _schema_type(node: JsonObject) -> str:
    type_ = node.get("type")
    if isinstance(type_, list):
        type_ = next((item for item in type_ if item != "null"), "")
    return type_ if isinstance(type_, str) else ""


def _schema_enum(node: JsonObject) -> tuple[Json, ...]:
    values = node.get("enum")
    if not isinstance(values, list) or not 1 < len(values) <= _MOST_CHOICES:
        return ()
    return tuple(values) if all(isinstance(value, str) and 0 < len(value) <= 40 for value in values) else ()


def _is_field_name(key: str) -> bool:
    return (
        bool(key) and "*" not in key and not key.startswith("$") and not _DATA_KEY.match(key) and key != "_list_length"
    )


def _example(value: Json, path: str, depth: int) -> Iterator[Leaf]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        if not _is_map_of_data(value):
            for key, child in value.items():
                if _is_field_name(key):
                    yield from _example(child, f"{path}/{escape(key)}", depth + 1)
    elif isinstance(value, list):
        if value:
            yield from _template_list(value[0], path) or _example(value[0], f"{path}/*", depth + 1)
    elif leaf := _scalar(value, path):
        yield leaf


def _template_list(item: Json, path: str) -> list[Leaf]:
    match = _LIST_OF.match(item) if isinstance(item, str) else None
    type_ = _TYPE_NAMES.get(match[1]) if match else None
    return [Leaf(f"{path}/*", type_)] if type_ else []


def _scalar(value: Json, path: str) -> Leaf | None:
    if isinstance(value, bool):
        return Leaf(path, ValueType.BOOLEAN)
    if isinstance(value, int):
        return Leaf(path, ValueType.INTEGER)
    if isinstance(value, float):
        return Leaf(path, ValueType.NUMBER)
    if isinstance(value, str) and value not in _NOTHING_NAMES:
        return Leaf(path, _TYPE_NAMES.get(value, ValueType.STRING))
    return None


def _is_map_of_data(value: JsonObject) -> bool:
    """Many keys with objects of one shape: the keys are names of things, not of fields."""
    children = list(value.values())
    if len(children) < 8 or not all(isinstance(child, dict) for child in children):
        return False
    shapes = Counter(frozenset(child) for child in children)
    return max(shapes.values()) > 0.8 * len(children)
