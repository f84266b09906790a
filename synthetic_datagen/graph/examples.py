"""Examples: how a value of a kind must look, and what kind a value of another look is.

CHECKS[Kind.LATITUDE]("51.5")                  ->  True
kind_by_example(Kind.COUNTRY, "us")            ->  COUNTRY_CODE
kind_by_example(Kind.EMAIL, "John")            ->  UNKNOWN        (the name was not to be believed)
"""

import re
from collections.abc import Callable, Mapping

from ..common.json_types import Json
from ..common.kinds import Kind
from .word_lists import word_set


def _matches(pattern: str) -> Callable[[Json], bool]:
    compiled = re.compile(pattern)
    return lambda value: isinstance(value, str) and compiled.fullmatch(value.strip()) is not None


def _between(low: float, high: float, *, whole: bool = False) -> Callable[[Json], bool]:
    def check(value: Json) -> bool:
        try:
            number = float(value)
        except (TypeError, ValueError):
            return False
        return low <= number <= high and not (whole and number % 1)

    return check


CURRENCIES = word_set("currency")
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
    Kind.PAGE: _between(0, 1000, whole=True),
    Kind.LIMIT: _between(1, 1000, whole=True),
    Kind.OFFSET: _between(0, 10000, whole=True),
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
}
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
# A code is a name of the same letters: the narrower kind is looked at first.
_NARROWER: Mapping[Kind, Kind] = {Kind.CITY: Kind.AIRPORT_CODE, Kind.COUNTRY: Kind.COUNTRY_CODE}
_FROM_EXAMPLE = (Kind.EMAIL, Kind.DATE, Kind.DATETIME, Kind.GEOPOINT, Kind.CURRENCY_CODE)


def kind_by_example(kind: Kind, example: Json) -> Kind:
    """The kind of a text parameter, given what its name says and a plausible value of it."""
    if kind is Kind.UNKNOWN:
        return _first_fit(_FROM_EXAMPLE, example)
    if kind in _NARROWER and CHECKS[_NARROWER[kind]](example):
        return _NARROWER[kind]
    if kind not in CHECKS or CHECKS[kind](example):
        return kind
    return _first_fit(_OTHERWISE.get(kind, ()), example)


def _first_fit(kinds: tuple[Kind, ...], example: Json) -> Kind:
    return next((kind for kind in kinds if CHECKS[kind](example)), Kind.UNKNOWN)
