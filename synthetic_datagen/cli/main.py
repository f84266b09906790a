"""The door of the command line. It loads nothing itself, so that Ctrl-C is understood from the first moment.

synthetic-datagen generate --n 50 --seed 42         the console script
python3 -m synthetic_datagen generate               the same
python3 -m synthetic_datagen.cli.main --help        the same
"""

import os
import sys
from typing import Any


def main(argv: list[str] | tuple[str, ...] | None = None) -> int:
    """Run one command line (default: that of the process) and return its exit code; see `errors.ExitCode`."""
    try:
        from . import signals

        if argv is None:
            signals.leave_at_once()
        from .app import run

        code = run(sys.argv[1:] if argv is None else list(argv))
        if argv is None:
            signals.leave_to_the_system()
    except KeyboardInterrupt:  # while the lines above loaded: `run` has an answer of its own
        from ..errors import ExitCode
        from .signals import line_of

        os.write(2, f"{line_of(ExitCode.INTERRUPTED)}\n".encode())
        return ExitCode.INTERRUPTED
    return code


def __getattr__(name: str) -> Any:
    """The Typer application, as `app`, loaded when somebody asks for it."""
    if name == "app":
        from .app import app

        return app
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


if __name__ == "__main__":
    sys.exit(main())
