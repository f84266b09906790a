"""The word lists behind the rules: `graph/words/*.txt`, read once.

word_set("currency")   frozenset({"USD", "EUR", ...})     a paragraph of words/word_sets.txt
lines("suggestions")   ["thing :: weather :: ...", ...]   a file without its comments
"""

import re
from functools import lru_cache

from ..common.kinds import Kind
from .lexicon import WORDS


def lines(name: str) -> list[str]:
    """The lines of `words/<name>.txt` that are neither blank nor comments."""
    text = (WORDS / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@lru_cache(maxsize=1)
def _sets() -> dict[str, frozenset[str]]:
    found: dict[str, list[str]] = {}
    for line in lines("word_sets"):
        key, *words = line.split()
        found.setdefault(key, []).extend(words)
    return {key: frozenset(words) for key, words in found.items()}


def word_set(key: str) -> frozenset[str]:
    """The words that stand under that key. Raises KeyError when there are none."""
    return _sets()[key]


def kind_set(key: str) -> frozenset[Kind]:
    """The kinds that stand under that key."""
    return frozenset(map(Kind, word_set(key)))


def pairs(name: str) -> list[tuple[str, str]]:
    """The lines `key :: text` of a file, in their order."""
    return [(key, text) for key, _, text in (line.partition(" :: ") for line in lines(name))]


def pattern(key: str) -> re.Pattern[str]:
    """All alternatives of `words/patterns.txt` under that key, in any case. Raises KeyError when there are none."""
    alternatives = [text for other, text in pairs("patterns") if other == key]
    if not alternatives:
        raise KeyError(key)
    return re.compile("|".join(alternatives), re.I)
