"""Recoveries: what follows a failed call, and whether it may.

call · failed · the same call                             recovery:retry, of what may pass by itself
call · failed · question · answer · call with another     recovery:mend, of what is about a value
call · failed · another tool's call with the same values  recovery:other_tool
call · failed · text that tells it                        recovery:stop
"""

from collections.abc import Iterator
from typing import NamedTuple

from ...common.faults import ABOUT_A_VALUE, PASSING, Fault
from ...common.json_types import JsonObject
from ...common.pointers import leaves
from ...graph.naming import name_words
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
    broken = Fault.TRUNCATED_BODY.value if isinstance(output, str) else ""
    return code if isinstance(code, str) else view.faults.get(call["id"], broken)


def recoveries(view: View, goal: Goal) -> Iterator[Recovery]:
    """What follows each failed call of a goal; one that is tried again and fails again is judged by the last try."""
    if not view.failures and not view.faults:
        return
    for number in goal.calls:
        if view.struck(view.calls[number]["id"]):
            following = _next_calls(view, goal, number)
            again = next((one for one in following if _same(view, number, one)), None)
            name = _recovery(view, number, following, again)
            if not name or again is None or not view.struck(view.calls[again]["id"]):
                yield Recovery(number, name)


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
    if kind in _ABOUT_A_VALUE and any(_mends(view, call, view.calls[one]) for one in following):
        return "mend"
    return "other_tool" if any(_stands_in(view, call, view.calls[one]) for one in following) else ""


def _mends(view: View, failed: JsonObject, call: JsonObject) -> bool:
    """Whether a call is the failed one with nothing changed but what the user answered to a question about it."""
    question = view.answer_message.get(failed["id"], -1) + 1
    while question < len(view.messages) and view.messages[question]["role"] == "tool":  # other calls went out with it
        question += 1
    if question not in view.questions or call["name"] != failed["name"]:
        return False
    before, after = dict(leaves(failed["parameters"])), dict(leaves(call["parameters"]))
    changed = {pointer for pointer in before.keys() | after.keys() if before.get(pointer) != after.get(pointer)}
    answered = {
        row["argument"] for row in view.rows if row["call_id"] == call["id"] and row.get("message") == question + 1
    }
    return changed <= answered


def _stands_in(view: View, failed: JsonObject, call: JsonObject) -> bool:
    """Whether a call is another tool's, with all that the user told for the failed one and nothing of an output."""
    (one, _, what), (other, _, same) = failed["name"].partition("::"), call["name"].partition("::")
    both = {failed["id"], call["id"]}
    if one == other or any(row["call_id"] in both and row["source"] == "tool_output" for row in view.rows):
        return False
    told = _told(view, failed)
    return told == _told(view, call) and (bool(told) or not set(name_words(what)).isdisjoint(name_words(same)))


def _told(view: View, call: JsonObject) -> set[tuple[int, str]]:
    return {
        (row["message"], row["surface"])
        for row in view.rows
        if row["call_id"] == call["id"] and row["source"] == "user"
    }


def given_up(view: View, goal: Goal) -> bool:
    """Whether a call of the goal failed for good."""
    return any(recovery.name == "stop" for recovery in recoveries(view, goal))


def failures_are_recovered_from(view: View) -> Iterator[Violation]:
    """UNRECOVERED_ERROR: a failed call is followed by something else than a sanctioned recovery from that fault.

    Whether a failure that nothing follows is told, FALSE_SUCCESS says. It does not see that another tool does
    something else with the same values.
    """
    for goal in view.goals:
        for recovery in recoveries(view, goal):
            if not recovery.name:
                kind = kind_of(view, view.calls[recovery.call])
                yield Violation(
                    "UNRECOVERED_ERROR",
                    f"/tool_calls/{recovery.call}",
                    f"failed ({kind}), and what follows does not mend it",
                )
