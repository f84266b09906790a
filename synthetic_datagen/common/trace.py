"""Traces: what was done and returned in one conversation, before words are put to it. All frozen.

A trace is a tuple of events in the order of the messages:

    UserRequest(goal=0, told=(0,)) · AskSlots(goal=0, slots=(1,)) · UserAnswer(goal=0, slots=(1,))
    · MakeCalls(goal=0, calls=(Call(number=0, step=0, "hotels::search", {"city": "Paris"}, ...),))
    · Results((Result(call=0, output={"results": [...]}),)) · Report(goal=0, calls=(0,), last=True)

Each event but `Results` becomes one message of its `role`; `Results` becomes one tool message for each call.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import ClassVar, Literal, TypeAlias

from .faults import Fault
from .json_types import FrozenJsonObject, Json
from .plans import Plan

Role: TypeAlias = Literal["user", "assistant", "tool"]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where one argument leaf came from. Exactly one of `slot`, `from_call`, or neither (then a schema default)."""

    argument: str  # JSON Pointer into the call's parameters
    slot: int | None = None
    from_call: int | None = None
    path: str = ""  # JSON Pointer into that call's output
    transform: str = ""  # from the value at `path` to the argument; "" where they are equal
    replaces: int | None = None  # the slot that the user had told before correcting it


@dataclass(frozen=True, slots=True)
class Call:
    """One tool call. `number` counts all calls of the conversation from 0; `step` is its place in the plan."""

    number: int
    step: int
    endpoint_id: str
    arguments: FrozenJsonObject
    provenance: tuple[Provenance, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What the executor returned for call `call`, and the fault that struck it."""

    call: int
    output: Json
    fault: Fault | None = None


def failed(output: Json) -> bool:
    """Whether an output says that its call failed: `{"error": {"code": ..., "message": ...}}`."""
    error = output.get("error") if isinstance(output, dict) else None
    return isinstance(error, dict) and "code" in error and "message" in error


@dataclass(frozen=True, slots=True)
class Change:
    """What a call did to the state: `act` is "created", "updated" or "deleted" at an address of the overlay."""

    call: int
    address: str
    act: str


# What the user says.


@dataclass(frozen=True, slots=True)
class UserRequest:
    """The user asks for a goal and tells some slots."""

    role: ClassVar[Role] = "user"
    goal: int
    told: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class UserAnswer:
    """The user answers a question; `corrected` slots of before take other values at the same time."""

    role: ClassVar[Role] = "user"
    goal: int
    slots: tuple[int, ...]
    corrected: tuple[int, ...] = ()  # the new slots of the goal's corrections


@dataclass(frozen=True, slots=True)
class UserDetour:
    """The user says something else first: other slots of the goal, or () for nothing that helps."""

    role: ClassVar[Role] = "user"
    goal: int
    slots: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class UserCannot:
    """The user does not have what is asked for."""

    role: ClassVar[Role] = "user"
    goal: int
    slots: tuple[int, ...]


# What the assistant does.


@dataclass(frozen=True, slots=True)
class AskSlots:
    """The assistant asks for values that it lacks. `again`: after a detour."""

    role: ClassVar[Role] = "assistant"
    goal: int
    slots: tuple[int, ...]
    again: bool = False


@dataclass(frozen=True, slots=True)
class AskMend:
    """The assistant tells that `call` failed over the value of a slot, and asks for another one."""

    role: ClassVar[Role] = "assistant"
    goal: int
    slot: int  # the new slot, of which the value is asked for
    call: int


@dataclass(frozen=True, slots=True)
class MakeCalls:
    """The assistant calls tools, in parallel where there are several. `after`: the failed call that this makes good."""

    role: ClassVar[Role] = "assistant"
    goal: int
    calls: tuple[Call, ...]
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """The tools answer, in call order; `changes` are what that did to the state."""

    role: ClassVar[Role] = "tool"
    results: tuple[Result, ...]
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The assistant tells what came of a goal. `calls` are the numbers of the last call of each of its steps."""

    role: ClassVar[Role] = "assistant"
    goal: int
    calls: tuple[int, ...]
    last: bool


@dataclass(frozen=True, slots=True)
class Refuse:
    """The assistant declines a goal: the plan's goal says why."""

    role: ClassVar[Role] = "assistant"
    goal: int
    last: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """The assistant answers a goal that needs no call."""

    role: ClassVar[Role] = "assistant"
    goal: int
    last: bool


UserEvent: TypeAlias = UserRequest | UserAnswer | UserDetour | UserCannot
Ending: TypeAlias = Report | Refuse | Answer
Event: TypeAlias = UserEvent | AskSlots | AskMend | MakeCalls | Results | Ending


@dataclass(frozen=True)
class Trace:
    """One played conversation: the plan, what happened, and the state digests before and after.

    `world_seed` (below 2**53, so that any JSON reader keeps it exact) makes the same world again for a replay.
    """

    conversation_id: str
    plan: Plan
    events: tuple[Event, ...]
    state_initial: str
    state_final: str
    world_seed: int = 0

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What the calls did to the state, in order."""
        return tuple(change for event in self.events if isinstance(event, Results) for change in event.changes)

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """All calls, in order."""
        return tuple(call for event in self.events if isinstance(event, MakeCalls) for call in event.calls)

    @cached_property
    def results(self) -> tuple[Result, ...]:
        """All results, in call order."""
        return tuple(result for event in self.events if isinstance(event, Results) for result in event.results)


class Form(StrEnum):
    """What kind of phrase a surface is: which words may stand before and behind it."""

    PLAIN = "plain"  # a name or a number: "April 11th", "Friday", "two"
    BARE = "bare"  # a time that takes no "on": "tomorrow", "next Friday"
    ALONE = "alone"  # a time that takes no preposition at all: "in two weeks"
    STAY = "stay"  # a length instead of an end: "three nights"
    COUNTING = "counting"  # a number that needs its noun: "a couple of"


@dataclass(frozen=True, slots=True)
class Surface:
    """The exact words in a user message that carry a slot's value.

    `transform` names a function of `common/transforms.py` that gives the value back; "" where the words are the value
    itself up to letter case and number formatting.
    """

    slot: int
    text: str
    transform: str = ""
    form: Form = Form.PLAIN


@dataclass(frozen=True, slots=True)
class Utterance:
    """The words of one event: message content, and for user turns which part of it carries which slot."""

    text: str
    surfaces: tuple[Surface, ...] = ()
