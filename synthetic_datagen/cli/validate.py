"""`synthetic-datagen validate`: conversations -> violations, without any model."""

from typing import Annotated

import typer

from ..errors import ExitCode
from .options import ARTIFACTS, ArtifactsFolder, InputFile, Quiet, is_quiet
from .render.validate import validated
from .terminal import Terminal


def validate(
    context: typer.Context,
    input_file: InputFile,
    replay: Annotated[bool, typer.Option("--replay", help="Also make every call again and compare.")] = False,
    artifacts: ArtifactsFolder = ARTIFACTS,
    quiet: Quiet = False,
) -> ExitCode:
    """Check every record of a file; one line for each violation."""
    from .. import pipeline

    with Terminal(quiet=is_quiet(context, quiet)) as terminal:
        return validated(terminal, input_file, pipeline.validate(input_file, artifacts if replay else None))
