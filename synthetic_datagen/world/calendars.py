"""Computations on days and times that have one right answer: what lies between two days, ages, times in other zones.

days_between(difference, {"start_date": "2026-03-01", "end_date": "2026-03-31"})      {"days": 30}
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from ..common.json_types import FrozenJsonObject, Json
from ..common.kinds import Kind, ValueType
from ..common.tools import Endpoint
from .geography import offset_text
from .inputs import answers, by_kind, said_by
from .lexicon import place_called, utc_offset
from .roles import name_words, role
from .spans import age_on, day_of

_DATES = frozenset({Kind.DATE, Kind.START_DATE, Kind.END_DATE})
_BETWEEN = frozenset({"between", "difference", "diff"})


def days_between(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """Days between two days, where the endpoint asks for what lies between them."""
    days = [
        day
        for one in endpoint.parameters
        if one.kind in _DATES and (day := day_of(arguments.get(one.name))) is not None
    ]
    if len(days) != 2 or not _BETWEEN & set(said_by(endpoint)):
        return {}
    apart = abs((days[1] - days[0]).days)
    fields = {one.name: name_words(one.name) for one in endpoint.outputs if one.type is not ValueType.BOOLEAN}
    values = {name: apart for name, said in fields.items() if said[-1:] == ("days",)}
    return values or {name: apart // 7 for name, said in fields.items() if said[-1:] == ("weeks",)}


def age_between(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """Full years from a day of birth to another day that the call names."""
    born = other = None
    for one in endpoint.parameters:
        day = day_of(arguments.get(one.name)) if one.kind in _DATES else None
        if day is not None and set(name_words(one.name)) & {"birth", "birthdate", "dob", "birthday", "born"}:
            born = day
        elif day is not None:
            other = day
    if born is None or other is None or other < born or "age" not in said_by(endpoint):
        return {}
    return dict.fromkeys(answers(endpoint, False, "age", "years"), age_on(born, other))


def zone_converted(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """A moment of one time zone in another, by the table of offsets."""
    source, target = (_zone(endpoint, arguments, end) for end in ("from", "to"))
    given = by_kind(endpoint, arguments, Kind.DATETIME, "")
    if source is None or target is None or not isinstance(given, str):
        return {}
    try:
        moment = datetime.fromisoformat(given.replace("Z", "")).replace(tzinfo=None)
    except ValueError:
        return {}
    there, here = utc_offset(source, moment.date()), utc_offset(target, moment.date())
    if there is None or here is None:
        return {}
    shifted = moment + timedelta(minutes=here - there)
    text = f"{shifted.isoformat()}{offset_text(here)}"
    return dict.fromkeys(answers(endpoint, True, "converted", "datetime", "time"), text)


def _zone(endpoint: Endpoint, arguments: FrozenJsonObject, end: str) -> str | None:
    """The time zone of one end, named itself or by a city."""
    for one in endpoint.parameters:
        value = arguments.get(one.name)
        if role(one.name) == end and isinstance(value, str) and one.kind in (Kind.TIMEZONE, Kind.CITY):
            place = place_called(value)
            if utc_offset(value, date(2026, 1, 1)) is not None:
                return value
            return None if place is None else place.timezone
    return None
