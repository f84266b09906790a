"""What the arguments of a call demand of the things it returns.

conditions(hotels::search, {"city": "Paris", "max_price": 200, "query": "spa"})
  -> Conditions(names={"city": "Paris", ...}, kinds={(CITY, ""): "Paris"}, limits=(Limit(PRICE, ...),), topic="spa")
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from ..common.json_types import FrozenJsonObject, Json
from ..common.kinds import Kind
from ..common.tools import Endpoint, Parameter
from .lexicon import city_called, place_called
from .roles import bound, excludes, name_words, role

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
RANGED = frozenset(
    {
        Kind.PRICE,
        Kind.AMOUNT,
        Kind.RATING,
        Kind.QUANTITY,
        Kind.NUMBER,
        Kind.COUNT,
        Kind.CALORIES,
        Kind.DURATION,
        Kind.DISTANCE,
        Kind.AGE,
        Kind.WEIGHT,
        Kind.TEMPERATURE,
        Kind.PERCENTAGE,
        Kind.SPEED,
    }
)
# Kinds of which a thing has one that matters: a bound on them needs no further word in common.
_ONE_OF_A_KIND = frozenset({Kind.PRICE, Kind.RATING, Kind.CALORIES, Kind.AMOUNT})
_NO_BASE = frozenset({"max", "min", "maximum", "minimum", "total", "per"})
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
        Kind.TIMEZONE,
    }
)
NAMING = frozenset({Kind.NAME, Kind.TITLE, Kind.PERSON_NAME})
TOPICAL = frozenset({Kind.QUERY, Kind.KEYWORD, Kind.INGREDIENT})
_MAYBE_COUNTRIES = frozenset({Kind.NAME, Kind.CODE, Kind.UNKNOWN})
_MAYBE_PLACES = frozenset({Kind.QUERY, Kind.UNKNOWN, Kind.KEYWORD, Kind.NAME})  # "weather in q": London
_QUERIES = frozenset({Kind.QUERY, Kind.KEYWORD})
_MOST_LETTERS = 40  # of a query that can stand in a name
TOPIC_WORDS = frozenset({"subject", "topic", "skill", "skills", "theme", "ingredient", "dish", "interest"})

Range = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound on the numbers of one kind whose names share a word with the argument: `max_cooking_minutes`."""

    kind: Kind
    words: frozenset[str]
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Conditions:
    """Demands on a thing's attributes: by name, by (kind, role), by numeric bounds, and by topic."""

    names: Mapping[str, Json] = field(default_factory=dict)
    kinds: Mapping[tuple[Kind, str], Json] = field(default_factory=dict)
    limits: tuple[Limit, ...] = ()
    topic: str = ""
    query: str = ""  # what was searched for in words, which the names of what is found show
    series: bool = False  # whether it is one of several moments of the same thing
    listed: bool = False  # whether they are what a list was searched for
    near: tuple[float, float] | None = None  # the point around which things were looked for, in degrees
    wide: bool = False  # whether the call is about a whole country
    people: tuple[tuple[str, str], ...] = ()  # (argument, full name): `sender_name` and `sender_email` are one person's

    def range_of(self, name: str, kind: Kind) -> Range:
        """The (low, high) that a field of that name and kind must be within; (None, None) where nothing is demanded.

        What holds `max_guests` must hold the guests that were asked for.
        """
        low: float | None = None
        high: float | None = None
        holds = kind is _QUANTITY and bound(name) == "max"
        if not self.limits and not holds:
            return low, high
        words = frozenset(name_words(name)) - _NO_BASE
        for limit in self.limits:
            if (limit.kind is kind and (kind in _ONE_OF_A_KIND or limit.words & words)) or (
                words and limit.words == words
            ):
                low = limit.low if limit.low is not None else low
                high = limit.high if limit.high is not None else high
        if holds:
            asked = [value for key, value in self.names.items() if words & set(name_words(key))]
            low = max([float(value) for value in asked if isinstance(value, int | float)], default=low)
        return low, high


NONE = Conditions()


def conditions(endpoint: Endpoint, arguments: FrozenJsonObject) -> Conditions:
    """The demands of a call. Arguments that the endpoint does not declare are ignored."""
    found = _Found()
    for demand in _demands(endpoint):
        if demand.parameter.name in arguments:
            found.add(demand, arguments[demand.parameter.name])
    names, kinds, many = found.names, found.kinds, endpoint.intent.many
    wide = not many and any(kind in _COUNTRIES for kind, _ in kinds) and _is_of_countries(endpoint)
    if many:
        names |= _statuses_of(endpoint)
    near = _point(kinds) if many and _is_located(endpoint) else None
    if near is not None:
        names = {name: value for name, value in names.items() if endpoint.parameter(name).kind not in _DEGREES}
        kinds = {key: value for key, value in kinds.items() if key[0] not in _DEGREES}
    return Conditions(
        names,
        kinds,
        tuple(found.limits),
        found.topic or _category(names),
        found.query,
        listed=many,
        near=near,
        wide=wide,
        people=tuple(found.people),
    )


@dataclass(slots=True)
class _Found:
    """What the arguments of one call demand, one after the other."""

    names: dict[str, Json] = field(default_factory=dict)
    kinds: dict[tuple[Kind, str], Json] = field(default_factory=dict)
    limits: list[Limit] = field(default_factory=list)
    people: list[tuple[str, str]] = field(default_factory=list)
    topic: str = ""
    query: str = ""

    def add(self, demand: "_Demand", value: Json) -> None:
        parameter = demand.parameter
        if demand.limits:
            self.limits.extend(_limit(parameter, value))
            return
        self.names[parameter.name] = value
        if demand.names_the_thing:
            self.kinds[(parameter.kind, "")] = value
        if demand.told_as is not None:
            self.kinds.setdefault(demand.told_as, value)
        if isinstance(value, str):
            self._add_text(demand, value)

    def _add_text(self, demand: "_Demand", text: str) -> None:
        """What words say beyond their argument's kind: a person, a place, a topic."""
        kind = demand.parameter.kind
        if kind is _PERSON_NAME and len(text.split()) == 2:
            self.people.append((demand.parameter.name, text))
        if kind in _MAYBE_PLACES and (place := city_called(text)) is not None:
            self.kinds.setdefault((Kind.CITY, ""), place.city)
        if demand.maybe_a_country and (place := place_called(text)) is not None:
            self.kinds.setdefault((Kind.COUNTRY_CODE, ""), place.country_code)
        if demand.topical:
            self.topic = self.topic or text
            self.query = self.query or (text if kind in _QUERIES and len(text) <= _MOST_LETTERS else "")


@dataclass(frozen=True, slots=True)
class _Demand:
    """What an argument of that parameter demands, whatever its value is."""

    parameter: Parameter
    limits: bool  # whether it is a bound on numbers, and nothing else
    names_the_thing: bool
    told_as: tuple[Kind, str] | None  # the kind and role of which things must have that very value
    maybe_a_country: bool
    topical: bool


@lru_cache(maxsize=16384)
def _demands(endpoint: Endpoint) -> tuple[_Demand, ...]:
    """One for each parameter but those that steer the call, and those that say what is not wanted."""
    return tuple(_demand(endpoint, p) for p in endpoint.parameters if not steers(endpoint, p) and not excludes(p.name))


def _demand(endpoint: Endpoint, parameter: Parameter) -> _Demand:
    name, kind = parameter.name, parameter.kind
    return _Demand(
        parameter,
        limits=kind in RANGED and bool(bound(name)),
        names_the_thing=_names_the_thing(endpoint, parameter),
        told_as=(kind, role(name)) if kind in EQUAL else None,
        maybe_a_country=endpoint.entity == "country" and kind in _MAYBE_COUNTRIES,
        topical=kind in TOPICAL or not TOPIC_WORDS.isdisjoint(name_words(name)),
    )


@lru_cache(maxsize=16384)
def _statuses_of(endpoint: Endpoint) -> Mapping[str, Json]:
    """The status that the name of a list says, as in `list_unpaid_invoices`: an open one that is not `paid`."""
    said = set(name_words(endpoint.id.rsplit("::", 1)[-1])) | set(name_words(endpoint.name))
    found: dict[str, Json] = {}
    for spec in endpoint.outputs:
        if spec.kind is Kind.STATUS and spec.enum:
            states = [state for state in spec.enum if str(state).lower() in said]
            others = [state for state in spec.enum if f"un{str(state).lower()}" in said]
            if others:
                states = [state for state in spec.enum if state not in others and str(state).lower() in _OPEN]
            if states:
                found[spec.name] = states[0]
    return found


_OPEN = frozenset({"sent", "open", "overdue", "due", "pending", "unpaid", "unread", "active", "new"})


_DEGREES = frozenset({Kind.LATITUDE, Kind.LONGITUDE})
_LOCATED = frozenset({Kind.LATITUDE, Kind.DISTANCE, Kind.ADDRESS})
_PERSON_NAME, _FORMAT, _QUANTITY = Kind.PERSON_NAME, Kind.FORMAT, Kind.QUANTITY  # asked for with every argument


@lru_cache(maxsize=16384)
def _is_located(endpoint: Endpoint) -> bool:
    """Whether the answer says where its things are."""
    return any(field.kind in _LOCATED for field in endpoint.outputs)


def _point(kinds: Mapping[tuple[Kind, str], Json]) -> tuple[float, float] | None:
    """The point that a call names, in degrees."""
    try:
        return float(kinds[Kind.LATITUDE, ""]), float(kinds[Kind.LONGITUDE, ""])
    except (KeyError, TypeError, ValueError):
        return None


_COUNTRIES = frozenset({Kind.COUNTRY, Kind.COUNTRY_CODE})


@lru_cache(maxsize=16384)
def _is_of_countries(endpoint: Endpoint) -> bool:
    """Whether the answer is of no city but the capital."""
    return not any(f.kind is Kind.CITY and "capital" not in name_words(f.name) for f in endpoint.outputs)


def steers(endpoint: Endpoint, parameter: Parameter) -> bool:
    """Whether a parameter steers the call itself. The format of a screening does not: the answer shows it."""
    if parameter.kind is _FORMAT:
        return all(one.name != parameter.name for one in endpoint.outputs)
    return parameter.kind in CONTROL


def _names_the_thing(endpoint: Endpoint, parameter: Parameter) -> bool:
    """Whether an argument is the name of what the endpoint is about: a contact's name, not its company's."""
    if parameter.kind is Kind.PERSON_NAME:
        whose = set(name_words(parameter.name)) - {"name", "full", "person"}
        return bool(endpoint.entity) and whose <= set((endpoint.entity or "").split("_"))
    return parameter.kind in NAMING and parameter.entity in (None, endpoint.entity)


def _category(names: Mapping[str, Json]) -> str:
    """The category asked for, as a topic where nothing more exact is."""
    return next((value.replace("_", " ") for name, value in names.items() if _is_category(name, value)), "")


def _is_category(name: str, value: Json) -> bool:
    return isinstance(value, str) and name_words(name)[-1:] == ("category",)


def _limit(parameter: Parameter, value: Json) -> list[Limit]:
    """The bound that an argument sets; none where it is no number."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return []
    words = frozenset(name_words(parameter.name)) - _NO_BASE
    if bound(parameter.name) == "max":
        return [Limit(parameter.kind, words, high=number)]
    return [Limit(parameter.kind, words, low=number)]
