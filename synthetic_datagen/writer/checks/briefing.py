"""Briefing: from a frozen trace to the brief of each of its turns.

briefs_of(trace, endpoints)    (Brief(turn=0, message=0, event=UserRequest(...), due=(Due(... "Paris" ...),), ...), ...)
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import orjson

from ...common.json_types import Json
from ...common.kinds import Kind
from ...common.plans import Goal, Slot
from ...common.pointers import resolve, tokens
from ...common.spoken_codes import spoken_codes
from ...common.spoken_measures import UNITS
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
    UserAnswer,
    UserDetour,
    UserRequest,
)
from ...generator.checks.deeds import Made
from ...generator.checks.leaks import ids_of
from ...generator.checks.references import item_of
from ...generator.checks.view import is_failure
from ...generator.checks.words import is_wire_name
from ...generator.schemas import offered_tool
from ..currencies import currency_of
from ..labels import unit_of
from ..quantities import unit_name
from ..talk import Talk
from ..today import first_dated
from .brief import Brief, Due, News, Offered, Pick, Place, Why, Withheld

_CODES = frozenset({"currency_code", "country_code", "language_code", "airport_code", "sort_order"})
_STARTS = frozenset({Kind.START_DATE, Kind.DATE})


def briefs_of(trace: Trace, endpoints: Mapping[str, Endpoint]) -> tuple[Brief, ...]:
    """One brief for each event but `Results`, in order."""
    return tuple(_Briefing.over(trace, endpoints).briefs())


def told_in(event: Event) -> tuple[int, ...]:
    """The slots that the user tells in a turn."""
    match event:
        case UserRequest(told=slots) | UserDetour(slots=slots):
            return slots
        case UserAnswer(slots=slots, corrected=corrected):
            return (*slots, *corrected)
    return ()


@dataclass(slots=True)
class _Briefing:
    """One trace while its briefs are made: what is known of it as a whole, and what has happened by now."""

    trace: Trace
    dues: Mapping[int, Due]
    offered: Offered
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
            _dues(trace, endpoints),
            _offered(tuple(endpoints[one] for one in trace.plan.offered if one in endpoints)),
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
        ends = isinstance(event, Report | Refuse | Answer)
        of_user = event.role == "user"
        return Brief(
            turn=turn,
            message=message,
            event=event,
            outcome=self._goal(event).outcome,
            ends=ends,
            offered=self.offered,
            today=self.trace.plan.today,
            states_today=event is self.dated,
            due=tuple(self.dues[slot] for slot in told_in(event)),
            asked=tuple(self.dues[slot] for slot in _asked(event)),
            told=tuple(self.dues[slot] for slot in self.told),
            standing=tuple(self._standing(event)) if of_user else (),
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

    def _standing(self, event: Event) -> Iterator[Due]:
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
        """Ids of all outputs that the user did not tell before a tool showed them."""
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


def _asked(event: Event) -> tuple[int, ...]:
    match event:
        case AskSlots(slots=slots):
            return slots
        case AskMend(slot=slot):
            return (slot,)
    return ()


def _key(value: Json) -> str:
    return str(value).casefold()


def _dues(trace: Trace, endpoints: Mapping[str, Endpoint]) -> dict[int, Due]:
    """By slot, in the order in which they are told; at the end those that nobody tells."""
    places: dict[int, list[Place]] = {}
    for call in trace.calls:
        for row in call.provenance:
            if row.slot is not None:
                own = tokens(row.argument)[0]
                others = tuple(name for name in call.arguments if name != own)
                places.setdefault(row.slot, []).append(Place(own, others))
    talk = Talk.silent(trace)
    turns = [told_in(event) for event in trace.events]
    known = {number for turn in turns for number in turn}
    turns.append(tuple(slot.number for slot in trace.plan.slots if slot.number not in known))  # what nobody tells
    told: list[int] = []
    dues: dict[int, Due] = {}
    for turn in turns:
        told.extend(turn)
        for number in turn:
            slot = trace.plan.slots[number]
            ways = tuple(_transforms(talk, slot, told, endpoints.get(slot.endpoint_id)))
            dues[number] = Due(number, slot.kind, slot.label, slot.value, ways, tuple(places.get(number, ())))
    return dues


def _transforms(talk: Talk, slot: Slot, told: list[int], endpoint: Endpoint | None) -> Iterator[str]:
    """The transforms that may give a slot's value, each with what it may build on by then."""
    value = slot.value
    if isinstance(value, bool):
        yield "yes_no"
    elif isinstance(value, int | float):
        yield from _of_number(talk, slot, endpoint)
    elif isinstance(value, str):
        yield from _of_text(talk, slot, value, told)


def _of_number(talk: Talk, slot: Slot, endpoint: Endpoint | None) -> Iterator[str]:
    if slot.kind is Kind.MONTH:
        yield "month"
    yield "number_words"
    if unit := unit_name(unit_of(slot, endpoint)):
        yield from (unit,) if unit in UNITS else ()
    if currency := currency_of(talk, slot):
        yield f"money:{currency}"


def _of_text(talk: Talk, slot: Slot, value: str, told: list[int]) -> Iterator[str]:
    if slot.kind in _CODES and value in spoken_codes()[slot.kind]:
        yield slot.kind.value
    if value[:1].isdigit():
        yield from _of_time(talk, slot, value, told)
    elif "_" in value:
        yield "spoken_words"


def _of_time(talk: Talk, slot: Slot, value: str, told: list[int]) -> Iterator[str]:
    if "T" in value:
        yield "date_time"
    elif ":" in value:
        yield "clock_time"
    elif slot.kind is Kind.MONTH:
        yield "month_text"
    elif value.count("-") == 2:
        yield "date"
        if talk.plan.today:
            yield f"date_from:{talk.plan.today}"
        for number in told:
            start = talk.plan.slots[number]
            if start.kind in _STARTS and start.endpoint_id == slot.endpoint_id and start.value != value:
                yield f"days_after:{start.value}"


@lru_cache(maxsize=1024)
def _offered(tools: tuple[Endpoint, ...]) -> Offered:
    names = {name for one in tools for name in (one.id, one.function_name)}
    names |= {p.name for one in tools for p in one.parameters if is_wire_name(p.name)}
    words = " ".join(orjson.dumps(offered_tool(one)).decode() for one in tools)
    return Offered(frozenset(names), words.casefold())
