"""Synonyms: a purpose in other words that mean the same, and items of a list by other names.

reworded("the current weather", rng, nouns=True)    "the weather right now"
referred("the first one", rng)                      "the one at the top"
possessed("the profile of Ana Lee", rng)            "Ana Lee's profile"
"""

import random
import re
from collections.abc import Mapping
from functools import lru_cache

from ..graph.articles import agreed
from .phrasebook import read_phrases

_GENITIVE = 0.35  # of what something has
_THERE = 0.35  # of places just spoken of
_NAME = r"[A-Z][\w&'-]*(?: [A-Z][\w&'-]*)*"
_OWNER = rf"(?:{_NAME}|that [a-z]+(?: [a-z]+)?|the [a-z]+(?: rated)? one)"
_OF = re.compile(rf"^the (?P<thing>[a-z-]+(?: [a-z-]+)?) of (?P<owner>{_OWNER})$")
_LAST_OF = re.compile(rf"(?P<front>.* (?:from|to|in|into|at|for)) the (?P<thing>[a-z]+) of (?P<owner>{_OWNER})$")
_IN_THAT = re.compile(r" in that (?:city|country|region|place)$")


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    return {
        name: {word: tuple(others) for word, others in table.items()}
        for name, table in read_phrases("synonyms").items()
    }


@lru_cache(maxsize=16384)
def _ways(said: str, nouns: bool) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What of a purpose can be said otherwise, longest first, with all ways to say it."""
    tables = _tables()
    listed = {**tables["adjectives"], **tables["phrases"], **(tables["nouns"] if nouns else {})}
    found = sorted((one for one in listed if re.search(rf"(?<![\w-]){one}(?![\w-])", said)), key=len, reverse=True)
    kept: list[str] = []
    for one in found:
        if not any(one in other for other in kept):
            kept.append(one)
    return tuple((one, listed[one]) for one in kept)


def reworded(said: str, rng: random.Random, *, nouns: bool) -> str:
    """A purpose's object with synonyms in it. `nouns`: whether nothing takes up its nouns again."""
    for one, others in _ways(said, nouns):
        said = re.sub(rf"(?<![\w-]){one}(?![\w-])", rng.choice(others), said, count=1)
    return agreed(said)


def referred(text: str, rng: random.Random) -> str:
    """A reference to an item of a list, or the text itself where there is no other way to say it."""
    others = _tables()["references"].get(text)
    return rng.choice(others) if others else text


def possessed(said: str, rng: random.Random) -> str:
    """The object with a genitive, "that hotel's reviews" for "the reviews of that hotel", or with "there", at times."""
    if _IN_THAT.search(said):
        return _IN_THAT.sub(" there", said) if rng.random() < _THERE else said
    if rng.random() >= _GENITIVE:
        return said
    if found := _OF.match(said):
        return f"{found['owner']}'s {found['thing']}"
    if (found := _LAST_OF.match(said)) and " of " not in found["front"]:
        return f"{found['front']} {found['owner']}'s {found['thing']}"
    return said
