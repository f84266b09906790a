"""What may feed what: the tables behind the projected graph. Nothing here looks at a whole registry.

    field  /results/*/hotel_id  ENTITY_ID of hotel  ──(entity, within the tool)──▶  parameter hotel_id
    field  /price               PRICE               ──(money, anywhere)──────────▶  parameter amount of kind AMOUNT

A `Join` is one row: which kinds of field feed which kinds of parameter, and how far. Kinds in no row (page, limit,
flag, text, number, status, unknown ...) join nothing, however often they occur: `id` without an entity is among them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from ..common.chains import Relation
from ..common.kinds import Intent, Kind, Origin, ValueType


class Reach(IntEnum):
    """How far the values of a join keep their meaning."""

    TOOL = 0  # a product's own numbering: "id" of one product's movie is no other's
    DOMAIN = 1  # the same world, or else a coincidence: a date, a player, a language
    ANYWHERE = 2  # places, money, addresses and codes that all the world shares


class Qualifier(StrEnum):
    """What must agree besides the kind."""

    NOTHING = "nothing"
    ENTITY = "entity"  # whose id, whose name
    NAME = "name"  # how field and parameter are called: `isbn` feeds `isbn` and no other code


@dataclass(frozen=True, slots=True)
class Join:
    """One way in which an output may become an argument.

    `identifies` tells values that single one thing out (a symbol, a phone number) from those that describe many (a
    city, a currency). Search results share the latter with the question: to who asked by city, the answer's city is no
    news.
    """

    fields: frozenset[Kind]
    parameters: frozenset[Kind]
    weight: float
    reach: Reach
    identifies: bool = False
    qualifier: Qualifier = Qualifier.NOTHING
    public: frozenset[str] = frozenset()  # qualifiers whose values are known ANYWHERE, whatever `reach` says
    beside: Kind | None = None  # the target must take this kind, too
    personal: bool = False  # where something is written, the caller's own: see ANOTHER_PERSON
    listed: bool = False  # only out of lists: the date of a single reading is but the day when it was taken

    @property
    def relation(self) -> Relation:
        """ENTITY for ids, else KIND."""
        return Relation.ENTITY if Kind.ENTITY_ID in self.parameters else Relation.KIND


def _of(kind: Kind, weight: float, reach: Reach, *, identifies: bool = False) -> Join:
    return Join(frozenset({kind}), frozenset({kind}), weight, reach, identifies)


def _date(kind: Kind, weight: float, reach: Reach) -> Join:
    return Join(frozenset({kind}), frozenset({kind}), weight, reach, listed=True)


def _personal(kind: Kind, weight: float, reach: Reach) -> Join:
    return Join(frozenset({kind}), frozenset({kind}), weight, reach, identifies=True, personal=True)


def _qualified(kind: Kind, weight: float, qualifier: Qualifier, public: frozenset[str] = frozenset()) -> Join:
    return Join(frozenset({kind}), frozenset({kind}), weight, Reach.TOOL, True, qualifier, public)


# Things whose names are the same in every product.
_NAMES = """
    actor airline airport album animal anime artist author band book brand breed car celebrity character city coin
    company country cryptocurrency currency disease drink drug element exercise film food fruit game hero hotel
    ingredient language league manga medicine movie museum plant planet player pokemon recipe restaurant school series
    show song state stock team track university vehicle"""
PUBLIC_NAMES = frozenset(_NAMES.split())
# Codes that are the same in every product, by the parameter's name without punctuation.
_CODES = """
    isbn isbn10 isbn13 issn doi vin ean ean13 upc gtin barcode asin isin cusip iban bic swift swiftcode imei cas
    icao icaocode"""
PUBLIC_CODES = frozenset(_CODES.split())

_TOOL, _DOMAIN, _ANY = Reach.TOOL, Reach.DOMAIN, Reach.ANYWHERE
JOINS: tuple[Join, ...] = (
    _qualified(Kind.ENTITY_ID, 1.0, Qualifier.ENTITY),
    _qualified(Kind.CODE, 0.9, Qualifier.NAME, PUBLIC_CODES),
    _qualified(Kind.NAME, 0.7, Qualifier.ENTITY, PUBLIC_NAMES),
    _qualified(Kind.TITLE, 0.7, Qualifier.ENTITY, PUBLIC_NAMES),
    # places
    _of(Kind.CITY, 0.9, _ANY),
    _of(Kind.COUNTRY, 0.7, _ANY),
    _of(Kind.COUNTRY_CODE, 0.75, _ANY),
    _of(Kind.REGION, 0.6, _DOMAIN),
    _of(Kind.ADDRESS, 0.8, _ANY, identifies=True),
    _of(Kind.POSTAL_CODE, 0.8, _ANY),
    _of(Kind.LATITUDE, 0.9, _ANY, identifies=True),  # brings the longitude beside it: see PARTNER
    _of(Kind.GEOPOINT, 0.8, _ANY, identifies=True),
    _of(Kind.TIMEZONE, 0.7, _ANY),
    _of(Kind.AIRPORT_CODE, 1.0, _ANY, identifies=True),
    # money: an amount is worth something in a currency
    Join(
        frozenset({Kind.PRICE, Kind.AMOUNT}),
        frozenset({Kind.AMOUNT}),
        0.7,
        _ANY,
        identifies=True,
        beside=Kind.CURRENCY_CODE,
    ),
    _of(Kind.CURRENCY_CODE, 0.8, _ANY),
    # time
    _date(Kind.DATE, 0.4, _DOMAIN),
    _date(Kind.START_DATE, 0.3, _DOMAIN),
    _date(Kind.END_DATE, 0.3, _DOMAIN),
    _date(Kind.DATETIME, 0.3, _TOOL),
    _date(Kind.TIMESTAMP, 0.25, _TOOL),
    _date(Kind.YEAR, 0.3, _TOOL),
    # people
    _personal(Kind.PERSON_NAME, 0.5, _DOMAIN),
    _personal(Kind.EMAIL, 0.8, _ANY),
    _personal(Kind.PHONE, 0.8, _ANY),
    _of(Kind.USERNAME, 0.85, _TOOL, identifies=True),  # a name in one network is another person's in the next
    _of(Kind.COMPANY, 0.7, _ANY, identifies=True),
    _of(Kind.JOB_TITLE, 0.5, _DOMAIN),
    # markets
    _of(Kind.STOCK_SYMBOL, 1.0, _ANY, identifies=True),
    _of(Kind.CRYPTO_SYMBOL, 1.0, _ANY, identifies=True),
    # words
    _of(Kind.CATEGORY, 0.7, _TOOL),
    _of(Kind.GENRE, 0.7, _TOOL),
    _of(Kind.TAG, 0.5, _TOOL),
    _of(Kind.SPORT, 0.6, _DOMAIN),
    _of(Kind.TEAM, 0.75, _DOMAIN, identifies=True),
    _of(Kind.CUISINE, 0.6, _DOMAIN),
    _of(Kind.INGREDIENT, 0.7, _ANY, identifies=True),
    _of(Kind.COLOR, 0.5, _DOMAIN),
    _of(Kind.WORD, 0.6, _DOMAIN, identifies=True),
    _of(Kind.LANGUAGE, 0.5, _DOMAIN),
    _of(Kind.LANGUAGE_CODE, 0.5, _DOMAIN),
    # web: most products take addresses of their own pages only
    _of(Kind.URL, 0.5, _TOOL, identifies=True),
    _of(Kind.IMAGE_URL, 0.5, _ANY, identifies=True),
    _of(Kind.DOMAIN, 0.8, _ANY, identifies=True),
    _of(Kind.IP_ADDRESS, 0.8, _ANY, identifies=True),
)

# Of two parameters that mean the same (from and to), one is fed. These words mark the second: for a place it is the one
# (one flies to where the hotel is), for all else the first is (one converts from the price's currency).
SECOND = re.compile(
    r"^(to|dest|dst|destination|target|arrival|arr|quote|end|output)(?![a-z])|^(to|target)[A-Z]|(2|two|to)$"
)
PLACES = frozenset(
    {Kind.CITY, Kind.COUNTRY, Kind.COUNTRY_CODE, Kind.AIRPORT_CODE, Kind.LATITUDE, Kind.ADDRESS, Kind.POSTAL_CODE}
)

# Whom a personal parameter of a writing endpoint is about, if not the caller: by its own name, or by what is written.
ANOTHER_PERSON = re.compile(r"(?i)(^|_)(to|recipient|receiver|contact|invitee|attendee|friend|payee|cc|bcc)")
WRITTEN_TO_ANOTHER = frozenset(
    {"email", "message", "mail", "sms", "invitation", "invite", "contact", "client", "payee", "reply"}
)

# A value that means nothing without the one beside it: a link for the first always brings one for the second.
PARTNER: Mapping[Kind, Kind] = {Kind.LATITUDE: Kind.LONGITUDE}

# Which types of field a parameter, or an element of a list, takes. Nothing is converted: a value is copied or not used.
ACCEPTS: Mapping[ValueType, tuple[ValueType, ...]] = {
    ValueType.STRING: (ValueType.STRING,),
    ValueType.INTEGER: (ValueType.INTEGER,),
    ValueType.NUMBER: (ValueType.NUMBER, ValueType.INTEGER),
    ValueType.BOOLEAN: (),
    ValueType.OBJECT: (),
}

# How well a call of one intent leads to a call of another; absent is never. Rows feed columns.
_G, _C, _U, _D = Intent.GET, Intent.CREATE, Intent.UPDATE, Intent.DELETE
_S, _L, _F, _O = Intent.SEARCH, Intent.LIST, Intent.COMPUTE, Intent.OTHER
FLOW: Mapping[Intent, Mapping[Intent, float]] = {
    _S: {_G: 1.0, _C: 0.9, _U: 0.9, _D: 0.7, _F: 0.8, _S: 0.5, _L: 0.5, _O: 0.6},
    _L: {_G: 1.0, _C: 0.9, _U: 0.9, _D: 0.7, _F: 0.8, _S: 0.6, _L: 0.5, _O: 0.6},
    _G: {_G: 0.7, _C: 0.8, _U: 0.8, _D: 0.5, _F: 0.9, _S: 0.7, _L: 0.6, _O: 0.5},
    _C: {_G: 0.9, _C: 0.6, _U: 0.9, _D: 0.6, _F: 0.3, _L: 0.4, _O: 0.3},
    _U: {_G: 0.5, _C: 0.4, _L: 0.3},
    _F: {_G: 0.5, _C: 0.6, _U: 0.4, _F: 0.5, _S: 0.6, _L: 0.4, _O: 0.3},
    _O: {_G: 0.5, _C: 0.4, _F: 0.5, _S: 0.4, _L: 0.3, _O: 0.3},
}

# How far an output field can be believed.
ORIGIN_WEIGHT: Mapping[Origin, float] = {
    Origin.SCHEMA: 1.0,
    Origin.BODY: 0.95,
    Origin.TEST_ENDPOINT: 0.95,
    Origin.TEMPLATE_RESPONSE: 0.9,
    Origin.INFERRED: 0.65,
}


def depth_weight(path: str) -> float:
    """Less for fields deep inside an answer, and for lists within lists: what is on top is what was asked for."""
    tokens = path.split("/")[1:]
    lists = tokens.count("*")
    keys = len(tokens) - lists
    return max(0.4, 1.0 - 0.15 * max(0, keys - 2)) * (0.6 if lists > 1 else 1.0)


OPTIONAL_WEIGHT = 0.45  # a parameter that need not be given
SIDE_WEIGHT = 0.8  # a parameter that is not what its endpoint is about
SAME_TOOL, SAME_DOMAIN, ELSEWHERE = 1.0, 0.7, 0.55  # how near the two endpoints are
