"""Calls that fail: which step, by what fault, and what is done about it.

Setbacks(registry, model, alternatives).strike(draft, matters, Twist.MEND)
  True: draft.setback = Setback(step=0, NOT_FOUND, Recovery.MEND, mended=Replacement(0, 4), parameter="city")
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..common.chains import Step
from ..common.faults import PASSING, Fault, Recovery
from ..common.kinds import Kind
from ..common.plans import FromUser, Outcome, PlannedStep, Replacement, Setback
from ..world.faults import blamable, possible
from ..world.scene import WorldModel
from .alternatives import Alternatives
from .draft import Draft, Request
from .steps import StepPlanner
from .tool_source import ToolSource
from .twists import another, is_free

AGAIN = 0.2  # of calls that are tried again: they fail twice
OTHERS_TRIED = 12  # draws of something that two tools do
TRIED_AGAIN = 0.3  # of calls that are given up: after a second try
_GIVEN_UP = (Fault.UNAUTHORIZED, Fault.UPSTREAM_ERROR, Fault.RATE_LIMITED)


@dataclass(frozen=True, slots=True)
class Setbacks:
    """Strikes steps of drafts over one registry."""

    registry: ToolSource
    model: WorldModel
    alternatives: Alternatives
    steps: StepPlanner

    def strike(self, draft: Draft, matters: Sequence[Sequence[int]], recovery: Recovery) -> bool:
        """Give the draft a setback with that recovery. False where no step can have one."""
        match recovery:
            case Recovery.RETRY:
                return self._retry(draft)
            case Recovery.MEND:
                return self._mend(draft)
            case Recovery.OTHER_TOOL:
                return self._other_tool(draft)
            case Recovery.STOP:
                return self._stop(draft, matters)

    def _faults(self, draft: Draft, step: int, faults: Sequence[Fault]) -> list[Fault]:
        endpoint = self.registry.endpoints[draft.steps[step].endpoint_id]
        return [fault for fault in faults if possible(self.model, endpoint, fault)]

    def _retry(self, draft: Draft) -> bool:
        step = draft.rng.randrange(len(draft.steps))
        faults = self._faults(draft, step, sorted(PASSING))
        if not faults:
            return False
        times = 2 if draft.rng.random() < AGAIN else 1
        draft.setback = Setback(step, draft.rng.choice(faults), Recovery.RETRY, times)
        return True

    def _mend(self, draft: Draft) -> bool:
        """A value that no earlier call took, and another one in its place."""
        able = [
            (step, slot)
            for step in range(len(draft.steps))
            if draft.stands_alone(step)
            for slot in draft.slots_of(step)
            if draft.users_of(slot)[0] == step and is_free(draft, slot, step) and _is_scalar(draft, step, slot)
        ]
        draft.rng.shuffle(able)
        for step, old in able:
            faults = self._blamed(draft, step, old)
            new = another(draft, self.registry, old) if faults else None
            if new is not None:
                fault = draft.rng.choice(faults)
                parameter = "" if fault is Fault.EMPTY_RESULT else draft.argument_for(step, old).parameter
                draft.setback = Setback(step, fault, Recovery.MEND, parameter=parameter, mended=Replacement(old, new))
                return True
        return False

    def _blamed(self, draft: Draft, step: int, slot: int) -> list[Fault]:
        """The faults that the value of that slot can be to blame for."""
        endpoint = self.registry.endpoints[draft.steps[step].endpoint_id]
        parameter = endpoint.parameter(draft.argument_for(step, slot).parameter)
        named = next((f for f in (Fault.NOT_FOUND, Fault.INVALID_ARGUMENT) if blamable(endpoint, parameter, f)), None)
        empty = [Fault.EMPTY_RESULT] if possible(self.model, endpoint, Fault.EMPTY_RESULT) else []
        return [named, *empty] if named is not None else empty

    def _other_tool(self, draft: Draft) -> bool:
        """A step that nothing hangs on, and an endpoint of another tool that does the same with the same values."""
        order = list(range(len(draft.steps)))
        draft.rng.shuffle(order)
        return any(self._replaced(draft, step) for step in order) or self._one_more(draft)

    def _replaced(self, draft: Draft, step: int) -> bool:
        if not draft.stands_alone(step) or any(draft.feeds(step)):
            return False
        for other in self.alternatives.of(draft.steps[step].endpoint_id):
            arguments = self.alternatives.arguments(draft, step, other)
            if arguments is not None:
                return self._instead(draft, step, PlannedStep(other, 0, draft.steps[step].group, arguments))
        return False

    def _one_more(self, draft: Draft) -> bool:
        """A further request, for something that two tools do."""
        used = {step.endpoint_id for step in draft.steps}
        for endpoint_id in self.alternatives.some(draft.rng, OTHERS_TRIED):
            endpoint = self.registry.endpoints[endpoint_id]
            if endpoint_id in used or any(p.kind is Kind.ENTITY_ID for p in endpoint.required):
                continue
            if not self.steps.add_all(draft, [Step(endpoint_id, draft.next_group)]):
                return False
            draft.requests.append(Request([len(draft.steps) - 1]))
            return self._replaced(draft, len(draft.steps) - 1)
        return False

    def _instead(self, draft: Draft, step: int, other: PlannedStep) -> bool:
        draft.steps.append(other)
        draft.chain.append(replace(draft.chain[step], endpoint_id=other.endpoint_id, feeds=()))
        draft.required.append(set())
        fault = draft.rng.choice((Fault.UNAUTHORIZED, Fault.UPSTREAM_ERROR))
        draft.setback = Setback(step, fault, Recovery.OTHER_TOOL, instead=len(draft.steps) - 1)
        return True

    def _stop(self, draft: Draft, matters: Sequence[Sequence[int]]) -> bool:
        """The last call of a matter fails for good."""
        step = draft.rng.choice(matters)[-1]
        faults = self._faults(draft, step, _GIVEN_UP)
        if not faults:
            return False
        fault = draft.rng.choice(faults)
        times = 2 if fault in PASSING and draft.rng.random() < TRIED_AGAIN else 1
        draft.setback = Setback(step, fault, Recovery.STOP, times)
        for request in draft.requests:
            if step in request.steps:
                request.outcome = Outcome.FAILED
        return True


def _is_scalar(draft: Draft, step: int, slot: int) -> bool:
    return any(a.source == FromUser(slot) and a.pointer.count("/") == 1 for a in draft.steps[step].arguments)
