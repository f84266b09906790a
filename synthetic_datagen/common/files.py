"""Files: JSONL streams that survive a broken line, canonical bytes, digests.

for line in read_jsonl(path):
    match line:
        case JsonLine(number=n, value=record): ...
        case BrokenLine(number=n, reason=why): ...
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import orjson

from ..errors import InputError
from .json_types import Json

CANONICAL = orjson.OPT_SORT_KEYS
_HEAD = 1024  # bytes that show whether a file is text
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_UNREADABLE = frozenset(map(chr, range(32))) - frozenset("\t\n\r") | {"\ufffd"}


@dataclass(frozen=True, slots=True)
class JsonLine:
    """One parsed line; `number` counts from 1."""

    number: int
    value: Json


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """A line that is no JSON object; `number` counts from 1."""

    number: int
    reason: str


def read_jsonl(path: Path) -> Iterator[JsonLine | BrokenLine]:
    """The lines of a JSONL file one by one, in constant memory. Blank lines and a byte-order mark are passed over.

    Raises InputError when the file cannot be read, or is no text: compressed, say.
    """
    try:
        with path.open("rb") as stream:
            _refuse_binary(stream.peek(_HEAD)[:_HEAD], path)
            for number, line in enumerate(stream, start=1):
                text = line.removeprefix(_BYTE_ORDER_MARK) if number == 1 else line
                if text.strip():
                    yield _parsed(number, text)
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror})", where=str(path), remedy="check the path given to --input"
        ) from error


def _refuse_binary(head: bytes, path: Path) -> None:
    """A broken line is no reason to refuse a file; one that begins with a tenth of unreadable characters is no text."""
    text = head.removeprefix(_BYTE_ORDER_MARK).decode("utf-8", "replace")
    if 10 * sum(char in _UNREADABLE for char in text) > len(text):
        raise InputError(
            "is not a text file", where=str(path), remedy="give --input a JSONL file in UTF-8, uncompressed"
        )


def _parsed(number: int, line: bytes) -> JsonLine | BrokenLine:
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        why = "not UTF-8" if "UTF-8" in error.msg else f"column {error.colno}: {error.msg}"
        return BrokenLine(number, f"not valid JSON ({why})")
    return JsonLine(number, value) if isinstance(value, dict) else BrokenLine(number, "not a JSON object")


def canonical(value: Json) -> bytes:
    """The one byte form of a JSON value: sorted keys, no blanks."""
    return orjson.dumps(value, option=CANONICAL)


def digest(data: bytes) -> str:
    """SHA-256 as 64 hexadecimal digits."""
    return sha256(data).hexdigest()
