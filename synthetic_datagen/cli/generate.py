"""`synthetic-datagen generate`: artifacts -> conversations."""

from pathlib import Path
from typing import Annotated

import typer

from ..common.chains import SamplingMode
from ..common.requests import GenerateRequest
from ..config import load_settings
from ..errors import ExitCode, NotAvailableError
from .options import (
    ARTIFACTS,
    HIGHEST_SEED,
    JUDGE_MODEL,
    OUTPUT,
    ArtifactsFolder,
    ConfigFolder,
    Quiet,
    is_quiet,
    path,
    whole_number,
)
from .render.generate import generated
from .terminal import Terminal


def generate(
    context: typer.Context,
    n: Annotated[int, typer.Option("--n", metavar="N", parser=whole_number(1), help="How many conversations.")] = 50,
    variants: Annotated[
        int, typer.Option("--variants", metavar="K", parser=whole_number(1), help="How many wordings of each.")
    ] = 1,
    seed: Annotated[
        int,
        typer.Option(
            "--seed", metavar="N", parser=whole_number(0, HIGHEST_SEED), help="The same seed gives the same bytes."
        ),
    ] = 42,
    mode: Annotated[SamplingMode, typer.Option("--mode", help="What kind of chains.")] = SamplingMode.SEQUENTIAL,
    output: Annotated[
        Path, typer.Option("--output", metavar="PATH", parser=path, help="JSONL file to write.")
    ] = OUTPUT,
    artifacts: ArtifactsFolder = ARTIFACTS,
    no_corpus_memory: Annotated[
        bool, typer.Option("--no-corpus-memory", help="Do not steer towards what is under-used so far.")
    ] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace an output that exists.")] = False,
    evaluate: Annotated[bool, typer.Option("--evaluate", help="Score each conversation with a judge.")] = False,
    judge_model: Annotated[str, typer.Option("--judge-model", metavar="NAME", help="The judge.")] = JUDGE_MODEL,
    config: ConfigFolder = None,
    verbose: Annotated[bool, typer.Option("--verbose", help="Say what each conversation is.")] = False,
    quiet: Quiet = False,
) -> ExitCode:
    """Write conversations in which every tool argument has a source."""
    if evaluate:
        raise NotAvailableError(
            f"--evaluate: this version has no judge, so {judge_model} cannot be asked", remedy="leave --evaluate out"
        )
    from .. import pipeline

    request = GenerateRequest(
        n=n,
        seed=seed,
        mode=mode,
        output=output,
        artifacts=artifacts,
        corpus_memory=not no_corpus_memory,
        overwrite=overwrite,
        variants=variants,
    )
    with Terminal(quiet=is_quiet(context, quiet)) as terminal:
        generated(terminal, pipeline.generate(request, load_settings(config), terminal, verbose=verbose))
    return ExitCode.DONE
