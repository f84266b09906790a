"""From a semantic kind to a seeded, realistic value that agrees with the other values of its facets.

    make(OutputField(name "city", kind=CITY), draw, facets)         "Lyon"       (facets.place is Lyon)
    make(OutputField(name "country_code", ...), draw, facets)       "FR"         (so this is France)

A row of :data:`MAKERS` is all that a new kind needs; a kind without a row whose words stand in `data/words.yaml` under
its own name takes one of those. A *draw* is one 64-bit integer: the same draw and facets give the same value.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import cache, lru_cache

from ..common.json_types import Json
from ..common.kinds import Kind, ValueType
from .addresses import address_at
from .draws import base36, between, mix, pick
from .facets import Facets, ValueSpec, person_of
from .geography import place_fact, speaks_of_a_place
from .lexicon import (
    by_entity,
    code_pattern,
    countries,
    descriptions_of,
    has_row,
    has_words,
    is_person,
    numbers,
    stocks,
    texts_of,
    usual_hours,
    words,
    words_said_by,
)
from .names import language_number, named_entity, thing_name
from .numbers import NUMERIC, number
from .roles import as_number, bound, name_words, role


def calendar_day(spec: ValueSpec, draw: int, facets: Facets) -> str:
    """The facets' first day; what ends or is due lies two to nine days later, who is born or founded decades before."""
    said = set(name_words(spec.name))
    if said & _LONG_AGO:
        return date(1950 + (draw >> 9) % 55, 1 + (draw >> 21) % 12, 1 + (draw >> 33) % 28).isoformat()
    late = spec.kind is Kind.END_DATE or bound(spec.name) == "max" or said & _AFTERWARDS
    return (facets.day + timedelta(days=2 + (draw >> 9) % 8 if late else 0)).isoformat()


_LONG_AGO = frozenset({"birth", "birthday", "born", "birthdate", "dob", "founded", "established", "founding"})
_AFTERWARDS = frozenset({"due", "expiry", "expires", "expiration", "expected", "estimated", "eta", "deadline", "until"})


def _city(spec: ValueSpec, facets: Facets) -> str:
    if "capital" in name_words(spec.name) and facets.place.country_code in countries():
        return countries()[facets.place.country_code].capital
    return facets.place.city


def _language(spec: ValueSpec, draw: int, facets: Facets) -> str:
    if "official" in name_words(spec.name) and facets.place.country_code in countries():
        return countries()[facets.place.country_code].language
    return str(words("language")[language_number(role(spec.name), draw, facets)])


_TRUE = frozenset({"success", "ok", "deleted", "cancelled", "created", "updated", "sent", "accepted", "removed"})
_FALSE = frozenset({"error", "failed", "failure", "errors"})


def _flag(spec: ValueSpec, draw: int) -> bool:
    """A flag; those that say whether the call itself went well say so, since a failed call answers with an error."""
    words_of_name = set(name_words(spec.name))
    if words_of_name & _TRUE or words_of_name & _FALSE:
        return not words_of_name & _FALSE
    return bool((draw >> 13) & 1)


def _name(spec: ValueSpec, draw: int, facets: Facets) -> str:
    """The name of a thing, or of the person that it is."""
    entity = named_entity(spec, facets.entity)
    if entity == facets.entity and is_person(entity):
        return facets.person.full
    return thing_name(entity, draw, facets)


def _degrees(facets: Facets) -> float:
    """The temperature at a place and time, by which everything said of its weather goes; Celsius."""
    day = between(-4, 4, mix(facets.draw, 62), 0.5) if facets.climate else 0.0
    return between(-4, 33, mix(facets.climate or facets.draw, 61), 0.5) + day


def _temperature(spec: ValueSpec, facets: Facets) -> float:
    words_of_name = set(name_words(spec.name))
    shift = -4.5 if words_of_name & {"min", "low", "minimum", "night", "tempmin"} else 0.0
    shift += 4.5 if words_of_name & {"max", "high", "maximum", "tempmax"} else 0.0
    celsius = _degrees(facets) + shift
    if words_of_name & {"f", "fahrenheit"} or (facets.imperial and not words_of_name & {"c", "celsius"}):
        return round(celsius * 9 / 5 + 32, 1)
    return round(celsius + 273.15, 2) if "kelvin" in words_of_name else celsius


def _condition(draw: int, facets: Facets) -> str:
    """A weather that goes with the temperature: no snow when it is warm."""
    warm = tuple(word for word in words("weather_condition") if "snow" not in word)
    condition: str = pick(warm if _degrees(facets) > 2 else words("weather_condition"), draw)
    return condition


_EARLY = frozenset(
    {"created", "ordered", "placed", "opened", "posted", "submitted", "scanned", "start", "starts", "begin"}
)
_LATE = frozenset(
    {"last", "updated", "modified", "closed", "answered", "resolved", "end", "ends", "finish", "delivered"}
)


def _clock(spec: ValueSpec, draw: int) -> str:
    """A time of day: what begins or leaves lies before noon, what ends or arrives after two."""
    said = set(name_words(spec.name))
    usual = usual_hours(name_words(spec.name))
    if usual is not None:
        first, hours = usual
    elif said & _EARLY or role(spec.name) == "from":
        first, hours = 6, 6
    elif said & _LATE or role(spec.name) == "to":
        first, hours = 14, 8
    else:
        first, hours = 8, 13
    return f"{first + (draw >> 9) % hours:02d}:{pick(('00', '15', '30', '45'), mix(draw, 1))}"


def _datetime(spec: ValueSpec, draw: int, facets: Facets) -> str:
    clock = _clock(spec, draw)
    if name_words(spec.name)[-2:] == ("local", "time"):
        return clock
    return f"{calendar_day(spec, draw, facets)}T{clock}:00Z"


def _timestamp(spec: ValueSpec, draw: int, facets: Facets) -> int:
    """Seconds since 1970 of a moment on the thing's day, so that moments of one thing are in their order."""
    moment = datetime.fromisoformat(f"{calendar_day(spec, draw, facets)}T{_clock(spec, draw)}:00+00:00")
    return int(moment.timestamp())


def identifier(entity: str, draw: int) -> str:
    """An opaque id: consonants of the entity and seven base-36 digits, such as `htl_0k3x9qa`."""
    word = entity.replace("_", "") or "item"
    prefix = (word[0] + "".join(letter for letter in word[1:] if letter not in "aeiou"))[:3]
    return f"{prefix}_{base36(draw, 7)}"


def _coin_symbol(spec: ValueSpec, draw: int, facets: Facets) -> Json:
    symbols = words("crypto_symbol")
    return symbols[(facets.coin or draw >> 11) % len(symbols)]


def _code(spec: ValueSpec, draw: int, facets: Facets) -> str:
    """The code of a country, language or currency that the thing is; else one in the usual form for its name.

    There `A` stands for a letter, `9` for a digit.
    """
    if name_words(spec.name) in (("code",), ("iso",), ("iso2",)):
        match facets.entity.rsplit("_", 1)[-1]:
            case "country":
                return facets.place.country_code
            case "language":
                return str(words("language_code")[language_number("", draw, facets)])
            case "currency":
                return facets.currency
            case "airport":
                return facets.place.airport
    pattern: str = code_pattern(name_words(spec.name))
    return "".join(
        chr(65 + mix(draw, place) % 26) if sign == "A" else str(mix(draw, place) % 10) if sign == "9" else sign
        for place, sign in enumerate(pattern)
    )


def new_id(entity: str, spec: ValueSpec, draw: int) -> Json:
    """An id for a new thing, of the type in which the field shows it: six digits, or an opaque text."""
    if spec.type in (ValueType.INTEGER, ValueType.NUMBER):
        return 100_000 + (draw >> 9) % 900_000
    return identifier(entity, draw)


def _entity_id(spec: ValueSpec, draw: int, facets: Facets) -> Json:
    return new_id(spec.entity or facets.entity, spec, draw)


def _phone(draw: int, facets: Facets) -> str:
    return f"+{facets.place.dial} 555 {100 + (draw >> 9) % 900} {1000 + (draw >> 21) % 9000}"


def _slug(draw: int) -> str:
    return f"{pick(words('adjective'), draw).lower()}-{pick(words('noun'), mix(draw, 1)).lower()}"


def _url(draw: int, facets: Facets) -> str:
    return f"https://www.{pick(words('domain_word'), draw)}.example/{_slug(mix(draw, 3))}"


def _duration(spec: ValueSpec, draw: int, facets: Facets) -> Json:
    """A number in the unit of its name; as text "1 h 20 min", or a time of day of a delivery."""
    if spec.type is not ValueType.STRING:
        return number(spec, draw, facets)
    said = name_words(spec.name)
    if said[-1:] == ("time",) and set(said) & {"delivery", "pickup"}:
        return _clock(spec, draw)
    if said[-1:] in (("minutes",), ("hours",), ("seconds",), ("days",)):
        return number(spec, draw, facets)
    hours, minutes = divmod(20 + 5 * ((draw >> 11) % 40), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def _category(spec: ValueSpec, draw: int, facets: Facets) -> Json:
    """What sort of thing it is, in words that such things are sorted by; plain where it is no category."""
    said = name_words(spec.name)
    known = words_said_by(said)
    if known:
        return pick(known, draw)
    if said[-1:] in (("type",), ("kind",), ("class",), ("group",), ("level",), ("strength",), ("format",), ("label",)):
        return pick(words("plain"), draw)
    return pick(by_entity("categories", facets.entity) or words("category"), draw)


def _text(spec: ValueSpec, draw: int, facets: Facets) -> Json:
    return pick(words_said_by(name_words(spec.name)) or texts_of(spec.entity or facets.entity) or words("text"), draw)


def _query(spec: ValueSpec, draw: int, facets: Facets) -> Json:
    """What is searched for: airports and weather by a city, users by a name, other things by what they are about."""
    if facets.topic:
        return facets.topic
    match by_entity("searched_by", facets.entity):
        case ("city",):
            return facets.place.city
        case ("country",):
            return facets.place.country
        case ("person",):
            return facets.person.full
    return pick(by_entity("queries", facets.entity) or words("query"), draw)


def _person_name(spec: ValueSpec, draw: int, facets: Facets) -> str:
    """A person's name; the `full_name` of a team is the team's."""
    own = set(name_words(spec.name)) <= {"full", "display", "name"}
    if own and not is_person(facets.entity) and has_row("names", facets.entity):
        return thing_name(facets.entity, draw, facets)
    return person_of(spec.name, facets).full


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
    Kind.LANGUAGE_CODE: lambda spec, draw, facets: words("language_code")[
        language_number(role(spec.name), draw, facets)
    ],
    Kind.CRYPTO_SYMBOL: _coin_symbol,
    Kind.DATE: calendar_day,
    Kind.START_DATE: calendar_day,
    Kind.END_DATE: calendar_day,
    Kind.TIME: lambda spec, draw, facets: _clock(spec, draw),
    Kind.DATETIME: _datetime,
    Kind.TIMESTAMP: _timestamp,
    Kind.DURATION: _duration,
    Kind.CATEGORY: _category,
    Kind.GENRE: lambda spec, draw, facets: pick(by_entity("genres", facets.entity) or words("genre"), draw),
    Kind.TEXT: _text,
    Kind.PERSON_NAME: _person_name,
    Kind.FIRST_NAME: lambda spec, draw, facets: person_of(spec.name, facets).first,
    Kind.LAST_NAME: lambda spec, draw, facets: person_of(spec.name, facets).last,
    Kind.EMAIL: lambda spec, draw, facets: person_of(spec.name, facets).email,
    Kind.USERNAME: lambda spec, draw, facets: person_of(spec.name, facets).full.replace(" ", "_").lower(),
    Kind.PHONE: lambda spec, draw, facets: _phone(draw, facets),
    Kind.QUERY: _query,
    Kind.TITLE: lambda spec, draw, facets: thing_name(named_entity(spec, facets.entity), draw, facets),
    Kind.TEMPERATURE: lambda spec, draw, facets: _temperature(spec, facets),
    Kind.WEATHER_CONDITION: lambda spec, draw, facets: _condition(draw, facets),
    Kind.NAME: _name,
    Kind.COMPANY: lambda spec, draw, facets: pick(words_said_by(name_words(spec.name)) or words("company"), draw),
    Kind.DESCRIPTION: lambda spec, draw, facets: pick(descriptions_of(facets.owner, facets.entity), draw),
    Kind.URL: lambda spec, draw, facets: _url(draw, facets),
    Kind.IMAGE_URL: lambda spec, draw, facets: _url(draw, facets) + ".jpg",
    Kind.DOMAIN: lambda spec, draw, facets: f"{pick(words('domain_word'), draw)}.example",
    Kind.IP_ADDRESS: lambda spec, draw, facets: f"203.0.113.{1 + (draw >> 9) % 254}",  # RFC 5737 documentation range
    Kind.ENTITY_ID: _entity_id,
    Kind.CODE: _code,
    Kind.FLAG: lambda spec, draw, facets: _flag(spec, draw),
    Kind.SORT_ORDER: lambda spec, draw, facets: (
        pick(descriptions_of(facets.owner, facets.entity), draw)
        if facets.draw and spec.name.lower() == "desc"
        else pick(("asc", "desc"), draw)
    ),
}


def make(spec: ValueSpec, draw: int, facets: Facets) -> Json:
    """A value of the spec's type: from its enum, else by its kind, else by its type."""
    if spec.enum:
        return coerce(_choice(spec, draw, facets), spec.type, draw)
    return coerce(_maker(spec.name, spec.kind, spec.type)(spec, draw, facets), spec.type, draw)


@lru_cache(maxsize=65536)
def _maker(name: str, kind: Kind, wanted: ValueType) -> Maker:
    """What makes the values of such a field: what is known of its place under that name comes first."""
    usual = _usual_maker(name, kind, wanted)
    if not speaks_of_a_place(name):
        return usual

    def known(spec: ValueSpec, draw: int, facets: Facets) -> Json:
        value = place_fact(spec, facets)
        return usual(spec, draw, facets) if value is None else value

    return known


def _usual_maker(name: str, kind: Kind, wanted: ValueType) -> Maker:
    if wanted is not ValueType.STRING and name_words(name)[-1:] in _DEGREES:
        return lambda spec, draw, facets: _temperature(spec, facets)
    if kind in (Kind.STATUS, Kind.CODE) and wanted in (ValueType.INTEGER, ValueType.NUMBER):
        return lambda spec, draw, facets: 200 if kind is Kind.STATUS else 100 + (draw >> 11) % 900
    if kind in MAKERS:
        return MAKERS[kind]
    if kind in NUMERIC:
        return number
    if has_words(kind.value):
        return lambda spec, draw, facets: pick(words(kind.value), draw)
    return _by_type


_DEGREES = (("celsius",), ("fahrenheit",))


def _choice(spec: ValueSpec, draw: int, facets: Facets) -> Json:
    """One of the field's own values, such as goes with the others: both ends of a journey differ, no snow when warm."""
    options = spec.enum
    if spec.kind is Kind.STATUS:
        options = _likely(options)
    elif spec.kind is Kind.WEATHER_CONDITION and _degrees(facets) > 2:
        options = tuple(one for one in options if "snow" not in str(one)) or options
    end = role(spec.name)
    if end and len(options) > 1:
        start = (facets.draw >> 13) % len(options)
        return options[
            start if end == "from" else (start + 1 + (facets.draw >> 23) % (len(options) - 1)) % len(options)
        ]
    return pick(options, draw)


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
    if set(name_words(spec.name)) & _FROM_A_DAY or name_words(spec.name)[1:][-1:] == ("on",):
        return facets.day.isoformat()
    said = name_words(spec.name)
    counted = numbers(said) if spec.type is ValueType.STRING else None
    if counted is not None:
        return round(between(counted[0], counted[1], draw, counted[2]), 2)
    if said[-1:] in (("id",), ("key",), ("hash",), ("uuid",), ("token",)):
        return base36(draw, 8)
    return pick(words_said_by(said) or words("plain"), draw)


def coerce(value: Json, wanted: ValueType, draw: int) -> Json:
    """The value in the wanted JSON type; a value that cannot be it is replaced by one that can."""
    if wanted is _STRING:
        return value if isinstance(value, str) else _plain_number(value)
    if wanted is _INTEGER or wanted is _NUMBER:
        return _in_range(value, wanted, draw)
    if wanted is ValueType.BOOLEAN:
        return value if isinstance(value, bool) else bool((draw >> 13) & 1)
    if wanted is ValueType.ARRAY:
        return value if isinstance(value, list) else [value]
    return value if isinstance(value, dict) else {}


# With every value, and Python 3.11 takes a tenth of a microsecond to read a member from its class.
_STRING, _INTEGER, _NUMBER = ValueType.STRING, ValueType.INTEGER, ValueType.NUMBER
_LARGEST = 2.0**53  # from here on a double does not tell whole numbers apart


def _in_range(value: Json, wanted: ValueType, draw: int) -> float:
    """A number that any JSON reader keeps exact; one of the draw for what is none."""
    if type(value) is int and abs(value) < _LARGEST:
        return value
    number = as_number(value)
    if number is None or abs(number) >= _LARGEST:
        return (draw >> 9) % 1000
    return int(number) if wanted is _INTEGER or number.is_integer() else number


def _plain_number(value: Json) -> str:
    """The shortest decimal form of a number or flag."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
