"""Flags that several commands share, each defined once, and what their values may be."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

ARTIFACTS = Path("artifacts")
OUTPUT = Path("output/conversations.jsonl")
JUDGE_MODEL = "claude-haiku-4-5-20251001"
HIGHEST_SEED = 2**53 - 1  # the last number that every JSON reader keeps exactly


def path(text: str | Path) -> Path:
    """A path; an empty one, which an unset variable in a script gives, would be the current folder."""
    if text == "":
        raise typer.BadParameter("must not be empty")
    return Path(text)


def whole_number(least: int, most: int | None = None) -> Callable[[str | int], int]:
    """A parser of numbers from `least` to `most`, both allowed."""
    allowed = f"a whole number, {least} or more" if most is None else f"a whole number from {least} to {most}"

    def parse(text: str | int) -> int:
        if re.fullmatch(r"\s*[+-]?[0-9]{1,30}\s*", str(text)):
            number = int(text)
            if number >= least and (most is None or number <= most):
                return number
        raise typer.BadParameter(f"must be {allowed}, not {text!r}")

    return parse


ArtifactsFolder: TypeAlias = Annotated[
    Path, typer.Option("--artifacts", metavar="DIR", parser=path, help="Folder of the registry and the graphs.")
]
ConfigFolder: TypeAlias = Annotated[
    Path | None,
    typer.Option("--config", metavar="DIR", parser=path, help="Folder of yaml files that override the bundled ones."),
]
InputFile: TypeAlias = Annotated[
    Path, typer.Option("--input", metavar="PATH", parser=path, help="JSONL file of conversations.")
]
Quiet: TypeAlias = Annotated[bool, typer.Option("--quiet", help="Say nothing on stderr but errors.")]


def is_quiet(context: typer.Context, flag: bool) -> bool:
    """Whether `--quiet` stands before or after the command."""
    return flag or bool(context.find_root().params.get("quiet"))
