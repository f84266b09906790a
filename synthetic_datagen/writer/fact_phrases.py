"""Fact phrases: one fact as a predicate, a note, a clause or an adjunct.

price per night 98 EUR    predicate "costs 98 EUR a night"    short "98 EUR a night"    clause "it costs 98 EUR a night"
humidity 66%              predicate "has 66% humidity"        short "66% humidity"       along "with 66% humidity"
"""

import random
import re
from collections.abc import Mapping

from ..common.kinds import Kind
from ..graph.articles import article
from .fact_rows import row_of
from .facts import Fact
from .inflection import is_mass, is_plural, with_the
from .phrasebook import Template, fill
from .values import MONEY, Form

_PER = re.compile(r" per ([a-z]+)$")
_PERIODS = {"yearly": " a year", "annual": " a year", "monthly": " a month", "hourly": " an hour", "daily": " a day"}
_MEASURES = frozenset(
    {Kind.RATING, Kind.NUMBER, Kind.AMOUNT, Kind.PRICE, Kind.PERCENTAGE, Kind.TEMPERATURE, Kind.HUMIDITY, Kind.SPEED}
    | {Kind.DURATION, Kind.DISTANCE, Kind.WEIGHT, Kind.HEIGHT, Kind.WIDTH, Kind.CALORIES, Kind.QUANTITY, Kind.COUNT}
)


def predicate(fact: Fact, rng: random.Random, *, person: bool = False) -> str:
    """ "costs 98 EUR a night", "has 12 reviews"; "" where only a sentence of its own says it well."""
    if fact.form is Form.FLAG:
        return fact.value
    if row := row_of(fact):
        return fill(rng.choice(row.person if person else row.says), _fields(fact))
    if fact.counted:
        return f"has {fact.counted_phrase}"
    if _is_measure(fact):
        return f"has {article(fact.label)} {fact.label} of {fact.value}"
    return ""


def short(fact: Fact) -> str:
    """ "98 EUR a night", "rated 4.3", "brand Ostara"."""
    if fact.form is not Form.FLAG and (row := row_of(fact)):
        return fill(row.short, _fields(fact))
    return f"{fact.value} {fact.label}" if fact.kind in MONEY and _is_measure(fact) else fact.noun_phrase()


def clause(fact: Fact, rng: random.Random) -> str:
    """ "it costs 98 EUR", "the average salary is 2,000 EUR": where nothing is named."""
    if fact.form is Form.FLAG:
        return _of_it(fact.value)
    row = row_of(fact)
    if row is None:
        return fact.clause()
    if row.alone:
        return fill(rng.choice(row.alone), _fields(fact))
    return _of_it(fill(rng.choice(row.says), _fields(fact)))


def _of_it(says: str) -> str:
    """A predicate of "it": "it's in Seoul", "it costs 98 EUR"."""
    return f"it's {says.removeprefix('is ')}" if says.startswith("is ") else f"it {says}"


def along(fact: Fact) -> str:
    """ "with 66% humidity": what hangs on another clause; "" where it cannot."""
    row = row_of(fact)
    return fill(row.along, _fields(fact)) if row and row.along else ""


def has_note(fact: Fact) -> bool:
    """Whether its short note reads like an aside: "rated 4.3", not "98 EUR" or "brand Ostara"."""
    row = row_of(fact) if fact.form is not Form.FLAG else None
    if row is None:
        return False
    template: Template = row.short
    return template[0][:1].islower() and len(template) == 3 and not template[0].startswith("{")


def _is_measure(fact: Fact) -> bool:
    if fact.kind not in _MEASURES or not fact.value.lstrip("-€$£¥₹")[:1].isdigit():
        return False
    return not is_plural(fact.label) and not is_mass(fact.label)


def _fields(fact: Fact) -> Mapping[str, str]:
    per = _PER.search(fact.label) if " per " in fact.label else None
    said = f" {article(per[1])} {per[1]}" if per else _PERIODS.get(fact.label.partition(" ")[0], "")
    value = with_the(fact.value) if fact.kind is Kind.COUNTRY else fact.value
    label, words = fact.label, fact.value
    return {
        "v": value,
        "label": label,
        "per": said,
        "a_label": f"{article(label)} {label}",
        "a_v": f"{article(words)} {words}",
    }
