"""Four small traces, built by hand, for the writer's tests.

hotel_trace()   search hotels (dates asked for) -> book the cheapest
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from synthetic_datagen.common.chains import Chain, Pattern, SamplingMode
from synthetic_datagen.common.json_types import Json
from synthetic_datagen.common.kinds import Intent, Kind, Origin, ValueType
from synthetic_datagen.common.plans import (
    Argument,
    FromOutput,
    FromUser,
    Goal,
    Persona,
    Pick,
    Plan,
    PlannedStep,
    Selector,
    Slot,
    Tone,
)
from synthetic_datagen.common.tools import Endpoint, OutputField, Parameter, Purpose
from synthetic_datagen.common.trace import (
    AskSlots,
    Call,
    Event,
    MakeCalls,
    Provenance,
    Report,
    Result,
    Results,
    Trace,
    UserAnswer,
    UserRequest,
)


@dataclass(frozen=True)
class FakeRegistry:
    """The endpoints of the traces, by id."""

    endpoints: Mapping[str, Endpoint] = field(default_factory=dict)


def parameter(name: str, kind: Kind, type: ValueType = ValueType.STRING, entity: str | None = None) -> Parameter:
    return Parameter(name=name, type=type, kind=kind, required=True, entity=entity)


def output(path: str, kind: Kind, type: ValueType = ValueType.STRING, entity: str | None = None) -> OutputField:
    return OutputField(path=path, type=type, kind=kind, origin=Origin.SCHEMA, entity=entity)


def endpoint(
    id: str,
    intent: Intent,
    entity: str | None,
    purpose: Purpose,
    parameters: tuple[Parameter, ...],
    outputs: tuple[OutputField, ...],
) -> Endpoint:
    return Endpoint(
        id=id,
        function_name=id.replace("::", "__"),
        tool_id=id.split("::", maxsplit=1)[0],
        name=id.rsplit(":", maxsplit=1)[-1],
        description="",
        method="GET",
        intent=intent,
        entity=entity,
        parameters=parameters,
        outputs=outputs,
        purpose=purpose,
    )


def plan_of(tone: Tone, slots: tuple[Slot, ...], steps: tuple[PlannedStep, ...], goals: tuple[Goal, ...]) -> Plan:
    chain = Chain(SamplingMode.SEQUENTIAL, Pattern.SEARCH_THEN_ACTION, "Travel", ())
    return Plan(0, chain, Persona("someone", tone), "a scenario", slots, steps, goals, ())


HOTELS = endpoint(
    "hotels::search",
    Intent.SEARCH,
    "hotel",
    Purpose("search for", "hotels"),
    (
        parameter("city", Kind.CITY),
        parameter("check_in", Kind.START_DATE),
        parameter("check_out", Kind.END_DATE),
        parameter("max_price", Kind.PRICE, ValueType.NUMBER),
    ),
    (
        output("/results/*/hotel_id", Kind.ENTITY_ID, entity="hotel"),
        output("/results/*/name", Kind.NAME),
        output("/results/*/price", Kind.PRICE, ValueType.NUMBER),
        output("/results/*/currency", Kind.CURRENCY_CODE),
    ),
)
BOOK = endpoint(
    "hotels::book",
    Intent.CREATE,
    "booking",
    Purpose("book", "a room in a hotel"),
    (
        parameter("hotel_id", Kind.ENTITY_ID, entity="hotel"),
        parameter("guests", Kind.COUNT, ValueType.INTEGER),
        parameter("breakfast_included", Kind.FLAG, ValueType.BOOLEAN),
    ),
    (
        output("/hotel_id", Kind.ENTITY_ID, entity="hotel"),
        output("/booking_id", Kind.ENTITY_ID, entity="booking"),
        output("/status", Kind.STATUS),
        output("/total_price", Kind.PRICE, ValueType.NUMBER),
        output("/currency", Kind.CURRENCY_CODE),
    ),
)
REVIEWS = endpoint(
    "hotels::reviews",
    Intent.LIST,
    "review",
    Purpose("list", "the reviews of a hotel"),
    (parameter("hotel_id", Kind.ENTITY_ID, entity="hotel"),),
    (output("/reviews/*/author", Kind.PERSON_NAME), output("/reviews/*/rating", Kind.RATING, ValueType.INTEGER)),
)
WEATHER = endpoint(
    "weather::current",
    Intent.GET,
    "weather",
    Purpose("get", "the current weather"),
    (parameter("city", Kind.CITY),),
    (
        output("/city", Kind.CITY),
        output("/temperature", Kind.TEMPERATURE, ValueType.NUMBER),
        output("/condition", Kind.WEATHER_CONDITION),
    ),
)
CONVERT = endpoint(
    "money::convert",
    Intent.COMPUTE,
    None,
    Purpose("convert", "an amount of money"),
    (
        parameter("amount", Kind.AMOUNT, ValueType.NUMBER),
        parameter("from_currency", Kind.CURRENCY_CODE),
        parameter("to_currency", Kind.CURRENCY_CODE),
    ),
    (output("/converted_amount", Kind.AMOUNT, ValueType.NUMBER), output("/rate", Kind.NUMBER, ValueType.NUMBER)),
)
REGISTRY = FakeRegistry({one.id: one for one in (HOTELS, BOOK, REVIEWS, WEATHER, CONVERT)})

HOTEL_LIST: Json = {
    "results": [
        {"hotel_id": "htl_81", "name": "Hotel Lux", "price": 149.5, "currency": "EUR"},
        {"hotel_id": "htl_82", "name": "Casa Nova", "price": 98, "currency": "EUR"},
        {"hotel_id": "htl_83", "name": "The Pier", "price": 180, "currency": "EUR"},
    ]
}
BOOKING: Json = {
    "hotel_id": "htl_82",
    "booking_id": "bk_3391",
    "status": "confirmed",
    "total_price": 294,
    "currency": "EUR",
}
CHEAPEST = Selector(Pick.LOWEST, 0, "/results/*/price", Kind.PRICE)


def hotel_slots() -> tuple[Slot, ...]:
    hotels, book = HOTELS.id, BOOK.id
    return (
        Slot(0, Kind.CITY, "city", "Paris", "city", hotels),
        Slot(1, Kind.START_DATE, "check in", "2026-04-11", "check_in", hotels),
        Slot(2, Kind.END_DATE, "check out", "2026-04-14", "check_out", hotels),
        Slot(3, Kind.PRICE, "max price", 1200, "max_price", hotels),
        Slot(4, Kind.COUNT, "guests", 2, "guests", book),
        Slot(5, Kind.FLAG, "breakfast included", True, "breakfast_included", book),
    )


def _user(pointer: str, slot: int) -> Argument:
    return Argument(pointer, pointer[1:], FromUser(slot))


def _search_call() -> Call:
    arguments = {"city": "Paris", "check_in": "2026-04-11", "check_out": "2026-04-14", "max_price": 1200}
    return Call(0, 0, HOTELS.id, arguments, tuple(Provenance(f"/{name}", slot=at) for at, name in enumerate(arguments)))


def _search_step() -> PlannedStep:
    names = ("/city", "/check_in", "/check_out", "/max_price")
    return PlannedStep(HOTELS.id, 0, 0, tuple(_user(name, at) for at, name in enumerate(names)))


def _booking(goal: int) -> tuple[PlannedStep, Call]:
    fed = Argument("/hotel_id", "hotel_id", FromOutput(0, "/results/*/hotel_id", CHEAPEST))
    step = PlannedStep(BOOK.id, goal, 1, (fed, _user("/guests", 4), _user("/breakfast_included", 5)))
    sources = (
        Provenance("/hotel_id", from_call=0, path="/results/1/hotel_id"),
        Provenance("/guests", slot=4),
        Provenance("/breakfast_included", slot=5),
    )
    return step, Call(1, 1, BOOK.id, {"hotel_id": "htl_82", "guests": 2, "breakfast_included": True}, sources)


def hotel_trace(tone: Tone = Tone.PLAIN) -> Trace:
    """Search and book in one goal; the dates are asked for."""
    step, call = _booking(0)
    goals = (Goal((0, 1), (0, 3, 4, 5), (1, 2)),)
    events: tuple[Event, ...] = (
        UserRequest(0, (0, 3, 4, 5)),
        AskSlots(0, (1, 2)),
        UserAnswer(0, (1, 2)),
        MakeCalls(0, (_search_call(),)),
        Results((Result(0, HOTEL_LIST),)),
        MakeCalls(0, (call,)),
        Results((Result(1, BOOKING),)),
        Report(0, (0, 1), last=True),
    )
    return Trace("conv_1_0000", plan_of(tone, hotel_slots(), (_search_step(), step), goals), events, "", "")


def follow_up_trace(tone: Tone = Tone.CHATTY) -> Trace:
    """Search first; then, seeing the list, read the reviews of the cheapest."""
    fed = Argument("/hotel_id", "hotel_id", FromOutput(0, "/results/*/hotel_id", CHEAPEST))
    step = PlannedStep(REVIEWS.id, 1, 1, (fed,))
    sources = (Provenance("/hotel_id", from_call=0, path="/results/1/hotel_id"),)
    call = Call(1, 1, REVIEWS.id, {"hotel_id": "htl_82"}, sources)
    reviews = {"reviews": [{"author": "Mia Berg", "rating": 5}, {"author": "Jon Hall", "rating": 3}]}
    events: tuple[Event, ...] = (
        UserRequest(0, (0, 1, 2, 3)),
        MakeCalls(0, (_search_call(),)),
        Results((Result(0, HOTEL_LIST),)),
        Report(0, (0,), last=False),
        UserRequest(1, ()),
        MakeCalls(1, (call,)),
        Results((Result(1, reviews),)),
        Report(1, (1,), last=True),
    )
    goals = (Goal((0,), (0, 1, 2, 3)), Goal((1,), ()))
    return Trace("conv_1_0001", plan_of(tone, hotel_slots()[:4], (_search_step(), step), goals), events, "", "")


def weather_trace(tone: Tone = Tone.POLITE) -> Trace:
    """Two cities in parallel."""
    slots = tuple(Slot(at, Kind.CITY, "city", city, "city", WEATHER.id) for at, city in enumerate(("Paris", "Rome")))
    steps = tuple(PlannedStep(WEATHER.id, 0, 0, (_user("/city", at),)) for at in (0, 1))
    calls = tuple(Call(at, at, WEATHER.id, {"city": slots[at].value}, (Provenance("/city", slot=at),)) for at in (0, 1))
    outputs = (
        {"city": "Paris", "temperature": 14.5, "condition": "light_rain"},
        {"city": "Rome", "temperature": 21, "condition": "sunny"},
    )
    events: tuple[Event, ...] = (
        UserRequest(0, (0, 1)),
        MakeCalls(0, calls),
        Results(tuple(Result(at, one) for at, one in enumerate(outputs))),
        Report(0, (0, 1), last=True),
    )
    return Trace("conv_1_0002", plan_of(tone, slots, steps, (Goal((0, 1), (0, 1)),)), events, "", "")


def currency_trace(tone: Tone = Tone.HURRIED) -> Trace:
    """One computation."""
    slots = (
        Slot(0, Kind.AMOUNT, "amount", 1500, "amount", CONVERT.id),
        Slot(1, Kind.CURRENCY_CODE, "from currency", "EUR", "from_currency", CONVERT.id),
        Slot(2, Kind.CURRENCY_CODE, "to currency", "JPY", "to_currency", CONVERT.id),
    )
    names = ("amount", "from_currency", "to_currency")
    steps = (PlannedStep(CONVERT.id, 0, 0, tuple(_user(f"/{name}", at) for at, name in enumerate(names))),)
    arguments = {"amount": 1500, "from_currency": "EUR", "to_currency": "JPY"}
    sources = tuple(Provenance(f"/{name}", slot=at) for at, name in enumerate(names))
    events: tuple[Event, ...] = (
        UserRequest(0, (0, 1, 2)),
        MakeCalls(0, (Call(0, 0, CONVERT.id, arguments, sources),)),
        Results((Result(0, {"converted_amount": 243675.0, "rate": 162.45}),)),
        Report(0, (0,), last=True),
    )
    return Trace("conv_1_0003", plan_of(tone, slots, steps, (Goal((0,), (0, 1, 2)),)), events, "", "")
