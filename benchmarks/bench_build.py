"""How long `build` takes and how it grows: python benchmarks/bench_build.py DATA [DATA ...].

Reads the folders given, then builds from a quarter, a half and all of their tools, each in a process of its own, and
prints the seconds of each stage, the peak of the resident memory, and how long loading the artifacts takes.
"""

import argparse
import multiprocessing
import resource
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from synthetic_datagen.config import BuildSettings
from synthetic_datagen.graph import artifacts
from synthetic_datagen.graph.registry import build_registry
from synthetic_datagen.toolbench.ingest import ingest

PARTS = (4, 2, 1)
STAGES = ("ingest", "registry", "graphs", "save", "load")
T = TypeVar("T")


def timed(stage: str, seconds: dict[str, float], work: Callable[[], T]) -> T:
    begin = time.perf_counter()
    value = work()
    seconds[stage] = time.perf_counter() - begin
    return value


def measure(paths: list[Path], part: int, folder: Path) -> str:
    """One row: build from every `part`-th tool."""
    settings, seconds = BuildSettings(), dict[str, float]()
    ingested = timed("ingest", seconds, lambda: ingest(paths))
    ingested = replace(ingested, tools=ingested.tools[::part])
    registry = timed("registry", seconds, lambda: build_registry(ingested, settings))
    graphs = timed("graphs", seconds, lambda: artifacts.build_graphs(registry, settings))
    timed("save", seconds, lambda: artifacts.save(folder, graphs, settings, inputs=ingested.digests))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    timed("load", seconds, lambda: artifacts.load(folder))
    megabytes = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
    times = "".join(f"{seconds[stage]:10.2f}" for stage in STAGES)
    build = sum(seconds[stage] for stage in STAGES[:-1])
    sizes = f"{len(registry.endpoints):10d}{graphs.projected.size:10d}"
    return f"{sizes}{times}{build:10.2f}{peak:10.0f}{megabytes:10.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="+", help="tool files, or folders of categories")
    paths: list[Path] = parser.parse_args().data
    heads = ("endpoints", "links", *STAGES, "build", "peak MB", "files MB")
    print("".join(f"{head:>10}" for head in heads))
    for part in PARTS:
        with TemporaryDirectory() as folder, multiprocessing.get_context("spawn").Pool(1) as pool:
            print(pool.apply(measure, (paths, part, Path(folder))), flush=True)


if __name__ == "__main__":
    main()
