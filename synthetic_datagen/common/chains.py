"""Chains: which endpoints are called, in which order, and which output feeds which argument. All frozen.

Chain(mode=SEQUENTIAL, pattern=SEARCH_THEN_ACTION, domain="Travel", steps=(
    Step("hotels::search"),
    Step("hotels::book", group=1, feeds=(Feed("hotel_id", from_step=0, field="/results/*/hotel_id", ...),))))
"""

from dataclasses import dataclass
from enum import StrEnum


class SamplingMode(StrEnum):
    """What `generate --mode` takes."""

    SEQUENTIAL = "sequential"
    MULTI_TOOL = "multi_tool"
    CLARIFICATION_FIRST = "clarification_first"
    PARALLEL = "parallel"
    MIXED = "mixed"


class Pattern(StrEnum):
    """The shape of a chain, as written to `metadata.pattern_type`."""

    SEQUENTIAL_MULTI_STEP = "sequential_multi_step"
    SEARCH_THEN_ACTION = "search_then_action"
    MULTI_TOOL_CHAIN = "multi_tool_chain"
    PARALLEL = "parallel"
    NO_CALL = "no_call"  # no chain: nothing is called


class Relation(StrEnum):
    """Why an output field may feed a parameter."""

    ENTITY = "entity"  # the id of the same entity
    KIND = "kind"  # the same semantic kind


@dataclass(frozen=True, slots=True)
class Link:
    """An edge of the projected graph: a field of `source`'s output may feed `parameter` of `target`."""

    source: str  # endpoint id
    target: str  # endpoint id
    field: str  # path pattern in the source's output
    parameter: str  # name in the target's parameters
    relation: Relation
    concept: str  # the entity ("hotel") or the kind ("city") that joins them
    weight: float  # in (0, 1]; same tool, required parameter and informative origin weigh more


@dataclass(frozen=True, slots=True)
class Feed:
    """One argument of a step that is taken from the output of an earlier step."""

    parameter: str
    from_step: int
    field: str  # path pattern in that output
    relation: Relation
    concept: str
    item: int = 0  # which element of the result list, where the pattern has a `*` (siblings of a fan-out differ)


@dataclass(frozen=True, slots=True)
class Step:
    """One call to be made. Steps of one `group` are made in one message, in parallel; groups are in order from 0."""

    endpoint_id: str
    group: int = 0
    feeds: tuple[Feed, ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """The skeleton of a conversation before values are chosen. `mode` is never MIXED: it says which mode was drawn."""

    mode: SamplingMode
    pattern: Pattern
    domain: str
    steps: tuple[Step, ...]
