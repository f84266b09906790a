"""Telling: what the user may build on when a value is said, given what has been said so far.

telling(talk, 3, told=(2, 3))    SurfaceContext(today=2026-07-06, start=2026-07-14)    check-out, with its check-in
"""

from collections.abc import Sequence
from datetime import date

from ..common.kinds import Kind
from ..common.plans import Habit, Slot
from ..common.trace import Form
from .currencies import currency_of
from .surfaces import SurfaceContext
from .talk import Talk

_OF_DATES = frozenset((Habit.DAY_FIRST, Habit.NUMERIC_DATES))
_ENDS = frozenset((Kind.END_DATE, Kind.DATE))
_ALL = frozenset(Form)
_NOTHING = SurfaceContext(forms=_ALL)  # to build on, as for most values
IN_A_PHRASE = _ALL - {Form.ALONE, Form.STAY}  # for values that are said against others: "Friday, not Monday"


def telling(talk: Talk, slot: int, told: Sequence[int], forms: frozenset[Form] = _ALL) -> SurfaceContext:
    """The context in which a slot is said in a turn that tells the slots `told`."""
    plan = talk.plan
    one = plan.slots[slot]
    today = date.fromisoformat(plan.today) if plan.today else None
    start, currency = _start(talk, one, told), currency_of(talk, one)
    habits = plan.persona.habits & _OF_DATES
    if today is None and start is None and not currency and forms is _ALL and not habits:
        return _NOTHING
    return SurfaceContext(today, start, forms, currency=currency, habits=habits)


def _start(talk: Talk, end: Slot, told: Sequence[int]) -> date | None:
    """The start date of the range that the slot ends: the only one of its endpoint, told before or in this turn.

    Where a start or the end itself has two values, since one is corrected or changed, a length could be either's.
    """
    if end.kind not in _ENDS:
        return None
    alike = [one for one in talk.plan.slots if one.endpoint_id == end.endpoint_id]
    starts = [one for one in alike if one.kind is Kind.START_DATE and isinstance(one.value, str)]
    if len(starts) != 1 or sum(one.parameter == end.parameter for one in alike) != 1:
        return None
    start = starts[0]
    if start.number not in talk.spoken and start.number not in told:
        return None
    try:
        return date.fromisoformat(start.value)
    except ValueError:
        return None
