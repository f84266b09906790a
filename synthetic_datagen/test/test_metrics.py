"""metrics/: the measures against values worked out by hand, counting over records, coverage and lineage."""

import json
import random
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthetic_datagen.common.chains import SamplingMode
from synthetic_datagen.common.faults import Recovery
from synthetic_datagen.common.files import BrokenLine, JsonLine
from synthetic_datagen.common.requests import manifest_of
from synthetic_datagen.config import Settings, resolved, settings_digest
from synthetic_datagen.engine.given_up import GivenUp, in_order
from synthetic_datagen.metrics import measures
from synthetic_datagen.metrics.behaviours import KNOWN, BehaviourCounter
from synthetic_datagen.metrics.coverage import CoverageCounter
from synthetic_datagen.metrics.decisions import Decision, DecisionCounter, decisions_of
from synthetic_datagen.metrics.declared import Declared, declared_beside, declared_by
from synthetic_datagen.metrics.diversity import EARLY, DiversityCounter, DiversityReport
from synthetic_datagen.metrics.lineage import lineage
from synthetic_datagen.metrics.measures import Jaccard, dissimilarity, entropy_bits, jaccard_dissimilarity
from synthetic_datagen.metrics.offers import OfferCounter
from synthetic_datagen.metrics.provenance_mix import ProvenanceCounter, ProvenanceMix
from synthetic_datagen.metrics.record_view import CallView, RecordView, view
from synthetic_datagen.metrics.recoveries import recovery_of
from synthetic_datagen.metrics.shares import Share, shares

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


def test_a_further_wording_counts_as_a_conversation_and_leaves_what_is_done_as_it_was() -> None:
    again = record("a::b", said="Otherwise")
    again["metadata"]["variant"] = 1
    one, two = counted(record("a::b"), record("c::d")), counted(record("a::b"), again, record("c::d"))
    assert (two.conversations, two.further_wordings, two.calls) == (3, 1, 3)
    assert (two.tools, two.endpoints, two.domains, two.patterns) == (
        one.tools,
        one.endpoints,
        one.domains,
        one.patterns,
    )


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


def full_record() -> dict[str, Any]:
    """A conversation that shows nearly everything: see the file."""
    path = Path(__file__).parent / "golden" / "inspect_verbose.json"
    value: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return value


def mix_of(value: dict[str, Any]) -> ProvenanceMix:
    counter = ProvenanceCounter()
    counter.add(viewed(value))
    return counter.mix()


def counts(found: Sequence[Share]) -> dict[str, int]:
    return {share.name: share.count for share in found if share.count}


def test_a_share_stands_beside_what_was_declared_and_differs_by_points() -> None:
    asked, called = shares({"ask": 1, "call": 3}, {"call": 0.7})
    assert (asked.met, asked.declared, asked.points) == (0.25, None, None)
    assert (called.met, called.declared) == (0.75, 0.7)
    assert called.points == pytest.approx(5.0)


def test_a_share_of_nothing_is_none_and_what_was_declared_is_still_shown() -> None:
    assert shares({}, {"call": 0.7}) == (Share("call", 0, None, 0.7, None),)


def test_a_behaviour_counts_once_a_conversation_and_all_known_ones_are_shown() -> None:
    counter = BehaviourCounter()
    for names in (["clarification", "clarification"], ["of_another_version"], []):
        counter.add(names)
    found = counter.shares({})
    assert [share.name for share in found] == [*KNOWN, "of_another_version"]
    assert counts(found) == {"clarification": 1, "of_another_version": 1}
    assert found[0].met == pytest.approx(1 / 3)


def test_a_decision_is_due_after_a_user_turn_and_after_a_struck_call_only() -> None:
    assert list(decisions_of(viewed(full_record()))) == [
        (1, Decision.ASK),
        (3, Decision.CALL),
        (5, Decision.CALL),
        (9, Decision.CALL),
        (13, Decision.CALL),
        (17, Decision.REFUSE),
    ]


@pytest.mark.parametrize(
    ("outcome", "decision"),
    [("no_tool", Decision.REFUSE), ("no_value", Decision.REFUSE), ("no_call", Decision.ANSWER)],
)
def test_words_that_close_a_request_are_what_its_outcome_says(outcome: str, decision: Decision) -> None:
    closed = record("hotels::search")
    closed["metadata"]["requests"] = [{"message": 0, "end": 1, "opening": "request", "outcome": outcome}]
    assert list(decisions_of(viewed(closed))) == [(1, decision)]


def test_calls_are_set_against_all_that_is_no_call() -> None:
    counter = DecisionCounter()
    counter.add(viewed(full_record()))
    assert counter.decisions({}).call_to_not_call == 2.0
    assert DecisionCounter().decisions({}).call_to_not_call is None


def test_the_turn_before_a_call_is_the_current_one_and_the_sources_add_up() -> None:
    mix = mix_of(full_record())
    sources = {"current_user_turn": 5, "earlier_user_turn": 4, "tool_output": 3, "default": 2}
    assert (mix.leaves, counts(mix.sources)) == (14, sources)


def test_a_transform_is_counted_without_its_context() -> None:
    mix = mix_of(full_record())
    assert counts(mix.transforms) == {"currency_code": 2, "date_from": 2, "number_words": 2, "as_text": 1}
    assert mix.transforms[0].met == 2 / 14


def test_an_argument_without_a_row_counts_as_one_without_source() -> None:
    bare = record("hotels::search") | {"provenance": []}
    assert counts(mix_of(bare).sources) == {"no_source": 1}


def test_candidate_tools_and_profiles_are_counted_by_conversation() -> None:
    counter = OfferCounter()
    for value in (full_record(), record("hotels::search")):
        counter.add(viewed(value))
    offers = counter.offers({"none": 0.1, "three": 0.9})
    assert offers.mean_tools == 3.0
    assert [share.name for share in offers.profiles] == ["none", "three", "unstated"]
    assert offers.profiles[1].points == pytest.approx(-40.0)


def test_distinct_sets_are_those_of_the_first_conversations() -> None:
    early = [record("hotels::search", "hotels::book"), *[record("hotels::search")] * (EARLY - 1)]
    report = counted(*early, record("weather::now"))
    assert (report.tools.early_sets, report.endpoints.early_sets) == (1, 2)


def test_what_a_run_declared_is_read_from_the_manifest_beside_its_file(tmp_path: Path) -> None:
    path, settings = tmp_path / "some.jsonl", Settings()
    manifest = {"mode": "mixed", "settings": resolved(settings), "settings_digest": settings_digest(settings)}
    manifest_of(path).write_text(json.dumps(manifest), encoding="utf-8")
    assert declared_beside(path) == declared_by(settings, SamplingMode.MIXED)
    assert declared_beside(path).behaviours["correction"] == settings.generator.correction_share


def test_without_a_manifest_nothing_is_declared(tmp_path: Path) -> None:
    assert declared_beside(tmp_path / "some.jsonl") == Declared()


@pytest.mark.parametrize(
    ("manifest", "problem"),
    [
        ("{", "not the manifest of a run"),
        ('{"mode": "mixed"}', "not the manifest of a run"),
        ('{"mode": "mixed", "settings": {}, "settings_digest": "0"}', "the settings are of another version"),
    ],
)
def test_a_manifest_that_cannot_be_followed_declares_nothing_and_says_why(
    manifest: str, problem: str, tmp_path: Path
) -> None:
    path = tmp_path / "some.jsonl"
    manifest_of(path).write_text(manifest, encoding="utf-8")
    found = declared_beside(path)
    assert found == Declared(problem=found.problem)
    assert problem in found.problem


def test_lineage_tells_the_fault_of_a_call_what_was_done_about_it_and_what_changed() -> None:
    struck, retried, booked, _ = lineage(viewed(full_record()))
    assert struck.fault is not None
    assert (struck.fault.kind, struck.recovery) == ("rate_limited", Recovery.RETRY)
    assert (retried.fault, retried.recovery) == (None, None)
    assert [(change.act, change.address) for change in booked.changes] == [("created", "stays|booking|bkn_1")]


@pytest.mark.parametrize(
    ("following", "recovery"),
    [
        ({"tool_calls": [{"id": "b", "name": "a::b", "parameters": {"city": "Paris"}}]}, Recovery.RETRY),
        ({"tool_calls": [{"id": "b", "name": "c::d", "parameters": {"city": "Paris"}}]}, Recovery.OTHER_TOOL),
        ({"content": "Which other city?"}, Recovery.MEND),
        (None, None),
    ],
)
def test_what_is_done_about_a_failed_call_is_read_from_the_message_after_it(
    following: dict[str, Any] | None, recovery: Recovery | None
) -> None:
    messages = [{"role": "user"}, {"role": "assistant"}, {"role": "tool", "tool_call_id": "a"}]
    after = [] if following is None else [{"role": "assistant", **following}]
    struck = viewed(record("a::b") | {"messages": [*messages, *after]})
    assert recovery_of(struck, CallView("a", "a::b", {"city": "Paris"})) is recovery


def test_words_that_close_the_request_of_a_failed_call_give_it_up() -> None:
    told = record("a::b")
    told["messages"] = [{"role": "user"}, {"role": "tool", "tool_call_id": "a"}, {"role": "assistant"}]
    told["metadata"]["requests"] = [{"message": 0, "end": 2, "opening": "request", "outcome": "failed"}]
    assert recovery_of(viewed(told), CallView("a", "a::b", {})) is Recovery.STOP


def test_what_was_given_up_most_stands_first_with_its_most_frequent_reason() -> None:
    pairs = {("retry", "length"): 1, ("correction", "length"): 1, ("correction", "nothing_to_ask"): 2}
    words = "nothing that the user could be asked for"
    assert in_order(pairs)[0] == GivenUp("correction", 3, words)
    assert [one.name for one in in_order(pairs)] == ["correction", "retry"]
