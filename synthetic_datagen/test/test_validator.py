"""The validator: passes what is true, names what is not, and never crashes on what is no record."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synthetic_datagen.common.json_types import JsonObject
from synthetic_datagen.common.plans import Goal, Outcome
from synthetic_datagen.common.records import RecordContext, call_id, record_of
from synthetic_datagen.common.trace import (
    Answer,
    AskMend,
    AskSlots,
    MakeCalls,
    Refuse,
    Report,
    Surface,
    Trace,
    UserAnswer,
    UserCannot,
    UserDetour,
    UserRequest,
    Utterance,
)
from synthetic_datagen.generator.checks.dates import starts_are_told, today_is_stated
from synthetic_datagen.generator.checks.view import View
from synthetic_datagen.generator.checks.words import holds_token
from synthetic_datagen.generator.schemas import OfferedTools
from synthetic_datagen.generator.validator import says, validate_record
from synthetic_datagen.test.small_world import Registry
from synthetic_datagen.test.test_generator import plan_of, played


def plain_words(trace: Trace) -> tuple[Utterance, ...]:
    """The plainest writer there is: every told value as it stands."""
    words = []
    for event in trace.events:
        match event:
            case UserRequest(told=slots) | UserDetour(slots=slots):
                words.append(told(trace, slots))
            case UserAnswer(slots=slots, corrected=corrected):
                words.append(told(trace, (*slots, *corrected)))
            case UserCannot():
                words.append(Utterance("I do not have it."))
            case AskSlots() | AskMend():
                words.append(Utterance("What else?"))
            case MakeCalls():
                words.append(Utterance(""))
            case Report(goal=goal) | Refuse(goal=goal) | Answer(goal=goal):
                done = trace.plan.goals[goal].outcome in (Outcome.DONE, Outcome.NO_CALL)
                words.append(Utterance("Done." if done else "That cannot be done."))
    return tuple(words)


def told(trace: Trace, slots: tuple[int, ...]) -> Utterance:
    values = [str(trace.plan.slots[slot].value) for slot in slots]
    surfaces = tuple(Surface(slot, value) for slot, value in zip(slots, values, strict=True))
    return Utterance(f"Please: {', '.join(values)}.", surfaces)


CONTEXT = RecordContext(
    seed=1,
    corpus_memory=False,
    memory_backend="none",
    writer="plain",
    generator_version="0",
    config_digest="",
    artifacts_digest="",
    offered=OfferedTools(Registry().endpoints),
)


def record() -> JsonObject:
    trace = played(plan_of(Goal((0, 1), told=(0, 1), withheld=(2,))))
    return copy.deepcopy(record_of(trace, plain_words(trace), CONTEXT))


def codes(broken: JsonObject) -> set[str]:
    return {violation.code for violation in validate_record(broken)}


def test_a_played_record_is_valid() -> None:
    assert validate_record(record()) == []


def test_the_record_has_the_promised_output_format() -> None:
    made = record()
    assert made["conversation_id"] == "conv_1_0000"
    assert [message["role"] for message in made["messages"]] == [
        "user", "assistant", "user", "assistant", "tool", "assistant", "tool", "assistant",
    ]  # fmt: skip
    assert made["metadata"]["num_clarification_questions"] == 1
    assert made["metadata"]["memory_grounding_rate"] == 1.0
    assert made["metadata"]["behaviours"] == ["clarification"]
    assert made["tool_calls"][0]["id"] == call_id("conv_1_0000", 0)


def set_at(*path: Any) -> Callable[[JsonObject], None]:
    """A mutation that puts the last element at the path of the others."""

    def mutate(broken: Any) -> None:
        *way, key, value = path
        for step in way:
            broken = broken[step]
        broken[key] = value

    return mutate


def drop(*path: Any) -> Callable[[JsonObject], None]:
    def mutate(broken: Any) -> None:
        *way, key = path
        for step in way:
            broken = broken[step]
        del broken[key]

    return mutate


def both(*mutations: Callable[[JsonObject], None]) -> Callable[[JsonObject], None]:
    def mutate(broken: JsonObject) -> None:
        for mutation in mutations:
            mutation(broken)

    return mutate


@pytest.mark.parametrize(
    ("code", "mutate"),
    [
        ("SHAPE", drop("provenance")),
        ("SHAPE", set_at("messages", 1, "tool_calls", [])),
        ("SHAPE", set_at("messages", 0, "name", None)),
        ("ORDER", drop("messages", 7)),
        ("ORDER", drop("messages", 0)),
        ("PAIRING", set_at("messages", 4, "tool_call_id", "xxxxxxxxx")),
        ("STALE_CALLS", set_at("tool_calls", 0, "parameters", {"city": "Rome"})),
        ("STALE_OUTPUTS", set_at("tool_outputs", 0, "output", {"hotels": []})),
        ("CALL_ID", set_at("tool_calls", 0, "id", "short")),
        ("TOOL_NOT_OFFERED", drop("tools", 0)),
        ("TOOL_SCHEMA", set_at("tools", 0, "function_name", "a::b")),
        ("TOOL_SCHEMA", set_at("tools", 0, "parameters", "properties", {"city": {"type": 5}})),
        ("ARG_TYPE", set_at("tool_calls", 0, "parameters", {"city": 5})),
        ("ARG_TYPE", set_at("tool_calls", 0, "parameters", {})),
        ("ARG_UNGROUNDED", drop("provenance", 0)),
        ("ARG_UNGROUNDED", set_at("provenance", 0, "surface", "Rome")),
        ("ARG_UNGROUNDED", set_at("provenance", 0, "message", 2)),
        ("ARG_UNGROUNDED", set_at("provenance", 1, "path", "/hotels/1/hotel_id")),
        ("ARG_UNGROUNDED", set_at("provenance", 2, "source", "default")),
        ("ARG_UNGROUNDED", set_at("provenance", 2, "transform", "no_such")),
        ("PROVENANCE_ROWS", set_at("provenance", 2, "argument", "/nothing")),
        ("UNTAGGED_ERROR", set_at("tool_outputs", 1, "output", {"error": {"code": "x", "message": "y"}})),
        ("METADATA", set_at("metadata", "num_tool_calls", 5)),
        ("METADATA", set_at("metadata", "num_turns", 99)),
        ("METADATA", set_at("metadata", "memory_grounding_rate", 0.5)),
        ("METADATA", set_at("metadata", "tool_ids_used", [])),
        ("METADATA", set_at("metadata", "index", 77)),
        ("METADATA", set_at("metadata", "variant", 1)),
        ("SHAPE", set_at("metadata", "variant", 0)),
        ("METADATA", set_at("metadata", "scenario", "Weather: find a hotel")),
        ("METADATA", set_at("metadata", "memory_backend", "keyword")),
        ("METADATA", set_at("metadata", "pattern_type", "no_call")),
        ("METADATA", set_at("passed", False)),
        ("SHAPE", set_at("metadata", "domain", [])),
        ("SHAPE", set_at("state", "initial", "x")),
        ("SHAPE", drop("state")),
        ("SHAPE", drop("schema_version")),
        ("TOOL_SCHEMA", set_at("tools", 1, "parameters", "properties", {"city": {"type": []}})),
        ("TEXT_LEFTOVER", set_at("messages", 7, "content", "Booked for {{name}}.")),
        ("TEXT_LEFTOVER", set_at("messages", 7, "content", "Booked for {name}.")),
        ("TEXT_LEFTOVER", set_at("messages", 7, "content", "It is **booked**.")),
        ("TEXT_EMPTY", set_at("messages", 7, "content", " ")),
        ("TOOL_NAME_IN_TEXT", set_at("messages", 7, "content", "I used inn::book.")),
        ("TOOL_NAME_IN_TEXT", set_at("messages", 7, "content", "The check_in is set.")),
        ("TOOL_NAME_IN_TEXT", set_at("messages", 2, "content", "Emma Novak, use inn::book.")),
        ("TEXT_EMPTY", set_at("messages", 2, "content", " ")),
        ("ARG_UNGROUNDED", set_at("provenance", 0, "source", "initial_state")),
        ("UNSUPPORTED_CLAIM", set_at("messages", 7, "content", "I found 31 hotels.")),
        ("UNSUPPORTED_CLAIM", set_at("messages", 7, "content", "I found nineteen hotels.")),
        ("UNSUPPORTED_CLAIM", set_at("messages", 7, "content", 'It is called "The Golden Goose".')),
        ("UNSUPPORTED_CLAIM", set_at("messages", 7, "content", "Write to desk@nowhere.example.")),
        ("FALSE_SUCCESS", set_at("tool_outputs", 1, "output", {"error": {"code": "x", "message": "y"}})),
        ("UNUSED_VALUE", set_at("messages", 2, "content", "Emma Novak, with 7 guests.")),
        ("UNUSED_VALUE", set_at("messages", 2, "content", "Emma Novak and Leo Silva.")),
        ("UNUSED_VALUE", set_at("messages", 2, "content", 'Emma Novak, and "a room with a view".')),
        ("REASKED", set_at("provenance", 3, "message", 0)),
        ("MISSING_CALL", set_at("metadata", "scenario", "Travel: find hotels; book a hotel; pay for it")),
        ("MISSING_CALL", set_at("messages", 0, "content", "The first three in Paris, for 2026-09-01.")),
        ("OUTPUT_CONTRADICTS_STATE", set_at("tool_outputs", 1, "output", "check_in", "2026-09-02")),
        ("OUTPUT_CONTRADICTS_STATE", set_at("tool_outputs", 0, "output", "total", 2)),
        ("METADATA", set_at("metadata", "behaviours", ["clarification", "parallel_calls"])),
        ("METADATA", set_at("metadata", "behaviours", ["clarification", "long_range_reference"])),
        ("METADATA", set_at("metadata", "num_clarification_questions", 0)),
        ("METADATA", set_at("metadata", "pattern_type", "parallel")),
    ],
)
def test_each_fault_has_its_code(code: str, mutate: Callable[[JsonObject], None]) -> None:
    broken = record()
    mutate(broken)
    assert code in codes(broken)


def test_an_id_that_the_user_says_too_early_is_a_leak() -> None:
    broken = record()
    broken["messages"][0]["content"] += f" Take {broken['tool_calls'][1]['parameters']['hotel_id']}."
    assert "LEAKED_ID" in codes(broken)


def test_parallel_calls_may_not_depend_on_one_another() -> None:
    broken = record()
    broken["messages"][3]["tool_calls"] += broken["messages"][5]["tool_calls"]
    assert "PARALLEL_DEPENDENCY" in codes(broken)


def test_an_id_that_only_a_tool_has_shown_is_no_word_of_the_user() -> None:
    broken = record()
    broken["messages"][2]["content"] += f" Not {broken['tool_outputs'][0]['output']['hotels'][2]['hotel_id']}."
    assert "LEAKED_ID" in codes(broken)


def test_what_the_assistant_claims_to_have_done_needs_a_call() -> None:
    made = record()
    made["messages"][7]["content"] = "I've booked it."
    assert validate_record(made) == []
    made["messages"] = [*made["messages"][:5], made["messages"][7]]
    made["metadata"]["requests"][0]["end"] = 5
    assert "FALSE_SUCCESS" in codes(made)


def test_the_same_read_twice_is_one_call_too_many() -> None:
    broken = record()
    search = broken["tool_calls"][0]
    broken["tool_calls"].insert(1, search | {"id": "again0000"})
    assert "EXTRA_CALL" in codes(broken)


def test_a_distractor_that_says_and_takes_the_same_is_an_alternative() -> None:
    broken = record()
    used = broken["tools"][0]
    broken["tools"].append(used | {"name": "other::search", "function_name": "other__search"})
    assert "VALID_DISTRACTOR" in codes(broken)


@pytest.mark.parametrize(
    ("text", "token", "held"),
    [("costs 12.", "12", True), ("costs 12.5", "12", False), ("2026-12-01", "12", False), ("at 12:30", "12", False)],
)
def test_a_part_of_a_number_or_date_is_no_token(text: str, token: str, held: bool) -> None:
    assert holds_token(text, token) is held


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [("in Paris.", "paris", True), ("comparison", "paris", False), ("2 guests", 2, False), ("room 412", 412, True)],
)
def test_a_value_is_said_only_as_a_word_of_its_own(text: str, value: Any, said: bool) -> None:
    assert says(text, value) is said


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(record())), JSON)
def test_any_json_in_any_place_is_judged_and_never_crashes(key: str, value: Any) -> None:
    broken = record()
    broken[key] = value
    validate_record(broken)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(["messages", "tool_calls", "tool_outputs", "tools", "provenance"]), st.data())
def test_any_json_inside_a_list_is_judged_and_never_crashes(key: str, data: st.DataObject) -> None:
    broken = record()
    item = data.draw(st.sampled_from(range(len(broken[key]))))
    inner = data.draw(st.sampled_from(sorted(broken[key][item])))
    broken[key][item][inner] = data.draw(JSON)
    validate_record(broken)


def dated(content: str, surface: str, transform: str, today: str | None = "2026-07-06") -> View:
    """A view of one message, one call with two dates, and where they come from."""
    rows = [
        {"call_id": "c", "argument": "/check_in", "source": "user", "message": 0, "surface": "July 10, 2026"},
        {"call_id": "c", "argument": "/check_out", "source": "user", "message": 0, "surface": surface},
    ]
    rows[1]["transform"] = transform
    call = {"id": "c", "name": "inn::book", "parameters": {"check_in": "2026-07-10", "check_out": "2026-07-17"}}
    behaviours = [] if today is None else ["relative_dates"]
    metadata = {"behaviours": behaviours} if today is None else {"today": today, "behaviours": behaviours}
    record = {"metadata": metadata, "provenance": rows, "tool_calls": [call]}
    return View(record, [{"role": "user", "content": content}], [call], rows, behaviours)


@pytest.mark.parametrize(
    ("content", "transform", "today", "faults"),
    [
        ("It's Monday, July 6, 2026.", "date_from:2026-07-06", "2026-07-06", 0),
        ("It's Monday, July 6, 2026.", "date_from:2026-07-07", "2026-07-06", 1),
        ("It's Tuesday, July 6, 2026.", "date_from:2026-07-06", "2026-07-06", 1),
        ("It's Monday, July 6, 2026.", "date_from:2026-07-06", None, 1),
        ("Until July 17, 2026.", "date", "2026-07-06", 1),
        ("Until July 17, 2026.", "date", None, 0),
    ],
)
def test_dates_are_told_from_no_day_but_the_stated_one(
    content: str, transform: str, today: str | None, faults: int
) -> None:
    assert len(list(today_is_stated(dated(content, "next Friday", transform, today)))) == faults


def test_a_length_counts_from_a_day_of_the_same_call() -> None:
    assert not list(starts_are_told(dated("", "a week", "days_after:2026-07-10")))
    assert [one.code for one in starts_are_told(dated("", "a week", "days_after:2026-07-11"))] == ["UNSTATED_START"]
