"""From a semantic kind to a seeded, realistic value that agrees with the other values of its facets.

    make(OutputField(name "city", kind=CITY), draw, facets)         "Lyon"       (facets.place is Lyon)
    make(OutputField(name "country_code", ...), draw, facets)       "FR"         (so this is France)

A row of :data:`MAKERS` is all that a new kind needs; a kind without a row whose words stand in `data/words.yaml` under
its own name takes one of those. A *draw* is one 64-bit integer: the same draw and facets give the same value.
"""

import math
import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Protocol

from ..common.json_types import Json
from ..common.kinds import Kind, ValueType
from .lexicon import Place, by_entity, code_pattern, countries, has_words, numbers, rates, stocks, words
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
    spot: tuple[float, float]  # latitude and longitude in degrees, within two kilometres of the place's centre
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


def spot_near(place: Place, draw: int) -> tuple[float, float]:
    """A point near the centre of a place: one of those that have an address."""
    return _grid_point(place, (draw >> 9) % _addresses())


def address_at(place: Place, spot: tuple[float, float]) -> str:
    """The address at or next to a point: whoever asks, by name or by coordinates, is told the same."""
    row = _clamped(round((spot[0] - place.latitude) / _GRID) + _HALF, _addresses() // _SIDE)
    column = _clamped(round((spot[1] - place.longitude) / _GRID) + _HALF, _SIDE)
    number, street = divmod(row * _SIDE + column, len(words("street")))
    return f"{number + 1} {words('street')[street]}, {place.city}"


def spot_of(address: str, place: Place) -> tuple[float, float] | None:
    """The point of an address that `address_at` gave for that place; None for other words."""
    number, _, street = address.split(",", maxsplit=1)[0].partition(" ")
    if not number.isdigit() or street not in words("street") or not 0 < int(number) <= _HOUSES:
        return None
    return _grid_point(place, (int(number) - 1) * len(words("street")) + words("street").index(street))


# Addresses of a city lie on a grid of points some 40 m apart, so that address and point determine each other.
_GRID, _SIDE, _HOUSES = 0.0004, 60, 180
_HALF = _SIDE // 2


def _addresses() -> int:
    return _HOUSES * len(words("street"))


def _clamped(value: int, size: int) -> int:
    return min(max(value, 0), size - 1)


def _grid_point(place: Place, number: int) -> tuple[float, float]:
    row, column = divmod(number, _SIDE)
    return round(place.latitude + (row - _HALF) * _GRID, 4), round(place.longitude + (column - _HALF) * _GRID, 4)


def thing_name(entity: str, draw: int, facets: Facets) -> str:
    """A name for a thing of that entity, in the words of `data/words.yaml`."""
    pattern: str = pick(by_entity("names", entity), draw)
    topic = facets.topic or pick(by_entity("queries", entity) or words("query"), mix(draw, 2))
    titled = entity in _TITLED
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


_TITLED = frozenset({"place", "product", "recipe", "meal", "course", "lesson", "grocery", "item"})


def usual_range(spec: ValueSpec, facets: Facets) -> tuple[float, float, float]:
    """The usual (low, high, step) of a number: by the words of its name, else by the entity's prices, else by kind."""
    money = spec.kind in (Kind.PRICE, Kind.AMOUNT)
    plain = tuple(word for word in name_words(spec.name) if word not in _BOUND_WORDS)
    low, high, step = (
        numbers(plain) or (_usual_price(facets.entity) if spec.kind is Kind.PRICE else None) or _RANGES[spec.kind]
    )
    rate = rates().get(facets.currency, 1.0) if money else 1.0
    if rate == 1.0:
        return low, high, step
    coarse = 10.0 ** max(0, len(str(int(high * rate))) - 3) if rate > 20 else step
    return low * rate, high * rate, coarse


_BOUND_WORDS = frozenset({"max", "maximum", "min", "minimum", "average", "total", "usual"})


def _usual_price(entity: str) -> tuple[float, float, float]:
    low, high = by_entity("prices", entity)
    return low, high, 0.5


def number(spec: ValueSpec, draw: int, facets: Facets, low: float | None = None, high: float | None = None) -> float:
    """A usual number, within [low, high] where these are given: a search's bounds are obeyed before what is usual."""
    bottom, top, step = usual_range(spec, facets)
    if high is not None and high < top:
        top = high
        bottom = min(bottom, top * 0.55)
    if low is not None and low > bottom:
        bottom = low
        top = top if top >= bottom else bottom * 1.5 if high is None else bottom
    value = between(math.ceil(bottom / step - 1e-9) * step, top, draw, step)
    return round(min(max(value, bottom), top), 0 if step >= 1 and float(step).is_integer() else 2)


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


_TRUE = frozenset({"success", "ok", "deleted", "cancelled", "created", "updated", "sent", "accepted", "removed"})
_FALSE = frozenset({"error", "failed", "failure", "errors"})


def _flag(spec: ValueSpec, draw: int) -> bool:
    """A flag; those that say whether the call itself went well say so, since a failed call answers with an error."""
    words_of_name = set(name_words(spec.name))
    if words_of_name & _TRUE or words_of_name & _FALSE:
        return not words_of_name & _FALSE
    return bool((draw >> 13) & 1)


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
    """A code in the usual form for its name: `A` stands for a letter, `9` for a digit."""
    pattern: str = code_pattern(name_words(spec.name))
    return "".join(
        chr(65 + mix(draw, place) % 26) if sign == "A" else str(mix(draw, place) % 10) if sign == "9" else sign
        for place, sign in enumerate(pattern)
    )


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
    Kind.ADDRESS: lambda spec, draw, facets: address_at(facets.place, facets.spot),
    Kind.LATITUDE: lambda spec, draw, facets: facets.spot[0],
    Kind.LONGITUDE: lambda spec, draw, facets: facets.spot[1],
    Kind.GEOPOINT: lambda spec, draw, facets: f"{facets.spot[0]},{facets.spot[1]}",
    Kind.STOCK_SYMBOL: lambda spec, draw, facets: pick(tuple(stocks()), draw),
    Kind.LANGUAGE_CODE: _word_table(Kind.LANGUAGE_CODE),
    Kind.DATE: calendar_day,
    Kind.START_DATE: calendar_day,
    Kind.END_DATE: calendar_day,
    Kind.TIME: lambda spec, draw, facets: _clock(draw),
    Kind.DATETIME: _datetime,
    Kind.TIMESTAMP: lambda spec, draw, facets: 1_767_600_000 + (draw >> 9) % 46_000_000,
    Kind.PERSON_NAME: lambda spec, draw, facets: f"{facets.person.first} {facets.person.last}",
    Kind.FIRST_NAME: lambda spec, draw, facets: facets.person.first,
    Kind.LAST_NAME: lambda spec, draw, facets: facets.person.last,
    Kind.EMAIL: lambda spec, draw, facets: facets.person.email,
    Kind.USERNAME: lambda spec, draw, facets: f"{facets.person.first}_{facets.person.last}".lower(),
    Kind.PHONE: lambda spec, draw, facets: _phone(draw, facets),
    Kind.QUERY: lambda spec, draw, facets: (
        facets.topic or pick(by_entity("queries", facets.entity) or words("query"), draw)
    ),
    Kind.TITLE: lambda spec, draw, facets: thing_name(spec.entity or facets.entity, draw, facets),
    Kind.NAME: lambda spec, draw, facets: thing_name(spec.entity or facets.entity, draw, facets),
    Kind.URL: lambda spec, draw, facets: _url(draw, facets),
    Kind.IMAGE_URL: lambda spec, draw, facets: _url(draw, facets) + ".jpg",
    Kind.DOMAIN: lambda spec, draw, facets: f"{pick(words('domain_word'), draw)}.example",
    Kind.IP_ADDRESS: lambda spec, draw, facets: f"203.0.113.{1 + (draw >> 9) % 254}",  # RFC 5737 documentation range
    Kind.ENTITY_ID: _entity_id,
    Kind.CODE: _code,
    Kind.FLAG: lambda spec, draw, facets: _flag(spec, draw),
    Kind.SORT_ORDER: lambda spec, draw, facets: pick(("asc", "desc"), draw),
}


_RANGES: Mapping[Kind, tuple[float, float, float]] = {
    Kind.AMOUNT: (20, 2000, 5),
    Kind.YEAR: (1985, 2025, 1),
    Kind.MONTH: (1, 12, 1),
    Kind.DAY: (1, 28, 1),
    Kind.DURATION: (15, 240, 5),
    Kind.AGE: (18, 79, 1),
    Kind.QUANTITY: (1, 4, 1),
    Kind.COUNT: (1, 250, 1),
    Kind.RATING: (3.1, 4.9, 0.1),
    Kind.PERCENTAGE: (1, 99, 1),
    Kind.TEMPERATURE: (-4, 33, 0.5),
    Kind.DISTANCE: (0.4, 48, 0.2),
    Kind.WEIGHT: (0.5, 28, 0.5),
    Kind.HEIGHT: (150, 195, 1),
    Kind.WIDTH: (200, 1600, 40),
    Kind.SPEED: (3, 60, 1),
    Kind.HUMIDITY: (30, 95, 1),
    Kind.CALORIES: (80, 900, 10),
    Kind.NUMBER: (1, 100, 1),
    Kind.PAGE: (1, 1, 1),
    Kind.LIMIT: (5, 10, 5),
    Kind.OFFSET: (0, 0, 1),
}


# Numbers that several kinds share one maker for.
NUMERIC = frozenset(_RANGES) | {Kind.PRICE}


def make(spec: ValueSpec, draw: int, facets: Facets) -> Json:
    """A value of the spec's type: from its enum, else by its kind, else by its type."""
    if spec.enum:
        return pick(_likely(spec.enum) if spec.kind is Kind.STATUS else spec.enum, draw)
    maker = MAKERS.get(spec.kind)
    if maker is not None:
        value: Json = maker(spec, draw, facets)
    elif spec.kind in NUMERIC:
        value = number(spec, draw, facets)
    elif has_words(spec.kind.value):
        value = pick(words(spec.kind.value), draw)
    else:
        value = _by_type(spec, draw, facets)
    return coerce(value, spec.type, draw)


_GONE = ("cancel", "delet", "remov", "refund", "clos", "fail", "reject", "terminat", "expir", "lost")


@cache
def _likely(states: tuple[Json, ...]) -> tuple[Json, ...]:
    """States in which a thing is still of use; all of them where none is."""
    return tuple(state for state in states if not str(state).lower().startswith(_GONE)) or states


_FROM_A_DAY = frozenset({"available", "valid", "effective", "expires", "expiry", "until", "since", "due"})


def _by_type(spec: ValueSpec, draw: int, facets: Facets) -> Json:
    """A neutral value where the kind is not known."""
    if spec.type is ValueType.BOOLEAN:
        return _flag(spec, draw)
    if spec.type in (ValueType.INTEGER, ValueType.NUMBER):
        low, high, step = numbers(name_words(spec.name)) or (1, 100, 1)
        return round(between(low, high, draw, step), 2)
    if set(name_words(spec.name)) & _FROM_A_DAY:
        return facets.day.isoformat()
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
