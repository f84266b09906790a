"""The planner: from a chain to a plan — which values, who speaks, what is told at once and what is withheld.

    Planner(registry, graph, sampler, settings).plan(rng, 7, mode, steering, refusals)   Plan(index=7, ...)

Everything about a plan follows from the generator `rng` and the steering snapshot.
"""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ..common.chains import Chain, Feed, SamplingMode, Step
from ..common.kinds import Kind, ValueType
from ..common.plans import (
    Argument,
    FromDefault,
    FromOutput,
    FromUser,
    Goal,
    Pick,
    Plan,
    PlannedStep,
    Selector,
    Source,
)
from ..common.pointers import escape
from ..common.tools import Endpoint, Parameter
from ..config import PlannerSettings
from ..graph.projected_graph import ProjectedGraph
from ..sampler.sampler import ChainSampler
from ..sampler.steering import Steering
from ..sampler.supply import UNASKABLE
from ..world.conditions import CONTROL
from .offering import Offering, ToolSource
from .personas import PERSONAS
from .scenario import Scenario
from .selection import selector
from .slots import SlotBook

_UNASKED = CONTROL - {Kind.SORT_BY, Kind.LIMIT}


@dataclass(slots=True)
class _Draft:
    """What is gathered while one plan is made."""

    book: SlotBook
    rng: random.Random
    steps: list[PlannedStep] = field(default_factory=list)
    required_slots: list[set[int]] = field(default_factory=list)  # by step
    selectors: dict[tuple[int, int], Selector] = field(default_factory=dict)
    twins: set[int] = field(default_factory=set)  # slots that tell parallel calls of one endpoint apart


class Planner:
    """Makes plans over one registry."""

    def __init__(self, registry: ToolSource, graph: ProjectedGraph, sampler: ChainSampler, settings: PlannerSettings):
        self._registry = registry
        self._offering = Offering(registry, graph, settings.distractors)
        self._sampler = sampler
        self._settings = settings

    def plan(
        self, rng: random.Random, index: int, mode: SamplingMode, steering: Steering, refusals: Counter[str]
    ) -> Plan | None:
        """One plan, or None where this draw gives none: the reasons are counted in `refusals`. Another draw may."""
        chain = self._sampler.find(rng, mode, steering, refusals)
        if chain is None:
            return None
        draft = _Draft(SlotBook(Scenario.of(rng), rng), rng)
        goals = self._goal_of_steps(chain, rng)
        for number, step in enumerate(chain.steps):
            if not self._plan_step(draft, chain, number, step, goals[number]):
                refusals["no_value_for_parameter"] += 1
                return None
        return Plan(
            index=index,
            chain=chain,
            persona=rng.choice(PERSONAS),
            scenario=self._scenario(chain),
            slots=tuple(draft.book.slots),
            steps=tuple(draft.steps),
            goals=self._goals(draft, chain, goals),
            offered=self._offering.offered(chain, rng),
        )

    def _scenario(self, chain: Chain) -> str:
        endpoints = dict.fromkeys(step.endpoint_id for step in chain.steps)
        purposes = [str(self._registry.endpoints[one].purpose) for one in endpoints]
        return f"{chain.domain}: {'; '.join(purposes)}"

    def _goal_of_steps(self, chain: Chain, rng: random.Random) -> list[int]:
        """The goal of each step: a later group starts a new goal with the follow-up share's chance."""
        goals = [0]
        for before, step in pairwise(chain.steps):
            parts = step.group != before.group and rng.random() < self._settings.follow_up_share
            goals.append(goals[-1] + parts)
        return goals

    def _plan_step(self, draft: _Draft, chain: Chain, number: int, step: Step, goal: int) -> bool:
        """Add the step's arguments to the draft. False where a required parameter finds no value."""
        endpoint = self._registry.endpoints[step.endpoint_id]
        feeds = {feed.parameter: feed for feed in step.feeds}
        twin = _twin(chain, number)
        if twin is not None and feeds:
            return self._repeat_step(draft, chain, step, goal, draft.steps[twin])
        arguments: list[Argument] = []
        required: set[int] = set()
        optional = 0
        for parameter in endpoint.parameters:
            feed = feeds.get(parameter.name)
            if feed is not None:
                arguments.extend(self._fed(draft, chain, parameter, feed))
                continue
            if not parameter.required:
                if twin is not None:
                    wanted = any(one.parameter == parameter.name for one in draft.steps[twin].arguments)
                else:
                    wanted = optional < self._settings.most_optional and self._wants(parameter, draft.rng)
                if not wanted:
                    continue
                optional += 1
            fresh = twin is not None and parameter.required and not required  # one value tells the twins apart
            found = self._told(draft, endpoint, parameter, fresh)
            if fresh and twin is not None:
                draft.twins |= _slots_of(found, parameter) | _slots_of(draft.steps[twin].arguments, parameter)
            if not found and parameter.required:
                return False
            arguments.extend(found)
            if parameter.required:
                required |= {one.source.slot for one in found if isinstance(one.source, FromUser)}
        draft.steps.append(PlannedStep(step.endpoint_id, goal, step.group, tuple(arguments)))
        draft.required_slots.append(required)
        return True

    def _repeat_step(self, draft: _Draft, chain: Chain, step: Step, goal: int, twin: PlannedStep) -> bool:
        """The same call on another item: what is fed comes from that item, all else is as in the twin."""
        endpoint = self._registry.endpoints[step.endpoint_id]
        feeds = {feed.parameter: feed for feed in step.feeds}
        arguments: list[Argument] = []
        for argument in twin.arguments:
            feed = feeds.get(argument.parameter)
            fed = [] if feed is None else self._fed(draft, chain, endpoint.parameter(argument.parameter), feed)
            arguments.extend(fed or [argument])
        draft.steps.append(PlannedStep(step.endpoint_id, goal, step.group, tuple(arguments)))
        draft.required_slots.append(set())
        return True

    def _wants(self, parameter: Parameter, rng: random.Random) -> bool:
        """Whether the user sets this optional parameter; those that steer the call or are opaque they leave alone."""
        if parameter.kind in _UNASKED or parameter.type is ValueType.OBJECT:
            return False
        if parameter.kind in (Kind.UNKNOWN, Kind.NUMBER) and not parameter.description:
            return False
        return rng.random() < self._settings.optional_share

    def _told(self, draft: _Draft, endpoint: Endpoint, parameter: Parameter, fresh: bool) -> list[Argument]:
        """The argument from a declared default or from the user; [] where there is neither."""
        if parameter.required and parameter.default is not None and not isinstance(parameter.default, list | dict):
            return [_argument(parameter, FromDefault(parameter.default))]
        if parameter.type is ValueType.OBJECT:
            return []
        slot = draft.book.slot_for(endpoint, parameter, fresh)
        return [] if slot is None else [_argument(parameter, FromUser(slot))]

    def _fed(self, draft: _Draft, chain: Chain, parameter: Parameter, feed: Feed) -> list[Argument]:
        """The argument from an earlier output; all feeds from one list item pick the same item."""
        thread = (feed.from_step, feed.item)
        if thread not in draft.selectors:
            siblings = any(
                other.from_step == feed.from_step and other.item != feed.item
                for step in chain.steps
                for other in step.feeds
            )
            source = self._registry.endpoints[chain.steps[feed.from_step].endpoint_id]
            draft.selectors[thread] = (
                Selector(Pick.NTH, feed.item) if siblings else selector(source, feed.field, draft.rng)
            )
        chosen = draft.selectors[thread] if "*" in feed.field else Selector()
        return [_argument(parameter, FromOutput(feed.from_step, feed.field, chosen))]

    def _goals(self, draft: _Draft, chain: Chain, goals: list[int]) -> tuple[Goal, ...]:
        """The user turns: each tells the slots that are new in its steps, but for those it withholds."""
        told_before: set[int] = set()
        result: list[Goal] = []
        clarified = chain.mode is SamplingMode.CLARIFICATION_FIRST
        for number in range(goals[-1] + 1):
            steps = tuple(step for step, goal in enumerate(goals) if goal == number)
            used = dict.fromkeys(
                argument.source.slot
                for step in steps
                for argument in draft.steps[step].arguments
                if isinstance(argument.source, FromUser)
            )
            new = [slot for slot in used if slot not in told_before]
            told_before.update(new)
            needed = set().union(*(draft.required_slots[step] for step in steps))
            wanted = clarified if number == 0 else False
            askable = [
                slot
                for slot in new
                if slot in needed and slot not in draft.twins and draft.book.slots[slot].kind not in UNASKABLE
            ]
            withheld = self._withheld(askable, wanted, draft.rng)
            told = tuple(slot for slot in new if slot not in withheld)
            result.append(Goal(steps, told, withheld))
        return tuple(result)

    def _withheld(self, candidates: list[int], wanted: bool, rng: random.Random) -> tuple[int, ...]:
        if not candidates or not (wanted or rng.random() < self._settings.clarification_share):
            return ()
        two = len(candidates) > 1 and rng.random() < self._settings.two_values_share
        return tuple(sorted(rng.sample(candidates, 2 if two else 1)))


def _twin(chain: Chain, number: int) -> int | None:
    """The first step of the same group that calls the same endpoint."""
    step = chain.steps[number]
    for place, before in enumerate(chain.steps[:number]):
        if before.endpoint_id == step.endpoint_id and before.group == step.group:
            return place
    return None


def _slots_of(arguments: Sequence[Argument], parameter: Parameter) -> set[int]:
    """The slots that fill a parameter."""
    return {
        one.source.slot for one in arguments if one.parameter == parameter.name and isinstance(one.source, FromUser)
    }


def _argument(parameter: Parameter, source: Source) -> Argument:
    """The argument's one leaf: the parameter itself, or the only element of an array."""
    tail = "/0" if parameter.type is ValueType.ARRAY else ""
    return Argument(f"/{escape(parameter.name)}{tail}", parameter.name, source)
