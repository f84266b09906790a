"""The vocabulary of the offline world, read once from `world/data/`.

places()[0]            Place(city="Paris", country="France", country_code="FR", currency="EUR", airport="CDG", ...)
words("cuisine")       ("Italian", "Japanese", ...)
by_entity("prices", "hotel")   (70, 320)
"""

import csv
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
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
    population: int


@cache
def places() -> tuple[Place, ...]:
    """All places, in file order."""
    with (_DATA / "places.csv").open(encoding="utf-8") as stream:
        return tuple(_place(row) for row in csv.DictReader(stream))


def _place(row: dict[str, str]) -> Place:
    numbers = {key: float(row.pop(key)) for key in ("latitude", "longitude")}
    return Place(population=int(row.pop("population")), **numbers, **row)  # type: ignore[arg-type]


@cache
def places_by() -> Mapping[str, Place]:
    """Places by lower-case city, airport code, country, country code and region, in plain letters.

    The first of a country stands for it.
    """
    index: dict[str, Place] = {}
    for part in ("city", "airport", "country", "country_code", "region"):
        for place in places():
            index.setdefault(plain(getattr(place, part)), place)
    for alias, name in _tables()["place_aliases"].items():
        index.setdefault(alias, index[plain(name)])
    return index


@lru_cache(maxsize=65536)
def place_called(name: str) -> Place | None:
    """The place of that name, written in any way: "São Paulo", "Paris, France", "NYC"; None where it is not known."""
    known = places_by()
    found = known.get(plain(name))
    head, comma, tail = name.partition(",")
    if found is not None or not comma:
        return found
    found = known.get(plain(head.strip()))
    return found if found is not None and _lies_in(found, plain(tail.rpartition(",")[2].strip())) else None


def _lies_in(place: Place, around: str) -> bool:
    """Whether a place lies in what is named behind it: its country, its region, or what may be its state's letters."""
    state = len(around) == 2 and place.country_code in ("US", "CA")
    return state or around in (plain(place.country), place.country_code.lower(), plain(place.region))


def city_called(name: str) -> Place | None:
    """The place of that name where it is a city's or an airport's, and not only that of what it lies in."""
    place = place_called(name)
    around = () if place is None else (place.country, place.country_code, place.region)
    return place if plain(name) not in map(plain, set(around) - {place.city if place else ""}) else None


_LETTERS = str.maketrans({"ł": "l", "ø": "o", "ß": "ss", "đ": "d", "æ": "ae"})


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


@dataclass(frozen=True, slots=True)
class Country:
    """A country, its capital, main official language, people (rounded) and number to call in an emergency."""

    code: str
    capital: str
    language: str
    population: str
    emergency_number: str
    continent: str


@cache
def countries() -> Mapping[str, Country]:
    """Countries by code."""
    with (_DATA / "countries.csv").open(encoding="utf-8") as stream:
        return {row["code"]: Country(**row) for row in csv.DictReader(stream)}


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency: what lists of currencies say of it."""

    code: str
    name: str
    symbol: str


@cache
def currencies() -> Mapping[str, Currency]:
    """Currencies by code, in file order."""
    with (_DATA / "currencies.csv").open(encoding="utf-8") as stream:
        return {row["code"]: Currency(**row) for row in csv.DictReader(stream)}


@cache
def _offsets() -> Mapping[str, tuple[tuple[str, int], ...]]:
    with (_DATA / "utc_offsets.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    zones: dict[str, list[tuple[str, int]]] = {}
    for row in rows:
        zones.setdefault(row["timezone"], []).append((row["from"], int(row["utc_offset_minutes"])))
    return {zone: tuple(changes) for zone, changes in zones.items()}


def utc_offset(timezone: str, day: date) -> int | None:
    """Minutes to add to UTC in a zone on a day of 2024 to 2028 (the first or last known before or after).

    None for a zone that is not in the table. The table is kept here, since those of machines differ.
    """
    changes = _offsets().get(timezone)
    if changes is None:
        return None
    return next((minutes for start, minutes in reversed(changes) if start <= day.isoformat()), changes[0][1])


@dataclass(frozen=True, slots=True)
class Stock:
    """A listed company: what quotes, profiles and lists say of it must agree."""

    symbol: str
    company: str
    sector: str
    exchange: str
    city: str  # where it has its headquarters
    country: str


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


@cache
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


@lru_cache(maxsize=4096)
def language_row(told: str) -> int | None:
    """Which of the languages a name, code or locale means: "French", "fr", "fr-CA"; None for others."""
    code = told.lower().replace("_", "-").split("-")[0]
    name = data_of("languages.yaml").get(code, told.title())
    return words("language").index(name) if name in words("language") else None


@cache
def words_said_by(name_words: tuple[str, ...]) -> tuple[str, ...]:
    """What a text of that name usually says, from its last two words, else its last; () for no row."""
    rows = _tables()["said_by"]
    table = rows.get("_".join(name_words[-2:])) or rows.get(name_words[-1] if name_words else "")
    return words(table) if table else ()


@cache
def texts_of(entity: str) -> tuple[str, ...]:
    """What texts of such a thing usually say: reviews, quotes, jokes; () for no row."""
    rows = _tables()["texts"]
    table = rows.get(entity) or rows.get(entity.rsplit("_", 1)[-1])
    return words(table) if table else ()


@cache
def descriptions_of(owner: str, entity: str) -> tuple[str, ...]:
    """What descriptions of such a thing say; `owner` is what it belongs to: the events of a parcel."""
    rows = _tables()["descriptions"]
    return tuple(rows.get(f"{owner} {entity}") or rows.get(entity) or rows.get(entity.rsplit("_", 1)[-1]) or rows[""])


@cache
def usual_hours(name_words: tuple[str, ...]) -> tuple[int, int] | None:
    """The usual (first hour, number of hours) of a time of day of that name; None for no row."""
    rows = _tables()["times"]
    pairs = (*("_".join(name_words[at : at + 2]) for at in range(len(name_words) - 1)), *name_words)
    row = next((rows[word] for word in pairs if word in rows), None)
    return (row[0], row[1]) if row else None


@cache
def usual_length(entity: str) -> tuple[float, float, float] | None:
    """The usual (low, high, step) of how long such a thing lasts, in the unit in which it is told; None for no row."""
    row = _tables()["lengths"].get(entity) or _tables()["lengths"].get(entity.rsplit("_", 1)[-1])
    return (row[0], row[1], row[2]) if row else None


@cache
def code_pattern(name_words: tuple[str, ...]) -> str:
    """How a code of that name usually looks, from its last two words, else its last, else the row ""."""
    rows = _tables()["codes"]
    return str(rows.get("_".join(name_words[-2:])) or rows.get(name_words[-1] if name_words else "") or rows[""])


@cache
def numbers(name_words: tuple[str, ...], exact: bool = False) -> tuple[float, float, float] | None:
    """The usual (low, high, step) of a number of that name, from its last two words or its last; None for no row.

    `exact` looks for the whole name only.
    """
    rows = _tables()["numbers"]
    if exact:
        row = rows.get("_".join(name_words))
    else:
        row = rows.get("_".join(name_words[-2:])) or rows.get(name_words[-1] if name_words else "")
    return (row[0], row[1], row[2]) if row else None
