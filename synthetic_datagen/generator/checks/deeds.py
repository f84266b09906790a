"""Deeds: what the assistant says it has done was done, and what failed is told.

"The visit has been canceled."     needs a call of this goal that is not known to read only and did not fail
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from ...common.json_types import JsonObject
from ...common.plans import Outcome
from ...graph.naming import name_words
from ...graph.word_lists import word_set
from .verbs import reads
from .view import Goal, View, Violation

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


def success_is_real(view: View) -> Iterator[Violation]:
    """FALSE_SUCCESS: a goal that fails or is refused says nothing of it, or a deed is claimed that no call did by then.

    It does not see a false claim beside another write of the same goal whose tool's name has the same verb.
    """
    for goal in view.goals:
        for place in goal.messages[1:]:
            message, ends = view.messages[place], place == goal.messages[-1]
            claims = any(hint in message["content"] for hint in _HINTS)
            if message["role"] == "assistant" and (ends or claims):
                text = _QUOTED.sub(" ", message["content"])
                calls = (view.calls[number] for number in goal.calls)
                made = [call for call in calls if view.call_message.get(call["id"], place) < place]
                for problem in _false(view, goal, made, text, ends):
                    yield Violation("FALSE_SUCCESS", f"/messages/{place}", problem)


def _false(view: View, goal: Goal, calls: list[JsonObject], text: str, ends: bool) -> Iterator[str]:
    """What a text of a goal claims and nobody did, or, where it `ends` the goal, does not tell."""
    untold = _unmet(view, goal, calls) if ends else ""
    if untold and not _TELLS_FAILURE.search(text):
        yield f"does not tell that {untold}"
    for verb in _DONE.findall(text):
        base = _base(verb.casefold())
        if base and not _was_done(view, calls, base):
            yield f"claims {verb!r}, but no call of this goal did it"


def _unmet(view: View, goal: Goal, calls: list[JsonObject]) -> str:
    """What a goal's end must tell because it went wrong; "" where nothing did."""
    if goal.outcome in _REFUSED:
        return "it cannot be done"
    if goal.outcome == Outcome.FAILED.value or (calls and view.failed(calls[-1]["id"])):
        failed = next((call["name"] for call in reversed(calls) if view.failed(call["id"])), "a call")
        return f"{failed!r} failed"
    return ""


_REFUSED = frozenset(outcome.value for outcome in Outcome if outcome.refused)


def _was_done(view: View, calls: list[JsonObject], base: str) -> bool:
    """Whether a call that did not fail has the claimed verb in its name, or may stand for it under another one."""
    done = [call for call in calls if not view.failed(call["id"])]
    if any(base in name_words(call["name"].rpartition("::")[2]) for call in done):
        return True
    failed = {word for call in calls if call not in done for word in name_words(call["name"].rpartition("::")[2])}
    return base not in failed and any(not reads(call["name"]) for call in done)


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
