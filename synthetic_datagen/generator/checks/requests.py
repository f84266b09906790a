"""Requests: they divide the conversation, and each ends as it says.

{"message": 6, "end": 9, "opening": "intent", "outcome": "no_value"}     a question, an answer that gives nothing, a no
"""

from collections.abc import Iterator

from ...common.json_types import JsonObject
from ...common.plans import Opening, Outcome
from .recoveries import given_up
from .view import Goal, View, Violation, partition

_LATER = frozenset({Opening.INTENT.value, Opening.CHANGE.value, Opening.CORRECTION.value})


def requests_divide_the_messages(view: View) -> Iterator[Violation]:
    """REQUESTS: the entries have gaps, do not begin with a user's turn, or do not end with the assistant's text.

    It does not see two requests that are told as one.
    """
    requests = view.record["metadata"].get("requests")
    if requests is not None and not partition(requests, view.messages):
        yield Violation("REQUESTS", "/metadata/requests", "do not divide the messages into requests with an end each")


def requests_end_as_they_say(view: View) -> Iterator[Violation]:
    """REQUESTS: calls, questions and failures of a request are not those of its outcome."""
    for number, goal in enumerate(view.goals):
        problem = _problem(view, goal)
        if number == 0 and goal.opening in _LATER:
            problem = f"opens the conversation as {goal.opening}"
        if problem:
            yield Violation("REQUESTS", f"/metadata/requests/{number}", f"is {goal.outcome}, but {problem}")


def _problem(view: View, goal: Goal) -> str:
    questions = [index for index in view.questions if index in goal.messages]
    silent = next((q for q in questions if not view.messages[q]["content"].rstrip().endswith("?")), None)
    if silent is not None:
        return f"message {silent} neither ends it nor asks"
    if not goal.is_met_by_calls:
        if goal.calls:
            return "makes calls"
        wanted = 1 if goal.outcome == Outcome.NO_VALUE.value else 0
        return "" if len(questions) == wanted else f"asks {len(questions)} questions"
    for_good = given_up(view, goal)
    if goal.outcome == Outcome.DONE.value and for_good:
        return "a call failed for good"
    return "no call failed for good" if goal.outcome == Outcome.FAILED.value and not for_good else ""


def refusals_are_needed(view: View) -> Iterator[Violation]:
    """NEEDLESS_REFUSAL: what the assistant says it cannot do is offered.

    It does not see an offered tool that would do the same under another name and description.
    """
    offered = {tool["name"] for tool in view.record["tools"]}
    for number, request in enumerate(view.record["metadata"].get("requests", ())):
        if request["outcome"] == Outcome.NO_TOOL.value and _is_offered(request, offered):
            place = f"/metadata/requests/{number}"
            yield Violation(
                "NEEDLESS_REFUSAL", place, f"{request.get('endpoint')!r} is refused, and is offered or not named"
            )


def _is_offered(request: JsonObject, offered: set[str]) -> bool:
    return request.get("endpoint") is None or request["endpoint"] in offered
