"""Where chains may begin: for each purpose the endpoints that need nothing before them, by domain.

starts.asking.domains[0]    StartsOfDomain("Travel", members=[3, 17, ...])
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from math import sqrt

from ..common.kinds import Intent
from .tables import READS, Tables

ASK_TWICE = frozenset({Intent.GET, Intent.COMPUTE, Intent.SEARCH})  # worth calling for two values at once
NOT_FIRST = frozenset({Intent.UPDATE, Intent.DELETE})  # they act on what an earlier call found or made


@dataclass(frozen=True, slots=True)
class Group:
    """Endpoints of one domain, or of one tool."""

    name: str
    members: list[int]

    @property
    def share(self) -> float:
        """What the group may be used beside others: a little more the larger it is."""
        return sqrt(sqrt(len(self.members)))


@dataclass(frozen=True, slots=True)
class Starts:
    """Endpoints by domain; `cumulative` weighs domains by the square root of their size, so that small ones show."""

    domains: list[Group]
    by_domain: Mapping[str, Group]
    cumulative: list[float]

    @property
    def total(self) -> float:
        """The sum of all weights; 0 where there is no start."""
        return self.cumulative[-1] if self.cumulative else 0.0


@dataclass(frozen=True, slots=True)
class Fans:
    """The pairs that one start can fan out through, and their weights summed up."""

    pairs: list[int]
    cumulative: list[int]


@dataclass(frozen=True, slots=True)
class StartTable:
    """The starts for each purpose."""

    inside: Starts  # a link leads on within the tool
    walking: Starts  # a link leads on within the tool or the domain
    asking: Starts  # walking, and the user must say something
    crossing: Starts  # a link leads to another tool
    fanning: Starts  # gives a list whose items something can be called for
    fans: Mapping[int, Fans]  # of each fanning start
    twins: Starts  # can be called for two values at once
    ready: Starts  # can be called beside others
    ready_of_tool: Mapping[int, Group]


def build_starts(tables: Tables) -> StartTable:
    """All starts of a registry, in the order of its endpoints."""
    endpoints = tables.endpoints
    first = [
        node
        for node, intent in enumerate(endpoints.intent)
        if not endpoints.hopeless[node] and not endpoints.needs[node] and intent not in NOT_FIRST
    ]
    inside, near, far, fans = _leading(tables)
    ready = [node for node in first if endpoints.intent[node] in READS]
    return StartTable(
        inside=_starts(tables, (node for node in first if node in inside)),
        walking=_starts(tables, (node for node in first if node in near)),
        asking=_starts(tables, (node for node in first if node in near and endpoints.asks[node])),
        crossing=_starts(tables, (node for node in first if node in far)),
        fanning=_starts(tables, (node for node in first if node in fans)),
        fans=fans,
        twins=_starts(tables, (node for node in ready if _bears_twins(tables, node))),
        ready=_starts(tables, ready),
        ready_of_tool=_by_tool(tables, ready),
    )


def _bears_twins(tables: Tables, node: int) -> bool:
    """Whether a person would ask for it twice in one breath: with one or two values to say, not five."""
    endpoints = tables.endpoints
    return endpoints.intent[node] in ASK_TWICE and 1 <= endpoints.asks[node] <= len(endpoints.required[node]) <= 2


def _leading(tables: Tables) -> tuple[set[int], set[int], set[int], dict[int, Fans]]:
    """Which endpoints have a pair that can be taken at once: in the tool, near, to another tool, as fans."""
    pairs = tables.pairs
    inside: set[int] = set()
    near: set[int] = set()
    far: set[int] = set()
    fans: dict[int, Fans] = {}
    for node, (begin, tool_end, domain_end) in enumerate(
        zip(pairs.row_start, pairs.tool_end, pairs.domain_end, strict=False)
    ):
        end = pairs.row_start[node + 1]
        if begin == end:
            continue
        if True in pairs.complete[begin:tool_end]:
            inside.add(node)
        if True in pairs.complete[begin:domain_end]:
            near.add(node)
        if True in pairs.complete[tool_end:end]:
            far.add(node)
        if True in pairs.fans[begin:end]:
            fans[node] = _fans(tables, [pair for pair in range(begin, end) if pairs.fans[pair]])
    return inside, near, far, fans


def _fans(tables: Tables, pairs: list[int]) -> Fans:
    cumulative = tables.pairs.cumulative
    return Fans(pairs, list(accumulate(cumulative[pair + 1] - cumulative[pair] for pair in pairs)))


def _starts(tables: Tables, nodes: Iterable[int]) -> Starts:
    groups: dict[str, Group] = {}
    for node in nodes:
        name = tables.endpoints.domain[node]
        if name not in groups:
            groups[name] = Group(name, [])
        groups[name].members.append(node)
    domains = list(groups.values())
    return Starts(domains, groups, list(accumulate(sqrt(len(group.members)) for group in domains)))


def _by_tool(tables: Tables, nodes: Iterable[int]) -> Mapping[int, Group]:
    groups: dict[int, Group] = {}
    for node in nodes:
        tool = tables.endpoints.tool[node]
        if tool not in groups:
            groups[tool] = Group(str(tool), [])
        groups[tool].members.append(node)
    return groups
