"""What the arguments of a call demand of the things it returns.

conditions(hotels::search, {"city": "Paris", "max_price": 200, "query": "spa"})
  -> Conditions(names={"city": "Paris", ...}, kinds={(CITY, ""): "Paris"}, ranges={PRICE: (None, 200)}, topic="spa")
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..common.json_types import FrozenJsonObject, Json
from ..common.kinds import Kind
from ..common.tools import Endpoint, Parameter
from .roles import bound, name_words, role

CONTROL = frozenset(
    {
        Kind.PAGE,
        Kind.LIMIT,
        Kind.OFFSET,
        Kind.CURSOR,
        Kind.SORT_BY,
        Kind.SORT_ORDER,
        Kind.FORMAT,
        Kind.FIELDS,
    }
)
RANGED = frozenset({Kind.PRICE, Kind.AMOUNT, Kind.RATING, Kind.QUANTITY, Kind.NUMBER, Kind.COUNT, Kind.CALORIES})
EQUAL = frozenset(
    {
        Kind.CITY,
        Kind.COUNTRY,
        Kind.COUNTRY_CODE,
        Kind.REGION,
        Kind.AIRPORT_CODE,
        Kind.POSTAL_CODE,
        Kind.ADDRESS,
        Kind.LATITUDE,
        Kind.LONGITUDE,
        Kind.CURRENCY_CODE,
        Kind.DATE,
        Kind.START_DATE,
        Kind.END_DATE,
        Kind.YEAR,
        Kind.GENRE,
        Kind.CATEGORY,
        Kind.CUISINE,
        Kind.SPORT,
        Kind.TEAM,
        Kind.COLOR,
        Kind.TAG,
        Kind.LANGUAGE,
        Kind.LANGUAGE_CODE,
        Kind.STOCK_SYMBOL,
        Kind.CRYPTO_SYMBOL,
        Kind.EMAIL,
        Kind.USERNAME,
        Kind.COMPANY,
        Kind.JOB_TITLE,
        Kind.INGREDIENT,
        Kind.UNITS,
        Kind.DOMAIN,
        Kind.IP_ADDRESS,
    }
)
NAMING = frozenset({Kind.NAME, Kind.TITLE})
TOPICAL = frozenset({Kind.QUERY, Kind.KEYWORD, Kind.INGREDIENT})
TOPIC_WORDS = frozenset({"subject", "topic", "skill", "skills", "theme", "ingredient", "dish", "interest"})

Range = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Conditions:
    """Demands on a thing's attributes: by name, by (kind, role), by numeric range, and by topic."""

    names: Mapping[str, Json] = field(default_factory=dict)
    kinds: Mapping[tuple[Kind, str], Json] = field(default_factory=dict)
    ranges: Mapping[Kind, Range] = field(default_factory=dict)
    topic: str = ""


NONE = Conditions()


def conditions(endpoint: Endpoint, arguments: FrozenJsonObject) -> Conditions:
    """The demands of a call. Arguments that the endpoint does not declare are ignored."""
    names: dict[str, Json] = {}
    kinds: dict[tuple[Kind, str], Json] = {}
    ranges: dict[Kind, Range] = {}
    topic = ""
    for parameter in endpoint.parameters:
        if parameter.name not in arguments or parameter.kind in CONTROL:
            continue
        value = arguments[parameter.name]
        if parameter.kind in RANGED and bound(parameter.name):
            ranges[parameter.kind] = _narrow(ranges.get(parameter.kind, (None, None)), parameter, value)
            continue
        names[parameter.name] = value
        if parameter.kind in NAMING and parameter.entity in (None, endpoint.entity):
            kinds[(parameter.kind, "")] = value
        if parameter.kind in EQUAL:
            kinds.setdefault((parameter.kind, role(parameter.name)), value)
        if isinstance(value, str) and (parameter.kind in TOPICAL or TOPIC_WORDS & set(name_words(parameter.name))):
            topic = topic or value
    return Conditions(names, kinds, ranges, topic or _category(names))


def _category(names: Mapping[str, Json]) -> str:
    """The category asked for, as a topic where nothing more exact is."""
    return next((value.replace("_", " ") for name, value in names.items() if _is_category(name, value)), "")


def _is_category(name: str, value: Json) -> bool:
    return isinstance(value, str) and name_words(name)[-1:] == ("category",)


def _narrow(old: Range, parameter: Parameter, value: Json) -> Range:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return old
    return (old[0], number) if bound(parameter.name) == "max" else (number, old[1])
