"""A file that appears under its name when it is complete, and not before.

    with PartFile(Path("output/conversations.jsonl")) as part:      conversations.jsonl.part, locked
        part.write(b"...")
                                                                    conversations.jsonl

One process at a time writes `<path>.part`. What a dead process has left there is replaced; a living one is not
disturbed. A link is followed: the part stands beside the file that the link names.
"""

import errno
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from ..errors import OutputError

if sys.platform != "win32":
    import fcntl

# Neither a link nor a pipe that somebody has put in the part's place is followed or waited for.
_FLAGS = (
    os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})  # of some network file systems
_REMEDIES = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "make room on the disk or choose another folder"),
    errno.ENAMETOOLONG: "choose a shorter name",
}
_REMEDY = "choose a folder you may write to"


class PartFile:
    """The complete new content of `path`, or, after an exception in the `with` block, nothing.

    Entering raises OutputError when `path` cannot be written, is no regular file, exists and `overwrite` is false, or
    is being written by another process.
    """

    def __init__(self, path: Path, *, overwrite: bool = True) -> None:
        self.path = path
        self._overwrite = overwrite
        self._target = path
        self._part = path
        self._stream: BinaryIO | None = None

    def __enter__(self) -> Self:
        try:
            self._refuse()
            self._target = Path(os.path.realpath(self.path)) if self.path.is_symlink() else self.path
            self._part = self._target.with_name(self._target.name + ".part")
            make_folder(self._target.parent)
            self._stream = self._locked()
            self._refuse()  # what another run has finished in the meantime
            self._stream.truncate(0)
        except OSError as error:
            self._abandon()
            raise cannot_write(self.path, error) from error
        except (OutputError, KeyboardInterrupt):
            self._abandon()
            raise
        return self

    def write(self, data: bytes) -> None:
        """Append. Raises OutputError, for example when the disk is full."""
        assert self._stream is not None, "to be used in a `with` block"
        try:
            self._stream.write(data)
        except OSError as error:
            raise cannot_write(self.path, error) from error

    def settle(self) -> None:
        """All that was written is on the disk: what is left is to give it its name. Raises OutputError."""
        assert self._stream is not None, "to be used in a `with` block"
        try:
            self._stream.flush()
            os.fsync(self._stream.fileno())
        except OSError as error:
            raise cannot_write(self.path, error) from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.settle()
                self._part.replace(self._target)
        except OSError as failure:
            raise cannot_write(self.path, failure) from failure
        finally:
            self._abandon()

    def _refuse(self) -> None:
        """Raises OutputError where something stands at `path` that must not be replaced."""
        try:
            mode = self.path.stat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            if self.path.is_symlink():
                raise OutputError("is a link to nothing", where=str(self.path), remedy="name a file") from None
            return
        if stat.S_ISDIR(mode):
            raise OutputError("is a folder", where=str(self.path), remedy="name a file")
        if not stat.S_ISREG(mode):
            raise OutputError("is not a regular file", where=str(self.path), remedy="name a file")
        if not self._overwrite:
            raise OutputError(
                "exists already", where=str(self.path), remedy="pass --overwrite or choose another --output"
            )

    def _locked(self) -> BinaryIO:
        """The part, open and ours. Another process may take it away between opening and locking: then once more."""
        while True:
            number = os.open(self._part, _FLAGS, 0o666)
            stream = os.fdopen(number, "wb")
            if not stat.S_ISREG(os.fstat(number).st_mode):
                stream.close()
                raise OutputError("is not a regular file", where=str(self._part), remedy="remove it")
            if not _lock(number):
                stream.close()
                raise OutputError(
                    "another run is writing to it", where=str(self.path), remedy="wait for it, or choose another name"
                )
            if _is_at(number, self._part):
                return stream
            stream.close()

    def _abandon(self) -> None:
        """Lets go of the part, and removes it if it still has that name."""
        if self._stream is None:
            return
        stream, self._stream = self._stream, None
        with suppress(OSError):
            if _is_at(stream.fileno(), self._part):
                self._part.unlink()
        with suppress(OSError):  # what is still in the buffer has no use any more, nor has a full disk's complaint
            stream.close()


def make_folder(folder: Path) -> None:
    """The folder, with those above it. Raises OutputError that names what is in the way."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        blocking = next((one for one in (folder, *folder.parents) if os.path.lexists(one)), folder)
        raise OutputError("is not a folder", where=str(blocking), remedy="choose another path") from error
    except OSError as error:
        raise OutputError(
            f"cannot be made ({error.strerror})", where=str(folder), remedy=_REMEDIES.get(error.errno or 0, _REMEDY)
        ) from error


def cannot_write(path: Path, error: OSError) -> OutputError:
    """The error with what can be done about it."""
    remedy = _REMEDIES.get(error.errno or 0, _REMEDY)
    return OutputError(f"cannot be written ({error.strerror})", where=str(path), remedy=remedy)


def _lock(number: int) -> bool:
    """Whether the open file is ours alone now. Where there are no locks, every file is."""
    if sys.platform != "win32":
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
    return True


def _is_at(number: int, path: Path) -> bool:
    """Whether the open file has this name."""
    try:
        return os.path.samestat(os.fstat(number), path.stat())
    except FileNotFoundError:
        return False
