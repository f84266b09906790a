"""The chain proposer: from the projected graph and a seeded generator to one Chain, or to the reason why not.

    sampler.propose(rng, SamplingMode.MULTI_TOOL, Steering.none())
    Chain(mode=MULTI_TOOL, pattern=MULTI_TOOL_CHAIN, domain="Travel", steps=(
        Step("hotels::search"),
        Step("weather::now", group=1, feeds=(Feed("city", from_step=0, field="/results/*/city", ...),))))

A proposal is one draw: cheap, and often enough refused. `find` draws again, and counts the reasons.
"""

import random
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate

from ..common.chains import Chain, Feed, Pattern, SamplingMode, Step
from ..common.kinds import Intent
from ..config import SamplerSettings, mode_shares
from ..graph.projected_graph import ProjectedGraph
from .constraints import first_broken, unwanted
from .draft import Draft, DraftFeed
from .modes import MODES, Draw
from .starts import build_starts
from .steering import Steering
from .tables import build_tables
from .wants import ChainWants

PLAIN = ChainWants()
NO_START = "no_start"  # the registry has no endpoint from which a chain of that mode could begin


@dataclass(frozen=True, slots=True)
class Refusal:
    """A draw that came to nothing. `reason` names the constraint that it broke, or is NO_START."""

    reason: str


class ChainSampler:
    """Draws chains. It has no state of its own: a proposal depends on the graph, the settings and the arguments."""

    def __init__(self, graph: ProjectedGraph, settings: SamplerSettings) -> None:
        self.settings = settings
        self._tables = build_tables(graph)
        self._starts = build_starts(self._tables)
        shares = mode_shares(settings)
        self._modes = [mode for mode, share in shares.items() if share > 0]
        self._cumulative = list(accumulate(shares[mode] for mode in self._modes))

    def propose(
        self, rng: random.Random, mode: SamplingMode, steering: Steering, wants: ChainWants = PLAIN
    ) -> Chain | Refusal:
        """One draw. MIXED draws the mode first."""
        if mode is SamplingMode.MIXED:
            mode = self.mode(rng)
        draft = MODES[mode](Draw(self._tables, self._starts, self.settings, rng, steering, wants))
        if draft is None:
            return Refusal(NO_START)
        broken = first_broken(draft, mode, self.settings) or unwanted(draft, wants)
        return Refusal(broken) if broken else self._chain(draft, mode)

    def find(
        self,
        rng: random.Random,
        mode: SamplingMode,
        steering: Steering,
        refusals: Counter[str],
        wants: ChainWants = PLAIN,
    ) -> Chain | None:
        """The first chain of `settings.attempts` draws, or None. Every refusal is counted in `refusals` by its reason.

        MIXED settles on a mode first, so that a mode in which draws fail more often does not lose its share.
        """
        if mode is SamplingMode.MIXED:
            mode = self.mode(rng)
        for _ in range(self.settings.attempts):
            proposal = self.propose(rng, mode, steering, wants)
            if isinstance(proposal, Chain):
                return proposal
            refusals[proposal.reason] += 1
        return None

    def mode(self, rng: random.Random) -> SamplingMode:
        """One of the modes, by the shares in the settings."""
        place = bisect_right(self._cumulative, rng.random() * self._cumulative[-1])
        return self._modes[min(place, len(self._modes) - 1)]  # tiny shares round up to the end

    def _chain(self, draft: Draft, mode: SamplingMode) -> Chain:
        endpoints = self._tables.endpoints
        steps = tuple(
            Step(endpoints.id[node], group, tuple(map(self._feed, feeds)))
            for node, group, feeds in zip(draft.nodes, draft.groups, draft.feeds, strict=True)
        )
        return Chain(mode, _pattern(draft, mode), endpoints.domain[draft.nodes[0]], steps)

    def _feed(self, feed: DraftFeed) -> Feed:
        parameters, row = self._tables.parameters, feed.row
        field = self._tables.strings[feed.field]
        return Feed(
            parameters.name[row], feed.from_step, field, parameters.relation[row], parameters.concept[row], feed.item
        )


def _pattern(draft: Draft, mode: SamplingMode) -> Pattern:
    """A chain of one mode has that mode's pattern; else it is a search and an action, or some steps.

    Search then action: two or three calls, of which the first finds things and the last opens or changes one of them.
    """
    if mode is SamplingMode.PARALLEL:
        return Pattern.PARALLEL
    if mode is SamplingMode.MULTI_TOOL:
        return Pattern.MULTI_TOOL_CHAIN
    first, last = (draft.tables.endpoints.intent[draft.nodes[end]] for end in (0, -1))
    acts = last.writes or last is Intent.GET
    found = any(feed.from_step == 0 for feed in draft.feeds[-1])
    if first.many and acts and found and len(draft.nodes) <= 3:
        return Pattern.SEARCH_THEN_ACTION
    return Pattern.SEQUENTIAL_MULTI_STEP
