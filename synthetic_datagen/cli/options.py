"""Flags that several commands share, each defined once."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

ArtifactsFolder: TypeAlias = Annotated[
    Path, typer.Option("--artifacts", metavar="DIR", help="Folder of the registry and the graphs.")
]
ConfigFolder: TypeAlias = Annotated[
    Path | None, typer.Option("--config", metavar="DIR", help="Folder of yaml files that override the bundled ones.")
]
InputFile: TypeAlias = Annotated[Path, typer.Option("--input", metavar="PATH", help="JSONL file of conversations.")]
Quiet: TypeAlias = Annotated[bool, typer.Option("--quiet", help="Say nothing on stderr but errors.")]

ARTIFACTS = Path("artifacts")
OUTPUT = Path("output/conversations.jsonl")
JUDGE_MODEL = "claude-haiku-4-5-20251001"


def is_quiet(context: typer.Context, flag: bool) -> bool:
    """Whether `--quiet` stands before or after the command."""
    return flag or bool(context.find_root().params.get("quiet"))
