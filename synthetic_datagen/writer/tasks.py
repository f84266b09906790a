"""Tasks: what a step was to do, as the assistant speaks of it: with the thing it works on, or the place it is about.

refused    "cancel that booking"        failed    "search for hotels in Lyon", "book a room in Casa Nova"
"""

from collections.abc import Mapping

from ..common.kinds import Kind
from ..common.plans import FromUser
from ..common.tools import Endpoint
from .clauses import Clause, Draft, clause_text
from .references import Reference
from .talk import Talk

# Kinds of which one value tells what was wanted.
_TELLING = frozenset(
    {Kind.CITY, Kind.COUNTRY, Kind.REGION, Kind.AIRPORT_CODE, Kind.COMPANY, Kind.STOCK_SYMBOL, Kind.CRYPTO_SYMBOL}
    | {Kind.GENRE, Kind.SPORT, Kind.CUISINE, Kind.TEAM, Kind.WORD}
)


def task_of(talk: Talk, step: int, endpoints: Mapping[str, Endpoint], about: Reference | None) -> str:
    """The step in words behind "I can't". `about`: what it works on, where that can be said."""
    planned = talk.plan.steps[step]
    endpoint = endpoints[planned.endpoint_id]
    sources = [argument.source for argument in planned.arguments]
    slots = [talk.current(source.slot) for source in sources if isinstance(source, FromUser)]
    telling = [slot for slot in slots if slot in talk.spoken and talk.plan.slots[slot].kind in _TELLING]
    chosen = [] if about or endpoint.intent.writes else [slot for slot in telling[:1] if talk.spoken[slot].row.inline]
    draft = Draft({slot: talk.spoken[slot] for slot in chosen})
    return clause_text(Clause((planned,), endpoint, about, tuple(chosen)), about, "able", draft, talk.rng)
