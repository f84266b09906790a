"""Whether a text is in English, as far as its letters and small words tell.

not_english("Lista de todas las ciudades del país")   ->  True
"""

import re

from .lexicon import lexicon
from .word_lists import word_set

_ENGLISH = word_set("english")
_SHARE = 0.08  # of letters beyond ASCII, from which on a text is foreign


def not_english(text: str) -> bool:
    """Whether a text is in another language: letters beyond ASCII, or its small words."""
    sample = text[:400]
    if not sample.isascii():
        letters = [char for char in sample if char.isalpha()]
        if sum(not char.isascii() for char in letters) > _SHARE * len(letters):
            return True
    words = re.findall(r"[^\W\d_]+", sample.lower())
    foreign = sum(word in lexicon().foreign for word in words)
    return foreign >= 2 and foreign > sum(word in _ENGLISH for word in words)
