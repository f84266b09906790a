"""How each mode draws: one function a mode, from a Draw to a Draft. A mode is a row of `MODES` and of `CONSTRAINTS`.

sequential            search ─▶ get ─▶ book                     mostly within one tool
multi_tool            hotels.search ─▶ weather.forecast         a value passes between tools
clarification_first   search(city?) ─▶ book                     the first call needs something from the user
parallel              search ─▶ get · get · get                 or: weather(Paris) · weather(Rome)
"""

import random
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..common.chains import SamplingMode
from ..common.kinds import Intent
from ..config import SamplerSettings
from .draft import Draft
from .starts import Group, Starts, StartTable
from .steering import CANDIDATES, Steering, one_of, some_of
from .tables import Tables
from .wants import ChainWants

TRIES = 6  # draws of a next step before the chain is left as it is,
PATIENCE = 3  # and after how many of them it goes on from an earlier step
STEP_SHARES = (0.4, 0.75, 0.92, 1.0)  # cumulative shares of chains of min_steps, one more, two more, three more
LONG_RANGE = 0.6  # of later steps, where that is wanted: fed not by the step before but by an earlier one
INSIDE = 0.75  # of sequential chains: begun where the tool itself goes on
LEAVE_TOOL = 0.1  # of steps of a chain in one tool: to another tool of the domain, though the tool could go on
CROSS_FIRST = 0.6  # of multi-tool chains: the very first hop leaves the tool
WIDE = 0.35  # of fan-outs: three calls in place of two
TWINS = 0.6  # of independent groups: one endpoint with different values, not different endpoints
PAIR_COUNTS = 8  # a pair's use, against its target's


REACHING = 3  # calls that a chain has at least in which one reaches back over another


@dataclass(frozen=True, slots=True, eq=False)
class Draw:
    """All that a mode draws from."""

    tables: Tables
    starts: StartTable
    settings: SamplerSettings
    rng: random.Random
    steering: Steering
    wants: ChainWants

    def start(self, starts: Starts) -> int | None:
        """A first endpoint, from a domain and then within it; None where there is none."""
        if not starts.domains:
            return None
        if self.steering.blind:
            return self.member(starts.domains[bisect_right(starts.cumulative, self.rng.random() * starts.total)])
        used = self.steering.domains
        return self.member(
            min(some_of(self.rng, starts.domains), key=lambda group: used.get(group.name, 0) / group.share)
        )

    def member(self, group: Group) -> int:
        """An endpoint of that domain or tool."""
        if self.steering.blind:
            return one_of(self.rng, group.members)
        ids, used = self.tables.endpoints.id, self.steering.endpoints
        return min(some_of(self.rng, group.members), key=lambda node: used.get(ids[node], 0))

    def pair(self, source: int, begin: int, end: int) -> int:
        """One of the pairs from `begin` to `end`, which are the source's and not none, by weight and steering."""
        cumulative, number = self.tables.pairs.cumulative, self.rng.random
        low = cumulative[begin]
        span = cumulative[end] - low
        if self.steering.blind or end - begin == 1:
            return bisect_right(cumulative, low + number() * span, begin, end) - 1
        drawn = [bisect_right(cumulative, low + number() * span, begin, end) - 1 for _ in range(CANDIDATES)]
        ids, target, own = self.tables.endpoints.id, self.tables.pairs.target, self.tables.endpoints.id[source]
        pairs, endpoints = self.steering.pairs, self.steering.endpoints

        def used(pair: int) -> int:
            name = ids[target[pair]]
            return PAIR_COUNTS * pairs.get((own, name), 0) + endpoints.get(name, 0)

        return min(drawn, key=used)

    def steps(self) -> int:
        """How long the chain shall be."""
        settings = self.settings
        steps = min(settings.max_steps, settings.min_steps + bisect_right(STEP_SHARES, self.rng.random()))
        return max(steps, REACHING) if self.wants.long_range else steps

    def chance(self, share: float) -> bool:
        """True in that share of cases."""
        return self.rng.random() < share


def sequential(draw: Draw) -> Draft | None:
    """Within one tool as long as it goes on, then within its domain."""
    inside = draw.starts.inside if draw.chance(INSIDE) and draw.starts.inside.domains else draw.starts.walking
    return _chain(draw, draw.start(inside))


def clarification_first(draw: Draw) -> Draft | None:
    """Like sequential, from a call that needs something of the user."""
    return _chain(draw, draw.start(draw.starts.asking))


def _chain(draw: Draw, start: int | None) -> Draft | None:
    if start is None:
        return None
    draft = Draft(draw.tables)
    draft.begin(start)
    steps = draw.steps()
    while len(draft.nodes) < steps and _extend(draw, draft, _near, more=len(draft.nodes) + 1 < steps):
        pass
    return draft


def multi_tool(draw: Draw) -> Draft | None:
    """Two tools or more: at once, or after a step within the first."""
    cross_first = draw.chance(CROSS_FIRST)
    start = draw.start(draw.starts.crossing)
    if start is None:
        return None
    draft = Draft(draw.tables)
    draft.begin(start)
    steps = draw.steps()
    if not cross_first and steps > draw.settings.min_steps:
        _extend(draw, draft, _near, more=True)
    if not _extend(draw, draft, _away, more=len(draft.nodes) + 1 < steps):
        return draft
    while len(draft.nodes) < steps and _extend(draw, draft, _everywhere, more=len(draft.nodes) + 1 < steps):
        pass
    return draft


_Range = tuple[int, int]


def _near(draw: Draw, node: int) -> _Range:
    """The node's own tool, and now and then or for want of better its domain."""
    pairs = draw.tables.pairs
    begin, tool_end, domain_end = pairs.row_start[node], pairs.tool_end[node], pairs.domain_end[node]
    if begin < tool_end and not (tool_end < domain_end and draw.chance(LEAVE_TOOL)):
        return begin, tool_end
    return tool_end, domain_end


def _away(draw: Draw, node: int) -> _Range:
    """Another tool: of the same domain or of another, as the weights have it."""
    pairs = draw.tables.pairs
    return pairs.tool_end[node], pairs.row_start[node + 1]


def _everywhere(draw: Draw, node: int) -> _Range:
    pairs = draw.tables.pairs
    return pairs.row_start[node], pairs.row_start[node + 1]


def _extend(draw: Draw, draft: Draft, choice: Callable[[Draw, int], _Range], *, more: bool) -> bool:
    """Add one step, fed by the last one or now and then by one before it. False when no draw fits.

    Where `more` steps are to come, it is none after which nothing can come.
    """
    last = len(draft.nodes) - 1
    endpoints, target = draw.tables.endpoints, draw.tables.pairs.target
    for attempt in range(TRIES):
        step = last
        if last and draw.wants.long_range and (attempt >= PATIENCE or draw.chance(LONG_RANGE)):
            step = int(draw.rng.random() * last)
        node = draft.nodes[step]
        begin, end = choice(draw, node)
        if begin < end:
            pair = draw.pair(node, begin, end)
            if not (more and endpoints.intent[target[pair]] is Intent.DELETE) and draft.follow(step, pair):
                return True
    return False


def parallel(draw: Draw) -> Draft | None:
    """A search and then a call for each of several results; or calls that have nothing to do with one another."""
    fans = draw.chance(draw.settings.fan_out_share)
    order = (_fan_out, _independent) if fans else (_independent, _fan_out)
    draft = order[0](draw) or order[1](draw)
    if draft is not None and len(draft.nodes) < draw.settings.max_steps and draw.wants.then_dependent:
        _extend(draw, draft, _near, more=False)
    return draft


def _fan_out(draw: Draw) -> Draft | None:
    start = draw.start(draw.starts.fanning)
    if start is None:
        return None
    draft = Draft(draw.tables)
    draft.begin(start)
    fans = draw.starts.fans[start]
    pair = draw.rng.choices(fans.pairs, cum_weights=fans.cumulative)[0]
    width = 3 if draw.chance(WIDE) else 2
    for item in range(min(width, draw.settings.max_steps - 1)):
        draft.follow(0, pair, item=item, group=1)
    return draft


def _independent(draw: Draw) -> Draft | None:
    return _twins(draw) if draw.chance(TWINS) else _side_by_side(draw)


def _twins(draw: Draw) -> Draft | None:
    """One endpoint, for two or three values that the user has in mind."""
    start = draw.start(draw.starts.twins)
    if start is None:
        return None
    draft = Draft(draw.tables)
    for _ in range(3 if draw.chance(WIDE) and draw.settings.max_steps > 2 else 2):
        draft.begin(start)
    return draft


def _side_by_side(draw: Draw) -> Draft | None:
    """Two endpoints of one tool, or else of one domain."""
    start = draw.start(draw.starts.ready)
    if start is None:
        return None
    draft = Draft(draw.tables)
    draft.begin(start)
    beside = draw.starts.ready_of_tool[draw.tables.endpoints.tool[start]]
    if len(beside.members) < 2:
        beside = draw.starts.ready.by_domain[draw.tables.endpoints.domain[start]]
    for _ in range(TRIES):
        other = draw.member(beside)
        if draft.fits(other):
            draft.begin(other)
            return draft
    return None


MODES: Mapping[SamplingMode, Callable[[Draw], Draft | None]] = {
    SamplingMode.SEQUENTIAL: sequential,
    SamplingMode.MULTI_TOOL: multi_tool,
    SamplingMode.CLARIFICATION_FIRST: clarification_first,
    SamplingMode.PARALLEL: parallel,
}
