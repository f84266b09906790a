"""Fact sentences: facts put behind the thing that they are about, or told alone where nothing is named.

told_of("Hotel Lux", [98 EUR a night, rated 4.3], ...)   "Hotel Lux costs 98 EUR a night and is rated 4.3."
                                                    or   "Hotel Lux: 98 EUR a night, rated 4.3."
                                                    or   "Hotel Lux, rated 4.3, costs 98 EUR a night."
told_of("", [37.4 degrees, cloudy, 66% humidity], ...)   "It's 37.4 degrees and cloudy, with 66% humidity."

The shapes stand in `phrases/shapes.yaml`.
"""

import random
import re
from collections.abc import Sequence
from functools import lru_cache

from ..common.kinds import Kind
from .acts import templates_of
from .fact_phrases import along, clause, has_note, predicate, short
from .facts import Fact
from .inflection import capitalized, is_plural, listing, with_the
from .phrasebook import fill, read_phrases


def told_of(subject: str, facts: Sequence[Fact], rng: random.Random, *, person: bool = False) -> list[str]:
    """Sentences that tell the facts of the subject; "" for what has no name, "it" for what was just spoken of."""
    if not facts:
        return []
    if not subject or (subject == "it" and not person):
        return [capitalized(f"{in_clauses(facts, rng)}.")]
    subject = with_the(subject)
    said = [(fact, predicate(fact, rng, person=person)) for fact in facts]
    able = [fact for fact, text in said if text]
    bare = [fact for fact, text in said if not text]
    if not able:
        return [_bare(subject, bare[0], rng), *_rest(bare[1:], rng)]
    return [_of_thing(subject, able, [text for _, text in said if text], rng), *_rest(bare, rng)]


def in_clauses(facts: Sequence[Fact], rng: random.Random) -> str:
    """ "it's 37.4 degrees and cloudy, with 66% humidity": clauses, and what hangs on them."""
    clauses, hanging = [clause(facts[0], rng)], list[str]()
    for fact in facts[1:]:
        if said := along(fact):
            hanging.append(said)
        else:
            clauses.append(clause(fact, rng))
    if len(clauses) > 1 and all(text.startswith("there are ") for text in clauses):
        clauses = [clauses[0], *[text.removeprefix("there are ") for text in clauses[1:]]]
    return _joined(clauses) + _hung(sorted(hanging, key=lambda phrase: phrase.startswith("as of ")))


def _rest(facts: Sequence[Fact], rng: random.Random) -> list[str]:
    """What has no predicate, in a sentence of its own."""
    return [capitalized(f"{listing([fact.clause() for fact in facts])}.")] if facts else []


def _of_thing(name: str, facts: Sequence[Fact], says: Sequence[str], rng: random.Random) -> str:
    aside = next((fact for fact in facts if has_note(fact)), None) if len(facts) > 1 else None
    told = list(zip(facts, says, strict=True))
    fields = {"name": name, "says": _with_hung(told), "notes": notes_of(facts)}
    if aside is not None:
        fields |= {"aside": short(aside), "others": _with_hung([one for one in told if one[0] is not aside])}
    shapes = templates_of("shapes", "of_several" if aside is not None else "of_one")
    return capitalized(fill(rng.choice(shapes), fields))


def _with_hung(told: Sequence[tuple[Fact, str]]) -> str:
    """Predicates, and behind them what may hang on one."""
    says = [text for at, (fact, text) in enumerate(told) if at == 0 or not along(fact)]
    return _joined(says) + _hung([along(fact) for fact, _ in told[1:] if along(fact)])


def notes_of(facts: Sequence[Fact]) -> str:
    """Short notes in a row: "98 EUR a night, rated 4.3"; "leaving on July 6, 2026 at 7 pm"."""
    notes: list[str] = []
    for fact in facts:
        note = short(fact)
        if notes and (merged := _in_time(notes[-1], note) or _in_place(facts, notes, note)):
            notes[-1] = merged
        else:
            notes.append(note)
    return ", ".join(notes)


def _in_place(facts: Sequence[Fact], notes: Sequence[str], note: str) -> str:
    """ "in Kolkata, India" of a city and its country; "" for what is no such pair."""
    at = len(notes)
    pair = tuple(fact.kind for fact in facts[at - 1 : at + 1])
    both = pair == (Kind.CITY, Kind.COUNTRY) and notes[-1].startswith("in ") and note.startswith("in ")
    return f"{notes[-1]}, {note.removeprefix('in ')}" if both else ""


def _in_time(before: str, text: str) -> str:
    """ "leaves on July 6, 2026 at 7 pm" of a day and a time of the same; "" for what is no such pair."""
    verb, _, rest = text.partition(" at ")
    return f"{before} at {rest}" if rest and before.startswith(f"{verb} on ") and _ON.search(before) else ""


def _bare(name: str, fact: Fact, rng: random.Random) -> str:
    if fact.counted:
        return capitalized(f"{name} has {fact.counted_phrase}.")
    shapes = templates_of("shapes", "bare_plural" if is_plural(fact.label) else "bare")
    return capitalized(fill(rng.choice(shapes), {"name": name, "label": fact.label, "v": fact.value}))


def _joined(texts: Sequence[str]) -> str:
    """The phrases as one, saying a verb once: "has A and B, and serves C"; "is in Seoul, Korea"; "is on ... at ..."."""
    groups: list[list[str]] = []
    before, last = "", ""  # the text that came before, and its opening
    for text in dict.fromkeys(texts):  # a flag and a status may say the same
        opening = _opening(text)
        rest = text.removeprefix(opening)
        if groups and not opening and (merged := _in_time(groups[-1][-1], text)):
            groups[-1][-1] = merged
            continue
        if opening and opening == last:
            if merged := _merged(groups[-1][-1], rest):
                groups[-1][-1] = merged
            else:
                groups[-1].append(rest)
        else:
            groups.append([text.removeprefix("it ") if before.startswith("it") else text])
        before, last = text, opening
    said = [listing(group) for group in groups]
    if len(said) > 1 and any(len(group) > 1 for group in groups):
        return ", and ".join([", ".join(said[:-1]), said[-1]])
    return listing(said)


def _merged(before: str, rest: str) -> str:
    """Places and times run on: "in Seoul" and "in Korea" are "in Seoul, Korea"; "" for what does not."""
    word, _, what = rest.partition(" ")
    last = _PLACE.search(before)
    if word == "in" and last and last[1] == "in":
        return f"{before}, {what}"
    if word == "in" and last:
        return f"{before}, {rest}"
    return f"{before} {rest}" if word == "at" and _ON.search(before) else ""


_PLACE = re.compile(r"\b(in|at) [^ ]*[A-Z0-9][^,]*(?:, [^,]+)?$")
_ON = re.compile(r"\bon [A-Z][a-z]+ [0-9]{1,2}, [0-9]{4}$")


def _opening(text: str) -> str:
    """What the next phrase need not say again: "has ", "is ", "it's "; "is a cat" stands for itself."""
    if _A_THING.match(text):
        return ""
    return next((one for one in _OPENINGS if text.startswith(one)), "")


_A_THING = re.compile(r"(?:it's|is) an? ")
_OPENINGS = ("it has ", "it's ", "has ", "is ")


def _hung(phrases: Sequence[str]) -> str:
    """ ", with rain and 60% humidity, as of July 14, 2026"."""
    joined: list[list[str]] = []
    for phrase in phrases:
        front, _, rest = phrase.partition(" ")
        if joined and front in _shared() and joined[-1][0].startswith(f"{front} "):
            joined[-1].append(rest)
        else:
            joined.append([phrase])
    return "".join(f", {listing(group)}" for group in joined)


@lru_cache(maxsize=1)
def _shared() -> frozenset[str]:
    return frozenset(read_phrases("shapes")["shared"])
