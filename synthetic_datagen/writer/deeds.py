"""Deeds: what a write did, said in the words of its purpose.

Purpose("book", "a room in a hotel"), item "Casa Nova"   ->  "I've booked the room in Casa Nova."
Purpose("save", "a news article"), item "Home at last"   ->  "Home at last has been saved."
Purpose("order", "groceries"), item "Bananas"            ->  "I've ordered Bananas: 8.50 GBP, arriving at 7:15 pm."
"""

import random
import re
from collections.abc import Sequence

from ..common.kinds import Intent, Kind
from .acts import say
from .fact_phrases import has_note
from .fact_sentences import notes_of, told_of
from .facts import Fact, facts_of
from .inflection import is_plural, singular_of
from .labels import words_of
from .made import made_id
from .manner import Manner
from .names import title
from .phrasebook import book
from .told import Told
from .values import MONEY, Form
from .verb_forms import past_participle

_TAIL = re.compile(r" (?P<preposition>of|for|about|in|at|on|to|from|with) (?P<thing>(?:a|an) [^,]+)$")
_JOINED = re.compile(r" (?:of|for|about|in|at|on|to|from|with) ")
_LONGEST = 40
_CHANGING = frozenset(("change", "set", "update", "edit"))  # the value given is what it becomes
_CANCELS = frozenset(("cancel",))
_NO_NEWS = frozenset((Kind.TEXT, Kind.DESCRIPTION, Kind.NAME, Kind.TITLE, Kind.DATETIME))  # of what was just made
_OPENING = MONEY | {Kind.STATUS}
_PLAINLY = 0.15  # of first deeds: "Done!"
_WITH_NOTES = 0.4  # of deeds with facts that read well behind a colon
_ID_FIRST = 0.4  # of those that made something


def done(
    told: Told, item: tuple[str, str], said: Sequence[str], *, tone: str, manner: Manner, rng: random.Random
) -> list[str]:
    """What was done, what there is to know of it, and the id of what was made; nothing that was `said` before.

    `item`: the name of what was worked on, "" for none, and the noun of what it is.
    """
    name, thing = item
    did = _did(told, name, thing)
    facts = _worth(told, " ".join([*said, name]))[: manner.facts]
    ids = _made(told, tone, rng)
    if did is None or (not said and rng.random() < _PLAINLY):
        return [say("reports", _act(told), "", rng), *told_of("", facts, rng), *ids]
    what, past = did
    be = "have" if is_plural(_JOINED.split(what, 1)[0]) and not what.startswith(name or " ") else "has"
    fields = {"what": what, "past": past, "be": be, "notes": notes_of(facts)}
    if said and what == name and name in said[-1]:
        fields |= {"what": "it", "be": "has"}
    if rng.random() < _WITH_NOTES and _are_notes(told, facts):
        return [say("reports", "did_with", "", rng, **fields), *ids]
    act = "did_there" if _TO_LIST.search(what) else "did"
    sentences = [say("reports", act, "", rng, **fields), *told_of("", facts, rng)]
    return [sentences[0], *ids, *sentences[1:]] if rng.random() < _ID_FIRST else [*sentences, *ids]


def _are_notes(told: Told, facts: Sequence[Fact]) -> bool:
    """Whether the facts of what was made read well behind a colon: "8.50 GBP, arriving at 7:15 pm"."""
    if told.endpoint.intent is not Intent.CREATE or not facts:
        return False
    opens = facts[0].kind in _OPENING or facts[0].form in (Form.DAY, Form.CLOCK)
    return opens and all(fact.kind in _OPENING or has_note(fact) for fact in facts)


def _made(told: Told, tone: str, rng: random.Random) -> list[str]:
    if told.endpoint.intent is not Intent.CREATE:
        return []
    made = made_id(told.output, told.endpoint.entity, told.lens.known)
    return [say("reports", "made_id", tone, rng, label=made.label, id=made.value)] if made else []


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


def _worth(told: Told, said: str) -> list[Fact]:
    """Facts that say more than that the call worked, and were not `said` yet; a cancellation has its money only."""
    facts = [fact for fact in facts_of(told.output, told.lens, 6) if fact.value.strip('"') not in said]
    plain = book().plain_statuses
    telling = [fact for fact in facts if fact.kind is not Kind.STATUS or fact.value.casefold() not in plain]
    match told.endpoint.intent:
        case Intent.DELETE:
            return [fact for fact in telling if fact.kind in MONEY]
        case Intent.UPDATE:
            return [fact for fact in telling if fact.kind in MONEY or fact.kind is Kind.STATUS]
        case _:
            return [fact for fact in telling if fact.kind not in _NO_NEWS]
