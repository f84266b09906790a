"""Which domains and patterns a run covered, and which domains it neglected.

Coverage(domains=(("Travel", 9), ("Weather", 4)), patterns=(("search_then_action", 8), ...),
         under_represented=(("Health", 0),), fair_share=4.2)
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

NEGLECTED = 0.5  # a domain with less than this part of an equal share is under-represented


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of conversations, most frequent first, equal ones by name."""

    domains: tuple[tuple[str, int], ...]
    patterns: tuple[tuple[str, int], ...]
    under_represented: tuple[tuple[str, int], ...]  # fewest first; () for fewer conversations than domains
    fair_share: float  # conversations for each domain if all were equal


class CoverageCounter:
    """Counts the conversations of one run. `domains` are all that the artifacts offer."""

    def __init__(self, domains: Iterable[str]) -> None:
        self._domains: Counter[str] = Counter(dict.fromkeys(domains, 0))
        self._patterns: Counter[str] = Counter()

    @property
    def empty(self) -> bool:
        """Whether no domain is on offer."""
        return not self._domains

    def add(self, domain: str, pattern: str) -> None:
        """Count one conversation."""
        self._domains[domain] += 1
        self._patterns[pattern] += 1

    def coverage(self) -> Coverage:
        """The counts of all that was added."""
        fair = sum(self._patterns.values()) / max(1, len(self._domains))
        enough = fair >= 1  # with fewer conversations than domains some must go without
        neglected = [(name, count) for name, count in self._domains.items() if enough and count < NEGLECTED * fair]
        return Coverage(
            _ranked(self._domains), _ranked(self._patterns), tuple(sorted(neglected, key=lambda x: (x[1], x[0]))), fair
        )


def _ranked(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(((n, c) for n, c in counts.items() if c), key=lambda x: (-x[1], x[0])))
