"""Asking: a purpose as the question that it answers, where there is one.

Purpose("get", "the current weather")     ->  "what is the current weather"
Purpose("list", "the latest headlines")   ->  "what are the latest headlines"
Purpose("search for", "hotels")           ->  "which hotels are there"
Purpose("get", "the top scorers")         ->  "who are the top scorers"
Purpose("book", "a room in a hotel")      ->  None

A question mark, and what is told with the question, are left to the sentence that it stands in.
"""

import re
from functools import lru_cache

from ..common.tools import Purpose
from ..graph.lexicon import all_words, lexicon

_READING = frozenset(("get", "list", "find", "search for", "look up", "explore", "browse"))
_FINDING_OUT = frozenset(
    ("calculate", "detect", "determine", "estimate", "identify", "measure", "predict", "recognize", "count")
)
_PARTS = re.compile(
    r"(?P<article>the |an? )?(?P<front>.+?)(?P<tail> (?:of|for|about|on|in|at|to|from|between|with) .+)?$"
)
_SUPERLATIVE = re.compile(r".{3,}est$")
# Plurals that are one thing ("the odds"), and attributes that are things when there are many of them ("jokes").
_WHOLE = frozenset(("details", "odds", "statistics", "standings", "lyrics", "coordinates", "earnings", "dimensions"))
_COUNTED = frozenset(("location", "joke", "quote", "fact", "word", "headline", "title", "date", "result", "menu"))
_DEFINING = frozenset(
    ("top", "last", "first", "next", "best", "most", "current", "main", "previous", "upcoming", "newest")
)
_PLURAL_FORMS = frozenset(("series", "species", "crypto"))  # one as well as many: "the time series is"


def as_question(purpose: Purpose) -> str | None:
    """What somebody asks who wants it, in lower case and without a question mark; None where he would not ask so.

    Purpose("get", "information about a movie")      ->  "what is there to know about a movie"
    Purpose("search for", "jobs at a company")       ->  "which jobs are there at a company"
    Purpose("get", "the current date and time")      ->  "what are the current date and time"
    Purpose("get", "the fixture report")             ->  None
    """
    parts = _PARTS.match(purpose.object)
    if parts is None or purpose.verb not in _READING | _FINDING_OUT:
        return None
    article, front, tail = (parts[name] or "" for name in ("article", "front", "tail"))
    if " or " in front or article.startswith("a") or front.startswith("random "):
        return None
    if front.endswith("information") and tail.startswith(" about ") and _is_light(front):
        return f"what is there to know{tail}"
    words = front.split(" ")
    if "and" in words:
        return f"what are the {front}{tail}" if article and _joins_attributes(front) else None
    if _is_many(words[-1]):
        return _of_many(purpose.verb, words, tail)
    return _of_one(purpose.verb, words, tail) if article else None


def _of_many(verb: str, words: list[str], tail: str) -> str | None:
    front, head = " ".join(words), words[-1]
    if verb in _FINDING_OUT:
        return None
    if _singled_out(words) or tail.startswith(" of "):
        return f"{_asked_by(head)} are the {front}{tail}"
    attribute = _is_attribute(head) and lexicon().singulars.get(head, head) not in _COUNTED
    return f"what are the {front}{tail}" if head in _WHOLE or attribute else f"which {front} are there{tail}"


def _of_one(verb: str, words: list[str], tail: str) -> str | None:
    head = words[-1]
    told = head in lexicon().mass and head not in _unasked()
    if verb in _FINDING_OUT or told or _is_attribute(head) or head in _persons():
        return None if head in _unasked() else f"{_asked_by(head)} is the {' '.join(words)}{tail}"
    return None


def _is_many(head: str) -> bool:
    return lexicon().is_plural(head) and head not in _PLURAL_FORMS


def _is_attribute(head: str) -> bool:
    """Whether it is something that things have ("price", "coordinates"), rather than a thing."""
    one = lexicon().singulars.get(head, head)
    return (one in lexicon().attributes or head in lexicon().attributes) and not {one, head} & _unasked()


def _joins_attributes(front: str) -> bool:
    return all(_is_attribute(part.rpartition(" ")[2]) for part in front.split(" and "))


def _is_light(front: str) -> bool:
    return all(word in lexicon().modifiers or word in lexicon().participles for word in front.split(" ")[:-1])


def _singled_out(words: list[str]) -> bool:
    """Whether the words say which ones are meant: "the latest headlines", "the top scorers"."""
    return any(word in _DEFINING or word.endswith("'s") or _SUPERLATIVE.fullmatch(word) for word in words[:-1])


def _asked_by(head: str) -> str:
    return "who" if lexicon().singulars.get(head, head) in _persons() else "what"


@lru_cache(maxsize=1)
def _persons() -> frozenset[str]:
    return frozenset(all_words("persons"))


@lru_cache(maxsize=1)
def _unasked() -> frozenset[str]:
    return frozenset(all_words("unasked"))
