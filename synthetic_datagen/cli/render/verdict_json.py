"""Verdicts as one JSON object, written in constant memory: violations wait in a spool until the records are counted.

{"records": 2, "violations": [{"conversation_id": "conv_42_0001", "code": "ARG_TYPE", "path": "...", "message": "..."}]}
"""

import json
import shutil
import tempfile
from typing import TYPE_CHECKING

from ..terminal import Terminal
from .tally import Tally

if TYPE_CHECKING:
    from ...metrics.verdicts import Verdict

_IN_MEMORY = 1 << 20  # bytes of violations kept in memory before they go to a temporary file


class JsonVerdicts:
    """The object's violations as they come; `end` prints it. A line that is no record has no conversation_id."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._spool = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY, mode="w+", encoding="utf-8")  # noqa: SIM115
        self._first = True

    def add(self, verdict: "Verdict") -> None:
        """Take the violations of one line."""
        for one in verdict.violations:
            message = one.message if verdict.record is not None else f"line {verdict.line}: {one.message}"
            row = {
                "conversation_id": verdict.conversation_id,
                "code": one.code,
                "path": one.path,
                "message": message,
            }
            self._spool.write(("" if self._first else ", ") + json.dumps(row))  # ASCII: for streams of any encoding
            self._first = False

    def end(self, tally: Tally) -> None:
        """Print the object."""
        self._spool.seek(0)
        out = self._terminal.out
        out.write(f'{{"records": {tally.records}, "violations": [')
        shutil.copyfileobj(self._spool, out)
        out.write("]}\n")
        self._spool.close()
