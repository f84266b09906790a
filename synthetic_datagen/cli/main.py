"""The command line: one Typer app, its exit codes, and nothing else.

    synthetic-datagen generate --n 50 --seed 42         the console script
    python3 -m synthetic_datagen.cli.main --help        the same

Commands import `pipeline`, and with it all that is heavy, inside their functions: `--help` must answer at once.
"""

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from .. import __version__
from ..errors import ExitCode, SyntheticDatagenError
from . import build, evaluate, generate, inspect, metrics, validate
from .escape import printable
from .options import Quiet

NAME = "synthetic-datagen"

app = typer.Typer(name=NAME, rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
app.command()(build.build)
app.command()(generate.generate)
app.command()(validate.validate)
app.command()(metrics.metrics)
app.command()(inspect.inspect)
app.command()(evaluate.evaluate)


def _print_version(asked: bool) -> None:
    if asked:
        print(f"{NAME} {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Grounded multi-turn tool-use conversations from tool schemas, offline and deterministic."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line (default: that of the process) and return its exit code; see `errors.ExitCode`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # not where a caller has put a plain buffer in its place
            stream.reconfigure(errors="backslashreplace")  # an ASCII terminal shows an arrow as \\u2190
    try:
        code = _run(sys.argv[1:] if argv is None else list(argv))
        sys.stdout.flush()
    except SyntheticDatagenError as error:
        return _fail(str(error), error.exit_code)
    except typer.TyperException as error:
        return _fail(_usage_line(error), ExitCode.USAGE)
    except KeyboardInterrupt:
        return _fail("interrupted", ExitCode.INTERRUPTED)
    except BrokenPipeError:  # the reader, `head` say, has seen enough
        _forget_stdout()
        return ExitCode.DONE
    except OSError as error:  # stdout itself: a full disk behind a redirection
        _forget_stdout()
        return _fail(str(error), ExitCode.ERROR)
    return code


def _run(arguments: list[str]) -> int:
    """Without Click's own `main`, which prints errors its way and exits with its own codes."""
    command = typer.main.get_command(app)
    try:
        with command.make_context(NAME, arguments) as context:
            return int(command.invoke(context))
    except typer.Exit as request:  # --help, --version
        return request.exit_code


def _forget_stdout() -> None:
    """What stdout still holds goes nowhere; else the flush at exit would complain once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _usage_line(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else NAME
    return f"{error.format_message().rstrip('.')}; see `{command} --help`"


def _fail(line: str, code: ExitCode) -> ExitCode:
    print(f"error: {printable(' '.join(line.split()))}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
