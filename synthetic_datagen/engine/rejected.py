"""Why a draft became no record.

Rejected("ungrounded", "step 2 (hotels::book): hotel_id: step 0 gave no output")
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rejected:
    """A short reason to count, and what exactly was wrong."""

    reason: str
    detail: str
