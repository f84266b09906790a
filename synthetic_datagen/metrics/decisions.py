"""What the assistant does where it must decide: after a turn of the user, and after a call that a fault struck.

user "Book me a table" · assistant "For how many?"        ASK
user "For two" · assistant calls · tool fails             CALL
assistant calls again · tool answers                      CALL
assistant "It is booked."                                 no decision: a call that did what it should is told
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ..common.plans import Outcome
from .record_view import MessageView, RecordView
from .shares import Share, ratio, shares


class Decision(StrEnum):
    """One of four."""

    CALL = "call"
    ASK = "ask"
    REFUSE = "refuse"  # nothing offered does it, or a value cannot be had
    ANSWER = "answer"  # in words alone; to tell that a call failed for good is an answer too


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was decided how often."""

    points: int  # where a decision was due
    shares: tuple[Share, ...]
    call_to_not_call: float | None  # None where everything is a call, or nothing is


class DecisionCounter:
    """Takes conversations one by one."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, record: RecordView) -> None:
        """Count the decisions of one conversation."""
        self._counts.update(decision.value for _, decision in decisions_of(record))

    def decisions(self, declared: Mapping[str, float]) -> Decisions:
        """The figures of all that was added."""
        points, calls = self._counts.total(), self._counts[Decision.CALL]
        found = shares(self._counts, declared, names=[one.value for one in Decision])
        return Decisions(points, found, ratio(calls, points - calls) if calls else None)


def decisions_of(record: RecordView) -> Iterator[tuple[int, Decision]]:
    """The number of each message that decides something, and what."""
    struck = {fault.call_id for fault in record.metadata.faults}
    closed = {request.end: request.outcome for request in record.metadata.requests}
    due = False
    for number, message in enumerate(record.messages):
        if message.role != "assistant":
            due = due or message.role == "user" or message.tool_call_id in struck
            continue
        if due:
            yield number, _decision(message, closed.get(number))
        due = False


def _decision(message: MessageView, outcome: str | None) -> Decision:
    """`outcome` is that of the request that the message closes. Words that close none are a question."""
    if message.tool_calls:
        return Decision.CALL
    if outcome is None:
        return Decision.ASK
    return Decision.REFUSE if outcome in _REFUSED else Decision.ANSWER


_REFUSED = frozenset(outcome.value for outcome in Outcome if outcome.refused)
