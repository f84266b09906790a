"""Currencies: the one in which a price that the user names can only be meant.

currency_of(talk, max_price of hotels in Paris)    "EUR"    the user said Paris, and all results are in euros
currency_of(talk, amount to convert)               ""       the user names the currency
"""

from collections.abc import Iterator

from ..common.json_types import Json
from ..common.kinds import Kind
from ..common.plans import Slot
from ..common.spoken_codes import spoken_codes
from ..world.lexicon import places
from .talk import Talk

_MONEY = frozenset((Kind.PRICE, Kind.AMOUNT))
_PLACES = frozenset((Kind.CITY, Kind.COUNTRY, Kind.COUNTRY_CODE, Kind.AIRPORT_CODE))


def currency_of(talk: Talk, price: Slot) -> str:
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
        here = [_money_at(talk, one) for one in told if one.kind in _PLACES]
        found |= set(_currencies(talk.outputs.get(call.number)))
        if not found <= set(here):
            return ""
    code = found.pop() if len(found) == 1 else ""
    return code if code in spoken_codes()["currency_code"] else ""


def _money_at(talk: Talk, place: Slot) -> str:
    """The currency of a named place; "" where the user corrects or changes it to one with another currency."""
    names = [
        one.value for one in talk.plan.slots if (one.endpoint_id, one.parameter) == (place.endpoint_id, place.parameter)
    ]
    found = {
        one.currency
        for one in places()
        for name in names
        if name in (one.city, one.country, one.country_code, one.airport)
    }
    return found.pop() if len(found) == 1 else ""


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
