"""Computations that have one right answer. A row of :data:`COMPUTATIONS` says which outputs it knows and how.

computed(convert, {"amount": 100, "from_currency": "USD", "to_currency": "EUR"})
  -> {"converted_amount": 92.0, "result": 92.0, "rate": 0.92}
"""

from collections.abc import Callable, Mapping

from ..common.json_types import FrozenJsonObject, Json
from ..common.kinds import Kind
from ..common.tools import Endpoint
from .addresses import haversine, spot_of
from .lexicon import phrasebook, place_called, rates
from .roles import as_number, name_words, role


def computed(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """Values by output field name; empty where nothing about the call can be computed."""
    for computation in COMPUTATIONS:
        values = computation(endpoint, arguments)
        if values:
            return values
    return {}


def _by_kind(endpoint: Endpoint, arguments: FrozenJsonObject, kind: Kind, end: str) -> Json:
    for parameter in endpoint.parameters:
        if parameter.kind is kind and role(parameter.name) == end and parameter.name in arguments:
            return arguments[parameter.name]
    return None


def _named(endpoint: Endpoint, *words: str) -> tuple[str, ...]:
    """Output field names that contain one of the words."""
    return tuple(f.name for f in endpoint.outputs if any(word in words for word in name_words(f.name)))


def exchange(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """An amount in another currency, at the world's fixed rates, to four decimals."""
    source = _by_kind(endpoint, arguments, Kind.CURRENCY_CODE, "from")
    target = _by_kind(endpoint, arguments, Kind.CURRENCY_CODE, "to")
    if source not in rates() or target not in rates():
        return {}
    rate = round(rates()[target] / rates()[source], 6)
    amount = next((arguments[p.name] for p in endpoint.parameters if _is_amount(p.kind, arguments.get(p.name))), None)
    values: dict[str, Json] = dict.fromkeys(_named(endpoint, "rate"), rate)
    if amount is not None:
        values |= dict.fromkeys(_named(endpoint, "result", "converted", "value"), round(float(amount) * rate, 2))
    return values


def _is_amount(kind: Kind, value: Json) -> bool:
    return kind in (Kind.AMOUNT, Kind.PRICE, Kind.NUMBER) and as_number(value) is not None


def great_circle(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """Kilometres between two points given by latitude and longitude."""
    ends = [
        _by_kind(endpoint, arguments, kind, end) for end in ("from", "to") for kind in (Kind.LATITUDE, Kind.LONGITUDE)
    ]
    numbers = [number for number in map(as_number, ends) if number is not None]
    if len(numbers) != len(ends):
        return {}
    distance = round(haversine((numbers[0], numbers[1]), (numbers[2], numbers[3])), 1)
    return dict.fromkeys(_named(endpoint, "distance", "km"), distance)


def between_cities(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """The distance between two known cities or addresses, in miles where the call asks for them, else in kilometres."""
    start, stop = (_point_named(endpoint, arguments, end) for end in ("from", "to"))
    if start is None or stop is None:
        return {}
    miles = any("mile" in str(value).lower() for value in arguments.values())
    distance = round(haversine(start, stop) * (0.621371 if miles else 1), 1)
    return dict.fromkeys(_named(endpoint, "distance", "km"), distance)


def _point_named(endpoint: Endpoint, arguments: FrozenJsonObject, end: str) -> tuple[float, float] | None:
    """Where the city or address of a journey's end lies."""
    name = _by_kind(endpoint, arguments, Kind.ADDRESS, end) or _by_kind(endpoint, arguments, Kind.CITY, end)
    place = place_called(str(name).rsplit(", ", 1)[-1])
    return None if place is None else spot_of(str(name), place) or (place.latitude, place.longitude)


def mortgage(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """The monthly payment of an annuity loan: L r / (1 - (1 + r)^-n) with monthly rate r over n months."""
    payment = [name for name in _named(endpoint, "payment") if "monthly" in name]
    loan, years = _by_word(arguments, "loan", "principal"), _by_word(arguments, "years", "term")
    if loan is None:
        loan = (_by_word(arguments, "price") or 0) - (_by_word(arguments, "down") or 0)
    percent = _by_word(arguments, "rate") or _USUAL_MORTGAGE_RATE
    if not payment or not years or loan <= 0 or percent <= 0:
        return {}
    monthly = percent / 1200
    values = dict.fromkeys(payment, round(loan * monthly / (1 - (1 + monthly) ** (-12 * years)), 2))
    return values | dict.fromkeys(_named(endpoint, "rate"), percent)


_USUAL_MORTGAGE_RATE = 4.0  # percent a year, where the call names none

# Metabolic equivalents of task (kcal per kg and hour), Compendium of Physical Activities 2011, rounded.
_MET = {"walking": 3.5, "running": 9.8, "cycling": 7.5, "swimming": 6.0, "yoga": 2.5, "rowing": 7.0, "hiking": 6.0}


def burned_calories(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """Energy of an activity: MET times kilograms times hours."""
    met = next((_MET[str(value)] for value in arguments.values() if str(value) in _MET), None)
    weight, minutes = _by_word(arguments, "weight"), _by_word(arguments, "minutes", "duration")
    if met is None or weight is None or minutes is None:
        return {}
    return dict.fromkeys(_named(endpoint, "calories"), round(met * weight * minutes / 60))


def translation(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """A text in the target language, from the phrasebook; else the text itself, marked as left in its own words."""
    fields = _named(endpoint, "translated", "translation")
    text = _by_kind(endpoint, arguments, Kind.TEXT, "")
    target = _by_kind(endpoint, arguments, Kind.LANGUAGE, "to") or _by_kind(
        endpoint, arguments, Kind.LANGUAGE_CODE, "to"
    )
    if not fields or not isinstance(text, str) or not isinstance(target, str):
        return {}
    language = LANGUAGE_NAMES.get(target.lower(), target.title())
    known = phrasebook().get(text.lower(), {}).get(language)
    return dict.fromkeys(fields, known or f"[{language}] {text}")


LANGUAGE_NAMES = {"en": "English", "fr": "French", "de": "German", "es": "Spanish", "it": "Italian", "pt": "Portuguese"}


def _by_word(arguments: FrozenJsonObject, *words: str) -> float | None:
    """The first number among the arguments whose name has one of the words."""
    for name, value in arguments.items():
        number = as_number(value)
        if number is not None and any(word in words for word in name_words(name)):
            return number
    return None


def body_mass_index(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """Weight in kilograms over the square of height in metres (a height above 3 is taken as centimetres)."""
    if "bmi" not in {word for f in endpoint.outputs for word in name_words(f.name)}:
        return {}
    weight, height = (as_number(_by_kind(endpoint, arguments, kind, "")) for kind in (Kind.WEIGHT, Kind.HEIGHT))
    if not weight or not height or weight < 0 or height < 0:
        return {}
    metres = height / 100 if height > 3 else height
    return dict.fromkeys(_named(endpoint, "bmi"), round(weight / metres**2, 1))


COMPUTATIONS: tuple[Callable[[Endpoint, FrozenJsonObject], Mapping[str, Json]], ...] = (
    exchange,
    great_circle,
    between_cities,
    mortgage,
    burned_calories,
    translation,
    body_mass_index,
)
