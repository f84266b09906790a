"""Replaced values: a new value beside the one whose place it takes, as both are said.

replaced(Lyon -> Rome)       Replaced("named", new="Rome", old="Lyon", label="the city")
replaced(2 -> 3 guests)      Replaced("counted", new="3 guests", old="2", label="the number of guests")
replaced(with -> without)    Replaced("stated", ...)      a flag is said in a sentence of its own
"""

import random
from dataclasses import dataclass

from ..common.kinds import Kind
from ..common.plans import Replacement, Slot
from ..common.trace import Form
from .acts import say
from .inflection import lowered
from .phrasebook import book
from .questions import asked_label
from .slot_phrases import Phraser, SpokenSlot
from .talk import Talk
from .telling import IN_A_PHRASE, telling

_COUNTED = ("counted_for", "counted_with")
_LONGEST_OLD = 40


@dataclass(frozen=True, slots=True)
class Replaced:
    """How a new value is said against the old one. `form` is a key of `bodies` in corrections.yaml, or "stated"."""

    form: str
    spoken: SpokenSlot
    new: str
    old: str  # "" where the old value is not said again
    label: str

    def body(self, rng: random.Random) -> str:
        """ "I meant Rome, not Lyon": without a capital or a full stop."""
        form = self.form if self.old else "bare"
        text = say("corrections", "bodies", form, rng, new=self.new, old=self.old, label=self.label)
        return lowered(text, [self.new])


def replaced(phraser: Phraser, talk: Talk, pair: Replacement) -> Replaced:
    """The new value of the pair, against the old one if that was said in words that can be repeated."""
    slot = talk.plan.slots[pair.new]
    spoken = phraser.spoken(slot, talk.rng, telling(talk, pair.new, (), IN_A_PHRASE))
    return Replaced(
        form_of(spoken), spoken, value_words(spoken), _old_words(talk.spoken.get(pair.old)), asked_label(phraser, slot)
    )


def form_of(spoken: SpokenSlot) -> str:
    """How the value is said: alone ("named"), with what it counts, with its label, or in a sentence ("stated")."""
    generic = book().generic
    if "q" not in spoken.fields or spoken.row is generic["long_text"] or spoken.row is generic["nameless"]:
        return "stated"
    if any(spoken.row is generic[name] for name in _COUNTED):
        return "counted"
    return "labelled" if _is_number(spoken.slot) else "named"


def _is_number(slot: Slot) -> bool:
    return isinstance(slot.value, int | float)


def value_words(spoken: SpokenSlot) -> str:
    """The value as a noun phrase: "Rome", "3 guests", a search term in quotes; "" for a flag."""
    if "q" not in spoken.fields:
        return ""
    if any(spoken.row is book().generic[name] for name in _COUNTED):
        return f"{spoken.fields['v']} {spoken.fields['many']}"
    return spoken.fields["q" if spoken.slot.kind in _QUOTED else "v"]


_QUOTED = frozenset((Kind.QUERY, Kind.KEYWORD, Kind.TEXT, Kind.DESCRIPTION, Kind.TITLE, Kind.WORD))


def _old_words(spoken: SpokenSlot | None) -> str:
    if spoken is None or "q" not in spoken.fields or len(spoken.surface.text) > _LONGEST_OLD:
        return ""
    if spoken.surface.form is Form.COUNTING:  # "a couple of" says nothing without its noun
        return ""
    return spoken.fields["q"] if spoken.slot.kind in _QUOTED else spoken.surface.text
