"""Moods: the ways in which one clause can be asked for, and the words of each.

search for jobs + city Sofia     do        "find jobs in Sofia"           behind "please"
                                 want      "look for jobs in Sofia"       behind "I'd like to"
                                 doing     "looking for jobs in Sofia"    behind "I need help"
                                 thing     "jobs in Sofia"                behind "I need"
                                 question  "are there any jobs in Sofia"
                                 whether   "which jobs there are in Sofia", behind "do you know": goes with question
"""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..common.kinds import Kind
from ..common.tools import Purpose
from .asking import as_question
from .clauses import Clause, Draft, clause_text, conversion, detailed, object_of, tail
from .inflection import is_mass, is_plural
from .phrasebook import Template, book, fill
from .references import Reference
from .repeats import repeats

DOING = ("do", "want")
_BE = {True: "are", False: "is"}
_FINDING = frozenset(("search for", "find", "look for"))
_READING = frozenset(("get", "list", "check", "look up", "calculate", "compute", "work out", "find", "determine"))
_BEHIND = frozenset((Kind.LIMIT, Kind.OFFSET, Kind.PAGE, Kind.SORT_BY, Kind.SORT_ORDER, Kind.FORMAT, Kind.UNITS))
_JOINT = re.compile(r" (?:of|for|in|about|on|at|by|from|to|with|between|per) ")
_SHORTENED = 0.3  # of questions that begin with "what is"
_LONGEST = 70  # letters of the values that a question may hold


@dataclass(frozen=True, slots=True)
class Asked:
    """A clause in one mood: the fields that the grammar's phrases of that mood take."""

    mood: str
    fields: Mapping[str, str]


def moods_of(clause: Clause, reference: Reference | None, draft: Draft) -> tuple[str, ...]:
    """The moods in which the clause can be said; those of doing always are."""
    verb, said = clause.purpose.verb, clause.purpose.object
    if verb == "convert":
        found = conversion(clause, reference, draft)
        return (*DOING, "question") if found is not None and found.asked else DOING
    spoken = [draft.spoken[slot] for slot in clause.slots]
    moods: tuple[str, ...] = (*DOING, "doing")
    if not spoken and reference is None and " of a" in said:
        return moods  # which one it is comes later
    head = _JOINT.split(said)[0]
    if (verb in _FINDING and _is_several(head)) or (verb in _READING and said.startswith("the ")):
        moods = (*moods, "thing")
        plain = not any(one.slot.kind in _BEHIND or one.row.loose or "yes" in one.fields for one in spoken)
        if plain and sum(len(one.surface.text) for one in spoken) < _LONGEST and len(spoken) < 4:
            moods = (*moods, "question")
        if as_question(clause.purpose) is None and not detailed(clause, said):
            moods = tuple(mood for mood in moods if mood != "question")
    return moods


def _is_several(head: str) -> bool:
    return is_plural(head) and not head.startswith(("the ", "a ", "an ", "all ", "my "))


def asked(clause: Clause, reference: Reference | None, mood: str, draft: Draft, rng: random.Random) -> Asked:
    """The clause in that mood, which must be one of its own. Slots without room become sentences in the draft."""
    if mood in (*DOING, "doing"):
        return Asked(mood, {mood: clause_text(clause, reference, mood, draft, rng)})
    found = conversion(clause, reference, draft)
    if found is not None:
        return Asked(mood, {"question": f"how much is {found.asked}", "whether": f"how much {_last(found.asked)}"})
    said, slots = object_of(clause, reference, draft, rng)
    if mood == "thing":
        return Asked(mood, {"thing": f"{said}{tail(clause, slots, draft, rng)}"})
    if (it := detailed(clause, said)) and mood == "question":
        behind = tail(clause, slots, draft, rng)
        forms = {name: fill(rng.choice(book().openers.detailed[name]), {"it": it}) for name in ("question", "whether")}
        return Asked(mood, {name: f"{text}{behind}" for name, text in forms.items()})
    return Asked(mood, _questions(clause, said, tail(clause, slots, draft, rng), rng))


def _last(conversion_asked: str) -> str:
    """ "10 euros in yen" as "10 euros is in yen"."""
    amount, _, target = conversion_asked.rpartition(" in ")
    return f"{amount} is in {target}"


def _questions(clause: Clause, said: str, behind: str, rng: random.Random) -> dict[str, str]:
    """The question that stands alone, and the one behind "do you know"."""
    head = _JOINT.split(said)[0].removesuffix(" there").removesuffix(" similar")
    many = is_plural(head) and not is_mass(head)
    if said.startswith("the ") or clause.purpose.verb not in _FINDING:
        rest = said.removeprefix(head)
        if rest.startswith(" similar "):  # "what movies are similar to it"
            alike = f"which {head.removeprefix('the ')} {_BE[many]}{rest}{behind}"
            return {"question": alike, "whether": alike}
        question = as_question(Purpose(clause.purpose.verb, said)) or f"what {_BE[many]} {said}"
        question = question.replace("what is ", "what's ", 1) if rng.random() < _SHORTENED else question
        return {"question": f"{question}{behind}", "whether": f"what {head} {_BE[many]}{rest}{behind}"}
    questions, whether = book().openers.finding["question"], book().openers.finding["whether"]
    rest = f"{said.removeprefix(head)}{behind}"
    fields = {"those": head, "rest": rest}
    return {"question": _filled(questions, fields, rng), "whether": _filled(whether, fields, rng)}


def _filled(patterns: Sequence[Template], fields: Mapping[str, str], rng: random.Random) -> str:
    """One of the patterns, rather none whose end the rest begins with again: "can I choose from" and "from Nice"."""
    texts = [fill(pattern, fields) for pattern in patterns]
    return rng.choice([text for text in texts if not repeats(text)] or texts)
