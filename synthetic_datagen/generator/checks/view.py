"""A record with its cross references resolved once: what every check looks at.

    view_of(record).goals    (Goal(messages=range(0, 6), calls=(0, 1), outcome="done", opening="request"),
                              Goal(messages=range(6, 8), calls=(), outcome="no_tool", opening="request"))

A *goal* is one request of the user: from the turn that opens it to the assistant's text that closes it, questions
included. `metadata.requests` says what each is; a record without it is read by who speaks after whom.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from ...common.json_types import Json, JsonObject
from ...common.plans import Opening, Outcome

CALLING = frozenset({Outcome.DONE.value, Outcome.FAILED.value})  # outcomes of goals that make calls
_WITHOUT_CALLS = {
    "no_tool": Outcome.NO_TOOL.value,
    "missing_value": Outcome.NO_VALUE.value,
    "no_call": Outcome.NO_CALL.value,
}


@dataclass(frozen=True, slots=True)
class Violation:
    """One fault of a record: a stable code, a JSON Pointer into the record, and what is wrong there."""

    code: str
    path: str
    message: str


class Goal(NamedTuple):
    """One request of the user, up to the text that ends it."""

    messages: range
    calls: tuple[int, ...]  # places in `tool_calls`
    outcome: str = Outcome.DONE.value
    opening: str = Opening.REQUEST.value

    @property
    def is_met_by_calls(self) -> bool:
        """Whether what the user says in it is for a call."""
        return self.outcome in CALLING


@dataclass(slots=True)
class View:
    """A record with its cross references resolved once."""

    record: JsonObject
    messages: list[JsonObject]
    calls: list[JsonObject]  # all, in order
    rows: list[JsonObject]  # of the provenance
    behaviours: list[str]  # what the metadata say that the record shows
    outputs: dict[str, Json] = field(default_factory=dict)
    call_message: dict[str, int] = field(default_factory=dict)  # call id -> index of the message that makes the call
    answer_message: dict[str, int] = field(default_factory=dict)  # call id -> index of the tool message
    faults: dict[str, str] = field(default_factory=dict)  # call id -> the kind of fault that struck it
    failures: set[str] = field(default_factory=set)  # ids of calls that failed
    goals: list[Goal] = field(default_factory=list)
    questions: list[int] = field(default_factory=list)  # messages in which the assistant asks within a goal

    def failed(self, call_id: str) -> bool:
        """Whether a call was answered by an error, or by a body that broke off."""
        return call_id in self.failures

    def struck(self, call_id: str) -> bool:
        """Whether a call failed, or came back empty where that was injected."""
        return call_id in self.faults or call_id in self.failures

    def goal_of(self, message: int) -> Goal | None:
        """The goal that a message belongs to."""
        return next((goal for goal in self.goals if message in goal.messages), None)

    def is_for_a_call(self, message: int) -> bool:
        """Whether a user message belongs to a goal that calls meet."""
        goal = self.goal_of(message)
        return goal is not None and goal.is_met_by_calls


def view_of(record: JsonObject) -> View:
    """The view of a record of the right shape, whatever else is wrong with it."""
    metadata = record["metadata"]
    view = View(record, record["messages"], record["tool_calls"], record["provenance"], metadata["behaviours"])
    for index, message in enumerate(view.messages):
        for call in message.get("tool_calls", ()):
            view.call_message.setdefault(call["id"], index)
        if message["role"] == "tool":
            view.answer_message.setdefault(message["tool_call_id"], index)
    for output in record["tool_outputs"]:
        view.outputs.setdefault(output["id"], output["output"])
    for fault in metadata.get("faults", ()):
        view.faults.setdefault(fault["call_id"], fault["kind"])
    broken = {call_id for call_id, kind in view.faults.items() if kind == "truncated_body"}
    view.failures = broken | {
        id for id, output in view.outputs.items() if isinstance(output, dict) and "error" in output
    }
    requests = metadata.get("requests")
    if requests is None or not partition(requests, view.messages):
        _by_speakers(view)
    else:
        _by_requests(view, requests)
    return view


def partition(requests: list[JsonObject], messages: list[JsonObject]) -> bool:
    """Whether the requests follow one another without a gap, each from a user's turn to a text of the assistant."""
    following = 0
    for request in requests:
        begin, end = request["message"], request["end"]
        if begin != following or not begin < end < len(messages):
            return False
        if messages[begin]["role"] != "user" or not is_text(messages[end]):
            return False
        following = end + 1
    return bool(requests) and following == len(messages)


def is_text(message: JsonObject) -> bool:
    """Whether a message is the assistant's and makes no calls."""
    return message["role"] == "assistant" and "tool_calls" not in message


def _by_requests(view: View, requests: list[JsonObject]) -> None:
    made = 0
    for request in requests:
        messages = range(request["message"], request["end"] + 1)
        count = sum(len(view.messages[index].get("tool_calls", ())) for index in messages)
        view.goals.append(Goal(messages, tuple(range(made, made + count)), request["outcome"], request["opening"]))
        view.questions.extend(index for index in messages[:-1] if is_text(view.messages[index]))
        made += count


def _by_speakers(view: View) -> None:
    """Goals end with a text of the assistant that is no question between two turns of the user."""
    first, made, calls = 0, 0, 0
    unmet = next((outcome for name, outcome in _WITHOUT_CALLS.items() if name in view.behaviours), Outcome.DONE.value)
    for index, message in enumerate(view.messages):
        if message["role"] != "assistant":
            continue
        if "tool_calls" in message:
            made += len(message["tool_calls"])
        elif _asks(view.messages, index):
            view.questions.append(index)
        else:
            outcome = Outcome.DONE.value if made > calls else unmet
            view.goals.append(Goal(range(first, index + 1), tuple(range(calls, made)), outcome))
            first, calls = index + 1, made


def _asks(messages: list[JsonObject], index: int) -> bool:
    """A question between two messages of the user; one after a tool's answer is an offer at the end of a report."""
    return (
        0 < index < len(messages) - 1
        and messages[index - 1]["role"] == "user"
        and messages[index + 1]["role"] == "user"
        and messages[index]["content"].rstrip().endswith("?")
    )
