"""Computing: which of the computations with one right answer an endpoint does, and its outputs then.

computed(computations_of(convert), convert, {"amount": 100, "from_currency": "USD", "to_currency": "EUR"})
  -> {"converted_amount": 92.0, "result": 92.0, "rate": 0.92}

A row of :data:`COMPUTATIONS` is all that a new one needs.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ..common.json_types import FrozenJsonObject, Json
from ..common.tools import Endpoint
from .arithmetic import bases, interest, numerals, percentage, statistics_of, tip, units_computed, whole_numbers
from .calendars import age_between, days_between, zone_converted
from .computations import (
    between_cities,
    body_mass_index,
    burned_calories,
    exchange,
    great_circle,
    mortgage,
    translation,
)
from .inputs import said_by
from .roles import name_words
from .texts import counted, language_of, palindrome, sentiment, text_computed
from .validity import validated

Run: TypeAlias = Callable[[Endpoint, FrozenJsonObject], Mapping[str, Json]]


@dataclass(frozen=True, slots=True)
class Computation:
    """A computation, and by which words of its name or of its outputs one can see that an endpoint may do it."""

    run: Run
    said: frozenset[str] = frozenset()
    shown: frozenset[str] = frozenset()

    def may_be(self, endpoint: Endpoint) -> bool:
        """Whether the endpoint says or shows one of the words."""
        shown = {word for one in endpoint.outputs for word in name_words(one.name)}
        return not self.said.isdisjoint(said_by(endpoint)) or not self.shown.isdisjoint(shown)


def _row(
    run: Callable[[Endpoint, FrozenJsonObject], Mapping[str, Json]], said: str = "", shown: str = ""
) -> Computation:
    return Computation(run, frozenset(said.split()), frozenset(shown.split()))


COMPUTATIONS: tuple[Computation, ...] = (
    _row(text_computed, "md5 sha1 sha256 sha512 base64 url slug slugify uppercase upper lowercase capitalize reverse"),
    _row(text_computed, "rot13 morse"),
    _row(units_computed, "convert converter conversion to into 2 unit units"),
    _row(numerals, "roman"),
    _row(bases, "binary bin octal oct decimal dec hexadecimal hex"),
    _row(whole_numbers, "prime factorial fibonacci"),
    _row(statistics_of, shown="mean average avg median sum min minimum max maximum count range"),
    _row(tip, "tip"),
    _row(interest, "interest"),
    _row(percentage, "percentage"),
    _row(days_between, "between difference diff"),
    _row(age_between, "age"),
    _row(zone_converted, "timezone zone time convert"),
    _row(counted, shown="words word characters character char sentences sentence"),
    _row(palindrome, "palindrome"),
    _row(sentiment, shown="sentiment"),
    _row(language_of, "detect detection detector"),
    _row(validated, shown="valid isvalid"),
    _row(exchange, "currency exchange convert converter forex rate rates", "rate converted"),
    _row(great_circle, shown="distance km kilometers miles"),
    _row(between_cities, shown="distance km kilometers miles"),
    _row(mortgage, "payment mortgage loan", "payment"),
    _row(burned_calories, shown="calories"),
    _row(translation, shown="translated translation"),
    _row(body_mass_index, shown="bmi mass"),
)


def computations_of(endpoint: Endpoint) -> tuple[Computation, ...]:
    """The computations that an endpoint may do."""
    return tuple(one for one in COMPUTATIONS if one.may_be(endpoint))


def computed(
    computations: Sequence[Computation], endpoint: Endpoint, arguments: FrozenJsonObject
) -> Mapping[str, Json]:
    """Values by output field name, of the first that gives some; empty where nothing about the call can be computed."""
    for computation in computations:
        values = computation.run(endpoint, arguments)
        if values:
            return values
    return {}
