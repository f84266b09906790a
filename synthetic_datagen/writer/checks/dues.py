"""Dues: the values that the user tells in a trace, each with the transforms by which other words may carry it.

dues_of(trace, endpoints)[2]    Due(slot=2, label="check out", value="2026-04-14",
                                    transforms=("date", "date_from:2026-04-06", "days_after:2026-04-11"))
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ...common.json_types import Json
from ...common.kinds import Kind
from ...common.plans import Slot
from ...common.pointers import tokens
from ...common.spoken_codes import spoken_codes
from ...common.spoken_measures import UNITS
from ...common.tools import Endpoint
from ...common.trace import Event, Trace, UserAnswer, UserDetour, UserRequest
from ..currencies import currency_of
from ..labels import unit_of
from ..quantities import unit_name
from ..talk import Talk
from .brief import Due, Place

_CODES = frozenset({"currency_code", "country_code", "language_code", "airport_code", "sort_order"})
_STARTS = frozenset({Kind.START_DATE, Kind.DATE})


def told_in(event: Event) -> tuple[int, ...]:
    """The slots that the user tells in a turn."""
    match event:
        case UserRequest(told=slots) | UserDetour(slots=slots):
            return slots
        case UserAnswer(slots=slots, corrected=corrected):
            return (*slots, *corrected)
    return ()


def dues_of(trace: Trace, endpoints: Mapping[str, Endpoint]) -> dict[int, Due]:
    """By slot, in the order in which they are told; at the end those that nobody tells."""
    talk, places = Talk.silent(trace), _places(trace)
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


def _places(trace: Trace) -> dict[int, list[Place]]:
    """By slot, the arguments that take it."""
    places: dict[int, list[Place]] = {}
    for call in trace.calls:
        for row in call.provenance:
            if row.slot is not None:
                own = tokens(row.argument)[0]
                others = tuple(name for name in call.arguments if name != own)
                places.setdefault(row.slot, []).append(Place(own, others))
    return places


def _transforms(talk: Talk, slot: Slot, told: Sequence[int], endpoint: Endpoint | None) -> Iterator[str]:
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


def _of_text(talk: Talk, slot: Slot, value: str, told: Sequence[int]) -> Iterator[str]:
    if slot.kind in _CODES and value in spoken_codes()[slot.kind]:
        yield slot.kind.value
    if value[:1].isdigit():
        yield from _of_time(talk, slot, value, told)
    elif "_" in value:
        yield "spoken_words"


def _of_time(talk: Talk, slot: Slot, value: str, told: Sequence[int]) -> Iterator[str]:
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
        yield from (f"days_after:{start}" for start in _starts(talk, slot, told))


def _starts(talk: Talk, end: Slot, told: Sequence[int]) -> Iterator[str]:
    """The days from which a length may tell another day: told by then, and taken by each call that takes that one."""
    takers = [slots for call in talk.calls.values() if end.number in (slots := {row.slot for row in call.provenance})]
    for number in told:
        start = talk.plan.slots[number]
        together = all(number in slots for slots in takers) and (takers or start.endpoint_id == end.endpoint_id)
        if together and start.kind in _STARTS and start.value != end.value and _is_day(start.value):
            yield str(start.value)


def _is_day(value: Json) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
