"""Articles: "a" stands before the sound of a consonant, "an" before that of a vowel.

article("hour of sunshine")             "an"
wrong_articles("a hour in an hotel")    ["a hour", "an hotel"]
agreed("a expense, an report")          "an expense, a report"

What decides is the sound: "an hour", "a user", "an MRI", "a US dollar", "an 8 am train", "an 11th hour".
"""

import re
from collections.abc import Iterator
from functools import lru_cache

_ARTICLE = re.compile(r"(?<![\w'’.-])(?P<article>an?) [\"“'(]?(?P<word>[A-Za-z0-9](?:[\w.,'’-]*\w)?)", re.I)
_FIRST = re.compile(r"[A-Za-z0-9](?:[\w.,'’-]*\w)?")
_VOWELS = frozenset("aeiou")
_VOWEL_LETTERS = frozenset("AEFHILMNORSX")  # whose names begin with a vowel: "an MRI"
_EIGHTS = re.compile(r"8|1[18](?!\d)")  # eight, eighty, eleven, eighteen; "11,000" too, but not "118"
_SPELT = re.compile(r"[A-Z]{2,6}(?:s|'s|’s)?(?![A-Za-z])|[A-Za-z](?![A-Za-z])")
_SAID_AS_WORDS = frozenset({"NASA", "FIFA", "UEFA", "NATO", "LAN", "SIM", "RAM", "ROM", "MAC", "HUD", "NAS", "RIB"})
_EITHER = frozenset({"SQL", "FAQ", "LAX", "SAP", "a", "A", "I"})  # said both ways, or no noun

# Beginnings of words that do not sound like their first letter; the longest one that fits decides.
_SOUNDS = {
    **dict.fromkeys(("hour", "honest", "honor", "honour", "heir", "oner", "unid", "unim", "unin"), "an"),
    **dict.fromkeys(("one", "once", "eu", "ewe", "uni", "use", "usa", "usi", "usu", "uti", "ute", "utah", "uto"), "a"),
    **dict.fromkeys(("ubiq", "uga", "uk", "ura", "uri", "uru"), "a"),
}


def article(text: str) -> str:
    """The article before a text: "a" or "an" by its first word."""
    found = _FIRST.match(text)
    return (found and article_for(found[0])) or "a"


def agreed(text: str) -> str:
    """The text with each "a" and "an" as the word behind it wants it; what stands in quotes keeps its own."""
    return _ARTICLE.sub(_agreed, text)


def _agreed(found: re.Match[str]) -> str:
    wanted = article_for(found["word"])
    if not wanted or found["article"].lower() == wanted:
        return found[0]
    wanted = wanted.capitalize() if found["article"][0].isupper() else wanted
    return wanted + found[0].removeprefix(found["article"])


def wrong_articles(text: str) -> Iterator[str]:
    """The articles that do not agree with the word behind them, with that word."""
    for found in _ARTICLE.finditer(text):
        wanted = article_for(found["word"])
        if wanted and found["article"].lower() != wanted:
            yield found[0]


@lru_cache(maxsize=16384)
def article_for(word: str) -> str:
    """ "a" or "an" for a word; "" for those of which people say either."""
    if word[0].isdigit():
        return "an" if _EIGHTS.match(word) else "a"
    if word in _EITHER:
        return ""
    spelt = _SPELT.match(word)
    if spelt and spelt[0] not in _SAID_AS_WORDS:
        return "an" if word[0].upper() in _VOWEL_LETTERS else "a"
    lowered = word.lower()
    known = max((start for start in _SOUNDS if lowered.startswith(start)), key=len, default="")
    return _SOUNDS.get(known) or ("an" if lowered[0] in _VOWELS else "a")
