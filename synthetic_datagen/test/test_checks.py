"""Single checks of the verifier, each on a few calls or turns made by hand."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

import pytest

from synthetic_datagen.common.json_types import Json, JsonObject
from synthetic_datagen.common.renderings import render
from synthetic_datagen.generator.checks.changes import changes_are_of_writes
from synthetic_datagen.generator.checks.claims import claims_are_supported
from synthetic_datagen.generator.checks.corrections import corrected_values_are_gone
from synthetic_datagen.generator.checks.distractors import distractors_fit_their_profile
from synthetic_datagen.generator.checks.enumerations import every_value_listed_is_called
from synthetic_datagen.generator.checks.fan_out import nothing_is_called_unasked
from synthetic_datagen.generator.checks.forms import values_have_their_form, values_stand_where_they_are_told
from synthetic_datagen.generator.checks.leaks import outputs_are_not_foretold
from synthetic_datagen.generator.checks.outputs import lists_are_lists_of_things, outputs_echo_their_calls
from synthetic_datagen.generator.checks.ranges import ranges_go_forward
from synthetic_datagen.generator.checks.references import names_are_unique
from synthetic_datagen.generator.checks.things import things_stay_themselves
from synthetic_datagen.generator.checks.view import View, Violation, view_of

Check: TypeAlias = Callable[[View], Iterator[Violation]]
Made: TypeAlias = tuple[str, JsonObject, Json]  # a call: the tool's name, its arguments, the output


def seen(*calls: Made, turns: tuple[str, ...] = ("Hi.",), rows: tuple[JsonObject, ...] = ()) -> View:
    """A view in which each turn is a request: each but the first has one call, the first has all that are left."""
    made = [{"id": str(number), "name": name, "parameters": given} for number, (name, given, _) in enumerate(calls)]
    first = len(calls) - len(turns) + 1
    messages: list[JsonObject] = []
    requests = []
    for number, turn in enumerate(turns):
        own = made[:first] if number == 0 else made[first + number - 1 : first + number]
        begin = len(messages)
        messages += [{"role": "user", "content": turn}, {"role": "assistant", "content": "", "tool_calls": own}]
        messages += [{"role": "tool", "tool_call_id": call["id"], "name": call["name"], "content": ""} for call in own]
        messages.append({"role": "assistant", "content": "Done."})
        requests.append({"message": begin, "end": len(messages) - 1, "opening": "request", "outcome": "done"})
    outputs = [{"id": str(number), "output": output} for number, (_, _, output) in enumerate(calls)]
    record = {
        "messages": messages,
        "tool_calls": made,
        "tool_outputs": outputs,
        "provenance": list(rows),
        "state": {"changes": [{"call_id": one["id"]} for one in made if "get" not in one["name"]]},
        "tools": [],
        "metadata": {"behaviours": [], "requests": requests, "distractors": "none"},
    }
    return view_of(record)


def codes(check: Check, view: View) -> list[str]:
    return [violation.code for violation in check(view)]


SHOWN: JsonObject = {
    "date": "2026-07-14",
    "time": "19:15",
    "ends_at": "2026-08-22T12:00:00Z",
    "views": 3322500,
    "fee": 8.5,
}


def claimed(text: str) -> list[str]:
    """What the verifier says to a report on one call that returned `SHOWN`."""
    view = seen(("shop::get_show", {}, SHOWN))
    view.messages[-1]["content"] = text
    return codes(claims_are_supported, view)


@pytest.mark.parametrize(
    ("true", "wrong"),
    [
        ("It's on July 14, 2026.", "It's on July 15, 2026."),
        ("It's on July 14, 2026.", "It's on August 14, 2026."),
        ("It's on July 14, 2026 at 7:15 pm.", "It's on July 14, 2026 at 7:15 am."),
        ("It ends on August 22, 2026 at noon.", "It ends on August 22, 2026 at midnight."),
        ("It has 3,322,500 views.", "It has 3,322,501 views."),
        ("The fee is €8.50.", "The fee is €8.05."),
        ("The fee is 8.50 EUR.", "The fee is 8.51 EUR."),
    ],
)
def test_a_value_in_other_words_is_supported_and_another_value_is_not(true: str, wrong: str) -> None:
    assert (claimed(true), claimed(wrong)) == ([], ["UNSUPPORTED_CLAIM"])


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("day", "2026-07-14T06:15:00Z", "July 14, 2026"),
        ("day", "2026-13-40", ""),
        ("clock", "00:05", "12:05 am"),
        ("clock", "25:00", ""),
        ("moment", "2026-07-14", ""),
        ("grouped", -1234.5, "-1,234.5"),
        ("grouped", True, ""),
        ("money", 0.008995, "0.008995"),
        ("money", 12.0, "12"),
    ],
)
def test_a_rendering_has_words_for_values_of_its_own_form_only(name: str, value: Json, words: str) -> None:
    assert render(name, value) == words


HOTEL = {"hotel_id": "h1", "name": "Lux", "price": 98, "status": "open"}
OTHER = {"hotel_id": "h2", "name": "Rex", "price": 60}


@pytest.mark.parametrize(
    ("given", "output", "faults"),
    [
        ({"city": "Lyon"}, {"hotels": [{"city": "Lyon"}, {"city": "lyon"}]}, 0),
        ({"city": "Lyon"}, {"hotels": [{"city": "Lyon"}, {"city": "Rome"}]}, 1),
        ({"city": "Lyon"}, [{"city": "Rome"}], 1),
        ({"latitude": 4.2}, {"places": [{"latitude": 4.3}]}, 0),
        ({"movie_id": "m1"}, {"movies": [{"movie_id": "m2"}]}, 0),
        ({"nights": 3}, {"nights": 2}, 1),
        ({"num": 43}, {"rows": [{"num": "87"}]}, 0),
    ],
)
def test_what_a_call_asks_for_stands_in_its_output_and_in_the_items(
    given: JsonObject, output: Json, faults: int
) -> None:
    assert len(codes(outputs_echo_their_calls, seen(("inn::search", given, output)))) == faults


@pytest.mark.parametrize(
    ("given", "output", "faults"),
    [
        ({}, {"total": 2, "hotels": [HOTEL, OTHER]}, 0),
        ({}, {"total": 5, "hotels": [HOTEL, OTHER]}, 1),
        ({"limit": 2}, {"total": 5, "hotels": [HOTEL, OTHER]}, 0),
        ({"limit": 1}, {"total": 2, "hotels": [HOTEL, OTHER]}, 1),
        ({"max_price": 90}, {"total": 2, "hotels": [HOTEL, OTHER]}, 1),
        ({"minPrice": 70}, {"total": 2, "hotels": [HOTEL, OTHER]}, 1),
        ({"min_price": 60, "max_price": 98}, {"total": 2, "hotels": [HOTEL, OTHER]}, 0),
        ({"sort_by": "price"}, {"total": 3, "hotels": [OTHER, HOTEL, OTHER | {"hotel_id": "h3"}]}, 1),
        ({"sort_by": "price"}, {"total": 2, "hotels": [HOTEL, OTHER]}, 0),
        ({}, {"total": 2, "hotels": [HOTEL, HOTEL]}, 1),
    ],
)
def test_a_list_meets_the_conditions_of_its_call(given: JsonObject, output: Json, faults: int) -> None:
    assert len(codes(lists_are_lists_of_things, seen(("inn::search", given, output)))) == faults


SEARCH: Made = ("inn::search", {}, {"hotels": [HOTEL, OTHER]})


@pytest.mark.parametrize(
    ("call", "faults"),
    [
        (("inn::get", {"hotel_id": "h1"}, HOTEL), 0),
        (("inn::get", {"hotel_id": "h1"}, HOTEL | {"price": 89}), 1),
        (("spa::get", {"hotel_id": "h1"}, HOTEL | {"price": 89}), 0),
        (("inn::update", {"hotel_id": "h1", "price": 89}, HOTEL | {"price": 89, "status": "changed"}), 0),
        (("inn::update", {"hotel_id": "h1", "price": 89}, HOTEL | {"price": 89, "name": "Rex"}), 1),
        (("inn::book", {"hotel_id": "h1"}, {"booking_id": "b1", "hotel_id": "h1", "name": "Lux", "status": "new"}), 0),
        (("inn::book", {"hotel_id": "h1"}, {"booking_id": "b1", "hotel_id": "h1", "name": "Rex"}), 1),
        (("inn::book", {"hotel_id": "h1"}, {"booking_id": "b1", "hotels": [OTHER | {"price": 61}]}), 1),
    ],
)
def test_a_thing_shown_twice_is_the_same_but_for_what_calls_change(call: Made, faults: int) -> None:
    assert len(codes(things_stay_themselves, seen(SEARCH, call))) == faults


def taking(path: str) -> JsonObject:
    return {"call_id": "1", "argument": "/hotel_id", "source": "tool_output", "from_call": "0", "path": path}


@pytest.mark.parametrize(("name", "faults"), [("Rex", 0), ("Lux", 1)])
def test_a_name_that_two_things_have_names_neither(name: str, faults: int) -> None:
    hotels = [HOTEL, OTHER | {"name": name}]
    get = ("inn::get", {"hotel_id": "h1"}, HOTEL)
    view = seen(
        ("inn::search", {}, {"hotels": hotels}), get, turns=("Hi.", "And Lux?"), rows=(taking("/hotels/0/hotel_id"),)
    )
    assert codes(names_are_unique, view) == ["AMBIGUOUS_REFERENCE"] * faults


def told(call: int, surface: str) -> JsonObject:
    return {"call_id": str(call), "argument": "/genre", "source": "user", "message": 0, "surface": surface}


@pytest.mark.parametrize(
    ("turn", "faults"),
    [
        ("Find jazz and folk tracks.", 0),
        ("Find pop, jazz and folk tracks.", 1),
        ("Find jazz, pop and folk tracks.", 1),
        ("Find jazz, folk or pop tracks.", 1),
        ("I want jazz. I want folk.", 0),
    ],
)
def test_each_value_of_a_list_in_words_goes_into_a_call(turn: str, faults: int) -> None:
    tracks: list[Made] = [("music::search", {"genre": genre}, []) for genre in ("jazz", "folk")]
    view = seen(*tracks, turns=(turn,), rows=(told(0, "jazz"), told(1, "folk")))
    assert codes(every_value_listed_is_called, view) == ["MISSING_CALL"] * faults


@pytest.mark.parametrize(
    ("turn", "faults"),
    [("I meant folk, not jazz.", 1), ("Take folk instead of jazz.", 1), ("And jazz again.", 0), ("Why not?", 0)],
)
def test_a_value_that_the_user_denies_is_stale(turn: str, faults: int) -> None:
    calls: list[Made] = [("music::search", {"genre": "jazz"}, [])] * 2
    view = seen(*calls, turns=("Find jazz tracks.", turn), rows=(told(0, "jazz"), told(1, "jazz")))
    assert codes(corrected_values_are_gone, view) == ["STALE_VALUE"] * faults


@pytest.mark.parametrize(
    ("turn", "value", "faults"), [("Is it in?", "IN", 0), ("In IN?", "IN", 1), ("Is it?", "it", 0)]
)
def test_a_short_code_is_foretold_only_in_capitals(turn: str, value: str, faults: int) -> None:
    view = seen(
        ("geo::find", {}, {"code": value}),
        ("geo::get", {"hotel_id": value}, {}),
        turns=(turn, "Next."),
        rows=(taking("/code"),),
    )
    assert codes(outputs_are_not_foretold, view) == ["LEAKED_ID"] * faults


@pytest.mark.parametrize(
    ("profile", "offered", "faults"),
    [
        ("none", ["a::x"], 0),
        ("none", ["a::x", "a::y"], 1),
        ("three", ["a::x", "a::y", "b::z"], 0),
        ("three", ["a::x", "a::p", "a::q", "a::r", "a::s"], 1),
        ("all_of_tool", ["a::x", "a::p", "a::q", "a::r", "a::s"], 0),
        ("all_of_tool", ["a::x", "b::y"], 1),
    ],
)
def test_no_more_tools_are_unused_than_the_profile_says(profile: str, offered: list[str], faults: int) -> None:
    view = seen(("a::x", {}, {}))
    view.record["tools"] = [{"name": name} for name in offered]
    view.record["metadata"]["distractors"] = profile
    assert codes(distractors_fit_their_profile, view) == ["DISTRACTORS"] * faults


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({"check_in": "2026-09-01", "check_out": "2026-09-04"}, 0),
        ({"check_in": "2026-09-04", "check_out": "2026-09-01"}, 1),
        ({"to": "2026-09-01", "from": "2026-09-04"}, 1),
        ({"min_price": 90, "max_price": 60}, 1),
        ({"min_price": 90, "max_guests": 6}, 0),
        ({"from": "b", "to": "a"}, 0),
    ],
)
def test_a_range_does_not_go_backward(given: JsonObject, faults: int) -> None:
    assert codes(ranges_go_forward, seen(("inn::search", given, {}))) == ["BACKWARD_RANGE"] * faults


@pytest.mark.parametrize(
    ("call_id", "final", "faults"),
    [("1", "b", 0), ("1", "a", 1), ("0", "b", 1), ("9", "b", 1), ("2", "b", 1), ("", "b", 1)],
)
def test_only_a_call_that_writes_and_works_changes_the_state(call_id: str, final: str, faults: int) -> None:
    failed = {"error": {"code": "upstream_error", "message": "Down."}}
    view = seen(("inn::search", {}, {}), ("inn::book", {}, {}), ("inn::book", {}, failed))
    changes = [{"call_id": call_id, "act": "created", "address": "x"}] if call_id else []
    view.record["state"] = {"initial": "a", "final": final, "changes": changes}
    assert codes(changes_are_of_writes, view) == ["STATE"] * faults


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({"city": "Paris", "check_in": "2026-09-01", "limit": 5, "lat": 48.9, "page": "1", "email": "a@b.example"}, 0),
        ({"city": "2026-09-01", "check_in": "Paris"}, 2),
        ({"latitude": 151.2, "longitude": -33.9}, 1),
        ({"limit": "Paris", "url": "Paris", "email": "Paris"}, 3),
        ({"hotel_id": "2026-09-01"}, 1),
    ],
)
def test_a_value_is_of_the_form_that_its_name_says(given: JsonObject, faults: int) -> None:
    assert codes(values_have_their_form, seen(("inn::search", given, {}))) == ["ARG_MISPLACED"] * faults


@pytest.mark.parametrize(
    ("turn", "argument", "surface", "faults"),
    [
        ("From GBP to CAD.", "from_currency", "GBP", 0),
        ("From GBP to CAD.", "to_currency", "GBP", 1),
        ("I want to pay GBP.", "to_currency", "GBP", 0),
        ("At latitude 4.5 and longitude 5.", "lat", "4.5", 0),
        ("At latitude 4.5 and longitude 5.", "lng", "4.5", 1),
        ("At latitude 5.5 with 5 results.", "limit", "5", 0),
    ],
)
def test_a_value_stands_in_the_argument_that_the_words_name(
    turn: str, argument: str, surface: str, faults: int
) -> None:
    given = dict.fromkeys(("from_currency", "to_currency", "lat", "lng", "limit"), surface)
    row = told(0, surface) | {"argument": f"/{argument}"}
    view = seen(("geo::get", given, {}), turns=(turn.replace("From", "from"),), rows=(row,))
    assert codes(values_stand_where_they_are_told, view) == ["ARG_MISPLACED"] * faults


def test_a_field_is_not_taken_for_what_another_argument_is_called() -> None:
    pay: Made = ("inn::pay", {"user": "pym_1", "payment_id": "leo"}, {})
    view = seen(("inn::find", {}, {"payment_id": "pym_1"}), pay, rows=(taking("/payment_id") | {"argument": "/user"},))
    assert codes(values_stand_where_they_are_told, view) == ["ARG_MISPLACED"]


@pytest.mark.parametrize(("turn", "faults"), [("And Lux?", 1), ("And Lux and Rex?", 0), ("And all like Lux?", 0)])
def test_nothing_is_called_for_a_thing_that_the_turn_does_not_name(turn: str, faults: int) -> None:
    gets: list[Made] = [("inn::get", {"hotel_id": hotel["hotel_id"]}, hotel) for hotel in (HOTEL, OTHER)]
    rows = (taking("/hotels/0/hotel_id"), taking("/hotels/1/hotel_id") | {"call_id": "2"})
    view = view_of(together(seen(SEARCH, *gets, turns=("Hi.", turn, "Bye."), rows=rows).record))
    assert codes(nothing_is_called_unasked, view) == ["EXTRA_CALL"] * faults


def together(record: JsonObject) -> JsonObject:
    """The record with the last call in the message of the one before it."""
    *messages, _, call, answer, _ = record["messages"]
    messages[-3]["tool_calls"] = [*messages[-3]["tool_calls"], *call["tool_calls"]]
    record["messages"] = [*messages[:-1], answer, messages[-1]]
    record["metadata"]["requests"] = record["metadata"]["requests"][:2]
    record["metadata"]["requests"][1]["end"] += 1
    return record
