"""`synthetic-datagen inspect`: conversations -> a verdict on each, with --verbose the source of each value."""

from typing import Annotated

import typer

from ..errors import ExitCode
from .options import InputFile, Quiet, is_quiet, whole_number
from .render.inspect import inspected
from .terminal import Terminal


def inspect(
    context: typer.Context,
    input_file: InputFile,
    verbose: Annotated[bool, typer.Option("--verbose", help="Show the text and the lineage of each value.")] = False,
    conversation: Annotated[
        str | None, typer.Option("--id", metavar="CONVERSATION", help="Only the conversation of this id.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="N", parser=whole_number(1), help="At most so many.")
    ] = None,
    quiet: Quiet = False,
) -> ExitCode:
    """Show conversations one by one with their verdict, the same as `validate` gives."""
    from .. import pipeline

    with Terminal(quiet=is_quiet(context, quiet)) as terminal:
        found = pipeline.inspect(input_file, conversation, limit)
        return inspected(terminal, input_file, found, verbose=verbose)
