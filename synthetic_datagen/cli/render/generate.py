"""What `generate` prints at the end: coverage and behaviours as bars, and what was written where.

conversations by behaviour                                met  declared
  clarification              ###############---------   62.0%     60.4%
given up: correction 3 (nothing that the user could be asked for)
words drawn again: 2 (the same words as another wording 1, words refused by the validator (LEAKED_ID) 1)
wrote 100 records (50 conversations in 2 wordings) to output/demo.jsonl (manifest: demo.jsonl.manifest.json)
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..escape import shortened
from ..terminal import Terminal, bar
from .words import NAME_WIDTH, counted, percent

if TYPE_CHECKING:
    from ...metrics.coverage import Coverage
    from ...metrics.shares import Share
    from ...pipeline import GenerateReport

BAR_WIDTH = 24
NEGLECTED_SHOWN = 12


def generated(terminal: Terminal, report: "GenerateReport") -> None:
    """Coverage with bars, the neglected domains, behaviours beside what was declared, and what was written where."""
    _coverage(terminal, report.coverage)
    _behaviours(terminal, report.behaviours, report.conversations)
    if report.given_up:
        lost = (f"{one.name} {one.conversations:,} ({one.reason})" for one in report.given_up)
        terminal.message(f"given up: {', '.join(lost)}")
    if report.redrawn:
        reasons = ", ".join(f"{reason} {count:,}" for reason, count in report.redrawn)
        terminal.message(f"words drawn again: {sum(count for _, count in report.redrawn):,} ({reasons})")
    terminal.message(f"wrote {_written(report)} to {report.output} (manifest: {report.manifest.name})")


def _written(report: "GenerateReport") -> str:
    """The records, and of what they are the wordings where there are several of each."""
    records = counted(report.conversations * report.variants, "record")
    if report.variants == 1:
        return records
    return f"{records} ({counted(report.conversations, 'conversation')} in {report.variants:,} wordings)"


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


def _behaviours(terminal: Terminal, shares: Iterable["Share"], conversations: int) -> None:
    """Bars of all conversations; what was neither met nor declared is left out."""
    terminal.message(f"{'conversations by behaviour':<{NAME_WIDTH + BAR_WIDTH + 3}}{'met':>8}{'declared':>10}")
    for share in shares:
        if share.count or share.declared:
            drawn = f"{share.name:<{NAME_WIDTH}} {bar(share.count, conversations, BAR_WIDTH)}"
            terminal.message(f"  {drawn}{percent(share.met):>8}{percent(share.declared):>10}")
