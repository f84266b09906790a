"""Asides: what a user says instead of the answer to a question.

UserDetour(slots=(4,))    "Before I forget: it's for 2 guests."
UserDetour(slots=())      "Hang on, the doorbell! Okay, I'm back. What was it you needed?"
"""

from dataclasses import dataclass

from ..common.trace import UserDetour, Utterance
from .acts import say
from .inflection import lowered
from .requests import finished
from .slot_phrases import Phraser, in_order
from .talk import Talk
from .telling import telling


@dataclass(frozen=True, slots=True)
class AsideWriter:
    """Writes detours."""

    phraser: Phraser

    def detour(self, talk: Talk, event: UserDetour) -> Utterance:
        """Other values of the goal, or something off the point."""
        if not event.slots:
            return Utterance(say("asides", "off_the_point", talk.tone, talk.rng))
        spoken = in_order(
            [
                self.phraser.spoken(talk.plan.slots[slot], talk.rng, telling(talk, slot, event.slots))
                for slot in event.slots
            ]
        )
        text = " ".join(one.sentence(talk.rng) for one in spoken)
        talk.spoken.update({one.slot.number: one for one in spoken})
        surfaces = [one.surface for one in spoken]
        inside = lowered(text, [one.text for one in surfaces])
        framed = say("asides", "something_else", talk.tone, talk.rng, s=text, l=inside)
        return finished(talk.plan, framed, surfaces)
