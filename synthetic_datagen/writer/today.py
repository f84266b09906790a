"""Today: the user says what day it is, once, so that other days can be told from it.

"Find hotels in Paris, arriving next Friday and staying three nights. It's Monday, July 6, 2026 today."
"""

from dataclasses import replace
from datetime import date

from ..common.plans import Plan
from ..common.spoken_dates import in_full
from ..common.trace import Event, Trace, UserRequest, Utterance
from ..planner.tenses import DATES
from .acts import say, templates_of
from .phrasebook import fill
from .talk import Talk

_BEFORE = 0.35  # of statements in the first turn, where that does not begin with a greeting


def with_today(talk: Talk, event: Event, turn: Utterance) -> Utterance:
    """The turn with a sentence that states the plan's today, if it is the one to do so; else the turn itself."""
    if not talk.plan.today or event is not first_dated(talk.trace):
        return turn
    day = in_full(date.fromisoformat(talk.plan.today))
    greeted = turn.text.startswith(tuple(fill(one, {}) for one in templates_of("today", "greetings")))
    act = "after" if greeted or talk.turns or talk.rng.random() >= _BEFORE else "before"
    sentence = say("today", act, talk.tone, talk.rng, today=day)
    text = f"{sentence} {turn.text}" if act == "before" else f"{turn.text} {sentence}"
    return replace(turn, text=text)


def first_dated(trace: Trace) -> Event:
    """The first request that is about a date; the first one of all where a date comes up on the way."""
    requests = [event for event in trace.events if isinstance(event, UserRequest)]
    return next((one for one in requests if _dated(trace.plan, one)), requests[0])


def _dated(plan: Plan, request: UserRequest) -> bool:
    goal = plan.goals[request.goal]
    return any(plan.slots[slot].kind in DATES for slot in (*goal.told, *goal.withheld))
