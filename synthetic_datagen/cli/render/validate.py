"""What `validate` prints: one line for each violation and the tally, or one JSON object; and the report for CI."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ...errors import ExitCode
from ..escape import printable
from ..terminal import Terminal
from .tally import Tally

if TYPE_CHECKING:
    from ...metrics.verdicts import Verdict


class Report(Protocol):
    """What takes verdicts one by one and has its say at the end."""

    def add(self, verdict: "Verdict") -> None: ...  # noqa: D102

    def end(self, tally: Tally) -> None: ...  # noqa: D102


class Lines:
    """One line for each violation, then the tally."""

    def __init__(self, terminal: Terminal, path: Path) -> None:
        self._terminal, self._path = terminal, path

    def add(self, verdict: "Verdict") -> None:
        """Print the violations of one line."""
        violations_of(self._terminal, self._path, verdict)

    def end(self, tally: Tally) -> None:
        """Print the counts."""
        self._terminal.data(str(tally))


def validated(verdicts: Iterable["Verdict"], reports: Sequence[Report], *, fail_fast: bool = False) -> ExitCode:
    """Hand every verdict to every report; with `fail_fast` stop after the first faulty record."""
    tally = Tally()
    for verdict in verdicts:
        tally.add(verdict)
        for report in reports:
            report.add(verdict)
        if fail_fast and tally.faulty:
            break
    for report in reports:
        report.end(tally)
    return ExitCode.VIOLATIONS if tally.violations else ExitCode.DONE


def violations_of(terminal: Terminal, path: Path, verdict: "Verdict", indent: str = "") -> None:
    """A line that could not be read has no name of its own, and is no part of the result: it goes to stderr."""
    for violation in verdict.violations:
        said = f"{violation.code} {violation.path or '-'} {violation.message}"
        if verdict.record is None:
            terminal.error(f"{path}: line {verdict.line}: {said}")
        else:
            name = verdict.conversation_id or f"(line {verdict.line})"
            terminal.data(indent + printable(f"{name} {said}"))
