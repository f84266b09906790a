"""What the corpus has used so far, and how that steers the next round of plans.

    memory.snapshot()                 Steering(domains={"Travel": 12, ...}, endpoints={...}, pairs={...})
    memory.is_near_duplicate(plan)    True where a remembered plan shares most of its terms

Plans of one round see the memory of the rounds before it; counters grow with the registry, never with n.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ..common.plans import Plan
from ..memory.store import MemoryEntry, MemoryStore
from ..sampler.steering import Steering


def terms_of(plan: Plan) -> tuple[str, ...]:
    """What a plan is remembered by: its endpoints in order, its links, its values."""
    endpoints = [step.endpoint_id for step in plan.steps]
    pairs = [f"{one}>{two}" for one, two in pairwise(endpoints)]
    values = [f"{slot.label}={slot.value}".lower() for slot in plan.slots]
    return (*endpoints, *pairs, *values)


class CorpusMemory:
    """Counters of what was planned, and a store to find plans that are alike."""

    def __init__(self, store: MemoryStore, threshold: float) -> None:
        self.store = store
        self._threshold = threshold
        self._domains: Counter[str] = Counter()
        self._endpoints: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()

    def add(self, plans: Sequence[Plan]) -> None:
        """Remember one round of plans."""
        for plan in plans:
            endpoints = [step.endpoint_id for step in plan.steps]
            self._domains[plan.chain.domain] += 1
            self._endpoints.update(endpoints)
            self._pairs.update(pairwise(endpoints))
            self.store.add(MemoryEntry(plan.index, terms_of(plan)))

    def snapshot(self) -> Steering:
        """The counters as they are now, for one round."""
        return Steering(dict(self._domains), dict(self._endpoints), dict(self._pairs))

    def is_near_duplicate(self, plan: Plan) -> bool:
        """Whether a remembered plan is about as similar as the threshold or more."""
        return any(hit.similarity >= self._threshold for hit in self.store.search(terms_of(plan), limit=1))
