"""A JSONL file that appears under its name when it is complete, and not before; its lines counted and digested.

with JsonlWriter(Path("output/conversations.jsonl")) as writer:
    writer.write(b'{"conversation_id": "conv_42_0000", ...}')
writer.digest, writer.lines
"""

from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self

from .part_file import PartFile


class JsonlWriter:
    """Writes lines to a :class:`PartFile`; entering raises what that raises, before any work."""

    def __init__(self, path: Path, *, overwrite: bool = False) -> None:
        self.path = path
        self.lines = 0
        self._part = PartFile(path, overwrite=overwrite)
        self._hash = sha256()

    @property
    def digest(self) -> str:
        """SHA-256 of all bytes written so far, as 64 hexadecimal digits."""
        return self._hash.hexdigest()

    def __enter__(self) -> Self:
        self._part.__enter__()
        return self

    def write(self, line: bytes) -> None:
        """Append one record (without its newline). Raises OutputError, for example when the disk is full."""
        data = line + b"\n"
        self._part.write(data)
        self._hash.update(data)
        self.lines += 1

    def settle(self) -> None:
        """All lines are on the disk. Raises OutputError."""
        self._part.settle()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._part.__exit__(kind, error, traceback)
