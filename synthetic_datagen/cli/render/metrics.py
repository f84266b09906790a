"""What `metrics` prints: the figures of a file as tables, or as one JSON object."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from ...common.json_types import JsonObject
from ...errors import ExitCode
from ..escape import printable, shortened
from ..terminal import Terminal
from .words import NAME_WIDTH, percent

if TYPE_CHECKING:
    from ...metrics.corpus import CorpusReport
    from ...metrics.diversity import Diversity, DiversityReport
    from ...metrics.shares import Share
    from ...pipeline import MetricsReport


def measured(terminal: Terminal, path: Path, report: "MetricsReport", *, as_json: bool) -> ExitCode:
    """The figures as tables or as one JSON object; a broken line is named on stderr and makes the exit code 1."""
    for line in report.broken:
        terminal.error(f"{path}: line {line.number}: {line.reason}")
    if report.undeclared:
        terminal.message(f"{report.undeclared}; so nothing is declared")
    if as_json:
        figures = _figures(report.corpus) | {"broken_lines": len(report.broken)}
        terminal.data(orjson.dumps(figures, option=orjson.OPT_INDENT_2).decode())
    else:
        _tables(terminal, report.corpus)
    return ExitCode.ERROR if report.broken else ExitCode.DONE


def _figures(corpus: "CorpusReport") -> JsonObject:
    decisions, arguments, offers = corpus.decisions, corpus.arguments, corpus.offers
    return {
        **asdict(corpus.diversity),
        "behaviours": _by_name(corpus.behaviours),
        "decision_points": decisions.points,
        "decisions": _by_name(decisions.shares),
        "call_to_not_call": decisions.call_to_not_call,
        "argument_leaves": arguments.leaves,
        "argument_sources": _by_name(arguments.sources),
        "argument_transforms": _by_name(arguments.transforms),
        "distractors": _by_name(offers.profiles),
        "mean_candidate_tools": offers.mean_tools,
    }


def _by_name(shares: Iterable["Share"]) -> JsonObject:
    figures = (asdict(share) for share in shares)
    return {figure.pop("name"): figure for figure in figures}


def _tables(terminal: Terminal, corpus: "CorpusReport") -> None:
    _totals(terminal, corpus)
    _axes(terminal, corpus.diversity)
    _shares(terminal, "behaviours", corpus.behaviours)
    _shares(terminal, "decisions", corpus.decisions.shares)
    calls = corpus.decisions.call_to_not_call
    terminal.data(f"  {'call : not call':<{NAME_WIDTH}}{'-' if calls is None else f'{calls:.2f} : 1':>20}")
    _shares(terminal, "distractors", corpus.offers.profiles)
    _shares(terminal, "arguments from", corpus.arguments.sources, declared=False)
    if corpus.arguments.transforms:
        _shares(terminal, "arguments by transform", corpus.arguments.transforms, declared=False)


def _totals(terminal: Terminal, corpus: "CorpusReport") -> None:
    figures, tools = corpus.diversity, corpus.offers.mean_tools
    each = figures.conversations
    rows = (
        ("conversations", f"{each:,}"),
        *([("of them, further wordings", f"{figures.further_wordings:,}")] if figures.further_wordings else []),
        ("messages", f"{figures.messages:,} ({figures.messages / each:.1f} each)"),
        ("user turns", f"{figures.user_turns:,} ({figures.user_turns / each:.1f} each)"),
        ("tool calls", f"{figures.calls:,} ({figures.calls / each:.1f} each)"),
        ("argument values", f"{corpus.arguments.leaves:,}"),
        ("candidate tools", "-" if tools is None else f"{tools:.1f} each"),
        ("with two or more calls", percent(figures.share_two_or_more_calls)),
        ("with a clarifying question", percent(figures.share_with_clarification)),
        ("grounded calls after the first", percent(figures.share_grounded_calls)),
        ("repeated first user turns", f"{figures.duplicate_first_turns:,}"),
    )
    for name, value in rows:
        terminal.data(f"{name:<32}{value}")


def _axes(terminal: Terminal, figures: "DiversityReport") -> None:
    from ...metrics.diversity import EARLY

    early = f"sets in {min(EARLY, figures.conversations - figures.further_wordings)}"
    terminal.data()
    terminal.data(f"{'':<12}{'distinct':>10}{'entropy':>10}{'of at most':>12}{early:>13}   Jaccard dissimilarity")
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
    start = f"{name:<12}{axis.distinct:>10,}{bits:>10}{most:>12}{axis.early_sets:>13,}"
    return f"{start}   {mean} ({which} {jaccard.pairs:,} pairs)"


def _shares(terminal: Terminal, title: str, shares: Iterable["Share"], *, declared: bool = True) -> None:
    """A table of its own; without `declared` the columns of what was declared are left out."""
    terminal.data()
    beside = f"{'declared':>10}{'points':>9}" if declared else ""
    terminal.data(f"{title:<{NAME_WIDTH + 2}}{'count':>10}{'share':>10}{beside}")
    for share in shares:
        name = shortened(printable(share.name), NAME_WIDTH)
        points = "-" if share.points is None else f"{share.points:+.1f}"
        beside = f"{percent(share.declared):>10}{points:>9}" if declared else ""
        terminal.data(f"  {name:<{NAME_WIDTH}}{share.count:>10,}{percent(share.met):>10}{beside}")
