"""Talk: one conversation while words are put to it — the trace, and what has been said so far.

talk.spoken[3]     how slot 3 was said last: SpokenSlot(surface=Surface(3, "July 14, 2026", "date"), ...)
talk.text          everything said so far, in one string
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, cast

from ..common.faults import Fault
from ..common.json_types import Json
from ..common.plans import Goal, Plan
from ..common.trace import Call, Event, Results, Trace, Utterance
from .repeats import repeats
from .slot_phrases import SpokenSlot
from .wear import wear

T = TypeVar("T")
_FRESH = 0.1  # wear at which no other wording is tried
_SIGNS = 0.5  # of conversations in which the assistant says "€98" and not "98 EUR"


@dataclass(slots=True)
class Talk:
    """What writers look at and remember. The one mutable value of the room; it lives for one conversation."""

    trace: Trace
    rng: random.Random
    calls: Mapping[int, Call]  # all calls by number, those to come as well
    outputs: Mapping[int, Json]
    faults: Mapping[int, Fault]  # of the calls that were struck
    signs: bool = False  # whether the assistant says "€98" and not "98 EUR"
    turns: list[Utterance] = field(default_factory=list)
    spoken: dict[int, SpokenSlot] = field(default_factory=dict)
    question: str = ""  # the last one that was asked for a value
    answers: dict[int, str] = field(default_factory=dict)  # by goal, what a question that needs no call is answered
    used: set[object] = field(default_factory=set)  # set phrases of this conversation

    _for: Event | None = None
    _made: object = None

    @classmethod
    def over(cls, trace: Trace, rng: random.Random) -> "Talk":
        """The talk of a trace before anything is said."""
        results = trace.results
        return cls(
            trace,
            rng,
            {call.number: call for call in trace.calls},
            {result.call: result.output for result in results},
            {result.call: result.fault for result in results if result.fault is not None},
            signs=rng.random() < _SIGNS,
        )

    def freshest(self, wordings: int, word: Callable[[], Utterance]) -> Utterance:
        """The least worn of so many wordings, and no word twice in a row; the talk remembers that one alone."""
        before = (self.spoken, self.used, self.answers)
        best: tuple[float, Utterance, tuple[dict[int, SpokenSlot], set[object], dict[int, str]]] | None = None
        for _ in range(wordings):
            self.spoken, self.used, self.answers = dict(before[0]), set(before[1]), dict(before[2])
            turn = word()
            worn = wear(turn.text) + repeats(turn.text)
            if best is None or worn < best[0]:
                best = worn, turn, (self.spoken, self.used, self.answers)
            if worn <= _FRESH:
                break
        assert best is not None  # there is at least one wording
        self.spoken, self.used, self.answers = best[2]
        return best[1]

    @classmethod
    def silent(cls, trace: Trace) -> "Talk":
        """The talk of a trace for those who only look at it: nothing is drawn."""
        return cls.over(trace, random.Random(0))

    def once(self, event: Event, make: Callable[[], T]) -> T:
        """What `make` makes for an event, made at its first wording."""
        if self._for is not event:
            self._for, self._made = event, make()
        return cast(T, self._made)

    def fresh(self, phrases: Sequence[T]) -> T:
        """One of the phrases, none that this conversation has used where there is another."""
        used = self.used
        chosen = self.rng.choice([one for one in phrases if one not in used] or phrases)
        used.add(chosen)
        return chosen

    @property
    def plan(self) -> Plan:
        """What the conversation is about."""
        return self.trace.plan

    @property
    def tone(self) -> str:
        """How the user speaks."""
        return self.trace.plan.persona.tone.value

    def goal(self, number: int) -> Goal:
        """One of the plan's goals."""
        return self.trace.plan.goals[number]

    def current(self, slot: int) -> int:
        """The slot that holds what the user means by one that they have taken back."""
        pairs = [pair for goal in self.plan.goals for pair in goal.corrected]
        setback = self.plan.setback
        if setback is not None and setback.mended is not None:
            pairs.append(setback.mended)
        new = next((pair.new for pair in pairs if pair.old == slot and pair.new in self.spoken), None)
        return slot if new is None else self.current(new)

    def before(self, event: Event) -> Event | None:
        """The event that comes right before this one."""
        events = self.trace.events
        at = next(at for at, one in enumerate(events) if one is event)
        return events[at - 1] if at else None

    def goes_on(self, event: Event) -> bool:
        """Whether it follows a tool's answer, and not something that the user says."""
        return isinstance(self.before(event), Results)

    @property
    def text(self) -> str:
        """Everything said so far."""
        return " ".join(turn.text for turn in self.turns)
