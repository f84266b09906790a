"""How fast chains are proposed: python benchmarks/bench_sampler.py ARTIFACTS [SECONDS].

Prints for each mode, without and with a full corpus memory to steer by: accepted chains a second of CPU, the share of
draws accepted, the mean length, the share of calls after the first that take a value from an earlier output, and why
draws were refused.
"""

import argparse
import random
import time
from collections import Counter
from pathlib import Path

from synthetic_datagen.common.chains import Chain, SamplingMode
from synthetic_datagen.config import SamplerSettings
from synthetic_datagen.graph import artifacts
from synthetic_datagen.graph.projected_graph import ProjectedGraph
from synthetic_datagen.sampler.sampler import ChainSampler
from synthetic_datagen.sampler.steering import Steering


def full_memory(graph: ProjectedGraph) -> Steering:
    """A memory in which everything was used: every look-up of a steered draw is made."""
    rng = random.Random(0)
    domains = {graph.domain_of(endpoint_id): rng.randrange(1, 50) for endpoint_id in graph.ids}
    return Steering(domains, {endpoint_id: rng.randrange(1, 9) for endpoint_id in graph.ids}, {})


def measure(sampler: ChainSampler, mode: SamplingMode, steering: Steering, seconds: float) -> str:
    rng = random.Random(42)
    refusals: Counter[str] = Counter()
    chains: list[Chain] = []
    begin = time.process_time()
    while time.process_time() - begin < seconds:
        for _ in range(100):
            proposal = sampler.propose(rng, mode, steering)
            if isinstance(proposal, Chain):
                chains.append(proposal)
            else:
                refusals[proposal.reason] += 1
    spent = time.process_time() - begin
    if not chains:
        return f"none: {dict(refusals)}"
    later = [step for chain in chains for step in chain.steps[1:]]
    accepted = len(chains) / (len(chains) + refusals.total())
    fed = sum(bool(step.feeds) for step in later) / len(later)
    mean = 1 + len(later) / len(chains)
    return f"{len(chains) / spent:10.0f}{accepted:10.2f}{mean:8.2f}{fed:8.2f}   {dict(refusals.most_common())}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("artifacts", type=Path, help="what `synthetic-datagen build` wrote")
    parser.add_argument("seconds", type=float, nargs="?", default=1.0, help="for each row of the table")
    options = parser.parse_args()
    begin = time.perf_counter()
    graph = artifacts.load(options.artifacts).projected
    loaded = time.perf_counter()
    sampler = ChainSampler(graph, SamplerSettings())
    print(f"{len(graph.ids)} endpoints, {graph.size} links; load {loaded - begin:.2f} s, ", end="")
    print(f"tables {time.perf_counter() - loaded:.2f} s")
    print(f"{'mode':22}{'memory':8}{'chains/s':>10}{'accepted':>10}{'length':>8}{'fed':>8}   refused")
    for name, steering in (("none", Steering.none()), ("full", full_memory(graph))):
        for mode in SamplingMode:
            print(f"{mode:22}{name:8}{measure(sampler, mode, steering, options.seconds)}", flush=True)


if __name__ == "__main__":
    main()
