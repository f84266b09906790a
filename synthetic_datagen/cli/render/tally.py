"""How many lines were judged, and with what result.

Tally(records=50, faulty=1, violations=3)     "50 records, 1 faulty, 3 violations"
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .words import counted

if TYPE_CHECKING:
    from ...metrics.verdicts import Verdict


@dataclass(slots=True)
class Tally:
    """Counts that grow with each verdict."""

    records: int = 0
    faulty: int = 0
    violations: int = 0

    def add(self, verdict: "Verdict") -> None:
        """Count one line."""
        self.records += 1
        self.faulty += bool(verdict.violations)
        self.violations += len(verdict.violations)

    def __str__(self) -> str:
        return f"{counted(self.records, 'record')}, {self.faulty:,} faulty, {counted(self.violations, 'violation')}"
