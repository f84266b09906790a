"""What is offered to the assistant: how many candidate tools, by which profile of distractors.

Offers(mean_tools=6.2, profiles=(Share("three", 52, met=0.52, declared=0.5, points=2.0), ...))
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from .record_view import RecordView
from .shares import Share, ratio, shares

UNSTATED = "unstated"  # a record that names no profile


@dataclass(frozen=True, slots=True)
class Offers:
    """Means and shares are of conversations."""

    mean_tools: float | None  # candidate tools in a record
    profiles: tuple[Share, ...]


class OfferCounter:
    """Takes conversations one by one."""

    def __init__(self) -> None:
        self._tools = 0
        self._profiles: Counter[str] = Counter()

    def add(self, record: RecordView) -> None:
        """Count one conversation."""
        self._tools += len(record.tools)
        self._profiles[record.metadata.distractors or UNSTATED] += 1

    def offers(self, declared: Mapping[str, float]) -> Offers:
        """The figures of all that was added."""
        found = shares(self._profiles, declared, names=declared)
        return Offers(ratio(self._tools, self._profiles.total()), found)
