"""The offline writer: words for a frozen trace, from the phrase book alone.

    OfflineWriter(registry).write(trace, rng)
      ->  (Utterance("Can you find hotels in Paris?", (Surface(0, "Paris"),)), Utterance("Which dates?"), ...)

One utterance for each event but `Results`. Same trace and same generator, same words.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from ..common.kinds import Intent
from ..common.plans import FromOutput, Goal, Opening, Outcome
from ..common.tools import Endpoint
from ..common.trace import (
    Answer,
    AskMend,
    AskSlots,
    Event,
    MakeCalls,
    Refuse,
    Report,
    Results,
    Trace,
    UserAnswer,
    UserCannot,
    UserDetour,
    UserRequest,
    Utterance,
)
from .asides import AsideWriter
from .chat import ChatWriter
from .corrections import CorrectionWriter
from .habits import with_habits
from .names import containing_item, is_unique, name_of, title
from .phrasebook import book
from .questions import QuestionWriter
from .refusals import RefusalWriter
from .repeats import one_stop
from .reports import ReportWriter
from .requests import RequestWriter
from .setbacks import SetbackWriter
from .slot_phrases import Phraser
from .talk import Talk
from .today import with_today

WORDINGS = 4  # in which a turn of the user is put at most; the least worn is taken


class EndpointSource(Protocol):
    """What the writer needs of the registry."""

    @property
    def endpoints(self) -> Mapping[str, Endpoint]: ...  # noqa: D102


class OfflineWriter:
    """Writes conversations over one registry. Keeps what it looked up of endpoints, nothing of conversations."""

    def __init__(self, registry: EndpointSource) -> None:
        ends = registry.endpoints
        self._endpoints = ends
        phraser = Phraser(ends)
        questions = QuestionWriter(phraser)
        refusals = RefusalWriter(ends, phraser)
        self._requests = RequestWriter(ends, phraser)
        self._corrections = CorrectionWriter(ends, phraser, questions)
        self._setbacks = SetbackWriter(ends, phraser)
        self._chat = ChatWriter(ends)
        self._writers: dict[type, Callable[[Talk, Any], Utterance | str]] = {
            UserRequest: self._request,
            UserAnswer: self._corrections.answer,
            UserDetour: AsideWriter(phraser).detour,
            UserCannot: refusals.cannot,
            AskSlots: questions.ask,
            AskMend: self._setbacks.ask,
            MakeCalls: self._lead,
            Report: ReportWriter(ends, self._setbacks).write,
            Refuse: refusals.refuse,
            Answer: self._chat.answer,
        }

    def write(self, trace: Trace, rng: random.Random) -> tuple[Utterance, ...]:
        """The utterances of all events but `Results`, in order."""
        talk = Talk.over(trace, rng)
        for event in trace.events:
            if not isinstance(event, Results):
                talk.turns.append(self._user_turn(talk, event) if event.role == "user" else self._said(talk, event))
        return tuple(talk.turns)

    def _user_turn(self, talk: Talk, event: Event) -> Utterance:
        """What the user says, as the persona writes it."""
        turn = talk.freshest(WORDINGS, lambda: self._said(talk, event))
        turn = with_habits(talk, with_today(talk, event, turn) if talk.plan.today else turn)
        return replace(turn, text=one_stop(turn.text)) if ".." in turn.text else turn

    def _said(self, talk: Talk, event: Event) -> Utterance:
        said = self._writers[type(event)](talk, event)
        return Utterance(said) if isinstance(said, str) else said

    def _request(self, talk: Talk, event: UserRequest) -> Utterance:
        """A turn that asks for a goal, by what the goal is to the ones before it."""
        goal = talk.goal(event.goal)
        changed = goal.changed if goal.changed is not None and goal.changed.new in event.told else None
        if goal.outcome is Outcome.NO_CALL:
            return self._chat.ask(talk, event)
        if changed is not None and goal.opening is Opening.CORRECTION:
            return self._corrections.correction(talk, event, changed)
        if changed is not None and goal.opening is Opening.CHANGE:
            if goal.again is not None:
                return self._corrections.again(talk, event, changed)
            if event.told == (changed.new,):
                return self._corrections.update(talk, event, changed)
        return self._requests.write(talk, event, lambda: self._names(talk, goal, event.goal))

    def _lead(self, talk: Talk, event: MakeCalls) -> str:
        """A short word before calls, or nothing about half of the time; none that was said before."""
        if event.after is not None:
            return self._setbacks.lead(talk, event, event.after)
        if talk.rng.random() < 0.5:
            return ""
        intent = self._endpoints[event.calls[0].endpoint_id].intent
        if len(event.calls) > 1:
            name = "several"
        elif intent.writes:
            name = "write"
        elif intent is Intent.COMPUTE:
            name = "compute"
        else:
            name = "again" if talk.goes_on(event) else "read"
        return talk.fresh(book().leads[name])

    def _names(self, talk: Talk, goal: Goal, number: int) -> dict[int, str]:
        """By step of this goal: what the user may call an item of earlier results, if the assistant named it."""
        if number == 0:
            return {}
        plan, calls = talk.plan, talk.calls
        names: dict[int, str] = {}
        for step in goal.steps:
            sources = [a.source for a in plan.steps[step].arguments if isinstance(a.source, FromOutput)]
            if not sources or plan.steps[sources[0].step].goal == number or "*" not in sources[0].field:
                continue
            call = {call.step: call for call in calls.values()}.get(step)
            row = next((row for row in call.provenance if row.from_call is not None), None) if call else None
            if row is None or row.from_call is None:
                continue
            output, entity = talk.outputs.get(row.from_call), self._endpoints[calls[row.from_call].endpoint_id].entity
            name = name_of(containing_item(output, row.path), entity)
            if name and name in talk.text and is_unique(output, row.path, name, entity):
                names[step] = title(name)
        return names
