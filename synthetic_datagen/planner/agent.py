"""The planner: from what is wanted to a plan — which calls, which values, who speaks, what is said when.

    planner.wanted(rng, mode)                                  Wanted(mode=SEQUENTIAL, clarification=True, ...)
    planner.plan(rng, 7, wanted, steering, refusals)           Plan(index=7, ...)

Everything about a plan follows from the generator `rng`, what is wanted and the steering snapshot.
"""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ..common.behaviours import Behaviour
from ..common.chains import Chain, Pattern, SamplingMode, Step
from ..common.faults import Recovery
from ..common.plans import Goal, Opening, Outcome, Plan, PlannedStep
from ..common.tools import Parameter
from ..config import Settings
from ..graph.projected_graph import ProjectedGraph
from ..sampler.sampler import ChainSampler
from ..sampler.steering import Steering, some_of
from ..world.scene import WorldModel
from .alternatives import Alternatives
from .behaviours import Twist, Wanted, draw_wanted
from .disclosure import corrects_with_answer, disclose
from .draft import Draft, Request
from .offering import Needs, Offering
from .personas import personas
from .reach import reach_of
from .scenario import Scenario
from .setbacks import Setbacks
from .slots import SlotBook
from .steps import StepPlanner
from .tenses import told_from
from .tool_source import ToolSource
from .twists import Twists
from .unmet import Unmet

MATTERS_TRIED = 6  # chains drawn for a second matter before the plan is given up
SHORT = (0.4, 0.8)  # cumulative shares of second matters with one call, with two
_RECOVERIES = {
    Twist.RETRY: Recovery.RETRY,
    Twist.MEND: Recovery.MEND,
    Twist.OTHER_TOOL: Recovery.OTHER_TOOL,
    Twist.STOP: Recovery.STOP,
}


class Planner:
    """Makes plans over one registry."""

    def __init__(
        self, registry: ToolSource, graph: ProjectedGraph, sampler: ChainSampler, settings: Settings, model: WorldModel
    ) -> None:
        self._registry = registry
        self._graph = graph
        self._sampler = sampler
        self._settings = settings
        self._steps = StepPlanner(registry, settings.planner)
        self._offering = Offering(registry, graph)
        self._twists = Twists(registry, graph, self._steps)
        self._setbacks = Setbacks(registry, model, Alternatives(registry, graph), self._steps)
        self._unmet = Unmet(registry, graph, self._steps)

    def wanted(self, rng: random.Random, mode: SamplingMode) -> Wanted:
        """What one conversation of a run in that mode shall show."""
        return draw_wanted(rng, self._settings, mode)

    def plan(
        self, rng: random.Random, index: int, wanted: Wanted, steering: Steering, refusals: Counter[str]
    ) -> Plan | None:
        """One plan, or None where this draw gives none: the reasons are counted in `refusals`. Another draw may."""
        draft = Draft(SlotBook(Scenario.of(rng), rng), rng)
        build = self._alone if wanted.alone else self._met
        chain = build(draft, wanted, steering, refusals)
        if chain is None:
            return None
        corrects = wanted.twist is Twist.CORRECTION and not any(r.changed for r in draft.requests)
        goals = disclose(draft, wanted, self._settings.generator, self._registry, corrects)
        if goals is None:
            refusals["nothing_to_ask"] += 1
            return None
        return self._finished(draft, index, wanted, chain, goals)

    def _alone(self, draft: Draft, wanted: Wanted, steering: Steering, refusals: Counter[str]) -> Chain | None:
        """Nothing but one unmet request, in a domain that is under-used."""
        domains = [name for name, members in self._graph.members_of_domain.items() if members]
        if not domains or wanted.unmet is None:
            return None
        used = steering.domains
        domain = min(some_of(draft.rng, domains), key=lambda name: used.get(name, 0))
        if not self._unmet.add(draft, wanted.unmet, (), domain):
            refusals[_no_place_for(wanted.unmet)] += 1
            return None
        return Chain(wanted.mode, Pattern.NO_CALL, domain, ())

    def _met(self, draft: Draft, wanted: Wanted, steering: Steering, refusals: Counter[str]) -> Chain | None:
        """A chain, and all else that the conversation shall show."""
        chain = self._sampler.find(draft.rng, wanted.mode, steering, refusals, wanted.chain)
        if chain is None:
            return None
        missing = self._missing(draft, wanted, chain, steering)
        if missing:
            refusals[missing] += 1
            return None
        return Chain(chain.mode, chain.pattern, chain.domain, tuple(draft.chain))

    def _missing(self, draft: Draft, wanted: Wanted, chain: Chain, steering: Steering) -> str:
        """Add the chain, perhaps a second one, what happens on the way, and perhaps a request that is not met.

        The reason to count where one of these finds no place; "" where all do.
        """
        if not self._steps.add_all(draft, chain.steps):
            return "no_value_for_required"
        matters = [range(len(draft.steps))]
        self._requests(draft, matters[0], Opening.REQUEST)
        if wanted.two_intents and not self._second_matter(draft, chain, matters, steering):
            return _no_place_for(Behaviour.TWO_INTENTS)
        if wanted.twist is not None and not self._twist(draft, wanted, matters):
            return _no_place_for(wanted.twist)
        if wanted.unmet is not None:
            used = [step.endpoint_id for step in draft.steps]
            if not self._unmet.add(draft, wanted.unmet, used, chain.domain):
                return _no_place_for(wanted.unmet)
            _place_unmet(draft)
        reach = reach_of(draft)
        if reach.long_range != wanted.long_range:
            return Behaviour.LONG_RANGE_REFERENCE.value
        return Behaviour.PARALLEL_THEN_DEPENDENT.value if reach.then_dependent != wanted.then_dependent else ""

    def _requests(self, draft: Draft, matter: Sequence[int], opening: Opening) -> None:
        """The requests of one matter: a later group starts a new one with the follow-up share's chance."""
        requests = [Request([matter[0]], opening)]
        for before, step in pairwise(matter):
            parts = draft.steps[step].group != draft.steps[before].group
            if parts and draft.rng.random() < self._settings.planner.follow_up_share:
                requests.append(Request([]))
            requests[-1].steps.append(step)
        draft.requests.extend(requests)

    def _second_matter(self, draft: Draft, first: Chain, matters: list[range], steering: Steering) -> bool:
        """Another chain, of another domain and about other things, behind the first."""
        for _ in range(MATTERS_TRIED):
            other = self._sampler.find(draft.rng, SamplingMode.SEQUENTIAL, steering, Counter())
            if other is None or other.domain == first.domain or self._overlap(draft, other):
                continue
            begin, group = len(draft.steps), draft.next_group
            drawn = draft.rng.random()
            length = 1 if drawn < SHORT[0] else 2 if drawn < SHORT[1] else len(other.steps)
            draft.book.begin_matter()
            if not self._steps.add_all(draft, [_moved(step, begin, group) for step in other.steps[:length]]):
                return False
            matters.append(range(begin, len(draft.steps)))
            self._requests(draft, matters[-1], Opening.INTENT)
            return True
        return False

    def _overlap(self, draft: Draft, other: Chain) -> bool:
        """Whether the other chain uses a tool, or is about a thing, that the draft has already."""
        endpoints = self._registry.endpoints
        ours = [endpoints[step.endpoint_id] for step in draft.steps]
        theirs = [endpoints[step.endpoint_id] for step in other.steps]
        tools, entities = {e.tool_id for e in ours}, {e.entity for e in ours} - {None}
        return any(e.tool_id in tools or e.entity in entities for e in theirs)

    def _twist(self, draft: Draft, wanted: Wanted, matters: Sequence[Sequence[int]]) -> bool:
        """What happens on the way. A correction may wait for an answer to go with."""
        twist = wanted.twist
        if twist is None or (twist is Twist.CORRECTION and corrects_with_answer(draft, wanted)):
            return True
        if twist in _RECOVERIES:
            return self._setbacks.strike(draft, matters, _RECOVERIES[twist])
        opening = Opening.CHANGE if twist is Twist.CHANGE else Opening.CORRECTION
        able = [matter for matter in matters if self._twists.have_place(draft, matter, opening)]
        if not able:
            return False
        matter, before = draft.rng.choice(able), len(draft.requests)
        if twist is Twist.CHANGE:
            added = self._twists.change(draft, matter)
        else:
            added = self._twists.again(draft, matter, opening)
        if added:
            _follow(draft, matter, before)
        return added

    def _finished(self, draft: Draft, index: int, wanted: Wanted, chain: Chain, goals: tuple[Goal, ...]) -> Plan:
        steps = _with_goals(draft, goals)
        refused = {step for goal in goals if goal.outcome is Outcome.NO_TOOL for step in goal.steps}
        lacking = [self._parameter(draft, slot) for goal in goals if goal.outcome.refused for slot in goal.withheld]
        offered = self._offering.offered(
            Needs(
                used=tuple(step.endpoint_id for number, step in enumerate(steps) if number not in refused),
                domain=chain.domain,
                profile=wanted.profile,
                refused=next((steps[number].endpoint_id for number in sorted(refused)), ""),
                lacking=tuple(lacking),
            ),
            draft.rng,
        )
        return Plan(
            index=index,
            chain=chain,
            persona=draft.rng.choice(personas()),
            scenario=self._scenario(chain, steps, goals),
            slots=tuple(draft.book.slots),
            steps=steps,
            goals=goals,
            offered=offered,
            today=self._today(draft),
            setback=draft.setback,
            distractors=wanted.profile.value,
        )

    def _today(self, draft: Draft) -> str:
        """The day that the user states, so that dates can be told from it; "" in most conversations."""
        today = draft.book.scenario.today
        if not told_from(today, draft.book.slots, [self._registry.endpoints[step.endpoint_id] for step in draft.steps]):
            return ""
        return today.isoformat() if draft.rng.random() < self._settings.planner.relative_dates_share else ""

    def _parameter(self, draft: Draft, slot: int) -> Parameter:
        one = draft.book.slots[slot]
        return self._registry.endpoints[one.endpoint_id].parameter(one.parameter)

    def _scenario(self, chain: Chain, steps: Sequence[PlannedStep], goals: Sequence[Goal]) -> str:
        """The domain, and the purposes of all that is called."""
        met = {step for goal in goals if not goal.outcome.refused for step in goal.steps}
        endpoints = dict.fromkeys(step.endpoint_id for number, step in enumerate(steps) if number in met)
        purposes = [str(self._registry.endpoints[one].purpose) for one in endpoints]
        return f"{chain.domain}: {'; '.join(purposes)}" if purposes else chain.domain


def _no_place_for(wanted: Behaviour | Twist | Outcome) -> str:
    return f"no_place_for:{wanted.value}"


def _moved(step: Step, begin: int, group: int) -> Step:
    """A chain's step behind `begin` others, in later groups."""
    feeds = tuple(replace(feed, from_step=feed.from_step + begin) for feed in step.feeds)
    return Step(step.endpoint_id, step.group + group, feeds)


def _follow(draft: Draft, matter: Sequence[int], added: int) -> None:
    """Move the request that was added behind those of its matter."""
    request = draft.requests.pop(added)
    place = max(number for number, one in enumerate(draft.requests) if set(one.steps) & set(matter))
    draft.requests.insert(place + 1, request)


BEFORE_ANOTHER = 0.35  # of unmet requests, where there is a second matter: before that one, else at the end


def _place_unmet(draft: Draft) -> None:
    """Move the unmet request, which is the last one, before the second matter now and then."""
    place = next((number for number, one in enumerate(draft.requests) if one.opening is Opening.INTENT), None)
    recalls = draft.requests[-1].recalls
    if place is None or draft.rng.random() >= BEFORE_ANOTHER:
        return
    if recalls is None or any(recalls in one.steps for one in draft.requests[:place]):
        draft.requests.insert(place, draft.requests.pop())


def _with_goals(draft: Draft, goals: Sequence[Goal]) -> tuple[PlannedStep, ...]:
    """The steps with the numbers of their goals; a step that stands in for another one is of that one's."""
    of = {step: number for number, goal in enumerate(goals) for step in goal.steps}
    if draft.setback is not None and draft.setback.instead is not None:
        of[draft.setback.instead] = of[draft.setback.step]
    return tuple(
        PlannedStep(step.endpoint_id, of[number], step.group, step.arguments) for number, step in enumerate(draft.steps)
    )
