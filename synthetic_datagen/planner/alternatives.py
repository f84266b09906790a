"""Endpoints of other tools that do the same: same intent, same entity, and the same purpose in words.

alternatives.of("cloudmark::get_current_weather")     ("skyview::current_weather",)
"""

import random
from collections.abc import Iterator
from functools import cached_property

from ..common.plans import Argument, FromDefault, FromUser
from ..common.tools import Endpoint, Parameter
from ..graph.columns import NONE
from ..graph.projected_graph import ProjectedGraph
from ..world.roles import role
from .draft import Draft
from .steps import argument_of
from .tool_source import ToolSource


class Alternatives:
    """Finds alternatives over one registry; the index is made when first needed."""

    def __init__(self, registry: ToolSource, graph: ProjectedGraph) -> None:
        self._registry = registry
        self._graph = graph
        self._found: dict[str, tuple[str, ...]] = {}

    @cached_property
    def _alike(self) -> dict[tuple[int, int], list[int]]:
        """The usable endpoints of each intent and entity, by number."""
        columns = self._graph.columns
        alike: dict[tuple[int, int], list[int]] = {}
        for number, (intent, entity, usable) in enumerate(
            zip(columns.intent, columns.entity, columns.usable, strict=True)
        ):
            if usable and entity != NONE:
                alike.setdefault((intent, entity), []).append(number)
        return alike

    @cached_property
    def _shared(self) -> list[list[int]]:
        """The groups of endpoints that several tools have."""
        tool = self._graph.columns.tool
        return [members for members in self._alike.values() if len({tool[number] for number in members}) > 1]

    def some(self, rng: random.Random, tries: int) -> Iterator[str]:
        """Endpoints that have an alternative, from so many draws."""
        for _ in range(tries if self._shared else 0):
            endpoint_id = self._graph.ids[rng.choice(rng.choice(self._shared))]
            if self.of(endpoint_id):
                yield endpoint_id

    def of(self, endpoint_id: str) -> tuple[str, ...]:
        """The alternatives of an endpoint, in the registry's order."""
        found = self._found.get(endpoint_id)
        if found is None:
            found = self._found[endpoint_id] = self._search(endpoint_id)
        return found

    def _search(self, endpoint_id: str) -> tuple[str, ...]:
        columns, number = self._graph.columns, self._graph.number[endpoint_id]
        own = self._registry.endpoints[endpoint_id]
        alike = self._alike.get((columns.intent[number], columns.entity[number]), [])
        others = (self._graph.ids[other] for other in alike if columns.tool[other] != columns.tool[number])
        return tuple(other for other in others if _same_purpose(own, self._registry.endpoints[other]))

    def arguments(self, draft: Draft, step: int, other: str) -> tuple[Argument, ...] | None:
        """The arguments with which `other` does the step's work: all its values and no others; None if it cannot."""
        slots = draft.slots_of(step)
        arguments: list[Argument] = []
        if len(slots) != len(draft.steps[step].arguments):  # something comes from an output or is a default
            return None
        for parameter in self._registry.endpoints[other].parameters:
            slot = next((slot for slot in slots if _fits(draft, slot, parameter)), None)
            if slot is not None:
                slots.remove(slot)
                arguments.append(argument_of(parameter, FromUser(slot)))
            elif parameter.required:
                if parameter.default is None or isinstance(parameter.default, list | dict):
                    return None
                arguments.append(argument_of(parameter, FromDefault(parameter.default)))
        return tuple(arguments) if not slots and arguments else None


def _fits(draft: Draft, slot: int, parameter: Parameter) -> bool:
    one = draft.book.slots[slot]
    same = one.kind is parameter.kind and role(one.parameter) == role(parameter.name)
    return same and draft.book.serves(one.value, parameter)


def _same_purpose(one: Endpoint, other: Endpoint) -> bool:
    return one.purpose is not None and one.purpose == other.purpose
