"""Plans: what a conversation will be about, decided before anyone speaks. All frozen.

    Plan(index=7, persona=Persona("hurried"), chain=..., slots=(Slot(0, kind=CITY, label="city", value="Paris"), ...),
         steps=(PlannedStep("hotels::search", goal=0, arguments=(Argument("/city", FromUser(0)), ...)), ...),
         goals=(Goal(steps=(0, 1), told=(0,), withheld=(1,)), Goal(steps=(2,), told=(2,), withheld=())))

A *slot* is one value that the user has in mind; several arguments may use it. A *goal* is what one request of the user
is about: its steps are done before the assistant reports, unless its outcome says otherwise. A *setback* is a call that
fails, and what is done about it.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from .chains import Chain
from .faults import Fault, Recovery
from .json_types import Json
from .kinds import Kind


class Tone(StrEnum):
    """How a persona speaks."""

    PLAIN = "plain"
    TERSE = "terse"
    POLITE = "polite"
    CHATTY = "chatty"
    HURRIED = "hurried"
    UNSURE = "unsure"
    SIMPLE = "simple"  # short plain sentences, as in a second language
    CASUAL = "casual"
    THOROUGH = "thorough"  # explains everything in whole sentences


class Habit(StrEnum):
    """What a persona always does in writing."""

    LOWERCASE = "lowercase"  # small letters where a sentence begins, "i" for "I"
    NO_STOP = "no_stop"  # no full stop at the end of a turn
    TYPOS = "typos"  # now and then, never in a value
    FULL_FORMS = "full_forms"  # "I would" for "I'd"
    SINGLE_QUOTES = "single_quotes"
    DAY_FIRST = "day_first"  # "11 April 2026"
    NUMERIC_DATES = "numeric_dates"  # "04/25/2026", where no other reading is possible


@dataclass(frozen=True, slots=True)
class Persona:
    """Who the user is, as far as the words show it. `id` goes to `metadata.persona`."""

    id: str
    tone: Tone
    habits: frozenset[Habit] = frozenset()


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


class Outcome(StrEnum):
    """How a request of the user ends."""

    DONE = "done"  # its calls are made and told
    FAILED = "failed"  # a call failed for good, which is told
    NO_TOOL = "no_tool"  # nothing that is offered does it: refused
    NO_VALUE = "no_value"  # the user cannot give a value that it needs: refused
    NO_CALL = "no_call"  # answered without any call

    @property
    def refused(self) -> bool:
        """Whether the assistant declines, without a call."""
        return self in (Outcome.NO_TOOL, Outcome.NO_VALUE)


class Opening(StrEnum):
    """What a request is to the ones before it."""

    REQUEST = "request"  # the first one, or the next step of the same matter
    INTENT = "intent"  # another matter
    CHANGE = "change"  # after completion: "the same for Rome, please", "change it to two nights"
    CORRECTION = "correction"  # after completion: "sorry, I meant Rome"


@dataclass(frozen=True, slots=True)
class Replacement:
    """A value that another one takes the place of, both slots of one parameter."""

    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Goal:
    """What one request is about: its steps, the slots told at once, and those that the assistant must ask for.

    The steps of a refused goal are what the user wants and no call does: they say what is asked for.
    """

    steps: tuple[int, ...]
    told: tuple[int, ...]
    withheld: tuple[int, ...] = ()
    outcome: Outcome = Outcome.DONE
    opening: Opening = Opening.REQUEST
    recalled: tuple[int, ...] = ()  # slots told for an earlier request that this one speaks of: "in the same city"
    detour: tuple[int, ...] | None = None  # what the user tells instead of answering at first: slots, or () for nothing
    corrected: tuple[Replacement, ...] = ()  # what the user corrects: with the answer, or by an opening CORRECTION
    changed: Replacement | None = None  # of CHANGE and CORRECTION: the value that differs from the step done before
    again: int | None = None  # of CHANGE and CORRECTION: the earlier step that is done again with that value
    topic: int = 0  # of NO_CALL: a draw that chooses what is asked
    recalls: int | None = None  # of NO_CALL: the step whose answer is asked about again; None for a general question


@dataclass(frozen=True, slots=True)
class Setback:
    """A step whose call fails `times` times in a row, and what is done about it."""

    step: int
    fault: Fault
    recovery: Recovery
    times: int = 1
    parameter: str = ""  # the wire name of what a NOT_FOUND or INVALID_ARGUMENT is about
    mended: Replacement | None = None  # of MEND: the value that failed and the one that does not
    instead: int | None = None  # of OTHER_TOOL: the step that does the same; it stands in no goal's steps


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
    today: str = ""  # ISO date that the user states; "" where nothing is told relative to it
    setback: Setback | None = None
    distractors: str = ""  # the profile by which distractors were added: see `planner/offering.py`
