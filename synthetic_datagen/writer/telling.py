"""Telling: what the user may build on when a value is said, given what has been said so far.

telling(talk, 3, told=(2, 3))    SurfaceContext(today=2026-07-06, start=2026-07-14)    check-out, with its check-in
"""

from collections.abc import Iterator, Sequence
from datetime import date

from ..common.json_types import Json
from ..common.kinds import Kind
from ..common.plans import Slot
from ..common.spoken_codes import spoken_codes
from ..common.trace import Form
from ..world.lexicon import Place, places
from .surfaces import SurfaceContext
from .talk import Talk

_ENDS = frozenset((Kind.END_DATE, Kind.DATE))
_MONEY = frozenset((Kind.PRICE, Kind.AMOUNT))
_PLACES = frozenset((Kind.CITY, Kind.COUNTRY, Kind.COUNTRY_CODE, Kind.AIRPORT_CODE))
_ALL = frozenset(Form)
IN_A_PHRASE = _ALL - {Form.ALONE, Form.STAY}  # for values that are said against others: "Friday, not Monday"


def telling(talk: Talk, slot: int, told: Sequence[int], forms: frozenset[Form] = _ALL) -> SurfaceContext:
    """The context in which a slot is said in a turn that tells the slots `told`."""
    today = date.fromisoformat(talk.plan.today) if talk.plan.today else None
    one = talk.plan.slots[slot]
    return SurfaceContext(today, _start(talk, one, told), forms, currency=_currency(talk, one))


def _currency(talk: Talk, price: Slot) -> str:
    """The currency of a price that the user names with a place: that of the place and of all that its calls return.

    "" where an argument names a currency, the results are in several, in none or in another than the user's place has.
    """
    if price.kind not in _MONEY:
        return ""
    found: set[str] = set()
    for call in talk.calls.values():
        slots = {row.slot for row in call.provenance}
        if price.number not in slots:
            continue
        told = [talk.plan.slots[slot] for slot in slots if slot is not None]
        if any(one.kind is Kind.CURRENCY_CODE for one in told):
            return ""
        here = {place.currency for one in told if one.kind in _PLACES for place in _places_called(one.value)}
        found |= set(_currencies(talk.outputs.get(call.number)))
        if not found <= here:
            return ""
    code = found.pop() if len(found) == 1 else ""
    return code if code in spoken_codes()["currency_code"] else ""


def _places_called(name: Json) -> Iterator[Place]:
    return (one for one in places() if name in (one.city, one.country, one.country_code, one.airport))


def _currencies(output: Json) -> Iterator[str]:
    """The values of all fields called "currency" or the like."""
    if isinstance(output, dict):
        for key, value in output.items():
            if "currency" in key.lower() and isinstance(value, str):
                yield value
            else:
                yield from _currencies(value)
    elif isinstance(output, list):
        for item in output:
            yield from _currencies(item)


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
