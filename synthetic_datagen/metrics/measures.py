"""The two measures of diversity, as pure functions over counts.

entropy_bits({"hotels": 2, "flights": 2})                               1.0
jaccard_dissimilarity({frozenset("ab"): 1, frozenset("bc"): 1}, ...)    Jaccard(value=0.6667, pairs=1, exact=True)
"""

import random
from bisect import bisect_right
from collections.abc import Mapping, Set
from dataclasses import dataclass
from itertools import accumulate, combinations
from math import log2

EXACT_LIMIT = 1_500  # distinct sets up to which all pairs are compared (1.1 million, well under a second)
SAMPLED_PAIRS = 200_000  # beyond it; the standard error of the mean is then below 0.0012


@dataclass(frozen=True, slots=True)
class Jaccard:
    """A mean over pairs of conversations; `value` is None where there is no pair."""

    value: float | None
    pairs: int  # compared
    exact: bool  # whether these are all pairs


def entropy_bits(counts: Mapping[str, int]) -> float:
    """Shannon entropy H = -Σ p·log2(p), with p = count / total; 0 for nothing or for one name only."""
    total = sum(counts.values())
    return sum(-count / total * log2(count / total) for count in counts.values() if count) or 0.0


def dissimilarity(one: Set[str], other: Set[str]) -> float:
    """Jaccard dissimilarity 1 - |A ∩ B| / |A ∪ B|; 0 for two empty sets."""
    shared = len(one & other)
    union = len(one) + len(other) - shared
    return 1 - shared / union if union else 0.0


def jaccard_dissimilarity(sets: Mapping[frozenset[str], int], rng: random.Random) -> Jaccard:
    """The mean dissimilarity over all pairs of conversations; `sets` holds each distinct set and how often it occurs.

    With more than EXACT_LIMIT distinct sets, the mean over SAMPLED_PAIRS pairs drawn with `rng` stands for it.
    """
    total = sum(sets.values())
    if total < 2:
        return Jaccard(None, 0, exact=True)
    if len(sets) > EXACT_LIMIT:
        return Jaccard(_sampled_mean(sets, total, rng), SAMPLED_PAIRS, exact=False)
    pairs = total * (total - 1) // 2
    # Pairs within one distinct set differ by nothing, so only pairs across sets add to the sum.
    summed = sum(m * n * dissimilarity(a, b) for (a, m), (b, n) in combinations(sets.items(), 2))
    return Jaccard(summed / pairs, pairs, exact=True)


def _sampled_mean(sets: Mapping[frozenset[str], int], total: int, rng: random.Random) -> float:
    distinct, ends = list(sets), list(accumulate(sets.values()))
    summed = 0.0
    for _ in range(SAMPLED_PAIRS):
        first = rng.randrange(total)
        second = rng.randrange(total - 1)
        second += second >= first  # another conversation, every one as likely
        summed += dissimilarity(distinct[bisect_right(ends, first)], distinct[bisect_right(ends, second)])
    return summed / SAMPLED_PAIRS
