"""From parameters to slots: the values that the user has in mind.

    SlotBook(scenario, rng).slot_for(hotels::search, Parameter("city"))
      -> Slot(number=0, kind=CITY, label="city", value="Lyon", parameter="city", endpoint_id="hotels::search")

Parameters that mean the same within a conversation share a slot; every slot's value is of its parameter's JSON type.
"""

import math
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from ..common.json_types import Json
from ..common.kinds import Intent, Kind, ValueType
from ..common.plans import Slot
from ..common.recall import RECALLABLE
from ..common.tools import Endpoint, Parameter
from ..sampler.supply import OPAQUE, SECRET, UNSPOKEN, VAGUE
from ..world.conditions import RANGED
from ..world.lexicon import by_entity, has_words, stocks
from ..world.names import named_entity
from ..world.numbers import NUMERIC, usual_range
from ..world.roles import bound, name_words, role
from ..world.values import MAKERS, coerce, make
from .scenario import Scenario
from .tenses import DATES, tense_of
from .variations import varied

_SHARED = frozenset(
    {
        Kind.CITY,
        Kind.COUNTRY,
        Kind.COUNTRY_CODE,
        Kind.REGION,
        Kind.AIRPORT_CODE,
        Kind.LATITUDE,
        Kind.LONGITUDE,
        Kind.POSTAL_CODE,
        Kind.ADDRESS,
        Kind.TIMEZONE,
        Kind.CURRENCY_CODE,
        Kind.DATE,
        Kind.START_DATE,
        Kind.END_DATE,
        Kind.YEAR,
        Kind.EMAIL,
        Kind.PHONE,
        Kind.PERSON_NAME,
        Kind.FIRST_NAME,
        Kind.LAST_NAME,
        Kind.USERNAME,
        Kind.STOCK_SYMBOL,
        Kind.CRYPTO_SYMBOL,
        Kind.LANGUAGE,
        Kind.LANGUAGE_CODE,
        Kind.TEAM,
        Kind.SPORT,
        Kind.URL,
        Kind.DOMAIN,
        Kind.IP_ADDRESS,
    }
)
# Kinds whose example (ToolBench's "default") says more about the tool than a table of ours can.
_BY_EXAMPLE = frozenset(
    {
        Kind.UNKNOWN,
        Kind.NUMBER,
        Kind.NAME,
        Kind.TITLE,
        Kind.CATEGORY,
        Kind.GENRE,
        Kind.TAG,
        Kind.CODE,
        Kind.COUNT,
        Kind.DURATION,
        Kind.INTERVAL,
        Kind.UNITS,
        Kind.WIDTH,
        Kind.HEIGHT,
        Kind.DISTANCE,
        Kind.WEIGHT,
        Kind.URL,
        Kind.IMAGE_URL,
        Kind.SORT_BY,
        Kind.STATUS,
        Kind.TEAM,
        Kind.SPORT,
        Kind.LOCALE,
        Kind.DOMAIN,
        Kind.TEMPERATURE,
        Kind.SPEED,
        Kind.PERCENTAGE,
    }
)


_LIMITS = (3, 4, 5, 5, 6, 7, 8, 10, 10, 12, 15, 20)  # of the results that a user may want to see
_NEVER_SAID = OPAQUE | SECRET | UNSPOKEN


def user_value(endpoint: Endpoint, parameter: Parameter, scenario: Scenario, rng: random.Random) -> Json:
    """A value that a user could mean for a scalar parameter, or None where nothing plausible is known."""
    if parameter.enum:
        return rng.choice(parameter.enum)
    kind = parameter.kind
    if kind in _NEVER_SAID:
        return None
    if (
        parameter.example is not None
        and not isinstance(parameter.example, list | dict)
        and _prefers_example(endpoint, parameter, rng)
    ):
        return coerce(varied(parameter, rng), _scalar(parameter), 0)
    if not _can_be_made(kind):
        return None
    return _made(endpoint, parameter, scenario, rng.getrandbits(64))


@lru_cache(maxsize=1024)
def _can_be_made(kind: Kind) -> bool:
    return kind not in VAGUE and (kind in MAKERS or kind in NUMERIC or has_words(kind))


def _prefers_example(endpoint: Endpoint, parameter: Parameter, rng: random.Random) -> bool:
    if parameter.kind in (Kind.NAME, Kind.TITLE):
        return not _has_own_names(named_entity(parameter, endpoint.entity or ""))
    if parameter.kind in _BY_EXAMPLE:
        return True
    return parameter.kind in (Kind.QUERY, Kind.KEYWORD, Kind.TEXT, Kind.DESCRIPTION, Kind.WORD) and rng.random() < 0.2


def _has_own_names(entity: str) -> bool:
    return by_entity("names", entity) is not by_entity("names", "")


def _scalar(parameter: Parameter) -> ValueType:
    return parameter.items if parameter.type is ValueType.ARRAY else parameter.type


def _made(endpoint: Endpoint, parameter: Parameter, scenario: Scenario, draw: int) -> Json:
    """A value from the world's tables, in the scenario."""
    end = role(parameter.name)
    spec, kind, day = _as_scalar(parameter), parameter.kind, None
    if kind in DATES:
        day = scenario.day_in(tense_of(endpoint, parameter), kind is not Kind.DATE, draw)
    facets = scenario.facets(parameter.entity or endpoint.entity or "", end, _local_money(endpoint), day)
    end_of_range = bound(parameter.name)
    if kind is Kind.LIMIT:
        value: Json = _LIMITS[(draw >> 11) % len(_LIMITS)]
    elif kind is Kind.RATING:
        value = (3, 3.5, 4, 4.5)[(draw >> 11) % 4]
    elif end_of_range and kind in RANGED:
        value = _limit(usual_range(spec, facets), end_of_range, draw)
    elif kind is Kind.COMPANY and any(field.kind is Kind.STOCK_SYMBOL for field in endpoint.outputs):
        value = tuple(stocks().values())[(draw >> 11) % len(stocks())].company
    elif kind is Kind.CURRENCY_CODE and end:  # the other end may be a price's: dollars, or the currency of the place
        value = _other_currency(scenario.away.currency, draw)
    else:
        value = make(spec, draw, facets)
    return coerce(value, _scalar(parameter), draw)


@lru_cache(maxsize=65536)
def _local_money(endpoint: Endpoint) -> bool:
    """Whether a limit on prices is in the place's currency: the answers state a currency and the user a place."""
    placed = any(p.kind in (Kind.CITY, Kind.COUNTRY, Kind.AIRPORT_CODE) and p.required for p in endpoint.parameters)
    return placed and any(field.kind is Kind.CURRENCY_CODE for field in endpoint.outputs)


def _limit(usual: tuple[float, float, float], end: str, draw: int) -> float:
    """A round bound in the part of the usual range that leaves something to be found."""
    low, high, _ = usual
    share = 0.45 + 0.1 * ((draw >> 11) % 5) if end == "max" else 0.05 * (1 + (draw >> 11) % 5)
    value = low + (high - low) * share
    step = 10.0 ** max(0, math.floor(math.log10(max(value, 1))) - 1)
    step *= 5 if step * 5 < value / 3 else 1
    return max(step, step * round(value / step))


def _other_currency(currency: str, draw: int) -> str:
    others = [code for code in ("EUR", "GBP", "JPY", "CHF", "CAD", "AUD", "SEK", "SGD") if code != currency]
    return others[(draw >> 11) % len(others)]


@dataclass(frozen=True, slots=True)
class _Scalar:
    """One element of an array parameter, or the parameter itself."""

    name: str
    type: ValueType
    kind: Kind
    entity: str | None
    enum: tuple[Json, ...]


@lru_cache(maxsize=65536)
def _as_scalar(parameter: Parameter) -> _Scalar:
    return _Scalar(parameter.name, _scalar(parameter), parameter.kind, parameter.entity, parameter.enum)


@dataclass(slots=True)
class SlotBook:
    """The slots of one plan while it is made."""

    scenario: Scenario
    rng: random.Random
    slots: list[Slot] = field(default_factory=list)
    _by_meaning: dict[tuple[object, ...], int] = field(default_factory=dict)

    def slot_for(self, endpoint: Endpoint, parameter: Parameter, fresh: bool = False) -> int | None:
        """The number of the slot that fills `parameter`; None where no value can be found.

        `fresh` asks for a value of its own (an update that changes something, a second call of the same endpoint).
        """
        meaning = self._meaning(endpoint, parameter)
        fresh = fresh or endpoint.intent is Intent.UPDATE
        known = None if fresh else self._by_meaning.get(meaning)
        if known is not None and self.serves(self.slots[known].value, parameter):
            return known
        value = self._fresh_value(endpoint, parameter, fresh)
        if value is None:
            return None
        number = self._add(endpoint, parameter, value)
        self._by_meaning[meaning] = number
        return number

    def more_like(self, endpoint: Endpoint, parameter: Parameter) -> tuple[int, ...]:
        """New slots for further elements of an array that has one: none for half of the arrays, else one or two."""
        wanted = self.rng.choice((0, 0, 1, 2))
        values = [self._fresh_value(endpoint, parameter, True) for _ in range(wanted)]
        taken = [slot.value for slot in self.slots if slot.kind is parameter.kind]
        fresh = [value for at, value in enumerate(values) if value is not None and value not in (*taken, *values[:at])]
        return tuple(self._add(endpoint, parameter, value) for value in fresh)

    def begin_matter(self) -> None:
        """From here on only what can be spoken of again ("in the same city") is shared with what came before."""
        kinds = Counter(slot.kind for slot in self.slots)
        self._by_meaning = {
            meaning: number
            for meaning, number in self._by_meaning.items()
            if meaning[0] in RECALLABLE and meaning[1] == "" and kinds[self.slots[number].kind] == 1
        }

    def unknown(self, endpoint: Endpoint, parameter: Parameter) -> int:
        """The number of a new slot whose value the user does not have."""
        return self._add(endpoint, parameter, None)

    def _add(self, endpoint: Endpoint, parameter: Parameter, value: Json) -> int:
        label = " ".join(name_words(parameter.name)) or "value"
        kind, entity = parameter.kind, parameter.entity or endpoint.entity
        self.slots.append(Slot(len(self.slots), kind, label, value, parameter.name, endpoint.id, entity))
        return len(self.slots) - 1

    def _meaning(self, endpoint: Endpoint, parameter: Parameter) -> tuple[object, ...]:
        if parameter.kind in DATES:
            return parameter.kind, role(parameter.name), tense_of(endpoint, parameter)
        if parameter.kind in _SHARED:
            return parameter.kind, role(parameter.name)
        if parameter.kind in (Kind.TEXT, Kind.DESCRIPTION, Kind.TITLE):
            return endpoint.id, parameter.name, len(self.slots)
        return parameter.kind, parameter.name, parameter.entity, endpoint.tool_id

    def serves(self, value: Json, parameter: Parameter) -> bool:
        """Whether a slot's value is one that the parameter takes."""
        if parameter.enum and value not in parameter.enum:
            return False
        wanted = _scalar(parameter)
        return coerce(value, wanted, 0) == value and isinstance(value, bool) == (wanted is ValueType.BOOLEAN)

    def _fresh_value(self, endpoint: Endpoint, parameter: Parameter, fresh: bool) -> Json:
        """A value unlike those already taken for the same kind; six tries, each in a situation moved further."""
        kind, end = parameter.kind, role(parameter.name)
        distinct = fresh or kind in _SHARED
        alike = [slot for slot in self.slots if slot.kind is kind]
        taken = {slot.value for slot in alike if distinct or role(slot.parameter) != end}
        scenario = self.scenario
        for _ in range(6):
            value = user_value(endpoint, parameter, scenario, self.rng)
            if value is None or value not in taken:
                return self._in_order(endpoint, parameter, value)
            scenario = scenario.moved(self.rng)
        return None if fresh else value

    def _before_its_end(self, endpoint: Endpoint, start: str) -> Json:
        """A start date before the end date that the same call takes; None where no day is free."""
        ends = [s.value for s in self.slots if s.kind is Kind.END_DATE and s.endpoint_id == endpoint.id]
        if not ends or start < min(ends):
            return start
        taken, today = {slot.value for slot in self.slots}, self.scenario.today
        first = date.fromisoformat(min(ends))
        days = [(first - timedelta(days=ahead)) for ahead in range(1, 10)]
        free = [day.isoformat() for day in days if day.isoformat() not in taken and (day > today) is (first > today)]
        return self.rng.choice(free) if free else None

    def _in_order(self, endpoint: Endpoint, parameter: Parameter, value: Json) -> Json:
        """An end date after the start date that the user has in mind; a changed date after the one it changes."""
        if parameter.kind not in DATES or not isinstance(value, str):
            return value
        today = self.scenario.today.isoformat()
        before = {Kind.START_DATE} if parameter.kind is Kind.END_DATE else set()
        if endpoint.intent is Intent.UPDATE:
            before |= {Kind.START_DATE, Kind.END_DATE, Kind.DATE}
        dates = [
            slot.value
            for slot in self.slots
            if slot.kind in before and isinstance(slot.value, str) and (slot.value < today) is (value < today)
        ]
        if parameter.kind is Kind.START_DATE and endpoint.intent is not Intent.UPDATE:
            return self._before_its_end(endpoint, value)
        if dates and value <= max(dates):
            return (date.fromisoformat(max(dates)) + timedelta(days=1 + self.rng.randrange(9))).isoformat()
        return value
