"""Conversations a second on one core, and peak memory, at growing n; each size in a process of its own.

python benchmarks/bench_generate.py --artifacts artifacts --sizes 1000,20000
"""

import argparse
import resource
import subprocess
import sys
import time
from pathlib import Path

from synthetic_datagen.common.chains import SamplingMode
from synthetic_datagen.common.requests import GenerateRequest
from synthetic_datagen.config import load_settings
from synthetic_datagen.engine.run import generate_records
from synthetic_datagen.graph.artifacts import load


def measure(artifacts: Path, n: int, mode: SamplingMode, memory: bool) -> str:
    """One line of the table, from this process."""
    start = time.process_time()
    loaded = load(artifacts)
    ready = time.process_time()
    request = GenerateRequest(n=n, seed=42, mode=mode, output=Path(), artifacts=artifacts, corpus_memory=memory)
    size = sum(len(line) + 1 for line in generate_records(loaded, request, load_settings(), lambda line: None))
    done = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{n:8d} {n / (done - ready):10.0f} {ready - start:8.2f} {peak:9.0f} {size / n:9.0f}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--artifacts", type=Path, default=Path("artifacts"))
    parser.add_argument("--sizes", default="1000,20000")
    parser.add_argument("--mode", type=SamplingMode, default=SamplingMode.MIXED)
    parser.add_argument("--no-corpus-memory", action="store_true")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(measure(options.artifacts, options.one, options.mode, not options.no_corpus_memory))
        return
    print(f"{'n':>8} {'per s':>10} {'load s':>8} {'peak MiB':>9} {'B/record':>9}")
    for size in options.sizes.split(","):
        subprocess.run([sys.executable, __file__, *sys.argv[1:], "--one", size], check=True)


if __name__ == "__main__":
    main()
