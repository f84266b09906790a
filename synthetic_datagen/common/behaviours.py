"""Behaviours: what a conversation shows beyond calling tools in a row, by the names that stand in its metadata.

shown_by(trace)   ["clarification", "fault:rate_limited", "follow_up", "recovery:retry"]
"""

from collections.abc import Iterator
from enum import StrEnum

from .plans import Opening, Outcome
from .trace import AskSlots, MakeCalls, Results, Trace, UserDetour, UserRequest


class Behaviour(StrEnum):
    """All but the faults, which stand as `fault:<kind>` beside these."""

    CLARIFICATION = "clarification"  # a needed value is asked for
    CLARIFICATION_DETOUR = "clarification_detour"  # and the user says something else first
    CORRECTION = "correction"  # the user takes back an earlier value
    CHANGE_AFTER_COMPLETION = "change_after_completion"  # what was done is done again with a change, or changed
    FOLLOW_UP = "follow_up"  # more than one request
    TWO_INTENTS = "two_intents"  # two matters that have nothing to do with each other
    LONG_RANGE_REFERENCE = "long_range_reference"  # a call takes a value from a call before the one before it
    PARALLEL_CALLS = "parallel_calls"
    PARALLEL_THEN_DEPENDENT = "parallel_then_dependent"  # a later call takes a value from one of several parallel ones
    NO_TOOL = "no_tool"  # nothing offered does what is asked
    MISSING_VALUE = "missing_value"  # the user cannot give what a call needs
    NO_CALL = "no_call"  # a request that needs no tool
    RELATIVE_DATES = "relative_dates"  # dates are told from a day that the user states
    RETRY = "recovery:retry"
    MEND = "recovery:mend"
    OTHER_TOOL = "recovery:other_tool"
    STOP = "recovery:stop"


def shown_by(trace: Trace) -> list[str]:
    """What the conversation shows, by name, in alphabetical order."""
    return sorted({*_spoken(trace), *_called(trace), *_setback(trace)})


def _spoken(trace: Trace) -> Iterator[str]:
    """What the requests and the questions show."""
    goals = trace.plan.goals
    for event in trace.events:
        if isinstance(event, AskSlots):
            yield Behaviour.CLARIFICATION.value
        elif isinstance(event, UserDetour):
            yield Behaviour.CLARIFICATION_DETOUR.value
    if sum(isinstance(event, UserRequest) for event in trace.events) > 1:
        yield Behaviour.FOLLOW_UP.value
    if trace.plan.today:
        yield Behaviour.RELATIVE_DATES.value
    for goal in goals:
        if goal.opening is Opening.INTENT:
            yield Behaviour.TWO_INTENTS.value
        elif goal.opening is Opening.CHANGE:
            yield Behaviour.CHANGE_AFTER_COMPLETION.value
        if goal.corrected:
            yield Behaviour.CORRECTION.value
        if goal.outcome in _OUTCOMES:
            yield _OUTCOMES[goal.outcome].value


_OUTCOMES = {
    Outcome.NO_TOOL: Behaviour.NO_TOOL,
    Outcome.NO_VALUE: Behaviour.MISSING_VALUE,
    Outcome.NO_CALL: Behaviour.NO_CALL,
}


def _called(trace: Trace) -> Iterator[str]:
    """What the calls show: which go out together, and how far back they reach."""
    message: dict[int, int] = {}  # call -> the message that makes it
    lasting: list[int] = []  # messages, of which a call did not fail
    failed = {result.call for result in trace.results if result.fault is not None}
    wide: set[int] = set()
    for place, event in enumerate(trace.events):
        if not isinstance(event, MakeCalls):
            continue
        message |= {call.number: place for call in event.calls}
        wide |= {call.number for call in event.calls if len(event.calls) > 1}
        givers = {row.from_call for call in event.calls for row in call.provenance if row.from_call is not None}
        if any(message[giver] < between < place for giver in givers for between in lasting):
            yield Behaviour.LONG_RANGE_REFERENCE.value
        if givers & wide:
            yield Behaviour.PARALLEL_THEN_DEPENDENT.value
        if not all(call.number in failed for call in event.calls):
            lasting.append(place)
    if wide:
        yield Behaviour.PARALLEL_CALLS.value


def _setback(trace: Trace) -> Iterator[str]:
    """The faults that struck, and what was done about them."""
    faults = [r.fault for event in trace.events if isinstance(event, Results) for r in event.results if r.fault]
    yield from (f"fault:{fault.value}" for fault in faults)
    if faults and trace.plan.setback is not None:
        yield f"recovery:{trace.plan.setback.recovery.value}"
