"""A record with its cross references resolved once: what every check looks at.

    view_of(record).goals    (Goal(messages=range(0, 6), calls=(0, 1)), Goal(messages=range(6, 9), calls=(2,)))

A *goal* is what one user turn asks for: from that turn to the assistant's text that ends it, questions included.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from ...common.json_types import Json, JsonObject

# Behaviours in which every goal is met by calls, and what the user says is for a call. A record that is tagged with any
# other behaviour (a refusal, a fault ...) is spared the checks that rest on this.
_ALL_GOALS_CALL = frozenset(
    {
        "clarification",
        "follow_up",
        "long_range_reference",
        "parallel_calls",
        "parallel_then_dependent",
        "relative_dates",
        "two_intents",
    }
)


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


@dataclass(slots=True)
class View:
    """A record with its cross references resolved once."""

    record: JsonObject
    messages: list[JsonObject]
    outputs: dict[str, Json] = field(default_factory=dict)
    call_message: dict[str, int] = field(default_factory=dict)  # call id -> index of the message that makes the call
    answer_message: dict[str, int] = field(default_factory=dict)  # call id -> index of the tool message
    goals: list[Goal] = field(default_factory=list)
    questions: list[int] = field(default_factory=list)  # messages in which the assistant asks before it calls

    @property
    def calls(self) -> list[JsonObject]:
        """All calls, in order."""
        calls: list[JsonObject] = self.record["tool_calls"]
        return calls

    @property
    def rows(self) -> list[JsonObject]:
        """The provenance rows."""
        rows: list[JsonObject] = self.record["provenance"]
        return rows

    @property
    def all_goals_call(self) -> bool:
        """Whether the record is tagged with nothing but behaviours in which every goal is met by calls."""
        return _ALL_GOALS_CALL.issuperset(self.record["metadata"]["behaviours"])

    def failed(self, call_id: str) -> bool:
        """Whether a call was answered by an error."""
        output = self.outputs.get(call_id)
        return isinstance(output, dict) and "error" in output


def view_of(record: JsonObject) -> View:
    """The view of a record of the right shape, whatever else is wrong with it."""
    view = View(record, record["messages"])
    for index, message in enumerate(view.messages):
        for call in message.get("tool_calls", ()):
            view.call_message.setdefault(call["id"], index)
        if message["role"] == "tool":
            view.answer_message.setdefault(message["tool_call_id"], index)
    for output in record["tool_outputs"]:
        view.outputs.setdefault(output["id"], output["output"])
    _find_goals(view)
    return view


def _find_goals(view: View) -> None:
    first, made, calls = 0, 0, 0
    for index, message in enumerate(view.messages):
        if message["role"] != "assistant":
            continue
        if "tool_calls" in message:
            made += len(message["tool_calls"])
        elif _asks(view.messages, index):
            view.questions.append(index)
        else:
            view.goals.append(Goal(range(first, index + 1), tuple(range(calls, made))))
            first, calls = index + 1, made


def _asks(messages: list[JsonObject], index: int) -> bool:
    """A question between two messages of the user; one after a tool's answer is an offer at the end of a report."""
    return (
        0 < index < len(messages) - 1
        and messages[index - 1]["role"] == "user"
        and messages[index + 1]["role"] == "user"
        and messages[index]["content"].rstrip().endswith("?")
    )
