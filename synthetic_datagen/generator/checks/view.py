"""A record with its cross references resolved once: what every check looks at.

    view_of(record).goals    (Goal(messages=range(0, 6), calls=(0, 1), outcome="done", opening="request"),
                              Goal(messages=range(6, 8), calls=(), outcome="no_tool", opening="request"))

A *goal* is one request of the user: from the turn that opens it to the assistant's text that closes it, questions
included. `metadata.requests` says what each is. Where these do not divide the messages there are no goals, and
`requests.py` says so.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

import orjson

from ...common.json_types import Json, JsonObject
from ...common.plans import Opening, Outcome

CALLING = frozenset({Outcome.DONE.value, Outcome.FAILED.value})  # outcomes of goals that make calls


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
    faults: dict[str, str] = field(default_factory=dict)  # call id -> the kind of fault that the metadata name for it
    changed: set[str] = field(default_factory=set)  # ids of calls that changed the state
    failures: set[str] = field(default_factory=set)  # ids of calls whose output says that they failed, or breaks off
    goals: list[Goal] = field(default_factory=list)
    goal_at: list[int] = field(default_factory=list)  # by message: the place of its goal in `goals`
    questions: list[int] = field(default_factory=list)  # messages in which the assistant asks within a goal

    def failed(self, call_id: str) -> bool:
        """Whether a call was answered by an error, or by a body that broke off."""
        return call_id in self.failures

    def struck(self, call_id: str) -> bool:
        """Whether a call failed, or came back empty where that was injected."""
        return call_id in self.failures or call_id in self.faults

    def goal_of(self, message: int) -> Goal | None:
        """The goal that a message belongs to."""
        return self.goals[self.goal_at[message]] if message < len(self.goal_at) else None

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
        if is_failure(output["output"]):
            view.failures.add(output["id"])
    for fault in metadata.get("faults", ()):
        view.faults.setdefault(fault["call_id"], fault["kind"])
    view.changed = {change["call_id"] for change in record["state"].get("changes", ())}
    if partition(metadata["requests"], view.messages):
        _divide(view, metadata["requests"])
    return view


def is_failure(output: Json) -> bool:
    """Whether an output is an error, or the beginning of a JSON text without its end."""
    if isinstance(output, dict):
        return bool(output.get("error"))
    return isinstance(output, str) and output[:1] in ("{", "[") and not is_json(output)


def is_json(text: str) -> bool:
    """Whether a text is a JSON document."""
    try:
        orjson.loads(text)
    except orjson.JSONDecodeError:
        return False
    return True


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


def _divide(view: View, requests: list[JsonObject]) -> None:
    made = 0
    for number, request in enumerate(requests):
        messages = range(request["message"], request["end"] + 1)
        count = sum(len(view.messages[index].get("tool_calls", ())) for index in messages)
        calls = range(made, min(made + count, len(view.calls)))  # a list that lacks some is reported elsewhere
        view.goals.append(Goal(messages, tuple(calls), request["outcome"], request["opening"]))
        view.goal_at.extend(number for _ in messages)
        view.questions.extend(index for index in messages[:-1] if is_text(view.messages[index]))
        made += count
