"""The validator: passes what is true, names what is not, and never crashes on what is no record."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synthetic_datagen.common.json_types import JsonObject
from synthetic_datagen.common.plans import Goal
from synthetic_datagen.common.records import RecordContext, call_id, record_of
from synthetic_datagen.common.trace import (
    AskSlots,
    MakeCalls,
    Report,
    Surface,
    Trace,
    UserAnswer,
    UserRequest,
    Utterance,
)
from synthetic_datagen.generator.schemas import OfferedTools
from synthetic_datagen.generator.validator import says, validate_record
from synthetic_datagen.test.small_world import Registry
from synthetic_datagen.test.test_generator import SLOTS, plan_of, played


def plain_words(trace: Trace) -> tuple[Utterance, ...]:
    """The plainest writer there is: every told value as it stands."""
    words = []
    for event in trace.events:
        match event:
            case UserRequest(told=slots) | UserAnswer(slots=slots):
                values = [str(SLOTS[slot].value) for slot in slots]
                surfaces = tuple(Surface(slot, value) for slot, value in zip(slots, values, strict=True))
                words.append(Utterance(f"Please: {', '.join(values)}.", surfaces))
            case AskSlots():
                words.append(Utterance("What else?"))
            case MakeCalls():
                words.append(Utterance(""))
            case Report():
                words.append(Utterance("Done."))
    return tuple(words)


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
        ("SHAPE", set_at("metadata", "domain", [])),
        ("SHAPE", set_at("state", "initial", "x")),
        ("SHAPE", drop("state")),
        ("SHAPE", drop("schema_version")),
        ("TOOL_SCHEMA", set_at("tools", 1, "parameters", "properties", {"city": {"type": []}})),
        ("TEXT_LEFTOVER", set_at("messages", 7, "content", "Booked for {{name}}.")),
        ("TOOL_NAME_IN_TEXT", set_at("messages", 2, "content", "Emma Novak, use inn::book.")),
        ("TEXT_EMPTY", set_at("messages", 2, "content", " ")),
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
