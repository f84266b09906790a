"""Locating: the exact words of any text that carry a value, and the transform that gives it back.

    locate(Due(value="2026-07-17", transforms=("date", "date_from:2026-07-06")), "See you next Friday!")
      ->  Surface(slot, "next Friday", "date_from:2026-07-06")
    located(dues, "Two rooms for two guests")     each "two" goes to the value whose label stands beside it

Words of the text are run through the transforms, but only runs of words that a transform knows: "next" and "Friday" may
be part of a date, "see" may not. Of several places the one beside the label is taken, then the longest.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from ...common.json_types import Json
from ...common.spoken_codes import currency_signs, spoken_codes
from ...common.spoken_dates import MONTH_NUMBERS, MONTHS, WEEKDAYS, stated
from ...common.spoken_measures import UNITS, unit_names
from ...common.spoken_numbers import numerals
from ...common.trace import Surface
from ...common.transforms import NO, YES, apply, matches
from ...generator.checks.words import stands_alone
from .brief import Due

_WORD = re.compile(r"[€$£¥₹]?\w+(?:[.,:'’/-]\w+)*%?|[€$£¥₹]")
_GAP = re.compile(r",?\s|-|,\s+")
_NUMBER = re.compile(r"(?=(-?\d{1,3}(?:[ ,]\d{3})+(?:\.\d+)?))|(?=(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?))")
_LONGEST = 8  # words of a surface that is none of the value's own letters
_NEAR = 4  # words before or behind a value among which its label may stand
_SHORT_CODE = 3
_EMPTY_WORDS = frozenset({"the", "of", "for", "and", "is", "are", "to", "from", "in", "on", "has", "number", "with"})
_ANSWERS = frozenset({"yes", "yes please", "no", "no thanks"})
_NO_STARTS = frozenset({"on", "for"})  # "on Friday": the preposition is no part of the surface
_FLAG_STARTS = frozenset(words.split()[0] for words in YES | NO)

_DATE_WORDS = frozenset({*MONTH_NUMBERS, *(day.lower() for day in WEEKDAYS), "the", "of"})
_CLOCK_WORDS = frozenset({"am", "pm", "a.m", "p.m", "noon"})
_FROM_WORDS = frozenset(
    {"today", "tomorrow", "yesterday", "now", "ago", "next", "last", "this", "in", "from", "on", "before", "after"}
    | {"day", "days", "week", "weeks", "month"}
)


class Span(NamedTuple):
    """Words of a text that carry a value."""

    start: int
    end: int
    transform: str
    near: bool
    exact: bool


@dataclass(slots=True)
class _Text:
    """A text with its words, and what each transform makes of them, found when first asked for."""

    text: str
    lower: str
    words: list[tuple[int, int, str]]
    blocked: list[tuple[int, int]] = field(default_factory=list)
    _values: dict[str, list[tuple[int, int, Json]]] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str, today: str) -> "_Text":
        lower = text.lower()
        same = lower if len(lower) == len(text) else text  # letters whose lower case is longer: their case counts
        found = cls(text, same, [(one.start(), one.end(), one[0].lower()) for one in _WORD.finditer(text)])
        for words, day in stated(text) if today else ():
            if day.isoformat() == today:
                start = text.index(words)
                found.blocked.append((start, start + len(words)))
        return found

    def said(self, words: str) -> Iterator[tuple[int, int]]:
        """Where those words stand for themselves, whatever the case of their letters."""
        sought = words.lower() if self.lower is not self.text else words
        start = self.lower.find(sought)
        while sought and start >= 0:
            if stands_alone(self.text, start, start + len(sought)):
                yield start, start + len(sought)
            start = self.lower.find(sought, start + 1)

    def values(self, transform: str) -> list[tuple[int, int, Json]]:
        """All that a transform makes of runs of words that it may know."""
        found = self._values.get(transform)
        if found is None:
            found = self._values[transform] = list(self._run_through(transform))
        return found

    def _run_through(self, transform: str) -> Iterator[tuple[int, int, Json]]:
        for run in self._runs(_vocabulary(transform)):
            for first in range(len(run)):
                for last in range(first, min(first + _LONGEST, len(run))):
                    start, end = run[first][0], run[last][1]
                    if run[first][2] not in _NO_STARTS and stands_alone(self.text, start, end):
                        try:
                            yield start, end, apply(transform, self.text[start:end])
                        except ValueError:
                            continue

    def _runs(self, known: frozenset[str]) -> Iterator[list[tuple[int, int, str]]]:
        run: list[tuple[int, int, str]] = []
        for word in self.words:
            if not _is_known(word[2], known):
                if run:
                    yield run
                run = []
            elif run and not _GAP.fullmatch(self.text[run[-1][1] : word[0]]):
                yield run
                run = [word]
            else:
                run.append(word)
        if run:
            yield run

    def names(self, label: tuple[str, ...], start: int, end: int, *, behind: bool) -> bool:
        """Whether a word of the label stands in a span or near it; only `behind` it, if so wanted."""
        if not label:
            return False
        first = bisect_left(self.words, (start,))
        last = bisect_left(self.words, (end,))
        near = self.words[last if behind else max(first - _NEAR, 0) : last + _NEAR]
        return any(word.startswith(label) for _, _, word in near)


def _is_known(word: str, known: frozenset[str]) -> bool:
    return word in known or any(sign.isdigit() for sign in word) or ("-" in word and known.issuperset(word.split("-")))


@lru_cache(maxsize=4096)
def _vocabulary(transform: str) -> frozenset[str]:
    """The words that a transform may know, in lower case; what has a digit it may always know."""
    base, _, context = transform.partition(":")
    if base in UNITS or base == "days_after":
        return numerals() | unit_names() | {"%"}
    return _VOCABULARIES[base]() if base in _VOCABULARIES else numerals() | _money_words(context)


def _money_words(currency: str) -> frozenset[str]:
    """The words and the sign for a currency; none for ""."""
    names = (currency, currency_signs().get(currency, ""), *spoken_codes()["currency_code"].get(currency, ()))
    return frozenset(word for name in names for word in name.lower().split())


_VOCABULARIES: Mapping[str, Callable[[], frozenset[str]]] = {
    "date": lambda: _DATE_WORDS,
    "date_time": lambda: _DATE_WORDS | _CLOCK_WORDS | {"at", "utc"},
    "clock_time": lambda: _CLOCK_WORDS,
    "date_from": lambda: _DATE_WORDS | _FROM_WORDS | numerals(),
}


def locate(due: Due, text: str) -> Surface | None:
    """The words of a text that carry a value; None where none do."""
    return located((due,), text).get(due.slot)


def located(dues: Sequence[Due], text: str, today: str = "") -> dict[int, Surface]:
    """By slot, the words that carry each value: no two share any. What is missing is not said.

    Words that state `today` carry no value.
    """
    words = _Text.of(text, today)
    found = [(span, due) for due in dues for span in _spans(due, words)]
    found.sort(key=lambda one: (not one[0].near, one[0].start - one[0].end, not one[0].exact, one[0].start))
    taken = words.blocked
    surfaces: dict[int, Surface] = {}
    for span, due in found:
        if due.slot not in surfaces and all(span.end <= start or end <= span.start for start, end in taken):
            taken.append((span.start, span.end))
            surfaces[due.slot] = Surface(due.slot, text[span.start : span.end], span.transform)
    return surfaces


def _spans(due: Due, words: _Text) -> Iterator[Span]:
    """All places where the text says the value."""
    label = _label_words(due.label)
    for start, end, transform in (*_verbatim(due.value, words), *_transformed(due, words)):
        part = transform == "yes_no" and words.lower[start:end] not in _ANSWERS
        near = words.names(label, start, end, behind=part)
        if part and not near:
            continue  # "with" alone says nothing of a garden
        yield Span(start, end, transform, near, words.text[start:end] == due.value)


@lru_cache(maxsize=16384)
def _label_words(label: str) -> tuple[str, ...]:
    """The beginnings of the words of a label that mean something: "guest" of "number of guests"."""
    found = (word.rstrip("s") for word in label.lower().replace("_", " ").replace("-", " ").split())
    return tuple(word for word in found if len(word) > 2 and word not in _EMPTY_WORDS)


def _verbatim(value: Json, words: _Text) -> Iterator[tuple[int, int, str]]:
    if isinstance(value, str):
        for start, end in words.said(value):
            own = words.text[start:end]
            if own == value or not (len(value) <= _SHORT_CODE and value.isupper()):  # "IT" is no "it"
                yield start, end, ""
    elif isinstance(value, int | float) and not isinstance(value, bool):
        for found in _NUMBER.finditer(words.text):
            for group in (1, 2):
                start, end = found.span(group)
                if start >= 0 and stands_alone(words.text, start, end) and matches(words.text[start:end], value):
                    yield start, end, ""


def _transformed(due: Due, words: _Text) -> Iterator[tuple[int, int, str]]:
    for name in due.transforms:
        say = _SAYINGS.get(name)
        places: Iterator[tuple[int, int]]
        if say is not None:
            places = ((start, end) for one in say(due.value) for start, end in words.said(one))
        elif name == "yes_no":
            places = _flags(words)
        else:
            yield from ((start, end, name) for start, end, value in words.values(name) if _same(value, due.value))
            continue
        for start, end in places:
            try:
                if _same(apply(name, words.text[start:end]), due.value):
                    yield start, end, name
            except ValueError:
                continue


def _same(one: Json, two: Json) -> bool:
    return bool(one == two) and isinstance(one, bool) == isinstance(two, bool)


def _flags(words: _Text) -> Iterator[tuple[int, int]]:
    """Runs of up to three words that may say yes or no."""
    for at, (start, _, word) in enumerate(words.words):
        if word in _FLAG_STARTS:
            for _, end, _ in words.words[at : at + 3]:
                yield start, end


def _codes(table: str) -> Callable[[Json], Sequence[str]]:
    """The names of a code; of "the United States" and "United States" the bare one, which stands in the other."""

    def names(value: Json) -> Sequence[str]:
        found = spoken_codes()[table].get(value, ()) if isinstance(value, str) else ()
        return [name for name in found if name.removeprefix("the ") == name or name.removeprefix("the ") not in found]

    return names


def _months(value: Json) -> Sequence[str]:
    number = int(value) if isinstance(value, int | str) and str(value).isdecimal() else 0
    return (MONTHS[number - 1], MONTHS[number - 1][:3]) if 0 < number <= len(MONTHS) else ()


def _choice(value: Json) -> Sequence[str]:
    return (value.replace("_", " "), value.replace("_", "-")) if isinstance(value, str) else ()


# Transforms of which a value says by which words it may be told.
_SAYINGS: Mapping[str, Callable[[Json], Sequence[str]]] = {
    **{
        table: _codes(table)
        for table in ("currency_code", "country_code", "language_code", "airport_code", "sort_order")
    },
    "month": _months,
    "month_text": _months,
    "spoken_words": _choice,
}
