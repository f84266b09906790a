"""Relations of days and times: what ends comes after what begins, and how long it lasts is the difference.

check_in 2026-09-04, nights 3  ->  check_out 2026-09-07      departure_time 09:30, duration 95  ->  arrival_time 11:05
"""

from datetime import date, datetime, timedelta

from ..common.json_types import Json
from ..common.kinds import Kind, ValueType
from .facets import ValueSpec
from .relations import NUMBERS, Fields, Relation, Relations, Rule, Sight, named, only, words_of
from .roles import as_number, name_words, role

_DATES = frozenset({Kind.DATE, Kind.START_DATE, Kind.END_DATE})
_LENGTH_WORDS = frozenset(
    {"nights", "days", "num", "number", "of", "count", "duration", "rental", "total", "stay", "trip", "length", "weeks"}
)
_EPOCH = date(2026, 1, 5)  # the day on which people are as old as is said


def day_of(value: Json) -> date | None:
    """The day of an ISO date or moment; None for other texts."""
    try:
        return date.fromisoformat(value[:10])
    except (TypeError, ValueError):
        return None


def minutes_of(value: Json) -> int | None:
    """Minutes since midnight of "HH:MM"; None for other texts."""
    try:
        moment = datetime.strptime(value[:5], "%H:%M")
    except (TypeError, ValueError):
        return None
    return moment.hour * 60 + moment.minute


def clock(minutes: int) -> str:
    """The time of day so many minutes after midnight, of this day or the next."""
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def stay(fields: Fields) -> Relations:
    """The last day follows the first by the days or nights that are told; these are their difference."""
    start, end = first_and_last(fields)
    if start is None or end is None:
        return {}
    lengths = {name: per for name, spec in fields.items() if (per := _days_each(spec))}
    told = tuple(lengths.items())

    def last(sight: Sight) -> Json:
        first = day_of(sight.get(start))
        days = next((int(said * per) for name, per in told if (said := as_number(sight.told(name)))), 0)
        return first and (first + timedelta(days=days or 2 + sight.draw % 8)).isoformat()

    def length(per: int) -> Rule:
        return lambda sight: _difference(sight, start, end, per)

    made = {end.name: Relation(last, (start.name, *lengths), certain=False)}
    return made | {name: Relation(length(per), (start.name, end.name)) for name, per in lengths.items()}


def first_and_last(fields: Fields) -> tuple[ValueSpec | None, ValueSpec | None]:
    """The field of the first day and that of the last one; None where that is not certain."""
    days = [spec for spec in fields.values() if spec.kind in _DATES and "arrival" not in words_of(spec)]
    start = only(one for one in days if one.kind is Kind.START_DATE or role(one.name) == "from")
    end = only(one for one in days if one.kind is Kind.END_DATE or role(one.name) == "to")
    return start, end


def _days_each(spec: ValueSpec) -> int:
    """How many days one of what a length counts has; 0 for no length."""
    said = name_words(spec.name)
    if not said or spec.type not in NUMBERS or not set(said) <= _LENGTH_WORDS:
        return 0
    return {"nights": 1, "days": 1, "weeks": 7}.get(said[-1], 0)


def _difference(sight: Sight, start: ValueSpec, end: ValueSpec, per: int) -> Json:
    first, last = day_of(sight.get(start)), day_of(sight.get(end))
    if first is None or last is None or last < first:
        return None
    return (last - first).days // per


def journey(fields: Fields) -> Relations:
    """What ends at a time of day ends so long after it began as it lasts, on that day or the next."""
    times = [spec for spec in fields.values() if spec.kind is Kind.TIME]
    start = only(one for one in times if role(one.name) == "from" and "doors" not in words_of(one))
    end = only(one for one in times if role(one.name) == "to")
    if start is None or end is None:
        return {}
    lasting = only(spec for spec in fields.values() if _minutes_each(spec))

    def ends(sight: Sight) -> Json:
        begun, lasts = minutes_of(sight.get(start)), _lasts(sight, lasting)
        return None if begun is None else clock(begun + lasts)

    def begins(sight: Sight) -> Json:
        ended = minutes_of(sight.told(end.name))
        return None if ended is None else clock((ended - _lasts(sight, lasting)) % 1440)

    made = {
        end.name: Relation(ends, (start.name,), certain=False),
        start.name: Relation(begins, (end.name,), certain=False),
    }
    if lasting is not None:
        made[lasting.name] = Relation(lambda sight: _between(sight, start, end, lasting), (start.name, end.name), False)
    return made | _arrival(fields, start, end)


def _lasts(sight: Sight, lasting: ValueSpec | None) -> int:
    """Minutes from start to end."""
    told = None if lasting is None else sight.number(lasting)
    if lasting is None or told is None:
        return 45 + 15 * (sight.draw % 12)
    return round(told * _minutes_each(lasting))


def _minutes_each(spec: ValueSpec) -> float:
    """Minutes in one of what a duration counts; 0 for what is no duration of minutes, hours or seconds."""
    said = words_of(spec)
    if spec.kind is not Kind.DURATION or spec.type not in NUMBERS or said & {"days", "weeks", "delay", "layover"}:
        return 0
    return 60 if "hours" in said else 1 / 60 if "seconds" in said else 1


def _between(sight: Sight, start: ValueSpec, end: ValueSpec, lasting: ValueSpec) -> Json:
    begun, ended = minutes_of(sight.told(start.name)), minutes_of(sight.told(end.name))
    if begun is None or ended is None:
        return None
    return round((ended - begun) % 1440 / _minutes_each(lasting), 2)


def _arrival(fields: Fields, start: ValueSpec, end: ValueSpec) -> dict[str, Relation]:
    """The day of arrival is that of departure, or the next where it is past midnight."""
    leaving, arriving = named(fields, "departure_date"), named(fields, "arrival_date")
    if leaving is None or arriving is None:
        return {}

    def arrives(sight: Sight) -> Json:
        day, begun, ended = day_of(sight.get(leaving)), minutes_of(sight.get(start)), minutes_of(sight.get(end))
        if day is None or begun is None or ended is None:
            return None
        return (day + timedelta(days=ended < begun)).isoformat()

    return {arriving.name: Relation(arrives, (leaving.name,))}


def moments(fields: Fields) -> Relations:
    """The same for moments with a day: `ends_at` is `starts_at` and what lies between."""
    moment = [spec for spec in fields.values() if spec.kind is Kind.DATETIME and spec.type is ValueType.STRING]
    start = only(one for one in moment if role(one.name) == "from" or "starts" in words_of(one))
    end = only(one for one in moment if role(one.name) == "to" or "ends" in words_of(one))
    lasting = only(spec for spec in fields.values() if _minutes_each(spec))
    if start is None or end is None or lasting is None:
        return {}

    def ends(sight: Sight) -> Json:
        try:
            begun = datetime.fromisoformat(sight.get(start))
        except (TypeError, ValueError):
            return None
        ended = begun + timedelta(minutes=_lasts(sight, lasting))
        return ended.isoformat().replace("+00:00", "Z")

    return {end.name: Relation(ends, (start.name, lasting.name))}


def doors(fields: Fields) -> Relations:
    """Doors open an hour before it begins."""
    opening = only(one for one in fields.values() if one.kind is Kind.TIME and "doors" in words_of(one))
    begin = named(fields, "event_time", "start_time", "show_time", "time")
    if opening is None or begin is None:
        return {}

    def opens(sight: Sight) -> Json:
        begun = minutes_of(sight.get(begin))
        return None if begun is None else clock((begun - 60) % 1440)

    return {opening.name: Relation(opens, (begin.name,))}


def first_to_last(fields: Fields) -> Relations:
    """The oldest of several days lies some weeks before the newest."""
    days = [spec for spec in fields.values() if spec.kind in _DATES or spec.kind is Kind.DATETIME]
    oldest = only(one for one in days if words_of(one) & {"oldest", "earliest"})
    newest = only(one for one in days if words_of(one) & {"newest", "latest"})
    if oldest is None or newest is None or oldest.type is not ValueType.STRING:
        return {}

    def before(sight: Sight) -> Json:
        day = day_of(sight.get(newest))
        if day is None:
            return None
        earlier = (day - timedelta(days=7 + sight.draw % 300)).isoformat()
        return f"{earlier}{str(sight.get(newest))[10:]}"

    return {oldest.name: Relation(before, (newest.name,), certain=False)}


def parts_of_a_moment(fields: Fields) -> Relations:
    """Year, month and day beside a date are its own, hour and minute those of the moment beside them."""
    day, moment = named(fields, "date", "local_date"), named(fields, "datetime", "date_time")
    if day is None or day.kind not in _DATES:
        return {}

    def part(word: str) -> Rule:
        def rule(sight: Sight) -> Json:
            date = day_of(sight.get(day))
            return None if date is None else getattr(date, word)

        return rule

    def clock_part(word: str) -> Rule:
        def rule(sight: Sight) -> Json:
            try:
                return getattr(datetime.fromisoformat(sight.get(moment)), word) if moment is not None else None
            except (TypeError, ValueError):
                return None

        return rule

    made = {spec.name: Relation(part(word), (day.name,)) for word in _DAY_PARTS if (spec := named(fields, word))}
    if moment is None or moment.kind is not Kind.DATETIME:
        return made
    clocks = ((spec, word) for word in _CLOCK_PARTS if (spec := named(fields, word)))
    return made | {spec.name: Relation(clock_part(word), (moment.name,)) for spec, word in clocks}


_DAY_PARTS = ("year", "month", "day")
_CLOCK_PARTS = ("hour", "minute", "second")


def weekday(fields: Fields) -> Relations:
    """The day of the week is that of the date beside it."""
    day = named(fields, "date", "local_date", "event_date")
    name = only(one for one in fields.values() if one.kind is Kind.WEEKDAY and one.type is ValueType.STRING)
    if day is None or name is None or day.kind not in _DATES:
        return {}

    def falls(sight: Sight) -> Json:
        date = day_of(sight.get(day))
        return None if date is None else f"{date:%A}"

    return {name.name: Relation(falls, (day.name,))}


def age(fields: Fields) -> Relations:
    """How old somebody is goes by the day or year of birth."""
    born = only(one for one in fields.values() if one.kind in _DATES and words_of(one) & _BORN)
    years = only(one for one in fields.values() if one.type in NUMBERS and name_words(one.name) in _AGES)
    if born is None or years is None:
        return {}

    def old(sight: Sight) -> Json:
        day = day_of(sight.get(born))
        return None if day is None else age_on(day, _EPOCH)

    def birth(sight: Sight) -> Json:
        said = as_number(sight.told(years.name))
        if said is None:
            return None
        return date(_EPOCH.year - 1 - int(said), 2 + sight.draw % 11, 1 + sight.draw // 11 % 28).isoformat()

    return {years.name: Relation(old, (born.name,)), born.name: Relation(birth, (years.name,), certain=False)}


_BORN = frozenset({"birth", "birthday", "born", "birthdate", "dob"})
_AGES = (("age",), ("age", "years"), ("current", "age"))


def age_on(born: date, day: date) -> int:
    """Full years from birth to a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
