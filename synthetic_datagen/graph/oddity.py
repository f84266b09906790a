"""Oddity: why nobody would say what an endpoint is for in the words that were mined for it.

    Purpose("get", "the table")                     ->  "purpose_hollow"      which table?
    Purpose("get", "the offer IDs")                 ->  "purpose_technical"
    Purpose("list", "the league top player regular season")  ->  "purpose_garbled"

Such endpoints are left out of conversations, and counted by these reasons.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from ..common.tools import Purpose
from .lexicon import all_words, keyed_sets, lexicon

MOST_IN_A_ROW = 4  # words before the first preposition, articles not counted

_ARTICLE = re.compile(r"^(?:the|an?) ")
_DETAILS_OF = re.compile(r"^the details of an? ([\w' -]+)$")
_PREPOSITION = re.compile(r" (?:of|for|about|on|in|at|to|from|between|with|regarding) ")
_READING = frozenset(("get", "list", "look up", "find", "explore", "browse", "describe"))


def oddity(purpose: Purpose | None) -> str:
    """The reason why a purpose is not to be said; "" for a sound one and for none."""
    if purpose is None:
        return ""
    front, *tail = _PREPOSITION.split(_ARTICLE.sub("", purpose.object), maxsplit=1)
    words = front.split(" ")
    if _is_hollow(purpose, words, tail):
        return "purpose_hollow"
    if _is_technical(purpose, words, tail):
        return "purpose_technical"
    return "purpose_garbled" if _is_garbled(purpose, words, tail) else ""


@lru_cache(maxsize=1)
def _hollow() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(all_words("hollow")), frozenset(all_words("no_things"))


def _is_hollow(purpose: Purpose, words: list[str], tail: list[str]) -> bool:
    alone, no_things = _hollow()
    if details := _DETAILS_OF.match(purpose.object):
        return details[1].rpartition(" ")[2] in no_things and purpose.verb in _READING
    if purpose.verb == "find" and purpose.object.startswith("a") and words[-1] in no_things:
        return True
    if purpose.verb not in _READING or (tail and words != ["list"]):
        return False
    lex = lexicon()
    light = all(word in lex.participles or (word in lex.modifiers and not word.endswith("ing")) for word in words[:-1])
    if purpose.verb == "get" and len(words) == 1 and _is_some_thing(purpose, words[0]):
        return True
    return words[-1] in alone and (len(words) == 1 or (light and words[-1] in lex.vague))


def _is_some_thing(purpose: Purpose, noun: str) -> bool:
    """ "the game": one of many, and nothing says which."""
    lex = lexicon()
    countable = noun in lex.plurals and not lex.is_plural(noun) and noun not in lex.mass
    return countable and noun not in lex.attributes and purpose.object.startswith("the ")


def _is_technical(purpose: Purpose, words: list[str], tail: list[str]) -> bool:
    table = keyed_sets("technical")
    if purpose.verb in ("search for", "find", "look up") and not tail and words[-1] in table["searched"]:
        return words[-1] not in table["after_search"] or len(words) == 1
    if purpose.verb not in (*_READING, "search for"):
        return False
    about = tail[0] if tail else ""
    return (
        any(_is_in(table, "inside", *pair) for pair in pairwise(words))
        or (len(words) > 1 and _is_in(table, "first", *words[:2]))
        or words[-1] in table["last"]
        or (not tail and words[-1] in ("URL", "URLs"))
        or about.rpartition(" ")[2] in table["about"]
        or about.endswith("status codes")
    )


def _is_in(table: Mapping[str, frozenset[str]], place: str, word: str, following: str) -> bool:
    """Whether the word stands in the way there, but for what may follow it ("search results")."""
    return (
        word in table[place]
        and following not in ("and", "or")
        and following not in table.get(f"after_{word}", frozenset())
    )


def _is_garbled(purpose: Purpose, words: list[str], tail: list[str]) -> bool:
    lex = lexicon()
    if re.match(r"an? ", purpose.object) and "and" not in words and lex.is_plural(words[-1]) and words[-1] not in _BOTH:
        return True
    if words[0] in _SPANS and len(words) > 1 and words[1] != "end":
        return True  # of "7 Year Treasury Rate" the number is lost
    if words[-2:] == ["IP", "address"] and len(words) > 2 and lex.is_noun(words[-3]) and words[-3] not in lex.modifiers:
        return True
    if _has_late_adjective(words):
        return True
    if {"and", "or"} & set(words):
        return False
    nouns = [word for word in words if word not in lex.modifiers]
    plain = len(nouns) == MOST_IN_A_ROW and all(word.islower() for word in nouns)
    return plain or len(nouns) > MOST_IN_A_ROW or len(words) > MOST_IN_A_ROW + 1


def _has_late_adjective(words: list[str]) -> bool:
    """Whether an adjective stands behind two nouns: "league player regular season"."""
    lex = lexicon()
    pure = [word in lex.modifiers and not lex.is_noun(word) and not word.endswith(("ing", "ed")) for word in words[:-1]]
    return any(adjective and at - sum(pure[:at]) >= 2 for at, adjective in enumerate(pure)) and not {"and", "or"} & set(
        words
    )


_SPANS = frozenset(("year", "month", "week", "day", "hour", "minute"))
_BOTH = frozenset(("series", "species", "aircraft", "anime", "manga", "staff", "crypto", "pokemon", "fish"))
