"""Today: the user says what day it is, once, so that other days can be told from it.

"Find hotels in Paris, arriving next Friday and staying three nights. It's Monday, July 6, 2026 today."
"""

from dataclasses import replace
from datetime import date

from ..common.spoken_dates import in_full
from ..common.trace import Utterance
from .acts import say, templates_of
from .phrasebook import fill
from .talk import Talk

_BEFORE = 0.35  # of statements, where the turn does not begin with a greeting


def with_today(talk: Talk, turn: Utterance) -> Utterance:
    """The turn with a sentence that states the plan's today; the turn itself where the plan has none."""
    if not talk.plan.today:
        return turn
    day = in_full(date.fromisoformat(talk.plan.today))
    greeted = turn.text.startswith(tuple(fill(one, {}) for one in templates_of("today", "greetings")))
    act = "before" if not greeted and talk.rng.random() < _BEFORE else "after"
    sentence = say("today", act, talk.tone, talk.rng, today=day)
    text = f"{sentence} {turn.text}" if act == "before" else f"{turn.text} {sentence}"
    return replace(turn, text=text)
