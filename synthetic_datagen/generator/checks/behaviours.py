"""Behaviours: those that the metadata name are those that the record shows, no more and no fewer.

["clarification", "fault:rate_limited", "follow_up", "recovery:retry"]
"""

from collections.abc import Iterator

from ...common.behaviours import Behaviour
from ...common.plans import Opening, Outcome
from .recoveries import recoveries
from .view import View, Violation

_OPENINGS = {
    Opening.INTENT.value: Behaviour.TWO_INTENTS.value,
    Opening.CHANGE.value: Behaviour.CHANGE_AFTER_COMPLETION.value,
}
_OUTCOMES = {
    Outcome.NO_TOOL.value: Behaviour.NO_TOOL.value,
    Outcome.NO_VALUE.value: Behaviour.MISSING_VALUE.value,
    Outcome.NO_CALL.value: Behaviour.NO_CALL.value,
}
# Told by checks of their own: `faults.py`, `dates.py`.
_ELSEWHERE = ("fault:", "relative_dates")


def behaviours_are_shown(view: View) -> Iterator[Violation]:
    """METADATA: a behaviour is named and not shown, or shown and not named."""
    seen = set(shown(view))
    named = {name for name in view.behaviours if not name.startswith(_ELSEWHERE)}
    for name in sorted(seen ^ named):
        yield Violation("METADATA", "/metadata/behaviours", f"{name} is {'not ' if name in seen else ''}among them")
    if len(view.behaviours) != len(set(view.behaviours)):
        yield Violation("METADATA", "/metadata/behaviours", "name one twice")
    if view.record["metadata"]["pattern_type"] == "parallel" and Behaviour.PARALLEL_CALLS.value not in seen:
        yield Violation("METADATA", "/metadata/pattern_type", "is parallel, but each call stands alone")


def shown(view: View) -> Iterator[str]:
    """The behaviours that the record shows, but for faults and relative dates; some more than once."""
    yield from _asked(view)
    yield from _called(view)
    if len(view.goals) > 1:
        yield Behaviour.FOLLOW_UP.value
    if any("replaces" in row for row in view.rows):
        yield Behaviour.CORRECTION.value
    for goal in view.goals:
        if goal.opening in _OPENINGS:
            yield _OPENINGS[goal.opening]
        if goal.outcome in _OUTCOMES:
            yield _OUTCOMES[goal.outcome]
        yield from (f"recovery:{recovery.name}" for recovery in recoveries(view, goal) if recovery.name)


def _asked(view: View) -> Iterator[str]:
    """Questions for what is missing, which follow a turn of the user: two in a row, where the first was passed over."""
    asked = [index for index in view.questions if view.messages[index - 1]["role"] == "user"]
    if asked:
        yield Behaviour.CLARIFICATION.value
    if any(index + 2 in asked for index in asked):
        yield Behaviour.CLARIFICATION_DETOUR.value


def _called(view: View) -> Iterator[str]:
    """Which calls go out together, and how far back the values reach; failed calls do not count as between."""
    where = view.call_message
    lasting = {where[call["id"]] for call in view.calls if call["id"] in where and not view.struck(call["id"])}
    wide = {call["id"] for m in view.messages for call in m.get("tool_calls", ()) if len(m["tool_calls"]) > 1}
    if wide:
        yield Behaviour.PARALLEL_CALLS.value
    for row in view.rows:
        if row["source"] != "tool_output":
            continue
        begin, end = where.get(row["from_call"]), where.get(row["call_id"])
        if begin is not None and end is not None and any(begin < between < end for between in lasting):
            yield Behaviour.LONG_RANGE_REFERENCE.value
        if row["from_call"] in wide:
            yield Behaviour.PARALLEL_THEN_DEPENDENT.value
