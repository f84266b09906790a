"""Semantic kinds: what a parameter or an output field holds, from its name first, then its description and example.

    meaning_of_parameter("hotelId", STRING, ...)             ->  Meaning(ENTITY_ID, "hotel")
    meaning_of_parameter("id", STRING, ..., entity="movie")  ->  Meaning(ENTITY_ID, "movie")
    meaning_of_parameter("country", STRING, example="us")    ->  Meaning(COUNTRY_CODE)
    meaning_of_field("name", STRING, entity="city")          ->  Meaning(NAME, "city")

The tables of names stand in `kind_names.py`, those of descriptions and examples here. What no table knows is UNKNOWN.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..common.json_types import Json
from ..common.kinds import Kind, ValueType
from .entities import GENERIC, entity_of_words, singular
from .kind_names import ENDINGS, FIELD_ONLY, FLAG_OPENINGS, NUMBERED_THINGS, PERSONS, WHOLE
from .naming import name_words


@dataclass(frozen=True, slots=True)
class Meaning:
    """A kind, and for ids, names and titles the entity whose they are."""

    kind: Kind
    entity: str | None = None


UNKNOWN = Meaning(Kind.UNKNOWN)
_OWN = "*"  # the entity of whatever the name stands in
_ID_HEADS = frozenset("id ids uuid uuids guid uid slug identifier identifiers key_id objectid".split())
_OWN_QUALIFIERS = frozenset(
    "unique external internal parent object global current own numeric main public local source target new old my".split()
)
_NAME_HEADS = frozenset(("name", "names"))

# Kinds whose values are words: a number of that name is something else.
TEXTUAL = frozenset(
    {
        Kind.CITY, Kind.COUNTRY, Kind.COUNTRY_CODE, Kind.REGION, Kind.ADDRESS, Kind.GEOPOINT, Kind.TIMEZONE, Kind.AIRPORT_CODE,
        Kind.CURRENCY_CODE, Kind.DATE, Kind.START_DATE, Kind.END_DATE, Kind.TIME, Kind.DATETIME, Kind.WEEKDAY, Kind.PERSON_NAME,
        Kind.FIRST_NAME, Kind.LAST_NAME, Kind.EMAIL, Kind.PHONE, Kind.USERNAME, Kind.GENDER, Kind.COMPANY, Kind.JOB_TITLE,
        Kind.STOCK_SYMBOL, Kind.CRYPTO_SYMBOL, Kind.QUERY, Kind.TEXT, Kind.TITLE, Kind.NAME, Kind.DESCRIPTION, Kind.KEYWORD,
        Kind.WORD, Kind.CATEGORY, Kind.GENRE, Kind.SPORT, Kind.TEAM, Kind.CUISINE, Kind.INGREDIENT, Kind.COLOR, Kind.TAG,
        Kind.LANGUAGE, Kind.LANGUAGE_CODE, Kind.LOCALE, Kind.URL, Kind.IMAGE_URL, Kind.DOMAIN, Kind.IP_ADDRESS,
        Kind.WEATHER_CONDITION, Kind.STATUS, Kind.SORT_BY, Kind.SORT_ORDER, Kind.FORMAT, Kind.FIELDS, Kind.CURSOR, Kind.UNITS,
        Kind.INTERVAL, Kind.CODE, Kind.POSTAL_CODE,
    }
)  # fmt: skip
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

_CRYPTO = re.compile(
    r"\b(?:crypto\w*|bitcoin|binance|coins?|defi|blockchain|coingecko|coinmarketcap|kucoin|usdt|altcoin\w*)\b", re.I
)
_MAIL = re.compile(r"mail|message|letter|ticket|sms", re.I)
# What a description says of a parameter whose name says nothing.
_DESCRIPTIONS: tuple[tuple[re.Pattern[str], Kind], ...] = tuple(
    (re.compile(pattern, re.I), kind)
    for pattern, kind in (
        (r"\b(?:api|access|secret|auth\w*)[ -]?(?:key|token)\b|\bpassword\b|\brapidapi[ -]key\b", Kind.CREDENTIAL),
        (r"\bnext page token\b|\bpagination (?:token|cursor)\b|\bcursor\b", Kind.CURSOR),
        (r"\bpage number\b|\bnumber of the page\b|\bwhich page\b|\bcurrent page\b", Kind.PAGE),
        (r"\b(?:maximum|max|total)? ?number of (?:results|items|records|rows|entries|products|articles)\b|\b(?:results|items|records) per page\b|\bpage size\b|\blimits? the number of\b", Kind.LIMIT),
        (r"\bnumber of (?:results|items|records) to skip\b|\boffset\b", Kind.OFFSET),
        (r"\bsort(?:ing)? (?:order|direction)\b|\basc(?:ending)?\b.{0,12}\bdesc(?:ending)?\b", Kind.SORT_ORDER),
        (r"\bsort(?:ed|ing)? by\b|\border(?:ed|ing)? by\b", Kind.SORT_BY),
        (r"\biso[ -]?4217\b|\bcurrency code\b|\b(?:three|3)[- ]letter currency\b|\bcurrency to convert\b", Kind.CURRENCY_CODE),
        (r"\biso[ -]?3166\b|\bcountry code\b|\b(?:two|2|three|3)[- ]letter country\b|\balpha-?[23]\b", Kind.COUNTRY_CODE),
        (r"\biso[ -]?639\b|\blanguage code\b|\blocale code\b", Kind.LANGUAGE_CODE),
        (r"\biata\b|\bairport code\b", Kind.AIRPORT_CODE),
        (r"\bunix (?:time)?stamp\b|\bepoch\b", Kind.TIMESTAMP),
        (r"\b(?:start|from|begin\w*) date\b", Kind.START_DATE),
        (r"\b(?:end|to) date\b", Kind.END_DATE),
        (r"\byyyy-mm-dd\b|\biso[ -]?8601 date\b", Kind.DATE),
        (r"\be-?mail address\b", Kind.EMAIL),
        (r"\bphone number\b", Kind.PHONE),
        (r"\bip address\b", Kind.IP_ADDRESS),
        (r"\b(?:image|photo|picture) url\b|\burl (?:of|to) (?:the|an?) (?:image|photo|picture)\b", Kind.IMAGE_URL),
        (r"\burl\b|\blink (?:of|to)\b", Kind.URL),
        (r"\bdomain name\b", Kind.DOMAIN),
        (r"\bzip ?code\b|\bpost(?:al)? ?code\b", Kind.POSTAL_CODE),
        (r"\bcity(?: name)?\b|\bname of (?:the|a) (?:city|town)\b", Kind.CITY),
        (r"\bcountry(?: name)?\b", Kind.COUNTRY),
        (r"\b(?:stock|company|ticker) (?:ticker|symbol)\b|\bticker\b", Kind.STOCK_SYMBOL),
        (r"\busername\b|\buser name\b", Kind.USERNAME),
        (r"\bsearch (?:term|query|text|keywords?|string|phrase)\b|\bterm to search\b|\bquery to search\b|\bsearch for\b", Kind.QUERY),
        (r"\bkeywords?\b", Kind.KEYWORD),
        (r"\btext to (?:be )?\w+|\bthe text\b|\byour text\b|\ba text\b|\binput text\b|\bsentence\b", Kind.TEXT),
        (r"\ba word\b|\bthe word\b|\bword to\b", Kind.WORD),
        (r"\bin (?:kg|kilograms|pounds|lbs)\b|\bweight\b", Kind.WEIGHT),
        (r"\bin (?:cm|centimet\w+)\b|\bheight\b", Kind.HEIGHT),
        (r"\byear\b", Kind.YEAR),
        (r"\bamount\b", Kind.AMOUNT),
        (r"\bpercent(?:age)?\b", Kind.PERCENTAGE),
        (r"\bcategor(?:y|ies)\b", Kind.CATEGORY),
        (r"\bgenres?\b", Kind.GENRE),
    )
)  # fmt: skip


def _matches(pattern: str) -> Callable[[Json], bool]:
    compiled = re.compile(pattern)
    return lambda value: isinstance(value, str) and compiled.fullmatch(value.strip()) is not None


def _between(low: float, high: float) -> Callable[[Json], bool]:
    def check(value: Json) -> bool:
        try:
            return low <= float(value) <= high
        except (TypeError, ValueError):
            return False

    return check


CURRENCIES = frozenset(
    "USD EUR GBP JPY CHF CAD AUD NZD CNY INR BRL MXN ZAR RUB TRY SEK NOK DKK PLN CZK HUF RON BGN HRK ILS AED SAR SGD HKD KRW TWD THB IDR"
    " MYR PHP VND NGN KES EGP PKR BDT UAH CLP COP PEN ARS KWD QAR BHD OMR JOD MAD GHS LKR ISK".split()
)
_DATE_TEXT = r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
# How an example of a kind must look. One that does not tells that the name means something else here.
CHECKS: Mapping[Kind, Callable[[Json], bool]] = {
    Kind.EMAIL: _matches(r"[^@\s]+@[^@\s]+\.[a-zA-Z]{2,}"),
    Kind.URL: _matches(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?"),
    Kind.IMAGE_URL: _matches(r"https?://\S+"),
    Kind.DOMAIN: _matches(r"(?:[\w-]+\.)+[a-zA-Z]{2,}"),
    Kind.IP_ADDRESS: _matches(r"\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F:]+:[0-9a-fA-F:]+"),
    **dict.fromkeys((Kind.DATE, Kind.START_DATE, Kind.END_DATE), _matches(_DATE_TEXT)),
    Kind.DATETIME: _matches(_DATE_TEXT + r"(?:[T ]\d\d:\d\d.*)?"),
    Kind.TIME: _matches(r"(?:[01]?\d|2[0-3]):[0-5]\d(?::\d\d)?"),
    Kind.TIMESTAMP: _between(1e8, 1e14),
    Kind.LATITUDE: _between(-90, 90),
    Kind.LONGITUDE: _between(-180, 180),
    Kind.GEOPOINT: _matches(r"-?\d{1,2}(?:\.\d+)?\s*,\s*-?\d{1,3}(?:\.\d+)?"),
    Kind.COUNTRY_CODE: _matches(r"[a-zA-Z]{2,3}"),
    Kind.LANGUAGE_CODE: _matches(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z]{2,4})?"),
    Kind.LOCALE: _matches(r"[a-zA-Z]{2}(?:[-_][a-zA-Z]{2,4})?"),
    Kind.CURRENCY_CODE: lambda value: isinstance(value, str) and value.strip().upper() in CURRENCIES,
    Kind.AIRPORT_CODE: _matches(r"[A-Z]{3}"),
    Kind.TIMEZONE: _matches(r"[A-Z][A-Za-z_]+/[A-Za-z_/]+|UTC|GMT|EST|PST|CET"),
    Kind.YEAR: _between(1800, 2100),
    Kind.MONTH: _between(1, 12),
    Kind.DAY: _between(1, 31),
    Kind.PAGE: _between(0, 1000),
    Kind.LIMIT: _between(1, 1000),
    Kind.OFFSET: _between(0, 10000),
    Kind.SORT_ORDER: _matches(r"(?i)asc|desc|ascending|descending"),
    Kind.STOCK_SYMBOL: _matches(r"[A-Za-z]{1,5}(?:[.:-][A-Za-z]{1,4})?"),
    Kind.CRYPTO_SYMBOL: _matches(r"[A-Za-z]{2,6}"),
    Kind.PHONE: _matches(r"\+?[\d ().-]{7,20}"),
    Kind.FIRST_NAME: _matches(r"[^\W\d_][^\d_]{0,30}"),
    Kind.LAST_NAME: _matches(r"[^\W\d_][^\d_]{0,30}"),
    Kind.PERSON_NAME: _matches(r"[^\W\d_][^\d_@/]{1,40}"),
    Kind.CITY: _matches(r"[^\W\d_][^\d_@/|=]{1,40}"),
    Kind.COUNTRY: _matches(r"[^\W\d_][^\d_@/|=]{1,40}"),
    Kind.REGION: _matches(r"[^\W\d_][^\d_@/|=]{2,40}"),
    Kind.LANGUAGE: _matches(r"[^\W\d_][^\d_@/|=]{3,30}"),
    Kind.TEAM: _matches(r".*[^\W\d_]{2}.*"),
    Kind.SPORT: _matches(r"[^\W\d_][^\d@/|=]{2,30}"),
    Kind.COMPANY: _matches(r".*[^\W\d_]{2}.*"),
    Kind.AGE: _between(0, 120),
    Kind.RATING: _between(0, 100),
    Kind.GENDER: _matches(r"(?i)m|f|male|female|men|women|man|woman|other|unisex|boy|girl"),
    Kind.QUANTITY: _between(0, 10000),
    Kind.COLOR: _matches(r"#?\w{3,20}"),
    Kind.WORD: _matches(r"[^\W\d_]{1,30}"),
    Kind.PRICE: _between(0, 1e9),
    Kind.AMOUNT: _between(0, 1e12),
}  # fmt: skip
# Kinds that an example of another look turns into, first fit: country "us", language "en", origin "JFK".
_OTHERWISE: Mapping[Kind, tuple[Kind, ...]] = {
    Kind.COUNTRY: (Kind.COUNTRY_CODE,),
    Kind.COUNTRY_CODE: (Kind.COUNTRY,),
    Kind.LANGUAGE: (Kind.LANGUAGE_CODE,),
    Kind.LANGUAGE_CODE: (Kind.LANGUAGE,),
    Kind.LOCALE: (Kind.LANGUAGE_CODE,),
    Kind.CITY: (Kind.GEOPOINT, Kind.IP_ADDRESS, Kind.URL),
    Kind.REGION: (Kind.COUNTRY_CODE,),
    Kind.START_DATE: (Kind.DATETIME, Kind.TIMESTAMP),
    Kind.END_DATE: (Kind.DATETIME, Kind.TIMESTAMP),
    Kind.DATE: (Kind.TIMESTAMP,),
    Kind.TIME: (Kind.DATETIME, Kind.DATE, Kind.TIMESTAMP),
    Kind.DATETIME: (Kind.TIMESTAMP, Kind.TIME),
    Kind.TIMESTAMP: (Kind.DATETIME,),
    Kind.URL: (Kind.DOMAIN,),
    Kind.DOMAIN: (Kind.URL,),
    Kind.STOCK_SYMBOL: (),
    Kind.ADDRESS: (Kind.EMAIL, Kind.IP_ADDRESS),
    Kind.USERNAME: (Kind.EMAIL,),
    Kind.WEEKDAY: (Kind.DATE,),
    Kind.DAY: (Kind.DATE,),
    Kind.OFFSET: (Kind.DATE, Kind.DATETIME, Kind.TIMESTAMP),
}
_FROM_EXAMPLE = (Kind.EMAIL, Kind.DATE, Kind.DATETIME, Kind.GEOPOINT, Kind.CURRENCY_CODE)


@lru_cache(maxsize=262144)
def _by_name(words: tuple[str, ...], *, of_field: bool) -> Meaning:
    """What the name alone says. An entity of "*" is that of the surroundings."""
    if not words:
        return UNKNOWN
    if of_field and words in FIELD_ONLY:
        return Meaning(FIELD_ONLY[words])
    if words in WHOLE and not (of_field and WHOLE[words] is Kind.CURSOR):
        return Meaning(WHOLE[words])
    if "per" in words[1:-1] and words not in ENDINGS:
        return _by_name(words[: words.index("per", 1)], of_field=of_field)  # "price per night"
    for length in (4, 3, 2):
        if len(words) >= length and words[-length:] in ENDINGS:
            return _of_thing(ENDINGS[words[-length:]], words)
    if meaning := _identifier(words) or _name_of(words):
        return meaning
    if len(words) > 1 and words[0] in FLAG_OPENINGS:
        return Meaning(Kind.FLAG)
    if words[-1:] in ENDINGS:
        return _of_thing(ENDINGS[words[-1:]], words)
    return _by_shape(words)


def _of_thing(kind: Kind, words: tuple[str, ...]) -> Meaning:
    """A title says whose it is: "course title"."""
    return Meaning(kind, (entity_of_words(words[:-1]) or _OWN) if kind is Kind.TITLE else None)


def _identifier(words: tuple[str, ...]) -> Meaning | None:
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
    if words[-1] not in _NAME_HEADS:
        return None
    entity = entity_of_words(words[:-1])
    if entity and entity.rsplit("_", 1)[-1] in PERSONS:
        return Meaning(Kind.PERSON_NAME)
    return Meaning(Kind.NAME, entity or _OWN)


def _by_shape(words: tuple[str, ...]) -> Meaning:
    if words[0] in ("num", "number", "total", "nb", "count", "n") and len(words) > 1:
        return Meaning(Kind.COUNT)
    if words[-1] == "at" and len(words) > 1:
        return Meaning(Kind.DATETIME)
    if words[-1][-4:] == "date" and len(words[-1]) > 4:
        return Meaning(Kind.DATE)
    if words[-1] in ("min", "max") and len(words) > 1:
        return _by_name(words[:-1], of_field=False)
    if words[-1].isdigit() and len(words) > 1:
        return _by_name(words[:-1], of_field=False)
    return UNKNOWN


def _settled(meaning: Meaning, entity: str | None) -> Meaning:
    """With the entity of the surroundings in the place of "*"."""
    if meaning.entity == _OWN:
        return Meaning(meaning.kind, entity)
    return meaning


def _as_typed(meaning: Meaning, type_: ValueType, words: tuple[str, ...], otherwise: Kind) -> Meaning:
    """What the name means for values of that type: a number called `team` is a team's id."""
    kind = meaning.kind
    if kind is Kind.CREDENTIAL:
        return meaning
    if type_ is ValueType.BOOLEAN:
        return Meaning(Kind.FLAG)
    if type_ is ValueType.OBJECT or (kind is Kind.FLAG and type_ is not ValueType.STRING):
        return UNKNOWN
    if type_ is ValueType.STRING and kind is Kind.NUMBER and words[-1:] in _GRADES:
        return Meaning(Kind.CATEGORY)
    if type_ in _NUMERIC_TYPES and (kind in TEXTUAL or kind is Kind.UNKNOWN):
        thing = singular(words[-1]) if words else None
        if thing in NUMBERED_THINGS:
            return Meaning(Kind.ENTITY_ID, thing)
        return Meaning(Kind.TIMESTAMP if kind in _MOMENTS else otherwise)
    return meaning


def meaning_of_field(name: str, type_: ValueType, entity: str | None) -> Meaning:
    """What an output field holds. `entity` is what the object it stands in is about."""
    words = name_words(name)
    return _as_typed(_settled(_by_name(words, of_field=True), entity), type_, words, Kind.NUMBER)


def meaning_of_parameter(
    name: str, type_: ValueType, description: str, example: Json, entity: str | None, context: str
) -> Meaning:
    """What a parameter holds. `entity` is the endpoint's, `context` what its tool and endpoint are called.

    `example` is a plausible value or None; where it contradicts the name, the name is not believed.
    """
    words = name_words(name)
    meaning = _settled(_by_name(words, of_field=False), entity)
    if meaning.kind is Kind.UNKNOWN and type_ is not ValueType.BOOLEAN:
        meaning = Meaning(_by_description(description))
    meaning = _as_typed(_in_context(meaning, words, context), type_, words, Kind.UNKNOWN)
    if type_ is ValueType.STRING:
        return _in_light_of(meaning, example, description)
    return meaning


def _by_description(description: str) -> Kind:
    if not description:
        return Kind.UNKNOWN
    head = description[:160]
    return next((kind for pattern, kind in _DESCRIPTIONS if pattern.search(head)), Kind.UNKNOWN)


def _in_context(meaning: Meaning, words: tuple[str, ...], context: str) -> Meaning:
    if meaning.kind is Kind.STOCK_SYMBOL and _CRYPTO.search(context):
        return Meaning(Kind.CRYPTO_SYMBOL)
    if words == ("subject",) and not _MAIL.search(context):
        return Meaning(Kind.KEYWORD)  # a school subject, not that of a letter
    return meaning


_CODE_SAID = re.compile(r"\bcodes?\b|\biso\b|\balpha-?[23]\b|\b[23][- ](?:letter|char)", re.I)


def _in_light_of(meaning: Meaning, example: Json, description: str) -> Meaning:
    """Corrected by the example; without one, by whether the description speaks of codes."""
    kind = meaning.kind
    if example is None:
        if kind is Kind.COUNTRY and _CODE_SAID.search(description):
            return Meaning(Kind.COUNTRY_CODE)
        if kind is Kind.LANGUAGE and _CODE_SAID.search(description):
            return Meaning(Kind.LANGUAGE_CODE)
        return meaning
    if kind is Kind.UNKNOWN:
        return Meaning(next((other for other in _FROM_EXAMPLE if CHECKS[other](example)), Kind.UNKNOWN))
    if kind is Kind.CITY and CHECKS[Kind.AIRPORT_CODE](example):
        return Meaning(Kind.AIRPORT_CODE)
    if kind is Kind.COUNTRY and CHECKS[Kind.COUNTRY_CODE](example):
        return Meaning(Kind.COUNTRY_CODE)
    if kind not in CHECKS or CHECKS[kind](example):
        return meaning
    return Meaning(next((other for other in _OTHERWISE.get(kind, ()) if CHECKS[other](example)), Kind.UNKNOWN))
