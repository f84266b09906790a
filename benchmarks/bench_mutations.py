"""The verifier's kill rate: thirteen corruptions of generated records, caught by the record alone and with a replay.

synthetic-datagen generate --artifacts artifacts --n 2000 --mode mixed --output output/mixed.jsonl
python benchmarks/bench_mutations.py output/mixed.jsonl artifacts
"""

import argparse
import copy
import random
import time
from collections import Counter
from pathlib import Path

import orjson

from synthetic_datagen.common.json_types import JsonObject
from synthetic_datagen.generator.replay import replay
from synthetic_datagen.generator.validator import validate_record
from synthetic_datagen.graph import artifacts
from synthetic_datagen.test.mutations import FURTHER, MUTATIONS
from synthetic_datagen.world.scene import WorldModel


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", type=Path)
    parser.add_argument("artifacts", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--survivors", type=int, default=0, help="show this many of each that the record alone lets through"
    )
    options = parser.parse_args()
    with options.records.open("rb") as lines:
        records = [orjson.loads(line) for line in lines]
    loaded = artifacts.load(options.artifacts)
    model, digest = WorldModel(loaded.registry), loaded.digest
    clean(records, model, digest)
    records = [record for record in records if not validate_record(record)]
    print(f"\n{'mutation':22}{'applicable':>11}{'by record':>11}{'and replay':>11}   codes")
    for name in (*MUTATIONS, *FURTHER):
        print(row(name, records, model, digest, options.seed, options.survivors), flush=True)


def clean(records: list[JsonObject], model: WorldModel, digest: str) -> None:
    start = time.process_time()
    found = [validate_record(record) for record in records]
    checked = time.process_time()
    replayed = [replay(record, model, digest) for record in records]
    done = time.process_time()
    alarms = Counter(code for one in found for code in {violation.code for violation in one})
    print(f"{len(records)} clean records: {sum(map(bool, found))} alarms {dict(alarms)}, ", end="")
    print(f"{sum(map(bool, replayed))} replays that differ")
    print(f"{len(records) / (checked - start):.0f} records/s validated, {len(records) / (done - checked):.0f} replayed")


def row(name: str, records: list[JsonObject], model: WorldModel, digest: str, seed: int, survivors: int) -> str:
    applicable = by_record = by_both = 0
    codes: Counter[str] = Counter()
    for number, record in enumerate(records):
        broken = {**MUTATIONS, **FURTHER}[name](record, random.Random(f"{seed}:{name}:{number}"))
        if broken is None:
            continue
        applicable += 1
        found = validate_record(copy.deepcopy(broken))
        by_record += bool(found)
        codes.update({violation.code for violation in found})
        by_both += bool(found) or bool(replay(broken, model, digest))
        if not found and survivors > 0:
            survivors -= 1
            print("   survives the record's checks:", broken["conversation_id"])
    shares = [f"{100 * killed / applicable:.2f} %" if applicable else "-" for killed in (by_record, by_both)]
    most = ", ".join(code for code, _ in codes.most_common(3))
    return f"{name:22}{applicable:11d}{shares[0]:>11}{shares[1]:>11}   {most}"


if __name__ == "__main__":
    main()
