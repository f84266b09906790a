"""Traces: what was done and returned in one conversation, before words are put to it. All frozen.

A trace is a tuple of events in the order of the messages:

    UserRequest(goal=0, told=(0,)) · AskSlots(goal=0, slots=(1,)) · UserAnswer(goal=0, slots=(1,))
    · MakeCalls(goal=0, calls=(Call(number=0, step=0, "hotels::search", {"city": "Paris"}, ...),))
    · Results((Result(call=0, output={"results": [...]}),)) · Report(goal=0, calls=(0,), last=True)

Each event but `Results` becomes one message; `Results` becomes one tool message for each call.
"""

from dataclasses import dataclass
from typing import TypeAlias

from .json_types import FrozenJsonObject, Json
from .plans import Plan


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where one argument leaf came from. Exactly one of `slot`, `from_call`, or neither (then a schema default)."""

    argument: str  # JSON Pointer into the call's parameters
    slot: int | None = None
    from_call: int | None = None
    path: str = ""  # JSON Pointer into that call's output
    transform: str = ""  # from the value at `path` to the argument; "" where they are equal


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
    """What the executor returned for call `call`."""

    call: int
    output: Json


def failed(output: Json) -> bool:
    """Whether an output says that its call failed: `{"error": {"code": ..., "message": ...}}`."""
    error = output.get("error") if isinstance(output, dict) else None
    return isinstance(error, dict) and "code" in error and "message" in error


@dataclass(frozen=True, slots=True)
class UserRequest:
    """The user asks for a goal and tells some slots."""

    goal: int
    told: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AskSlots:
    """The assistant asks for values that it lacks."""

    goal: int
    slots: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class UserAnswer:
    """The user answers that question."""

    goal: int
    slots: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MakeCalls:
    """The assistant calls tools, in parallel where there are several."""

    goal: int
    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """The tools answer, in call order."""

    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The assistant tells what came of a goal. `calls` are the numbers of all calls made for it."""

    goal: int
    calls: tuple[int, ...]
    last: bool


Event: TypeAlias = UserRequest | AskSlots | UserAnswer | MakeCalls | Results | Report


@dataclass(frozen=True, slots=True)
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

    @property
    def calls(self) -> tuple[Call, ...]:
        """All calls, in order."""
        return tuple(call for event in self.events if isinstance(event, MakeCalls) for call in event.calls)

    @property
    def results(self) -> tuple[Result, ...]:
        """All results, in call order."""
        return tuple(result for event in self.events if isinstance(event, Results) for result in event.results)


@dataclass(frozen=True, slots=True)
class Surface:
    """The exact words in a user message that carry a slot's value.

    `transform` names a function of `common/transforms.py` that gives the value back; "" where the words are the value
    itself up to letter case and number formatting.
    """

    slot: int
    text: str
    transform: str = ""


@dataclass(frozen=True, slots=True)
class Utterance:
    """The words of one event: message content, and for user turns which part of it carries which slot."""

    text: str
    surfaces: tuple[Surface, ...] = ()
