"""Briefing: from a frozen trace to the brief of each of its turns.

briefs_of(trace, endpoints)    (Brief(turn=0, message=0, event=UserRequest(...), due=(Due(... "Paris" ...),), ...), ...)
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import orjson

from ...common.json_types import Json
from ...common.kinds import Kind
from ...common.plans import Goal
from ...common.pointers import resolve
from ...common.tools import Endpoint
from ...common.trace import (
    Answer,
    AskMend,
    AskSlots,
    Call,
    Event,
    MakeCalls,
    Provenance,
    Refuse,
    Report,
    Result,
    Results,
    Trace,
    UserRequest,
)
from ...generator.checks.deeds import Made
from ...generator.checks.leaks import ids_of
from ...generator.checks.references import item_of
from ...generator.checks.view import is_failure
from ...generator.checks.words import is_wire_name
from ...generator.schemas import offered_tool
from ..today import first_dated
from .brief import Brief, Due, News, Offered, Pick, Why, Withheld
from .dues import dues_of, told_in


def briefs_of(trace: Trace, endpoints: Mapping[str, Endpoint]) -> tuple[Brief, ...]:
    """One brief for each event but `Results`, in order."""
    return tuple(_Briefing.over(trace, endpoints).briefs())


@dataclass(slots=True)
class _Briefing:
    """One trace while its briefs are made: what is known of it as a whole, and what has happened by now."""

    trace: Trace
    dues: Mapping[int, Due]
    offered: Offered
    purposes: Sequence[str]  # by step
    dated: Event | None  # the turn that states today
    asked: frozenset[int]  # slots that a question brings
    used: frozenset[int]  # calls whose output a later call takes
    told: list[int] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    made: list[Call] = field(default_factory=list)  # of the open request

    @classmethod
    def over(cls, trace: Trace, endpoints: Mapping[str, Endpoint]) -> "_Briefing":
        rows = [row for call in trace.calls for row in call.provenance]
        return cls(
            trace,
            dues_of(trace, endpoints),
            _offered(tuple(endpoints[one] for one in trace.plan.offered if one in endpoints)),
            [_purpose(endpoints.get(step.endpoint_id)) for step in trace.plan.steps],
            first_dated(trace) if trace.plan.today else None,
            frozenset(slot for event in trace.events if isinstance(event, AskSlots) for slot in event.slots),
            frozenset(row.from_call for row in rows if row.from_call is not None),
        )

    def briefs(self) -> Iterator[Brief]:
        turn = message = 0
        for event in self.trace.events:
            if isinstance(event, Results):
                self.results.extend(event.results)
                message += len(event.results)
                continue
            yield self._brief(turn, message, event)
            self.told.extend(told_in(event))
            if isinstance(event, MakeCalls):
                self.made.extend(event.calls)
            elif isinstance(event, Report | Refuse | Answer):
                self.made.clear()
            turn, message = turn + 1, message + 1

    def _brief(self, turn: int, message: int, event: Event) -> Brief:
        of_user = event.role == "user"
        goal = self._goal(event)
        return Brief(
            turn=turn,
            message=message,
            event=event,
            goal=goal,
            wants=tuple(self.purposes[step] for step in goal.steps),
            tone=self.trace.plan.persona.tone,
            ends=isinstance(event, Report | Refuse | Answer),
            offered=self.offered,
            today=self.trace.plan.today,
            states_today=event is self.dated,
            due=tuple(self.dues[slot] for slot in told_in(event)),
            asked=tuple(self.dues[slot] for slot in _asked(event)),
            told=tuple(self.dues[slot] for slot in self.told),
            standing=tuple(self._standing()) if of_user else (),
            withheld=tuple(self._withheld(event)),
            ids=frozenset(self._foreign_ids()) if of_user else frozenset(),
            results=tuple(self.results),
            made=tuple(self._made()),
            news=tuple(self._news()) if isinstance(event, Report) else (),
            pick=self._pick(event) if isinstance(event, UserRequest) else None,
        )

    def _goal(self, event: Event) -> Goal:
        assert not isinstance(event, Results), "results are no turn"
        return self.trace.plan.goals[event.goal]

    def _made(self) -> Iterator[Made]:
        outputs = {result.call: result.output for result in self.results}
        for call in self.made:
            yield Made(call.endpoint_id, is_failure(outputs.get(call.number)))

    def _rows_to_come(self) -> Iterator[tuple[Call, Provenance]]:
        done = {result.call for result in self.results}
        for call in self.trace.calls:
            if call.number not in done:
                yield from ((call, row) for row in call.provenance)

    def _standing(self) -> Iterator[Due]:
        """What calls to come take of what was told before."""
        slots = {row.slot for _, row in self._rows_to_come()}
        yield from (self.dues[slot] for slot in self.told if slot in slots)

    def _withheld(self, event: Event) -> Iterator[Withheld]:
        """Values of turns to come, and what tools give to calls to come, unless they are known from elsewhere."""
        known = {_key(self.dues[slot].value) for slot in (*self.told, *told_in(event))}
        for number, due in self.dues.items():
            if number not in self.told and not isinstance(due.value, bool) and _key(due.value) not in known:
                known.add(_key(due.value))
                yield Withheld(due, Why.ASKED_FOR_LATER if number in self.asked else Why.TOLD_LATER)
        outputs = {result.call: result.output for result in self.trace.results}
        done = {result.call for result in self.results}
        for _, row in self._rows_to_come():
            if row.from_call is not None and row.from_call not in done:
                value = resolve(outputs[row.from_call], row.path)
                if _key(value) not in known:
                    known.add(_key(value))
                    yield Withheld(Due(-1, Kind.UNKNOWN, "", value), Why.UNSHOWN)

    def _foreign_ids(self) -> Iterator[str]:
        """Ids of all outputs that are none of the values that the user has in mind."""
        owned = {str(self.dues[slot].value) for slot in self.dues}
        for result in self.trace.results:
            for value in ids_of(result.output):
                if str(value) not in owned:
                    yield str(value)

    def _news(self) -> Iterator[News]:
        """What came of the calls of the request that nothing else uses and that changed nothing."""
        changed = {change.call for change in self.trace.changes}
        results = {result.call: result for result in self.results}
        for call in self.made:
            result = results[call.number]
            struck = result.fault is not None or is_failure(result.output)
            if call.number not in self.used and call.number not in changed and not struck:
                yield News(result, call.arguments)

    def _pick(self, event: UserRequest) -> Pick | None:
        """The one item of one list that the calls of the request take something of."""
        calls = {
            call.number
            for one in self.trace.events
            if isinstance(one, MakeCalls) and one.goal == event.goal
            for call in one.calls
        }
        outputs = {result.call: result.output for result in self.trace.results}
        found = {
            (row.from_call, *item)
            for call in self.trace.calls
            if call.number in calls
            for row in call.provenance
            if row.from_call is not None and (item := item_of(row.path)) is not None
        }
        if len(found) != 1:
            return None
        source, path, place = found.pop()
        return Pick(place, resolve(outputs[source], path))


def _purpose(endpoint: Endpoint | None) -> str:
    return str(endpoint.purpose) if endpoint is not None and endpoint.purpose is not None else ""


def _asked(event: Event) -> tuple[int, ...]:
    match event:
        case AskSlots(slots=slots):
            return slots
        case AskMend(slot=slot):
            return (slot,)
    return ()


def _key(value: Json) -> str:
    return str(value).casefold()


@lru_cache(maxsize=1024)
def _offered(tools: tuple[Endpoint, ...]) -> Offered:
    names = {name for one in tools for name in (one.id, one.function_name)}
    names |= {p.name for one in tools for p in one.parameters if is_wire_name(p.name)}
    words = " ".join(orjson.dumps(offered_tool(one)).decode() for one in tools)
    return Offered(frozenset(names), words.casefold())
