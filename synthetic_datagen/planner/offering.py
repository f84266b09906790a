"""The tools that the assistant may choose from: those that the conversation uses, and distractors.

    offering.offered(Needs(used=("hotels::search", "hotels::book"), domain="Travel", profile=Profile.THREE), rng)
      ("hotels::book", "hotels::reviews", "hotels::search", "flights::status", "hotels::cancel")

A distractor never does a used tool's work (same intent about the same entity), nor that of a tool that is refused, and
never supplies a value that the user is said not to have.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..common.kinds import Intent, Kind
from ..common.tools import Endpoint, Parameter
from ..graph.projected_graph import ProjectedGraph
from ..sampler.tables import READS
from .behaviours import Profile
from .tool_source import ToolSource

SIZES: Mapping[Profile, int] = {Profile.NONE: 0, Profile.THREE: 3, Profile.TEN: 10}
MOST_OF_TOOL = 60  # endpoints offered of one tool; some marketplaces list hundreds under one name
DRAWS = 4  # endpoints of the domain drawn for each that is wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What the tools of one conversation must and must not do."""

    used: tuple[str, ...]
    domain: str
    profile: Profile
    refused: str = ""  # an endpoint whose work nothing offered does
    lacking: tuple[Parameter, ...] = ()  # parameters whose values nothing offered returns


class Offering:
    """Draws distractors over one registry."""

    def __init__(self, registry: ToolSource, graph: ProjectedGraph) -> None:
        self._registry = registry
        self._by_domain = graph.members_of_domain

    def offered(self, needs: Needs, rng: random.Random) -> tuple[str, ...]:
        """The endpoint ids in the order in which they are shown."""
        used = list(dict.fromkeys(needs.used))
        offered = used + self._distractors(needs, rng)
        rng.shuffle(offered)
        return tuple(offered)

    def _distractors(self, needs: Needs, rng: random.Random) -> list[str]:
        if needs.profile is Profile.NONE:
            return []
        endpoints = self._registry.endpoints
        serving = {(endpoints[one].intent, endpoints[one].entity) for one in needs.used}
        near = [one.id for one in self._near(needs) if self._fits(one, needs, serving)]
        if needs.profile is Profile.ALL_OF_TOOL:
            return near[:MOST_OF_TOOL]
        size = SIZES[needs.profile]
        rng.shuffle(near)
        pool = dict.fromkeys(near)
        members = self._by_domain.get(needs.domain, ())
        if len(pool) < size and members:
            drawn = (rng.choice(members) for _ in range(DRAWS * size))
            fresh = (one for one in drawn if one not in pool)
            pool |= dict.fromkeys(one for one in fresh if self._fits(endpoints[one], needs, serving))
        return list(pool)[:size]

    def _near(self, needs: Needs) -> Iterator[Endpoint]:
        """The other usable endpoints of the tools that are used or refused, each once."""
        tools = {self._registry.endpoints[one].tool_id: one for one in (*needs.used, needs.refused) if one}
        for one in tools.values():
            yield from (e for e in self._registry.tool_of(one).endpoints if not e.unusable)

    def _fits(self, endpoint: Endpoint, needs: Needs, serving: set[tuple[Intent, str | None]]) -> bool:
        if (endpoint.intent, endpoint.entity) in serving or endpoint.id in needs.used or endpoint.id == needs.refused:
            return False
        if needs.refused and could_serve(endpoint, self._registry.endpoints[needs.refused]):
            return False
        if needs.lacking and any(supplies(endpoint, parameter) for parameter in needs.lacking):
            return False
        others = (self._registry.endpoints[one] for one in (*needs.used, needs.refused) if one)
        return not any(reads_alike(endpoint, other) for other in others)


def reads_alike(one: Endpoint, other: Endpoint) -> bool:
    """Whether the descriptions and parameters of two endpoints are the same, so that only the names tell them apart."""
    return bool(one.description) and one.description == other.description and _offered(one) == _offered(other)


def _offered(endpoint: Endpoint) -> list[tuple[object, ...]]:
    """What a schema says of the parameters."""
    return [(p.name, p.type, p.required, p.description, p.enum, p.default, p.items) for p in endpoint.parameters]


def could_serve(one: Endpoint, wanted: Endpoint) -> bool:
    """Whether an endpoint might do what another one is for: about the same thing, reading where that reads."""
    if one.intent is not wanted.intent and not (one.intent in READS and wanted.intent in READS):
        return False
    return (one.entity is not None and one.entity == wanted.entity) or bool(_nouns(one) & _nouns(wanted))


@lru_cache(maxsize=65536)
def _nouns(endpoint: Endpoint) -> frozenset[str]:
    """What the endpoint is about, in single words."""
    words = endpoint.purpose.object.split() if endpoint.purpose else []
    return frozenset(word.rstrip("s") for word in (*words, *(endpoint.entity or "").split("_")) if len(word) > 3)


def supplies(endpoint: Endpoint, parameter: Parameter) -> bool:
    """Whether an endpoint returns a value that the parameter could take."""
    if parameter.kind is Kind.ENTITY_ID:
        return any(f.kind is Kind.ENTITY_ID and f.entity == parameter.entity for f in endpoint.outputs)
    return endpoint.intent is not Intent.DELETE and any(f.kind is parameter.kind for f in endpoint.outputs)
