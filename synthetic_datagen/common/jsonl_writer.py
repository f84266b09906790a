"""A JSONL file that appears under its name when it is complete, and not before.

with JsonlWriter(Path("output/conversations.jsonl")) as writer:
    writer.write(b'{"conversation_id": "conv_42_0000", ...}')
writer.digest, writer.lines
"""

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from ..errors import OutputError


class JsonlWriter:
    """Writes `<path>.part` and renames it at the end; an exception in the `with` block removes it.

    Entering raises OutputError when the path cannot be written, or exists and `overwrite` is false: before any work.
    """

    def __init__(self, path: Path, *, overwrite: bool = False) -> None:
        self.path = path
        self.lines = 0
        self._overwrite = overwrite
        self._part = path.with_name(path.name + ".part")
        self._hash = sha256()
        self._stream: BinaryIO

    @property
    def digest(self) -> str:
        """SHA-256 of all bytes written so far, as 64 hexadecimal digits."""
        return self._hash.hexdigest()

    def __enter__(self) -> Self:
        if self.path.is_dir():
            raise OutputError("is a folder", where=str(self.path), remedy="name a file")
        if self.path.exists() and not self._overwrite:
            raise OutputError(
                "exists already", where=str(self.path), remedy="pass --overwrite or choose another --output"
            )
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._stream = self._part.open("wb")
        except OSError as error:
            raise self._cannot_write(error) from error
        return self

    def write(self, line: bytes) -> None:
        """Append one record (without its newline). Raises OutputError, for example when the disk is full."""
        data = line + b"\n"
        try:
            self._stream.write(data)
        except OSError as error:
            raise self._cannot_write(error) from error
        self._hash.update(data)
        self.lines += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if kind is not None:
            self._abandon()
            return
        try:
            self._stream.flush()
            os.fsync(self._stream.fileno())
            self._stream.close()
            self._part.replace(self.path)
        except OSError as failure:
            self._abandon()
            raise self._cannot_write(failure) from failure

    def _abandon(self) -> None:
        with suppress(OSError):  # what is still in the buffer has no use any more, nor has a full disk's complaint
            self._stream.close()
        self._part.unlink(missing_ok=True)

    def _cannot_write(self, error: OSError) -> OutputError:
        return OutputError(
            f"cannot be written ({error.strerror})", where=str(self.path), remedy="choose a folder you may write to"
        )
