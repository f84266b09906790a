"""One Typer app, and what its errors are to a shell: a line on stderr and an exit code.

Commands import `pipeline`, and with it all that is heavy, inside their functions: `--help` must answer at once.
"""

import os
import sys
from contextlib import suppress
from typing import Annotated, TextIO

import typer

from .. import __version__
from ..errors import ExitCode, SyntheticDatagenError
from . import build, evaluate, generate, inspect, metrics, signals, validate
from .escape import printable
from .options import Quiet

NAME = "synthetic-datagen"

app = typer.Typer(
    name=NAME,
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
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


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code. Without any argument: the help on stderr, as wrong usage."""
    _prepare_streams()
    with signals.AsExceptions():
        try:
            code = _invoke(arguments) if arguments else _help_on_stderr()
            sys.stdout.flush()
        except SyntheticDatagenError as error:
            return _fail(f"error: {error}", error.exit_code)
        except typer.TyperException as error:
            return _fail(_usage_line(error, arguments), ExitCode.USAGE)
        except KeyboardInterrupt as error:
            stopped = error.code if isinstance(error, signals.Stop) else ExitCode.INTERRUPTED
            return _fail(signals.line_of(stopped), stopped)
        except BrokenPipeError:  # the reader, `head` say, has seen enough
            _forget(sys.stdout)
            return ExitCode.DONE
        except OSError as error:
            return _fail(_system_line(error), ExitCode.ERROR)
        finally:
            _settle_stderr()
    return code


def _prepare_streams() -> None:
    """A stream that the caller has closed swallows what is written to it; one that knows only ASCII shows escapes."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))
        elif hasattr(stream, "reconfigure"):  # not where a caller has put a plain buffer in its place
            stream.reconfigure(errors="backslashreplace")


def _invoke(arguments: list[str]) -> int:
    """Without Click's own `main`, which prints errors its way and exits with its own codes."""
    command = typer.main.get_command(app)
    try:
        with command.make_context(NAME, arguments) as context:
            return int(command.invoke(context))
    except typer.Exit as request:  # --help, --version
        return request.exit_code


def _help_on_stderr() -> ExitCode:
    command = typer.main.get_command(app)
    print(command.get_help(command.make_context(NAME, ["--quiet"], resilient_parsing=True)), file=sys.stderr)
    return ExitCode.USAGE


def _settle_stderr() -> None:
    """Messages that could not be written change no exit code."""
    try:
        sys.stderr.flush()
    except OSError:
        _forget(sys.stderr)


def _forget(stream: TextIO) -> None:
    """What the stream still holds goes nowhere; else the flush at exit would complain once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _system_line(error: OSError) -> str:
    """Files have errors of their own, so this is stdout: a full disk behind a redirection."""
    if error.filename is None:
        _forget(sys.stdout)
        return f"error: standard output: cannot be written ({error.strerror}); redirect it elsewhere"
    return f"error: {error.filename}: cannot be used ({error.strerror}); check the path"


def _usage_line(error: typer.TyperException, arguments: list[str]) -> str:
    """The error, and the help of the command that was called, if it was one."""
    commands = [word for word in arguments if not word.startswith("-")][:1]
    called = f"{NAME} {commands[0]}" if commands and commands[0] in _COMMANDS else NAME
    message = error.format_message().rstrip(".").replace(": Value error, ", ": ")
    return f"error: {message}; see `{called} --help`"


_COMMANDS = frozenset(typer.main.get_command(app).commands)  # type: ignore[attr-defined]  # a group has commands


def _fail(line: str, code: ExitCode) -> ExitCode:
    with suppress(OSError):  # nobody is left to be told
        print(printable(" ".join(line.split())), file=sys.stderr, flush=True)
    return code
