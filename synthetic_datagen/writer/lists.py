"""Lists: how many things were found, what the first are called, and what is to be known of them.

named, each with its note     "I found four hotels, including Hotel Lux (98 EUR a night) and Casa Nova."
sorted                        "3 jobs came up. The best paid is at Harborline Logistics, with 2,440,000 THB a year."
without names                 "I found 3 shipping rates. The first one, with Swiftpost, costs 1,121 BRL."
one                           "There's just one airport: Tampa International Airport (in Tampa)."
"""

import random
import re
from collections.abc import Sequence

from ..common.json_types import Json
from ..common.kinds import Intent, Kind
from .acts import say
from .extremes import extreme_of
from .fact_phrases import short
from .fact_sentences import notes_of, told_of
from .facts import Fact, facts_of, scalars
from .inflection import capitalized, listing, singular_of, spelled, with_the
from .labels import words_of
from .manner import Manner
from .names import name_of, named, title
from .told import Told, is_person
from .values import MONEY, Form, said_values

_MOST_NAMES = 3
_LONGEST_NOTE = 24
_LONGEST_WHERE = 30
_PLACED = frozenset((Kind.CITY, Kind.COUNTRY))
_IDENTIFYING = frozenset((Kind.COMPANY, Kind.PERSON_NAME, Kind.ADDRESS, Kind.TEAM))
_FIRST = 0.5  # of other lists in which more is told of the first thing
_NOTED = 0.55  # of lists whose things have all the same telling fact
_FIGURES = re.compile(r"[-0-9.,]")
_SUPERLATIVE = 0.75  # of sorted ones


def listed(told: Told, items: list[Json], tone: str, manner: Manner, rng: random.Random) -> list[str]:
    """How many there are, the first names, and what is to be known of them."""
    if not items or told.total == 1:
        return [_one(told, items[0], manner, rng) if items else _none(told, rng)]
    names = [name_of(item, told.endpoint.entity) for item in items[:_MOST_NAMES]]
    different = all(names) and len(set(names)) == len(names)
    count = _count(told, items, tone, manner, rng)
    if best := _best(told, items, names if different else [], rng):
        return [f"{count}.", best]
    if not different:
        return [f"{count}.", *_first(told, items, names, manner, rng)]
    noted = _with_notes(told, items[:_MOST_NAMES], names, rng)
    shown = noted or [title(name) for name in names]
    first = _first(told, items, names, manner, rng) if not noted and rng.random() < _FIRST else []
    if not first:
        return [_enumerated(count, shown, told.total, tone, rng)]
    rest = say("lists", "rest" if len(shown) > 2 else "rest_one", "", rng, names=listing(shown[1:]))
    return [f"{count}.", *first, rest]


def counted(told: Told, items: list[Json], tone: str, manner: Manner, rng: random.Random) -> str:
    """ "I found 4 hotels." and no more, where what comes next says the rest."""
    return f"{_count(told, items, tone, manner, rng)}." if items else _none(told, rng)


def _enumerated(count: str, shown: list[str], total: int, tone: str, rng: random.Random) -> str:
    return say("lists", "all" if len(shown) >= total else "some", tone, rng, count=count, names=listing(shown))


def _none(told: Told, rng: random.Random) -> str:
    return say("lists", "none", "", rng, nouns=told.nouns)


def many(told: Told, rng: random.Random) -> str:
    """How many there are: "four" or "4"."""
    return spelled(told.total) if told.total <= 10 and rng.random() < 0.5 else str(told.total)


def _count(told: Told, items: Sequence[Json], tone: str, manner: Manner, rng: random.Random) -> str:
    """ "I found 4 hotels in Paris": a clause without its full stop."""
    nouns = told.nouns if told.total > 1 else singular_of(told.nouns)
    fields = {"n": many(told, rng), "nouns": nouns, "shown": str(len(items))}
    if told.total > len(items):
        return say("lists", "found_part", tone, rng, **fields)
    if rng.random() < manner.repeats:
        fields["nouns"] += where(told)
    return say("lists", "found", tone, rng, **fields)


def where(told: Told) -> str:
    """ " in Paris": the one place that a search was given; "" where it had none or two."""
    if told.endpoint.intent is not Intent.SEARCH or " in " in told.nouns:
        return ""
    kinds = {one.name: one.kind for one in told.endpoint.parameters}
    found = [value for key, value in told.call.arguments.items() if kinds.get(key) in _PLACED]
    if len(found) != 1 or not isinstance(found[0], str) or len(found[0]) > _LONGEST_WHERE or not found[0][:1].isupper():
        return ""
    return f" in {with_the(found[0])}" if len(found[0]) > 2 else ""


def _one(told: Told, item: Json, manner: Manner, rng: random.Random) -> str:
    """ "I found one airport, Tampa International Airport: in the United States." """
    noun, name = singular_of(told.nouns), name_of(item, told.endpoint.entity)
    facts = [one for one in facts_of(item, told.lens, manner.facts, said_values(name)) if one.value != name]
    notes = notes_of(facts[: manner.facts])
    act = "one_noted" if name and notes else "one_named" if name else "one_bare" if notes else "one_only"
    return say("lists", act, "", rng, noun=noun, name=title(name), note=notes)


def _best(told: Told, items: Sequence[Json], names: Sequence[str], rng: random.Random) -> str:
    """ "The cheapest is Casa Nova at 98 EUR a night, followed by Hotel Lux (129 EUR a night)." of what was sorted."""
    if not told.lens.sorted_by or told.total > len(items) or rng.random() >= _SUPERLATIVE:
        return ""
    facts = [next(iter(facts_of(item, told.lens, 1)), None) for item in items]
    first = facts[0]
    if first is None or any(fact is None or fact.label != first.label or fact.form is Form.FLAG for fact in facts):
        return ""
    values = [_raw(item, told) for item in items]
    moneys = {_FIGURES.sub("", fact.value) for fact in facts if fact} if first.kind in MONEY else {""}
    most = extreme_of(values, first.label) if len(moneys) == 1 and None not in values else ""
    if not most:
        return ""
    if not names:
        return " ".join(told_of(f"the {most} one", _first_facts(told, items, 3, nameless=True), rng))
    fields = {"most": most, "name": title(names[0]), "v": _amount(first)}
    text = say("lists", "best" if first.kind in MONEY else "best_by", "", rng, **fields)
    rest = [f"{title(name)} ({short(fact)})" for name, fact in list(zip(names, facts, strict=False))[1:] if fact]
    return (
        text + say("lists", "next" if len(rest) > 1 else "next_one", "", rng, names=listing(rest))
        if rest
        else f"{text}."
    )


def _amount(fact: Fact) -> str:
    """ "98 EUR a night" of a price, "4.5" of a rating."""
    said = short(fact)
    return said.removeprefix("rated ")


def _raw(item: Json, told: Told) -> Json:
    """The value that a list was sorted by."""
    return next((value for key, value in scalars(item) if told.lens.sorted_by <= set(words_of(key))), None)


def _with_notes(told: Told, items: Sequence[Json], names: Sequence[str], rng: random.Random) -> list[str]:
    """ "Hotel Lux (98 EUR a night)" for each, where all have the same telling fact; [] else, and at times."""
    if rng.random() >= _NOTED:
        return []
    known = said_values(list(names))
    facts: list[Fact] = []
    for item in items:
        first = facts_of(item, told.lens, 1, known)
        if not first or first[0].label != (facts or first)[0].label:
            return []
        facts += first
    notes = [short(fact) for fact in facts]
    if len(set(notes)) < len(notes) / 2 or any(len(one) > _LONGEST_NOTE or one.startswith('"') for one in notes):
        return []
    return [f"{title(name)} ({note})" for name, note in zip(names, notes, strict=True)]


def _first(told: Told, items: list[Json], names: Sequence[str], manner: Manner, rng: random.Random) -> list[str]:
    """What is to be known of the first item."""
    if not isinstance(items[0], dict):
        return []
    key, name = named(items[0], told.endpoint.entity)
    alone = bool(name) and names.count(name) == 1
    facts = _first_facts(told, items, manner.facts, nameless=not alone)
    subject = title(name) if alone else "the first one"
    return told_of(subject, facts, rng, person=alone and is_person(told, key))


def _first_facts(told: Told, items: Sequence[Json], most: int, *, nameless: bool = False) -> list[Fact]:
    """Facts of the first item: what the second does not share; of the `nameless`, who or where it is comes first."""
    wide = most + 5
    facts = facts_of(items[0], told.lens, wide, said_values(name_of(items[0], told.endpoint.entity)))
    others = facts_of(items[1], told.lens, wide) if len(items) > 1 and len(facts) > 1 else []
    own = [fact for fact in facts if fact not in others] or facts
    if nameless and (telling := next((fact for fact in own if fact.kind in _IDENTIFYING), None)):
        own = [telling, *[fact for fact in own if fact is not telling]]
    return own[:most]


def found(told: Told, items: list[Json], place: str = "") -> str:
    """ "there are 4 hotels, such as Hotel Lux and Casa Nova". `place`: where, as in " on the wish list"."""
    names = list(dict.fromkeys(title(name) for item in items if (name := name_of(item, told.endpoint.entity))))[:2]
    if len(items) == 1:
        facts = facts_of(items[0], told.lens, 2, said_values(*names))
        new = [one for one in names if one.strip('"').casefold() not in told.lens.known]
        notes = ", ".join([*new, *([notes_of(facts)] if facts else [])])
        return f"there is one {singular_of(told.nouns)}{place}" + (f", {notes}" if notes else "")
    such = f", such as {listing(names)}" if names else ""
    return f"there are {told.total} {told.nouns}{place}{such}" if items else f"there are no {told.nouns}{place}"


def phrase(act: str, rng: random.Random, **fields: str) -> str:
    """One of an act's templates in `phrases/reports.yaml`, filled, with a capital."""
    return capitalized(say("reports", act, "", rng, **fields))
