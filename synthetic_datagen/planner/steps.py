"""From the steps of a chain to planned calls: for each argument where its value comes from.

planner.add_all(draft, [Step("hotels::search")])   True: the draft has the call and its slots
planner.add_all(draft, [Step("bank::pay")])        False: something required finds no value
"""

import random
from collections.abc import Sequence
from functools import lru_cache

from ..common.chains import Feed, Step
from ..common.kinds import Kind, ValueType
from ..common.plans import Argument, FromDefault, FromOutput, FromUser, Pick, PlannedStep, Selector, Source
from ..common.pointers import escape
from ..common.tools import Endpoint, Parameter
from ..config import PlannerSettings
from ..world.conditions import CONTROL
from .draft import Draft
from .selection import selector
from .tool_source import ToolSource

# Kinds of which a list is natural: "the tags gaming and privacy".
_SEVERAL = frozenset(
    {
        Kind.CITY,
        Kind.COUNTRY,
        Kind.CUISINE,
        Kind.GENRE,
        Kind.CATEGORY,
        Kind.TAG,
        Kind.INGREDIENT,
        Kind.KEYWORD,
        Kind.COLOR,
        Kind.LANGUAGE,
        Kind.TEAM,
        Kind.SPORT,
        Kind.CURRENCY_CODE,
        Kind.STOCK_SYMBOL,
        Kind.CRYPTO_SYMBOL,
        Kind.JOB_TITLE,
        Kind.EMAIL,
    }
)
_UNASKED = CONTROL - {Kind.SORT_BY, Kind.LIMIT}


class StepPlanner:
    """Adds steps to drafts over one registry."""

    def __init__(self, registry: ToolSource, settings: PlannerSettings) -> None:
        self._endpoints = registry.endpoints
        self._most_optional, self._optional_share = settings.most_optional, settings.optional_share

    def add_all(self, draft: Draft, steps: Sequence[Step]) -> bool:
        """Add the next steps with their arguments. False where a required parameter finds no value."""
        draft.chain.extend(steps)
        return all(self._add(draft, step) for step in steps)

    def _add(self, draft: Draft, step: Step) -> bool:
        twin = _twin(draft, step)
        if twin is not None and step.feeds:
            return self._repeat(draft, step, draft.steps[twin])
        arguments = self._arguments(draft, step, twin)
        if arguments is None:
            return False
        needed = _needed(self._endpoints[step.endpoint_id])
        slots = {a.source.slot for a in arguments if isinstance(a.source, FromUser) and a.parameter in needed}
        draft.steps.append(PlannedStep(step.endpoint_id, 0, step.group, tuple(arguments)))
        draft.required.append(slots)
        return True

    def _arguments(self, draft: Draft, step: Step, twin: int | None) -> list[Argument] | None:
        endpoint = self._endpoints[step.endpoint_id]
        feeds = {feed.parameter: feed for feed in step.feeds}
        arguments: list[Argument] = []
        told = optional = 0
        for parameter in endpoint.parameters:
            feed, required = feeds.get(parameter.name), parameter.required
            if feed is not None:
                arguments.extend(self.fed(draft, parameter, feed))
                continue
            if not required:
                if not self._wanted(draft, parameter, twin, optional):
                    continue
                optional += 1
            fresh = twin is not None and required and not told  # one value tells the twins apart
            before = len(draft.book.slots)
            found = self.told(draft, endpoint, parameter, fresh)
            if not required and twin is None and len(draft.book.slots) == before:
                continue  # the user has told that value, but not for this
            if not found and required:
                return None
            if fresh and twin is not None:
                draft.twins |= _slots_of(found, parameter) | _slots_of(draft.steps[twin].arguments, parameter)
            arguments.extend(found)
            told += required and isinstance(found[0].source, FromUser)  # elements of an array have one source
        return arguments

    def _wanted(self, draft: Draft, parameter: Parameter, twin: int | None, optional: int) -> bool:
        """Whether an optional parameter is set: where the twin sets it, else where the user happens to want it."""
        if twin is not None:
            return any(one.parameter == parameter.name for one in draft.steps[twin].arguments)
        return optional < self._most_optional and self._wants(parameter, draft.rng)

    def _repeat(self, draft: Draft, step: Step, twin: PlannedStep) -> bool:
        """The same call on another item: what is fed comes from that item, all else is as in the twin."""
        endpoint = self._endpoints[step.endpoint_id]
        feeds = {feed.parameter: feed for feed in step.feeds}
        arguments: list[Argument] = []
        for argument in twin.arguments:
            feed = feeds.get(argument.parameter)
            fed = [] if feed is None else self.fed(draft, endpoint.parameter(argument.parameter), feed)
            arguments.extend(fed or [argument])
        draft.steps.append(PlannedStep(step.endpoint_id, 0, step.group, tuple(arguments)))
        draft.required.append(set())
        return True

    def _wants(self, parameter: Parameter, rng: random.Random) -> bool:
        return settable(parameter) and rng.random() < self._optional_share

    def told(self, draft: Draft, endpoint: Endpoint, parameter: Parameter, fresh: bool = False) -> list[Argument]:
        """The argument from a declared default or from the user; [] where there is neither."""
        if parameter.required and parameter.default is not None and not isinstance(parameter.default, list | dict):
            return [argument_of(parameter, FromDefault(parameter.default))]
        if parameter.type is ValueType.OBJECT:
            return []
        slot = draft.book.slot_for(endpoint, parameter, fresh)
        if slot is None:
            return []
        if fresh or not _lists(parameter):
            return [argument_of(parameter, FromUser(slot))]
        more = draft.book.more_like(endpoint, parameter)
        return [argument_of(parameter, FromUser(one), place) for place, one in enumerate((slot, *more))]

    def fed(self, draft: Draft, parameter: Parameter, feed: Feed) -> list[Argument]:
        """The argument from an earlier output; all feeds from one list item pick the same item."""
        thread = (feed.from_step, feed.item)
        if thread not in draft.selectors:
            source = self._endpoints[draft.chain[feed.from_step].endpoint_id]
            draft.selectors[thread] = (
                Selector(Pick.NTH, feed.item)
                if _has_siblings(draft.chain, feed)
                else selector(source, feed.field, draft.rng)
            )
        chosen = draft.selectors[thread] if "*" in feed.field else Selector()
        return [argument_of(parameter, FromOutput(feed.from_step, feed.field, chosen))]


def settable(parameter: Parameter) -> bool:
    """Whether a user may set this optional parameter; those that steer the call or are opaque they leave alone."""
    if parameter.kind in _UNASKED or parameter.type is ValueType.OBJECT:
        return False
    return not (parameter.kind in (Kind.UNKNOWN, Kind.NUMBER) and not parameter.description)


def _lists(parameter: Parameter) -> bool:
    """Whether the parameter takes several values; one that is required keeps to one, so none is asked for alone."""
    return parameter.type is ValueType.ARRAY and not parameter.required and parameter.kind in _SEVERAL


def argument_of(parameter: Parameter, source: Source, place: int = 0) -> Argument:
    """One leaf of the arguments: the parameter itself, or an array's element at `place`."""
    tail = f"/{place}" if parameter.type is ValueType.ARRAY else ""
    return Argument(f"/{escape(parameter.name)}{tail}", parameter.name, source)


@lru_cache(maxsize=65536)
def _needed(endpoint: Endpoint) -> frozenset[str]:
    """The names of the required parameters."""
    return frozenset(parameter.name for parameter in endpoint.required)


def _twin(draft: Draft, step: Step) -> int | None:
    """The first step of the same group that calls the same endpoint."""
    for place, before in enumerate(draft.chain[: len(draft.steps)]):
        if before.endpoint_id == step.endpoint_id and before.group == step.group:
            return place
    return None


def _has_siblings(chain: Sequence[Step], feed: Feed) -> bool:
    """Whether another call of the chain takes another item of the same list."""
    return any(other.from_step == feed.from_step and other.item != feed.item for step in chain for other in step.feeds)


def _slots_of(arguments: Sequence[Argument], parameter: Parameter) -> set[int]:
    """The slots that fill a parameter."""
    return {
        one.source.slot for one in arguments if one.parameter == parameter.name and isinstance(one.source, FromUser)
    }
