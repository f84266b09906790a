"""What may feed what: the tables behind the projected graph. Nothing here looks at a whole registry.

    field  /results/*/hotel_id  ENTITY_ID of hotel  ──(entity, within the tool)──▶  parameter hotel_id
    field  /price               PRICE               ──(money, anywhere)──────────▶  parameter amount of kind AMOUNT

A `Join` is one row: which kinds of field feed which kinds of parameter, and how far. Kinds in no row (page, limit,
flag, text, number, status, unknown ...) join nothing, however often they occur: `id` without an entity is among them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ..common.chains import Relation
from ..common.kinds import Intent, Kind, Origin, ValueType


class Reach(StrEnum):
    """How far the values of a join keep their meaning."""

    TOOL = "tool"  # a product's own numbering: "id" of one product's movie is no other's
    ANYWHERE = "anywhere"  # a name or code of the real world


class Qualifier(StrEnum):
    """What must agree besides the kind."""

    NOTHING = "nothing"
    ENTITY = "entity"  # whose id, whose name
    NAME = "name"  # how field and parameter are called: `isbn` feeds `isbn` and no other code


@dataclass(frozen=True, slots=True)
class Join:
    """One way in which an output may become an argument.

    `identifies` tells values that single one thing out (a symbol, a user name) from those that describe many (a city, a
    currency). Search results share the latter with the question, so an answer's city is no news to who asked by city.
    """

    fields: frozenset[Kind]
    parameters: frozenset[Kind]
    weight: float
    identifies: bool = False
    reach: Reach = Reach.ANYWHERE
    qualifier: Qualifier = Qualifier.NOTHING

    @property
    def relation(self) -> Relation:
        """ENTITY for ids, else KIND."""
        return Relation.ENTITY if Kind.ENTITY_ID in self.parameters else Relation.KIND


def _same(kind: Kind, weight: float, *, identifies: bool = False, reach: Reach = Reach.ANYWHERE) -> Join:
    return Join(frozenset({kind}), frozenset({kind}), weight, identifies, reach)


def _qualified(kind: Kind, weight: float, reach: Reach, qualifier: Qualifier) -> Join:
    return Join(frozenset({kind}), frozenset({kind}), weight, True, reach, qualifier)


JOINS: tuple[Join, ...] = (
    _qualified(Kind.ENTITY_ID, 1.0, Reach.TOOL, Qualifier.ENTITY),
    _qualified(Kind.CODE, 0.9, Reach.ANYWHERE, Qualifier.NAME),
    _qualified(Kind.NAME, 0.7, Reach.ANYWHERE, Qualifier.ENTITY),
    _qualified(Kind.TITLE, 0.6, Reach.ANYWHERE, Qualifier.ENTITY),
    # places
    _same(Kind.CITY, 0.9),
    _same(Kind.COUNTRY, 0.7),
    _same(Kind.COUNTRY_CODE, 0.75),
    _same(Kind.REGION, 0.6),
    _same(Kind.ADDRESS, 0.8, identifies=True),
    _same(Kind.POSTAL_CODE, 0.8),
    _same(Kind.LATITUDE, 0.9, identifies=True),  # brings the longitude beside it: see PARTNER
    _same(Kind.GEOPOINT, 0.8, identifies=True),
    _same(Kind.TIMEZONE, 0.7),
    _same(Kind.AIRPORT_CODE, 1.0, identifies=True),
    # money
    Join(frozenset({Kind.PRICE, Kind.AMOUNT}), frozenset({Kind.AMOUNT}), 0.6, identifies=True),
    _same(Kind.CURRENCY_CODE, 0.8),
    # time
    _same(Kind.DATE, 0.45),
    _same(Kind.START_DATE, 0.35),
    _same(Kind.END_DATE, 0.3),
    _same(Kind.DATETIME, 0.3),
    _same(Kind.TIMESTAMP, 0.25),
    _same(Kind.YEAR, 0.3),
    # people
    _same(Kind.PERSON_NAME, 0.5, identifies=True),
    _same(Kind.EMAIL, 0.8, identifies=True),
    _same(Kind.PHONE, 0.8, identifies=True),
    _same(Kind.USERNAME, 0.85, identifies=True),
    _same(Kind.COMPANY, 0.7, identifies=True),
    _same(Kind.JOB_TITLE, 0.5),
    # markets
    _same(Kind.STOCK_SYMBOL, 1.0, identifies=True),
    _same(Kind.CRYPTO_SYMBOL, 1.0, identifies=True),
    # words
    _same(Kind.CATEGORY, 0.7, reach=Reach.TOOL),
    _same(Kind.GENRE, 0.7, reach=Reach.TOOL),
    _same(Kind.TAG, 0.5, reach=Reach.TOOL),
    _same(Kind.SPORT, 0.6),
    _same(Kind.TEAM, 0.75, identifies=True),
    _same(Kind.CUISINE, 0.6),
    _same(Kind.INGREDIENT, 0.7, identifies=True),
    _same(Kind.COLOR, 0.5),
    _same(Kind.WORD, 0.6, identifies=True),
    _same(Kind.LANGUAGE, 0.5),
    _same(Kind.LANGUAGE_CODE, 0.5),
    # web
    _same(Kind.URL, 0.5, identifies=True),
    _same(Kind.IMAGE_URL, 0.6, identifies=True),
    _same(Kind.DOMAIN, 0.8, identifies=True),
    _same(Kind.IP_ADDRESS, 0.8, identifies=True),
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
    Origin.INFERRED: 0.75,
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
