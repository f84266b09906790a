"""`synthetic-datagen metrics`: conversations -> figures of diversity and grounding."""

from typing import Annotated

import typer

from ..errors import ExitCode
from .options import InputFile, Quiet, is_quiet
from .render.metrics import measured
from .terminal import Terminal


def metrics(
    context: typer.Context,
    input_file: InputFile,
    as_json: Annotated[bool, typer.Option("--json", help="Machine-readable, one JSON object.")] = False,
    quiet: Quiet = False,
) -> ExitCode:
    """Shannon entropy and Jaccard dissimilarity over tools, domains and patterns."""
    from .. import pipeline

    with Terminal(quiet=is_quiet(context, quiet)) as terminal:
        return measured(terminal, input_file, pipeline.metrics(input_file), as_json=as_json)
