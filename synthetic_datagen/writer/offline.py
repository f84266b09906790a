"""The offline writer: words for a frozen trace, from the phrase book alone.

    OfflineWriter(registry).write(trace, rng)
      ->  (Utterance("Can you find hotels in Paris?", (Surface(0, "Paris"),)), Utterance("Which dates?"), ...)

One utterance for each event but `Results`. Same trace and same generator, same words.
"""

import random
from collections.abc import Mapping
from typing import Protocol

from ..common.json_types import Json
from ..common.kinds import Intent
from ..common.plans import FromOutput
from ..common.tools import Endpoint
from ..common.trace import (
    AskSlots,
    Call,
    MakeCalls,
    Report,
    Results,
    Trace,
    UserAnswer,
    UserRequest,
    Utterance,
)
from .names import containing_item, is_unique, name_of, title
from .phrasebook import book
from .questions import QuestionWriter
from .reports import ReportWriter
from .requests import RequestWriter
from .slot_phrases import Phraser


class EndpointSource(Protocol):
    """What the writer needs of the registry."""

    @property
    def endpoints(self) -> Mapping[str, Endpoint]: ...  # noqa: D102


class OfflineWriter:
    """Writes conversations over one registry. Keeps what it looked up of endpoints, nothing of conversations."""

    def __init__(self, registry: EndpointSource) -> None:
        self._endpoints = registry.endpoints
        phraser = Phraser(registry.endpoints)
        self._requests = RequestWriter(registry.endpoints, phraser)
        self._questions = QuestionWriter(phraser)
        self._reports = ReportWriter(registry.endpoints)

    def write(self, trace: Trace, rng: random.Random) -> tuple[Utterance, ...]:
        """The utterances of all events but `Results`, in order."""
        plan = trace.plan
        calls = {call.number: call for call in trace.calls}
        outputs = {result.call: result.output for result in trace.results}
        said: list[Utterance] = []
        opener = lead = ""
        for event in trace.events:
            match event:
                case UserRequest():
                    names = self._names(trace, event.goal, calls, outputs, said)
                    turn, opener = self._requests.write(plan, event, names, opener, rng)
                    said.append(turn)
                case AskSlots(slots=slots):
                    said.append(Utterance(self._questions.ask(plan, slots, rng)))
                case UserAnswer(slots=slots):
                    said.append(self._questions.answer(plan, slots, rng))
                case MakeCalls():
                    lead = self._lead(event, lead, rng)
                    said.append(Utterance(lead))
                case Report():
                    said.append(Utterance(self._reports.write(plan, event, calls, outputs, rng)))
                case Results():
                    pass
        return tuple(said)

    def _lead(self, event: MakeCalls, before: str, rng: random.Random) -> str:
        """A short word before calls, or nothing about half of the time; never the same twice in a row."""
        if rng.random() < 0.5:
            return ""
        intent = self._endpoints[event.calls[0].endpoint_id].intent
        if len(event.calls) > 1:
            name = "several"
        elif intent.writes:
            name = "write"
        elif intent is Intent.COMPUTE:
            name = "compute"
        else:
            name = "again" if before and event.calls[0].number > 0 else "read"
        return rng.choice([lead for lead in book().leads[name] if lead.split()[0] != before.split(" ", maxsplit=1)[0]])

    def _names(
        self, trace: Trace, goal: int, calls: Mapping[int, Call], outputs: Mapping[int, Json], said: list[Utterance]
    ) -> dict[int, str]:
        """By step of this goal: what the user may call an item of earlier results, if the assistant named it."""
        if goal == 0:
            return {}
        plan = trace.plan
        spoken = " ".join(utterance.text for utterance in said)
        by_step = {call.step: call for call in calls.values()}
        names: dict[int, str] = {}
        for step in plan.goals[goal].steps:
            sources = [a.source for a in plan.steps[step].arguments if isinstance(a.source, FromOutput)]
            if not sources or plan.steps[sources[0].step].goal == goal or "*" not in sources[0].field:
                continue
            row = next((row for row in by_step[step].provenance if row.from_call is not None), None)
            if row is None or row.from_call is None:
                continue
            output, entity = outputs.get(row.from_call), self._endpoints[calls[row.from_call].endpoint_id].entity
            name = name_of(containing_item(output, row.path), entity)
            if name and name in spoken and is_unique(output, row.path, name, entity):
                names[step] = title(name)
        return names
