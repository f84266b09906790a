"""Signals that end a run, each as one exception: what is half-written is then removed on the way out.

    SIGINT   Stop -> exit code 130        SIGTERM  Stop -> 143        SIGHUP  Stop -> 129

A signal that the caller ignores (`nohup`) stays ignored. This module is loaded first, so it loads next to nothing.
"""

import os
import signal
import time
from types import FrameType, TracebackType

from ..errors import ExitCode

CODES = {
    signal.SIGINT: ExitCode.INTERRUPTED,
    signal.SIGTERM: ExitCode.TERMINATED,
    **({signal.SIGHUP: ExitCode.HUNG_UP} if hasattr(signal, "SIGHUP") else {}),
}
ECHO_SECONDS = 1.0  # a second Ctrl-C within this does not break off the cleaning up after the first


class Stop(KeyboardInterrupt):
    """A signal has asked the run to end."""

    def __init__(self, code: ExitCode) -> None:
        self.code = code
        super().__init__(code.name)


class AsExceptions:
    """A `with` block in which a signal raises Stop; after it all is as before. Only for the main thread."""

    def __init__(self) -> None:
        self._last = -ECHO_SECONDS
        self._before = {number: signal.getsignal(number) for number in CODES}

    def __enter__(self) -> None:
        for number, handler in self._before.items():
            if handler is not signal.SIG_IGN:
                signal.signal(number, self._stop)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        before, self._last = self._last, time.monotonic()
        if self._last - before >= ECHO_SECONDS:
            raise Stop(CODES[signal.Signals(number)])


def leave_at_once() -> None:
    """From now on Ctrl-C ends the process on the spot: while it only loads modules there is nothing to clean up."""

    def leave(number: int, frame: FrameType | None) -> None:
        os.write(2, f"{line_of(ExitCode.INTERRUPTED)}\n".encode())
        os._exit(ExitCode.INTERRUPTED)

    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, leave)


def leave_to_the_system() -> None:
    """From now on Ctrl-C ends the process without a word: an interpreter that shuts down would show where it was."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def line_of(code: ExitCode) -> str:
    """What is said of a run that a signal ended."""
    return f"error: {code.name.lower().replace('_', ' ')}"
