"""Wear: how much of a text stands in many conversations, so that the fresher of two wordings can be taken.

wear("Could you tell me what the current weather is in Oslo?")     0.31
wear("Is Oslo wet?")                                               0.0

`phrases/worn.txt` lists three words in a row with the number of conversations, of a thousand, that hold them; it is
counted by `benchmarks/worn_phrases.py`. What is not listed is fresh. A pure function of the text.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from .phrasebook import PHRASES

OTHERS = 99  # conversations beside this one: what is counted is the chance that none of them holds the phrase


def threes(text: str) -> Iterator[str]:
    """Three words in a row each, in small letters, with the marks that stand at them."""
    words = text.lower().split()
    return (f"{one} {two} {three}" for one, two, three in zip(words, words[1:], words[2:], strict=False))


@lru_cache(maxsize=1)
def _worn() -> Mapping[tuple[str, str], Mapping[str, float]]:
    """By the first two of three worn words, for each third: the chance that one of OTHERS conversations holds them."""
    found: dict[tuple[str, str], dict[str, float]] = {}
    for line in (PHRASES / "worn.txt").read_text(encoding="utf-8").splitlines():
        share, _, three = line.partition("\t")
        one, two, last = three.split(" ")
        found.setdefault((one, two), {})[last] = 1 - (1 - min(1.0, float(share) / 1000)) ** OTHERS
    return found


def wear(text: str) -> float:
    """From 0, nothing in it is worn, to 1, all is: the mean chance over its words that a phrase is met elsewhere."""
    words, worn, total = text.lower().split(), _worn(), 0.0
    for at, pair in enumerate(pairwise(words[:-1]), 2):
        if lasts := worn.get(pair):
            total += lasts.get(words[at], 0.0)
    return total / (len(words) - 2) if len(words) > 2 else 0.0
