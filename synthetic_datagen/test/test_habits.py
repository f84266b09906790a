"""writer/habits.py: what a persona always does in writing, and what no habit touches."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthetic_datagen.common.kinds import Kind
from synthetic_datagen.common.plans import Habit, Slot
from synthetic_datagen.common.trace import Surface, Utterance
from synthetic_datagen.common.transforms import apply
from synthetic_datagen.test.writer_traces import hotel_trace
from synthetic_datagen.writer.habits import with_habits
from synthetic_datagen.writer.surfaces import SurfaceContext, surface_of
from synthetic_datagen.writer.talk import Talk

TEXT = "I'd like hotels in Paris. Then I'm off. Mail: bob@x.example. Book Hotel Lux, please."


def written(text: str, *habits: Habit, surfaces: tuple[str, ...] = (), seed: int = 1) -> str:
    trace = hotel_trace()
    persona = replace(trace.plan.persona, habits=frozenset(habits))
    talk = Talk.over(replace(trace, plan=replace(trace.plan, persona=persona)), random.Random(seed))
    turn = with_habits(talk, Utterance(text, tuple(Surface(at, one) for at, one in enumerate(surfaces))))
    assert all(one.text in turn.text for one in turn.surfaces)
    return turn.text


@pytest.mark.parametrize(
    ("habit", "text"),
    [
        (Habit.LOWERCASE, "i'd like hotels in Paris. then i'm off. mail: bob@x.example. Book Hotel Lux, please."),
        (Habit.NO_STOP, TEXT[:-1]),
        (Habit.FULL_FORMS, TEXT.replace("I'd", "I would").replace("I'm", "I am")),
        (Habit.DAY_FIRST, TEXT),
    ],
)
def test_each_habit_does_one_thing(habit: Habit, text: str) -> None:
    assert written(TEXT, habit, surfaces=("Paris", "bob@x.example")) == text


def test_quotes_become_single_ones_but_not_around_an_apostrophe() -> None:
    said = written('Find "oat milk" and "Ann\'s tea".', Habit.SINGLE_QUOTES, surfaces=("oat milk",))
    assert said == "Find 'oat milk' and \"Ann's tea\"."


def test_slips_are_few_and_never_in_a_value() -> None:
    text = "Please find the weather and the price for the hotel called the Weather."
    said = {written(text, Habit.TYPOS, surfaces=("the Weather",), seed=seed) for seed in range(60)}
    assert len(said) > 10
    assert all(one.endswith("called the Weather.") for one in said)
    assert all(sum(a != b for a, b in zip(one.split(), text.split(), strict=True)) <= 4 for one in said)


def test_a_final_stop_that_belongs_to_a_value_stays() -> None:
    assert written("Use 3 St. Mary St.", Habit.NO_STOP, surfaces=("3 St. Mary St.",)) == "Use 3 St. Mary St."


@given(text=st.text(max_size=60), habits=st.sets(st.sampled_from(Habit)), value=st.text(min_size=1, max_size=8))
def test_any_turn_keeps_what_carries_its_value(text: str, habits: set[Habit], value: str) -> None:
    written(f"{text} {value} {text}", *habits, surfaces=(value,))


@pytest.mark.parametrize(
    ("habits", "words"),
    [
        ({Habit.NUMERIC_DATES}, {"04/25/2026"}),
        ({Habit.NUMERIC_DATES, Habit.DAY_FIRST}, {"25/04/2026"}),
        ({Habit.DAY_FIRST}, {"25 April 2026", "25th April 2026", "Saturday, 25 April 2026"}),
    ],
)
def test_a_date_is_written_as_its_writer_is_used_to(habits: set[Habit], words: set[str]) -> None:
    slot = Slot(0, Kind.DATE, "date", "2026-04-25", "date", "x::y")
    context = SurfaceContext(habits=frozenset(habits))
    said = {surface_of(slot, context, random.Random(seed)) for seed in range(80)}
    assert words <= {one.text for one in said}
    assert all(apply(one.transform, one.text) == "2026-04-25" for one in said)


def test_a_date_that_has_two_readings_in_numbers_is_not_said_so() -> None:
    slot = Slot(0, Kind.DATE, "date", "2026-04-11", "date", "x::y")
    context = SurfaceContext(habits=frozenset({Habit.NUMERIC_DATES}))
    assert not any("/" in surface_of(slot, context, random.Random(seed)).text for seed in range(60))
