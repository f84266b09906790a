"""What `generate` prints at the end: coverage as bars, and what was written where."""

from typing import TYPE_CHECKING

from ..escape import shortened
from ..terminal import Terminal, bar
from .words import NAME_WIDTH, counted

if TYPE_CHECKING:
    from ...metrics.coverage import Coverage
    from ...pipeline import GenerateReport

BAR_WIDTH = 24
NEGLECTED_SHOWN = 12


def generated(terminal: Terminal, report: "GenerateReport") -> None:
    """Coverage with bars, the neglected domains, and what was written where."""
    _coverage(terminal, report.coverage)
    terminal.message(f"wrote {counted(report.records, 'record')} to {report.output} (manifest: {report.manifest.name})")


def _coverage(terminal: Terminal, coverage: "Coverage") -> None:
    for title, counts in (("domain", coverage.domains), ("pattern", coverage.patterns)):
        terminal.message(f"conversations by {title}")
        most = max((count for _, count in counts), default=0)
        for name, count in counts:
            terminal.message(f"  {shortened(name, NAME_WIDTH):<{NAME_WIDTH}} {bar(count, most, BAR_WIDTH)} {count:>7,}")
    if coverage.under_represented:
        named = ", ".join(f"{name} ({count})" for name, count in coverage.under_represented[:NEGLECTED_SHOWN])
        more = len(coverage.under_represented) - NEGLECTED_SHOWN
        rest = f" and {more:,} more" if more > 0 else ""
        terminal.message(f"under-represented domains (an equal share is {coverage.fair_share:.1f}): {named}{rest}")
