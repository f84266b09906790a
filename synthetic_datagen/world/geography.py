"""What a field says of a place beside its name: people, dialling code, currency, offset from UTC.

place_fact(OutputField("population"), lisbon_facets)             548000       (of Portugal where the thing is a country)
place_fact(OutputField("utc_offset_minutes"), lisbon_facets)     60           (on the thing's own day)
"""

from collections.abc import Callable, Mapping
from functools import lru_cache

from ..common.json_types import Json
from ..common.kinds import ValueType
from .facets import Facets, ValueSpec
from .lexicon import Country, countries, currencies, utc_offset
from .roles import name_words

Fact = Callable[[ValueSpec, Facets], Json]


def place_fact(spec: ValueSpec, facets: Facets) -> Json:
    """What is known of the thing's place under that field; None where nothing is, or the field is of another matter."""
    fact = _fact_named(spec.name)
    return None if fact is None or spec.type is ValueType.BOOLEAN else fact(spec, facets)


def speaks_of_a_place(name: str) -> bool:
    """Whether something may be known of a place under that name."""
    return _fact_named(name) is not None


def _country(facets: Facets) -> Country | None:
    return countries().get(facets.place.country_code)


def _population(spec: ValueSpec, facets: Facets) -> Json:
    country = _country(facets)
    if facets.wide:
        return None if country is None else int(country.population)
    return facets.place.population


def _emergency(spec: ValueSpec, facets: Facets) -> Json:
    country = _country(facets)
    return country and country.emergency_number


def _continent(spec: ValueSpec, facets: Facets) -> Json:
    country = _country(facets)
    return country and country.continent


def _continent_code(spec: ValueSpec, facets: Facets) -> Json:
    country = _country(facets)
    return country and _CONTINENTS.get(country.continent)


_CONTINENTS = {
    "Europe": "EU",
    "Asia": "AS",
    "Africa": "AF",
    "Oceania": "OC",
    "North America": "NA",
    "South America": "SA",
}


def _dial(spec: ValueSpec, facets: Facets) -> Json:
    return f"+{facets.place.dial}" if spec.type is ValueType.STRING else int(facets.place.dial)


def _currency_name(spec: ValueSpec, facets: Facets) -> Json:
    known = currencies().get(facets.currency)
    return known and known.name


def _currency_symbol(spec: ValueSpec, facets: Facets) -> Json:
    known = currencies().get(facets.currency)
    return known and known.symbol


def _offset(spec: ValueSpec, facets: Facets) -> Json:
    """In the unit that the name says, else in hours; as text "+02:00"."""
    minutes = utc_offset(facets.place.timezone, facets.day)
    if minutes is None:
        return None
    if spec.type is ValueType.STRING:
        return offset_text(minutes)
    unit = name_words(spec.name)[-1]
    scale = {"minutes": 1.0, "hours": 1 / 60, "seconds": 60.0}.get(unit, 1 / 60)
    return minutes * scale


def offset_text(minutes: int) -> str:
    """An offset from UTC as ISO 8601 writes it: "+02:00"."""
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


_FACTS: Mapping[str, Fact] = {
    "population": _population,
    "emergency_number": _emergency,
    "continent": _continent,
    "continent_name": _continent,
    "continent_code": _continent_code,
    "calling_code": _dial,
    "phone_code": _dial,
    "phonecode": _dial,
    "dial_code": _dial,
    "dialing_code": _dial,
    "currency_name": _currency_name,
    "currency_symbol": _currency_symbol,
    "utc_offset": _offset,
    "gmt_offset": _offset,
    "timezone_offset": _offset,
    "utc_offset_minutes": _offset,
    "utc_offset_hours": _offset,
    "utc_offset_seconds": _offset,
}


@lru_cache(maxsize=65536)
def _fact_named(name: str) -> Fact | None:
    words = name_words(name)
    return next((_FACTS[key] for size in (3, 2, 1) if (key := "_".join(words[-size:])) in _FACTS), None)
