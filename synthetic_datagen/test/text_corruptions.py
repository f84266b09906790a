"""Corruptions of one turn's text that judging must catch, each a function of the turn; None where it does not apply.

CORRUPTIONS["drops_a_value"](turn, random.Random(1))    "Find me a hotel in that, please."
"""

import random
import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from synthetic_datagen.common.trace import AskMend, AskSlots
from synthetic_datagen.generator.checks.deeds import unmet
from synthetic_datagen.generator.checks.words import is_wire_name
from synthetic_datagen.test.written import Turn

Corruption: TypeAlias = Callable[[Turn, random.Random], str | None]

_NUMBER = re.compile(r"(?<![\w.,:/-])\d+(?![\w,:/-]|\.\d)")
_DONE = (
    "All done! I've booked it for you.",
    "Great news, that has been taken care of and everything went through.",
    "Done. Here is what you wanted.",
)


def drops_a_value(turn: Turn, rng: random.Random) -> str | None:
    told = [one for one in turn.words.surfaces if one.transform != "yes_no"]
    return turn.text.replace(rng.choice(told).text, "that") if told else None


def adds_a_later_value(turn: Turn, rng: random.Random) -> str | None:
    later = [str(one.due.value) for one in turn.brief.withheld]
    return f"{turn.text} It has to do with {rng.choice(later)}." if later else None


def adds_an_id(turn: Turn, rng: random.Random) -> str | None:
    ids = sorted(one for one in turn.brief.ids if len(one) > 3 and re.search(r"\d", one))
    return f"{turn.text} I mean {rng.choice(ids)}." if ids else None


def names_a_tool(turn: Turn, rng: random.Random) -> str | None:
    names = sorted(one for one in turn.brief.offered.names if "__" in one or "::" in one)
    return f"{turn.text} That is for {rng.choice(names)}." if names else None


def names_a_parameter(turn: Turn, rng: random.Random) -> str | None:
    names = sorted(one for one in turn.brief.offered.names if is_wire_name(one) and "__" not in one and "::" not in one)
    return f"Set {rng.choice(names)}. {turn.text}" if names else None


def tells_a_wrong_number(turn: Turn, rng: random.Random) -> str | None:
    numbers = list(_NUMBER.finditer(turn.text)) if turn.brief.role == "assistant" else []
    if not numbers:
        return None
    one = rng.choice(numbers)
    return f"{turn.text[: one.start()]}{int(one[0]) + rng.choice((7, 13, 170))}{turn.text[one.end() :]}"


def adds_a_claim(turn: Turn, rng: random.Random) -> str | None:
    number = rng.randrange(1000, 99999)
    return f"{turn.text} The reference is QX-{number}." if turn.brief.role == "assistant" else None


def claims_success(turn: Turn, rng: random.Random) -> str | None:
    """The end of a request that failed or is refused says that it is done."""
    brief = turn.brief
    return rng.choice(_DONE) if brief.ends and unmet(brief.outcome.value, brief.made) else None


def asks_nothing(turn: Turn, rng: random.Random) -> str | None:
    return "One moment, please." if isinstance(turn.brief.event, AskSlots | AskMend) else None


def tells_nothing(turn: Turn, rng: random.Random) -> str | None:
    return "There you go." if turn.brief.news else None


def tells_too_much(turn: Turn, rng: random.Random) -> str | None:
    of_a_call = turn.brief.role == "user" and turn.brief.outcome.value in ("done", "failed")
    return f"{turn.text} And make it {rng.randrange(10000, 99999)}." if of_a_call else None


def takes_a_value_back(turn: Turn, rng: random.Random) -> str | None:
    told = [one.text for one in turn.words.surfaces if one.transform != "yes_no"]
    return f"{turn.text} Well, not {rng.choice(told)}." if told else None


def hides_what_day_it_is(turn: Turn, rng: random.Random) -> str | None:
    text = re.sub(r"[^.!?]*\b\w+day, \w+ \d+, \d{4}[^.!?]*[.!?]", "", turn.text)
    return text if turn.brief.states_today else None


def leaves_braces(turn: Turn, rng: random.Random) -> str | None:
    return f"{turn.text} {{value}}"


def uses_markup(turn: Turn, rng: random.Random) -> str | None:
    return rng.choice((f"**{turn.text or 'One moment'}**", f"- {turn.text or 'One moment'}", f"```{turn.text}```"))


def says_null(turn: Turn, rng: random.Random) -> str | None:
    return f"{turn.text} It is {rng.choice(('None', 'null', 'undefined', 'NaN'))}."


def is_empty(turn: Turn, rng: random.Random) -> str | None:
    return None if turn.brief.may_be_silent else " "


CORRUPTIONS: Mapping[str, Corruption] = {
    one.__name__: one
    for one in (
        drops_a_value,
        adds_a_later_value,
        adds_an_id,
        names_a_tool,
        names_a_parameter,
        tells_a_wrong_number,
        adds_a_claim,
        claims_success,
        asks_nothing,
        tells_nothing,
        tells_too_much,
        takes_a_value_back,
        hides_what_day_it_is,
        leaves_braces,
        uses_markup,
        says_null,
        is_empty,
    )
}
