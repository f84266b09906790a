"""Told calls: one call with what it returned, as reports look at it.

Told(call=Call(0, ...), endpoint=Endpoint("hotels::search", ...), output={"total": 5, "results": [...]})
  .items  ->  [...]      .total  ->  5
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..common.json_types import Json
from ..common.kinds import Kind
from ..common.tools import Endpoint
from ..common.trace import Call
from .facts import value_text
from .references import object_noun

_ON_THE = re.compile(r" (?:on|in|of|to|from) the [a-z ]+$")
_REFERENCE = re.compile(r" \(request \w+\)")  # by which a service knows a failed call: nothing to tell a person
_TOTALS = ("total", "total_results", "totalResults", "total_count", "totalCount")


@dataclass(frozen=True, slots=True)
class Told:
    """One call with what it returned, and the kinds of its output fields by name."""

    call: Call
    endpoint: Endpoint
    output: Json
    kinds: Mapping[str, Kind]

    @property
    def failed(self) -> bool:
        """Whether the call gave an error or nothing that can be read."""
        return not isinstance(self.output, dict | list) or (isinstance(self.output, dict) and "error" in self.output)

    @property
    def message(self) -> str:
        """What a failed call says of its failure."""
        error = self.output.get("error") if isinstance(self.output, dict) else None
        text = error.get("message") if isinstance(error, dict) else error
        said = _REFERENCE.sub("", value_text(text))
        return (said or "the service gave no usable answer").rstrip(".!")

    @property
    def items(self) -> list[Json] | None:
        """The list that a search or a listing returned; None for other endpoints and other outputs."""
        return main_list(self.output) if self.endpoint.intent.many else None

    @property
    def total(self) -> int:
        """How many there are: the number that the output states, else the length of its list."""
        shown = len(main_list(self.output) or ())
        if isinstance(self.output, dict):
            stated = next((self.output[key] for key in _TOTALS if key in self.output), shown)
            return stated if type(stated) is int and stated > shown > 0 else shown
        return shown

    @property
    def nouns(self) -> str:
        """The plural noun of what is listed: "hotels", "results"."""
        return object_noun(self.endpoint)

    @property
    def place(self) -> str:
        """Where they are listed: " on the travel wish list", " in the calendar"; "" where the purpose names no such."""
        found = _ON_THE.search(self.topic)
        return found[0] if found else ""

    @property
    def topic(self) -> str:
        """What was asked for, in words."""
        return self.endpoint.purpose.object if self.endpoint.purpose else ""


def main_list(output: Json) -> list[Json] | None:
    """The list of results in an output: the output itself, or the longest list of objects (else of scalars) in it."""
    if isinstance(output, list):
        return output
    if not isinstance(output, dict):
        return None
    candidates = [value for value in output.values() if isinstance(value, list)]
    if not candidates:
        inner = [value for value in output.values() if isinstance(value, dict)]
        candidates = [value for one in inner for value in one.values() if isinstance(value, list)]
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    objects = [one for one in candidates if not one or isinstance(one[0], dict)]
    return max(objects or candidates, key=len, default=None)
