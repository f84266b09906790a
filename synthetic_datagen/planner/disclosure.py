"""What is said when: of each request the slots told at once, those withheld, and those that speak of earlier ones.

disclose(draft, wanted, settings)   (Goal(steps=(0, 1), told=(0,), withheld=(1,)), Goal(steps=(2,), told=(2,)))
"""

from dataclasses import dataclass, field

from ..common.chains import SamplingMode
from ..common.plans import FromUser, Goal, Opening, Outcome, Replacement
from ..config import GeneratorSettings
from ..sampler.supply import UNASKABLE
from .behaviours import Wanted
from .draft import Draft, Request
from .tool_source import ToolSource
from .twists import another, is_free

MORE_QUESTIONS = 0.15  # of further requests of a conversation with a clarification: they need one too
OFF_THE_POINT = 0.4  # of detours: the user says nothing that helps, though they could
CORRECTED_WITH_ANSWER = 0.6  # of corrections, where there is an answer to go with


@dataclass(slots=True)
class _Part:
    """One request while it is decided what is said in it."""

    request: Request
    new: list[int]
    known: list[int]
    askable: list[int]
    withheld: tuple[int, ...] = ()
    detour: tuple[int, ...] | None = None
    corrected: list[Replacement] = field(default_factory=list)


def corrects_with_answer(draft: Draft, wanted: Wanted) -> bool:
    """Whether a correction shall go with the answer to a question, and not stand for itself."""
    return wanted.clarification and draft.rng.random() < CORRECTED_WITH_ANSWER


def disclose(
    draft: Draft, wanted: Wanted, settings: GeneratorSettings, registry: ToolSource, corrects: bool
) -> tuple[Goal, ...] | None:
    """The goals of the draft's requests; None where what is wanted cannot be had. `corrects`: with an answer."""
    parts = _parts(draft)
    if wanted.clarification and not _withhold(draft, parts, wanted, settings):
        return None
    asking = [part for part in parts if part.withheld and part.request.outcome is not Outcome.NO_VALUE]
    if wanted.detour and not (asking and _detour(draft, asking)):
        return None
    if corrects and not _correct(draft, asking, registry):
        return None
    return tuple(_goal(part) for part in parts)


def _parts(draft: Draft) -> list[_Part]:
    told: set[int] = set()
    parts = []
    for request in draft.requests:
        used = dict.fromkeys(slot for step in request.steps for slot in draft.slots_of(step))
        new = [slot for slot in used if slot not in told]
        part = _Part(request, new, [slot for slot in used if slot in told], _askable(draft, request, new))
        part.withheld = request.lacks
        parts.append(part)
        told.update(new)
    return parts


def _askable(draft: Draft, request: Request, new: list[int]) -> list[int]:
    """Of a request's new slots those that it may be asked for."""
    if not _may_ask(request):
        return []
    needed = set().union(*(draft.required[step] for step in request.steps))
    return [slot for slot in new if slot in needed and _is_askable(draft, slot)]


def _may_ask(request: Request) -> bool:
    met = request.outcome in (Outcome.DONE, Outcome.FAILED)
    return met and request.opening in (Opening.REQUEST, Opening.INTENT)


def _is_askable(draft: Draft, slot: int) -> bool:
    return slot not in draft.twins and draft.book.slots[slot].kind not in UNASKABLE


def _withhold(draft: Draft, parts: list[_Part], wanted: Wanted, settings: GeneratorSettings) -> bool:
    """Withhold something in one request at least: in the first, where the mode says so."""
    able = [part for part in parts if part.askable]
    first = wanted.mode is SamplingMode.CLARIFICATION_FIRST
    if not able or (first and able[0] is not parts[0]):
        return False
    chosen = parts[0] if first else draft.rng.choice(able)
    for part in able:
        if part is chosen or draft.rng.random() < MORE_QUESTIONS:
            two = len(part.askable) > 1 and draft.rng.random() < settings.two_values_share
            part.withheld = tuple(sorted(draft.rng.sample(part.askable, 2 if two else 1)))
    return True


def _detour(draft: Draft, asking: list[_Part]) -> bool:
    """In one of the answers, say something else first: a value that was not asked for, or nothing that helps."""
    part = draft.rng.choice(asking)
    needed = set().union(*(draft.required[step] for step in part.request.steps))
    spare = [slot for slot in part.new if slot not in part.withheld and slot not in needed and slot not in draft.twins]
    part.detour = (draft.rng.choice(spare),) if spare and draft.rng.random() >= OFF_THE_POINT else ()
    return True


def _correct(draft: Draft, asking: list[_Part], registry: ToolSource) -> bool:
    """Replace a value told with one of the requests when its question is answered."""
    able = [
        (part, slot)
        for part in asking
        for slot in part.new
        if slot not in part.withheld and slot not in (part.detour or ()) and _may_correct(draft, slot)
    ]
    if not able:
        return False
    part, old = draft.rng.choice(able)
    new = another(draft, registry, old)
    if new is None:
        return False
    part.corrected.append(Replacement(old, new))
    return True


def _may_correct(draft: Draft, slot: int) -> bool:
    setback = draft.setback
    mended = setback.mended if setback is not None else None
    return (mended is None or mended.old != slot) and all(
        is_free(draft, slot, step)
        and any(a.source == FromUser(slot) and a.pointer.count("/") == 1 for a in draft.steps[step].arguments)
        for step in draft.users_of(slot)
    )


def _goal(part: _Part) -> Goal:
    request = part.request
    later = {*part.withheld, *(part.detour or ())}
    recalled = [slot for slot in part.known if request.opening is Opening.INTENT]
    taken_back = request.opening is Opening.CORRECTION and request.changed is not None
    return Goal(
        steps=tuple(request.steps),
        told=tuple(slot for slot in part.new if slot not in later),
        withheld=part.withheld,
        outcome=request.outcome,
        opening=request.opening,
        recalled=tuple(recalled),
        detour=part.detour,
        corrected=(request.changed,) if taken_back and request.changed else tuple(part.corrected),
        changed=request.changed,
        again=request.again,
        topic=request.topic,
        recalls=request.recalls,
    )
