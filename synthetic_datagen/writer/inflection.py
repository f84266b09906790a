"""Small English: capitals, lists, ordinals, counted nouns, quotes.

listing(["Paris", "Rome", "Oslo"])   "Paris, Rome and Oslo"
counted(1, "guests")                 "1 guest"
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from ..graph.lexicon import lexicon

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_PLURAL_ONLY = frozenset(("coordinates", "details", "results", "settings"))


def capitalized(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def lowered(sentence: str, kept: Sequence[str] = ()) -> str:
    """The sentence as it goes on behind other words; what begins with "I" or with one of `kept` keeps its letters."""
    if sentence.startswith(("I ", "I'", *kept)):
        return sentence
    return sentence[:1].lower() + sentence[1:]


def listing(items: Sequence[str], last: str = " and ") -> str:
    """ "a", "a and b", "a, b and c"."""
    return last.join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def ordinal(number: int) -> str:
    """The ordinal of a position counted from 0: "first" to "tenth", then "11th"."""
    return _ORDINALS[number] if number < len(_ORDINALS) else f"{number + 1}th"


def spelled(number: int) -> str:
    """Small numbers in words."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


def singular_of(noun: str) -> str:
    """The phrase with its last word in the singular."""
    front, _, head = noun.rpartition(" ")
    one = lexicon().singulars.get(head, head)
    return f"{front} {one}" if front else one


def plural_of(noun: str) -> str:
    """The phrase with its last word in the plural."""
    front, _, head = noun.rpartition(" ")
    many = lexicon().plural_of(head)
    return f"{front} {many}" if front else many


def head_of(noun: str) -> str:
    """The noun that a phrase is about: "number" of "number of words", "price" of "price per night"."""
    for preposition in (" of ", " per ", " in ", " for ", " to "):
        noun = noun.partition(preposition)[0]
    return noun.rpartition(" ")[2]


@lru_cache(maxsize=65536)
def is_plural(noun: str) -> bool:
    """Whether the phrase takes a plural verb."""
    head = head_of(noun)
    return head in _PLURAL_ONLY or (lexicon().is_plural(head) and head not in ("series", "species", "crypto"))


def is_mass(noun: str) -> bool:
    """Whether the phrase takes no article and no plural."""
    return noun.rpartition(" ")[2] in lexicon().mass


_WITH_THE = re.compile(
    r"(?:United (?:States|Kingdom|Arab)|Netherlands$|Philippines$|Czech Rep|Dominican Rep|Bahamas$|Maldives$)"
)


def with_the(country: str) -> str:
    """ "the United States"; other countries as they are."""
    return f"the {country}" if _WITH_THE.match(country) else country


def quoted(text: str) -> str:
    """The text in double quotes, or bare where it has quotes itself."""
    return text if '"' in text else f'"{text}"'


def closed(sentence: str) -> str:
    """The sentence without doubled end marks: a quoted text's own full stop ends it."""
    return sentence[:-1] if sentence.endswith(_DOUBLED) else sentence


_DOUBLED = ("?.", "!.", "..", '?".', '!".', '.".')
