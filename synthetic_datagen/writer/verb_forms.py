"""Verb forms: the gerund and the past participle of a purpose's verb, particle included.

gerund("look up")              "looking up"
past_participle("set up")      "set up"
past_participle("analyze")     "analyzed"

Regular forms follow rules (`graph/lexicon.py`); what no rule gives stands in `phrases/words.yaml`.
"""

from functools import lru_cache

from ..graph import lexicon
from .phrasebook import book


@lru_cache(maxsize=1024)
def gerund(verb: str) -> str:
    """The -ing form: "book" is "booking", "get" "getting", "search for" "searching for", "be" "being"."""
    base, particle = _parted(verb)
    return f"{lexicon.gerund(base)}{particle}"


@lru_cache(maxsize=1024)
def past_participle(verb: str) -> str:
    """The form behind "have": "book" is "booked", "find" "found", "rewrite" "rewritten", "log" "logged"."""
    base, particle = _parted(verb)
    return f"{book().past.get(base) or lexicon.past_participle(base)}{particle}"


def _parted(verb: str) -> tuple[str, str]:
    base, blank, particle = verb.partition(" ")
    return base, f"{blank}{particle}"
