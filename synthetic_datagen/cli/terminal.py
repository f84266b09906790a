"""Where the command line writes: data to stdout, messages to stderr, and how far the work is.

generating  [##########----------]  25/50      one line redrawn, where stderr is a terminal
generating: 250 of 1,000                       a few plain lines elsewhere
"""

import os
import sys
import time
from contextlib import suppress
from typing import Self, TextIO

from .escape import printable

BAR_WIDTH = 30
REDRAW_SECONDS = 0.1
PLAIN_LINES = 4  # at most so many lines for one phase where no bar can be drawn
PLAIN_STEP = 250  # and none for work shorter than this

_GREEN, _RED, _PLAIN = "\x1b[32m", "\x1b[31m", "\x1b[0m"
_CLEAR_LINE = "\r\x1b[K"


class Terminal:
    """Implements `common.progress.Progress`. `quiet` silences messages and progress, never data or errors."""

    def __init__(self, *, quiet: bool = False, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self._out, self._err = out or sys.stdout, err or sys.stderr
        self._quiet = quiet
        self._bar = not quiet and _draws(self._err)
        self._coloured = _draws(self._out) and not os.environ.get("NO_COLOR")
        self._label, self._total, self._done, self._drawn = "", 0, 0, 0.0

    @property
    def out(self) -> TextIO:
        """Where data go, for what is written in pieces."""
        return self._out

    def data(self, line: str = "") -> None:
        """A line of the result. The caller has escaped what is not ours."""
        print(line, file=self._out)

    def message(self, line: str = "") -> None:
        """A line about the work."""
        if not self._quiet:
            self.error(line)

    def error(self, line: str) -> None:
        """A line that is shown even when all else is silenced."""
        with suppress(OSError):  # nobody can be told, which is no reason to stop the work
            self._wipe()
            print(printable(line), file=self._err)

    def verdict(self, good: bool, word: str) -> str:
        """The word in green or red, where stdout is a terminal and NO_COLOR is not set."""
        return f"{_GREEN if good else _RED}{word}{_PLAIN}" if self._coloured else word

    def phase(self, label: str, total: int = 0) -> None:
        """Starts a new piece of work."""
        with suppress(OSError):
            self._wipe()
        self._label, self._total, self._done = label, total, 0
        if self._bar:
            self._draw()
        elif not total or total >= PLAIN_STEP:
            self.message(label)

    def advance(self) -> None:
        """Counts one more; draws only when that is due."""
        self._done += 1
        if self._bar:
            if time.monotonic() - self._drawn >= REDRAW_SECONDS:
                self._draw()
        elif self._total >= PLAIN_STEP and self._done % -(-self._total // PLAIN_LINES) == 0:
            self.message(f"{self._label}: {self._done:,} of {self._total:,}")

    def notice(self, line: str) -> None:
        """A message from within the work."""
        self.message(line)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Takes the bar away, after an error too."""
        with suppress(OSError):
            self._wipe()
        self._label = ""

    def _draw(self) -> None:
        counted = (
            f"  [{bar(self._done, self._total, BAR_WIDTH)}]  {self._done:,}/{self._total:,}" if self._total else ""
        )
        with suppress(OSError):
            self._err.write(f"{_CLEAR_LINE}{self._label}{counted}")
            self._err.flush()
        self._drawn = time.monotonic()

    def _wipe(self) -> None:
        if self._bar and self._label:
            self._err.write(_CLEAR_LINE)
            self._err.flush()


def bar(part: int, whole: int, width: int) -> str:
    """`part` of `whole` in `width` characters; anything above 0 shows."""
    filled = min(width, max(-(-part * width // whole), 0)) if whole else 0
    return "#" * filled + "-" * (width - filled)


def _draws(stream: TextIO) -> bool:
    return stream.isatty() and os.environ.get("TERM") != "dumb"
