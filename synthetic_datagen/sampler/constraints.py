"""What every chain must satisfy: named predicates over a finished draft. A refusal bears the name of the one broken.

    first_broken(draft, SamplingMode.MULTI_TOOL, settings)  ->  "distinct_tools", or "" when all hold

The modes draw so that most drafts pass; these are the gate, and say what a chain is.
"""

from collections.abc import Callable, Mapping
from itertools import combinations
from typing import TypeAlias

from ..common.chains import SamplingMode
from ..common.kinds import Intent
from ..config import SamplerSettings
from .draft import Draft, same_thing
from .supply import Supply
from .wants import ChainWants

Constraint: TypeAlias = Callable[[Draft, SamplerSettings], bool]


def length(draft: Draft, settings: SamplerSettings) -> bool:
    """As many calls as the settings allow."""
    return settings.min_steps <= len(draft.nodes) <= settings.max_steps


def no_repeated_endpoint(draft: Draft, settings: SamplerSettings) -> bool:
    """An endpoint is called again only within one group: for another item or another value at the same time."""
    if len(set(draft.nodes)) == len(draft.nodes):
        return True
    group_of: dict[int, int] = {}
    return all(group_of.setdefault(node, group) == group for node, group in zip(draft.nodes, draft.groups, strict=True))


def fed_by_earlier_groups(draft: Draft, settings: SamplerSettings) -> bool:
    """Calls of a later group take something from an earlier one; calls of one group need nothing of each other."""
    groups = draft.groups
    for group, feeds in zip(groups, draft.feeds, strict=True):
        if group and not feeds:
            return False
        for feed in feeds:
            if groups[feed.from_step] >= group:
                return False
    return True


def fed_by_new_information(draft: Draft, settings: SamplerSettings) -> bool:
    """No call takes from an output what the user had to say before it: that answer only repeats the question."""
    parameters = draft.tables.parameters
    told = 0
    for node, feeds in zip(draft.nodes, draft.feeds, strict=True):
        if any(parameters.bit[feed.row] & told for feed in feeds):
            return False
        fed = [feed.row for feed in feeds]
        for row in draft.tables.endpoints.required[node]:
            if row not in fed and parameters.supply[row] is Supply.USER:
                told |= parameters.bit[row]
    return True


def one_source_each(draft: Draft, settings: SamplerSettings) -> bool:
    """No argument is fed twice, and no value feeds two arguments of one call (from USD to USD)."""
    for feeds in draft.feeds:
        if len(feeds) > 1 and not len({feed.row for feed in feeds}) == len(feeds) == len({feed[1:] for feed in feeds}):
            return False
    return True


def required_resolvable(draft: Draft, settings: SamplerSettings) -> bool:
    """Every required argument is fed, or a person can say it, or the schema has a default for it."""
    endpoints = draft.tables.endpoints
    for node, feeds in zip(draft.nodes, draft.feeds, strict=True):
        if endpoints.hopeless[node]:
            return False
        needs = endpoints.needs[node]
        if needs:
            fed = [feed.row for feed in feeds]
            if not all(row in fed for row in needs):
                return False
    return True


def deletes_last(draft: Draft, settings: SamplerSettings) -> bool:
    """At most one deletion, and nothing after or beside it."""
    intents = [draft.tables.endpoints.intent[node] for node in draft.nodes]
    if Intent.DELETE not in intents:
        return True
    return intents.index(Intent.DELETE) == len(intents) - 1 and draft.groups.count(draft.groups[-1]) == 1


def creates_once(draft: Draft, settings: SamplerSettings) -> bool:
    """No two calls create the same kind of thing."""
    made = [node for node in draft.nodes if draft.tables.endpoints.intent[node] is Intent.CREATE]
    return len(made) < 2 or not any(same_thing(draft.tables, one, other) for one, other in combinations(made, 2))


def one_call_at_a_time(draft: Draft, settings: SamplerSettings) -> bool:
    """Each call is a group of its own."""
    return draft.groups == list(range(len(draft.groups)))


def distinct_tools(draft: Draft, settings: SamplerSettings) -> bool:
    """At least two tools, and a value that passes from one to another."""
    tool = draft.tables.endpoints.tool
    return any(
        tool[draft.nodes[feed.from_step]] != tool[node]
        for node, feeds in zip(draft.nodes, draft.feeds, strict=True)
        for feed in feeds
    )


def something_to_ask(draft: Draft, settings: SamplerSettings) -> bool:
    """The first call requires a value that the user can withhold and be asked for."""
    return draft.tables.endpoints.asks[draft.nodes[0]] > 0


def parallel_group(draft: Draft, settings: SamplerSettings) -> bool:
    """Some group has two calls or more."""
    return len(set(draft.groups)) < len(draft.groups)


def different_calls(draft: Draft, settings: SamplerSettings) -> bool:
    """Calls of one endpoint in one group differ: in the item they work on, or in what the user says."""
    seen: set[tuple[int, int, tuple[object, ...]]] = set()
    for node, group, feeds in zip(draft.nodes, draft.groups, draft.feeds, strict=True):
        call = (node, group, tuple(feeds))
        if call in seen and (feeds or not draft.tables.endpoints.asks[node]):
            return False
        seen.add(call)
    return True


_ALWAYS: tuple[Constraint, ...] = (
    length,
    no_repeated_endpoint,
    fed_by_earlier_groups,
    fed_by_new_information,
    one_source_each,
    required_resolvable,
    deletes_last,
    creates_once,
)
CONSTRAINTS: Mapping[SamplingMode, tuple[Constraint, ...]] = {
    SamplingMode.SEQUENTIAL: (*_ALWAYS, one_call_at_a_time),
    SamplingMode.MULTI_TOOL: (*_ALWAYS, one_call_at_a_time, distinct_tools),
    SamplingMode.CLARIFICATION_FIRST: (*_ALWAYS, one_call_at_a_time, something_to_ask),
    SamplingMode.PARALLEL: (*_ALWAYS, parallel_group, different_calls),
}


def reaches_back(draft: Draft) -> bool:
    """Whether a call is fed by a group before the one before it."""
    groups = draft.groups
    return any(
        groups[feed.from_step] < group - 1 for group, feeds in zip(groups, draft.feeds, strict=True) for feed in feeds
    )


def follows_several(draft: Draft) -> bool:
    """Whether a call is fed by one of several that go out together."""
    groups = draft.groups
    return any(groups.count(groups[feed.from_step]) > 1 for feeds in draft.feeds for feed in feeds)


def unwanted(draft: Draft, wants: ChainWants) -> str:
    """What the draft shows and should not, or the reverse; "" where it is as wanted."""
    if reaches_back(draft) != wants.long_range:
        return "long_range_reference"
    return "parallel_then_dependent" if follows_several(draft) != wants.then_dependent else ""


def first_broken(draft: Draft, mode: SamplingMode, settings: SamplerSettings) -> str:
    """The name of the first constraint of that mode that the draft breaks; "" when it breaks none."""
    for constraint in CONSTRAINTS[mode]:
        if not constraint(draft, settings):
            return constraint.__name__
    return ""
