"""What `metrics` prints: the figures of a file as tables, or as one JSON object."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from ...errors import ExitCode
from ..terminal import Terminal
from .words import percent

if TYPE_CHECKING:
    from ...metrics.diversity import Diversity
    from ...pipeline import MetricsReport


def measured(terminal: Terminal, path: Path, report: "MetricsReport", *, as_json: bool) -> ExitCode:
    """The figures as a table or as one JSON object; a broken line is named on stderr and makes the exit code 1."""
    for line in report.broken:
        terminal.error(f"{path}: line {line.number}: {line.reason}")
    if as_json:
        figures = {**asdict(report.diversity), "broken_lines": len(report.broken)}
        terminal.data(orjson.dumps(figures, option=orjson.OPT_INDENT_2).decode())
    else:
        _table(terminal, report)
    return ExitCode.ERROR if report.broken else ExitCode.DONE


def _table(terminal: Terminal, report: "MetricsReport") -> None:
    figures = report.diversity
    each = figures.conversations
    rows = (
        ("conversations", f"{each:,}"),
        ("messages", f"{figures.messages:,} ({figures.messages / each:.1f} each)"),
        ("user turns", f"{figures.user_turns:,} ({figures.user_turns / each:.1f} each)"),
        ("tool calls", f"{figures.calls:,} ({figures.calls / each:.1f} each)"),
        ("with two or more calls", percent(figures.share_two_or_more_calls)),
        ("with a clarifying question", percent(figures.share_with_clarification)),
        ("grounded calls after the first", percent(figures.share_grounded_calls)),
        ("repeated first user turns", f"{figures.duplicate_first_turns:,}"),
    )
    for name, value in rows:
        terminal.data(f"{name:<32}{value}")
    terminal.data()
    terminal.data(f"{'':<12}{'distinct':>10}{'entropy':>10}{'of at most':>12}   Jaccard dissimilarity")
    axes = (
        ("tools", figures.tools),
        ("endpoints", figures.endpoints),
        ("domains", figures.domains),
        ("patterns", figures.patterns),
    )
    for name, axis in axes:
        terminal.data(_axis_line(name, axis))


def _axis_line(name: str, axis: "Diversity") -> str:
    jaccard = axis.jaccard
    mean = "-" if jaccard.value is None else f"{jaccard.value:.4f}"
    which = "all" if jaccard.exact else "sampled"
    bits, most = f"{axis.entropy_bits:.4f}", f"{axis.max_entropy_bits:.4f}"
    return f"{name:<12}{axis.distinct:>10,}{bits:>10}{most:>12}   {mean} ({which} {jaccard.pairs:,} pairs)"
