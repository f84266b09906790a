"""The one verdict on each line of a file, shared by `validate` and `inspect`.

Verdict(line=3, conversation_id="conv_42_0002", record={...}, violations=())
Verdict(line=4, conversation_id="", record=None, violations=(Violation("BROKEN_LINE", "", "not valid JSON ..."),))
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from ..common import seeds
from ..common.files import BrokenLine, JsonLine, read_jsonl
from ..common.json_types import JsonObject
from ..errors import InputError
from ..generator.validator import Violation, validate_record

Replay: TypeAlias = Callable[[JsonObject], list[Violation]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a file before it is judged; `problems` are those that only the whole file shows."""

    line: int
    conversation_id: str  # "" where there is none
    record: JsonObject | None  # None: the line could not be read
    problems: tuple[Violation, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One line of a file, judged. A record without violations is true to its trace as far as code can tell."""

    line: int
    conversation_id: str
    record: JsonObject | None
    violations: tuple[Violation, ...]


def entries(path: Path) -> Iterator[Entry]:
    """All lines in order, broken ones too. Raises InputError for a file that cannot be read or holds no line."""
    first_seen: dict[bytes, int] = {}
    empty = True
    for line in read_jsonl(path):
        empty = False
        match line:
            case BrokenLine(number, reason):
                yield Entry(number, "", None, (Violation("BROKEN_LINE", "", reason),))
            case JsonLine(number, record):
                name = record.get("conversation_id")
                conversation_id = name if isinstance(name, str) else ""
                first = first_seen.setdefault(seeds.digest(conversation_id), number)
                yield Entry(number, conversation_id, record, _repeated(first, number) if conversation_id else ())
    if empty:
        raise InputError("holds no records", where=str(path), remedy="run `synthetic-datagen generate` first")


def judged(entry: Entry, replay: Replay | None = None) -> Verdict:
    """The verdict on one line: what the file shows, then what the record itself shows, then what a replay shows.

    A record whose shape is wrong is not replayed.
    """
    own = tuple(validate_record(entry.record)) if entry.record is not None else ()
    if replay is not None and entry.record is not None and not any(one.code == "SHAPE" for one in own):
        own += tuple(replay(entry.record))
    return Verdict(entry.line, entry.conversation_id, entry.record, entry.problems + own)


def _repeated(first: int, number: int) -> tuple[Violation, ...]:
    if first == number:
        return ()
    return (Violation("DUPLICATE_ID", "/conversation_id", f"line {first} has the same conversation_id"),)
