"""What `inspect` prints: a verdict on each conversation; with --verbose its words and the lineage of each value."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import ExitCode
from ..escape import printable
from ..terminal import Terminal
from .conversation import conversation
from .validate import violations_of
from .words import counted

if TYPE_CHECKING:
    from ...pipeline import Inspection


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
            conversation(terminal, inspection.view)
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
