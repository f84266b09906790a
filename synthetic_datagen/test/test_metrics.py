"""metrics/: the measures against values worked out by hand, counting over records, coverage and lineage."""

import random
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthetic_datagen.common.files import BrokenLine, JsonLine
from synthetic_datagen.metrics import measures
from synthetic_datagen.metrics.coverage import CoverageCounter
from synthetic_datagen.metrics.diversity import DiversityCounter, DiversityReport
from synthetic_datagen.metrics.lineage import lineage
from synthetic_datagen.metrics.measures import Jaccard, dissimilarity, entropy_bits, jaccard_dissimilarity
from synthetic_datagen.metrics.record_view import RecordView, view

SETS = st.lists(st.frozensets(st.sampled_from("abcde"), max_size=4), min_size=2, max_size=12)


def record(*names: str, domain: str = "Travel", said: str = "Find me a hotel", asked: int = 0) -> dict[str, Any]:
    """A record with one call for each name; every call after the first takes `hotel_id` from the one before it."""
    calls = [
        {"id": f"call0000{i}", "name": name, "parameters": {"city": "Paris"} if i == 0 else {"hotel_id": "h1"}}
        for i, name in enumerate(names)
    ]
    rows: list[dict[str, Any]] = [
        {"call_id": calls[0]["id"], "argument": "/city", "source": "user", "message": 0, "surface": "Paris"}
    ]
    for before, call in pairwise(calls):
        source = {"source": "tool_output", "from_call": before["id"], "path": "/results/0/hotel_id"}
        rows.append({"call_id": call["id"], "argument": "/hotel_id", **source})
    return {
        "conversation_id": "conv_42_0000",
        "messages": [{"role": "user", "content": said}, {"role": "assistant", "content": "Done."}],
        "tool_calls": calls,
        "tool_outputs": [
            {"id": c["id"], "output": {"results": [{"hotel_id": "h1"}, {"hotel_id": "h2"}]}} for c in calls
        ],
        "provenance": rows,
        "metadata": {"domain": domain, "pattern_type": "p", "num_clarification_questions": asked},
    }


def viewed(value: dict[str, Any]) -> RecordView:
    found = view(JsonLine(1, value))
    assert isinstance(found, RecordView)
    return found


def counted(*records: dict[str, Any]) -> DiversityReport:
    counter = DiversityCounter()
    for value in records:
        counter.add(viewed(value))
    return counter.report()


def test_entropy_of_equal_counts_is_the_logarithm_of_their_number() -> None:
    assert entropy_bits({"a": 5, "b": 5, "c": 5, "d": 5}) == pytest.approx(2.0)


def test_entropy_of_three_to_one_is_what_the_formula_gives() -> None:
    assert entropy_bits({"a": 3, "b": 1}) == pytest.approx(0.8112781)


@pytest.mark.parametrize("counts", [{}, {"a": 4}])
def test_entropy_without_choice_is_zero(counts: dict[str, int]) -> None:
    assert entropy_bits(counts) == 0.0


def test_dissimilarity_is_one_minus_shared_over_all() -> None:
    assert dissimilarity(frozenset("ab"), frozenset("bc")) == pytest.approx(2 / 3)


@given(SETS)
def test_counting_distinct_sets_gives_the_mean_over_all_pairs(sets: Sequence[frozenset[str]]) -> None:
    pairs = [(a, b) for i, a in enumerate(sets) for b in sets[:i]]
    mean = sum(dissimilarity(a, b) for a, b in pairs) / len(pairs)
    counts = {one: sets.count(one) for one in sets}
    assert jaccard_dissimilarity(counts, random.Random(0)).value == pytest.approx(mean)


def test_one_conversation_has_no_pair_to_compare() -> None:
    assert jaccard_dissimilarity({frozenset("a"): 1}, random.Random(0)) == Jaccard(None, 0, exact=True)


def test_beyond_the_limit_a_sample_comes_near_the_exact_mean_and_says_so() -> None:
    rng = random.Random(1)
    counts = {frozenset({str(i), *rng.sample("abcdefgh", 3)}): 1 + i % 3 for i in range(measures.EXACT_LIMIT + 1)}
    sampled = jaccard_dissimilarity(counts, random.Random(0))
    few = dict(list(counts.items())[: measures.EXACT_LIMIT])
    exact = jaccard_dissimilarity(few, random.Random(0))
    assert (sampled.exact, exact.exact) == (False, True)
    assert sampled.value == pytest.approx(exact.value, abs=0.005)


def test_shares_count_conversations_and_the_calls_after_each_first() -> None:
    report = counted(record("hotels::search", "hotels::book", asked=1), record("weather::now", said="Rain?"))
    assert (report.conversations, report.calls) == (2, 3)
    assert report.share_two_or_more_calls == 0.5
    assert report.share_with_clarification == 0.5
    assert report.share_grounded_calls == 1.0


def test_without_a_later_call_there_is_no_grounded_share() -> None:
    assert counted(record("weather::now")).share_grounded_calls is None


def test_an_opening_said_before_counts_as_repeated() -> None:
    assert counted(record("a::b"), record("a::c"), record("a::d", said="Other")).duplicate_first_turns == 1


def test_the_tool_of_a_call_is_what_stands_before_the_colons() -> None:
    report = counted(record("hotels::search", "hotels::book"), record("weather::now"))
    assert (report.tools.distinct, report.endpoints.distinct) == (2, 3)
    assert report.tools.jaccard.value == 1.0


def test_an_object_that_is_no_record_is_named_with_its_line() -> None:
    found = view(JsonLine(7, {"conversation_id": 3}))
    assert isinstance(found, BrokenLine)
    assert found.number == 7
    assert "conversation_id" in found.reason


def test_a_domain_below_half_an_equal_share_is_under_represented() -> None:
    counter = CoverageCounter(["Health", "Music", "Travel"])
    for domain in ["Travel"] * 4 + ["Music"] * 2:
        counter.add(domain, "parallel")
    coverage = counter.coverage()
    assert coverage.domains == (("Travel", 4), ("Music", 2))
    assert coverage.under_represented == (("Health", 0),)
    assert coverage.fair_share == 2.0


def test_with_fewer_conversations_than_domains_none_is_under_represented() -> None:
    counter = CoverageCounter(["Health", "Music", "Travel"])
    counter.add("Travel", "parallel")
    assert counter.coverage().under_represented == ()


def test_lineage_names_the_step_that_gave_a_value_and_the_fields_that_came_back() -> None:
    first, second = lineage(viewed(record("hotels::search", "hotels::book")))
    assert [a.name for a in first.grounded] == []
    assert [(a.name, a.value, a.from_step) for a in second.grounded] == [("hotel_id", "h1", 0)]
    assert second.output_fields == ("results[].hotel_id",)


def test_an_argument_without_a_row_has_no_source() -> None:
    bare = record("hotels::search") | {"provenance": []}
    assert lineage(viewed(bare))[0].arguments[0].row is None
