"""One small trace of each behaviour, for the writer's tests: what is corrected, changed, refused, asked again, mended.

BEHAVIOURS["retry"](Tone.PLAIN)    the weather; the service is busy; the same call again; told
"""

from collections.abc import Callable
from dataclasses import replace

from synthetic_datagen.common.chains import Chain, Pattern, SamplingMode
from synthetic_datagen.common.faults import Fault, Recovery
from synthetic_datagen.common.json_types import Json
from synthetic_datagen.common.kinds import Intent, Kind, ValueType
from synthetic_datagen.common.plans import (
    Argument,
    FromOutput,
    FromUser,
    Goal,
    Opening,
    Outcome,
    Persona,
    Plan,
    PlannedStep,
    Replacement,
    Setback,
    Slot,
    Tone,
)
from synthetic_datagen.common.tools import Endpoint, Purpose
from synthetic_datagen.common.trace import Trace
from synthetic_datagen.test.canned import played
from synthetic_datagen.test.writer_traces import (
    BOOK,
    BOOKING,
    CHEAPEST,
    HOTEL_LIST,
    HOTELS,
    REGISTRY,
    WEATHER,
    endpoint,
    output,
    parameter,
)

CANCEL = endpoint(
    "hotels::cancel",
    Intent.DELETE,
    "booking",
    Purpose("cancel", "a hotel booking"),
    (parameter("booking_id", Kind.ENTITY_ID, entity="booking"),),
    (output("/booking_id", Kind.ENTITY_ID, entity="booking"), output("/status", Kind.STATUS)),
)
CHANGE = endpoint(
    "hotels::change",
    Intent.UPDATE,
    "booking",
    Purpose("change", "the number of guests of a hotel booking"),
    (
        parameter("booking_id", Kind.ENTITY_ID, entity="booking"),
        parameter("guests", Kind.COUNT, ValueType.INTEGER),
    ),
    (output("/booking_id", Kind.ENTITY_ID, entity="booking"), output("/status", Kind.STATUS)),
)
OTHER_WEATHER = replace(WEATHER, id="skies::now", function_name="skies__now", tool_id="skies")
ENDPOINTS: dict[str, Endpoint] = {**REGISTRY.endpoints, **{one.id: one for one in (CANCEL, CHANGE, OTHER_WEATHER)}}

PARIS: Json = {"city": "Paris", "temperature": 14.5, "condition": "light_rain"}
ROME: Json = {"city": "Rome", "temperature": 21, "condition": "sunny"}
NOTHING: Json = {"total": 0, "results": []}
CHANGED: Json = {"booking_id": "bk_3391", "guests": 3, "status": "confirmed"}
Made = Callable[[Tone], Trace]


def error(code: str, message: str) -> Json:
    return {"error": {"code": code, "message": message}}


BUSY = error("rate_limited", "Too many requests. Please try again in a moment.")
DOWN = error("upstream_error", "The gateway timed out.")
DENIED = error("unauthorized", "The API key is not valid.")
UNKNOWN = error("not_found", 'No city "Paris" was found.')
ODD = error("invalid_argument", "city is not supported")


def city(number: int, name: str, end: Endpoint = WEATHER) -> Slot:
    return Slot(number, Kind.CITY, "city", name, "city", end.id)


HOTEL_SLOTS = (
    city(0, "Paris", HOTELS),
    Slot(1, Kind.START_DATE, "check in", "2026-04-11", "check_in", HOTELS.id),
    Slot(2, Kind.END_DATE, "check out", "2026-04-14", "check_out", HOTELS.id),
    Slot(3, Kind.PRICE, "max price", 1200, "max_price", HOTELS.id),
    Slot(4, Kind.COUNT, "guests", 2, "guests", BOOK.id),
    Slot(5, Kind.FLAG, "breakfast included", True, "breakfast_included", BOOK.id),
)
BOOKING_SLOT = Slot(0, Kind.ENTITY_ID, "booking id", "bk_3391", "booking_id", CANCEL.id, "booking")


def plan(
    tone: Tone,
    slots: tuple[Slot, ...],
    steps: tuple[PlannedStep, ...],
    goals: tuple[Goal, ...],
    setback: Setback | None = None,
) -> Plan:
    chain = Chain(SamplingMode.SEQUENTIAL, Pattern.SEARCH_THEN_ACTION, "Travel", ())
    offered = tuple(one for one in ENDPOINTS if one not in (CANCEL.id, OTHER_WEATHER.id))
    return Plan(0, chain, Persona("someone", tone), "", slots, steps, goals, offered, setback=setback)


def user(name: str, slot: int) -> Argument:
    return Argument(f"/{name}", name, FromUser(slot))


def weather(slot: int, goal: int = 0, end: Endpoint = WEATHER) -> PlannedStep:
    return PlannedStep(end.id, goal, goal, (user("city", slot),))


def search(goal: int = 0, city: int = 0) -> PlannedStep:
    others = tuple(user(name, at) for at, name in enumerate(("check_in", "check_out", "max_price"), 1))
    return PlannedStep(HOTELS.id, goal, goal, (user("city", city), *others))


def booking(goal: int, group: int = 1, guests: int = 4) -> PlannedStep:
    fed = Argument("/hotel_id", "hotel_id", FromOutput(0, "/results/*/hotel_id", CHEAPEST))
    return PlannedStep(BOOK.id, goal, group, (fed, user("guests", guests), user("breakfast_included", 5)))


def correction(tone: Tone) -> Trace:
    """The city is corrected with the answer to another question."""
    slots = (*HOTEL_SLOTS, city(6, "Rome", HOTELS))
    goal = Goal((0,), (0, 3), (1, 2), corrected=(Replacement(0, 6),))
    return played(plan(tone, slots, (search(),), (goal,)), [HOTEL_LIST], ENDPOINTS)


def correction_of_a_count(tone: Tone) -> Trace:
    """So are the number of guests and the breakfast."""
    slots = (*HOTEL_SLOTS, replace(HOTEL_SLOTS[4], number=6, value=3), replace(HOTEL_SLOTS[5], number=7, value=False))
    goal = Goal((0, 1), (0, 3, 4, 5), (1, 2), corrected=(Replacement(4, 6), Replacement(5, 7)))
    return played(plan(tone, slots, (search(), booking(0)), (goal,)), [HOTEL_LIST, BOOKING], ENDPOINTS)


def correction_after_completion(tone: Tone) -> Trace:
    """The weather was read for the wrong city."""
    pair = Replacement(0, 1)
    later = Goal((1,), (1,), opening=Opening.CORRECTION, corrected=(pair,), changed=pair, again=0)
    made = plan(tone, (city(0, "Paris"), city(1, "Rome")), (weather(0), weather(1, 1)), (Goal((0,), (0,)), later))
    return played(made, [PARIS, ROME], ENDPOINTS)


def again_for_another(tone: Tone) -> Trace:
    """The weather of another city as well."""
    later = Goal((1,), (1,), opening=Opening.CHANGE, changed=Replacement(0, 1), again=0)
    made = plan(tone, (city(0, "Paris"), city(1, "Rome")), (weather(0), weather(1, 1)), (Goal((0,), (0,)), later))
    return played(made, [PARIS, ROME], ENDPOINTS)


def changed_booking(tone: Tone) -> Trace:
    """A booking gets another guest."""
    slots = (*HOTEL_SLOTS, Slot(6, Kind.COUNT, "guests", 3, "guests", CHANGE.id))
    fed = Argument("/booking_id", "booking_id", FromOutput(1, "/booking_id"))
    steps = (search(), booking(0), PlannedStep(CHANGE.id, 1, 2, (fed, user("guests", 6))))
    later = Goal((2,), (6,), opening=Opening.CHANGE, changed=Replacement(4, 6))
    goals = (Goal((0, 1), (0, 1, 2, 3, 4, 5)), later)
    return played(plan(tone, slots, steps, goals), [HOTEL_LIST, BOOKING, CHANGED], ENDPOINTS)


def other_matter(tone: Tone) -> Trace:
    """Hotels first; then the weather in the same city."""
    later = Goal((1,), (), opening=Opening.INTENT, recalled=(0,))
    made = plan(tone, HOTEL_SLOTS, (search(), weather(0, 1)), (Goal((0,), (0, 1, 2, 3)), later))
    return played(made, [HOTEL_LIST, PARIS], ENDPOINTS)


def same_stay(tone: Tone) -> Trace:
    """Hotels for the same dates and the same budget in another city, as another matter."""
    slots = (*HOTEL_SLOTS[:4], city(4, "Rome", HOTELS))
    later = Goal((1,), (4,), opening=Opening.INTENT, recalled=(1, 2))
    made = plan(tone, slots, (search(), search(1, city=4)), (Goal((0,), (0, 1, 2, 3)), later))
    return played(made, [HOTEL_LIST, HOTEL_LIST], ENDPOINTS)


def detour(tone: Tone) -> Trace:
    """Asked for dates, the user first tells the number of guests."""
    goal = Goal((0, 1), (0, 3, 5), (1, 2), detour=(4,))
    return played(plan(tone, HOTEL_SLOTS, (search(), booking(0)), (goal,)), [HOTEL_LIST, BOOKING], ENDPOINTS)


def aside(tone: Tone) -> Trace:
    """Asked for a city, the user says nothing that helps."""
    goal = Goal((0,), (), (0,), detour=())
    return played(plan(tone, (city(0, "Paris"),), (weather(0),), (goal,)), [PARIS], ENDPOINTS)


def no_value(tone: Tone) -> Trace:
    """A booking is to be canceled, but its id is not known."""
    step = PlannedStep(CANCEL.id, 0, 0, (user("booking_id", 0),))
    goal = Goal((0,), (), (0,), outcome=Outcome.NO_VALUE)
    return played(plan(tone, (BOOKING_SLOT,), (step,), (goal,)), [], ENDPOINTS)


def no_tool(tone: Tone) -> Trace:
    """Nothing that is offered cancels a booking."""
    fed = Argument("/booking_id", "booking_id", FromOutput(1, "/booking_id"))
    steps = (search(), booking(0), PlannedStep(CANCEL.id, 1, 2, (fed,)))
    goals = (Goal((0, 1), (0, 1, 2, 3, 4, 5)), Goal((2,), (), outcome=Outcome.NO_TOOL))
    return played(plan(tone, HOTEL_SLOTS, steps, goals), [HOTEL_LIST, BOOKING], ENDPOINTS)


def no_call(tone: Tone) -> Trace:
    """A question that needs no tool, before anything else."""
    goals = (Goal((), (), outcome=Outcome.NO_CALL, topic=list(Tone).index(tone)), Goal((0,), (0,)))
    return played(plan(tone, (city(0, "Paris"),), (weather(0, 1),), goals), [PARIS], ENDPOINTS)


def reminded(tone: Tone) -> Trace:
    """What a list held is asked again."""
    goals = (Goal((0,), (0, 1, 2, 3)), Goal((), (), outcome=Outcome.NO_CALL, topic=3, recalls=0))
    return played(plan(tone, HOTEL_SLOTS, (search(),), goals), [HOTEL_LIST], ENDPOINTS)


def reminded_of_a_reading(tone: Tone) -> Trace:
    """So is a temperature."""
    goals = (Goal((0,), (0,)), Goal((), (), outcome=Outcome.NO_CALL, topic=3, recalls=0))
    return played(plan(tone, (city(0, "Paris"),), (weather(0),), goals), [PARIS], ENDPOINTS)


def retry(tone: Tone) -> Trace:
    """The service is busy twice, then answers."""
    setback = Setback(0, Fault.RATE_LIMITED, Recovery.RETRY, times=2)
    made = plan(tone, (city(0, "Paris"),), (weather(0),), (Goal((0,), (0,)),), setback)
    return played(made, [BUSY, BUSY, PARIS], ENDPOINTS)


def retry_of_a_part(tone: Tone) -> Trace:
    """An answer breaks off; the second one is whole."""
    setback = Setback(0, Fault.TRUNCATED_BODY, Recovery.RETRY)
    made = plan(tone, (city(0, "Paris"),), (weather(0),), (Goal((0,), (0,)),), setback)
    return played(made, ['{"city": "Paris", "temperature": 14', PARIS], ENDPOINTS)


def other_tool(tone: Tone) -> Trace:
    """Another service knows the weather as well."""
    setback = Setback(0, Fault.UNAUTHORIZED, Recovery.OTHER_TOOL, instead=1)
    steps = (weather(0), weather(0, 0, OTHER_WEATHER))
    return played(plan(tone, (city(0, "Paris"),), steps, (Goal((0,), (0,)),), setback), [DENIED, PARIS], ENDPOINTS)


def _mended(tone: Tone, fault: Fault, answer: Json) -> Trace:
    setback = Setback(0, fault, Recovery.MEND, parameter="city", mended=Replacement(0, 1))
    slots = (city(0, "Paris"), city(1, "Rome"))
    return played(plan(tone, slots, (weather(0),), (Goal((0,), (0,)),), setback), [answer, ROME], ENDPOINTS)


def mend_unknown(tone: Tone) -> Trace:
    """A city is not found."""
    return _mended(tone, Fault.NOT_FOUND, UNKNOWN)


def mend_invalid(tone: Tone) -> Trace:
    """A city is not accepted."""
    return _mended(tone, Fault.INVALID_ARGUMENT, ODD)


def mend_empty(tone: Tone) -> Trace:
    """No hotel in a city."""
    slots = (*HOTEL_SLOTS[:4], city(4, "Rome", HOTELS))
    setback = Setback(0, Fault.EMPTY_RESULT, Recovery.MEND, parameter="city", mended=Replacement(0, 4))
    made = plan(tone, slots, (search(),), (Goal((0,), (0, 1, 2, 3)),), setback)
    return played(made, [NOTHING, HOTEL_LIST], ENDPOINTS)


def stop(tone: Tone) -> Trace:
    """The booking fails twice, and is given up."""
    setback = Setback(1, Fault.UPSTREAM_ERROR, Recovery.STOP, times=2)
    goal = Goal((0, 1), (0, 1, 2, 3, 4, 5), outcome=Outcome.FAILED)
    made = plan(tone, HOTEL_SLOTS, (search(), booking(0)), (goal,), setback)
    return played(made, [HOTEL_LIST, DOWN, DOWN], ENDPOINTS)


def stop_at_once(tone: Tone) -> Trace:
    """The search is refused, so that nothing is booked either."""
    setback = Setback(0, Fault.UNAUTHORIZED, Recovery.STOP)
    goal = Goal((0, 1), (0, 1, 2, 3, 4, 5), outcome=Outcome.FAILED)
    return played(plan(tone, HOTEL_SLOTS, (search(), booking(0)), (goal,), setback), [DENIED], ENDPOINTS)


def on_after_a_failure(tone: Tone) -> Trace:
    """The weather cannot be read; then hotels are looked for."""
    setback = Setback(0, Fault.UNAUTHORIZED, Recovery.STOP)
    slots = (*HOTEL_SLOTS[:4], city(4, "Rome"))
    goals = (Goal((0,), (4,), outcome=Outcome.FAILED), Goal((1,), (0, 1, 2, 3)))
    made = plan(tone, slots, (weather(4), search(1)), goals, setback)
    return played(made, [DENIED, HOTEL_LIST], ENDPOINTS)


BEHAVIOURS: dict[str, Made] = {
    made.__name__: made
    for made in (
        correction,
        correction_of_a_count,
        correction_after_completion,
        again_for_another,
        changed_booking,
        other_matter,
        same_stay,
        detour,
        aside,
        no_value,
        no_tool,
        no_call,
        reminded,
        reminded_of_a_reading,
        retry,
        retry_of_a_part,
        other_tool,
        mend_unknown,
        mend_invalid,
        mend_empty,
        stop,
        stop_at_once,
        on_after_a_failure,
    )
}
