"""ConversationState: the one mutable value. It lives for one conversation; agents return acts, only the state records.

state.record(UserRequest(goal=0, told=(0,)))
state.known          {0}                      slots that the user has told
state.outputs        {0: {"results": [...]}}  outputs by call number
"""

from dataclasses import dataclass, field

from .json_types import Json
from .plans import Plan
from .trace import Call, Event, MakeCalls, Report, Results, Trace, UserAnswer, UserRequest


@dataclass(slots=True)
class ConversationState:
    """What has happened so far in one conversation, and what follows from it."""

    conversation_id: str
    plan: Plan
    events: list[Event] = field(default_factory=list)
    known: set[int] = field(default_factory=set)
    calls: list[Call] = field(default_factory=list)
    outputs: dict[int, Json] = field(default_factory=dict)
    call_of_step: dict[int, int] = field(default_factory=dict)
    reported: set[int] = field(default_factory=set)

    @property
    def last(self) -> Event | None:
        """The newest event."""
        return self.events[-1] if self.events else None

    @property
    def next_goal(self) -> int | None:
        """The first goal not yet reported, or None when all are."""
        number = len(self.reported)
        return number if number < len(self.plan.goals) else None

    def record(self, event: Event) -> None:
        """Append an event and update what follows from it. The only mutation of a conversation."""
        self.events.append(event)
        match event:
            case UserRequest(told=slots) | UserAnswer(slots=slots):
                self.known.update(slots)
            case MakeCalls(calls=calls):
                self.calls.extend(calls)
                self.call_of_step.update({call.step: call.number for call in calls})
            case Results(results=results):
                self.outputs.update({result.call: result.output for result in results})
            case Report(goal=goal):
                self.reported.add(goal)

    def freeze(self, state_initial: str, state_final: str, world_seed: int) -> Trace:
        """The finished conversation as a value."""
        return Trace(self.conversation_id, self.plan, tuple(self.events), state_initial, state_final, world_seed)
