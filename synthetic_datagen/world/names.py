"""Names of things, from the patterns of `data/words.yaml`.

thing_name("hotel", draw, facets)      "Hotel Quiet Garden"        thing_name("product", ...)  "Desk Lamp Plus"
"""

import re
import string
from collections.abc import Callable, Mapping
from functools import cache

from ..common.json_types import Json
from .draws import mix, pick
from .facets import Facets, ValueSpec
from .lexicon import by_entity, currencies, has_row, words
from .roles import name_words


def named_entity(spec: ValueSpec, owner: str) -> str:
    """Whose name a field holds: `list_name` of a task is a list's, where lists have names of their own."""
    before = [word for word in name_words(spec.name) if word not in ("name", "title")]
    if before and before[-1] not in owner.split("_") and has_row("names", before[-1]):
        return before[-1]
    return spec.entity or owner


def thing_name(entity: str, draw: int, facets: Facets) -> str:
    """A name for a thing of that entity, in the words of `data/words.yaml`."""
    patterns = by_entity("names", entity)
    if facets.query and entity == facets.entity and not any("{query}" in one for one in patterns):
        patterns = by_entity("topical", entity) or patterns
    pattern: str = pick(patterns, draw)
    parts = {part: maker(draw, facets) for part, maker in _parts_of(pattern)}
    if "query" in parts:
        topic = facets.topic or pick(by_entity("queries", entity) or words("query"), mix(draw, 2))
        titled = entity in _TITLED or patterns is by_entity("topical", "")
        spoken = topic.replace("_", " ")  # a choice such as "public_speaking" is no name as it stands
        parts["query"] = spoken.title() if titled else spoken
    name = _TWICE.sub(r"\1", _A_VOWEL.sub("An ", pattern.format_map(parts)))
    return name[0].upper() + name[1:]


_A_VOWEL = re.compile(r"\bA (?=[AEIOU])")  # "A Orchard in Lyon": what follows the article is drawn
_TWICE = re.compile(r"\b(\w+) \1\b")  # "Beef Stew" in "{query} Stew"


def _drawn(table: str, salt: int) -> "PartMaker":
    return lambda draw, facets: pick(words(table), mix(draw, salt))


PartMaker = Callable[[int, Facets], Json]

_PARTS: Mapping[str, PartMaker] = {
    "adjective": _drawn("adjective", 3),
    "noun": _drawn("noun", 4),
    "first": _drawn("first_name", 5),
    "last": _drawn("last_name", 6),
    "word": lambda draw, facets: pick(words("word"), mix(draw, 7)).capitalize(),
    "street": _drawn("street", 8),
    "car": _drawn("car", 9),
    "airline": _drawn("airline", 10),
    "company": _drawn("company", 11),
    "team": _drawn("team", 12),
    "job_title": lambda draw, facets: (facets.topic or pick(words("job_title"), mix(draw, 13))).capitalize(),
    "number": lambda draw, facets: 100 + mix(draw, 14) % 900,
    "city": lambda draw, facets: facets.place.city,
    "country": lambda draw, facets: facets.place.country,
    "language": lambda draw, facets: words("language")[language_number("", draw, facets)],
    "coin": lambda draw, facets: words("crypto_name")[facets.coin % len(words("crypto_name"))],
    "category": _drawn("category", 16),
    "genre": _drawn("genre", 17),
    "query": lambda draw, facets: facets.topic,
    "currency": lambda draw, facets: currencies()[facets.currency].name,
    "timezone": lambda draw, facets: facets.place.timezone,
    "region": lambda draw, facets: facets.place.region,
    "aircraft": _drawn("aircraft", 18),
    "motorcycle": _drawn("motorcycle", 19),
    "sport": _drawn("sport", 20),
    "gender": _drawn("gender", 21),
    "color": _drawn("color", 22),
    "tag": _drawn("tag", 23),
    "brand": _drawn("brand", 24),
}


def language_number(end: str, draw: int, facets: Facets) -> int:
    """Which row of the languages: name and code of a thing's language agree, both ends of a translation differ."""
    many = len(words("language"))
    if facets.language is not None and not end:
        return facets.language
    if facets.draw == 0:  # a user's value, not a thing's
        return (draw >> 11) % many
    first = mix(facets.draw, 71) % many
    return first if end != "to" else (first + 1 + mix(facets.draw, 72) % (many - 1)) % many


@cache
def _parts_of(pattern: str) -> tuple[tuple[str, PartMaker], ...]:
    """The blanks of a name pattern and what fills them. Raises KeyError for a blank that has no row."""
    return tuple((part, _PARTS[part]) for _, part, _, _ in string.Formatter().parse(pattern) if part)


_TITLED = frozenset(
    {"place", "product", "recipe", "meal", "dish", "course", "lesson", "module", "grocery", "item", "deal"}
)
