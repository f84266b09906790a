"""Refusals: the user cannot give a value, or asks for what no offered tool does, and the assistant says so.

UserCannot   "I don't have the booking ID at hand, sorry."
Refuse       "Without the booking ID I can't cancel a hotel booking, I'm afraid. Once you have it, ..."
Refuse       "I'm afraid I can't cancel a hotel booking with the tools I have. I could search for hotels, though."
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..common.kinds import Kind
from ..common.plans import Outcome, Slot
from ..common.tools import Endpoint
from ..common.trace import Refuse, UserCannot
from .acts import say
from .inflection import is_plural, listing
from .phrasebook import book
from .purposes import offers
from .questions import asked_label
from .references import refer
from .slot_phrases import Phraser
from .talk import Talk
from .tasks import task_of

_GIVEN_OUT = frozenset((Kind.ENTITY_ID, Kind.CODE))
_MOST_OFFERED = 2


@dataclass(frozen=True, slots=True)
class RefusalWriter:
    """Writes what cannot be given and what cannot be done."""

    endpoints: Mapping[str, Endpoint]
    phraser: Phraser

    def cannot(self, talk: Talk, event: UserCannot) -> str:
        """The user does not have what was asked for."""
        slots = [talk.plan.slots[number] for number in event.slots]
        if len(slots) == 1 and slots[0].kind in _GIVEN_OUT and talk.rng.random() < 0.5:
            return say("refusals", "never_got", talk.tone, talk.rng)
        return say("refusals", "cannot", talk.tone, talk.rng, **self._fields(slots))

    def refuse(self, talk: Talk, event: Refuse) -> str:
        """The assistant declines, says why, and what it can do or what it would need."""
        goal = talk.goal(event.goal)
        step = talk.plan.steps[goal.steps[0]]
        found = refer([step], self.endpoints, talk.plan.steps)
        do = task_of(talk, goal.steps[0], self.endpoints, found if found and found.alone else None)
        if goal.outcome is Outcome.NO_VALUE:
            slots = [talk.plan.slots[number] for number in _asked(talk, event.goal)]
            text = say("refusals", "no_value", "", talk.rng, do=do, **self._fields(slots))
        else:
            text = " ".join([say("refusals", "no_tool", "", talk.rng, do=do), *self._instead(talk, step.endpoint_id)])
        if event.last and talk.rng.random() < 0.25:
            text = f"{text} {talk.fresh(book().offers)}"
        return text

    def _fields(self, slots: Sequence[Slot]) -> dict[str, str]:
        labels = list(dict.fromkeys(asked_label(self.phraser, slot) for slot in slots)) or ["that"]
        many = len(labels) > 1 or is_plural(labels[0])
        return {"label": listing(labels), "it": "them" if many else "it", "is": "are" if many else "is"}

    def _instead(self, talk: Talk, refused: str) -> list[str]:
        """What the offered tools that come nearest can do; [] where nothing near is offered."""
        near = [self.endpoints[one] for one in talk.plan.offered if one in self.endpoints and _near(one, refused)]
        chosen = offers(near, talk.rng, _MOST_OFFERED) if talk.rng.random() < 0.7 else []
        return [say("refusals", "instead", "", talk.rng, can=listing(chosen, " or "))] if chosen else []


def _asked(talk: Talk, goal: int) -> Sequence[int]:
    """The slots that the user of this goal could not give."""
    events = talk.trace.events
    return next((one.slots for one in events if isinstance(one, UserCannot) and one.goal == goal), ())


def _near(offered: str, refused: str) -> bool:
    """Whether both are of one tool."""
    return offered.partition("::")[0] == refused.partition("::")[0]
