"""What each command prints: reports in, lines out, and the exit code that follows from them."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from ..errors import ExitCode
from .escape import printable, shortened
from .terminal import Terminal, bar

if TYPE_CHECKING:  # these bring numpy with them, and `--help` must not
    from ..graph.artifacts import Manifest
    from ..metrics.coverage import Coverage
    from ..metrics.diversity import Diversity
    from ..metrics.lineage import ArgumentLineage, StepLineage
    from ..metrics.record_view import RecordView
    from ..metrics.verdicts import Verdict
    from ..pipeline import BuildReport, GenerateReport, Inspection, MetricsReport

BAR_WIDTH = 24
NAME_WIDTH = 26
NEGLECTED_SHOWN = 12
QUARANTINED_SHOWN = 10
OUTPUT_WIDTH = 240  # characters of a tool's answer that `inspect --verbose` shows


def built(terminal: Terminal, report: "BuildReport") -> None:
    """What was read, what was put aside and why, and what was written where."""
    manifest = report.manifest
    for title, counts in (("graph", manifest.counts), ("tally", manifest.tally)):
        terminal.message(title)
        width = max(map(len, counts), default=0)
        for name, count in counts.items():
            terminal.message(f"  {name.replace('_', ' '):<{width}} {count:>9,}")
    _usable(terminal, manifest)
    if manifest.quarantined:
        terminal.message(f"quarantined: {_quarantined(manifest)}")
    for item in manifest.quarantined[:QUARANTINED_SHOWN]:
        terminal.message(f"  {item.file}: {item.reason}")
    if len(manifest.quarantined) > QUARANTINED_SHOWN:
        terminal.message(f"  and {len(manifest.quarantined) - QUARANTINED_SHOWN:,} more in build_manifest.json")
    terminal.message(f"wrote artifacts to {report.folder}")


def _usable(terminal: Terminal, manifest: "Manifest") -> None:
    if manifest.tally.get("endpoints usable", 0):
        return
    from ..pipeline import unusable

    why = ", ".join(f"{reason} {count:,}" for reason, count in unusable(manifest.tally)) or "no endpoint was read"
    terminal.message("endpoints usable 0")
    terminal.message(f"warning: `generate` can make nothing of these artifacts ({why}); build from other tools")


def _quarantined(manifest: "Manifest") -> str:
    """Files and folders of all that were found, and lines within files that were read."""
    places = {item.file for item in manifest.quarantined}
    lines = {place for place in places if place not in manifest.inputs and place.rpartition(":")[0] in manifest.inputs}
    files = places - lines
    counts = [f"{len(files):,} of {_counted(len(files | manifest.inputs.keys()), 'input')}"] if files else []
    return " and ".join(counts + ([_counted(len(lines), "line")] if lines else []))


def generated(terminal: Terminal, report: "GenerateReport") -> None:
    """Coverage with bars, the neglected domains, and what was written where."""
    _coverage(terminal, report.coverage)
    terminal.message(
        f"wrote {_counted(report.records, 'record')} to {report.output} (manifest: {report.manifest.name})"
    )


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


def validated(terminal: Terminal, path: Path, verdicts: Iterable["Verdict"]) -> ExitCode:
    """One line for each violation, then the tally."""
    records = faulty = violations = 0
    for verdict in verdicts:
        records += 1
        faulty += bool(verdict.violations)
        violations += len(verdict.violations)
        _violations(terminal, path, verdict)
    terminal.data(f"{_counted(records, 'record')}, {faulty:,} faulty, {_counted(violations, 'violation')}")
    return ExitCode.VIOLATIONS if violations else ExitCode.DONE


def _violations(terminal: Terminal, path: Path, verdict: "Verdict", indent: str = "") -> None:
    """A line that could not be read has no name of its own, and is no part of the result: it goes to stderr."""
    for violation in verdict.violations:
        said = f"{violation.code} {violation.path or '-'} {violation.message}"
        if verdict.record is None:
            terminal.error(f"{path}: line {verdict.line}: {said}")
        else:
            name = verdict.conversation_id or f"(line {verdict.line})"
            terminal.data(indent + printable(f"{name} {said}"))


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
        ("with two or more calls", _percent(figures.share_two_or_more_calls)),
        ("with a clarifying question", _percent(figures.share_with_clarification)),
        ("grounded calls after the first", _percent(figures.share_grounded_calls)),
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


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.1%}"


def inspected(terminal: Terminal, path: Path, inspections: Iterable["Inspection"], *, verbose: bool) -> ExitCode:
    """One line for each conversation with its violations; with `verbose` its words and the lineage of each value."""
    records = faulty = 0
    for inspection in inspections:
        records += 1
        faulty += bool(inspection.verdict.violations)
        if inspection.verdict.record is not None:
            terminal.data(_compliance_line(terminal, inspection))
        _violations(terminal, path, inspection.verdict, indent="  ")
        if verbose and inspection.view is not None:
            _conversation(terminal, inspection.view)
    terminal.data(f"{records:,} inspected, {records - faulty:,} compliant, {faulty:,} with violations")
    return ExitCode.VIOLATIONS if faulty else ExitCode.DONE


def _compliance_line(terminal: Terminal, inspection: "Inspection") -> str:
    verdict, record = inspection.verdict, inspection.view
    name = printable(verdict.conversation_id) or f"(line {verdict.line})"
    word = terminal.verdict(not verdict.violations, "FAIL" if verdict.violations else "ok")
    if record is None:
        return f"{name}  {word}  not shaped like a conversation record"
    tools = {call.tool for call in record.tool_calls}
    facts = (
        record.metadata.pattern_type,
        record.metadata.domain,
        _counted(len(record.messages), "message"),
        f"{_counted(len(record.tool_calls), 'call')} to {_counted(len(tools), 'tool')}",
        _counted(record.metadata.num_clarification_questions, "clarifying question"),
    )
    return f"{name}  {word}  {printable(', '.join(facts))}"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _conversation(terminal: Terminal, record: "RecordView") -> None:
    from ..metrics.lineage import lineage

    for message in record.messages:
        content = shortened(message.content, OUTPUT_WIDTH) if message.role == "tool" else message.content
        terminal.data(printable(f"  {message.role}: {content}"))
    for step in lineage(record):
        for line in _step_lines(step):
            terminal.data("  " + printable(line))
    terminal.data()


def _step_lines(step: "StepLineage") -> Sequence[str]:
    return [
        f"step {step.number}: {step.name} [{_grounding(step)}]",
        *(f"  ← {argument.name}: {argument.value!r} ({_origin(argument)})" for argument in step.arguments),
        f"  → output fields: [{', '.join(step.output_fields)}]",
    ]


def _grounding(step: "StepLineage") -> str:
    if step.grounded:
        via = ", ".join(f"{argument.name}←step{argument.from_step}" for argument in step.grounded)
        return f"GROUNDED via {via}"
    return "from the user" if any(a.row and a.row.source == "user" for a in step.arguments) else "nothing to ground"


def _origin(argument: "ArgumentLineage") -> str:
    row = argument.row
    if row is None:
        return "NO SOURCE"
    if row.source == "user":
        by = f", read as {row.transform}" if row.transform else ""
        return f'user, message {row.message}: "{row.surface}"{by}'
    if argument.from_step is not None:
        return f"from step {argument.from_step} output"
    return row.source.replace("_", " ")
