"""What the verifier says of records with every behaviour, whole and corrupted."""

import copy
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from synthetic_datagen.common.chains import Pattern
from synthetic_datagen.common.faults import Fault, Recovery
from synthetic_datagen.common.json_types import JsonObject
from synthetic_datagen.common.plans import Goal, Outcome, Plan, Replacement, Setback
from synthetic_datagen.common.records import record_of
from synthetic_datagen.generator.replay import replay
from synthetic_datagen.generator.validator import validate_record
from synthetic_datagen.test.small_world import Registry
from synthetic_datagen.test.test_behaviours import BOTH, plan
from synthetic_datagen.test.test_generator import played
from synthetic_datagen.test.test_validator import CONTEXT, plain_words, set_at
from synthetic_datagen.world.scene import WorldModel

MEND = Setback(0, Fault.NOT_FOUND, Recovery.MEND, parameter="city", mended=Replacement(0, 3))
PLANS: dict[str, Plan] = {
    "retry": plan(BOTH, setback=Setback(0, Fault.RATE_LIMITED, Recovery.RETRY)),
    "truncated": plan(BOTH, setback=Setback(0, Fault.TRUNCATED_BODY, Recovery.RETRY)),
    "mend": plan(BOTH, setback=MEND),
    "stop": plan(replace(BOTH, outcome=Outcome.FAILED), setback=Setback(1, Fault.UNAUTHORIZED, Recovery.STOP)),
    "detour": plan(Goal((0, 1), (0, 2), (1,), detour=())),
    "correction": plan(Goal((0, 1), (0, 2), (1,), corrected=(Replacement(0, 3),))),
    "no_tool": plan(replace(BOTH, outcome=Outcome.NO_TOOL)),
    "no_value": plan(Goal((0, 1), (0, 2), (1,), outcome=Outcome.NO_VALUE)),
    "no_call": plan(BOTH, Goal((), (), outcome=Outcome.NO_CALL)),
}


def record(name: str) -> JsonObject:
    made = PLANS[name]
    if name in ("no_tool", "no_value"):
        made = replace(made, chain=replace(made.chain, pattern=Pattern.NO_CALL))
    if name == "no_tool":  # what is refused is not offered
        made = replace(made, offered=("inn::get",))
    trace = played(made)
    return copy.deepcopy(record_of(trace, plain_words(trace), CONTEXT))


def codes(broken: JsonObject) -> set[str]:
    return {violation.code for violation in validate_record(broken)}


@pytest.mark.parametrize("name", PLANS)
def test_a_record_of_each_behaviour_is_valid_and_replays(name: str) -> None:
    assert validate_record(record(name)) == []
    assert replay(record(name), WorldModel(Registry()), "") == []


@pytest.mark.parametrize(
    ("name", "code", "mutate"),
    [
        ("retry", "UNTAGGED_ERROR", set_at("metadata", "behaviours", [])),
        ("retry", "FAULTS", set_at("metadata", "faults", 0, "kind", "unauthorized")),
        ("retry", "FAULTS", set_at("metadata", "faults", 0, "call_id", "nosuch000")),
        ("retry", "UNRECOVERED_ERROR", set_at("tool_outputs", 0, "output", "error", "code", "unauthorized")),
        ("truncated", "FAULTS", set_at("tool_outputs", 0, "output", {"total": 1})),
        ("mend", "REQUESTS", set_at("messages", 3, "content", "It failed.")),
        ("mend", "FALSE_SUCCESS", set_at("metadata", "requests", 0, "outcome", "failed")),
        ("stop", "REQUESTS", set_at("metadata", "requests", 0, "outcome", "done")),
        ("stop", "FALSE_SUCCESS", set_at("messages", 5, "content", "All done.")),
        ("detour", "METADATA", set_at("metadata", "behaviours", ["clarification"])),
        ("correction", "STALE_VALUE", set_at("provenance", 0, "replaces", "message", 2)),
        ("correction", "STALE_VALUE", set_at("provenance", 0, "replaces", "surface", "Oslo")),
        ("no_tool", "NEEDLESS_REFUSAL", set_at("metadata", "requests", 0, "endpoint", "inn::get")),
        ("no_tool", "FALSE_SUCCESS", set_at("messages", 1, "content", "It has been taken care of.")),
        ("no_tool", "METADATA", set_at("metadata", "behaviours", ["no_call"])),
        ("no_value", "FALSE_SUCCESS", set_at("messages", 3, "content", "Your room is ready.")),
        ("no_call", "REQUESTS", set_at("metadata", "requests", 1, "message", 5)),
        ("no_call", "METADATA", set_at("metadata", "requests", 1, "outcome", "no_tool")),
        ("no_call", "REQUESTS", set_at("metadata", "requests", 0, "opening", "intent")),
        ("no_call", "SHAPE", set_at("metadata", "requests", 0, "outcome", "perhaps")),
    ],
)
def test_each_corruption_has_its_code(name: str, code: str, mutate: Callable[[JsonObject], Any]) -> None:
    broken = record(name)
    mutate(broken)
    assert code in codes(broken)


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("tag", ["no_call", "two_intents", "recovery:other_tool", "fault:not_found", "anything"])
def test_no_tag_can_be_added_to_escape_the_checks(name: str, tag: str) -> None:
    broken = record(name)
    if tag not in broken["metadata"]["behaviours"]:
        broken["metadata"]["behaviours"].append(tag)
        assert codes(broken) & {"METADATA", "FAULTS"}


def test_a_value_that_was_taken_back_may_not_be_used_again() -> None:
    broken = record("correction")
    row = broken["provenance"][0]
    second = copy.deepcopy(row) | {"call_id": broken["tool_calls"][1]["id"], "argument": "/city"}
    second |= second.pop("replaces")
    broken["provenance"].append(second)
    assert "STALE_VALUE" in codes(broken)


def test_the_cheapest_one_must_be_the_cheapest() -> None:
    fine = record("retry")
    fine["messages"][0]["content"] += " Book the first one."
    assert "AMBIGUOUS_REFERENCE" not in codes(fine)
    fine["messages"][0]["content"] = fine["messages"][0]["content"].replace("first", "second")
    assert "AMBIGUOUS_REFERENCE" in codes(fine)


def test_a_replay_of_a_struck_call_needs_the_fault_that_the_record_names() -> None:
    broken = record("retry")
    del broken["metadata"]["faults"]
    assert {one.code for one in replay(broken, WorldModel(Registry()), "")} == {"REPLAY_OUTPUT"}


def test_a_replay_compares_what_each_call_changes() -> None:
    broken = record("retry")
    broken["state"]["changes"][0]["act"] = "updated"
    assert [one.code for one in replay(broken, WorldModel(Registry()), "")] == ["REPLAY_STATE"]


def test_a_deed_is_not_claimed_before_its_call() -> None:
    broken = record("retry")
    broken["messages"][1]["content"] = "I've booked it. Let me look."
    assert "FALSE_SUCCESS" in codes(broken)


def test_a_replay_sees_a_tool_that_does_what_is_refused() -> None:
    broken = record("no_tool")
    twin = copy.deepcopy(record("retry")["tools"][0]) | {"name": "other::search", "function_name": "other__search"}
    broken["tools"].append(twin)
    assert "NEEDLESS_REFUSAL" in {one.code for one in replay(broken, WorldModel(Registry()), "")}


@pytest.mark.parametrize("opening", ["intent", "change", "correction"])
def test_a_request_opens_as_it_says(opening: str) -> None:
    broken = record("no_call")
    broken["metadata"]["requests"][1]["opening"] = opening
    assert "REQUESTS" in codes(broken)


def test_a_call_is_mended_with_nothing_but_the_answer() -> None:
    broken = record("mend")
    broken["provenance"][1]["message"] = 0
    assert "UNRECOVERED_ERROR" in codes(broken)
