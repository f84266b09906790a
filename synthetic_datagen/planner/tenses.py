"""Tenses: whether a date that a parameter takes lies before or after the day of speaking.

tense_of(hotels::search, check_in)           Tense.FUTURE
tense_of(bank::list_transactions, since)     Tense.PAST
tense_of(almanac::get_sun_times, date)       Tense.OPEN       nothing says it
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import yaml

from ..common.json_types import FrozenJsonObject
from ..common.kinds import Kind
from ..common.plans import Slot
from ..common.tools import Endpoint, Parameter
from ..world.roles import name_words

DATES = frozenset((Kind.DATE, Kind.START_DATE, Kind.END_DATE))
TOLD_WITHIN = timedelta(days=90)  # of today: farther days are told by their date
_MOMENTS = frozenset((Kind.DATETIME, Kind.TIMESTAMP))
_DATA = Path(__file__).parent / "data" / "tenses.yaml"
_WORD = re.compile(r"[a-z0-9]+")


class Tense(StrEnum):
    """When the days lie that a parameter takes. The values but OPEN are the keys of `data/tenses.yaml`."""

    BORN = "born"  # decades ago
    PAST = "past"
    FUTURE = "future"
    OPEN = "open"


@lru_cache(maxsize=1)
def _words() -> Mapping[str, frozenset[str]]:
    raw = yaml.load(_DATA.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {tense: frozenset(words) for tense, words in raw.items()}


@lru_cache(maxsize=65536)
def tense_of(endpoint: Endpoint, parameter: Parameter) -> Tense:
    """The tense of a date parameter; OPEN where words of both sorts stand beside it, or none."""
    own = {*name_words(parameter.name), *_WORD.findall(parameter.description.lower())}
    if own & _words()["born"]:
        return Tense.BORN
    names = {*name_words(endpoint.name), *name_words(endpoint.entity or "")}
    around = own | names | {*_WORD.findall(endpoint.description.lower())}
    past, future = bool(around & _words()["past"]), bool(around & _words()["future"])
    if past is future:
        return Tense.OPEN
    return Tense.PAST if past else Tense.FUTURE


def lies_over(endpoint: Endpoint, arguments: FrozenJsonObject, today: str) -> bool:
    """Whether a call asks for a day that has gone by where only one to come makes sense. `today` in ISO form."""
    return any(
        parameter.kind in DATES
        and isinstance(value := arguments.get(parameter.name), str)
        and value < today
        and tense_of(endpoint, parameter) is Tense.FUTURE
        for parameter in endpoint.parameters
    )


def told_from(today: date, slots: Sequence[Slot], used: Sequence[Endpoint]) -> bool:
    """Whether the dates among the slots of a plan, which uses these endpoints, can be told from a stated today.

    At least one must lie near, and none be of open tense or a moment: it may lie on the wrong side of today, which
    shows only once today is stated. For the same reason no tool may show dates of its own that no told date has set.
    """
    dated = [slot for slot in slots if slot.kind in DATES and isinstance(slot.value, str)]
    if not dated or any(slot.kind in _MOMENTS for slot in slots):
        return False
    endpoints = {endpoint.id: endpoint for endpoint in used}
    dated = [slot for slot in dated if slot.endpoint_id in endpoints]
    tools = {endpoints[slot.endpoint_id].tool_id for slot in dated}
    near = any(abs(date.fromisoformat(slot.value) - today) <= TOLD_WITHIN for slot in dated)
    return (
        near
        and not any(_is_open(endpoints[slot.endpoint_id], slot.parameter) for slot in dated)
        and all(endpoint.tool_id in tools or not _shows_dates(endpoint) for endpoint in used)
    )


def _is_open(endpoint: Endpoint, parameter: str) -> bool:
    return tense_of(endpoint, endpoint.parameter(parameter)) is Tense.OPEN


@lru_cache(maxsize=65536)
def _shows_dates(endpoint: Endpoint) -> bool:
    return any(field.kind in DATES for field in endpoint.outputs)
