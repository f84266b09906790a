"""Checks: what each turn of a frozen trace must say and must not, whoever puts the words to it.

    briefs = briefs_of(trace, endpoints)          one Brief for each event but `Results`: enough to write a turn by
    judge(briefs[0], "A hotel in Rome, please.")  (Violation("ARG_UNGROUNDED", "/messages/0", ...),)
    locate(briefs[0].due[0], "To Paris, please")  Surface(0, "Paris")

A turn is judged alone, by the very rules and codes of the verifier, so that a writer which fails writes that one turn
again with the reason. The verifier stays the gate: it sees the whole record.
"""

from ...generator.checks.view import Violation
from .brief import Brief, Due, Said
from .briefing import briefs_of
from .judging import judge
from .locating import locate, located
from .style import problems

__all__ = ["Brief", "Due", "Said", "Violation", "briefs_of", "judge", "locate", "located", "problems"]
