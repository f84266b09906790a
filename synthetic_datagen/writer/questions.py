"""Questions and answers: what the assistant lacks, and what the user says to it.

AskSlots(slots=(1, 2))   "What dates are you looking at?"
UserAnswer(slots=(1, 2)) "From April 11, 2026, until April 14, 2026."
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from ..common.kinds import Kind
from ..common.plans import Slot
from ..common.trace import AskSlots, Utterance
from .acts import say
from .inflection import capitalized, closed, listing, lowered
from .phrasebook import book, fill
from .requests import finished
from .slot_phrases import Phraser, SpokenSlot, as_answer, in_order
from .talk import Talk
from .telling import telling
from .tones import nearest

_DATES = frozenset((Kind.START_DATE, Kind.END_DATE))


@dataclass(frozen=True, slots=True)
class QuestionWriter:
    """Writes clarifying questions and the answers to them."""

    phraser: Phraser

    def ask(self, talk: Talk, event: AskSlots) -> str:
        """One question for all missing slots; no value is in it."""
        slots = [talk.plan.slots[number] for number in event.slots]
        if event.again:
            return self._ask_again(talk, slots, bool(talk.goal(event.goal).detour))
        rng, asks = talk.rng, book().asks
        if question := self._single(slots, talk):
            frame = asks["one"][0] if rng.random() < 0.3 else talk.fresh(asks["one"])
            return fill(frame, {"q": question})
        if len(slots) == 2 and rng.random() < 0.5:
            pair = {"a": self._question(slots[0], rng), "b": lowered(self._question(slots[1], rng))}
            return fill(rng.choice(asks["pair"]), pair)
        return fill(rng.choice(asks["several"]), {"list": self._labels(slots)})

    def _single(self, slots: Sequence[Slot], talk: Talk) -> str:
        """The question for one slot or a pair of dates, in other words than the last one; "" for more."""
        if len(slots) == 2 and {slot.kind for slot in slots} == _DATES:
            templates = book().asks["dates"]
            asked = [fill(template, {}) for template in templates]
        elif len(slots) == 1:
            row, fields = self.phraser.question_fields(slots[0])
            asked = [fill(template, fields) for template in row.ask or book().generic["text"].ask]
        else:
            return ""
        talk.question = talk.rng.choice([one for one in asked if one != talk.question] or asked)
        return talk.question

    def _ask_again(self, talk: Talk, slots: Sequence[Slot], told_something: bool) -> str:
        act = f"again_after_{'value' if told_something else 'aside'}"
        if question := self._single(slots, talk):
            return say("asides", act, "one", talk.rng, q=question, l=lowered(question))
        return say("asides", act, "several", talk.rng, list=self._labels(slots))

    def _question(self, slot: Slot, rng: random.Random) -> str:
        row, fields = self.phraser.question_fields(slot)
        templates = row.ask or book().generic["text"].ask
        return fill(rng.choice(templates), fields)

    def _labels(self, slots: Sequence[Slot]) -> str:
        return listing(list(dict.fromkeys(asked_label(self.phraser, slot) for slot in slots)))

    def answer(self, talk: Talk, numbers: Sequence[int], *, mends: bool = False) -> Utterance:
        """A short answer that says each slot once. `mends`: to a question for another value than one that failed."""
        plan, rng = talk.plan, talk.rng
        spoken = [
            as_answer(self.phraser.spoken(plan.slots[number], rng, telling(talk, number, numbers)))
            for number in numbers
        ]
        body = spoken[0].answer(rng) if len(spoken) == 1 else _several(in_order(spoken), rng)
        frames = book().openers.mended if mends else book().openers.answers
        frame = rng.choice(frames[nearest(frames, talk.tone)])
        turn = finished(plan, body, [one.surface for one in spoken])
        talk.spoken.update({one.slot.number: one for one in spoken})
        inside = lowered(turn.text, [one.text for one in turn.surfaces])
        return Utterance(fill(frame, {"a": turn.text, "l": inside}), turn.surfaces)


def asked_label(phraser: Phraser, slot: Slot) -> str:
    """What a slot is called where it is asked for or changed: "the city", "the number of guests"."""
    row, fields = phraser.question_fields(slot)
    label = fields["label"]
    if row is book().generic["counted_for"] or row is book().generic["counted_with"]:
        return f"the number of {label}"
    return label if label.startswith(("a ", "an ", "the ")) else f"the {label}"


_NAMED = frozenset((Kind.TITLE, Kind.NAME, Kind.TEXT, Kind.DESCRIPTION))
_AGREED = {"yes": "And yes,", "no": "No need for it to be"}


def _several(spoken: list[SpokenSlot], rng: random.Random) -> str:
    """Phrases in one sentence where they have them, sentences for the others."""
    phrases: list[str] = []
    sentences: list[str] = []
    for one in spoken:
        phrase = "" if "yes" in one.fields or one.slot.kind in _NAMED else one.inline(rng)
        if phrase and len(phrases) < 3:
            phrases.append(phrase)
        elif "yes" in one.fields:
            sentences.append(f"{_AGREED[one.fields['yes']]} {one.fields['thing']}.")
        else:
            sentences.append(one.sentence(rng))
    first = [closed(f"{capitalized(', '.join(phrases))}.")] if phrases else []
    return " ".join([*first, *sentences])
