"""Requests: they divide the conversation, and each begins and ends as it says.

{"message": 6, "end": 9, "opening": "intent", "outcome": "no_value"}     a question, an answer that gives nothing, a no
"""

import re
from collections.abc import Iterator

from ...common.plans import Opening, Outcome
from .recoveries import given_up
from .view import Goal, View, Violation, partition

_LENGTHS = {Outcome.NO_TOOL.value: 2, Outcome.NO_CALL.value: 2, Outcome.NO_VALUE.value: 4}  # messages without a call
_DECLINES = re.compile(
    r"\bI (?:can['’]t|cannot|don['’]t have|have (?:no|nothing)|lack|have to pass)\b"
    r"|\b(?:not able|unable) to\b|\bno tool\b"
)


def requests_divide_the_messages(view: View) -> Iterator[Violation]:
    """REQUESTS: the entries have gaps, do not begin with a user's turn, or do not end with the assistant's text.

    It does not see two requests that are told as one.
    """
    if not partition(view.record["metadata"]["requests"], view.messages):
        yield Violation("REQUESTS", "/metadata/requests", "do not divide the messages into requests with an end each")


def requests_end_as_they_say(view: View) -> Iterator[Violation]:
    """REQUESTS: the calls, questions, answers and failures of a request are not those of its outcome."""
    for number, goal in enumerate(view.goals):
        problem = _silent(view, goal) or (_met(view, goal) if goal.is_met_by_calls else _unmet(view, goal))
        if problem:
            yield Violation("REQUESTS", f"/metadata/requests/{number}", f"is {goal.outcome}, but {problem}")


def _silent(view: View, goal: Goal) -> str:
    """Texts between the turns that neither ask for a value nor come after a call that failed."""
    for index in view.questions:
        if index not in goal.messages:
            continue
        if not asks(view.messages[index]["content"]):
            return f"message {index} neither ends it nor asks"
        before = view.messages[index - 1]
        if before["role"] == "tool" and not _struck_before(view, index):
            return f"message {index} asks on although nothing failed"
    return ""


def _struck_before(view: View, index: int) -> bool:
    """Whether one of the calls answered right before a message failed."""
    while index and view.messages[index - 1]["role"] == "tool":
        index -= 1
        if view.struck(view.messages[index]["tool_call_id"]):
            return True
    return False


def _met(view: View, goal: Goal) -> str:
    for_good = given_up(view, goal)
    if goal.outcome == Outcome.DONE.value and for_good:
        return "a call failed for good"
    return "no call failed for good" if goal.outcome == Outcome.FAILED.value and not for_good else ""


def _unmet(view: View, goal: Goal) -> str:
    if goal.calls:
        return "makes calls"
    if len(goal.messages) != _LENGTHS[goal.outcome]:
        return f"takes {len(goal.messages)} messages"
    silent = goal.messages[2:3] if goal.outcome == Outcome.NO_VALUE.value else goal.messages[:1]
    if goal.outcome != Outcome.NO_TOOL.value and any(row.get("message") in silent for row in view.rows):
        return f"a call takes a value from message {silent[0]}"
    declined = declines(view.messages[goal.messages[-1]]["content"]) if goal.outcome == Outcome.NO_CALL.value else ""
    return f"says {declined!r}" if declined else ""


def asks(text: str) -> bool:
    """Whether a text ends with a question."""
    return text.rstrip().endswith("?")


def declines(text: str) -> str:
    """The words by which a text declines what is asked for; "" where it does not."""
    said, _, _ = text.partition(":")  # behind it stands what somebody might say
    found = _DECLINES.search(said)
    return found[0] if found else ""


def requests_open_as_they_say(view: View) -> Iterator[Violation]:
    """REQUESTS: a request changes or corrects nothing of those before it, or is no other matter than they are.

    It does not see another matter that is not named as such.
    """
    for number, goal in enumerate(view.goals):
        problem = _not_opened(view, number, goal)
        if problem:
            yield Violation("REQUESTS", f"/metadata/requests/{number}", f"opens as {goal.opening}, but {problem}")


def _not_opened(view: View, number: int, goal: Goal) -> str:
    if goal.opening == Opening.REQUEST.value:
        return ""
    before = {call for one in view.goals[:number] for call in one.calls}
    if not before:
        return "nothing was done before"
    if not goal.calls:
        return "makes no calls"
    earlier = {view.calls[call]["name"] for call in before}
    own = {view.calls[call]["name"] for call in goal.calls}
    match goal.opening:
        case Opening.INTENT.value:
            shared = {name.partition("::")[0] for name in earlier} & {name.partition("::")[0] for name in own}
            return f"{min(shared)} was called before" if shared else ""
        case Opening.CORRECTION.value if not any(_corrects(goal, row) for row in view.rows):
            return "takes nothing back"
    return "" if own & earlier or _goes_on(view, goal, before) else "does nothing again, and changes nothing"


def _corrects(goal: Goal, row: dict[str, object]) -> bool:
    return "replaces" in row and row.get("message") == goal.messages[0]


def _goes_on(view: View, goal: Goal, before: set[int]) -> bool:
    """Whether a call of the goal takes a value from a call that was made for an earlier one."""
    own = {view.calls[call]["id"] for call in goal.calls}
    givers = {view.calls[call]["id"] for call in before}
    return any(row["call_id"] in own and row.get("from_call") in givers for row in view.rows)


def refusals_are_needed(view: View) -> Iterator[Violation]:
    """NEEDLESS_REFUSAL: what the assistant says it cannot do is offered.

    It does not see an offered tool that would do the same under another name.
    """
    offered = {tool["name"] for tool in view.record["tools"]}
    for number, request in enumerate(view.record["metadata"]["requests"]):
        refused = request.get("endpoint")
        if (request["outcome"] == Outcome.NO_TOOL.value) != (refused is not None):
            yield Violation("REQUESTS", f"/metadata/requests/{number}", "what is refused is named, and nothing else")
        elif refused in offered:
            yield Violation("NEEDLESS_REFUSAL", f"/metadata/requests/{number}", f"{refused!r} is refused, and offered")
