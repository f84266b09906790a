"""Semantic kinds: what a parameter or an output field holds, from its name first, then its description and example.

    meaning_of_parameter("hotelId", STRING, "", None, NOWHERE)               ->  Meaning(ENTITY_ID, "hotel")
    meaning_of_parameter("id", STRING, "", None, Surroundings("movie"))      ->  Meaning(ENTITY_ID, "movie")
    meaning_of_parameter("country", STRING, "", "us", NOWHERE)               ->  Meaning(COUNTRY_CODE)
    meaning_of_field("name", STRING, entity="city")          ->  Meaning(NAME, "city")

The tables of names stand in `kind_names.py`, those of descriptions and examples here. What no table knows is UNKNOWN.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from ..common.json_types import Json
from ..common.kinds import Kind, ValueType
from .entities import GENERIC, entity_of_words, singular
from .examples import kind_by_example
from .kind_names import ENDINGS, FIELD_ONLY, FLAG_OPENINGS, NUMBERED_THINGS, PERSONS, WHOLE
from .naming import name_words
from .word_lists import kind_set, pairs, pattern, word_set


@dataclass(frozen=True, slots=True)
class Meaning:
    """A kind, and for ids, names and titles the entity whose they are."""

    kind: Kind
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a parameter's meaning depends on besides itself."""

    entity: str | None = None  # of the endpoint
    context: str = ""  # the names of its tool and endpoint
    owner: str | None = None  # whose id a bare `id` is, where that is not the endpoint's entity


UNKNOWN = Meaning(Kind.UNKNOWN)
NOWHERE = Surroundings()
_OWN = "*"  # the entity of whatever the name stands in
NOT_FLAGS = word_set("not_flag")  # "show date" is a date, "no of guests" a number
_ID_HEADS = word_set("id_head")
_OWN_QUALIFIERS = word_set("own_qualifier")
_NAME_HEADS = frozenset({("name",), ("names",)})

# Kinds whose values are words: a number of that name is something else.
TEXTUAL = kind_set("kinds_of_words")
_GRADES = frozenset({("level",), ("position",), ("line",), ("season",)})  # numbers, or words: "beginner", "goalkeeper"
_MOMENTS = frozenset({Kind.DATE, Kind.START_DATE, Kind.END_DATE, Kind.TIME, Kind.DATETIME})
_NUMERIC_TYPES = frozenset({ValueType.INTEGER, ValueType.NUMBER})
# Numbers that are whole whatever their first example says.
WHOLE_NUMBERS = frozenset(
    {
        Kind.PAGE,
        Kind.LIMIT,
        Kind.OFFSET,
        Kind.YEAR,
        Kind.MONTH,
        Kind.DAY,
        Kind.COUNT,
        Kind.QUANTITY,
        Kind.TIMESTAMP,
        Kind.ENTITY_ID,
        Kind.AGE,
    }
)

_CRYPTO = pattern("crypto")
_MAIL = re.compile(r"mail|message|letter|ticket|sms", re.I)
# What a description says of a parameter whose name says nothing.
_DESCRIPTIONS = [
    (re.compile("|".join(text for _, text in rows), re.I), Kind(kind))
    for kind, rows in groupby(pairs("kind_descriptions"), key=itemgetter(0))
]


@lru_cache(maxsize=262144)
def _by_name(words: tuple[str, ...], *, of_field: bool) -> Meaning:
    """What the name alone says. An entity of "*" is that of the surroundings."""
    if of_field and words in FIELD_ONLY:
        return Meaning(FIELD_ONLY[words])
    if words in WHOLE and not (of_field and WHOLE[words] is Kind.CURSOR):
        return Meaning(WHOLE[words])
    if "per" in words[1:-1] and words not in ENDINGS:  # "price per night"
        return _by_name(words[: words.index("per", 1)], of_field=of_field)
    return next((meaning for reading in _READINGS if (meaning := reading(words))), UNKNOWN)


def _long_ending(words: tuple[str, ...]) -> Meaning | None:
    found = next((words[-length:] for length in (4, 3, 2) if len(words) >= length and words[-length:] in ENDINGS), None)
    return _of_thing(ENDINGS[found], words) if found else None


def _last_word(words: tuple[str, ...]) -> Meaning | None:
    return _of_thing(ENDINGS[words[-1:]], words) if words[-1:] in ENDINGS else None


def _of_thing(kind: Kind, words: tuple[str, ...]) -> Meaning:
    """A title says whose it is: "course title"."""
    return Meaning(kind, (entity_of_words(words[:-1]) or _OWN) if kind is Kind.TITLE else None)


def _flag(words: tuple[str, ...]) -> Meaning | None:
    return Meaning(Kind.FLAG) if len(words) > 1 and words[0] in FLAG_OPENINGS and words[-1] not in NOT_FLAGS else None


def _identifier(words: tuple[str, ...]) -> Meaning | None:
    if not words:
        return None
    head, base = words[-1], words[:-1]
    if head not in _ID_HEADS:
        stem = next((head[: -len(end)] for end in ("ids", "id") if head.endswith(end)), "")
        if len(stem) < 3 or singular(stem) is None:
            return None
        base = (*base, stem)
    kept = tuple(word for word in base if word not in _OWN_QUALIFIERS)
    if not kept:
        return Meaning(Kind.ENTITY_ID, _OWN)
    noun = singular(kept[-1])
    if (noun is None or noun in GENERIC) and len(kept) > 1:  # "wish list entry id" is not the id of a wish
        return Meaning(Kind.ENTITY_ID, "_".join(kept[-3:]))
    return Meaning(Kind.ENTITY_ID, entity_of_words(kept) or "_".join(kept[-2:]))


def _name_of(words: tuple[str, ...]) -> Meaning | None:
    if words[-1:] not in _NAME_HEADS:
        return None
    entity = entity_of_words(words[:-1])
    if entity and entity.rsplit("_", 1)[-1] in PERSONS:
        return Meaning(Kind.PERSON_NAME)
    return Meaning(Kind.NAME, entity or _OWN)


def _by_shape(words: tuple[str, ...]) -> Meaning | None:
    if not words:
        return None
    first, last = words[0], words[-1]
    if last[-1].isdigit() or last in ("min", "max"):  # "team2", "price min"
        stem = last.rstrip("0123456789") if last[-1].isdigit() else ""
        bare = tuple(filter(None, (*words[:-1], stem)))
        return _by_name(bare, of_field=False) if bare else None
    if last.endswith("date") or (first == "date" and len(words) == 2):  # "date posted"
        return Meaning(Kind.DATE)
    if len(words) == 1:
        return None
    if first in _COUNTED:
        return Meaning(Kind.COUNT)
    return Meaning(Kind.DATETIME) if last == "at" else None


_COUNTED = frozenset(("num", "number", "total", "nb", "count", "n"))
_READINGS: tuple[Callable[[tuple[str, ...]], Meaning | None], ...] = (
    _long_ending,
    _identifier,
    _name_of,
    _flag,
    _last_word,
    _by_shape,
)


def _settled(meaning: Meaning, entity: str | None) -> Meaning:
    """With the entity of the surroundings in the place of "*"."""
    if meaning.entity == _OWN:
        return Meaning(meaning.kind, entity)
    return meaning


def _as_typed(meaning: Meaning, type_: ValueType, words: tuple[str, ...], otherwise: Kind) -> Meaning:
    """What the name means for values of that type: a number called `team` is a team's id."""
    if meaning.kind is Kind.CREDENTIAL:
        return meaning
    if type_ is ValueType.BOOLEAN:
        return Meaning(Kind.FLAG)
    if type_ in _NUMERIC_TYPES:
        return _of_number(meaning, words, otherwise)
    if type_ is ValueType.OBJECT or (meaning.kind is Kind.FLAG and type_ is ValueType.ARRAY):
        return UNKNOWN
    if words == ("long",):
        return UNKNOWN  # "status": {"long": "Halftime"}
    grade = meaning.kind is Kind.NUMBER and type_ is ValueType.STRING and words[-1:] in _GRADES
    return Meaning(Kind.CATEGORY) if grade else meaning


def _of_number(meaning: Meaning, words: tuple[str, ...], otherwise: Kind) -> Meaning:
    if words == ("start",):
        return Meaning(Kind.OFFSET)
    if meaning.kind not in TEXTUAL and meaning.kind not in (Kind.UNKNOWN, Kind.FLAG):
        return meaning
    thing = singular(words[-1]) if words else None
    if thing in NUMBERED_THINGS:
        return Meaning(Kind.ENTITY_ID, thing)
    return Meaning(Kind.TIMESTAMP if meaning.kind in _MOMENTS else otherwise)


def meaning_of_field(name: str, type_: ValueType, entity: str | None) -> Meaning:
    """What an output field holds. `entity` is what the object it stands in is about."""
    words = name_words(name)
    return _as_typed(_settled(_by_name(words, of_field=True), entity), type_, words, Kind.NUMBER)


def meaning_of_parameter(name: str, type_: ValueType, description: str, example: Json, around: Surroundings) -> Meaning:
    """What a parameter holds.

    `example` is a plausible value or None; where it contradicts the name, the name is not believed.
    """
    words = name_words(name)
    meaning = _by_name(words, of_field=False)
    owner = _id_owner(description) or around.owner if meaning.kind is Kind.ENTITY_ID else None
    meaning = _settled(meaning, owner or around.entity)
    if meaning.kind is Kind.UNKNOWN and type_ is not ValueType.BOOLEAN:
        meaning = _by_description(description, words)
    meaning = _as_typed(_in_context(meaning, words, around.context), type_, words, Kind.UNKNOWN)
    if type_ is ValueType.STRING:
        return _in_light_of(meaning, example, description)
    return meaning


_ID_SAID = re.compile(r"\b(\w+)(?:'s)?[ _-]?(?:id|identifier)\b|\bid(?:entifier)? (?:of|for) (?:the |an? )?(\w+)", re.I)


def _id_owner(description: str) -> str | None:
    """Whose id it is, where the description says so: "The player id"."""
    match = _ID_SAID.search(description[:80])
    noun = singular((match[1] or match[2]).lower()) if match else None
    return None if noun in GENERIC else noun


_NAME_SAID = re.compile(r"\b(?:the |a )?names? of (?:the |an? )?(\w+)|\b(\w+)(?:'s)? name\b", re.I)


def _by_description(description: str, words: tuple[str, ...]) -> Meaning:
    head = description[:160]
    if not head:
        return UNKNOWN
    kind = next((kind for pattern, kind in _DESCRIPTIONS if pattern.search(head)), Kind.UNKNOWN)
    if kind is Kind.UNKNOWN and (match := _NAME_SAID.search(head)):
        entity = singular((match[1] or match[2]).lower())
        if entity and entity in words and entity not in GENERIC:  # `player`: "Player name"
            return Meaning(Kind.PERSON_NAME) if entity in PERSONS else Meaning(Kind.NAME, entity)
    return Meaning(kind)


def _in_context(meaning: Meaning, words: tuple[str, ...], context: str) -> Meaning:
    if meaning.kind is Kind.STOCK_SYMBOL and _CRYPTO.search(context):
        return Meaning(Kind.CRYPTO_SYMBOL)
    if words == ("subject",) and not _MAIL.search(context):
        return Meaning(Kind.KEYWORD)  # a school subject, not that of a letter
    return meaning


_CODE_SAID = re.compile(r"\bcodes?\b|\biso\b|\balpha-?[23]\b|\b[23][- ](?:letter|char)", re.I)


def _in_light_of(meaning: Meaning, example: Json, description: str) -> Meaning:
    """Corrected by the example; without one, by whether the description speaks of codes."""
    if example is not None:
        kind = kind_by_example(meaning.kind, example)
        return meaning if kind is meaning.kind else Meaning(kind)
    code = _CODES.get(meaning.kind)
    return Meaning(code) if code and _CODE_SAID.search(description) else meaning


_CODES: Mapping[Kind, Kind] = {Kind.COUNTRY: Kind.COUNTRY_CODE, Kind.LANGUAGE: Kind.LANGUAGE_CODE}
