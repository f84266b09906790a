"""JSON Pointers (RFC 6901), plain and as patterns in which `*` stands for any array index.

resolve({"results": [{"id": "h1"}]}, "/results/0/id")  ->  "h1"
at("/results/*/id", 0)                                  ->  "/results/0/id"
"""

from collections.abc import Iterator

from .json_types import Json


def escape(key: str) -> str:
    """One reference token for an object key."""
    return key.replace("~", "~0").replace("/", "~1") if "~" in key or "/" in key else key


def unescape(token: str) -> str:
    """The object key of a reference token."""
    return token.replace("~1", "/").replace("~0", "~") if "~" in token else token


def tokens(pointer: str) -> list[str]:
    """The unescaped tokens of a pointer ("" has none)."""
    found = pointer.split("/")[1:]
    return [unescape(token) for token in found] if "~" in pointer else found


def resolve(document: Json, pointer: str) -> Json:
    """The value at `pointer`. Raises LookupError when there is none."""
    value = document
    for token in tokens(pointer):
        if isinstance(value, list):
            if not (token.isascii() and token.isdecimal() and int(token) < len(value)):
                raise LookupError(pointer)
            value = value[int(token)]
        elif isinstance(value, dict) and token in value:
            value = value[token]
        else:
            raise LookupError(pointer)
    return value


def at(pattern: str, index: int, rest: int = 0) -> str:
    """The pattern with its first `*` replaced by `index` and any further ones by `rest`."""
    return pattern.replace("*", str(index), 1).replace("*", str(rest))


def leaves(value: Json, pointer: str = "") -> Iterator[tuple[str, Json]]:
    """All (pointer, scalar) pairs below `value`; an empty container is a leaf itself."""
    if isinstance(value, dict) and value:
        for key, item in value.items():
            yield from leaves(item, f"{pointer}/{escape(key)}")
    elif isinstance(value, list) and value:
        for index, item in enumerate(value):
            yield from leaves(item, f"{pointer}/{index}")
    else:
        yield pointer, value
