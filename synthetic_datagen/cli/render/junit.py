"""Verdicts as JUnit XML, which CI servers show: a test case a record, a failure a violation.

<testsuite name="synthetic-datagen validate" tests="2" failures="1">
<testcase classname="output/demo.jsonl" name="conv_42_0000"/>
<testcase classname="output/demo.jsonl" name="conv_42_0001"><failure type="ARG_TYPE" message="..."/></testcase>
</testsuite>
"""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from ...common.part_file import PartFile
from ..escape import printable
from .tally import Tally

if TYPE_CHECKING:
    from ...metrics.verdicts import Verdict

_CHUNK = 1 << 16


class JUnitReport:
    """The cases as they come, in a temporary file; `end` writes the report in one go. Raises OutputError."""

    def __init__(self, path: Path, judged: Path) -> None:
        self._path, self._judged = path, _attribute(str(judged))
        self._cases = tempfile.TemporaryFile()  # noqa: SIM115  lives as long as the report

    def add(self, verdict: "Verdict") -> None:
        """Take one line as a test case."""
        name = verdict.conversation_id or f"line {verdict.line}"
        failures = "".join(
            f"<failure type={_attribute(one.code)} message={_attribute(f'{one.path}: {one.message}')}/>"
            for one in verdict.violations
        )
        case = f"<testcase classname={self._judged} name={_attribute(name)}"
        self._cases.write(f"{case}>{failures}</testcase>\n".encode() if failures else f"{case}/>\n".encode())

    def end(self, tally: Tally) -> None:
        """Write the file, complete or not at all."""
        self._cases.seek(0)
        head = f'name="synthetic-datagen validate" tests="{tally.records}" failures="{tally.faulty}" errors="0"'
        with PartFile(self._path) as part:
            part.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuite {head}>\n'.encode())
            while chunk := self._cases.read(_CHUNK):
                part.write(chunk)
            part.write(b"</testsuite>\n")
        self._cases.close()


def _attribute(text: str) -> str:
    """A quoted attribute value: XML has no place for control characters, so these stand as escapes."""
    return quoteattr(printable(text))
