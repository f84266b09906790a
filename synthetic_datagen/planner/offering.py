"""The tools that the assistant may choose from: those that the conversation uses, and distractors.

    Offering(registry, graph, distractors=3).offered(chain, rng)    ("hotels::book", "hotels::search", ...)

A distractor never does a used tool's work: same intent about the same entity.
"""

import random
from collections.abc import Mapping
from typing import Protocol

from ..common.chains import Chain
from ..common.kinds import Intent
from ..common.tools import Endpoint, Tool
from ..graph.projected_graph import ProjectedGraph


class ToolSource(Protocol):
    """What the planner needs of the registry."""

    @property
    def endpoints(self) -> Mapping[str, Endpoint]: ...  # noqa: D102

    def tool_of(self, endpoint_id: str) -> Tool: ...  # noqa: D102


class Offering:
    """Draws distractors over one registry."""

    def __init__(self, registry: ToolSource, graph: ProjectedGraph, distractors: int) -> None:
        self._registry = registry
        self._by_domain = graph.members_of_domain
        self._distractors = distractors

    def offered(self, chain: Chain, rng: random.Random) -> tuple[str, ...]:
        """The tools that the assistant may choose from: those used and distractors of the same tools and domain."""
        used = list(dict.fromkeys(step.endpoint_id for step in chain.steps))
        serving = {(e.intent, e.entity) for e in (self._registry.endpoints[one] for one in used)}
        near = [e.id for one in used for e in self._registry.tool_of(one).endpoints if not e.unusable]
        pool = [one for one in dict.fromkeys(near) if one not in used and not self._alternative(one, serving)]
        more = self._by_domain.get(chain.domain, ())
        if len(pool) < self._distractors and more:
            drawn = (rng.choice(more) for _ in range(4 * self._distractors))
            pool += [
                one
                for one in dict.fromkeys(drawn)
                if one not in used and one not in pool and not self._alternative(one, serving)
            ]
        rng.shuffle(pool)
        offered = used + pool[: self._distractors]
        rng.shuffle(offered)
        return tuple(offered)

    def _alternative(self, endpoint_id: str, serving: set[tuple[Intent, str | None]]) -> bool:
        """Whether an endpoint could do a used one's work: same intent about the same entity."""
        endpoint = self._registry.endpoints[endpoint_id]
        return (endpoint.intent, endpoint.entity) in serving
