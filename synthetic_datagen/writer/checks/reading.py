"""Reading: a text by its words, and what each named transform makes of them.

read("See you next Friday!").values("date_from:2026-07-06")    [(8, 19, "2026-07-17"), (13, 19, "2026-07-10")]

A transform is tried on runs of words that it may know: "next" and "Friday" may be part of a date, "see" may not.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ...common.json_types import Json
from ...common.spoken_codes import currency_signs, spoken_codes
from ...common.spoken_dates import MONTH_NUMBERS, WEEKDAY_NUMBERS
from ...common.spoken_measures import UNITS, unit_names
from ...common.spoken_numbers import numerals
from ...common.transforms import apply
from ...generator.checks.words import stands_alone

_WORD = re.compile(r"[€$£¥₹]?\w+(?:[.,:'’/-]\w+)*%?|[€$£¥₹]")
_GAP = re.compile(r",?\s|-|,\s+")
_LONGEST = 8  # words of a surface that is none of the value's own letters
_NEAR = 4  # words before or behind a value among which its label may stand
FAR = _NEAR + 1
_NO_STARTS = frozenset({"on", "for"})  # "on Friday": the preposition is no part of the surface
_DATE_WORDS = frozenset({*MONTH_NUMBERS, *WEEKDAY_NUMBERS, "the", "of"})
_CLOCK_WORDS = frozenset({"am", "pm", "a.m", "p.m", "noon"})
_FROM_WORDS = frozenset(
    {"today", "tomorrow", "yesterday", "now", "ago", "next", "last", "this", "in", "from", "on", "before", "after"}
    | {"day", "days", "week", "weeks", "month"}
)


@dataclass(slots=True)
class ReadText:
    """A text with its words, and what each transform makes of them, found when first asked for."""

    text: str
    lower: str
    words: list[tuple[int, int, str]]
    _values: dict[str, list[tuple[int, int, Json]]] = field(default_factory=dict)

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
                    if _is_whole(run, first, last) and stands_alone(self.text, start, end):
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

    def away(self, label: tuple[str, ...], start: int, end: int, *, behind: bool) -> int:
        """How many words a span is from one of its label, 0 for one in it; `behind`: from one that follows it."""
        first, last = bisect_left(self.words, (start,)), bisect_left(self.words, (end,))
        begin = last if behind else max(first - _NEAR, 0)
        named = [at for at in range(begin, min(last + _NEAR, len(self.words))) if self.words[at][2].startswith(label)]
        return min((max(first - at, at - last + 1, 0) for at in named), default=FAR) if label else FAR


def read(text: str) -> ReadText:
    """The text with its words."""
    lower = text.lower()
    same = lower if len(lower) == len(text) else text  # letters whose lower case is longer: their case counts
    return ReadText(text, same, [(one.start(), one.end(), one[0].lower()) for one in _WORD.finditer(text)])


def _is_whole(run: Sequence[tuple[int, int, str]], first: int, last: int) -> bool:
    """Whether the words of a run are a phrase of their own: no weekday stands before them."""
    weekday = first > 0 and run[first - 1][2] in WEEKDAY_NUMBERS and run[first][2] not in WEEKDAY_NUMBERS
    return run[first][2] not in _NO_STARTS and not weekday


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
