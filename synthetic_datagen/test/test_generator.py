"""Agents over one state: what is asked, what is called, where each argument comes from, what is refused."""

import pytest

from synthetic_datagen.common.chains import Chain, Pattern, SamplingMode, Step
from synthetic_datagen.common.kinds import Kind
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
from synthetic_datagen.common.trace import AskSlots, MakeCalls, Report, Trace, UserAnswer, UserRequest
from synthetic_datagen.generator.assistant import Assistant
from synthetic_datagen.generator.conversation import Stage, play
from synthetic_datagen.generator.drafts import Ungrounded
from synthetic_datagen.generator.executor import ArgumentChecks, OfflineExecutor
from synthetic_datagen.generator.grounding import chosen_item
from synthetic_datagen.generator.replay import replay
from synthetic_datagen.generator.user_proxy import UserProxy
from synthetic_datagen.test.small_world import Registry, world
from synthetic_datagen.world.scene import WorldModel

HOTEL_ID = FromOutput(0, "/hotels/*/hotel_id")
SLOTS = (
    Slot(0, Kind.CITY, "city", "Paris", "city", "inn::search"),
    Slot(1, Kind.START_DATE, "check in", "2026-09-01", "check_in", "inn::book"),
    Slot(2, Kind.PERSON_NAME, "guest", "Emma Novak", "guest", "inn::book"),
)


def plan_of(*goals: Goal, hotel: FromOutput = HOTEL_ID, group: int = 1) -> Plan:
    steps = (
        PlannedStep("inn::search", 0, 0, (Argument("/city", "city", FromUser(0)),)),
        PlannedStep(
            "inn::book",
            len(goals) - 1,
            group,
            (
                Argument("/hotel_id", "hotel_id", hotel),
                Argument("/check_in", "check_in", FromUser(1)),
                Argument("/guest", "guest", FromUser(2)),
            ),
        ),
    )
    chain = Chain(
        SamplingMode.SEQUENTIAL, Pattern.SEARCH_THEN_ACTION, "Travel", (Step("inn::search"), Step("inn::book", group))
    )
    someone, offered = Persona("someone", Tone.PLAIN), ("inn::search", "inn::book")
    return Plan(0, chain, someone, "", SLOTS, steps, goals, offered, distractors="three")


def played(plan: Plan, seed: int = 1) -> Trace:
    return play("conv_1_0000", plan, world(seed), Stage(Assistant(Registry().endpoints), UserProxy(), ArgumentChecks()))


def kinds(trace: Trace) -> list[str]:
    return [type(event).__name__ for event in trace.events]


def test_executor_answers_from_the_world_and_the_trace_records_sources() -> None:
    trace = played(plan_of(Goal((0, 1), (0, 1, 2))))
    assert kinds(trace) == ["UserRequest", "MakeCalls", "Results", "MakeCalls", "Results", "Report"]
    search, book = trace.calls
    assert book.arguments["hotel_id"] == trace.results[0].output["hotels"][0]["hotel_id"]
    assert (book.provenance[0].from_call, book.provenance[0].path) == (search.number, "/hotels/0/hotel_id")
    assert trace.state_initial != trace.state_final


def test_clarification_asks_for_exactly_what_is_withheld() -> None:
    trace = played(plan_of(Goal((0, 1), told=(0,), withheld=(1, 2))))
    assert trace.events[:3] == (UserRequest(0, (0,)), AskSlots(0, (1, 2)), UserAnswer(0, (1, 2)))
    assert sum(isinstance(event, AskSlots) for event in trace.events) == 1


def test_a_second_goal_is_asked_for_after_the_first_is_reported() -> None:
    trace = played(plan_of(Goal((0,), (0,)), Goal((1,), (1, 2))))
    reports = [event for event in trace.events if isinstance(event, Report)]
    assert [(report.calls, report.last) for report in reports] == [((0,), False), ((1,), True)]
    assert kinds(trace)[4] == "UserRequest"


def test_a_dependent_step_is_never_made_beside_its_source() -> None:
    with pytest.raises(Ungrounded, match="gave no output"):
        played(plan_of(Goal((0, 1), (0, 1, 2)), group=0))


def test_a_missing_field_is_ungrounded_and_never_made_up() -> None:
    with pytest.raises(Ungrounded, match="no /hotels/\\*/code"):
        played(plan_of(Goal((0, 1), (0, 1, 2)), hotel=FromOutput(0, "/hotels/*/code")))


def test_the_cheapest_item_is_the_one_with_the_lowest_price() -> None:
    cheapest = FromOutput(0, "/hotels/*/hotel_id", Selector(Pick.LOWEST, 0, "/hotels/*/price", Kind.PRICE))
    trace = played(plan_of(Goal((0, 1), (0, 1, 2)), hotel=cheapest))
    hotels = trace.results[0].output["hotels"]
    assert trace.calls[1].arguments["hotel_id"] == min(hotels, key=lambda hotel: hotel["price"])["hotel_id"]


def test_too_few_items_choose_nothing() -> None:
    assert chosen_item([{"price": 3}], Selector(Pick.NTH, 1)) is None
    assert chosen_item([{"price": 3}, {"price": 2}], Selector(Pick.HIGHEST, 0, "/h/*/price")) == 0


def test_executor_refuses_arguments_that_break_the_schema() -> None:
    trace = played(plan_of(Goal((0, 1), (0, 1, 2))))
    bad = type(trace.calls[0])(0, 0, "inn::search", {"city": 7}, ())
    result, changes = OfflineExecutor(world(), ArgumentChecks()).execute(bad)
    assert result.output["error"]["code"] == "invalid_argument"
    assert changes == ()


def test_calls_of_one_group_go_out_together() -> None:
    trace = played(plan_of(Goal((0, 1), (0, 1, 2))))
    assert [len(event.calls) for event in trace.events if isinstance(event, MakeCalls)] == [1, 1]


def test_a_record_replays_byte_for_byte_and_a_changed_output_does_not() -> None:
    from synthetic_datagen.test.test_validator import record

    model = WorldModel(Registry())
    made = record()
    assert replay(made, model, "") == []
    made["tool_outputs"][0]["output"]["hotels"][0]["price"] += 1
    assert [one.code for one in replay(made, model, "")] == ["REPLAY_OUTPUT"]


def test_a_replay_needs_the_same_artifacts_and_the_same_writes() -> None:
    from synthetic_datagen.test.test_validator import record

    model = WorldModel(Registry())
    assert [one.code for one in replay(record(), model, "others")] == ["REPLAY_ARTIFACTS"]
    made = record()
    made["tool_calls"].pop()
    assert {one.path for one in replay(made, model, "") if one.code == "REPLAY_STATE"} == {
        "/state/changes",
        "/state/final",
    }
