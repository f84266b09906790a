"""Questions and answers: what the assistant lacks, and what the user says to it.

AskSlots(slots=(1, 2))   "What dates are you looking at?"
UserAnswer(slots=(1, 2)) "From April 11, 2026, until April 14, 2026."
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from ..common.kinds import Kind
from ..common.plans import Plan, Slot
from ..common.trace import Utterance
from .inflection import capitalized, closed, listing
from .phrasebook import book, fill
from .requests import finished
from .slot_phrases import Phraser, SpokenSlot, as_answer, in_order

_DATES = frozenset((Kind.START_DATE, Kind.END_DATE))


@dataclass(frozen=True, slots=True)
class QuestionWriter:
    """Writes clarifying questions and the answers to them."""

    phraser: Phraser

    def ask(self, plan: Plan, numbers: Sequence[int], rng: random.Random) -> str:
        """One question for all missing slots; no value is in it."""
        slots = [plan.slots[number] for number in numbers]
        asks = book().asks
        if len(slots) == 2 and {slot.kind for slot in slots} == _DATES:
            return fill(rng.choice(asks["one"]), {"q": fill(rng.choice(asks["dates"]), {})})
        if len(slots) == 1:
            return fill(rng.choice(asks["one"]), {"q": self._question(slots[0], rng)})
        if len(slots) == 2 and rng.random() < 0.5:
            pair = {"a": self._question(slots[0], rng), "b": _lowered(self._question(slots[1], rng))}
            return fill(rng.choice(asks["pair"]), pair)
        labels = list(dict.fromkeys(self._label(slot) for slot in slots))
        return fill(rng.choice(asks["several"]), {"list": listing(labels)})

    def _question(self, slot: Slot, rng: random.Random) -> str:
        row, fields = self.phraser.question_fields(slot)
        templates = row.ask or book().generic["text"].ask
        return fill(rng.choice(templates), fields)

    def _label(self, slot: Slot) -> str:
        row, fields = self.phraser.question_fields(slot)
        label = fields["label"]
        if row is book().generic["counted_for"] or row is book().generic["counted_with"]:
            return f"the number of {label}"
        return label if label.startswith(("a ", "an ", "the ")) else f"the {label}"

    def answer(self, plan: Plan, numbers: Sequence[int], rng: random.Random) -> Utterance:
        """A short answer that says each slot once."""
        spoken = [as_answer(self.phraser.spoken(plan.slots[number], rng)) for number in numbers]
        body = spoken[0].answer(rng) if len(spoken) == 1 else _several(in_order(spoken), rng)
        surfaces = [one.surface for one in spoken]
        frame = rng.choice(book().openers.answers[plan.persona.tone.value])
        turn = finished(plan, body, surfaces)
        return Utterance(fill(frame, {"a": turn.text}), turn.surfaces)


_AGREED = {"yes": "And yes,", "no": "No need for it to be"}


def _several(spoken: list[SpokenSlot], rng: random.Random) -> str:
    """Phrases in one sentence where they have them, sentences for the others."""
    phrases: list[str] = []
    sentences: list[str] = []
    for one in spoken:
        phrase = "" if "yes" in one.fields else one.inline(rng)
        if phrase and len(phrases) < 3:
            phrases.append(phrase)
        elif "yes" in one.fields:
            sentences.append(f"{_AGREED[one.fields['yes']]} {one.fields['thing']}.")
        else:
            sentences.append(one.sentence(rng))
    first = [closed(f"{capitalized(', '.join(phrases))}.")] if phrases else []
    return " ".join([*first, *sentences])


def _lowered(question: str) -> str:
    """ "What is ..." stays a sentence after "And": its first letter is lowered."""
    return question[:1].lower() + question[1:] if not question.startswith("I") else question
