"""Files: atomic writes, JSONL streams that survive a broken line, digests.

for line in read_jsonl(path):
    match line:
        case JsonLine(number=n, value=record): ...
        case BrokenLine(number=n, reason=why): ...
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import orjson

from ..errors import InputError, OutputError
from .json_types import Json

CANONICAL = orjson.OPT_SORT_KEYS


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
    """The lines of a JSONL file one by one, in constant memory. Blank lines are passed over.

    Raises InputError when the file cannot be opened.
    """
    try:
        stream = path.open("rb")
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror})", where=str(path), remedy="check the path given to --input"
        ) from error
    with stream:
        for number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            try:
                value = orjson.loads(line)
            except orjson.JSONDecodeError as error:
                yield BrokenLine(number, f"not valid JSON ({error})")
                continue
            yield JsonLine(number, value) if isinstance(value, dict) else BrokenLine(number, "not a JSON object")


def canonical(value: Json) -> bytes:
    """The one byte form of a JSON value: sorted keys, no blanks."""
    return orjson.dumps(value, option=CANONICAL)


def digest(data: bytes) -> str:
    """SHA-256 as 64 hexadecimal digits."""
    return sha256(data).hexdigest()


def write_atomic(path: Path, data: bytes) -> None:
    """Write a whole file so that a reader sees the old or the new one, never half. Raises OutputError."""
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError as error:
        raise OutputError(
            f"cannot be written ({error.strerror})", where=str(path), remedy="choose a folder you may write to"
        ) from error
