"""`synthetic-datagen evaluate`: scores by a judge, which this version does not have."""

from ..errors import ExitCode, NotAvailableError
from .options import InputFile, Quiet


def evaluate(input_file: InputFile, quiet: Quiet = False) -> ExitCode:
    """Score conversations with a judge (not in this version)."""
    raise NotAvailableError(
        "evaluate: this version has no judge",
        where=str(input_file),
        remedy="`synthetic-datagen validate` and `metrics` work without one",
    )
