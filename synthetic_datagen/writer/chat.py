"""Chat: questions and small requests that need no tool, and what the assistant answers.

    general     "What does a layover mean?"  "It's a stop between flights before you travel on."
    of before   "Which one was the cheapest again?"  "Casa Nova is the cheapest, at 98 EUR."

General ones stand in `phrases/chat.yaml`, and which is asked follows from the goal's topic.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..common.tools import Endpoint
from ..common.trace import Answer, UserRequest, Utterance
from .acts import say
from .inflection import listing, lowered
from .phrasebook import book, compiled, fill, read_phrases
from .purposes import offers
from .reminders import Exchange, reminder
from .talk import Talk

_WORD = re.compile(r"[a-z]+")
_MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A question in several phrasings, and its answers."""

    ask: tuple[str, ...]
    answer: tuple[str, ...]
    domains: frozenset[str] = frozenset()  # where it fits; everywhere if empty
    unless: frozenset[str] = frozenset()  # words of purposes: an offered tool of such a purpose would answer it

    @property
    def tells_tools(self) -> bool:
        """Whether an answer says what the offered tools can do."""
        return any("{can}" in text for text in self.answer)


@lru_cache(maxsize=1)
def entries() -> tuple[Entry, ...]:
    """All entries of `phrases/chat.yaml`, in their order."""
    return tuple(
        Entry(
            tuple(raw["ask"]),
            tuple(raw["answer"]),
            frozenset(raw.get("domains", ())),
            frozenset(raw.get("unless", ())),
        )
        for raw in read_phrases("chat")
    )


@dataclass(frozen=True, slots=True)
class ChatWriter:
    """Writes what is asked and answered without a call."""

    endpoints: Mapping[str, Endpoint]

    def ask(self, talk: Talk, event: UserRequest) -> Utterance:
        """The user's question; its answer is kept for the assistant's turn."""
        exchange = self._exchange(talk, event.goal)
        talk.answers[event.goal] = exchange.answer
        act = "follow" if event.goal else "first"
        frame = say("chat_frames", act, talk.tone, talk.rng, q=exchange.ask, Q=exchange.ask, l=lowered(exchange.ask))
        return Utterance(frame)

    def answer(self, talk: Talk, event: Answer) -> str:
        """The answer that belongs to the question."""
        text = talk.answers[event.goal]
        if event.last and talk.rng.random() < 0.2:
            return f"{text} {talk.fresh(book().offers)}"
        return text

    def _exchange(self, talk: Talk, number: int) -> Exchange:
        """What was told before, asked again, where that reads well; else a general question."""
        goal = talk.goal(number)
        if goal.recalls is not None and (found := reminder(talk, goal.recalls, self.endpoints)):
            return found
        can = listing(offers(self._offered(talk), talk.rng, _MOST_TOLD))
        entry = self._entry(talk, goal.topic, bool(can))
        answer = talk.rng.choice(entry.answer)
        return Exchange(talk.rng.choice(entry.ask), fill(compiled(answer), {"can": can}))

    def _entry(self, talk: Talk, topic: int, tells_tools: bool) -> Entry:
        """The entry that the topic draws among those that fit: half of the time one of the conversation's domain."""
        purposes = " ".join(str(one.purpose) for one in self._offered(talk) if one.purpose)
        offered = frozenset(_WORD.findall(purposes.casefold()))
        able = [one for one in entries() if not one.unless & offered and (tells_tools or not one.tells_tools)]
        own = [one for one in able if talk.plan.chain.domain in one.domains]
        choices = own if own and topic % 2 else [one for one in able if not one.domains]
        return choices[(topic // 2) % len(choices)]

    def _offered(self, talk: Talk) -> list[Endpoint]:
        return [self.endpoints[one] for one in talk.plan.offered if one in self.endpoints]
