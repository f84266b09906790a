"""What `inspect --verbose` shows of one conversation: its words, its requests, and every call with its sources.

user: Book it for Nice, not Lyon.
assistant: It is booked.
tools: 1 of 4 offered (three)
request 0 (message 0): request, done
step 0: hotels::book [from the user]
  ← city: 'Nice' (user, message 2: "Nice", in place of "Lyon" of message 0)
  → output fields: [booking_id]
  state: created hotels|booking|bkn_1
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...common.faults import Recovery
from ..escape import printable, shortened
from ..terminal import Terminal

if TYPE_CHECKING:
    from ...metrics.lineage import ArgumentLineage, StepLineage
    from ...metrics.record_view import FaultView, RecordView, RequestView

OUTPUT_WIDTH = 240  # characters of a tool's answer that are shown
DIGEST_WIDTH = 8

_THEN = {
    Recovery.RETRY: "then retried",
    Recovery.MEND: "then another value was asked for",
    Recovery.OTHER_TOOL: "then another tool was called",
    Recovery.STOP: "then told",
}


def conversation(terminal: Terminal, record: "RecordView") -> None:
    """All lines of one conversation, escaped, and an empty one behind them."""
    for line in _lines(record):
        terminal.data("  " + printable(line))
    terminal.data()


def _lines(record: "RecordView") -> Iterator[str]:
    from ...metrics.lineage import lineage

    for message in record.messages:
        content = shortened(message.content, OUTPUT_WIDTH) if message.role == "tool" else message.content
        yield f"{message.role}: {content}"
    yield from _about(record)
    for number, request in enumerate(record.metadata.requests):
        yield f"request {number} (message {request.message}): {_request(request)}"
    for step in lineage(record):
        yield from _step(step)


def _about(record: "RecordView") -> Iterator[str]:
    """What holds for all of it; what a record does not state is left out."""
    about, state = record.metadata, record.state
    if about.behaviours:
        yield f"behaviours: {', '.join(about.behaviours)}"
    if record.tools:
        profile = f" ({about.distractors})" if about.distractors else ""
        used = len({call.name for call in record.tool_calls})
        yield f"tools: {used} used of {len(record.tools)} offered{profile}"
    if about.today:
        yield f"today: {about.today}"
    if state.initial:
        yield f"state: {state.initial[:DIGEST_WIDTH]} → {state.final[:DIGEST_WIDTH]}"


def _request(request: "RequestView") -> str:
    missing = f" ({request.endpoint} is not offered)" if request.endpoint else ""
    return f"{request.opening}, {request.outcome}{missing}"


def _step(step: "StepLineage") -> Iterator[str]:
    yield f"step {step.number}: {step.name} [{_grounding(step)}]"
    for argument in step.arguments:
        yield f"  ← {argument.name}: {argument.value!r} ({_origin(argument)})"
    yield f"  → output fields: [{', '.join(step.output_fields)}]"
    if step.fault is not None:
        yield f"  fault: {_fault(step.fault)}" + (f", {_THEN[step.recovery]}" if step.recovery else "")
    for change in step.changes:
        yield f"  state: {change.act} {change.address}"


def _fault(fault: "FaultView") -> str:
    return f"{fault.kind} about {fault.parameter}" if fault.parameter else fault.kind


def _grounding(step: "StepLineage") -> str:
    if step.grounded:
        via = ", ".join(f"{argument.name}←step{argument.from_step}" for argument in step.grounded)
        return f"GROUNDED via {via}"
    return "from the user" if any(a.row and a.row.source == "user" for a in step.arguments) else "nothing to ground"


def _origin(argument: "ArgumentLineage") -> str:
    row = argument.row
    if row is None:
        return "NO SOURCE"
    by = f", read as {row.transform}" if row.transform else ""
    if row.source == "user":
        instead = f', in place of "{row.replaces.surface}" of message {row.replaces.message}' if row.replaces else ""
        return f'user, message {row.message}: "{row.surface}"{by}{instead}'
    if argument.from_step is not None:
        return f"from step {argument.from_step} output{by}"
    return row.source.replace("_", " ")
