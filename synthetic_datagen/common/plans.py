"""Plans: what a conversation will be about, decided before anyone speaks. All frozen.

    Plan(index=7, persona=Persona("hurried"), chain=..., slots=(Slot(0, kind=CITY, label="city", value="Paris"), ...),
         steps=(PlannedStep("hotels::search", goal=0, arguments=(Argument("/city", FromUser(0)), ...)), ...),
         goals=(Goal(steps=(0, 1), told=(0,), withheld=(1,)), Goal(steps=(2,), told=(2,), withheld=())))

A *slot* is one value that the user has in mind; several arguments may use it. A *goal* is what one user turn asks
for; its steps are done before the assistant reports.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from .chains import Chain
from .json_types import Json
from .kinds import Kind


class Tone(StrEnum):
    """How a persona speaks."""

    PLAIN = "plain"
    TERSE = "terse"
    POLITE = "polite"
    CHATTY = "chatty"
    HURRIED = "hurried"


@dataclass(frozen=True, slots=True)
class Persona:
    """Who the user is, as far as the words show it. `id` goes to `metadata.persona`."""

    id: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Slot:
    """One value that the user has in mind."""

    number: int
    kind: Kind
    label: str  # the first parameter that uses it, in words: "check-in date"
    value: Json  # a scalar; a list's elements are slots of their own
    parameter: str  # that parameter's wire name, and
    endpoint_id: str  # its endpoint: the writer looks up descriptions and never says the names
    entity: str | None = None


class Pick(StrEnum):
    """How one result is chosen from a list."""

    NTH = "nth"  # by position, `ordinal` counted from 0
    LOWEST = "lowest"  # by a numeric field: the cheapest
    HIGHEST = "highest"  # the best rated


@dataclass(frozen=True, slots=True)
class Selector:
    """Which element of an earlier result list a step works on. `by` is the path pattern of the compared field."""

    pick: Pick = Pick.NTH
    ordinal: int = 0
    by: str = ""
    by_kind: Kind = Kind.UNKNOWN


@dataclass(frozen=True, slots=True)
class FromUser:
    """The argument is the value of a slot."""

    slot: int


@dataclass(frozen=True, slots=True)
class FromOutput:
    """The argument is a field of an earlier step's output."""

    step: int
    field: str
    selector: Selector = Selector()


@dataclass(frozen=True, slots=True)
class FromDefault:
    """The argument is the default that the tool's schema declares."""

    value: Json


Source: TypeAlias = FromUser | FromOutput | FromDefault


@dataclass(frozen=True, slots=True)
class Argument:
    """One leaf of a call's arguments: a JSON Pointer into `parameters`, and where its value comes from."""

    pointer: str
    parameter: str
    source: Source


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One call as planned. Steps with equal `group` go out in one message."""

    endpoint_id: str
    goal: int
    group: int
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """What one user turn asks for: its steps, the slots told at once, and those that the assistant must ask for."""

    steps: tuple[int, ...]
    told: tuple[int, ...]
    withheld: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """One conversation before it is played."""

    index: int
    chain: Chain
    persona: Persona
    scenario: str
    slots: tuple[Slot, ...]
    steps: tuple[PlannedStep, ...]
    goals: tuple[Goal, ...]
    offered: tuple[str, ...]  # endpoint ids shown to the assistant: those used and the distractors, shuffled
