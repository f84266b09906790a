"""Recoveries: what follows a failed call, and whether it may.

call · failed · the same call · answer                    recovery:retry
call · failed · question · answer · call with another     recovery:mend
call · failed · another tool's call                       recovery:other_tool
call · failed · text that tells it                        recovery:stop
"""

from collections.abc import Iterator
from typing import NamedTuple

from ...common.faults import ABOUT_A_VALUE, PASSING
from ...common.json_types import JsonObject
from .view import Goal, View, Violation

_PASSING = frozenset(fault.value for fault in PASSING)
_ABOUT_A_VALUE = frozenset(fault.value for fault in ABOUT_A_VALUE)


class Recovery(NamedTuple):
    """A failed call (its place in `tool_calls`), and what follows it: a name, "" where nothing sanctioned does."""

    call: int
    name: str


def kind_of(view: View, call: JsonObject) -> str:
    """The kind of fault of a failed call: what its error says, else what struck it."""
    output = view.outputs.get(call["id"])
    error = output.get("error") if isinstance(output, dict) else None
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, str) else view.faults.get(call["id"], "")


def recoveries(view: View, goal: Goal) -> Iterator[Recovery]:
    """What follows each failed call of a goal; one that is tried again and fails again is judged by the last try."""
    for number in goal.calls:
        if number < len(view.calls) and view.struck(view.calls[number]["id"]):
            following = _next_calls(view, goal, number)
            again = next((one for one in following if _same(view, number, one)), None)
            if again is None or not view.struck(view.calls[again]["id"]):
                yield Recovery(number, _recovery(view, number, following, again))


def _next_calls(view: View, goal: Goal, number: int) -> list[int]:
    """The calls of the next message of the goal that makes any."""
    made = view.call_message.get(view.calls[number]["id"], -1)
    later = [one for one in goal.calls if view.call_message.get(view.calls[one]["id"], -1) > made]
    first = min((view.call_message[view.calls[one]["id"]] for one in later), default=-1)
    return [one for one in later if view.call_message[view.calls[one]["id"]] == first]


def _same(view: View, one: int, other: int) -> bool:
    first, second = view.calls[one], view.calls[other]
    return bool(first["name"] == second["name"] and first["parameters"] == second["parameters"])


def _recovery(view: View, number: int, following: list[int], again: int | None) -> str:
    call = view.calls[number]
    kind = kind_of(view, call)
    if not following:
        return "stop"
    if again is not None:
        return "retry" if kind in _PASSING else ""
    if view.calls[following[0]]["name"] != call["name"]:
        return "other_tool"
    asked = view.answer_message.get(call["id"], -1) + 1 in view.questions
    return "mend" if kind in _ABOUT_A_VALUE and asked and _one_value_differs(call, view.calls[following[0]]) else ""


def _one_value_differs(one: JsonObject, other: JsonObject) -> bool:
    """Whether two calls differ in the value of one argument and nothing else."""
    before, after = one["parameters"], other["parameters"]
    return bool(before.keys() == after.keys() and sum(before[name] != after[name] for name in before) == 1)


def given_up(view: View, goal: Goal) -> bool:
    """Whether a call of the goal failed for good."""
    return any(recovery.name == "stop" for recovery in recoveries(view, goal))


def failures_are_recovered_from(view: View) -> Iterator[Violation]:
    """UNRECOVERED_ERROR: a failed call is followed by something else than a sanctioned recovery from that fault.

    Whether a failure that nothing follows is told, FALSE_SUCCESS says.
    """
    for goal in view.goals:
        for recovery in recoveries(view, goal):
            if not recovery.name:
                call = view.calls[recovery.call]
                kind = kind_of(view, call)
                yield Violation(
                    "UNRECOVERED_ERROR",
                    f"/tool_calls/{recovery.call}",
                    f"failed ({kind}), and what follows does not mend it",
                )
