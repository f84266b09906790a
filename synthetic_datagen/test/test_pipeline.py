"""End to end: from tool files to validated conversations. Groups: -k ingest, registry, intent, graph, sampler,
clarification, memory, parallel, executor, output_format, e2e."""

import os
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import orjson
import pytest

from synthetic_datagen import pipeline
from synthetic_datagen.common.chains import SamplingMode
from synthetic_datagen.common.json_types import Json, JsonObject
from synthetic_datagen.common.kinds import Intent
from synthetic_datagen.common.progress import Silent
from synthetic_datagen.common.requests import GenerateRequest
from synthetic_datagen.common.resources import bundled
from synthetic_datagen.config import TWISTS, GeneratorSettings, Settings, load_settings
from synthetic_datagen.engine.wordings import user_turns
from synthetic_datagen.generator.validator import validate_record
from synthetic_datagen.graph.artifacts import Artifacts, load
from synthetic_datagen.test.real_data import REAL_TOOLS
from synthetic_datagen.toolbench.ingest import ingest

SETTINGS = load_settings()


@dataclass(frozen=True)
class Built:
    """Artifacts on disk, and corpora generated from them."""

    folder: Path

    @cached_property
    def artifacts(self) -> Artifacts:
        return load(self.folder)

    def lines(self, n: int = 120, seed: int = 42, mode: str = "mixed", memory: bool = True, variants: int = 1) -> bytes:
        output = self.folder / "out.jsonl"
        request = GenerateRequest(
            n=n, seed=seed, mode=SamplingMode(mode), output=output, artifacts=self.folder,
            corpus_memory=memory, overwrite=True, variants=variants,
        )  # fmt: skip
        pipeline.generate(request, SETTINGS, Silent())
        return output.read_bytes()

    def records(self, n: int = 120, seed: int = 42, mode: str = "mixed", memory: bool = True) -> list[JsonObject]:
        return [orjson.loads(line) for line in self.lines(n, seed, mode, memory).splitlines()]


@pytest.fixture(scope="module")
def seed_tools(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("seed")
    pipeline.build([], folder, SETTINGS, Silent())
    return Built(folder)


@pytest.fixture(scope="module")
def real_tools(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("real")
    pipeline.build([REAL_TOOLS / name for name in ("Travel", "Weather", "Music", "Food")], folder, SETTINGS, Silent())
    return Built(folder)


@pytest.fixture(scope="module")
def corpus(seed_tools: Built) -> list[JsonObject]:
    return seed_tools.records(n=200)


def test_ingest_reads_every_seed_tool() -> None:
    found = ingest([bundled("data", "seed_tools.json")])
    assert len(found.tools) >= 24
    assert found.quarantined == ()


def test_registry_of_the_seed_tools_is_usable_but_for_what_it_says(seed_tools: Built) -> None:
    registry = seed_tools.artifacts.registry
    unusable = Counter(one.unusable for one in registry.endpoints.values() if one.unusable)
    assert len(registry.endpoints) >= 80
    assert sum(unusable.values()) <= 0.05 * len(registry.endpoints), unusable


def test_intent_of_each_write_in_the_seed_tools_is_a_write(seed_tools: Built) -> None:
    for one in seed_tools.artifacts.registry.endpoints.values():
        assert one.intent is not Intent.OTHER, one.id
        if one.intent is not Intent.COMPUTE:  # a text to translate travels in a POST, and changes nothing
            assert one.intent.writes == (one.method != "GET"), (one.id, one.intent, one.method)


def test_graph_links_a_search_to_what_its_results_can_do(seed_tools: Built) -> None:
    linked = [one for one in seed_tools.artifacts.registry.endpoints if seed_tools.artifacts.projected.links_from(one)]
    assert len(linked) >= 0.5 * len(seed_tools.artifacts.registry.endpoints)


@pytest.mark.parametrize(
    ("mode", "pattern"),
    [("multi_tool", "multi_tool_chain"), ("parallel", "parallel"), ("sequential", None), ("clarification_first", None)],
)
def test_sampler_gives_each_mode_its_own_kind_of_chain(seed_tools: Built, mode: str, pattern: str | None) -> None:
    for record in seed_tools.records(n=30, mode=mode):
        assert record["metadata"]["sampling_mode"] == mode
        assert pattern is None or record["metadata"]["pattern_type"] == pattern
        if mode == "multi_tool":
            assert record["metadata"]["num_distinct_tools"] >= 2


def test_clarification_is_asked_first_in_its_mode_and_often_enough_in_mixed(
    seed_tools: Built, corpus: list[JsonObject]
) -> None:
    for record in seed_tools.records(n=30, mode="clarification_first"):
        assert record["metadata"]["num_clarification_questions"] >= 1
        assert "tool_calls" not in record["messages"][1]
    assert sum(r["metadata"]["num_clarification_questions"] > 0 for r in corpus) >= 0.25 * len(corpus)


def test_memory_changes_the_corpus_and_covers_more(seed_tools: Built) -> None:
    def endpoints(memory: bool) -> set[str]:
        return {one for r in seed_tools.records(n=400, memory=memory) for one in r["metadata"]["endpoint_ids"]}

    assert len(endpoints(memory=True)) > len(endpoints(memory=False))


def test_parallel_mode_makes_calls_side_by_side(seed_tools: Built) -> None:
    for record in seed_tools.records(n=30, mode="parallel"):
        assert max(len(message.get("tool_calls", ())) for message in record["messages"]) >= 2


def test_executor_outputs_chain_into_later_calls(corpus: list[JsonObject]) -> None:
    later = [(r, call["id"]) for r in corpus for call in r["tool_calls"][1:]]
    fed = {(r["conversation_id"], row["call_id"]) for r in corpus for row in r["provenance"] if "from_call" in row}
    grounded = sum((r["conversation_id"], id) in fed for r, id in later)
    assert grounded >= 0.5 * len(later)
    assert sum(len(r["tool_calls"]) >= 2 for r in corpus) >= 0.6 * len(corpus)


def test_output_format_holds_for_every_record(corpus: list[JsonObject]) -> None:
    assert [record["metadata"]["index"] for record in corpus] == list(range(len(corpus)))
    assert [record["conversation_id"] for record in corpus[:2]] == ["conv_42_0000", "conv_42_0001"]
    for record in corpus:
        assert validate_record(record) == []


def test_e2e_the_same_seed_gives_the_same_bytes_and_another_seed_others(seed_tools: Built) -> None:
    assert seed_tools.lines(n=100) == seed_tools.lines(n=100)
    ours, theirs = (seed_tools.records(n=100, seed=seed) for seed in (42, 43))
    chains = [[r["metadata"]["endpoint_ids"] for r in records] for records in (ours, theirs)]
    values = [[r["tool_calls"] for r in records] for records in (ours, theirs)]
    assert chains[0] != chains[1]
    assert values[0] != values[1]


def test_e2e_a_shorter_run_is_the_start_of_a_longer_one(seed_tools: Built) -> None:
    assert seed_tools.lines(n=90).startswith(seed_tools.lines(n=70))


def test_e2e_the_first_wording_is_what_a_run_without_variants_writes(seed_tools: Built) -> None:
    assert seed_tools.lines(n=70, variants=3).splitlines()[::3] == seed_tools.lines(n=70).splitlines()


def test_e2e_a_wording_does_not_depend_on_how_many_are_written(seed_tools: Built) -> None:
    two, three = (seed_tools.lines(n=30, variants=k).splitlines() for k in (2, 3))
    assert [line for at, line in enumerate(three) if at % 3 < 2] == two


def test_e2e_wordings_differ_in_what_the_user_says_and_not_in_what_is_done(seed_tools: Built) -> None:
    records = [orjson.loads(line) for line in seed_tools.lines(n=70, variants=3).splitlines()]
    ids = [call["id"] for record in records for call in record["tool_calls"]]
    assert len(set(ids)) == len(ids)
    for index in range(70):
        group = records[3 * index : 3 * index + 3]
        name = f"conv_42_{index:04d}"
        assert [record["conversation_id"] for record in group] == [name, f"{name}_v1", f"{name}_v2"]
        assert [record["metadata"].get("variant") for record in group] == [None, 1, 2]
        assert len({user_turns(record) for record in group}) == 3
        assert len({orjson.dumps(done(record)) for record in group}) == 1


def done(record: JsonObject) -> list[Json]:
    """What a conversation does, whatever its words: which one it is, its world, calls and outputs."""
    about, state = record["metadata"], record["state"]
    calls = [[call["name"], call["parameters"]] for call in record["tool_calls"]]
    outputs = [one["output"] for one in record["tool_outputs"]]
    return [about["index"], about["world_seed"], about["behaviours"], calls, outputs, state["initial"], state["final"]]


def test_e2e_every_wording_is_valid_and_replays(seed_tools: Built) -> None:
    assert seed_tools.lines(n=70, variants=3).count(b"\n") == 210
    verdicts = list(pipeline.validate(seed_tools.folder / "out.jsonl", seed_tools.folder))
    assert len(verdicts) == 210
    assert [violation for verdict in verdicts for violation in verdict.violations] == []


@pytest.mark.parametrize("hash_seed", ["1", "77"])
def test_e2e_bytes_do_not_depend_on_the_hash_seed(seed_tools: Built, tmp_path: Path, hash_seed: str) -> None:
    command = [sys.executable, "-m", "synthetic_datagen.cli.main"]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    where = ["--artifacts", str(tmp_path / "a")]
    subprocess.run([*command, "build", *where], env=environment, check=True, capture_output=True)
    output = tmp_path / "o.jsonl"
    flags = ["--n", "70", "--mode", "mixed", "--output", str(output)]
    subprocess.run([*command, "generate", *where, *flags], env=environment, check=True, capture_output=True)
    for name in ("registry.json", "heterogeneous_graph.json", "projected_graph.json", "build_manifest.json"):
        assert (tmp_path / "a" / name).read_bytes() == (seed_tools.folder / name).read_bytes()
    assert output.read_bytes() == seed_tools.lines(n=70)


@pytest.mark.skipif(not REAL_TOOLS.exists(), reason="the real ToolBench sample is not beside this checkout")
def test_e2e_real_tools_make_valid_grounded_conversations(real_tools: Built) -> None:
    records = real_tools.records(n=150)
    assert [violation for record in records for violation in validate_record(record)] == []
    later = [record["metadata"]["memory_grounding_rate"] for record in records if len(record["tool_calls"]) > 1]
    assert len(later) >= 0.6 * len(records)
    assert sum(later) >= 0.5 * len(later)


def test_e2e_what_cannot_be_shown_is_given_up_and_said(tmp_path: Path) -> None:
    one = next(tool for tool in orjson.loads(bundled("data", "seed_tools.json").read_bytes()) if tool["api_list"])
    (tmp_path / "one.json").write_bytes(orjson.dumps([one]))
    pipeline.build([tmp_path / "one.json"], tmp_path, SETTINGS, Silent())
    mode, output = SamplingMode.SEQUENTIAL, tmp_path / "out.jsonl"
    request = GenerateRequest(n=1, seed=1, mode=mode, output=output, artifacts=tmp_path)
    shares = {name: float(name == "other_tool_share") for name in TWISTS}
    report = pipeline.generate(request, Settings(generator=GeneratorSettings(attempts=20, **shares)), Silent())
    assert "recovery:other_tool" in {lost.name for lost in report.given_up}
    assert all(lost.conversations == 1 and lost.reason for lost in report.given_up)


def test_e2e_settings_are_those_of_the_bundled_files() -> None:
    assert Settings() == SETTINGS
