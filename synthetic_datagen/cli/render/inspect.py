"""What `inspect` prints: a verdict on each conversation; with --verbose its words and the lineage of each value."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import ExitCode
from ..escape import printable, shortened
from ..terminal import Terminal
from .validate import violations_of
from .words import counted

if TYPE_CHECKING:
    from ...metrics.lineage import ArgumentLineage, StepLineage
    from ...metrics.record_view import RecordView
    from ...pipeline import Inspection

OUTPUT_WIDTH = 240  # characters of a tool's answer that --verbose shows


def inspected(terminal: Terminal, path: Path, inspections: Iterable["Inspection"], *, verbose: bool) -> ExitCode:
    """One line for each conversation with its violations; with `verbose` its words and the lineage of each value."""
    records = faulty = 0
    for inspection in inspections:
        records += 1
        faulty += bool(inspection.verdict.violations)
        if inspection.verdict.record is not None:
            terminal.data(_compliance_line(terminal, inspection))
        violations_of(terminal, path, inspection.verdict, indent="  ")
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
        counted(len(record.messages), "message"),
        f"{counted(len(record.tool_calls), 'call')} to {counted(len(tools), 'tool')}",
        counted(record.metadata.num_clarification_questions, "clarifying question"),
    )
    return f"{name}  {word}  {printable(', '.join(facts))}"


def _conversation(terminal: Terminal, record: "RecordView") -> None:
    from ...metrics.lineage import lineage

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
