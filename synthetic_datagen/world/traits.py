"""Traits: what a tool shows of one kind of thing, and how these fields go together. Found once for each kind of thing.

traits.relations["total_price"]     price_per_night times nights
traits.principal                    ("guest",): `email` beside `guest_name` is the guest's
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..common.kinds import Kind
from ..common.tools import OutputField
from . import spans, sums
from .facets import ValueSpec, whose
from .relations import Family, Relation
from .roles import name_words

FAMILIES: tuple[Family, ...] = (
    spans.stay,
    spans.journey,
    spans.moments,
    spans.doors,
    spans.age,
    spans.first_to_last,
    spans.weekday,
    spans.parts_of_a_moment,
    sums.totals,
    sums.between,
    sums.candle,
    sums.change,
    sums.reduced,
    sums.remainder,
    sums.season,
    sums.nutrition,
)


@dataclass(frozen=True, slots=True)
class Traits:
    """The fields of one kind of thing where it is listed or read, and what follows from what among all its fields."""

    fields: Mapping[str, OutputField] = field(default_factory=dict)
    spelled: frozenset[str] = frozenset()  # their names in snake_case
    relations: Mapping[str, Relation] = field(default_factory=dict)
    principal: tuple[str, ...] = ()  # whose an e-mail or phone number is of which no more is said


NO_TRAITS = Traits()


def traits_of(entity: str, fields: Mapping[str, OutputField], known: Mapping[str, ValueSpec]) -> Traits:
    """The traits of things of that entity. `known` are all fields and parameters that say something of them."""
    relations: dict[str, Relation] = {}
    for family in FAMILIES:
        relations = {**family(known), **relations}
    spelled = frozenset("_".join(name_words(name)) for name in fields)
    return Traits(fields, spelled, relations, _principal(entity, known))


def _principal(entity: str, known: Mapping[str, ValueSpec]) -> tuple[str, ...]:
    """The one person whom the fields name beside a bare `email`; () where there are none or several."""
    people = {
        tuple(words) for spec in known.values() if spec.kind is Kind.PERSON_NAME and (words := whose(spec.name, entity))
    }
    return next(iter(people)) if len(people) == 1 else ()
