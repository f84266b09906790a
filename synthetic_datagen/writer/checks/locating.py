"""Locating: the exact words of any text that carry a value, and the transform that gives it back.

    locate(Due(value="2026-07-17", transforms=("date", "date_from:2026-07-06")), "See you next Friday!")
      ->  Surface(slot, "next Friday", "date_from:2026-07-06")
    located(dues, "Two rooms for two guests")     each "two" goes to the value whose label stands beside it

Of several places the one nearest to a word of the label is taken, then the longest. It does not see a value in words
that no named transform knows ("the day before Christmas"): such a text is written again.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from ...common.json_types import Json
from ...common.spoken_codes import spoken_codes
from ...common.spoken_dates import MONTHS, stated
from ...common.trace import Surface
from ...common.transforms import NO, YES, apply, matches
from ...generator.checks.words import stands_alone
from .brief import Due
from .reading import FAR, ReadText, read

_NUMBER = re.compile(r"(?=(-?\d{1,3}(?:[ ,]\d{3})+(?:\.\d+)?))|(?=(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?))")
_SHORT_CODE = 3
_EMPTY_WORDS = frozenset({"the", "of", "for", "and", "is", "are", "to", "from", "in", "on", "has", "number", "with"})
_ANSWERS = frozenset({"yes", "yes please", "no", "no thanks"})
_FLAG_STARTS = frozenset(words.split()[0] for words in YES | NO)


class Span(NamedTuple):
    """Words of a text that carry a value."""

    start: int
    end: int
    transform: str
    away: int  # words between it and its label; `FAR` where that is not near
    exact: bool


def locate(due: Due, text: str) -> Surface | None:
    """The words of a text that carry a value; None where none do."""
    return located((due,), text).get(due.slot)


def located(dues: Sequence[Due], text: str, today: str = "") -> dict[int, Surface]:
    """By slot, the words that carry each value: no two share any. What is missing is not said.

    Words that state `today` carry no value.
    """
    words = read(text)
    found = [(span, due) for due in dues for span in _spans(due, words)]
    found.sort(key=lambda one: _rank(one[0]))
    taken = [
        (at, at + len(said)) for said, day in stated(text) if day.isoformat() == today for at in (text.index(said),)
    ]
    surfaces: dict[int, Surface] = {}
    for span, due in found:
        if due.slot not in surfaces and all(span.end <= start or end <= span.start for start, end in taken):
            taken.append((span.start, span.end))
            surfaces[due.slot] = Surface(due.slot, text[span.start : span.end], span.transform)
    return surfaces


def _rank(span: Span) -> tuple[int, bool, int, bool, int]:
    """The best place first. Figures go before words: the "three" of "the first three" is no value."""
    return span.away, span.transform == "number_words", span.start - span.end, not span.exact, span.start


def _stating(today: str, text: str) -> Iterator[tuple[int, int]]:
    """Where the text states the day."""
    for said, day in stated(text):
        if day.isoformat() == today:
            start = text.index(said)
            yield start, start + len(said)


def _spans(due: Due, words: ReadText) -> Iterator[Span]:
    """All places where the text says the value."""
    label = _label_words(due.label)
    for start, end, transform in (*_verbatim(due.value, words), *_transformed(due, words)):
        part = transform == "yes_no" and words.lower[start:end] not in _ANSWERS
        away = words.away(label, start, end, behind=part)
        if part and away == FAR:
            continue  # "with" alone says nothing of a garden
        if not _is_part(due, words, start, end):
            yield Span(start, end, transform, away, words.text[start:end] == due.value)


def _is_part(due: Due, words: ReadText, start: int, end: int) -> bool:
    """Whether a longer phrase around the span says another value: "two" of "two hundred", "May 1" of "May 1, 2025"."""
    numeric = isinstance(due.value, int | float)
    names = {name for name in due.transforms if name not in _SAYINGS and name != "yes_no"}
    names |= {"number_words"} if numeric and not isinstance(due.value, bool) else set()
    return any(
        begin <= start and end <= stop and (begin, stop) != (start, end) and not _same(value, due.value)
        for name in names
        for begin, stop, value in words.values(name)
    )


@lru_cache(maxsize=16384)
def _label_words(label: str) -> tuple[str, ...]:
    """The beginnings of the words of a label that mean something: "guest" of "number of guests"."""
    found = (word.rstrip("s") for word in label.lower().replace("_", " ").replace("-", " ").split())
    return tuple(word for word in found if len(word) > 2 and word not in _EMPTY_WORDS)


def _verbatim(value: Json, words: ReadText) -> Iterator[tuple[int, int, str]]:
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


def _transformed(due: Due, words: ReadText) -> Iterator[tuple[int, int, str]]:
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


def _flags(words: ReadText) -> Iterator[tuple[int, int]]:
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
