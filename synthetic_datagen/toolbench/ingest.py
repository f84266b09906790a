"""Ingest: ToolBench files -> raw tools. Every file is read or put in quarantine with the reason; none stops the others.

    ingest([Path("toolbench")])
        .tools         RawTool(name="Open Weather Map", ...), ...
        .quarantined   Quarantine(file="JUNK_TOOLS.txt", reason="not a .json file"), ...
        .digests       {"tools/Weather/open_weather_map.json": "9f2c...", ...}

The order of everything is that of the files' names, never the file system's.
"""

import gc
import json
import math
import re
import stat
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import orjson

from ..common.files import digest
from ..common.json_types import Json
from .files import SUFFIXES, FoundFile, find_files
from .parse import Parsed, parse_document
from .raw import RawEndpoint, RawTool


@dataclass(frozen=True, slots=True)
class Quarantine:
    """A file, or a part of one, that was put aside, and why."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Ingested:
    """All that was read. `digests` maps each file's name (relative to the path given) to the SHA-256 of its bytes."""

    tools: tuple[RawTool, ...]
    quarantined: tuple[Quarantine, ...]
    digests: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Examples:
    """Response examples, to be added to the tool of the same folder and file name."""

    file: str
    key: tuple[str, str]
    endpoints: tuple[RawEndpoint, ...]


class _UnreadableError(Exception):
    """The bytes are no JSON document; the text is the reason."""


def ingest(paths: Sequence[Path]) -> Ingested:
    """Read all files below `paths`. Raises InputError for a path that is missing or has no .json file in it."""
    files = find_files(paths)
    collecting = gc.isenabled()
    gc.disable()  # millions of small objects and no cycles: collecting would cost as much as parsing
    try:
        return _ingest(files)
    finally:
        if collecting:
            gc.enable()


def _ingest(files: Sequence[FoundFile]) -> Ingested:
    tools: list[tuple[tuple[str, str], RawTool]] = []
    examples: list[_Examples] = []
    quarantined: list[Quarantine] = []
    digests: dict[str, str] = {}
    for _, namesakes in groupby(files, key=lambda file: file.name):
        for file, data in _contents(list(namesakes), quarantined):
            name = _unique_name(file.name, digest(data), digests)
            try:
                parsed = _parse(data, file, name, quarantined)
            except _UnreadableError as problem:
                quarantined.append(Quarantine(name, str(problem)))
                continue
            key = (_comparable(file.folder), file.path.stem)
            tools.extend((key, tool) for tool in parsed.tools)
            if parsed.examples:
                examples.append(_Examples(name, key, parsed.examples))
            if parsed.reason:
                quarantined.append(Quarantine(name, parsed.reason))
    merged, homeless = _with_examples(tools, examples)
    quarantined.extend(homeless)
    ordered = sorted(quarantined, key=lambda item: (item.file, item.reason))
    return Ingested(tuple(merged), tuple(ordered), dict(sorted(digests.items())))


def _contents(namesakes: Sequence[FoundFile], quarantined: list[Quarantine]) -> list[tuple[FoundFile, bytes]]:
    """Files of one name and their bytes, ordered by these: what the folders above are called changes nothing."""
    found = []
    for file in namesakes:
        try:
            found.append((file, _read(file)))
        except _UnreadableError as problem:
            quarantined.append(Quarantine(file.name, str(problem)))
    return found if len(found) < 2 else sorted(found, key=lambda item: item[1])


def _read(file: FoundFile) -> bytes:
    if file.problem:
        raise _UnreadableError(file.problem)
    try:
        mode = file.path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise _UnreadableError("not a regular file")
        if file.path.suffix.lower() not in SUFFIXES:
            raise _UnreadableError("not a .json file")
        data = file.path.read_bytes()
    except FileNotFoundError as error:
        raise _UnreadableError("a link to nothing") from error
    except OSError as error:
        raise _UnreadableError(f"cannot be read ({error.strerror})") from error
    if not data.strip():
        raise _UnreadableError("empty file")
    return data


def _unique_name(name: str, content: str, digests: dict[str, str]) -> str:
    """Registers the digest. Files of the same name below two of the paths given are told apart by their content."""
    if digests.get(name, content) != content:
        name = f"{name}#{content[:8]}"
    digests[name] = content
    return name


def _parse(data: bytes, file: FoundFile, name: str, quarantined: list[Quarantine]) -> Parsed:
    if file.path.suffix.lower() == ".jsonl":
        return parse_document(list(_lines(data, name, quarantined)), name, file.folder)
    return parse_document(_load_json(data), name, file.folder)


def _lines(data: bytes, name: str, quarantined: list[Quarantine]) -> Iterator[Json]:
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.strip():
            try:
                yield _load_json(line)
            except _UnreadableError as problem:
                quarantined.append(Quarantine(f"{name}:{number}", str(problem)))


_SURROGATE = re.compile("[\ud800-\udfff]")


def _load_json(data: bytes) -> Json:
    """A JSON document. What orjson refuses (NaN, half a surrogate pair, a byte-order mark) is read more leniently."""
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        strict = error
    try:
        text = data.decode("utf-8-sig")
        return _whole(json.loads(text, parse_constant=lambda _: None, strict=False))
    except UnicodeDecodeError as error:
        raise _UnreadableError("not UTF-8") from error
    except RecursionError as error:
        raise _UnreadableError("nested too deeply") from error
    except ValueError as error:
        raise _UnreadableError(f"not valid JSON ({_place(strict)})") from error


def _place(error: orjson.JSONDecodeError) -> str:
    return f"line {error.lineno}, column {error.colno}"


def _whole(value: Json) -> Json:
    """Without the lone surrogates that no output could carry; null for numbers beyond 64 bits or a float's range."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, int) and not -(2**63) <= value < 2**64:
        return None
    return value


def _comparable(folder: str) -> str:
    return re.sub(r"[^a-z0-9]", "", folder.lower())


def _with_examples(
    tools: list[tuple[tuple[str, str], RawTool]], examples: list[_Examples]
) -> tuple[list[RawTool], list[Quarantine]]:
    """Adds response examples to the endpoints of the same name; those of no known tool go to quarantine."""
    result = [tool for _, tool in tools]
    by_key: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, (key, _) in enumerate(tools):
        by_key[key].append(number)
    homeless = []
    for example in examples:
        numbers = by_key.get(example.key, [])
        for number in numbers:
            result[number] = _add_samples(result[number], example)
        if not numbers:
            homeless.append(Quarantine(example.file, "response examples of a tool that is not in the input"))
        elif not any(example.file in result[number].files for number in numbers):
            homeless.append(Quarantine(example.file, "response examples of endpoints that are not in the input"))
    return result, homeless


def _add_samples(tool: RawTool, example: _Examples) -> RawTool:
    samples = {endpoint.name: endpoint.samples for endpoint in example.endpoints if endpoint.samples}
    if not any(endpoint.name in samples for endpoint in tool.endpoints):
        return tool
    endpoints = tuple(
        replace(endpoint, samples=endpoint.samples + samples.get(endpoint.name, ())) for endpoint in tool.endpoints
    )
    return replace(tool, endpoints=endpoints, files=(*tool.files, example.file))
