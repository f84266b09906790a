"""Claims: what the assistant tells stands in an output or in the user's words, or counts what stands there.

"3 transfers came up. Your booking ID is bkn_vazgc11. It costs 187 EUR."     3 = total, bkn_vazgc11 and 187 are values
"It's on July 14, 2026 at 7:15 pm and costs 8.50 EUR."                       renderings of values that outputs hold
"""

import re
from collections.abc import Callable, Iterator
from functools import partial

from ...common.renderings import SPOKEN
from .evidence import Evidence, evidence_before
from .view import View, Violation

_PIECE = re.compile(r"[^\s()\[\]\"“”]+")
_ADDRESS = re.compile(r"https?://[^\s\"“”]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_QUOTED = re.compile(r"[\"“]([^\"“”]+)[\"”]")
NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
    if number > 1  # "one" is a pronoun more often than a number
}
_NUMBER_WORD = re.compile(rf"\b(first )?({'|'.join(NUMBER_WORDS)})\b", re.I)
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_SPOKEN_HINTS = (", 1", ", 2", " am", " pm", "noon", "midnight")  # one of them stands in whatever SPOKEN finds
EDGES = ".,;:!?'’*"
HAS_DIGIT = re.compile(r"\d")


def number_words(number: int) -> tuple[str, ...]:
    """The word for a small number: 3 -> ("three",); none for large ones."""
    return tuple(word for word, value in {"one": 1, **NUMBER_WORDS}.items() if value == number)


def claims_are_supported(view: View) -> Iterator[Violation]:
    """UNSUPPORTED_CLAIM: a number, date, code, address or quotation in the assistant's words that nothing before shows.

    It does not see names without digits or quotes, nor a true value told of the wrong thing.
    """
    for index, message in enumerate(view.messages):
        if message["role"] != "assistant" or not message["content"]:
            continue
        yield from unsupported(f"/messages/{index}", message["content"], partial(evidence_before, view, index))


def unsupported(path: str, text: str, evidence: Callable[[], Evidence]) -> Iterator[Violation]:
    """UNSUPPORTED_CLAIM: what one text tells that the evidence does not show; it is asked for only where needed."""
    shown: Evidence | None = None
    for kind, words in _told(text):
        shown = shown or evidence()
        if not _SUPPORTED[kind](shown, words):
            yield Violation("UNSUPPORTED_CLAIM", path, f"nothing before shows {words!r}")


def _told(text: str) -> Iterator[tuple[str, str]]:
    """What a text tells that can be checked: (kind, words)."""
    if any(hint in text for hint in _SPOKEN_HINTS):
        yield from (("rendered", words) for words in SPOKEN.findall(text))
        text = SPOKEN.sub(" ", text)
    for piece in _PIECE.findall(text) if HAS_DIGIT.search(text) else ():
        if not piece.isalpha() and HAS_DIGIT.search(piece):
            yield "token", piece.strip(EDGES)
    if "@" in text or "://" in text:
        for found in _ADDRESS.findall(text):
            if not HAS_DIGIT.search(found):
                yield "token", found.strip(EDGES)
    if '"' in text or "“" in text:
        for found in _QUOTED.findall(text):
            yield "quote", found.strip(EDGES)
    lowered = text.lower()
    if any(word in lowered for word in NUMBER_WORDS):
        for match in _NUMBER_WORD.finditer(text):
            yield "first" if match[1] else "number", match[2]


def _rendered(evidence: Evidence, words: str) -> bool:
    """A day or a time in words: one of a value's renderings, or the user's own words."""
    if words.casefold() in evidence.days or evidence.supports(words):
        return True
    day, _, clock = words.partition(" at ")
    return bool(clock) and _rendered(evidence, day) and _rendered(evidence, clock)


def _token(evidence: Evidence, token: str) -> bool:
    if evidence.supports(token):
        return True
    ordinal = _ORDINAL.fullmatch(token)
    if ordinal:
        return int(ordinal[1]) <= max(evidence.counts, default=0)
    if token.isdigit():
        return int(token) in evidence.counts
    bare = token.strip("-–—/+$€£¥₹%#<>&~=…")
    if ("," in bare or "." in bare) and bare in evidence.numbers:
        return True
    parts = [part for part in re.split(r"[,/–—:…]|\.{2,}|'s\b|’s\b", bare) if any(sign.isdigit() for sign in part)]
    return bool(parts) and parts != [token] and all(_token(evidence, part.strip(EDGES)) for part in parts)


def _number(evidence: Evidence, word: str) -> bool:
    number = NUMBER_WORDS[word.casefold()]
    if number in evidence.counts or evidence.supports(str(number)) or evidence.supports(word):
        return True
    return word.casefold() in evidence.labels


def _first(evidence: Evidence, word: str) -> bool:
    return NUMBER_WORDS[word.casefold()] <= max(evidence.counts, default=0) or evidence.supports(word)


_SUPPORTED = {"rendered": _rendered, "token": _token, "quote": Evidence.quotes, "number": _number, "first": _first}
