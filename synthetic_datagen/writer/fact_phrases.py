"""Fact phrases: facts put behind the thing that they are about.

told_of("Hotel Lux", [price 98 EUR, rating 4.3], ...)   "Hotel Lux costs 98 EUR a night and is rated 4.3."
                                                   or   "Hotel Lux: 98 EUR a night, rated 4.3."
told_of("", [temperature 21], ...)                      "The temperature is 21."
"""

import random
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from ..common.kinds import Kind
from ..graph.noun_phrases import article
from .facts import Fact
from .inflection import capitalized, is_mass, is_plural, listing, with_the
from .phrasebook import FactRow, Template, book, fill

_PER = re.compile(r" per ([a-z]+)$")
_SAYS_MEASURE: Template = ("has a ", "label", " of ", "v", "")
_MEASURES = frozenset(
    {Kind.RATING, Kind.NUMBER, Kind.AMOUNT, Kind.PRICE, Kind.PERCENTAGE, Kind.TEMPERATURE, Kind.HUMIDITY, Kind.SPEED}
    | {Kind.DURATION, Kind.DISTANCE, Kind.WEIGHT, Kind.HEIGHT, Kind.WIDTH, Kind.CALORIES, Kind.QUANTITY, Kind.COUNT}
)


def _row(fact: Fact) -> FactRow | None:
    return _row_for(fact.kind, fact.label, fact.unit)


@lru_cache(maxsize=16384)
def _row_for(kind: Kind, label: str, unit: bool) -> FactRow | None:
    words = set(label.split())
    for row in book().facts_by_kind.get(kind, ()):
        if (row.words and not row.words & words) or (row.only and not (row.only & words and len(words) == 1)):
            continue
        if row.excluded & words or (row.unit and not unit):
            continue
        return row
    return None


def _fields(fact: Fact) -> Mapping[str, str]:
    per = _PER.search(fact.label) if " per " in fact.label else None
    said = f" {article(per[1])} {per[1]}" if per else ""
    value = with_the(fact.value) if fact.kind is Kind.COUNTRY else fact.value
    return {"v": value, "label": fact.label, "per": said}


def predicate(fact: Fact, rng: random.Random, *, person: bool = False) -> str:
    """ "costs 98 EUR a night", "has 12 reviews"; "" where only a sentence of its own says it well."""
    if row := _row(fact):
        return fill(rng.choice(row.person if person else row.says), _fields(fact))
    if fact.counted:
        return f"has {fact.counted_phrase}"
    if fact.kind in _MEASURES and fact.value[:1].isdigit() and not is_plural(fact.label) and not is_mass(fact.label):
        text = fill(_SAYS_MEASURE, _fields(fact))
        return text.replace("has a ", f"has {article(fact.label)} ", 1)
    return ""


def short(fact: Fact) -> str:
    """ "98 EUR a night", "rated 4.3", "brand Ostara"."""
    if row := _row(fact):
        return fill(row.short, _fields(fact))
    return fact.noun_phrase()


def clauses(facts: Sequence[Fact]) -> str:
    """ "the temperature is 21, the condition is cloudy and the humidity is 40"."""
    if len(facts) > 1 and all(fact.counted for fact in facts):
        return f"there are {listing([fact.counted_phrase for fact in facts])}"
    return listing([fact.clause() for fact in facts])


def told_of(subject: str, facts: Sequence[Fact], rng: random.Random, *, person: bool = False) -> list[str]:
    """Sentences that tell the facts of the subject; "" for what has no name, "it" for what was just spoken of."""
    if not facts:
        return []
    if not subject:
        return [capitalized(f"{clauses(facts[:3])}.")]
    if subject != "it" and rng.random() < 0.25:
        return [capitalized(f"{subject}: {', '.join(short(fact) for fact in facts)}.")]
    said = [(fact, predicate(fact, rng, person=person)) for fact in facts]
    predicates = [text for _, text in said if text]
    rest = [fact for fact, text in said if not text]
    if not predicates:
        front = "" if subject == "it" else f"for {subject}, "
        return [capitalized(f"{front}{clauses(rest)}.")]
    sentences = [capitalized(f"{subject} {_joined(predicates)}.")]
    return [*sentences, capitalized(f"{clauses(rest)}.")] if rest else sentences


def _joined(predicates: Sequence[str]) -> str:
    """ "has A and has B" as "has A and B"; "is in Seoul and is in Korea" as "is in Seoul, Korea"."""
    joined: list[str] = [predicates[0]]
    for before, text in pairwise(predicates):
        front, _, place = text.rpartition(" in ")
        if front and before.startswith(f"{front} in "):
            joined[-1] += f", {place}"
        else:
            joined.append(text.removeprefix("has ") if before.startswith("has ") else text)
    return listing(joined)
