"""`synthetic-datagen build`: tool files -> artifacts."""

from pathlib import Path
from typing import Annotated

import typer

from ..config import load_settings
from ..errors import ExitCode
from .options import ARTIFACTS, ArtifactsFolder, ConfigFolder, Quiet, is_quiet, path
from .render.build import built
from .terminal import Terminal


def build(
    context: typer.Context,
    data: Annotated[
        list[Path] | None,
        typer.Option(
            "--data",
            metavar="PATH",
            parser=path,
            help="Tool file or folder, repeatable.",
            show_default="the bundled seed tools",
        ),
    ] = None,
    artifacts: ArtifactsFolder = ARTIFACTS,
    config: ConfigFolder = None,
    quiet: Quiet = False,
) -> ExitCode:
    """Read tool files; write the registry and the graphs."""
    from .. import pipeline

    with Terminal(quiet=is_quiet(context, quiet)) as terminal:
        built(terminal, pipeline.build(tuple(data or ()), artifacts, load_settings(config), terminal))
    return ExitCode.DONE
