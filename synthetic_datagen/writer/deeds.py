"""Deeds: what a write did, said in the words of its purpose.

Purpose("book", "a room in a hotel"), item "Casa Nova"   ->  "I've booked the room in Casa Nova."
Purpose("save", "a news article"), item "Home at last"   ->  "Home at last has been saved."
"""

import random
import re

from ..common.kinds import Intent, Kind
from .fact_phrases import told_of
from .facts import MONEY, Fact, facts_of, made_id, said_values
from .inflection import capitalized, is_plural, singular_of
from .labels import words_of
from .names import title
from .phrasebook import book, fill
from .told import Told
from .verb_forms import past_participle

_TAIL = re.compile(r" (?P<preposition>of|for|about|in|at|on|to|from|with) (?P<thing>(?:a|an) [^,]+)$")
_JOINED = re.compile(r" (?:of|for|about|in|at|on|to|from|with) ")
_LONGEST = 40
_CHANGING = frozenset(("change", "set", "update", "edit"))  # the value given is what it becomes
_CANCELS = frozenset(("cancel",))


def done(told: Told, name: str, thing: str, rng: random.Random, *, first: bool) -> str:
    """One sentence on what was done. `name`: of the item worked on, "" for none; `thing`: what the item is."""
    did = _did(told, name, thing)
    if did and (not first or rng.random() < 0.7):
        what, past = did
        be = "have" if is_plural(what) and not what.startswith(name or " ") else "has"
        act = "did_there" if _TO_LIST.search(what) else "did"
        return capitalized(fill(rng.choice(book().reports[act]), {"what": what, "past": past, "be": be}))
    return fill(rng.choice(book().reports[_act(told)]), {})


def _did(told: Told, name: str, thing: str) -> tuple[str, str] | None:
    """What was worked on and the verb's participle: ("the room in Casa Nova", "booked")."""
    purpose = told.endpoint.purpose
    if purpose is None or purpose.verb in ("get", "list", "search for"):
        return None
    if " or " in purpose.object or " and " in purpose.object:
        return None
    past = past_participle(purpose.verb)
    found = _TAIL.search(purpose.object)
    front = purpose.object[: found.start()] if found else purpose.object
    things = set(thing.split("_")) if name else set()
    if _head(front) in things:
        return name + _TO_LIST.sub(r"\g<to>", front) if _TO_LIST.search(front) else name, past
    if purpose.verb not in _CHANGING and (given := _given(told, _head(front))):
        return (given + _TO_LIST.sub(r"\g<to>", front) if _TO_LIST.search(front) else given), past
    said = re.sub(r"^(?:a|an) ", "the ", front)
    said = said if said.startswith("the ") else f"the {said}"
    if found and _head(found["thing"]) in things:
        return f"{said} {found['preposition']} {name}", past
    return said, past


_TO_LIST = re.compile(r"^.*?(?P<to> (?:to|from|in|on) the .*)$")


def _head(noun: str) -> str:
    """The singular noun that a phrase is about: "article" of "a news article to the reading list"."""
    return singular_of(_JOINED.split(noun, 1)[0].rpartition(" ")[2])


def _given(told: Told, noun: str) -> str:
    """The argument that is the thing itself: "Osaka" of "add a city to the travel wish list"."""
    for key, value in told.call.arguments.items():
        if words_of(key) == [noun] and isinstance(value, str) and 0 < len(value) <= _LONGEST:
            return title(value)
    return ""


def _act(told: Told) -> str:
    match told.endpoint.intent:
        case Intent.CREATE:
            return "created"
        case Intent.UPDATE:
            return "updated"
        case _:
            verb = told.endpoint.purpose.verb if told.endpoint.purpose else ""
            return "canceled" if verb in _CANCELS else "deleted"


def outcome(told: Told, said: str, rng: random.Random, most: int = 2) -> list[str]:
    """What there is to know of it: the id of what was made, and facts not `said` yet."""
    known = said_values(told.call.arguments)
    made = made_id(told.output, told.endpoint.entity, known) if told.endpoint.intent is Intent.CREATE else None
    facts = [fact for fact in _worth(told, known) if fact.value.strip('"') not in said][:most]
    sentences = []
    if made:
        template = rng.choice(book().reports["made_id"])
        sentences.append(capitalized(fill(template, {"label": made.label, "id": made.value})))
    return [*sentences, *told_of("it" if _tellable(facts) else "", facts, rng)]


def _tellable(facts: list[Fact]) -> bool:
    return all(fact.kind in MONEY or fact.kind is Kind.STATUS for fact in facts)


def _worth(told: Told, known: frozenset[str]) -> list[Fact]:
    """Facts that say more than that the call worked; a cancellation has its money only."""
    facts = facts_of(told.output, told.kinds, known, 6, told.topic)
    plain = book().plain_statuses
    telling = [fact for fact in facts if fact.kind is not Kind.STATUS or fact.value.casefold() not in plain]
    match told.endpoint.intent:
        case Intent.DELETE:
            return [fact for fact in telling if fact.kind in MONEY]
        case Intent.UPDATE:
            return [fact for fact in telling if fact.kind in MONEY or fact.kind is Kind.STATUS]
        case _:
            return [fact for fact in telling if fact.kind not in (Kind.TEXT, Kind.DESCRIPTION, Kind.NAME, Kind.TITLE)]
