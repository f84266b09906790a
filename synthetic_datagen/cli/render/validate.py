"""What `validate` prints: one line for each violation, then the tally."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import ExitCode
from ..escape import printable
from ..terminal import Terminal
from .words import counted

if TYPE_CHECKING:
    from ...metrics.verdicts import Verdict


def validated(terminal: Terminal, path: Path, verdicts: Iterable["Verdict"]) -> ExitCode:
    """One line for each violation, then the tally."""
    records = faulty = violations = 0
    for verdict in verdicts:
        records += 1
        faulty += bool(verdict.violations)
        violations += len(verdict.violations)
        violations_of(terminal, path, verdict)
    terminal.data(f"{counted(records, 'record')}, {faulty:,} faulty, {counted(violations, 'violation')}")
    return ExitCode.VIOLATIONS if violations else ExitCode.DONE


def violations_of(terminal: Terminal, path: Path, verdict: "Verdict", indent: str = "") -> None:
    """A line that could not be read has no name of its own, and is no part of the result: it goes to stderr."""
    for violation in verdict.violations:
        said = f"{violation.code} {violation.path or '-'} {violation.message}"
        if verdict.record is None:
            terminal.error(f"{path}: line {verdict.line}: {said}")
        else:
            name = verdict.conversation_id or f"(line {verdict.line})"
            terminal.data(indent + printable(f"{name} {said}"))
