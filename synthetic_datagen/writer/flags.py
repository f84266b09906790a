"""Flags: how a yes or a no is said, from the parameter's label and the "Whether ..." of its description.

is_organic, "Whether the item must be organic"   True: "that are organic"     False: "It need not be organic."
has_garden, "Whether a garden is needed"         True: "with a garden"        False: "I don't need a garden."
breakfast_included                               True: "with breakfast"       False: "without breakfast"

The words that carry the value ("that are", "need not be") are among those of the transform `yes_no`.
"""

import re

from ..common.plans import Slot
from ..common.tools import Endpoint
from ..graph.articles import article
from ..graph.lexicon import lexicon
from .inflection import is_mass, is_plural, plural_of
from .labels import is_known, is_sane, label_of, raw_label, words_of
from .phrasebook import SlotRow, book

_WHETHER = re.compile(
    r"^whether (?P<what>[a-z' -]+?) (?:is|are|was|were|should be|must be|has to be|have to be|can be|to be) "
    r"(?P<rest>[a-z-]+(?: [a-z-]+){0,2})\W*$",
    re.I,
)
_WANTED = frozenset(("needed", "wanted", "required", "included", "desired", "requested", "returned", "shown"))
_ADVERBS = frozenset(("now", "today", "only"))
_NO_LABEL = "option"  # what a flag is called whose name has no known words
_LISTING = frozenset(("search for", "list", "find", "look up", "get"))


def flag_row(slot: Slot, endpoint: Endpoint | None) -> tuple[SlotRow, str]:
    """The row for the flag's form and value, and what the flag is about."""
    form, thing = _form(slot, endpoint)
    rows = book().generic
    ends = ("_no",) if not slot.value else ("_listed", "_yes") if _lists(endpoint) else ("_yes",)
    return next((rows[form + end] for end in ends if form + end in rows), rows.get(form, rows["flag_odd"])), thing


def _lists(endpoint: Endpoint | None) -> bool:
    purpose = endpoint.purpose if endpoint else None
    head = re.split(r" (?:of|for|in|about|on|at) ", purpose.object)[0] if purpose else ""
    return purpose is not None and purpose.verb in _LISTING and is_plural(head)


def _form(slot: Slot, endpoint: Endpoint | None) -> tuple[str, str]:
    """What kind of flag it is, and its adjective or noun phrase."""
    words = words_of(slot.label)
    if words[:1] in (["is"], ["are"]) and _is_adjective(words[1:]):
        return "flag_is", " ".join(words[1:])
    if len(words) == 1 and _is_adjective(words) and not lexicon().is_noun(words[0]):
        return "flag_is", words[0]
    if words[-1:] == ["allowed"] and is_sane(words[:-1]):
        return "flag_allows", plural_of(" ".join(words[:-1]))
    if said := _described(slot, endpoint):
        return said
    frame = book().flag_frame
    thing = [word for word in words if word not in frame]
    if len(thing) < len(words) and is_sane(thing):
        return ("flag_has" if words[0] in ("has", "have") else "flag_with"), _with_article(" ".join(thing))
    label = label_of(slot, endpoint)
    return "flag_odd", raw_label(slot) or label if label == _NO_LABEL else label


def _is_adjective(words: list[str]) -> bool:
    return bool(words) and all(is_known(word) or (at and word in _ADVERBS) for at, word in enumerate(words))


def _described(slot: Slot, endpoint: Endpoint | None) -> tuple[str, str] | None:
    """What "Whether a garden is needed" or "Whether the car must be electric" says."""
    description = next((p.description for p in endpoint.parameters if p.name == slot.parameter), "") if endpoint else ""
    found = _WHETHER.match(description.strip())
    if found is None:
        return None
    what, rest = found["what"], found["rest"].lower()
    if rest in _WANTED and what.split()[0].lower() not in ("only", "to", "or"):
        thing = what[:1].lower() + what[1:]
        words = re.sub(r"^(?:a|an|the) ", "", thing).split()
        if not is_sane(words) and not (words[0].endswith("ing") and words[1:2] == ["for"] and is_sane(words[2:])):
            return None
        return "flag_has", thing if thing.startswith(("a ", "an ", "the ")) else _with_article(thing)
    return ("flag_is", rest) if what.startswith("the ") and _is_adjective(rest.split()) else None


def _with_article(thing: str) -> str:
    bare = is_plural(thing) or is_mass(thing) or thing.split(" ", maxsplit=1)[0].endswith("ing")
    return thing if bare else f"{article(thing)} {thing}"
