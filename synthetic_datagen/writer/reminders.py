"""Reminders: the user asks again about what the assistant has told, and is answered from that output.

    a list       "Which one was the cheapest again?"                    "Casa Nova is the cheapest, at 98 EUR."
                 "What was the rating of Hotel Lux?"                    "Hotel Lux has a rating of 4.3."
    a reading    "Sorry, what did you say the temperature was?"         "The temperature is 14.5."
    a booking    "What was the booking ID again?"                       "Your booking ID is bk_3391."

Only what was told is asked about: the name and the value stand in what has been said.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ..common.json_types import Json
from ..common.kinds import Intent, Kind
from ..common.tools import Endpoint
from .acts import say
from .facts import Fact, facts_of
from .inflection import is_plural, with_the
from .made import made_id
from .names import name_of, title
from .talk import Talk
from .told import Told, told_call
from .values import MONEY, Form, said_values

_FEW = 3  # names that a report tells


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its answer."""

    ask: str
    answer: str


def reminder(talk: Talk, step: int, endpoints: Mapping[str, Endpoint]) -> Exchange | None:
    """A question about what the step's call returned, and its answer; None where nothing told of it reads well."""
    call = next((one for one in reversed(talk.trace.calls) if one.step == step and one.number in talk.outputs), None)
    if call is None or call.number in talk.faults:
        return None
    endpoint = endpoints[call.endpoint_id]
    told = told_call(call, endpoint, talk.outputs[call.number], signs=talk.signs)
    if told.failed:
        return None
    choices = _of_a_list(talk, told) if told.items else _of_one(talk, told)
    return talk.rng.choice(choices) if choices else None


def _of_a_list(talk: Talk, told: Told) -> list[Exchange]:
    items = told.items or []
    names = [name_of(item, told.endpoint.entity) for item in items]
    found = [*_cheapest(talk, told, items, names)]
    for item, name in list(zip(items, names, strict=True))[:_FEW]:
        if name and title(name) in talk.text and names.count(name) == 1:
            facts = [one for one in facts_of(item, told.lens, 3, said_values(name)) if _plain(one)]
            found.extend(_asked(talk, "of_item", one, title(name)) for one in facts if one.value in talk.text)
    return found


def _cheapest(talk: Talk, told: Told, items: list[Json], names: list[str]) -> list[Exchange]:
    """The cheapest of a list, where each has a price and one is the lowest."""
    if len(items) < 2 or not all(isinstance(item, dict) for item in items):
        return []
    prices = [_price(told, item) for item in items]
    values = [value for value, _ in prices if value is not None]
    if len(values) < len(items) or values.count(min(values)) > 1:
        return []
    at = values.index(min(values))
    fact = prices[at][1]
    if not names[at] or fact is None or title(names[at]) not in talk.text:
        return []
    fields = {"name": title(names[at]), "v": fact.value, "nouns": told.nouns}
    return [_said(talk, "cheapest", fields)]


def _price(told: Told, item: Json) -> tuple[float | None, Fact | None]:
    key = next((key for key, value in item.items() if told.kinds.get(key) is Kind.PRICE and _numeric(value)), None)
    facts = [one for one in facts_of(item, told.lens, 4) if one.kind is Kind.PRICE]
    return (float(item[key]), facts[0]) if key is not None and len(facts) == 1 else (None, None)


def _numeric(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _of_one(talk: Talk, told: Told) -> list[Exchange]:
    """What was told of one thing or reading: its facts, and the id of what was made."""
    made = (
        made_id(told.output, told.endpoint.entity, told.lens.known) if told.endpoint.intent is Intent.CREATE else None
    )
    facts = [made] if made else []
    if not told.endpoint.intent.writes:
        facts = [one for one in facts_of(told.output, told.lens, 4) if _plain(one)]
    return [_asked(talk, "of_one", one, "") for one in facts if one.value in talk.text]


def _plain(fact: Fact) -> bool:
    """Whether a fact can be asked for by its label: one value, no text."""
    return (
        fact.form is not Form.FLAG
        and not fact.counted
        and not is_plural(fact.label)
        and (fact.kind in MONEY or len(fact.value) < 25)
    )


def _asked(talk: Talk, act: str, fact: Fact, name: str) -> Exchange:
    return _said(talk, act, {"label": fact.label, "v": with_the(fact.value), "name": name})


def _said(talk: Talk, act: str, fields: Mapping[str, str]) -> Exchange:
    rng = talk.rng
    return Exchange(say("reminders", f"ask_{act}", "", rng, **fields), say("reminders", act, "", rng, **fields))
