"""What a user changes: a value of something done before, once it is done.

    search(Lyon) · search(Rome)                   CORRECTION "Sorry, I meant Rome"  or  CHANGE "And the same for Rome?"
    book(...) -> bkn_1 · move(bkn_1, July 3rd)    CHANGE "Could you change it to July 3rd?"

Each function adds a request at the end of a matter, or returns False where the draft has nothing to change.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..common.chains import Feed, Step
from ..common.kinds import Intent, Kind
from ..common.plans import FromUser, Opening, PlannedStep, Replacement
from ..common.tools import Endpoint
from ..graph.projected_graph import ProjectedGraph
from ..sampler.tables import READS
from .draft import Draft, Request
from .steps import StepPlanner, settable
from .tool_source import ToolSource

# Kinds of which another value is not simply another: one of a pair, or bound to an order of dates.
_BOUND = frozenset(
    {Kind.LATITUDE, Kind.LONGITUDE, Kind.START_DATE, Kind.FLAG, Kind.SORT_BY, Kind.SORT_ORDER, Kind.LIMIT}
)


@dataclass(frozen=True, slots=True)
class Twists:
    """Adds changes and corrections to drafts over one registry."""

    registry: ToolSource
    graph: ProjectedGraph
    steps: StepPlanner

    def have_place(self, draft: Draft, matter: Sequence[int], opening: Opening) -> bool:
        """Whether the matter has something to change or, where that is the opening, to correct. Draws nothing."""
        if any(self._changeable(draft, step) for step in matter):
            return True
        return opening is Opening.CHANGE and any(self._updates(draft, step) for step in matter)

    def change(self, draft: Draft, matter: Sequence[int]) -> bool:
        """What was made is changed where the tool can do that, else something is done again with another value."""
        return self._update(draft, matter) or self.again(draft, matter, Opening.CHANGE)

    def again(self, draft: Draft, matter: Sequence[int], opening: Opening) -> bool:
        """A read of the matter again with one value changed."""
        able = [(step, slot) for step in matter for slot in self._changeable(draft, step)]
        if not able:
            return False
        step, old = draft.rng.choice(able)
        new = another(draft, self.registry, old)
        if new is None:
            return False
        before = draft.steps[step]
        arguments = tuple(
            replace(one, source=FromUser(new)) if one.source == FromUser(old) else one for one in before.arguments
        )
        group = draft.next_group
        draft.chain.append(Step(before.endpoint_id, group, draft.chain[step].feeds))
        draft.steps.append(PlannedStep(before.endpoint_id, 0, group, arguments))
        draft.required.append(draft.required[step] - {old} | {new})
        changed = Replacement(old, new)
        draft.requests.append(Request([len(draft.steps) - 1], opening, changed=changed, again=step))
        return True

    def _changeable(self, draft: Draft, step: int) -> list[int]:
        """The slots of a read that could be others; none where calls go out together or would have to be made again."""
        endpoint = self.registry.endpoints[draft.steps[step].endpoint_id]
        if endpoint.intent not in READS or not draft.stands_alone(step) or draft.goes_on(step):
            return []
        return [slot for slot in draft.slots_of(step) if is_free(draft, slot, step)]

    def _update(self, draft: Draft, matter: Sequence[int]) -> bool:
        """A change of what a step of the matter created, by an endpoint of its tool."""
        for step in matter:
            if updates := self._updates(draft, step):
                target, feed = draft.rng.choice(updates)
                return self._add_update(draft, self.registry.endpoints[target], feed)
        return False

    def _updates(self, draft: Draft, step: int) -> list[tuple[str, Feed]]:
        """Endpoints that change what the step created, where there is something to set; none of a read."""
        endpoints = self.registry.endpoints
        if endpoints[draft.steps[step].endpoint_id].intent is not Intent.CREATE:
            return []
        return [one for one in self._changers(draft, step) if self._sets_something(endpoints[one[0]], one[1])]

    def _changers(self, draft: Draft, step: int) -> list[tuple[str, Feed]]:
        """Endpoints that change what the step made, and how they take its id."""
        source, used = draft.steps[step].endpoint_id, {one.endpoint_id for one in draft.steps}
        endpoints = self.registry.endpoints
        return [
            (link.target, Feed(link.parameter, step, link.field, link.relation, link.concept))
            for link in self.graph.links_from(source)
            if endpoints[link.target].intent is Intent.UPDATE
            and not endpoints[link.target].unusable
            and link.target not in used
            and endpoints[link.target].parameter(link.parameter).kind is Kind.ENTITY_ID
            and "*" not in link.field
        ]

    def _sets_something(self, endpoint: Endpoint, feed: Feed) -> bool:
        """Whether the thing's id is all that must come from an output, and there is something to set."""
        others = [p for p in endpoint.parameters if p.name != feed.parameter]
        if any(p.required and p.kind is Kind.ENTITY_ID for p in others):
            return False
        return any(p.required for p in others) or any(settable(p) for p in others)

    def _add_update(self, draft: Draft, endpoint: Endpoint, feed: Feed) -> bool:
        if not self.steps.add_all(draft, [Step(endpoint.id, draft.next_group, (feed,))]):
            return False
        number = len(draft.steps) - 1
        if not draft.slots_of(number) and not self._set_one(draft, endpoint, feed):
            return False
        draft.requests.append(Request([number], Opening.CHANGE))
        return True

    def _set_one(self, draft: Draft, endpoint: Endpoint, feed: Feed) -> bool:
        """Set one of the optional parameters, which else an update without required ones would leave alone."""
        able = [p for p in endpoint.parameters if p.name != feed.parameter and not p.required and settable(p)]
        draft.rng.shuffle(able)
        for parameter in able:
            told = self.steps.told(draft, endpoint, parameter)
            if told:
                step = draft.steps[-1]
                draft.steps[-1] = PlannedStep(step.endpoint_id, 0, step.group, (*step.arguments, *told))
                return True
        return False


def is_free(draft: Draft, slot: int, step: int) -> bool:
    """Whether the slot may take another value for this step alone: no twin of it, no other argument of the call."""
    one = draft.book.slots[slot]
    uses = sum(argument.source == FromUser(slot) for argument in draft.steps[step].arguments)
    return one.kind not in _BOUND and slot not in draft.twins and uses == 1 and not isinstance(one.value, bool)


def another(draft: Draft, registry: ToolSource, slot: int) -> int | None:
    """A new slot like this one with another value; None where no other value is known."""
    old = draft.book.slots[slot]
    endpoint = registry.endpoints[old.endpoint_id]
    new = draft.book.slot_for(endpoint, endpoint.parameter(old.parameter), fresh=True)
    if new is None or draft.book.slots[new].value == old.value:
        return None
    return new
