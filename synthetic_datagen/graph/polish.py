"""Polish: a mined noun phrase in the words and the order that a person would use.

    "IP info" where the call takes an IP address         ->  "information about an IP address"
    "country complete information"                       ->  "complete country information"
    "country list"                                       ->  all "countries"
    "user posts" where the call takes a user name        ->  "posts of a user"

Each step takes a phrase and returns one; the words they look for stand in `words/*.txt`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from .articles import article
from .lexicon import all_words, lexicon, word_file
from .noun_phrases import Phrase


@dataclass(frozen=True, slots=True)
class _Tables:
    anywhere: dict[str, str]
    head: dict[str, str]
    named: dict[str, str]
    measured: frozenset[str]
    kept_lists: frozenset[str]
    fronted: frozenset[str]
    wants_plural: frozenset[str]


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    spoken: dict[str, dict[str, str]] = {"any": {}, "head": {}, "named": {}}
    for place, word, said in word_file("spoken"):
        spoken[place][word] = said.replace("_", " ")
    sets = [frozenset(all_words(name)) for name in ("measured", "kept_lists", "fronted", "wants_plural")]
    return _Tables(spoken["any"], spoken["head"], spoken["named"], *sets)


@dataclass(frozen=True, slots=True)
class Told:
    """What an endpoint is told: words of values that people say ("city"), and things whose ids it takes ("movie")."""

    keys: frozenset[str]
    things: frozenset[str]


def polished(phrase: Phrase, told: Told) -> Phrase:
    """The phrase as a person would say it; what it is about stays."""
    for step in _STEPS:
        phrase = step(phrase, told)
    return phrase


def in_full(phrase: Phrase) -> Phrase:
    """The head as it is called where something is done to it: "validate the email" is of an "email address"."""
    said = _tables().named.get(phrase.head)
    return phrase if said is None or phrase.tail else _with_words(phrase, [*phrase.words[:-1], *said.split()])


def _with_words(phrase: Phrase, words: Iterable[str]) -> Phrase:
    """The phrase with other words, none of them twice in a row."""
    return replace(phrase, words=tuple(_undoubled(list(words))))


def _undoubled(words: list[str]) -> list[str]:
    """ "IP address address" and "ZIP code codes" with the last of the two alone."""
    return [*(word for word, after in pairwise(words) if not _is_same(word, after)), *words[-1:]]


def _is_same(word: str, after: str) -> bool:
    one = lexicon().singulars
    return one.get(word, word).casefold() == one.get(after, after).casefold()


def _in_plain_words(phrase: Phrase, told: Told) -> Phrase:
    tables = _tables()
    words = _spelled_out(tables, phrase.words)
    if "phone" in words[:-1] and "phone" in told.keys:  # of what is told, it is the number: not of a shop's phones
        words = [part for word in words for part in (("phone", "number") if word == "phone" else (word,))]
    words = _one_word("real", "time", "real-time", words)
    head = tables.head.get(words[-1], words[-1]).split()
    tail = " ".join(_undoubled(_spelled_out(tables, phrase.tail.split())))
    return _with_words(phrase.with_tail(tail), [*words[:-1], *head])


def _spelled_out(tables: _Tables, words: Iterable[str]) -> list[str]:
    return [part for word in words for part in tables.anywhere.get(word, word).split()]


def _one_word(first: str, second: str, joined: str, words: list[str]) -> list[str]:
    at = next((at for at, pair in enumerate(pairwise(words)) if pair == (first, second)), None)
    return words if at is None or at + 2 == len(words) else [*words[:at], joined, *words[at + 2 :]]


_SIDES = frozenset(("home", "away"))  # of teams: these stand next to the noun


def _adjectives_first(phrase: Phrase, _: Told) -> Phrase:
    """ "Arsenal FC latest news" as "latest Arsenal FC news"."""
    if phrase.coordinated:
        return phrase
    fronted = _tables().fronted
    inner = [word for word in phrase.words[1:-1] if word in fronted]
    if not inner or phrase.words[0] in lexicon().modifiers - _SIDES or any("'s" in word for word in phrase.words):
        return phrase
    return _with_words(phrase, [*inner, *(word for word in phrase.words if word not in inner)])


def _in_number(phrase: Phrase, _: Told) -> Phrase:
    """ "nearby place" as "nearby places"."""
    words = lexicon()
    if phrase.determiner or phrase.coordinated or phrase.head not in words.plurals:
        return phrase
    many = len(phrase.words) > 1 and phrase.words[0] in _tables().wants_plural and phrase.head not in words.attributes
    if not (many or phrase.everything):
        return phrase
    return _with_words(phrase, [*phrase.words[:-1], words.plural_of(phrase.head)])


def _what_is_listed(phrase: Phrase, told: Told) -> Phrase:
    """ "country list" as all "countries"."""
    words = lexicon()
    if phrase.head not in ("list", "lists", "listing") or len(phrase.words) < 2 or phrase.coordinated:
        return phrase
    of = phrase.words[-2]
    if of in _tables().kept_lists or of in told.keys | told.things or not words.is_noun(of):
        return phrase
    return replace(_with_words(phrase, [*phrase.words[:-2], words.plural_of(of)]), determiner="", everything=True)


def _informed(phrase: Phrase, told: Told) -> Phrase:
    """ "word info" as "information about a word" where the word is told; "match data" as "match information"."""
    if phrase.head not in ("information", "data") or phrase.coordinated:
        return phrase
    front = phrase.words[:-1]
    measured = bool(_tables().measured & set(front))
    if (found := _what_is_told(phrase, told)) and not (measured and phrase.head == "data"):
        sizes, noun = found
        return replace(phrase, words=(*sizes, "information"), determiner="", tail=f"about {article(noun)} {noun}")
    concrete = bool(front) and front[-1] in lexicon().plurals and front[-1] not in lexicon().modifiers and not measured
    return _with_words(phrase, [*front, "information"]) if concrete or set(front) <= _ALL_OF_IT else phrase


_ALL_OF_IT = frozenset(("full", "complete", "detailed", "basic", "general", "more", "all", "whole", "entire"))


def _detailed(phrase: Phrase, told: Told) -> Phrase:
    """ "phone number details" as "details of a phone number" where the number is told."""
    found = _what_is_told(phrase, told) if phrase.head == "details" and not phrase.coordinated else None
    if found is None or found[1].rpartition(" ")[2] not in _NAMED_BY_VALUE:
        return phrase
    sizes, noun = found
    return replace(phrase, words=(*sizes, "details"), tail=f"of {article(noun)} {noun}")


def _what_is_told(phrase: Phrase, told: Told) -> tuple[list[str], str] | None:
    """The adjectives before the head and the noun behind them, where the noun is what the endpoint is told."""
    words, front = lexicon(), list(phrase.words[:-1])
    nouns = [word for word in front if word not in words.modifiers]
    sizes = front[: len(front) - len(nouns)]
    if phrase.tail or not nouns or front != [*sizes, *nouns]:
        return None
    head, keys = nouns[-1], told.keys
    named = head in _NAMED_BY_VALUE and keys & {noun.casefold() for noun in nouns}
    said = named or (head.casefold() in keys and head not in words.attributes)
    return (sizes, " ".join(nouns)) if said and head in words.plurals else None


_NAMED_BY_VALUE = frozenset(("word", "address", "name", "number", "code", "link", "currency", "domain"))


_PREPOSITIONS = {"information": "about", "data": "about", "news": "about", "details": "of", "statistics": "for"}


def _prepositions(phrase: Phrase, _: Told) -> Phrase:
    """ "information of a pair" as "information about a pair", "news on stocks" as "news about stocks"."""
    preposition, thing = (*phrase.tail.split(" ", 1), "")[:2]
    wanted = _PREPOSITIONS.get(phrase.head)
    if wanted is None or preposition not in ("of", "on", "to", "for", "regarding", "about") or preposition == wanted:
        return phrase
    if phrase.head in ("data", "statistics", "news") and preposition in ("for", "of"):
        return phrase
    if any(lexicon().is_noun(word) for word in phrase.words[:-1]):
        return phrase.with_tail(f"for {thing}") if preposition in ("on", "to") else phrase
    return phrase.with_tail(f"{wanted} {thing}")


def _owned(phrase: Phrase, told: Told) -> Phrase:
    """ "user posts" and "user's posts" as "posts of a user", so that a told user can stand there; else as one's own."""
    owner, rest = phrase.words[0], phrase.words[1:]
    possessive = owner.endswith("'s") and owner.islower()
    noun = owner.removesuffix("'s")
    if phrase.tail or phrase.coordinated or not rest or not (possessive or owner == "user"):
        return phrase
    said = replace(phrase, words=rest, determiner="the" if phrase.determiner == "a" else phrase.determiner)
    if not (told.keys or told.things):
        return said if noun == "user" and len(rest) > 1 else phrase
    named = bool({noun, "*"} & (told.keys | told.things)) or (noun == "user" and "username" in told.keys)
    if not named and (noun == owner or not (noun == "user" or phrase.head == "information")):
        return phrase
    bare = not any(lexicon().is_noun(word) for word in rest[:-1])
    preposition = _PREPOSITIONS.get(phrase.head, "of") if bare else "of"
    return said.with_tail(f"{preposition} {article(noun)} {noun}")


def _more_than_information(phrase: Phrase, _: Told) -> Phrase:
    """ "information and goal names" as "goal names", "market information data" as "market information"."""
    words = phrase.words
    if phrase.coordinated and words[0] == "information" and len(words) > 2:
        return replace(phrase, words=words[2:], coordinated="and" in words[2:])
    if phrase.coordinated and words[0] == "details" and words[-1] == "information":
        return replace(phrase, words=("details",), coordinated=False)
    if words[-2:] in (("and", "information"), ("and", "details")) and len(words) > 2:
        return replace(phrase, words=words[:-2], coordinated="and" in words[:-2])
    if words[-2:] in (("information", "data"), ("stats", "information"), ("statistics", "information")):
        return replace(phrase, words=words[:-1])
    of_it = words[0] in ("whole", "entire") and words[-1] in ("information", "data", "details")
    return replace(phrase, words=words[1:]) if of_it else phrase


_STEPS: tuple[Callable[[Phrase, Told], Phrase], ...] = (
    _in_plain_words,
    _more_than_information,
    _in_number,
    _adjectives_first,
    _what_is_listed,
    _owned,
    _informed,
    _detailed,
    _prepositions,
)
