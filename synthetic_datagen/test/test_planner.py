"""The planner: values that agree, disclosure as the plan says, memory that steers."""

import random
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from synthetic_datagen.common.chains import SamplingMode
from synthetic_datagen.common.plans import FromUser, Plan
from synthetic_datagen.config import PlannerSettings, SamplerSettings
from synthetic_datagen.memory.store import KeywordStore
from synthetic_datagen.planner.agent import Planner
from synthetic_datagen.planner.corpus_memory import CorpusMemory
from synthetic_datagen.planner.scenario import Scenario
from synthetic_datagen.planner.slots import SlotBook
from synthetic_datagen.sampler.sampler import ChainSampler
from synthetic_datagen.sampler.steering import Steering
from synthetic_datagen.test.small_world import Registry
from synthetic_datagen.test.test_sampler import graph_of
from synthetic_datagen.world.values import coerce

SETTINGS = PlannerSettings()


@cache
def planner(settings: PlannerSettings = SETTINGS) -> Planner:
    graph = graph_of(*Registry().tools)
    return Planner(Registry(), graph, ChainSampler(graph, SamplerSettings()), settings)


def plans(mode: SamplingMode, count: int = 60, settings: PlannerSettings = SETTINGS) -> Iterator[Plan]:
    refusals: Counter[str] = Counter()
    for index in range(count):
        plan = planner(settings).plan(random.Random(index), index, mode, Steering.none(), refusals)
        if plan is not None:
            yield plan


def slot(parameter: str, endpoint: str, book: SlotBook, fresh: bool = False) -> object:
    found = Registry().endpoints[endpoint]
    number = book.slot_for(found, found.parameter(parameter), fresh)
    return None if number is None else book.slots[number].value


def test_the_same_seed_gives_the_same_plans() -> None:
    assert list(plans(SamplingMode.MIXED)) == list(plans(SamplingMode.MIXED))


def test_clarification_first_withholds_something_that_the_first_goal_needs() -> None:
    found = list(plans(SamplingMode.CLARIFICATION_FIRST))
    assert found
    assert all(plan.goals[0].withheld for plan in found)


def test_clarification_of_none_withholds_nothing() -> None:
    settings = PlannerSettings(clarification_share=0)
    assert not any(goal.withheld for plan in plans(SamplingMode.SEQUENTIAL, settings=settings) for goal in plan.goals)


def test_every_slot_is_told_or_withheld_once_and_used() -> None:
    for plan in plans(SamplingMode.MIXED):
        disclosed = [slot for goal in plan.goals for slot in (*goal.told, *goal.withheld)]
        used = {a.source.slot for step in plan.steps for a in step.arguments if isinstance(a.source, FromUser)}
        assert sorted(disclosed) == sorted(used) == [slot.number for slot in plan.slots]


def test_offered_tools_hold_the_used_ones_and_distractors() -> None:
    for plan in plans(SamplingMode.SEQUENTIAL):
        used = {step.endpoint_id for step in plan.steps}
        assert used < set(plan.offered)
        assert len(plan.offered) == len(set(plan.offered))


def test_parameters_that_mean_the_same_share_a_slot() -> None:
    book = SlotBook(Scenario.of(random.Random(1)), random.Random(1))
    assert slot("city", "inn::search", book) == slot("city", "inn::search", book)
    assert slot("city", "inn::search", book) != slot("city", "inn::search", book, fresh=True)


def test_both_ends_of_a_conversion_differ() -> None:
    for seed in range(50):
        book = SlotBook(Scenario.of(random.Random(seed)), random.Random(seed))
        assert slot("from_currency", "money::convert", book) != slot("to_currency", "money::convert", book)


def test_an_update_never_repeats_the_value_it_changes() -> None:
    book = SlotBook(Scenario.of(random.Random(1)), random.Random(1))
    assert slot("check_in", "inn::book", book) != slot("check_in", "inn::move", book)


def test_slots_are_of_the_type_of_their_parameter() -> None:
    for plan in plans(SamplingMode.MIXED):
        for one in plan.slots:
            wanted = Registry().endpoints[one.endpoint_id].parameter(one.parameter).type
            assert coerce(one.value, wanted, 0) == one.value


def test_memory_steers_towards_what_was_used_less() -> None:
    memory = CorpusMemory(KeywordStore(), threshold=0.85)
    memory.add(list(plans(SamplingMode.SEQUENTIAL)))
    seen = memory.snapshot()
    assert sum(seen.domains.values()) == memory.store.count()
    assert not seen.blind


@pytest.mark.parametrize("mode", [SamplingMode.SEQUENTIAL, SamplingMode.CLARIFICATION_FIRST])
def test_memory_knows_a_plan_that_it_has_seen(mode: SamplingMode) -> None:
    memory = CorpusMemory(KeywordStore(), threshold=0.85)
    first, *others = plans(mode)
    assert not memory.is_near_duplicate(first)
    memory.add([first])
    assert memory.is_near_duplicate(first)
    assert not all(memory.is_near_duplicate(other) for other in others)
