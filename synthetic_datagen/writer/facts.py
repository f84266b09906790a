"""Facts: what a person would want to know of an output, as short phrases, the most telling first.

facts_of({"name": "Hotel Lux", "price": 129.0, "currency": "EUR", "rating": 4.5}, Lens(kinds), 3)
  ->  [Fact("price", "129 EUR"), Fact("rating", "4.5")]

What was asked about comes before all else: what a list was sorted by, then what the endpoint's purpose names.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..common.json_types import Json
from ..common.kinds import Kind
from ..common.tools import Endpoint
from ..graph.lexicon import lexicon
from ..world.lexicon import words as word_list
from .flag_facts import flag_predicate
from .inflection import is_plural, singular_of, with_the
from .labels import spoken_key, spoken_text_key, words_of
from .names import title
from .phrasebook import book
from .values import MONEY, Form, money_of, say_value, value_text

_DEEPEST = 3
_TOTALS = frozenset(
    ("total", "count", "total results", "results count", "page", "limit", "offset", "status code", "name", "title")
)
_NOISE = frozenset(
    ("message", "code", "result", "success", "response", "error code", "error message")
)  # where nothing else is told
_INTEREST = {
    kind: rank
    for rank, kinds in enumerate(
        (
            (Kind.PRICE, Kind.AMOUNT),
            (Kind.TEMPERATURE, Kind.WEATHER_CONDITION, Kind.RATING, Kind.STATUS),
            (Kind.START_DATE, Kind.END_DATE, Kind.DATE, Kind.TIME),
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
            (Kind.NUMBER, Kind.QUANTITY, Kind.COUNT, Kind.CHOICE, Kind.CATEGORY, Kind.YEAR, Kind.AGE, Kind.FLAG),
            (Kind.TEXT, Kind.DESCRIPTION, Kind.TITLE, Kind.NAME, Kind.WORD, Kind.DATETIME, Kind.UNKNOWN),
        )
    )
    for kind in kinds
}
_LEAST = 9
_DULL = frozenset(
    {
        Kind.URL,
        Kind.IMAGE_URL,
        Kind.ENTITY_ID,
        Kind.CREDENTIAL,
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
_TOPIC_NOISE = frozenset(("the", "a", "of", "details", "for", "by", "information"))
_PLACES = frozenset((Kind.CITY, Kind.COUNTRY))
_LOCATING = frozenset(("coordinates", "latitude", "longitude", "location", "position"))
_COORDINATES = frozenset((Kind.LATITUDE, Kind.LONGITUDE))
_NAMING = frozenset((Kind.PERSON_NAME, Kind.NAME, Kind.TITLE, Kind.COMPANY, Kind.TEAM))
_FLAGS = {"true": True, "false": False, "yes": True, "no": False}
_GIVING = frozenset(("from", "source", "base"))
_RECEIVING = frozenset(("to", "target", "destination"))


@dataclass(frozen=True, slots=True)
class Lens:
    """How the fields of a call's output are looked at: their kinds, what was asked about, and what is known."""

    kinds: Mapping[str, Kind]
    about: frozenset[str] = frozenset()  # the words of what the endpoint is about
    topic: frozenset[str] = frozenset()  # words that name fields which were asked for
    sorted_by: frozenset[str] = frozenset()  # the words of the field that a list was sorted by
    known: frozenset[str] = frozenset()  # values that the call was given, as text
    given: frozenset[str] = frozenset()  # the names of its arguments
    signs: bool = False  # "€98" and not "98 EUR"


@dataclass(frozen=True, slots=True)
class Fact:
    """One scalar of an output: what it is called, and the value with its unit as it is said."""

    label: str
    value: str
    kind: Kind
    unit: bool = False  # the value ends in one
    form: Form = Form.TEXT
    about: frozenset[str] = frozenset()

    @property
    def counted(self) -> bool:
        """Whether it is a number of things: "12 followers" and not "the followers are 12"."""
        return self.form is Form.NUMBER and not self.unit and is_plural(self.label) and "-" not in self.value

    @property
    def counted_phrase(self) -> str:
        """ "12 followers", "1 follower"."""
        return f"1 {singular_of(self.label)}" if self.value == "1" else f"{self.value} {self.label}"

    def clause(self) -> str:
        """ "the rating is 4.5", "there are 12 followers"."""
        if self.counted:
            return f"there {'is' if self.value == '1' else 'are'} {self.counted_phrase}"
        value = with_the(self.value) if self.kind is Kind.COUNTRY else self.value
        return f"the {self.label} {'are' if is_plural(self.label) else 'is'} {value}"

    def noun_phrase(self) -> str:
        """ "rating 4.5", "12 followers": behind a colon or in brackets."""
        if self.form is Form.FLAG:
            return self.value.removeprefix("is ").removeprefix("has ").replace("isn't ", "not ", 1)
        if self.form is Form.QUOTE:
            return self.value
        return self.counted_phrase if self.counted else f"{self.label} {self.value}"


def kinds_of(endpoint: Endpoint) -> dict[str, Kind]:
    """The kind of each output field by its name (names repeat rarely; the first wins)."""
    kinds: dict[str, Kind] = {}
    for field in endpoint.outputs:
        kinds.setdefault(field.name, field.kind)
    return kinds


def facts_of(item: Json, lens: Lens, most: int, known: frozenset[str] = frozenset()) -> list[Fact]:
    """Up to `most` facts, the most telling first. `known` values (as text, in lower case) teach nothing."""
    facts: list[Fact] = []
    rows = _rows(item, lens, known)
    for row in rows:
        kind = row.field.kind
        if kind in _PLACES and row.plain in next((one.plain for one in rows if one.field.kind is Kind.ADDRESS), ""):
            continue
        if kind in _COORDINATES and facts and not lens.topic & _LOCATING:
            continue
        if row.rank == _LEAST and facts:
            continue
        fact = _fact(row, item, lens)
        if fact and not any(fact.form is Form.FLAG and one.value == fact.value for one in facts):
            facts.append(fact)
            if len(facts) == most:
                break
    return facts


@dataclass(frozen=True, slots=True)
class _Field:
    """What is told of a field by its key, its kind and whether it holds a number. `label` is "" where nothing is."""

    label: str
    kind: Kind
    interest: int = _LEAST  # how much the kind tells: the less the more
    topics: frozenset[str] = frozenset()  # the words of a topic that name it


@dataclass(frozen=True, slots=True)
class _Row:
    """One field with its value, before it is put into words. `plain`: the value as it stands."""

    rank: int
    key: str
    field: _Field
    value: Json
    plain: str


def _rows(item: Json, lens: Lens, known: frozenset[str]) -> list[_Row]:
    """What there is to tell, by rank."""
    found: list[_Row] = []
    labels: set[str] = set()
    for key, value in scalars(item):
        if value is None:
            continue
        if lens.kinds.get(key) is Kind.FLAG and isinstance(value, str):
            value = _FLAGS.get(value.casefold())  # noqa: PLW2901  "true" of a service that writes all as text
        field = _field(key, lens.kinds.get(key, Kind.UNKNOWN), not isinstance(value, str))
        label = field.label
        if not label and key in ("name", "title") and key in lens.topic:
            label, field = key, _Field(key, field.kind, field.interest, frozenset((key,)))
        if not label or label in labels:
            continue
        plain = ("yes" if value else "no") if isinstance(value, bool) else value_text(value)
        if not plain or (isinstance(value, str) and plain in labels):
            continue
        said = plain.casefold()
        if key in lens.given if isinstance(value, bool) else (said in lens.known or said in known):
            continue
        labels.update((label, plain))  # a name that stands there twice is told once
        found.append(_Row(_rank(field, plain, lens), key, field, value, plain))
    found.sort(key=_order)
    return found


def _order(row: _Row) -> tuple[int, bool]:
    return row.rank, row.field.kind is Kind.COUNTRY  # a country comes after its city


def _rank(field: _Field, plain: str, lens: Lens) -> int:
    """First what was sorted by, then what was asked for, then by kind; last what only says that a call worked."""
    if lens.sorted_by and lens.sorted_by <= field.topics:
        return -20
    if field.kind is Kind.STATUS and plain.casefold() in book().plain_statuses:
        return _LEAST
    if plain in word_list("plain") and lens.topic.isdisjoint(field.topics):
        return _LEAST  # what the world says where nothing is known of a field
    if field.label in _NOISE and not lens.about & field.topics:
        return _LEAST
    return field.interest if lens.topic.isdisjoint(field.topics) else field.interest - 10


def _fact(row: _Row, item: Json, lens: Lens) -> Fact | None:
    """The row in words; None where a number has no unit that it needs, or a flag cannot be read aloud."""
    key, field = row.key, row.field
    if isinstance(row.value, bool):
        said = flag_predicate(key, row.value)
        return Fact(field.label, said, Kind.FLAG, form=Form.FLAG) if said else None
    money = money_of(_currency(item, lens.kinds, key), lens.signs) if field.kind in MONEY else ""
    value = say_value(key, field.kind, field.label, row.value, money)
    if not value.words or (value.form is Form.NUMBER and not value.unit and field.kind is Kind.DURATION):
        return None  # 160 of what?
    words = title(value.words) if field.kind is Kind.TITLE else value.words
    return Fact(field.label, words, field.kind, value.unit, value.form, lens.about)


@lru_cache(maxsize=65536)
def _field(key: str, kind: Kind, bare: bool) -> _Field:
    """`bare`: it holds no text, so that the last word of its name may be a unit."""
    label = "" if kind in _DULL else _telling_label(key, kind, bare)
    topics = {kind.value, *words_of(key), *label.split()} | ({"coordinates"} if kind in _COORDINATES else set())
    if bare and kind is Kind.STATUS:
        label = ""  # a number that only machines read
    return _Field(label, kind, _INTEREST.get(kind, _LEAST), frozenset(topics))


def _telling_label(key: str, kind: Kind, bare: bool) -> str:
    """What the field is called; "" for ids, totals and what has no name in words."""
    words = words_of(key)
    if kind is Kind.FLAG:
        return " ".join(words)
    if len(words) == 2 and words[1] in ("at", "date") and words[0] in lexicon().participles:
        return words[0]  # "published" of "published_at"
    if kind in _NAMING and len(words) > 1 and words[-1] in ("name", "title"):
        words = words[:-1]
    elif kind is Kind.PERCENTAGE and len(words) > 1 and words[0] in ("percent", "pct"):
        words = words[1:]
    label = spoken_key(" ".join(words)) if bare else spoken_text_key(" ".join(words))
    label = label.removeprefix("number of ") if bare else label  # "12 reviews"
    return "" if label in _TOTALS or label.endswith(("ID", "IDs")) else label


def _currency(item: Json, kinds: Mapping[str, Kind], key: str) -> str:
    """The one currency that stands beside an amount; where there are two, that into which it was converted."""
    codes = [
        (one, value)
        for one, value in scalars(item)
        if kinds.get(one) is Kind.CURRENCY_CODE and isinstance(value, str) and len(value) == 3 and value.isupper()
    ]
    if len({code for _, code in codes}) > 1:
        codes = [(one, code) for one, code in codes if "converted" in key and _RECEIVING & set(words_of(one))]
    elif "converted" in key:
        codes = [(one, code) for one, code in codes if not _GIVING & set(words_of(one))]
    return codes[0][1] if codes else ""


def wanted_words(text: str) -> frozenset[str]:
    """The words of a topic that may name a field."""
    return frozenset(text.split()) - _TOPIC_NOISE


def scalars(item: Json, depth: int = 0) -> Iterator[tuple[str, Json]]:
    """Keys and scalar values of an object and of the objects in it, not of lists."""
    if isinstance(item, dict) and depth <= _DEEPEST:
        for key, value in item.items():
            if isinstance(value, dict):
                yield from scalars(value, depth + 1)
            elif not isinstance(value, list):
                yield key, value
