"""What several values of one thing share, so that they agree: its place, person, first day, currency and topic.

FixedFacets(entity="hotel", place=Place(city="Lyon", ...), person=Person("Emma", "Novak"), day=2026-09-04, ...)
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from ..common import seeds
from ..common.json_types import Json
from ..common.kinds import Kind, ValueType
from .draws import mix, pick
from .lexicon import Place, words
from .roles import name_words

_MAILBOXES = (
    "{first}.{last}",
    "{initial}.{last}",
    "{first}{last}",
    "{first}_{last}",
    "{last}.{first}",
    "{first}-{last}",
)
_MAIL_HOSTS = ("example.com", "example.org", "example.net")
_EPOCH = date(2026, 1, 5)
_DAYS = 540


class ValueSpec(Protocol):
    """What a parameter and an output field have in common."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def type(self) -> ValueType: ...  # noqa: D102
    @property
    def kind(self) -> Kind: ...  # noqa: D102
    @property
    def entity(self) -> str | None: ...  # noqa: D102
    @property
    def enum(self) -> tuple[Json, ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Person:
    """A name and what is derived from it."""

    first: str
    last: str

    @property
    def full(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}"

    @property
    def email(self) -> str:
        """An address under a domain reserved for examples (RFC 2606), which the name alone decides."""
        draw = sum(map(ord, self.first)) * 31 + sum(map(ord, self.last))
        local = pick(_MAILBOXES, mix(draw, 1)).format(first=self.first, last=self.last, initial=self.first[:1])
        hosts = (*_MAIL_HOSTS, *(f"{word}.example" for word in words("domain_word")))
        return f"{local}@{pick(hosts, mix(draw, 2))}".lower()


class Facets(Protocol):
    """What several values of one thing share. See :class:`FixedFacets` for what each is."""

    @property
    def entity(self) -> str: ...  # noqa: D102
    @property
    def place(self) -> Place: ...  # noqa: D102
    @property
    def person(self) -> Person: ...  # noqa: D102
    @property
    def day(self) -> date: ...  # noqa: D102
    @property
    def currency(self) -> str: ...  # noqa: D102
    @property
    def spot(self) -> tuple[float, float]: ...  # noqa: D102
    @property
    def draw(self) -> int: ...  # noqa: D102
    @property
    def topic(self) -> str: ...  # noqa: D102
    @property
    def language(self) -> int | None: ...  # noqa: D102
    @property
    def coin(self) -> int: ...  # noqa: D102
    @property
    def imperial(self) -> bool: ...  # noqa: D102
    @property
    def query(self) -> str: ...  # noqa: D102
    @property
    def owner(self) -> str: ...  # noqa: D102
    @property
    def climate(self) -> int: ...  # noqa: D102
    @property
    def wide(self) -> bool: ...  # noqa: D102
    @property
    def principal(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def people(self) -> tuple[tuple[str, str], ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class FixedFacets:
    """Facets that are known: its entity, place, person, first day, currency and topic."""

    entity: str
    place: Place
    person: Person
    day: date
    currency: str
    spot: tuple[float, float]  # latitude and longitude in degrees, within two kilometres of the place's centre
    draw: int = 0  # the thing's own, from which further people around it are made
    topic: str = ""  # what was searched for, in the searcher's words
    language: int | None = None  # the row of its language, where it was asked for by one
    coin: int = 0  # a draw of its cryptocurrency, so that name and symbol agree
    imperial: bool = False  # whether measures were asked for in degrees Fahrenheit
    query: str = ""  # what it was found by in words, which its name shows
    owner: str = ""  # what sort of thing it belongs to
    climate: int = 0  # the draw of the weather in which the days of one forecast lie; 0: the thing's own
    wide: bool = False  # whether the thing is a whole country
    principal: tuple[str, ...] = ()  # whose an e-mail is of which no more is said
    people: tuple[tuple[str, str], ...] = ()  # (field, full name) of those by whom the thing was found


def person(draw: int) -> Person:
    """A made-up person."""
    return Person(pick(words("first_name"), draw), pick(words("last_name"), mix(draw, 1)))


def first_day(draw: int) -> date:
    """A day from January 2026 to June 2027."""
    return _EPOCH + timedelta(days=(draw >> 9) % _DAYS)


def person_of(name: str, facets: Facets) -> Person:
    """Whose name or e-mail a field holds: `recruiter_email` belongs to the person of `recruiter_name`."""
    others = whose(name, facets.entity) or list(facets.principal)
    for field, full in facets.people:
        if whose(field, facets.entity) == others:
            return Person(*full.split())
    return person(seeds.draw(facets.draw, *others)) if others else facets.person


def whose(name: str, entity: str) -> list[str]:
    """The words of a field's name that say which person it is; none for the thing's own."""
    return [word for word in name_words(name) if word not in _PERSONAL and word not in entity.split("_")]


# Words that say what a field holds of a person, not which person.
_PERSONAL = frozenset(
    (
        "name", "full", "first", "last", "given", "family", "sur", "surname", "firstname",
        "lastname", "fullname", "display", "email", "e", "mail", "address", "username", "user",
        "login", "handle", "person", "contact", "phone", "id", "own",
    )
)  # fmt: skip
