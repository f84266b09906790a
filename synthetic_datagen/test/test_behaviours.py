"""Playing plans with every behaviour: what is asked, corrected, called again, mended, refused."""

from dataclasses import replace

import pytest

from synthetic_datagen.common.behaviours import shown_by
from synthetic_datagen.common.faults import Fault, Recovery
from synthetic_datagen.common.kinds import Kind
from synthetic_datagen.common.plans import (
    Argument,
    FromUser,
    Goal,
    Opening,
    Outcome,
    Plan,
    PlannedStep,
    Replacement,
    Setback,
    Slot,
)
from synthetic_datagen.common.trace import AskMend, MakeCalls, Report, Trace, UserAnswer
from synthetic_datagen.test.test_generator import SLOTS, kinds, plan_of, played

ROME = Slot(3, Kind.CITY, "city", "Rome", "city", "inn::search")
BOTH = Goal((0, 1), (0, 1, 2))


def plan(*goals: Goal, setback: Setback | None = None, steps: tuple[PlannedStep, ...] = ()) -> Plan:
    """A search and a booking, with a fourth slot that holds another city."""
    made = plan_of(*goals)
    return replace(made, slots=(*SLOTS, ROME), steps=(*made.steps, *steps), setback=setback)


def struck(fault: Fault, recovery: Recovery, *goals: Goal, times: int = 1) -> Trace:
    return played(plan(*(goals or (BOTH,)), setback=Setback(0, fault, recovery, times)))


def called(trace: Trace) -> list[str]:
    return [call.endpoint_id for call in trace.calls]


@pytest.mark.parametrize("times", [1, 2])
def test_a_passing_fault_is_tried_again_with_the_same_arguments(times: int) -> None:
    trace = struck(Fault.RATE_LIMITED, Recovery.RETRY, times=times)
    assert called(trace) == ["inn::search"] * (times + 1) + ["inn::book"]
    assert trace.calls[0].arguments == trace.calls[times].arguments
    assert [result.fault for result in trace.results] == [Fault.RATE_LIMITED] * times + [None, None]
    assert {"fault:rate_limited", "recovery:retry"} <= set(shown_by(trace))


def test_a_value_that_a_call_fails_over_is_asked_for_again_and_used_from_then_on() -> None:
    setback = Setback(0, Fault.NOT_FOUND, Recovery.MEND, parameter="city", mended=Replacement(0, 3))
    trace = played(plan(BOTH, setback=setback))
    assert kinds(trace)[2:6] == ["Results", "AskMend", "UserAnswer", "MakeCalls"]
    assert [call.arguments.get("city") for call in trace.calls] == ["Paris", "Rome", None]
    assert trace.calls[2].provenance[0].from_call == 1
    assert isinstance(trace.events[3], AskMend)
    assert isinstance(trace.events[4], UserAnswer)


def test_another_tool_does_what_the_first_one_failed_to_do() -> None:
    other = PlannedStep("inn::list_bookings", 0, 0, ())
    setback = Setback(1, Fault.UNAUTHORIZED, Recovery.OTHER_TOOL, instead=2)
    trace = played(plan(BOTH, setback=setback, steps=(other,)))
    assert called(trace) == ["inn::search", "inn::book", "inn::list_bookings"]
    assert trace.events[-1] == Report(0, (0, 2), last=True)
    assert trace.state_final == trace.state_initial


def test_a_call_that_fails_for_good_is_told_and_changes_nothing() -> None:
    goal = replace(BOTH, outcome=Outcome.FAILED)
    trace = played(plan(goal, setback=Setback(1, Fault.UPSTREAM_ERROR, Recovery.STOP)))
    assert called(trace) == ["inn::search", "inn::book"]
    assert trace.changes == ()
    assert kinds(trace)[-1] == "Report"


def test_only_successful_calls_change_the_state() -> None:
    trace = played(plan(BOTH, setback=Setback(1, Fault.UPSTREAM_ERROR, Recovery.RETRY)))
    assert [(change.call, change.act) for change in trace.changes] == [(2, "created")]


def test_a_correction_with_the_answer_is_what_calls_take_and_says_what_it_replaces() -> None:
    goal = Goal((0, 1), (0, 2), (1,), corrected=(Replacement(0, 3),))
    trace = played(plan(goal))
    assert trace.events[2] == UserAnswer(0, (1,), (3,))
    row = trace.calls[0].provenance[0]
    assert (trace.calls[0].arguments["city"], row.slot, row.replaces) == ("Rome", 3, 0)
    assert "correction" in shown_by(trace)


def test_a_correction_after_completion_makes_the_call_again() -> None:
    again = PlannedStep("inn::search", 1, 2, (Argument("/city", "city", FromUser(3)),))
    changed = Replacement(0, 3)
    second = Goal((2,), (3,), opening=Opening.CORRECTION, corrected=(changed,), changed=changed, again=0)
    made = plan_of(BOTH)
    trace = played(replace(made, slots=(*SLOTS, ROME), steps=(*made.steps, again), goals=(BOTH, second)))
    assert trace.calls[2].arguments == {"city": "Rome"}
    assert trace.calls[2].provenance[0].replaces == 0


@pytest.mark.parametrize("detour", [(2,), ()])
def test_a_detour_is_followed_by_the_same_question(detour: tuple[int, ...]) -> None:
    told = tuple(slot for slot in (0, 2) if slot not in detour)
    trace = played(plan(Goal((0, 1), told, (1,), detour=detour)))
    assert kinds(trace)[:5] == ["UserRequest", "AskSlots", "UserDetour", "AskSlots", "UserAnswer"]
    assert trace.calls[1].arguments["guest"] == "Emma Novak"


def test_a_goal_that_no_tool_meets_is_refused_without_a_call() -> None:
    trace = played(plan(replace(BOTH, outcome=Outcome.NO_TOOL)))
    assert kinds(trace) == ["UserRequest", "Refuse"]
    assert shown_by(trace) == ["no_tool"]


def test_a_value_that_the_user_lacks_is_asked_for_once_and_then_the_goal_is_refused() -> None:
    trace = played(plan(Goal((0, 1), (0, 2), (1,), outcome=Outcome.NO_VALUE)))
    assert kinds(trace) == ["UserRequest", "AskSlots", "UserCannot", "Refuse"]
    assert shown_by(trace) == ["clarification", "missing_value"]


def test_a_goal_without_steps_is_answered_at_once() -> None:
    trace = played(plan(BOTH, Goal((), (), outcome=Outcome.NO_CALL)))
    assert kinds(trace)[-2:] == ["UserRequest", "Answer"]
    assert not any(isinstance(event, MakeCalls) for event in trace.events[-2:])
