"""All figures of a file in one pass: every counter sees every conversation, and none keeps one.

counter = CorpusCounter()
for record in records: counter.add(record)
counter.report(declared_beside(path))     CorpusReport(diversity=..., behaviours=..., decisions=..., ...)
"""

from dataclasses import dataclass

from .behaviours import BehaviourCounter
from .decisions import DecisionCounter, Decisions
from .declared import Declared
from .diversity import DiversityCounter, DiversityReport
from .offers import OfferCounter, Offers
from .provenance_mix import ProvenanceCounter, ProvenanceMix
from .record_view import RecordView
from .shares import Share


@dataclass(frozen=True, slots=True)
class CorpusReport:
    """One part for each counter."""

    diversity: DiversityReport
    behaviours: tuple[Share, ...]
    decisions: Decisions
    arguments: ProvenanceMix
    offers: Offers


class CorpusCounter:
    """Takes conversations one by one."""

    def __init__(self) -> None:
        self._diversity = DiversityCounter()
        self._behaviours = BehaviourCounter()
        self._decisions = DecisionCounter()
        self._arguments = ProvenanceCounter()
        self._offers = OfferCounter()

    def add(self, record: RecordView) -> None:
        """Count one conversation."""
        self._diversity.add(record)
        self._behaviours.add(record.metadata.behaviours)
        self._decisions.add(record)
        self._arguments.add(record)
        self._offers.add(record)

    def report(self, declared: Declared) -> CorpusReport:
        """The figures of all that was added, beside what was declared."""
        return CorpusReport(
            self._diversity.report(),
            self._behaviours.shares(declared.behaviours),
            self._decisions.decisions(declared.decisions),
            self._arguments.mix(),
            self._offers.offers(declared.profiles),
        )
