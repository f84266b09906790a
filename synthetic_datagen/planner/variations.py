"""Variations: values of the same make as a tool's example, so that not every user means the example itself.

varied(Parameter("weight_kg", example=2.5), rng)                   2.2
varied(Parameter("tracking_number", example="PP4820917735"), rng)  "PP7316402958"
varied(Parameter("isbn", example="9780140328721"), rng)            the example: its last digit checks the others
"""

import random
import re

from ..common.json_types import Json
from ..common.kinds import Kind
from ..common.tools import Parameter
from ..world.roles import name_words

_MEASURED = frozenset(
    {Kind.WEIGHT, Kind.HEIGHT, Kind.DISTANCE, Kind.DURATION, Kind.TEMPERATURE, Kind.SPEED, Kind.AMOUNT, Kind.PRICE}
)
_FREE_NUMBERS = frozenset({"tracking", "parcel", "shipment", "consignment", "ticket", "policy", "claim", "case"})
_SHARES = (0.8, 0.9, 0.95, 1.0, 1.05, 1.1, 1.2)
_LEAST_DIGITS = 6


def varied(parameter: Parameter, rng: random.Random) -> Json:
    """The parameter's example or a value like it. Codes keep their letters and length, numbers their decimals."""
    example = parameter.example
    if isinstance(example, str):
        return _other_digits(example, rng) if _may_differ(parameter, example) else example
    if isinstance(example, bool) or not isinstance(example, int | float) or not example:
        return example
    whole = isinstance(example, int)
    if parameter.kind in _MEASURED or (parameter.kind is Kind.NUMBER and not whole):
        return _near(example, rng)
    return example


def _near(number: float, rng: random.Random) -> float:
    share = rng.choice(_SHARES)
    if isinstance(number, int):
        return round(number * share) or number
    decimals = len(repr(number).partition(".")[2])
    return round(number * share, decimals) or number


def _may_differ(parameter: Parameter, example: str) -> bool:
    """Whether digits of a code mean nothing by themselves: it is given out one after another, without a check digit."""
    digits = sum(sign.isdigit() for sign in example)
    return digits >= _LEAST_DIGITS and not _FREE_NUMBERS.isdisjoint(name_words(parameter.name))


def _other_digits(example: str, rng: random.Random) -> str:
    return re.sub("[1-9]", lambda _: str(rng.randint(1, 9)), example)
