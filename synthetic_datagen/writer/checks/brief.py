"""Briefs: one turn of a conversation before it is written, as plain data: to make a prompt of, and to judge a text by.

Brief(turn=0, message=0, event=UserRequest(goal=0, told=(0,)), wants=("search for hotels",),
      due=(Due(slot=0, label="city", kind=CITY, value="Paris"),),
      withheld=(Withheld("2026-04-11", ...),), names=frozenset({"hotels::search", "check_in", ...}), ...)
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from ...common.json_types import FrozenJsonObject, Json
from ...common.kinds import Kind
from ...common.plans import Goal, Outcome, Tone
from ...common.trace import Event, MakeCalls, Result, Role
from ...generator.checks.deeds import Made


class Said(NamedTuple):
    """A turn that was written before."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """An argument that takes a value, and the other ones of its call."""

    argument: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """A value that a turn must carry, and the named transforms by which other words may carry it."""

    slot: int
    kind: Kind
    label: str
    value: Json
    transforms: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()


class Why(Enum):
    """Why a value is not to be said yet."""

    ASKED_FOR_LATER = "a question is to bring it"
    TOLD_LATER = "it belongs to a later turn"
    UNSHOWN = "no tool has given it yet"


@dataclass(frozen=True, slots=True)
class Withheld:
    """A value that a turn must not say: the user's own of a later turn, or what a tool gives later."""

    due: Due
    why: Why


@dataclass(frozen=True, slots=True)
class Offered:
    """What the assistant is offered: the names that nobody says, and all that the tools say of themselves."""

    names: frozenset[str]  # of tools on either wire, and of parameters that are no plain word
    words: str  # names, descriptions and parameters, in lower case


@dataclass(frozen=True, slots=True)
class Pick:
    """The one item of a list shown before, of which the calls of a request take something."""

    item: int
    items: Json


@dataclass(frozen=True, slots=True)
class News:
    """A result that nothing but the text uses: the text must tell some of it."""

    result: Result
    given: FrozenJsonObject  # the arguments of its call, which are no news


@dataclass(frozen=True, slots=True)
class Brief:
    """One turn: who speaks, what it must carry, what it must not say, and what its claims may rest on."""

    turn: int  # its place among the turns, from 0
    message: int  # its place among the messages of the record
    event: Event
    goal: Goal  # the request that it belongs to
    wants: tuple[str, ...]  # what that is about, by the purposes of its steps: "search for hotels"
    tone: Tone  # how the user speaks
    ends: bool  # whether it closes that request
    offered: Offered
    today: str = ""  # the day that the user states, "" where none
    states_today: bool = False  # whether this is the turn to state it
    due: tuple[Due, ...] = ()
    asked: tuple[Due, ...] = ()  # of a question: the values that it is to bring
    told: tuple[Due, ...] = ()  # by the user in the turns before
    standing: tuple[Due, ...] = ()  # of these, what later calls take: it must not be taken back
    withheld: tuple[Withheld, ...] = ()
    ids: frozenset[str] = field(default_factory=frozenset)  # opaque ids of tools, which a user does not quote
    results: tuple[Result, ...] = ()  # all that tools have returned by now
    made: tuple[Made, ...] = ()  # the calls of this request by now
    news: tuple[News, ...] = ()
    pick: Pick | None = None

    @property
    def outcome(self) -> Outcome:
        """How its request ends."""
        return self.goal.outcome

    @property
    def role(self) -> Role:
        """Who speaks."""
        return self.event.role

    @property
    def may_be_silent(self) -> bool:
        """Whether it may be empty: only where calls go out of which nothing need be said."""
        return isinstance(self.event, MakeCalls) and self.event.after is None
