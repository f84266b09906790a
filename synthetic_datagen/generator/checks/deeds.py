"""Deeds: what the assistant says it has done was done, and what failed is told.

"The visit has been canceled."     needs a call of this goal that is not known to read only and did not fail
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ...common.plans import Outcome
from ...graph.naming import name_words
from ...graph.word_lists import word_set
from .verbs import reads
from .view import View, Violation

_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")
_DONE = re.compile(
    r"(?:\b(?:has|have|had) (?:now |just |also |already |successfully )*been|\bI(?:'ve|’ve| have)?"
    r"|\b(?:is|are) now)(?: now| just| also| already| successfully)* (\w+)"
)
_HINTS = (" been ", "I ", "'ve ", "’ve ", " now ")  # one of them stands in whatever the pattern finds
_IRREGULAR = {
    "sent": "send",
    "bought": "buy",
    "made": "make",
    "put": "put",
    "set": "set",
    "paid": "pay",
    "left": "leave",
}
_TELLS_FAILURE = re.compile(
    r"n['’]t\b|\bnot\b|\bunable|\bfail|\berror|\bsorry|\bunfortunately|\bproblem|\btrouble|\bunavailable"
    r"|\bwent wrong|\bden(?:y|ied)|\brefus|\breject|\bwithout success|\bcannot\b|\binvalid|\brate.?limit|\bunauthori",
    re.I,
)


class Made(NamedTuple):
    """A call of a request, as far as what is said of it goes."""

    name: str
    failed: bool


def success_is_real(view: View) -> Iterator[Violation]:
    """FALSE_SUCCESS: a goal that fails or is refused says nothing of it, or a deed is claimed that no call did by then.

    It does not see a false claim beside another write of the same goal whose tool's name has the same verb.
    """
    for goal in view.goals:
        for place in goal.messages[1:]:
            text, ends = view.messages[place]["content"], place == goal.messages[-1]
            if view.messages[place]["role"] == "assistant" and (ends or may_claim_a_deed(text)):
                calls = (view.calls[number] for number in goal.calls)
                made = [
                    Made(call["name"], view.failed(call["id"]))
                    for call in calls
                    if view.call_message.get(call["id"], place) < place
                ]
                yield from untrue(f"/messages/{place}", text, made, unmet(goal.outcome, made) if ends else "")


def may_claim_a_deed(text: str) -> bool:
    """Whether a text may say that something was done: most do not, and this is quickly seen."""
    return any(hint in text for hint in _HINTS)


def untrue(path: str, text: str, made: Sequence[Made], untold: str) -> Iterator[Violation]:
    """FALSE_SUCCESS: what one text claims and none of the calls did; `untold`: what it must tell went wrong."""
    said = _QUOTED.sub(" ", text)
    if untold and not _TELLS_FAILURE.search(said):
        yield Violation("FALSE_SUCCESS", path, f"does not tell that {untold}")
    for verb in _DONE.findall(said):
        base = _base(verb.casefold())
        if base and not _was_done(made, base):
            yield Violation("FALSE_SUCCESS", path, f"claims {verb!r}, but no call of this goal did it")


def unmet(outcome: str, made: Sequence[Made]) -> str:
    """What the end of a request must tell because it went wrong; "" where nothing did."""
    if outcome in _REFUSED:
        return "it cannot be done"
    if outcome == Outcome.FAILED.value or (made and made[-1].failed):
        return f"{next((call.name for call in reversed(made) if call.failed), 'a call')!r} failed"
    return ""


_REFUSED = frozenset(outcome.value for outcome in Outcome if outcome.refused)


def _was_done(made: Sequence[Made], base: str) -> bool:
    """Whether a call that did not fail has the claimed verb in its name, or may stand for it under another one."""
    done = [call.name for call in made if not call.failed]
    if any(base in name_words(name.rpartition("::")[2]) for name in done):
        return True
    failed = {word for call in made if call.failed for word in name_words(call.name.rpartition("::")[2])}
    return base not in failed and any(not reads(name) for name in done)


@lru_cache(maxsize=4096)
def _base(participle: str) -> str:
    """The writing verb that a participle is of ("canceled" -> "cancel"); "" where it is of none."""
    verbs = word_set("verb_create") | word_set("verb_update") | word_set("verb_delete")
    if participle in _IRREGULAR:
        return _IRREGULAR[participle]
    if not participle.endswith("ed"):
        return ""
    stem = participle[:-2]
    for base in (stem, stem + "e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem, stem[:-1] + "y"):
        if base in verbs:
            return base
    return ""
