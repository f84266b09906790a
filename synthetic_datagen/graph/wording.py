"""Wording: a noun phrase and its verb as the purpose that a person would say, or nothing.

    "list", Phrase("country", everything=True)        ->  Purpose("list", "the countries")
    "get", Phrase("pet") where a pet's id is taken    ->  Purpose("get", "the details of a pet")
    "download", Phrase("amenities")                   ->  Purpose("get", "the amenities")

Here the object gets its determiner, number and owner, and the verb gives way to one that goes with it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from ..common.kinds import Intent
from ..common.tools import Purpose
from .articles import article
from .lexicon import Lexicon, all_words, word_file
from .noun_phrases import MASS_COMPOUNDS, Phrase, Reader, conjoined
from .polish import Told, in_full, polished

MAX_WORDS = 10  # of an object, articles included
_READS = frozenset(("get", "list", "search", "find"))  # groups of verbs
_NOTHING = frozenset(
    (
        "home",
        "homepage",
        "health",
        "health check",
        "main",
        "index",
        "status",
        "root",
        "user",
        "climate change",
        "news feed data",
        "end point",
    )
)


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the endpoint beside the text being read."""

    words: Lexicon
    reader: Reader
    intent: Intent
    entity: str
    evident: bool  # the entity is named
    keyed: bool  # a parameter identifies one thing
    told: bool  # it takes parameters


def said(context: Context, verb: str, group: str, phrase: Phrase) -> Purpose | None:
    """The purpose with the determiner that its verb wants, or None when the phrase says too little or too much."""
    words = context.words
    if phrase.text in _NOTHING or phrase.head == "home" or _stammers(words, phrase):
        return None
    phrase = _without_echo(words, _without_source(group, polished(phrase, _told(context, group))))
    verb, group, phrase = _fitting(context, verb, group, phrase)
    owned = _of_its_entity(context, group, phrase)
    if owned is None:
        return None
    object_ = _details_of(owned) if _is_thing(context, verb, owned) else _determined(words, group, owned)
    object_ = _titled(object_)
    whole = len(object_.split()) <= MAX_WORDS and conjoined(object_)
    if verb == "get" and object_.startswith("the details of a") and not _can_be_meant(context, owned):
        return None
    return Purpose(verb, object_) if whole else None


@lru_cache(maxsize=1)
def _titles() -> tuple[re.Pattern[str], Mapping[str, str]]:
    titles = {key.replace("_", " "): name.replace("_", " ") for key, name in word_file("titles")}
    return re.compile(rf"\b(?:{'|'.join(titles)})\b", re.I), titles


def _titled(text: str) -> str:
    """The text with names of several words in their own spelling: "Premier league" is the "Premier League"."""
    pattern, titles = _titles()
    return pattern.sub(lambda match: titles[match[0].lower()], text)


def _of_its_entity(context: Context, group: str, phrase: Phrase) -> Phrase | None:
    """ "the detailed information" with what it is about; None where that is not known."""
    words, entity = context.words, context.entity
    if group == "compute" or phrase.tail or not phrase.is_empty(words):
        return phrase
    if group not in ("get", "list") or not entity or not context.reader.read(entity.split(), named=True):
        return None
    if _says(words, phrase.words, entity.rpartition(" ")[2]):
        return phrase
    if group == "list":
        return None
    preposition = {"information": "about", "data": "for"}.get(phrase.head, "of")
    return phrase.with_tail(f"{preposition} {article(entity)} {entity}") if context.evident else None


def _details_of(phrase: Phrase) -> str:
    return f"the details of {article(phrase.text)} {phrase.text}"


def _determined(words: Lexicon, group: str, phrase: Phrase) -> str:
    """The phrase with its determiner, and its tail."""
    if phrase.head == "information" and phrase.tail.startswith("about ") and group in _READS:
        front = phrase.text
    elif phrase.words[0] == "random" and group == "get":
        front = _one(words, phrase)
    elif phrase.determiner == "the" or (phrase.determiner == "a" and group in ("get", "list")):
        front = f"the {phrase.text}"
    else:
        front = _DETERMINED[group](words, phrase)
    owner = phrase.words[0]
    if owner.endswith("'s") and owner[0].isupper():
        front = front.removeprefix("the ")
    if owner.endswith("'s") and owner.islower() and front.startswith(owner):
        front = f"{article(front)} {front}"
    return f"{front} {phrase.tail}".strip()


def _told(context: Context, group: str) -> Told:
    """What the object may be said to belong to: of what is read only."""
    reader = context.reader
    return Told(reader.keys, reader.things) if group in _READS else Told(frozenset(), frozenset())


def _without_source(group: str, phrase: Phrase) -> Phrase:
    """ "the homes from the listing" without where they come from, if that is no name."""
    if phrase.tail.endswith((" the authenticated user", " the current user")):
        return phrase.with_tail("")  # it is the one who asks
    read = group in _READS and phrase.tail.startswith("from ")
    return phrase.with_tail("") if read and phrase.tail.rpartition(" ")[2].islower() else phrase


_CHECKING = frozenset(("validate", "verify", "check", "detect", "convert", "recognize", "look up"))


def _fitting(context: Context, verb: str, group: str, phrase: Phrase) -> tuple[str, str, Phrase]:
    """The verb that goes with such an object: nobody downloads amenities, or looks up the number that he tells."""
    words = context.words
    if verb in _CHECKING:
        phrase = in_full(phrase)
    if verb in ("download", "export") and not set(phrase.words) & _files():
        return "get", "get", phrase
    if verb == "look up" and _is_what_is_told(context, phrase):
        about = phrase.text.removeprefix("reverse ")
        return (
            "get",
            "get",
            replace(phrase, words=("information",), determiner="", tail=f"about {article(about)} {about}"),
        )
    if verb in ("get", "list") and words.is_plural(phrase.head) and (phrase.everything or verb == "list"):
        return ("list", "list", phrase) if phrase.head != "details" else ("get", "get", phrase)
    if verb == "list" and phrase.head in words.mass:
        return "get", "get", phrase
    return verb, group, phrase


def _is_what_is_told(context: Context, phrase: Phrase) -> bool:
    """Whether "look up the plate number" names only what the call is given."""
    told = {word.casefold() for word in phrase.words} & context.reader.keys
    return bool(told) and not phrase.tail and context.words.is_noun(phrase.head) and not phrase.is_empty(context.words)


@lru_cache(maxsize=1)
def _files() -> frozenset[str]:
    return frozenset(all_words("files"))


_ECHOING = frozenset(("function", "endpoint", "return", "request"))  # of "Search Function Returns Restaurants"


def _stammers(words: Lexicon, phrase: Phrase) -> bool:
    """Whether a phrase says a word twice ("news source news") or has words of the description's frame in it."""
    said = [words.singulars.get(word, word).casefold() for word in phrase.words]
    if phrase.coordinated:
        return any(a == c for a, b, c in zip(said, said[1:], said[2:], strict=False) if b in ("and", "or"))
    return len(set(said)) < len(said) or bool(_ECHOING & set(said[:-1]))


def _says(words: Lexicon, said: tuple[str, ...], noun: str) -> bool:
    return noun in {words.singulars.get(word, word).casefold() for word in said}


def _without_echo(words: Lexicon, phrase: Phrase) -> Phrase:
    """ "the listing information of a listing" without its tail, which says nothing new."""
    preposition, _, thing = phrase.tail.partition(" ")
    echo = thing.startswith(("a ", "an ")) and preposition in ("of", "for", "in", "about")
    noun = words.singulars.get(phrase.tail.rpartition(" ")[2], phrase.tail.rpartition(" ")[2])
    again = echo or thing == phrase.tail.rpartition(" ")[2] or noun == words.singulars.get(phrase.head, phrase.head)
    return phrase.with_tail("") if again and _says(words, phrase.words, noun) else phrase


def _is_thing(context: Context, verb: str, phrase: Phrase) -> bool:
    """ "get the order" is odd where the order itself is the entity: its details are meant."""
    words = context.words
    singular = phrase.head in words.plurals and not words.is_plural(phrase.head)
    if verb != "get" or not singular or phrase.tail or phrase.head in words.attributes:
        return False
    alone = all(word[0].isupper() for word in phrase.words[:-1])  # "pet", "Twitter user"
    named = phrase.text in context.reader.keys or (phrase.is_empty(words) and context.evident)
    return phrase.text == context.entity or (alone and (phrase.by_key or context.keyed or named))


def _can_be_meant(context: Context, phrase: Phrase) -> bool:
    """Whether it is told which one is meant; of something made of several words there may be only one."""
    return context.told or phrase.by_key or len(phrase.words) > 1


def _definite(words: Lexicon, phrase: Phrase) -> str:
    return f"the {phrase.text}"


def _plural(words: Lexicon, phrase: Phrase) -> str:
    """The phrase with its head, and the word before "and", in the plural."""
    heads = {i - 1 for i, word in enumerate(phrase.words) if word in ("and", "or")} | {len(phrase.words) - 1}
    return " ".join(words.plural_of(word) if i in heads else word for i, word in enumerate(phrase.words))


def _one(words: Lexicon, phrase: Phrase) -> str:
    if phrase.coordinated:
        return _plural(words, phrase)
    bare = words.is_plural(phrase.head) or phrase.head in words.mass or phrase.text in MASS_COMPOUNDS
    return phrase.text if bare else f"{article(phrase.text)} {phrase.text}"


def _bare(words: Lexicon, phrase: Phrase) -> str:
    return phrase.text if words.is_plural(phrase.head) or phrase.head in words.mass else f"the {phrase.text}"


_DETERMINED = {
    "get": _definite,
    "list": lambda words, phrase: f"the {_plural(words, phrase)}",
    "search": lambda words, phrase: _one(words, phrase) if phrase.determiner == "a" else _plural(words, phrase),
    "find": _one,
    "make": _one,
    "change": lambda words, phrase: _one(words, phrase) if phrase.determiner == "a" else _definite(words, phrase),
    "compute": _bare,
}
