"""How varied and how grounded a file of conversations is, counted in one pass.

    DiversityReport(conversations=50, calls=131, tools=Diversity(distinct=24, entropy_bits=4.41, max_entropy_bits=4.58,
                    jaccard=Jaccard(value=0.94, pairs=1225, exact=True)), ..., share_grounded_calls=0.71, ...)

Formulas: entropy over tools and endpoints is over calls, over domains and patterns over conversations; Jaccard
dissimilarity is the mean over pairs of conversations of the sets of names each uses (see `measures.py`).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log2

from ..common import seeds
from .measures import Jaccard, entropy_bits, jaccard_dissimilarity
from .record_view import RecordView
from .shares import ratio

EARLY = 100  # conversations among which distinct sets are counted, so that files of any length compare
PAIR_SEED = 0  # of the pairs drawn where a file is too varied to compare all


@dataclass(frozen=True, slots=True)
class Diversity:
    """One axis: tools, endpoints, domains or patterns."""

    distinct: int
    entropy_bits: float
    max_entropy_bits: float  # log2(distinct): what equal use of all would give
    jaccard: Jaccard
    early_sets: int  # distinct sets of names that the first EARLY conversations use


@dataclass(frozen=True, slots=True, kw_only=True)
class DiversityReport:
    """All figures of one file. A share is None where there is nothing to take it of."""

    conversations: int
    further_wordings: int  # of them, those that make the calls of another one again, and say it otherwise
    messages: int
    user_turns: int
    calls: int
    tools: Diversity  # the four axes are of what is done, so they leave further wordings out
    endpoints: Diversity
    domains: Diversity
    patterns: Diversity
    share_two_or_more_calls: float | None  # of conversations
    share_with_clarification: float | None  # of conversations, at least one clarifying question
    share_grounded_calls: float | None  # of the calls after each first: a value comes from an earlier output
    duplicate_first_turns: int  # conversations whose first user turn, byte for byte, opened an earlier one


@dataclass(slots=True)
class _Axis:
    counts: Counter[str] = field(default_factory=Counter)
    sets: Counter[frozenset[str]] = field(default_factory=Counter)
    conversations: int = 0
    early_sets: int = 0

    def add(self, names: Sequence[str]) -> None:
        self.counts.update(names)
        self.sets[frozenset(names)] += 1
        self.conversations += 1
        if self.conversations <= EARLY:
            self.early_sets = len(self.sets)

    def diversity(self, name: str) -> Diversity:
        distinct = len(self.counts)
        highest = log2(distinct) if distinct else 0.0
        jaccard = jaccard_dissimilarity(self.sets, seeds.child(PAIR_SEED, "jaccard", name))
        return Diversity(distinct, entropy_bits(self.counts), highest, jaccard, self.early_sets)


class DiversityCounter:
    """Takes conversations one by one and keeps counts only, never the conversations."""

    def __init__(self) -> None:
        self._tools, self._endpoints, self._domains, self._patterns = _Axis(), _Axis(), _Axis(), _Axis()
        self._totals: Counter[str] = Counter()
        self._first_turns: set[bytes] = set()

    def add(self, record: RecordView) -> None:
        """Count one conversation."""
        if not record.metadata.variant:
            self._tools.add([call.tool for call in record.tool_calls])
            self._endpoints.add([call.name for call in record.tool_calls])
            self._domains.add([record.metadata.domain])
            self._patterns.add([record.metadata.pattern_type])
        self._totals.update(_totals(record))
        first_turn = seeds.digest(record.first_user_turn, size=16)
        self._totals["duplicate_first_turns"] += first_turn in self._first_turns
        self._first_turns.add(first_turn)

    def report(self) -> DiversityReport:
        """The figures of all that was added."""
        totals, conversations = self._totals, self._totals["conversations"]
        return DiversityReport(
            conversations=conversations,
            further_wordings=totals["further_wordings"],
            messages=totals["messages"],
            user_turns=totals["user_turns"],
            calls=totals["calls"],
            tools=self._tools.diversity("tools"),
            endpoints=self._endpoints.diversity("endpoints"),
            domains=self._domains.diversity("domains"),
            patterns=self._patterns.diversity("patterns"),
            share_two_or_more_calls=ratio(totals["two_or_more_calls"], conversations),
            share_with_clarification=ratio(totals["with_clarification"], conversations),
            share_grounded_calls=ratio(totals["grounded_later_calls"], totals["later_calls"]),
            duplicate_first_turns=totals["duplicate_first_turns"],
        )


def _totals(record: RecordView) -> dict[str, int]:
    grounded = {row.call_id for row in record.provenance if row.source == "tool_output"}
    later = record.tool_calls[1:]
    return {
        "conversations": 1,
        "further_wordings": record.metadata.variant > 0,
        "messages": len(record.messages),
        "user_turns": sum(message.role == "user" for message in record.messages),
        "calls": len(record.tool_calls),
        "two_or_more_calls": len(record.tool_calls) >= 2,
        "with_clarification": record.metadata.num_clarification_questions > 0,
        "later_calls": len(later),
        "grounded_later_calls": sum(call.id in grounded for call in later),
    }
