"""Requests that no call meets: nothing offered does it, the user lacks a value, or it needs no tool.

Unmet(...).add(draft, Outcome.NO_TOOL, used=("hotels::search",), domain="Travel")
  True: draft.requests[-1] = Request(steps=[3], outcome=NO_TOOL), step 3 calling "hotels::cancel", which is not offered
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..common.chains import Step
from ..common.kinds import Kind
from ..common.plans import Argument, FromUser, Outcome, PlannedStep
from ..common.tools import Endpoint, Parameter
from ..graph.projected_graph import ProjectedGraph
from ..sampler.supply import UNASKABLE, Supply, supply_of
from .draft import Draft, Request
from .offering import could_serve, reads_alike, supplies
from .steps import StepPlanner, argument_of
from .tool_source import ToolSource

DRAWS = 12  # endpoints of the domain that are looked at
RECALLS = 0.4  # of requests that need no call: about what was told before
# What a person may well not have at hand.
_NOT_AT_HAND = frozenset({Kind.ENTITY_ID, Kind.CODE, Kind.POSTAL_CODE, Kind.PHONE, Kind.USERNAME, Kind.IP_ADDRESS})


@dataclass(frozen=True, slots=True)
class Unmet:
    """Adds requests that no call meets to drafts over one registry."""

    registry: ToolSource
    graph: ProjectedGraph
    steps: StepPlanner

    def add(self, draft: Draft, outcome: Outcome, used: Sequence[str], domain: str) -> bool:
        """Add a request with that outcome behind the others, all `used` being offered. False where there is none."""
        if outcome is Outcome.NO_CALL:
            return self._no_call(draft)
        for candidate in self._candidates(draft, used, domain):
            if outcome is Outcome.NO_TOOL:
                if self._is_refused(candidate, used) and self._no_tool(draft, candidate):
                    return True
            elif self._no_value(draft, candidate, used):
                return True
        return False

    def _candidates(self, draft: Draft, used: Sequence[str], domain: str) -> Iterator[Endpoint]:
        """Usable endpoints that are not used: first those of the same tools, then some of the domain."""
        endpoints = self.registry.endpoints
        near = list(dict.fromkeys(e.id for one in used for e in self.registry.tool_of(one).endpoints))
        draft.rng.shuffle(near)
        members = self.graph.members_of_domain.get(domain, ())
        drawn = [draft.rng.choice(members) for _ in range(DRAWS)] if members else []
        for one in dict.fromkeys((*near, *drawn)):
            if one not in used and not endpoints[one].unusable and endpoints[one].purpose is not None:
                yield endpoints[one]

    def _is_refused(self, candidate: Endpoint, used: Sequence[str]) -> bool:
        """Whether a person can ask for it in one breath, and nothing that is used may do it."""
        if any(_supply(parameter) not in (Supply.USER, Supply.DEFAULT) for parameter in candidate.required):
            return False
        others = [self.registry.endpoints[one] for one in used]
        return not any(could_serve(one, candidate) or reads_alike(one, candidate) for one in others)

    def _no_tool(self, draft: Draft, candidate: Endpoint) -> bool:
        if not self.steps.add_all(draft, [Step(candidate.id, draft.next_group)]):
            return False
        draft.requests.append(Request([len(draft.steps) - 1], outcome=Outcome.NO_TOOL))
        return True

    def _no_value(self, draft: Draft, candidate: Endpoint, used: Sequence[str]) -> bool:
        """A call for which all but one value can be told; nothing that is used returns that one."""
        lacking = [p for p in candidate.required if p.kind in _NOT_AT_HAND and p.default is None and not p.enum]
        others = [p for p in candidate.required if p not in lacking]
        if len(lacking) != 1 or any(_supply(p) not in (Supply.USER, Supply.DEFAULT) for p in others):
            return False
        if any(supplies(self.registry.endpoints[one], lacking[0]) for one in used):
            return False
        arguments = self._told(draft, candidate, others)
        if arguments is None:
            return False
        slot = draft.book.unknown(candidate, lacking[0])
        group = draft.next_group
        draft.chain.append(Step(candidate.id, group))
        arguments.append(argument_of(lacking[0], FromUser(slot)))
        draft.steps.append(PlannedStep(candidate.id, 0, group, tuple(arguments)))
        draft.required.append({slot})
        draft.requests.append(Request([len(draft.steps) - 1], outcome=Outcome.NO_VALUE, lacks=(slot,)))
        return True

    def _told(self, draft: Draft, candidate: Endpoint, parameters: Sequence[Parameter]) -> list[Argument] | None:
        arguments: list[Argument] = []
        for parameter in parameters:
            told = self.steps.told(draft, candidate, parameter)
            if not told:
                return None
            arguments.extend(told)
        return arguments

    def _no_call(self, draft: Draft) -> bool:
        done = [step for request in draft.requests if request.outcome is Outcome.DONE for step in request.steps]
        recalls = draft.rng.choice(done) if done and draft.rng.random() < RECALLS else None
        draft.requests.append(Request([], outcome=Outcome.NO_CALL, topic=draft.rng.getrandbits(32), recalls=recalls))
        return True


def _supply(parameter: Parameter) -> Supply:
    """Who can supply a required parameter; nobody, where asking for it would be a nuisance."""
    if parameter.kind in UNASKABLE and parameter.default is None:
        return Supply.NOBODY
    return supply_of(
        parameter.kind,
        parameter.type.value == "object",
        parameter.default is not None,
        parameter.example is not None,
        bool(parameter.enum),
    )
