"""Behaviours that a run wanted for some conversations and could not have, with the reason that stood in the way most.

in_order(Counter({("correction", "nothing_to_ask"): 3, ("correction", "length"): 1}))
  (GivenUp("correction", 4, "nothing that the user could be asked for"),)
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from .reasons import in_words


@dataclass(frozen=True, slots=True)
class GivenUp:
    """One behaviour; `reason`, in words, is why most drafts with all that was wanted were drawn again."""

    name: str
    conversations: int
    reason: str


def in_order(pairs: Mapping[tuple[str, str], int]) -> tuple[GivenUp, ...]:
    """From conversations by behaviour and reason: the behaviour that was given up most stands first."""
    reasons: dict[str, Counter[str]] = {}
    for (name, reason), count in pairs.items():
        reasons.setdefault(name, Counter())[reason] += count
    found = [GivenUp(name, counts.total(), in_words(chief(counts))) for name, counts in reasons.items()]
    return tuple(sorted(found, key=lambda one: (-one.conversations, one.name)))


def chief(reasons: Mapping[str, int]) -> str:
    """The most frequent reason, equal ones by name; "" where there is none."""
    return min(reasons, key=lambda reason: (-reasons[reason], reason), default="")
