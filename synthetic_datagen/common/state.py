"""ConversationState: the one mutable value. It lives for one conversation; agents return acts, only the state records.

state.record(UserRequest(goal=0, told=(0,)))
state.known          {0}                      slots that the user has told
state.outputs        {0: {"results": [...]}}  outputs by call number
state.current(0)     2                        slot 0 was corrected: slot 2 holds what the user means now
"""

from collections import Counter
from dataclasses import dataclass, field

from .faults import Fault
from .json_types import Json
from .plans import Goal, Plan, Replacement
from .trace import (
    Answer,
    Call,
    Event,
    MakeCalls,
    Refuse,
    Report,
    Results,
    Trace,
    UserAnswer,
    UserDetour,
    UserRequest,
)


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
    closed: int = 0  # goals that are reported, refused or answered
    replaced: dict[int, int] = field(default_factory=dict)  # slot -> the slot whose value took its place
    corrected: dict[int, int] = field(default_factory=dict)  # slot -> the slot that the user corrected with it
    failures: Counter[int] = field(default_factory=Counter)  # failed calls by step
    struck: set[int] = field(default_factory=set)  # calls that failed
    open_failure: int | None = None  # the failed call that nothing has made good yet

    @property
    def last(self) -> Event | None:
        """The newest event."""
        return self.events[-1] if self.events else None

    @property
    def next_goal(self) -> int | None:
        """The first goal that is not closed, or None when all are."""
        return self.closed if self.closed < len(self.plan.goals) else None

    def current(self, slot: int) -> int:
        """The slot that holds what the user means now by a slot that they may have corrected."""
        while slot in self.replaced:
            slot = self.replaced[slot]
        return slot

    def failed(self, call: int) -> bool:
        """Whether a call was struck by a fault."""
        return call in self.struck

    def fault_for(self, step: int) -> Fault | None:
        """The fault that strikes the next call of a step, if the plan has one left for it."""
        setback = self.plan.setback
        if setback is None or setback.step != step or self.failures[step] >= setback.times:
            return None
        return setback.fault

    def record(self, event: Event) -> None:
        """Append an event and update what follows from it. The only mutation of a conversation."""
        self.events.append(event)
        match event:
            case UserRequest(goal=goal, told=slots):
                self.known.update(slots)
                self._take_back(self.plan.goals[goal])
            case UserAnswer(goal=goal, slots=slots, corrected=corrected):
                self.known.update((*slots, *corrected))
                self._replace(goal, (*slots, *corrected))
            case UserDetour(slots=slots):
                self.known.update(slots)
            case MakeCalls(calls=calls):
                self.calls.extend(calls)
                self.call_of_step.update({call.step: call.number for call in calls})
            case Results():
                self._record_results(event)
            case Report() | Refuse() | Answer():
                self.closed += 1
                self.open_failure = None

    def _take_back(self, goal: Goal) -> None:
        """What an opening correction replaces."""
        if goal.changed is not None and goal.corrected:
            self._note(goal.changed, corrects=True)

    def _replace(self, goal: int, slots: tuple[int, ...]) -> None:
        """What an answer replaces: values that the user corrects, and the one that a call failed over."""
        for one in self.plan.goals[goal].corrected:
            if one.new in slots:
                self._note(one, corrects=True)
        setback = self.plan.setback
        if setback is not None and setback.mended is not None and setback.mended.new in slots:
            self._note(setback.mended, corrects=False)

    def _note(self, one: Replacement, corrects: bool) -> None:
        self.replaced[one.old] = one.new
        if corrects:
            self.corrected[one.new] = one.old

    def _record_results(self, event: Results) -> None:
        self.open_failure = None
        for result in event.results:
            self.outputs[result.call] = result.output
            if result.fault is not None:
                self.failures[self.calls[result.call].step] += 1
                self.struck.add(result.call)
                self.open_failure = result.call

    def freeze(self, state_initial: str, state_final: str, world_seed: int) -> Trace:
        """The finished conversation as a value."""
        return Trace(
            self.conversation_id,
            self.plan,
            tuple(self.events),
            state_initial,
            state_final,
            world_seed,
        )
