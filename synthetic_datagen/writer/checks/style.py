"""Style: faults of language in a text, whoever wrote it. They make a text worse, not untrue.

problems("Book hotel_id {hotel} at  None")   ["braces", "double space", "None", "underscored name: hotel_id"]
problems("It takes a hour.")                 ["article: a hour"]
"""

import re
from collections.abc import Iterable

from ...graph.articles import wrong_articles
from ..repeats import repeats

_UNDERSCORED = re.compile(r"\b[A-Za-z]+(?:_[A-Za-z0-9]+)+\b")
_MOST_WORDS = 60  # of a sentence
_SENTENCE_END = re.compile(r"[.!?][\"”')]* ")
_RULES = (
    ("braces", re.compile(r"[{}]")),
    ("double space", re.compile(r"  ")),
    ("None", re.compile(r"\bNone\b|\bnull\b|\bundefined\b|\bNaN\b")),
    ("space before a mark", re.compile(r" [,.;:!?](?=\s|$)")),
    ("doubled mark", re.compile(r"[,.;:]{2}|[?!]\.|[,;:][?!]")),
)


def problems(text: str, values: Iterable[str] = ()) -> list[str]:
    """The faults of a text, [] for none. `values` (slot values, ids and texts of outputs) are exempt from the rules."""
    if not text.strip():
        return ["empty"]
    rest, exempt = text, sorted({value for value in values if value}, key=len, reverse=True)
    for value in exempt:
        rest = rest.replace(value, "x")
    found = [name for name, rule in _RULES if rule.search(rest)]
    found.extend(f"article: {words}" for words in wrong_articles(text) if not any(words in one for one in exempt))
    found.extend(f"underscored name: {name}" for name in _UNDERSCORED.findall(rest))
    if repeats(rest):
        found.append("repeated word")
    if any(len(sentence.split()) > _MOST_WORDS for sentence in _SENTENCE_END.split(rest)):
        found.append("long sentence")
    return found
