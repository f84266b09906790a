"""Raw types and defaults -> typed values: what a file declares, checked against what its defaults show.

declared("DATE (YYYY-MM-DD)")     ->  Declared(STRING, format="date")
coerce("10", ValueType.INTEGER)   ->  10
coerce("08057", ValueType.INTEGER)->  None         (a number with a leading zero is a code)
is_placeholder("YOUR_API_KEY")    ->  True
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import orjson

from ..common.json_types import Json
from ..common.kinds import ValueType
from ..common.tools import StringFormat

EXACT = 2**53  # integers beyond it are not the same in every JSON reader
LONGEST = 300
_MOST_ITEMS = 10


@dataclass(frozen=True, slots=True)
class Declared:
    """What a raw type says."""

    type: ValueType
    format: StringFormat = ""
    binary: bool = False
    credential: bool = False
    choice: bool = False


_S, _N, _I = ValueType.STRING, ValueType.NUMBER, ValueType.INTEGER
_DECLARED: Mapping[str, Declared] = {
    **dict.fromkeys(("integer", "int", "int32", "int64", "long"), Declared(_I)),
    **dict.fromkeys(("number", "float", "double", "decimal", "numeric"), Declared(_N)),
    **dict.fromkeys(("boolean", "bool", "checkbox"), Declared(ValueType.BOOLEAN)),
    **dict.fromkeys(("array", "list", "tuple", "multiselect"), Declared(ValueType.ARRAY)),
    **dict.fromkeys(("object", "json", "map", "dict", "dictionary"), Declared(ValueType.OBJECT)),
    **dict.fromkeys(("enum", "select", "dropdown", "choice", "radio"), Declared(_S, choice=True)),
    **dict.fromkeys(("date", "datepicker"), Declared(_S, "date")),
    "time": Declared(_S, "time"),
    **dict.fromkeys(("datetime", "timestamp"), Declared(_S, "date-time")),
    **dict.fromkeys(("geopoint", "latlng"), Declared(_S, "geopoint")),
    **dict.fromkeys(("binary", "file", "blob", "upload"), Declared(_S, binary=True)),
    **dict.fromkeys(("credentials", "credential", "password", "secret"), Declared(_S, credential=True)),
}
_TEXT = Declared(_S)


@lru_cache(maxsize=4096)
def declared(raw_type: str) -> Declared:
    """The list of raw types is open: what it does not name is a string."""
    word = re.sub(r"\(.*", "", raw_type).replace("-", "").strip().lower()
    return _DECLARED.get(word, _TEXT)


_PLACEHOLDER = re.compile(
    r"""(?ix)^\W*(?:
      (?:some|a|an|the|this|any|valid|required|optional|new|test|sample|example|insert|enter|put|type|here|my|random)?[\s_-]*
        (?:strings?|str|text|values?|integer|int|number|numeric|float|double|boolean|bool|object|array|list|enum|null|none|nil|nan
          |undefined|void|empty|n/?a|todo|tbd|default|placeholder|example|sample|optional|required|any|something|anything|asdf\w*
          |qwe\w*|foo|bar|baz|foobar|lorem.*|ipsum|blah|test(?:ing)?\d*|dummy|unknown|key|field|param(?:eter)?|input|data|name
          |id|token|true[|/]false|yes[|/]no|string\s+value|some_\w+_value|change[_-]?me|replace[_-]?me|redacted|hidden)
      |(?:some|your|insert|enter|replace|specify|provide|put|paste)[\s_-]+\S.*|your[_-]?\w+
      |x{2,}[\w-]*|\*+|\.+|-+|_+|0{5,}|1234567890|a{3,}|.*(?:your[\s_-]|_here\b|\bhere\b|<\w|xxxx).*
      |\{+.*|\[object.*|<.*>?|\$\{?.*|%\w+%|:\w+|\(.*\)|\w+=.*|eq\..*|.*\(\).*
      |(?:nostrud|proident|aliqua|dolor|labore|veniam|ullamco|tempor|cillum|laboris|deserunt|consequat|pariatur|reprehenderit)\b.*
    )\W*$"""
)


def is_placeholder(value: Json, name: str = "") -> bool:
    """Whether a default says nothing: "string", "{...}", ["undefined"], "YOUR_KEY", or the parameter's own name."""
    if value is None:
        return True
    if isinstance(value, list):
        return not value or all(is_placeholder(item) for item in value)
    if isinstance(value, dict):
        return not value or all(is_placeholder(item) for item in value.values())
    if not isinstance(value, str):
        return False
    return _is_placeholder_text(value) or _bare(value) == _bare(name)


@lru_cache(maxsize=65536)
def _is_placeholder_text(text: str) -> bool:
    return not text.strip() or bool(_PLACEHOLDER.match(text))


def _bare(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


_INTEGER = re.compile(r"[+-]?(?:0|[1-9]\d{0,17})$")
_NUMBER = re.compile(r"[+-]?(?:0|[1-9]\d{0,17})(?:\.\d{1,17})?(?:[eE][+-]?\d{1,2})?$")
_TRUTH: Mapping[str, bool] = {"true": True, "false": False, "yes": True, "no": False, "1": True, "0": False}


def coerce(value: Json, type_: ValueType) -> Json:
    """The value as that type, or None where it is not one. Never rounds, never cuts."""
    match type_:
        case ValueType.STRING:
            return _as_string(value)
        case ValueType.INTEGER:
            return _as_integer(value)
        case ValueType.NUMBER:
            return _as_number(value)
        case ValueType.BOOLEAN:
            return value if isinstance(value, bool) else _TRUTH.get(str(value).strip().lower())
        case ValueType.ARRAY:
            return _as_array(value)
        case ValueType.OBJECT:
            parsed = _parsed(value)
            return (
                parsed
                if isinstance(parsed, dict) and len(str(parsed)) <= LONGEST and not any(map(str.isdigit, parsed))
                else None
            )


def _as_string(value: Json) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _plain(value)
    if not isinstance(value, str):
        return None
    text = value.strip()
    return text if text and len(text) <= LONGEST and text.isprintable() else None


def _plain(value: float) -> str:
    return str(int(value)) if float(value).is_integer() and abs(value) < EXACT else str(value)


def _as_integer(value: Json) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        value = int(value) if _INTEGER.match(value := value.strip()) else None
    if isinstance(value, float):
        value = int(value) if math.isfinite(value) and value.is_integer() else None
    return value if isinstance(value, int) and abs(value) <= EXACT else None


def _as_number(value: Json) -> float | int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        text = value.strip()
        if not _NUMBER.match(text):
            return None
        value = int(text) if _INTEGER.match(text) else float(text)
    if not isinstance(value, int | float) or not math.isfinite(value) or abs(value) > EXACT:
        return None
    return value


def _as_array(value: Json) -> list[Json] | None:
    parsed = _parsed(value)
    if isinstance(parsed, str) and parsed.strip():
        parsed = [part for item in parsed.split(",") if (part := item.strip())]
    elif isinstance(parsed, int | float):
        parsed = [parsed]
    if not isinstance(parsed, list) or not 0 < len(parsed) <= _MOST_ITEMS:
        return None
    items = [item.strip() if isinstance(item, str) else item for item in parsed]
    kinds = {type(item) for item in items}
    return items if len(kinds) == 1 and kinds <= {str, int, float} and len(str(items)) <= LONGEST else None


def _parsed(value: Json) -> Json:
    """A string that holds JSON, read; anything else as it is."""
    if isinstance(value, str) and value.strip()[:1] in ("[", "{"):
        try:
            return orjson.loads(value)
        except orjson.JSONDecodeError:
            return None
    return value


def item_type(items: Json) -> ValueType:
    """The type of an array's elements, by an example of one."""
    first = items[0] if isinstance(items, list) and items else None
    if isinstance(first, bool) or not isinstance(first, int | float):
        return ValueType.STRING
    return ValueType.INTEGER if isinstance(first, int) else ValueType.NUMBER


def number_type(default: Json, *, whole: bool) -> ValueType:
    """What NUMBER means: INTEGER, NUMBER, or STRING where the default is plainly a text ("BTC", "08057", "2024-01-01").

    `whole` says that values of this name are whole numbers (a page, a year, an id).
    """
    if default is None or is_placeholder(default):
        return ValueType.INTEGER if whole else ValueType.NUMBER
    if coerce(default, ValueType.INTEGER) is not None:
        return ValueType.INTEGER
    if coerce(default, ValueType.NUMBER) is not None:
        return ValueType.INTEGER if whole else ValueType.NUMBER
    if isinstance(default, str) and re.fullmatch(r"[\w@.:/ -]{2,40}", default.strip()):
        return ValueType.STRING
    return ValueType.INTEGER if whole else ValueType.NUMBER
