"""Told calls: one call with what it returned, as reports look at it.

told_call(call, Endpoint("hotels::search", ...), {"total": 5, "results": [...]}, signs=False)
  .items  ->  [...]      .total  ->  5      .lens.sorted_by  ->  {"price"}
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..common.json_types import Json
from ..common.kinds import Intent, Kind
from ..common.tools import Endpoint
from ..common.trace import Call
from .facts import Lens, kinds_of, wanted_words
from .labels import words_of
from .phrasebook import book
from .references import object_noun
from .values import said_values, value_text

_ON_THE = re.compile(r" (?:on|in|of|to|from) the [a-z ]+$")
_REFERENCE = re.compile(r" \(request \w+\)")  # by which a service knows a failed call: nothing to tell a person
_TOTALS = ("total", "total_results", "totalResults", "total_count", "totalCount")
_CHECKS = frozenset(("flag",))  # what a check is asked for


@dataclass(frozen=True, slots=True)
class Told:
    """One call with what it returned, and how its fields are looked at."""

    call: Call
    endpoint: Endpoint
    output: Json
    lens: Lens

    @property
    def kinds(self) -> Mapping[str, Kind]:
        """The kinds of its output fields by name."""
        return self.lens.kinds

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


def told_call(call: Call, endpoint: Endpoint, output: Json, *, signs: bool) -> Told:
    """A call as it is told: what it was given is known, and what it was asked for comes first."""
    given = call.arguments
    topic, about, kinds, sorts = _subject(endpoint)
    bounds, sort = _bounds(tuple(given)), given.get(sorts) if sorts else None
    lens = Lens(
        kinds=kinds,
        about=about,
        topic=topic | bounds if bounds else topic,
        sorted_by=frozenset(words_of(sort)) if isinstance(sort, str) else frozenset(),
        known=said_values(given),
        given=frozenset(given),
        signs=signs,
    )
    return Told(call, endpoint, output, lens)


@lru_cache(maxsize=16384)
def _subject(endpoint: Endpoint) -> tuple[frozenset[str], frozenset[str], Mapping[str, Kind], str]:
    """The words of its purpose that may name a field, all of what it is about, its fields' kinds, and what sorts."""
    purpose = endpoint.purpose.object if endpoint.purpose else ""
    topic = wanted_words(purpose)
    about = frozenset((*purpose.split(), *(endpoint.entity or "").split("_")))
    verb = endpoint.purpose.verb if endpoint.purpose else ""
    checks = endpoint.intent is Intent.COMPUTE or verb in _VERIFYING or bool(about & _VERIFYING)
    sorts = next((one.name for one in endpoint.parameters if one.kind is Kind.SORT_BY), "")
    return topic | _CHECKS if checks else topic, about, kinds_of(endpoint), sorts


_VERIFYING = frozenset(("check", "validate", "verify", "verification", "verifications", "validation", "availability"))


@lru_cache(maxsize=16384)
def _bounds(given: tuple[str, ...]) -> frozenset[str]:
    """The fields that a search has bounds for: "rating" of "min_rating"."""
    ends = book().minimum | book().maximum
    found = [words_of(name) for name in given]
    return frozenset(word for words in found if len(words) > 1 and words[0] in ends for word in words[1:])


def is_person(told: Told, key: str) -> bool:
    """Whether the name under that key is a person's: by its kind, or by whom it names ("professional_name")."""
    return told.kinds.get(key) is Kind.PERSON_NAME or words_of(key)[:-1] in _PEOPLE


_PEOPLE = (["professional"], ["translator"], ["contact"], ["payee"], ["member"], ["player"])


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
