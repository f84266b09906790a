"""Entities: the singular noun that an endpoint, a field or an id is about, or nothing where that is unclear.

"Search hotels by city"            ->  "hotel"
"getPetById"                       ->  "pet"
"Get the details of a movie"       ->  "movie"
("home", "team") of `home_team_id` ->  "team"
"Get data"                         ->  None
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from .lexicon import lexicon
from .naming import name_words
from .word_lists import word_set

# Nouns that name no thing of the world: the interface itself, and what stands for anything.
GENERIC = word_set("generic")
# A head that says too little alone: with a noun before it the two are the entity ("exchange_rate", "gift_card").
LIGHT_HEADS = word_set("light_head")
_COMPOUNDS = word_set("compound")
_CUT = re.compile(
    r"\b(?:by|for|from|with|in|at|near|using|via|given|based|per|between|according|where|that|which|matching|within|and|or|to|on|as|into|whose|associated|related)\b.*"
)
_OF = re.compile(
    r"\b(?:details?|info|information|data|list|lists|statistics|stats|metadata|summary|overview|set|collection|array|status|name|names|id|ids|number"
    r"|history|properties|attributes|record|records|results?|profile|price|prices|content|contents|image|images|description|version|types?|values?|latest|page|count)"
    r"\s+(?:of|about|for|on|regarding|from)\s+(?P<rest>.*)"
)
_ALLOWS = re.compile(
    r"^.{0,40}?\b(?:allow|let|enable|help)s?\s+(?:you|us|users?|the users?|developers?|clients?)\s+(?:to\s+)?", re.I
)
_OF_ANOTHER = re.compile(r"(?<=\w)\s+(?:of|about)\b.*")
_SENTENCE_END = re.compile(r"[.!?:;|\n(]")


@lru_cache(maxsize=65536)
def singular(word: str) -> str | None:
    """The singular of an English noun that is in the lexicon; None for any other word."""
    words = lexicon()
    if word in words.singulars:
        return words.singulars[word]
    return word if word in words.plurals or word in words.mass else None


def is_plural(word: str) -> bool:
    """Whether the word is the plural of a noun in the lexicon."""
    return word in lexicon().singulars


@lru_cache(maxsize=262144)
def entity_of_words(words: tuple[str, ...]) -> str | None:
    """The entity that the last noun of a phrase names: ("home", "team") -> "team", ("gift", "card") -> "gift_card"."""
    for position in range(len(words) - 1, -1, -1):
        noun = singular(words[position])
        if noun is None or noun in GENERIC or len(noun) < 3:
            continue
        before = singular(words[position - 1]) if position else None
        if before and before != noun and (f"{before}_{noun}" in _COMPOUNDS or _is_compound(before, noun)):
            return f"{before}_{noun}"
        return noun
    return None


def _is_compound(before: str, noun: str) -> bool:
    return (
        noun in LIGHT_HEADS
        and before not in GENERIC
        and before not in LIGHT_HEADS
        and before not in lexicon().modifiers
    )


@lru_cache(maxsize=65536)
def subject_of(text: str) -> tuple[str | None, bool]:
    """What a text is about, and whether it speaks of many: "List all players of a team" -> ("player", True)."""
    sentence = _ALLOWS.sub("", _SENTENCE_END.split(text.strip(), maxsplit=1)[0])
    words = " ".join(_without_verb(name_words(sentence)))
    for _ in range(2):
        if match := _OF.search(words):
            words = match["rest"]
    words = _OF_ANOTHER.sub("", words)
    phrase = tuple(_CUT.sub("", words).split())[:8] or tuple(words.split()[-2:])
    entity = entity_of_words(phrase)
    if entity is None:
        return None, False
    last = entity.rsplit("_", 1)[-1]
    return entity, any((is_plural(word) or word in _COLLECTIVE) and singular(word) == last for word in phrase)


_COLLECTIVE = frozenset(("news",))  # one word for many things
_OWNER = re.compile(
    r"\b(?:of|for|from|by|in|about|using|with)\s+(?:an?|the|each|any|one|this|their|its|specific|given|specified|certain|particular|single)"
    r"\s+(?P<phrase>(?:[\w'-]+\s+){0,3}?[\w'-]+)(?=\s*(?:$|[.,;:!?(\n]|\b(?:by|using|with|for|from|in|on|via|given|based|and|id|identifier)\b))",
    re.I,
)


@lru_cache(maxsize=65536)
def owner_of(description: str) -> str | None:
    """Whose things a sentence speaks of: "Get the last matches of a basketball player using their id" -> "player"."""
    match = _OWNER.search(_SENTENCE_END.split(description.strip(), maxsplit=1)[0])
    return entity_of_words(name_words(match["phrase"])) if match else None


_OPENINGS = word_set("opening")


def _without_verb(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without what opens the sentence: "this endpoint returns", "get", "post"."""
    verbs = lexicon().verbs
    start = 0
    while start < len(words) - 1 and (words[start] in verbs or words[start] in _OPENINGS or words[start].isdigit()):
        if singular(words[start]) and words[start] not in _OPENINGS and start and words[start - 1] in verbs:
            break  # "get order": the second verb is the noun
        start += 1
    return words[start:]


_PLACEHOLDER = re.compile(r"\{[^}]*\}|:\w+|\?.*|^https?://[^/]+")


@lru_cache(maxsize=65536)
def entity_of_path(url: str) -> str | None:
    """The entity that the last static segment of a URL names: ".../v1/hotels/{id}" -> "hotel"."""
    segments = [segment for segment in _PLACEHOLDER.sub("", url).split("/") if segment and "." not in segment]
    for segment in reversed(segments[-2:]):
        words = name_words(segment)
        entity = entity_of_words(words) if len(words) <= 3 else None
        if entity:
            return entity
    return None


def endpoint_entity(name: str, description: str, url: str, id_entities: Sequence[str]) -> str | None:
    """What an endpoint is about: by its name, else its description, its path, the ids that it requires.

    `id_entities` are the entities of its required id parameters, in order.
    """
    by_name, _ = subject_of(name)
    if by_name:
        return by_name
    by_description, _ = subject_of(description)
    if by_description:
        return by_description
    return entity_of_path(url) or (id_entities[0] if len(id_entities) == 1 else None)
