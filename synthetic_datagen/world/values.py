"""From a semantic kind to a seeded, realistic value that agrees with the other values of its facets.

    make(OutputField(name "city", kind=CITY), draw, facets)         "Lyon"       (facets.place is Lyon)
    make(OutputField(name "country_code", ...), draw, facets)       "FR"         (so this is France)

A row of :data:`MAKERS` is all that a new kind needs; a kind without a row whose words stand in `data/words.yaml` under
its own name takes one of those. A *draw* is one 64-bit integer: the same draw and facets give the same value.
"""

import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Protocol

from ..common.json_types import Json
from ..common.kinds import Kind, ValueType
from .lexicon import Place, by_entity, countries, has_words, rates, words
from .roles import bound, name_words

_MIX = 0x9E3779B97F4A7C15  # 2**64 / golden ratio: spreads one draw into further ones (Knuth, TAOCP 3, 6.4)
_MASK = (1 << 64) - 1
_EPOCH = date(2026, 1, 5)
_DAYS = 540


class ValueSpec(Protocol):
    """What a parameter and an output field have in common."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def type(self) -> ValueType: ...  # noqa: D102
    @property
    def kind(self) -> Kind: ...  # noqa: D102
    @property
    def entity(self) -> str | None: ...  # noqa: D102
    @property
    def enum(self) -> tuple[Json, ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Person:
    """A name and what is derived from it."""

    first: str
    last: str

    @property
    def email(self) -> str:
        """An address under a domain reserved for examples (RFC 2606)."""
        return f"{self.first}.{self.last}@example.com".lower()


@dataclass(frozen=True, slots=True)
class Facets:
    """What several values of one thing share: its entity, place, person, first day, currency and topic."""

    entity: str
    place: Place
    person: Person
    day: date
    currency: str
    topic: str = ""  # what was searched for, in the searcher's words


def mix(draw: int, salt: int) -> int:
    """A further draw from a draw."""
    mixed = (draw ^ (salt * _MIX)) * _MIX & _MASK
    return (mixed ^ (mixed >> 29)) * 0xBF58476D1CE4E5B9 & _MASK


def pick(options: tuple[Json, ...], draw: int) -> Json:
    """One of the options."""
    return options[(draw >> 11) % len(options)]


def between(low: float, high: float, draw: int, step: float = 1) -> float:
    """A multiple of `step` in [low, high]."""
    steps = max(1, int((high - low) / step) + 1)
    return low + step * ((draw >> 11) % steps)


def person(draw: int) -> Person:
    """A made-up person."""
    return Person(pick(words("first_name"), draw), pick(words("last_name"), mix(draw, 1)))


def first_day(draw: int) -> date:
    """A day from January 2026 to June 2027."""
    return _EPOCH + timedelta(days=(draw >> 9) % _DAYS)


def thing_name(entity: str, draw: int, facets: Facets) -> str:
    """A name for a thing of that entity, in the words of `data/words.yaml`."""
    pattern: str = pick(by_entity("names", entity), draw)
    topic = facets.topic or pick(by_entity("queries", entity) or words("query"), mix(draw, 2))
    titled = entity in _TITLED and not pattern.startswith("{query}")
    parts = {
        part: topic.title() if part == "query" and titled else topic if part == "query" else maker(draw, facets)
        for part, maker in _parts_of(pattern)
    }
    name = pattern.format_map(parts)
    return name[0].upper() + name[1:]


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
    "language": _drawn("language", 15),
    "category": _drawn("category", 16),
    "genre": _drawn("genre", 17),
    "query": lambda draw, facets: facets.topic,
}


@cache
def _parts_of(pattern: str) -> tuple[tuple[str, PartMaker], ...]:
    """The blanks of a name pattern and what fills them. Raises KeyError for a blank that has no row."""
    return tuple((part, _PARTS[part]) for _, part, _, _ in string.Formatter().parse(pattern) if part)


_TITLED = frozenset({"product", "recipe", "meal", "course", "lesson"})


def price(entity: str, draw: int, currency: str, low: float | None = None, high: float | None = None) -> float:
    """A price usual for the entity, in `currency`, within [low, high] where these are given."""
    rate = rates().get(currency, 1.0)
    usual_low, usual_high = (bound_ * rate for bound_ in by_entity("prices", entity))
    top = high if high is not None else max(usual_high, (low or 0.0) * 1.6)
    bottom = low if low is not None else min(usual_low, top * 0.55)
    coarse = rate > 20
    step = 10.0 ** max(0, len(str(int(top))) - 3) if coarse else 0.5
    return round(between(bottom, top, draw, step), 0 if coarse else 2)


def calendar_day(spec: ValueSpec, draw: int, facets: Facets) -> str:
    """The facets' first day; the end of a range lies two to nine days later."""
    late = spec.kind is Kind.END_DATE or bound(spec.name) == "max"
    return (facets.day + timedelta(days=2 + (draw >> 9) % 8 if late else 0)).isoformat()


def _city(spec: ValueSpec, facets: Facets) -> str:
    if "capital" in name_words(spec.name) and facets.place.country_code in countries():
        return countries()[facets.place.country_code].capital
    return facets.place.city


def _language(spec: ValueSpec, draw: int, facets: Facets) -> str:
    if "official" in name_words(spec.name) and facets.place.country_code in countries():
        return countries()[facets.place.country_code].language
    language: str = pick(words("language"), draw)
    return language


def _clock(draw: int) -> str:
    return f"{8 + (draw >> 9) % 13:02d}:{pick(('00', '15', '30', '45'), mix(draw, 1))}"


def _datetime(spec: ValueSpec, draw: int, facets: Facets) -> str:
    return f"{calendar_day(spec, draw, facets)}T{_clock(draw)}:00Z"


def identifier(entity: str, draw: int) -> str:
    """An opaque id: consonants of the entity and seven base-36 digits, such as `htl_0k3x9qa`."""
    word = entity.replace("_", "") or "item"
    prefix = (word[0] + "".join(letter for letter in word[1:] if letter not in "aeiou"))[:3]
    return f"{prefix}_{base36(draw, 7)}"


def base36(draw: int, length: int) -> str:
    """`length` digits of [0-9a-z]."""
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return "".join(digits[(draw >> (5 + 6 * place)) % 36] for place in range(length))


def _code(spec: ValueSpec, draw: int, facets: Facets) -> str:
    return base36(draw, 8).upper()


def _entity_id(spec: ValueSpec, draw: int, facets: Facets) -> Json:
    if spec.type in (ValueType.INTEGER, ValueType.NUMBER):
        return 100_000 + (draw >> 9) % 900_000
    return identifier(spec.entity or facets.entity, draw)


def _phone(draw: int, facets: Facets) -> str:
    return f"+{facets.place.dial} 555 {100 + (draw >> 9) % 900} {1000 + (draw >> 21) % 9000}"


def _slug(draw: int) -> str:
    return f"{pick(words('adjective'), draw).lower()}-{pick(words('noun'), mix(draw, 1)).lower()}"


def _url(draw: int, facets: Facets) -> str:
    return f"https://www.{pick(words('domain_word'), draw)}.example/{_slug(mix(draw, 3))}"


def _word_table(kind: Kind) -> "Maker":
    table = kind.value
    return lambda spec, draw, facets: pick(words(table), draw)


def _number(low: float, high: float, step: float = 1) -> "Maker":
    return lambda spec, draw, facets: round(between(low, high, draw, step), 4)


Maker = Callable[[ValueSpec, int, Facets], Json]

MAKERS: Mapping[Kind, Maker] = {
    Kind.CITY: lambda spec, draw, facets: _city(spec, facets),
    Kind.LANGUAGE: _language,
    Kind.COUNTRY: lambda spec, draw, facets: facets.place.country,
    Kind.COUNTRY_CODE: lambda spec, draw, facets: facets.place.country_code,
    Kind.REGION: lambda spec, draw, facets: facets.place.region,
    Kind.POSTAL_CODE: lambda spec, draw, facets: facets.place.postal_code,
    Kind.TIMEZONE: lambda spec, draw, facets: facets.place.timezone,
    Kind.AIRPORT_CODE: lambda spec, draw, facets: facets.place.airport,
    Kind.CURRENCY_CODE: lambda spec, draw, facets: facets.currency,
    Kind.ADDRESS: lambda spec, draw, facets: (
        f"{1 + (draw >> 9) % 180} {pick(words('street'), mix(draw, 1))}, {facets.place.city}"
    ),
    Kind.LATITUDE: lambda spec, draw, facets: round(facets.place.latitude + ((draw >> 9) % 401 - 200) / 10_000, 4),
    Kind.LONGITUDE: lambda spec, draw, facets: round(facets.place.longitude + ((draw >> 9) % 401 - 200) / 10_000, 4),
    Kind.GEOPOINT: lambda spec, draw, facets: f"{facets.place.latitude},{facets.place.longitude}",
    Kind.LANGUAGE_CODE: _word_table(Kind.LANGUAGE_CODE),
    Kind.PRICE: lambda spec, draw, facets: price(facets.entity, draw, facets.currency),
    Kind.AMOUNT: _number(20, 2000, 5),
    Kind.DATE: calendar_day,
    Kind.START_DATE: calendar_day,
    Kind.END_DATE: calendar_day,
    Kind.TIME: lambda spec, draw, facets: _clock(draw),
    Kind.DATETIME: _datetime,
    Kind.TIMESTAMP: lambda spec, draw, facets: 1_767_600_000 + (draw >> 9) % 46_000_000,
    Kind.YEAR: _number(1985, 2025),
    Kind.MONTH: _number(1, 12),
    Kind.DAY: _number(1, 28),
    Kind.DURATION: _number(15, 240, 5),
    Kind.PERSON_NAME: lambda spec, draw, facets: f"{facets.person.first} {facets.person.last}",
    Kind.FIRST_NAME: lambda spec, draw, facets: facets.person.first,
    Kind.LAST_NAME: lambda spec, draw, facets: facets.person.last,
    Kind.EMAIL: lambda spec, draw, facets: facets.person.email,
    Kind.USERNAME: lambda spec, draw, facets: f"{facets.person.first}_{facets.person.last}".lower(),
    Kind.PHONE: lambda spec, draw, facets: _phone(draw, facets),
    Kind.AGE: _number(18, 79),
    Kind.QUERY: lambda spec, draw, facets: (
        facets.topic or pick(by_entity("queries", facets.entity) or words("query"), draw)
    ),
    Kind.TITLE: lambda spec, draw, facets: thing_name(spec.entity or facets.entity, draw, facets),
    Kind.NAME: lambda spec, draw, facets: thing_name(spec.entity or facets.entity, draw, facets),
    Kind.URL: lambda spec, draw, facets: _url(draw, facets),
    Kind.IMAGE_URL: lambda spec, draw, facets: _url(draw, facets) + ".jpg",
    Kind.DOMAIN: lambda spec, draw, facets: f"{pick(words('domain_word'), draw)}.example",
    Kind.IP_ADDRESS: lambda spec, draw, facets: f"203.0.113.{1 + (draw >> 9) % 254}",  # RFC 5737 documentation range
    Kind.QUANTITY: _number(1, 4),
    Kind.COUNT: _number(1, 250),
    Kind.RATING: _number(3.1, 4.9, 0.1),
    Kind.PERCENTAGE: _number(1, 99),
    Kind.TEMPERATURE: _number(-4, 33, 0.5),
    Kind.DISTANCE: _number(0.4, 48, 0.2),
    Kind.WEIGHT: _number(0.5, 28, 0.5),
    Kind.HEIGHT: _number(150, 195),
    Kind.WIDTH: _number(200, 1600, 40),
    Kind.SPEED: _number(3, 60),
    Kind.HUMIDITY: _number(30, 95),
    Kind.CALORIES: _number(80, 900, 10),
    Kind.NUMBER: _number(1, 100),
    Kind.ENTITY_ID: _entity_id,
    Kind.CODE: _code,
    Kind.FLAG: lambda spec, draw, facets: bool((draw >> 13) & 1),
    Kind.PAGE: _number(1, 1),
    Kind.LIMIT: _number(5, 10, 5),
    Kind.OFFSET: _number(0, 0),
    Kind.SORT_ORDER: lambda spec, draw, facets: pick(("asc", "desc"), draw),
}


def make(spec: ValueSpec, draw: int, facets: Facets) -> Json:
    """A value of the spec's type: from its enum, else by its kind, else by its type."""
    if spec.enum:
        return pick(spec.enum, draw)
    maker = MAKERS.get(spec.kind)
    if maker is not None:
        value = maker(spec, draw, facets)
    elif has_words(spec.kind.value):
        value = pick(words(spec.kind.value), draw)
    else:
        value = _by_type(spec, draw)
    return coerce(value, spec.type, draw)


def _by_type(spec: ValueSpec, draw: int) -> Json:
    """A neutral value where the kind is not known."""
    if spec.type is ValueType.BOOLEAN:
        return bool((draw >> 13) & 1)
    if spec.type in (ValueType.INTEGER, ValueType.NUMBER):
        return between(1, 100, draw)
    if name_words(spec.name)[-1:] in (("id",), ("key",), ("hash",), ("uuid",)):
        return base36(draw, 8)
    return pick(words("plain"), draw)


def coerce(value: Json, wanted: ValueType, draw: int) -> Json:
    """The value in the wanted JSON type; a value that cannot be it is replaced by one that can."""
    match wanted:
        case ValueType.STRING:
            return value if isinstance(value, str) else _plain_number(value)
        case ValueType.INTEGER:
            return int(value) if isinstance(value, int | float) else (draw >> 9) % 1000
        case ValueType.NUMBER:
            number = value if isinstance(value, int | float) and not isinstance(value, bool) else (draw >> 9) % 1000
            return int(number) if float(number).is_integer() else number
        case ValueType.BOOLEAN:
            return value if isinstance(value, bool) else bool((draw >> 13) & 1)
        case ValueType.ARRAY:
            return value if isinstance(value, list) else [value]
        case ValueType.OBJECT:
            return value if isinstance(value, dict) else {}


def _plain_number(value: Json) -> str:
    """The shortest decimal form of a number or flag."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
