"""`synthetic-datagen validate`: conversations -> violations, without any model."""

import os
from pathlib import Path
from typing import Annotated

import typer

from ..errors import ExitCode
from .options import ARTIFACTS, ArtifactsFolder, InputFile, Quiet, is_quiet, path
from .terminal import Terminal


def validate(
    context: typer.Context,
    input_file: InputFile,
    replay: Annotated[bool, typer.Option("--replay", help="Also make every call again and compare.")] = False,
    artifacts: ArtifactsFolder = ARTIFACTS,
    as_json: Annotated[bool, typer.Option("--json", help="Machine-readable, one JSON object.")] = False,
    junit: Annotated[
        Path | None, typer.Option("--junit", metavar="PATH", parser=path, help="Also write JUnit XML for CI.")
    ] = None,
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="Stop at the first faulty record.")] = False,
    quiet: Quiet = False,
) -> ExitCode:
    """Check every record of a file; one line for each violation."""
    if junit is not None and os.path.realpath(junit) == os.path.realpath(input_file):
        raise typer.BadParameter("must not be the file that is checked", param_hint="'--junit'")
    from .. import pipeline
    from .render.junit import JUnitReport
    from .render.validate import Lines, Report, validated
    from .render.verdict_json import JsonVerdicts

    with Terminal(quiet=is_quiet(context, quiet)) as terminal:
        reports: list[Report] = [JsonVerdicts(terminal) if as_json else Lines(terminal, input_file)]
        if junit is not None:
            reports.append(JUnitReport(junit, input_file))
        verdicts = pipeline.validate(input_file, artifacts if replay else None)
        return validated(verdicts, reports, fail_fast=fail_fast)
