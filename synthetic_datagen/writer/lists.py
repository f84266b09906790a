"""Lists: how many things were found, what the first are called, and what is to be known of them.

"I found 5 hotels; here are the first 4. Among them are Hotel Lux (98 EUR a night) and Casa Nova (120 EUR a night)."
"""

import random
from collections.abc import Sequence

from ..common.json_types import Json
from ..common.kinds import Intent, Kind
from .fact_phrases import short, told_of
from .facts import Fact, facts_of, said_values
from .inflection import capitalized, listing, singular_of, spelled
from .names import name_of, named, title
from .phrasebook import book, fill
from .told import Told

_MOST_NAMES = 3
_LONGEST_NOTE = 24


def phrase(act: str, rng: random.Random, **fields: str) -> str:
    """One of the act's templates, filled, with a capital."""
    return capitalized(fill(rng.choice(book().reports[act]), fields))


def counted(told: Told, items: Sequence[Json], rng: random.Random, *, part: bool = False) -> str:
    """ "I found 4 hotels."; `part`: with how many of them are at hand where the output has not all."""
    total, nouns = told.total, told.nouns
    if total == 0:
        return phrase("found_none", rng, nouns=nouns)
    if total == 1:
        return phrase("found_one", rng, noun=singular_of(nouns))
    shown = spelled(total) if total <= 10 and rng.random() < 0.5 else str(total)
    if part and total > len(items):
        return phrase("found_part", rng, n=shown, nouns=nouns, shown=str(len(items)))
    act = "found_choice" if told.endpoint.intent is Intent.SEARCH and rng.random() < 0.15 else "found_many"
    return phrase(act, rng, n=shown, nouns=nouns)


def listed(told: Told, items: list[Json], rng: random.Random) -> list[str]:
    """How many there are, the first names, and what is to be known of the first."""
    sentences = [counted(told, items, rng, part=True)]
    names = [name_of(item, told.endpoint.entity) for item in items]
    different = len(set(names[:_MOST_NAMES])) == len(names[:_MOST_NAMES]) and all(names[:_MOST_NAMES])
    if len(items) > 1 and different:
        if noted := _with_notes(told, items[:_MOST_NAMES], names, rng):
            return [*sentences, _names(noted, len(items), rng)]
        sentences.append(_names([title(name) for name in names[:_MOST_NAMES]], len(items), rng))
    elif items and names[0] and names.count(names[0]) == 1:
        sentences.append(phrase("name_one" if len(items) == 1 else "name_first", rng, names=title(names[0])))
    return [*sentences, *_first(told, items, names, rng)] if items else sentences


def _names(shown: list[str], total: int, rng: random.Random) -> str:
    return phrase("names_all" if len(shown) == total else "names_some", rng, names=listing(shown))


def _with_notes(told: Told, items: Sequence[Json], names: Sequence[str], rng: random.Random) -> list[str]:
    """ "Hotel Lux (98 EUR a night)" for each, where all have the same telling fact; [] else, and half of the time."""
    if rng.random() < 0.5:
        return []
    known = said_values(told.call.arguments, list(names))
    facts: list[Fact] = []
    for item in items:
        first = facts_of(item, told.kinds, known, 1)
        if not first or first[0].label != (facts or first)[0].label:
            return []
        facts += first
    values = {fact.value for fact in facts}
    if len(values) < len(facts) / 2 or any(len(one) > _LONGEST_NOTE or one.startswith('"') for one in values):
        return []
    return [f"{title(name)} ({short(fact)})" for name, fact in zip(names, facts, strict=False)]


def _first(told: Told, items: list[Json], names: Sequence[str], rng: random.Random) -> list[str]:
    """Up to two facts of the first item."""
    if not isinstance(items[0], dict):
        return []
    key, name = named(items[0], told.endpoint.entity)
    facts = facts_of(items[0], told.kinds, said_values(told.call.arguments, list(names[:1])), 2)
    person = told.kinds.get(key) is Kind.PERSON_NAME
    if len(items) == 1 and not person:
        subject = "it"
    else:
        subject = title(name) if name and names.count(name) == 1 else "the first one"
    return told_of(subject, facts, rng, person=person)


def found(told: Told, items: list[Json], place: str = "") -> str:
    """ "there are 4 hotels, such as Hotel Lux and Casa Nova". `place`: where, as in " on the wish list"."""
    names = list(dict.fromkeys(title(name) for item in items if (name := name_of(item, told.endpoint.entity))))[:2]
    if len(items) == 1:
        return f"there is one {singular_of(told.nouns)}{place}" + (f", {names[0]}" if names else "")
    such = f", such as {listing(names)}" if names else ""
    return f"there are {told.total} {told.nouns}{place}{such}" if items else f"there are no {told.nouns}{place}"
