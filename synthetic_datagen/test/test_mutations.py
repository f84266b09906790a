"""The verifier's kill rate: each corruption is caught, no tag hides it, and no clean record is faulted."""

import copy
import random
from dataclasses import dataclass
from pathlib import Path

import orjson
import pytest

from synthetic_datagen import pipeline
from synthetic_datagen.common.behaviours import Behaviour
from synthetic_datagen.common.chains import SamplingMode
from synthetic_datagen.common.faults import Fault
from synthetic_datagen.common.json_types import JsonObject
from synthetic_datagen.common.progress import Silent
from synthetic_datagen.common.requests import GenerateRequest
from synthetic_datagen.config import load_settings
from synthetic_datagen.generator.replay import replay
from synthetic_datagen.generator.validator import Violation, validate_record
from synthetic_datagen.graph.artifacts import load
from synthetic_datagen.test.mutations import FURTHER, MUTATIONS
from synthetic_datagen.world.scene import WorldModel

RECORDS = 60
TRIES = 4  # of each corruption in each record
LEAST_KILLED = 0.99
ALL = {**MUTATIONS, **FURTHER}
TAGS = [*(one.value for one in Behaviour), *(f"fault:{one.value}" for one in Fault)]
OF_TAGS = frozenset({"METADATA", "FAULTS", "UNTAGGED_ERROR", "UNSTATED_TODAY"})  # what a wrong tag adds or takes away


@dataclass(frozen=True)
class Verified:
    """Generated records and what a verifier has beside them."""

    records: list[JsonObject]
    model: WorldModel
    digest: str

    def faults(self, record: JsonObject) -> list[Violation]:
        return validate_record(record) or replay(record, self.model, self.digest)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Verified:
    folder: Path = tmp_path_factory.mktemp("seed")
    output, settings = folder / "out.jsonl", load_settings()
    pipeline.build([], folder, settings, Silent())
    request = GenerateRequest(n=RECORDS, seed=3, mode=SamplingMode.MIXED, output=output, artifacts=folder)
    pipeline.generate(request, settings, Silent())
    artifacts = load(folder)
    records = [orjson.loads(line) for line in output.read_bytes().splitlines()]
    return Verified(records, WorldModel(artifacts.registry), artifacts.digest)


def test_no_clean_record_is_faulted(corpus: Verified) -> None:
    assert [fault for record in corpus.records for fault in corpus.faults(record)] == []


def broken_by(corpus: Verified, name: str) -> list[JsonObject]:
    broken = (
        ALL[name](record, random.Random(f"{name}:{number}:{turn}"))
        for number, record in enumerate(corpus.records)
        for turn in range(TRIES)
    )
    return [record for record in broken if record is not None]


@pytest.mark.parametrize("name", ALL)
def test_the_verifier_kills_nearly_every_corrupted_record(corpus: Verified, name: str) -> None:
    killed = [bool(corpus.faults(record)) for record in broken_by(corpus, name)]
    assert len(killed) > (RECORDS if name in MUTATIONS else 0)
    assert sum(killed) >= LEAST_KILLED * len(killed)


@pytest.mark.parametrize("name", ALL)
def test_no_tag_hides_a_corruption(corpus: Verified, name: str) -> None:
    for broken in broken_by(corpus, name)[:4]:
        found = {one.code for one in validate_record(broken)} - OF_TAGS
        behaviours = broken["metadata"]["behaviours"]
        for tag in TAGS:
            broken["metadata"]["behaviours"] = sorted({*behaviours, tag})
            assert {one.code for one in validate_record(broken)} >= found, tag


@pytest.mark.parametrize("name", ALL)
def test_a_mutation_changes_the_record_it_returns_and_not_the_one_it_is_given(corpus: Verified, name: str) -> None:
    for number, record in enumerate(corpus.records[:20]):
        before = copy.deepcopy(record)
        broken = ALL[name](record, random.Random(number))
        assert record == before
        assert broken is None or orjson.dumps(broken) != orjson.dumps(before)
