"""The vocabulary of the offline world, read once from `world/data/`.

places()[0]            Place(city="Paris", country="France", country_code="FR", currency="EUR", airport="CDG", ...)
words("cuisine")       ("Italian", "Japanese", ...)
by_entity("prices", "hotel")   (70, 320)
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_DATA = files(__package__) / "data"


@dataclass(frozen=True, slots=True)
class Place:
    """A real city and what agrees with it. `latitude` and `longitude` in degrees, `dial` without the plus sign."""

    city: str
    country: str
    country_code: str
    region: str
    currency: str
    latitude: float
    longitude: float
    timezone: str
    airport: str
    postal_code: str
    language_code: str
    dial: str


@cache
def places() -> tuple[Place, ...]:
    """All places, in file order."""
    with (_DATA / "places.csv").open(encoding="utf-8") as stream:
        return tuple(_place(row) for row in csv.DictReader(stream))


def _place(row: dict[str, str]) -> Place:
    numbers = {key: float(row.pop(key)) for key in ("latitude", "longitude")}
    return Place(**row, **numbers)  # type: ignore[arg-type]


@cache
def places_by() -> Mapping[str, Place]:
    """Places by lower-case city, airport code, country and country code (the first of a country stands for it)."""
    index: dict[str, Place] = {}
    for place in places():
        for name in (place.city, place.airport, place.country, place.country_code):
            index.setdefault(name.lower(), place)
    return index


@dataclass(frozen=True, slots=True)
class Country:
    """A country and its capital and main official language."""

    code: str
    capital: str
    language: str


@cache
def countries() -> Mapping[str, Country]:
    """Countries by code."""
    with (_DATA / "countries.csv").open(encoding="utf-8") as stream:
        return {row["code"]: Country(**row) for row in csv.DictReader(stream)}


@dataclass(frozen=True, slots=True)
class Stock:
    """A listed company: what quotes, profiles and lists say of it must agree."""

    symbol: str
    company: str
    sector: str
    exchange: str


@cache
def stocks() -> Mapping[str, Stock]:
    """Listed companies by symbol, in file order."""
    with (_DATA / "stocks.csv").open(encoding="utf-8") as stream:
        return {row["symbol"]: Stock(**row) for row in csv.DictReader(stream)}


@cache
def rates() -> Mapping[str, float]:
    """Units of a currency for one US dollar (fixed: the offline world has one day's rates)."""
    with (_DATA / "rates.csv").open(encoding="utf-8") as stream:
        return {row["currency"]: float(row["per_usd"]) for row in csv.DictReader(stream)}


@cache
def phrasebook() -> Mapping[str, Mapping[str, str]]:
    """Translations by language, by the English sentence in lower case."""
    rows: list[dict[str, str]] = data_of("phrasebook.yaml")
    return {row["English"].lower(): row for row in rows}


def data_of(name: str) -> Any:
    """What a yaml file of `world/data/` holds."""
    with (_DATA / name).open(encoding="utf-8") as stream:
        return yaml.load(stream, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@cache
def _tables() -> dict[str, Any]:
    return dict(data_of("words.yaml"))


@cache
def words(table: str) -> tuple[str, ...]:
    """The words of a flat table. Raises KeyError when there is no such table."""
    return tuple(_tables()[table])


@cache
def has_words(table: str) -> bool:
    """Whether there is a flat table of that name."""
    return isinstance(_tables().get(table), list)


@cache
def has_row(table: str, entity: str) -> bool:
    """Whether a table keyed by entity has a row of exactly that name."""
    return entity in _tables()[table]


@cache
def is_person(entity: str) -> bool:
    """Whether things of that entity are people."""
    return entity in words("people") or entity.rsplit("_", 1)[-1] in words("people")


@cache
def by_entity(table: str, entity: str) -> tuple[Any, ...]:
    """The row of `entity` in a table keyed by entity, else that of its last word, else the row `""`."""
    rows = _tables()[table]
    last = entity.rsplit("_", 1)[-1]
    if table == "names" and entity not in rows and is_person(entity):
        return tuple(rows["person"])
    return tuple(rows.get(entity) or rows.get(last) or rows.get("") or ())


@cache
def code_pattern(name_words: tuple[str, ...]) -> str:
    """How a code of that name usually looks, from its last two words, else its last, else the row ""."""
    rows = _tables()["codes"]
    return str(rows.get("_".join(name_words[-2:])) or rows.get(name_words[-1] if name_words else "") or rows[""])


@cache
def numbers(name_words: tuple[str, ...]) -> tuple[float, float, float] | None:
    """The usual (low, high, step) of a number of that name, from its last two words or its last; None for no row."""
    rows = _tables()["numbers"]
    row = rows.get("_".join(name_words[-2:])) or rows.get(name_words[-1] if name_words else "")
    return (row[0], row[1], row[2]) if row else None
