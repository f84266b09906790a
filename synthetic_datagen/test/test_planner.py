"""The planner: values that agree, disclosure as the plan says, memory that steers."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import msgspec
import pytest

from synthetic_datagen.common.behaviours import Behaviour
from synthetic_datagen.common.chains import SamplingMode
from synthetic_datagen.common.faults import Fault, Recovery
from synthetic_datagen.common.kinds import Intent, Kind, ValueType
from synthetic_datagen.common.plans import FromOutput, FromUser, Opening, Outcome, Plan, Slot
from synthetic_datagen.config import TWISTS, UNMET, GeneratorSettings, Settings
from synthetic_datagen.memory.store import KeywordStore
from synthetic_datagen.planner.agent import Planner
from synthetic_datagen.planner.behaviours import CONTROLLED, declared, draw_wanted
from synthetic_datagen.planner.corpus_memory import CorpusMemory
from synthetic_datagen.planner.draft import Draft
from synthetic_datagen.planner.offering import reads_alike
from synthetic_datagen.planner.scenario import Scenario
from synthetic_datagen.planner.slots import SlotBook
from synthetic_datagen.planner.steps import StepPlanner
from synthetic_datagen.planner.tenses import DATES, Tense, lies_over, tense_of, told_from
from synthetic_datagen.sampler.sampler import ChainSampler
from synthetic_datagen.sampler.steering import Steering
from synthetic_datagen.test.small_registry import endpoint as small_endpoint
from synthetic_datagen.test.small_registry import field, param
from synthetic_datagen.test.small_world import Registry
from synthetic_datagen.test.test_sampler import graph_of
from synthetic_datagen.world.scene import WorldModel
from synthetic_datagen.world.values import coerce

SHARES: dict[str, Any] = dict.fromkeys(
    (*TWISTS, *UNMET, "alone_share", "detour_share", "two_intents_share", "long_range_share"), 0.0
)
PLAIN = Settings(generator=msgspec.structs.replace(GeneratorSettings(), **SHARES))


@cache
def planner(settings: Settings = PLAIN) -> Planner:
    graph = graph_of(*Registry().tools)
    return Planner(Registry(), graph, ChainSampler(graph, settings.sampler), settings, WorldModel(Registry()))


def plans(mode: SamplingMode, count: int = 60, settings: Settings = PLAIN) -> Iterator[Plan]:
    refusals: Counter[str] = Counter()
    for index in range(count):
        wanted = planner(settings).wanted(random.Random(f"wanted {index}"), mode)
        plan = planner(settings).plan(random.Random(index), index, wanted, Steering.none(), refusals)
        if plan is not None:
            yield plan


def with_share(name: str, share: float = 1.0) -> Settings:
    """Settings in which one behaviour is all that happens."""
    return Settings(generator=msgspec.structs.replace(PLAIN.generator, **{name: share}))


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
    settings = with_share("clarification_share", 0)
    assert not any(goal.withheld for plan in plans(SamplingMode.SEQUENTIAL, settings=settings) for goal in plan.goals)


def test_every_slot_is_told_or_withheld_once_and_used() -> None:
    for plan in plans(SamplingMode.MIXED):
        disclosed = [slot for goal in plan.goals for slot in (*goal.told, *goal.withheld)]
        used = {a.source.slot for step in plan.steps for a in step.arguments if isinstance(a.source, FromUser)}
        assert sorted(disclosed) == sorted(used) == [slot.number for slot in plan.slots]


def test_offered_tools_hold_the_used_ones_and_distractors() -> None:
    for plan in plans(SamplingMode.SEQUENTIAL, settings=with_share("three_distractors_share")):
        used = {step.endpoint_id for step in plan.steps}
        assert used <= set(plan.offered)
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


def test_a_correction_has_a_new_value_for_a_slot_that_was_told() -> None:
    found = list(plans(SamplingMode.SEQUENTIAL, settings=with_share("correction_share")))
    assert found
    for plan in found:
        (one,) = [one for goal in plan.goals for one in goal.corrected]
        assert plan.slots[one.old].parameter == plan.slots[one.new].parameter
        assert plan.slots[one.old].value != plan.slots[one.new].value


def test_a_change_after_completion_does_something_again_or_updates_what_was_made() -> None:
    found = list(plans(SamplingMode.SEQUENTIAL, settings=with_share("change_share")))
    assert found
    for plan in found:
        (goal,) = [goal for goal in plan.goals if goal.opening is Opening.CHANGE]
        changing = Registry().endpoints[plan.steps[goal.steps[-1]].endpoint_id]
        assert goal.again is not None or changing.intent is Intent.UPDATE


def test_what_is_done_again_leaves_no_call_of_its_request_with_the_old_value() -> None:
    found = list(plans(SamplingMode.SEQUENTIAL, settings=with_share("change_share")))
    again = [(plan, goal.again) for plan in found for goal in plan.goals if goal.again is not None]
    assert again
    for plan, step in again:
        (request,) = [goal for goal in plan.goals if step in goal.steps]
        sources = [argument.source for number in request.steps for argument in plan.steps[number].arguments]
        assert all(source.step != step for source in sources if isinstance(source, FromOutput))


@pytest.mark.parametrize(
    ("share", "recovery"),
    [("retry_share", Recovery.RETRY), ("mend_share", Recovery.MEND), ("stop_share", Recovery.STOP)],
)
def test_a_setback_strikes_a_step_and_says_what_is_done_about_it(share: str, recovery: Recovery) -> None:
    found = list(plans(SamplingMode.SEQUENTIAL, settings=with_share(share)))
    assert found
    for plan in found:
        assert plan.setback is not None
        assert plan.setback.recovery is recovery
        assert (plan.setback.mended is not None) == (recovery is Recovery.MEND)
        assert any(goal.outcome is Outcome.FAILED for goal in plan.goals) == (recovery is Recovery.STOP)


def test_an_empty_result_strikes_only_lists() -> None:
    for plan in plans(SamplingMode.SEQUENTIAL, 200, with_share("mend_share")):
        if plan.setback is not None and plan.setback.fault is Fault.EMPTY_RESULT:
            assert Registry().endpoints[plan.steps[plan.setback.step].endpoint_id].intent.many


@pytest.mark.parametrize(
    ("share", "outcome"),
    [("no_tool_share", Outcome.NO_TOOL), ("missing_value_share", Outcome.NO_VALUE), ("no_call_share", Outcome.NO_CALL)],
)
def test_an_unmet_request_stands_behind_the_others(share: str, outcome: Outcome) -> None:
    for plan in plans(SamplingMode.SEQUENTIAL, settings=with_share(share)):
        assert [goal.outcome for goal in plan.goals if goal.outcome is not Outcome.DONE] == [outcome]


def test_a_refused_tool_is_never_offered_and_no_distractor_does_its_work() -> None:
    for plan in plans(SamplingMode.SEQUENTIAL, settings=with_share("no_tool_share")):
        refused = [plan.steps[goal.steps[0]].endpoint_id for goal in plan.goals if goal.outcome is Outcome.NO_TOOL]
        assert not set(refused) & set(plan.offered)


def test_tools_read_alike_where_only_their_names_differ() -> None:
    one = small_endpoint("logos::detect", Intent.GET, "logo", (param("image", Kind.IMAGE_URL),))
    label = replace(one, id="labels::detect", name="detect", entity="label")
    assert not reads_alike(one, label), "without a description the names are all that is said"
    one, label = replace(one, description="Use image."), replace(label, description="Use image.")
    assert reads_alike(one, label)
    assert not reads_alike(one, replace(label, parameters=()))


def test_what_is_wanted_is_drawn_in_the_declared_shares() -> None:
    shares, count = declared(Settings(), SamplingMode.MIXED), 4000
    drawn = Counter(
        tag
        for number in range(count)
        for tag in draw_wanted(random.Random(f"{number}"), Settings(), SamplingMode.MIXED).tags
    )
    assert set(drawn) == CONTROLLED == set(shares)
    assert all(abs(drawn[tag] / count - share) < 0.02 for tag, share in shares.items())


def test_a_mode_is_the_mode_of_every_conversation() -> None:
    for mode in (SamplingMode.PARALLEL, SamplingMode.CLARIFICATION_FIRST, SamplingMode.MULTI_TOOL):
        wanted = [draw_wanted(random.Random(number), Settings(), mode) for number in range(50)]
        assert {one.mode for one in wanted} == {mode}
        assert not any(one.alone for one in wanted)
        assert all(one.clarification for one in wanted) or mode is not SamplingMode.CLARIFICATION_FIRST


def test_what_is_given_up_leaves_the_mode_as_it_is() -> None:
    wanted = draw_wanted(random.Random(1), Settings(), SamplingMode.PARALLEL).plainer()
    assert wanted.tags == {Behaviour.PARALLEL_CALLS.value}


DATED = Settings(planner=msgspec.structs.replace(PLAIN.planner, relative_dates_share=1.0), generator=PLAIN.generator)


def test_dates_are_told_from_a_stated_today_in_the_share_that_is_wanted() -> None:
    dated = [plan for plan in plans(SamplingMode.MIXED, settings=DATED) if any(s.kind in DATES for s in plan.slots)]
    assert dated
    assert all(plan.today for plan in dated)
    never = Settings(
        planner=msgspec.structs.replace(PLAIN.planner, relative_dates_share=0.0), generator=PLAIN.generator
    )
    assert not any(plan.today for plan in plans(SamplingMode.MIXED, settings=never))


def test_days_to_come_lie_after_today_and_within_ninety_days() -> None:
    for plan in plans(SamplingMode.MIXED, settings=DATED):
        for one in plan.slots:
            if one.kind in DATES and plan.today:
                ahead = (date.fromisoformat(one.value) - date.fromisoformat(plan.today)).days
                assert 1 <= ahead <= 90


@pytest.mark.parametrize(
    ("endpoint", "name", "about", "tense"),
    [
        ("search_hotels", "check_in", "Check-in date", Tense.FUTURE),
        ("list_transactions", "start_date", "Start date", Tense.PAST),
        ("get_rate", "date", "Date of the historical rate", Tense.PAST),
        ("add_patient", "date_of_birth", "", Tense.BORN),
        ("get_chart", "date", "Date of the delivery", Tense.OPEN),
        ("get_values", "date", "", Tense.OPEN),
    ],
)
def test_names_and_descriptions_say_the_tense_of_a_date(endpoint: str, name: str, about: str, tense: Tense) -> None:
    one = replace(param(name, Kind.DATE), description=about)
    assert tense_of(small_endpoint(f"x::{endpoint}", Intent.LIST, parameters=(one,)), one) is tense


def test_a_call_for_a_day_that_has_gone_by_makes_no_sense_where_only_one_to_come_does() -> None:
    book = Registry().endpoints["inn::book"]
    assert lies_over(book, {"check_in": "2026-07-05"}, "2026-07-06")
    assert not lies_over(book, {"check_in": "2026-07-06"}, "2026-07-06")
    assert not lies_over(book, {}, "2026-07-06")


def test_an_optional_list_takes_several_values_of_its_own() -> None:
    tags = replace(param("tags", Kind.TAG, required=False, type_=ValueType.ARRAY), items=ValueType.STRING)
    search = small_endpoint("shop::search", Intent.SEARCH, "product", (tags,))
    told = [
        StepPlanner(Registry(), PLAIN.planner).told(draft, search, tags)
        for draft in (Draft(SlotBook(Scenario.of(rng), rng), rng) for rng in map(random.Random, range(40)))
    ]
    assert {len(arguments) for arguments in told} == {1, 2, 3}
    assert all(one.pointer == f"/tags/{at}" for arguments in told for at, one in enumerate(arguments))


def test_today_is_not_stated_where_a_tool_shows_dates_that_nobody_told() -> None:
    book = Registry().endpoints["inn::book"]
    told = Slot(0, Kind.START_DATE, "check in", "2026-07-10", "check_in", book.id)
    posts = small_endpoint("news::list", Intent.LIST, "post", outputs=(field("/posts/*/day", Kind.DATE),))
    assert told_from(date(2026, 7, 6), [told], [book])
    assert not told_from(date(2026, 7, 6), [told], [book, posts])
    assert not told_from(date(2025, 7, 6), [told], [book])
    assert not told_from(date(2026, 7, 6), [], [book])
