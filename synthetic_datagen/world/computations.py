"""Computations of money, ways and bodies that have one right answer. `computing.py` says which endpoints do them.

exchange(convert, {"amount": 100, "from_currency": "USD", "to_currency": "EUR"})
  -> {"converted_amount": 92.0, "result": 92.0, "rate": 0.92}
"""

from collections.abc import Mapping
from typing import TypeAlias

from ..common.json_types import FrozenJsonObject, Json
from ..common.kinds import Kind
from ..common.tools import Endpoint
from .addresses import haversine, spot_of
from .inputs import answers, by_kind, named, number_named, said_by
from .lexicon import data_of, phrasebook, place_called, rates
from .roles import as_number, name_words, role


def exchange(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """An amount in another currency, at the world's fixed rates, to cents."""
    source, target = (_currency(endpoint, arguments, end) for end in ("from", "to"))
    if source is None or target is None:
        return {}
    rate = round(rates()[target] / rates()[source], 6)
    amount = next((arguments[p.name] for p in endpoint.parameters if _is_amount(p.kind, arguments.get(p.name))), None)
    values: dict[str, Json] = dict.fromkeys((one for one in named(endpoint, "rate") if not one.endswith("id")), rate)
    if amount is not None:
        values |= dict.fromkeys(named(endpoint, "result", "converted", "value"), round(float(amount) * rate, 2))
    return {name: value for name, value in values.items() if name not in arguments}


def _currency(endpoint: Endpoint, arguments: FrozenJsonObject, end: str) -> str | None:
    """The currency of one end, by its code in whatever case; None where none is named or its rate is not known."""
    for one in endpoint.parameters:
        value = arguments.get(one.name)
        if role(one.name) == end and isinstance(value, str) and value.upper() in rates():
            return value.upper()
    return None


def _is_amount(kind: Kind, value: Json) -> bool:
    return kind in (Kind.AMOUNT, Kind.PRICE, Kind.NUMBER) and as_number(value) is not None


def great_circle(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """The distance between two points given by latitude and longitude, in miles where the call asks for them."""
    ends = _two_points(endpoint, arguments)
    return {} if ends is None else _apart(endpoint, arguments, *ends)


Point: TypeAlias = tuple[float, float]  # latitude and longitude in degrees


def _two_points(endpoint: Endpoint, arguments: FrozenJsonObject) -> tuple[Point, Point] | None:
    """The points that a call gives, by their roles or their numbers: `lat1`, `lon1`, `lat2`, `lon2`."""
    found: list[Point] = []
    for end in (("from", "1"), ("to", "2")):
        degrees = [_degrees(endpoint, arguments, kind, end) for kind in (Kind.LATITUDE, Kind.LONGITUDE)]
        if degrees[0] is not None and degrees[1] is not None:
            found.append((degrees[0], degrees[1]))
    for one in endpoint.parameters:
        if one.kind is Kind.GEOPOINT and (point := _geopoint(arguments.get(one.name))) is not None:
            found.append(point)
    return (found[0], found[1]) if len(found) == 2 else None


def _degrees(endpoint: Endpoint, arguments: FrozenJsonObject, kind: Kind, end: tuple[str, str]) -> float | None:
    for one in endpoint.parameters:
        if one.kind is kind and (role(one.name) == end[0] or (not role(one.name) and one.name.endswith(end[1]))):
            return as_number(arguments.get(one.name))
    return None


def _geopoint(value: Json) -> Point | None:
    latitude, comma, longitude = value.partition(",") if isinstance(value, str) else ("", "", "")
    one, other = as_number(latitude), as_number(longitude)
    return (one, other) if comma and one is not None and other is not None else None


def _apart(endpoint: Endpoint, arguments: FrozenJsonObject, start: Point, stop: Point) -> Mapping[str, Json]:
    """How far two points are apart, and about how long the way takes by road."""
    far = haversine(start, stop)
    miles = any(str(value).lower() in _MILES for value in arguments.values())
    values: dict[str, Json] = {}
    takes: dict[str, Json] = {}
    for spec in endpoint.outputs:
        said = name_words(spec.name)
        if set(said) & {"distance", "km", "kilometers", "miles"} and spec.kind is not Kind.UNITS:
            in_miles = "miles" in said or (miles and "km" not in said)
            values[spec.name] = round(far * 0.621371 if in_miles else far, 1)
        elif spec.kind is Kind.DURATION and "minutes" in said:
            takes[spec.name] = max(1, round(far / (30 if far < 20 else 75) * 60))
    return values | takes if values else {}


_MILES = frozenset({"mi", "mile", "miles", "imperial"})


def between_cities(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """The distance between two known cities or addresses."""
    start, stop = (_point_named(endpoint, arguments, end) for end in ("from", "to"))
    return {} if start is None or stop is None else _apart(endpoint, arguments, start, stop)


def _point_named(endpoint: Endpoint, arguments: FrozenJsonObject, end: str) -> tuple[float, float] | None:
    """Where the city or address of a journey's end lies."""
    name = by_kind(endpoint, arguments, Kind.ADDRESS, end) or by_kind(endpoint, arguments, Kind.CITY, end)
    place = place_called(str(name).rsplit(", ", 1)[-1])
    return None if place is None else spot_of(str(name), place) or (place.latitude, place.longitude)


def mortgage(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """The monthly payment of an annuity loan: L r / (1 - (1 + r)^-n) with monthly rate r over n months."""
    payment = tuple(name for name in named(endpoint, "payment") if "monthly" in name)
    if not payment and {"monthly", "payment"} <= set(said_by(endpoint)):
        payment = answers(endpoint, False, "payment")
    loan, months = number_named(arguments, "loan", "principal"), _months(arguments)
    if loan is None:
        loan = (number_named(arguments, "price") or 0) - (number_named(arguments, "down") or 0)
    percent = number_named(arguments, "rate") or _USUAL_MORTGAGE_RATE
    percent *= 100 if percent < _LEAST_PERCENT else 1
    if not payment or not months or loan <= 0 or percent <= 0:
        return {}
    monthly = percent / 1200
    values = dict.fromkeys(payment, round(loan * monthly / (1 - (1 + monthly) ** -months), 2))
    return values | dict.fromkeys((name for name in named(endpoint, "rate") if name not in arguments), percent)


def _months(arguments: FrozenJsonObject) -> float | None:
    """How many months a loan runs: what is called months or is too many for years, else twelve a year."""
    months, years = number_named(arguments, "months"), number_named(arguments, "years", "term", "terms")
    if months is None and years is not None:
        return years if years > _MOST_YEARS else 12 * years
    return months


_MOST_YEARS = 60  # of a loan
_LEAST_PERCENT = 0.3  # of interest a year; below, a rate is a fraction
_USUAL_MORTGAGE_RATE = 4.0  # percent a year, where the call names none

# Metabolic equivalents of task (kcal per kg and hour), Compendium of Physical Activities 2011, rounded.
_MET = {"walking": 3.5, "running": 9.8, "cycling": 7.5, "swimming": 6.0, "yoga": 2.5, "rowing": 7.0, "hiking": 6.0}


def burned_calories(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """Energy of an activity: MET times kilograms times hours."""
    met = next((_MET[str(value)] for value in arguments.values() if str(value) in _MET), None)
    weight, minutes = number_named(arguments, "weight"), number_named(arguments, "minutes", "duration")
    if met is None or weight is None or minutes is None:
        return {}
    return dict.fromkeys(named(endpoint, "calories"), round(met * weight * minutes / 60))


def translation(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """A text in the target language, from the phrasebook; else the text itself, marked as left in its own words."""
    fields = named(endpoint, "translated", "translation")
    text = by_kind(endpoint, arguments, Kind.TEXT, "")
    target = by_kind(endpoint, arguments, Kind.LANGUAGE, "to") or by_kind(endpoint, arguments, Kind.LANGUAGE_CODE, "to")
    if not fields or not isinstance(text, str) or not isinstance(target, str):
        return {}
    language = data_of("languages.yaml").get(target.lower().split("-")[0].split("_")[0], target.title())
    known = phrasebook().get(text.lower(), {}).get(language)
    return dict.fromkeys(fields, known or f"[{language}] {text}")


def body_mass_index(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """Weight in kilograms over the square of height in metres, or in pounds and inches where the endpoint says so.

    A height above 3 metres is taken as centimetres.
    """
    fields = [one.name for one in endpoint.outputs if name_words(one.name) in _BMI]
    weight, height = (as_number(by_kind(endpoint, arguments, kind, "")) for kind in (Kind.WEIGHT, Kind.HEIGHT))
    if not fields or not weight or not height or weight < 0 or height < 0:
        return {}
    if "imperial" in said_by(endpoint):
        weight, height = weight * 0.45359237, height * 0.0254
    metres = height / 100 if height > 3 else height
    return dict.fromkeys(fields, round(weight / metres**2, 1))


_BMI = (("bmi",), ("body", "mass", "index"))
