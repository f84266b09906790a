"""A plan while it is made: the slots, the steps, and the requests that they serve.

draft.steps      [PlannedStep("hotels::search", ...), PlannedStep("hotels::book", ...)]
draft.requests   [Request(steps=[0, 1]), Request(steps=[2], opening=INTENT)]
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..common.chains import Step
from ..common.plans import Argument, FromOutput, FromUser, Opening, Outcome, PlannedStep, Replacement, Selector, Setback
from .slots import SlotBook


@dataclass(slots=True)
class Request:
    """One request of the user: a goal before it is known what is told and what is withheld."""

    steps: list[int]
    opening: Opening = Opening.REQUEST
    outcome: Outcome = Outcome.DONE
    changed: Replacement | None = None
    again: int | None = None
    topic: int = 0
    recalls: int | None = None
    lacks: tuple[int, ...] = ()  # of NO_VALUE: the slots that the user cannot give


@dataclass(slots=True)
class Draft:
    """What is gathered while one plan is made. `chain` has the step of the chain for each planned step."""

    book: SlotBook
    rng: random.Random
    chain: list[Step] = field(default_factory=list)
    steps: list[PlannedStep] = field(default_factory=list)
    required: list[set[int]] = field(default_factory=list)  # by step: the slots without which it cannot be called
    selectors: dict[tuple[int, int], Selector] = field(default_factory=dict)
    twins: set[int] = field(default_factory=set)  # slots that tell parallel calls of one endpoint apart
    requests: list[Request] = field(default_factory=list)
    setback: Setback | None = None

    def slots_of(self, step: int) -> list[int]:
        """The slots that a step takes, each once, in order."""
        return list(dict.fromkeys(a.source.slot for a in self.steps[step].arguments if isinstance(a.source, FromUser)))

    def users_of(self, slot: int) -> list[int]:
        """The steps that take a slot."""
        return [step for step in range(len(self.steps)) if slot in self.slots_of(step)]

    def feeds(self, step: int) -> Iterator[int]:
        """The later steps that take a value from a step's output."""
        for number, planned in enumerate(self.steps):
            if any(isinstance(a.source, FromOutput) and a.source.step == step for a in planned.arguments):
                yield number

    def argument_for(self, step: int, slot: int) -> Argument:
        """The argument by which a step takes a slot, which it does."""
        return next(a for a in self.steps[step].arguments if a.source == FromUser(slot))

    def stands_alone(self, step: int) -> bool:
        """Whether no other call goes out with the step's."""
        return sum(other.group == self.steps[step].group for other in self.steps) == 1

    def goes_on(self, step: int) -> bool:
        """Whether another call of the same request takes a value from the step's output."""
        request = next(one for one in self.requests if step in one.steps)
        return any(feed.from_step == step for other in request.steps for feed in self.chain[other].feeds)

    @property
    def next_group(self) -> int:
        """The group of a call that is made after all others."""
        return max((step.group for step in self.steps), default=-1) + 1
