"""Facts: what a person would want to know of an output, as short phrases with the values as they stand in it.

facts_of({"name": "Hotel Lux", "price": 129.0, "currency": "EUR", "rating": 4.5}, kinds, known)
  ->  [Fact("price", "129 EUR"), Fact("rating", "4.5")]
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from ..common.json_types import Json
from ..common.kinds import Kind
from ..common.tools import Endpoint
from .inflection import is_plural, quoted, singular_of, with_the
from .labels import spoken_key, spoken_text_key, words_of
from .phrasebook import book

_DEEPEST = 3
_LONGEST = 140
_TOTALS = frozenset(("total", "count", "total results", "results count", "page", "limit", "offset", "status code"))

_INTEREST = {
    kind: rank
    for rank, kinds in enumerate(
        (
            (Kind.PRICE, Kind.AMOUNT),
            (Kind.TEMPERATURE, Kind.WEATHER_CONDITION, Kind.RATING, Kind.STATUS),
            (Kind.START_DATE, Kind.END_DATE, Kind.DATE, Kind.TIME, Kind.DATETIME),
            (Kind.CODE, Kind.DURATION, Kind.DISTANCE, Kind.PERCENTAGE, Kind.HUMIDITY, Kind.SPEED, Kind.CALORIES),
            (
                Kind.CITY,
                Kind.COUNTRY,
                Kind.ADDRESS,
                Kind.TEAM,
                Kind.GENRE,
                Kind.CUISINE,
                Kind.COMPANY,
                Kind.PERSON_NAME,
            ),
            (Kind.NUMBER, Kind.QUANTITY, Kind.COUNT, Kind.CHOICE, Kind.CATEGORY, Kind.YEAR, Kind.AGE),
            (Kind.TEXT, Kind.DESCRIPTION, Kind.TITLE, Kind.NAME, Kind.WORD, Kind.UNKNOWN),
        )
    )
    for kind in kinds
}
_DULL = frozenset(
    {
        Kind.URL,
        Kind.IMAGE_URL,
        Kind.ENTITY_ID,
        Kind.CREDENTIAL,
        Kind.FLAG,
        Kind.TIMESTAMP,
        Kind.PAGE,
        Kind.LIMIT,
        Kind.OFFSET,
        Kind.CURSOR,
        Kind.CURRENCY_CODE,
        Kind.FORMAT,
        Kind.LOCALE,
        Kind.COUNTRY_CODE,
        Kind.LANGUAGE_CODE,
        Kind.SORT_BY,
        Kind.SORT_ORDER,
        Kind.FIELDS,
        Kind.UNITS,
    }
)
_TOPIC_NOISE = frozenset(("the", "a", "of", "details", "for"))
_LASTING = frozenset(("delivery", "shipping", "transit", "processing", "preparation"))
_TIMES = frozenset(("minute", "minutes", "hour", "hours", "day", "days", "week", "weeks"))
_PLACES = frozenset((Kind.CITY, Kind.COUNTRY))
_LOCATING = frozenset(("coordinates", "latitude", "longitude", "location", "position"))
_COORDINATES = frozenset((Kind.LATITUDE, Kind.LONGITUDE))
MONEY = frozenset((Kind.PRICE, Kind.AMOUNT))


@dataclass(frozen=True, slots=True)
class Fact:
    """One scalar of an output: what it is called, and the value with its unit as it is said."""

    label: str
    value: str
    kind: Kind
    unit: bool = False  # the value ends in one

    @property
    def counted(self) -> bool:
        """Whether it is a number of things: "12 followers" and not "the followers are 12"."""
        return is_plural(self.label) and self.value.replace(",", "").isdigit()

    @property
    def counted_phrase(self) -> str:
        """ "12 followers", "1 follower"."""
        return f"1 {singular_of(self.label)}" if self.value == "1" else f"{self.value} {self.label}"

    def clause(self) -> str:
        """ "the rating is 4.5", "there are 12 followers"."""
        if self.counted:
            return f"there {'is' if self.value == '1' else 'are'} {self.counted_phrase}"
        if self.unit and self.label in _LASTING and self.value.rpartition(" ")[2] in _TIMES:
            return f"{self.label} takes {self.value}"
        value = with_the(self.value) if self.kind is Kind.COUNTRY else self.value
        return f"the {self.label} {'are' if is_plural(self.label) else 'is'} {value}"

    def noun_phrase(self) -> str:
        """ "rating 4.5", "12 followers": behind a colon or in brackets."""
        return self.counted_phrase if self.counted else f"{self.label} {self.value}"


def kinds_of(endpoint: Endpoint) -> dict[str, Kind]:
    """The kind of each output field by its name (names repeat rarely; the first wins)."""
    kinds: dict[str, Kind] = {}
    for field in endpoint.outputs:
        kinds.setdefault(field.name, field.kind)
    return kinds


def facts_of(item: Json, kinds: Mapping[str, Kind], known: frozenset[str], most: int, topic: str = "") -> list[Fact]:
    """Up to `most` facts, the most telling first. `known` values (as text) have been said and teach nothing.

    Fields that `topic` (a purpose's object) names come before all others.
    """
    facts: list[Fact] = []
    wanted = _wanted(topic)
    rows = _rows(item, kinds, known, wanted)
    for _, key, field, words, numeric in rows:
        kind = field.kind
        if kind in _PLACES and words in next((said for _, _, one, said, _ in rows if one.kind is Kind.ADDRESS), ""):
            continue
        if kind in _COORDINATES and facts and not wanted & _LOCATING:
            continue
        unit = _unit(key, field.label, words == "1") if numeric else ""
        if kind in MONEY:
            unit = _currency(item, kinds)
        if numeric and not unit and kind is Kind.DURATION:
            continue  # 160 of what?
        said = _said(words, kind)
        facts.append(Fact(field.label, f"{said} {unit}" if unit else said, kind, bool(unit)))
        if len(facts) == most:
            break
    return facts


def _rows(
    item: Json, kinds: Mapping[str, Kind], known: frozenset[str], wanted: frozenset[str]
) -> list[tuple[int, str, "_Field", str, bool]]:
    """What there is to tell, by rank: with each its key, its field, its words and whether it is a number."""
    found: list[tuple[int, str, _Field, str, bool]] = []
    labels: set[str] = set()
    for key, value in _scalars(item):
        if value is None or value is True or value is False:
            continue
        numeric = not isinstance(value, str)
        field = _field(key, kinds.get(key, Kind.UNKNOWN), numeric)
        label = field.label
        if not label or label in labels:
            continue
        words = value_text(value) if numeric else _text(value)
        if not words or words.casefold() in known or (not numeric and words in labels):
            continue
        labels.add(label)
        labels.add(words)  # a name that stands there twice is told once
        rank = field.interest if wanted.isdisjoint(field.topics) else -1  # first what was asked for, then by kind
        found.append((rank, key, field, words, numeric))
    found.sort(key=itemgetter(0))
    return found


@dataclass(frozen=True, slots=True)
class _Field:
    """What is told of a field by its key, its kind and whether it holds a number. `label` is "" where nothing is."""

    label: str
    kind: Kind
    interest: int = 9  # how much the kind tells: the less the more
    topics: frozenset[str] = frozenset()  # the words of a topic that name it


@lru_cache(maxsize=65536)
def _field(key: str, kind: Kind, numeric: bool) -> _Field:
    label = "" if kind in _DULL else _telling_label(key, numeric)
    topics = {kind.value, *label.split()} | ({"coordinates"} if kind in _COORDINATES else set())
    return _Field(label, kind, _INTEREST.get(kind, 9), frozenset(topics))


def _telling_label(key: str, numeric: bool) -> str:
    """What the field is called; "" for ids, totals and what has no name in words."""
    label = spoken_key(key) if numeric else spoken_text_key(key)
    return "" if label in _TOTALS or label.endswith(("ID", "IDs")) else label


@lru_cache(maxsize=65536)
def _wanted(topic: str) -> frozenset[str]:
    """The words of a topic that may name a field."""
    return frozenset(topic.split()) - _TOPIC_NOISE


def _said(words: str, kind: Kind) -> str:
    """Sentences in quotes, values bare."""
    quotes = kind in (Kind.TEXT, Kind.DESCRIPTION) or len(words.split()) > 5
    return quoted(words) if quotes and not words[0].isdigit() else words


def _currency(item: Json, kinds: Mapping[str, Kind]) -> str:
    """The one currency that stands in an object; "" where there are two, since either may be meant."""
    if not isinstance(item, dict):
        return ""
    values = [value for key, value in item.items() if kinds.get(key) is Kind.CURRENCY_CODE]
    return values[0] if len(values) == 1 and isinstance(values[0], str) and len(values[0]) == 3 else ""


@lru_cache(maxsize=65536)
def _unit(key: str, label: str, one: bool) -> str:
    """The unit behind a number: the key's own last word ("duration_minutes")."""
    words = words_of(key)
    unit = book().short_units.get(words[-1], "") if len(words) > 1 else ""
    unit = singular_of(unit) if one else unit
    return "" if label.endswith(unit) else unit


def _scalars(item: Json, depth: int = 0) -> list[tuple[str, Json]]:
    """Keys and scalar values of an object and of the objects in it, not of lists."""
    found: list[tuple[str, Json]] = []
    if isinstance(item, dict) and depth <= _DEEPEST:
        for one in item.items():
            if isinstance(one[1], dict):
                found.extend(_scalars(one[1], depth + 1))
            elif not isinstance(one[1], list):
                found.append(one)
    return found


def value_text(value: Json) -> str:
    """A value as it is said: numbers as they stand, long texts cut at a word; "" for what is not worth saying."""
    if not isinstance(value, str):
        return _number_text(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
    return _text(value)


@lru_cache(maxsize=4096)
def _text(value: str) -> str:
    text = " ".join(value.split())
    if not text or "://" in text or "{" in text or "<" in text or text.startswith(("[", "data:")):
        return ""
    if "_" in text and text.replace("_", "").isalpha() and text.islower():
        return text.replace("_", " ")
    return text if len(text) <= _LONGEST else _cut(text)


def _number_text(value: float) -> str:
    return str(value) if isinstance(value, int) else repr(value).removesuffix(".0")


def _cut(text: str) -> str:
    """The beginning of a long text: whole sentences where one ends early enough, else whole words."""
    part = text[:_LONGEST]
    for mark in (". ", "! ", "? "):
        if part.rfind(mark) > _LONGEST // 3:
            return part[: part.rfind(mark)]
    return part[: part.rfind(" ")].rstrip(" ,;:-") if " " in part else part


def said_values(*documents: Json) -> frozenset[str]:
    """All scalars of the documents as they are said, for `known`."""
    said: set[str] = set()
    for document in documents:
        _add_texts(document, said)
    return frozenset(said)


def _add_texts(value: Json, said: set[str]) -> None:
    if isinstance(value, dict):
        for item in value.values():
            _add_texts(item, said)
    elif isinstance(value, list):
        for item in value:
            _add_texts(item, said)
    elif text := value_text(value):
        said.add(text.casefold())


def made_id(output: Json, entity: str | None, known: frozenset[str]) -> Fact | None:
    """The id or code that a created thing got, if the output shows one. `known`: what the call was given, as text.

    An id that was among the arguments is that of something else: booking returns the hotel's id as well.
    """
    best: tuple[int, Fact] | None = None
    for key, value in _scalars(output):
        words = words_of(key)
        rank = _id_rank(words, (entity or "").split("_"))
        if rank is None or isinstance(value, bool) or not isinstance(value, str | int) or value == "":
            continue
        if str(value).casefold() in known or (best and best[0] <= rank):
            continue
        best = rank, Fact(_id_label(words, entity), str(value), Kind.ENTITY_ID)
    return best[1] if best else None


_REFERENCES = (["reference"], ["confirmation", "code"], ["confirmation", "number"], ["booking", "reference"])


def _id_rank(words: list[str], entity: list[str]) -> int | None:
    """How likely a field holds the new thing's id: a reference, the entity's own id, any id; None for no id."""
    if words in _REFERENCES:
        return 0
    if words[-1:] != ["id"]:
        return None
    return 1 if words[:-1] == entity else 2


def _id_label(words: list[str], entity: str | None) -> str:
    label = spoken_key(" ".join(words))
    if label and label != "ID":
        return label
    noun = spoken_key(entity or "") if words[:-1] in ([], (entity or "").split("_")) else ""
    return f"{noun} ID" if noun else "reference"
