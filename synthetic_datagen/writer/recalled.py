"""Recalled values: spoken of without being said again, since an earlier request told them.

city, for a hotel search         "in the same city"
city, as a flight's destination  "to the same city"
both dates of a stay             "for the same dates"
"""

from collections.abc import Mapping
from dataclasses import replace

from ..common.kinds import Kind
from ..common.plans import FromUser, Slot
from ..common.tools import Endpoint
from ..common.trace import Surface, UserRequest
from .acts import has_act, templates_of
from .labels import words_of
from .phrasebook import SlotRow, Template, book, fill, has_field
from .references import role_of
from .slot_phrases import Phraser, SpokenSlot
from .talk import Talk

_STAY = frozenset((Kind.START_DATE, Kind.END_DATE))
_OWNER = "'s name"
_NAMING = frozenset((Kind.PERSON_NAME, Kind.COMPANY))


def recalled_slots(
    talk: Talk, event: UserRequest, endpoints: Mapping[str, Endpoint], phraser: Phraser
) -> dict[int, SpokenSlot]:
    """What the goal's steps take of what was told before, as they speak of it; both dates of a stay in one."""
    if not talk.spoken:
        return {}
    plan, found = talk.plan, dict[int, SpokenSlot]()
    for step in [plan.steps[number] for number in talk.goal(event.goal).steps]:
        for argument in step.arguments:
            source = argument.source
            if not isinstance(source, FromUser) or source.slot in found or not _may_recall(talk, event, source.slot):
                continue
            endpoint = endpoints[step.endpoint_id]
            one = _spoken(_as_taken(plan.slots[source.slot], argument.parameter, endpoint), endpoint, phraser)
            if one is not None:
                found[source.slot] = one
    return _with_one_stay(found)


def _may_recall(talk: Talk, event: UserRequest, slot: int) -> bool:
    """Whether it was told before, and nothing else of its kind was."""
    if slot in event.told or slot in talk.goal(event.goal).withheld or slot not in talk.spoken:
        return False
    kind, value = talk.plan.slots[slot].kind, talk.plan.slots[slot].value
    told = [talk.plan.slots[number] for number in (*talk.spoken, *event.told)]
    return all(one.value == value for one in told if one.kind is kind)


def _with_one_stay(found: dict[int, SpokenSlot]) -> dict[int, SpokenSlot]:
    ends = [number for number, one in found.items() if one.slot.kind in _STAY]
    if len(ends) != 2 or {found[number].slot.kind for number in ends} != _STAY:
        return found
    first, second = ends
    joined = {number: one for number, one in found.items() if number != second}
    return {**joined, first: replace(found[first], row=_row("dates", found[first].row))}


def _as_taken(slot: Slot, parameter: str, endpoint: Endpoint) -> Slot:
    """The slot as the parameter that takes it now sees it."""
    kind = endpoint.parameter(parameter).kind
    label = " ".join(words_of(parameter)) or slot.label
    return replace(slot, kind=kind, label=label, parameter=parameter, endpoint_id=endpoint.id)


def _spoken(slot: Slot, endpoint: Endpoint, phraser: Phraser) -> SpokenSlot | None:
    """The slot with words that stand for its value; None where there are none for its kind."""
    row, label = phraser.row_and_label(slot)
    if row is book().generic["counted_for"]:
        words = f"the same number of {label}"
        row = replace(row, inline=(("for ", "v", ""),))
    elif not has_act("recalls", slot.kind.value):
        return None
    else:
        words = fill(_phrases(slot.kind.value, "v")[0], {})
        if slot.kind is Kind.PERSON_NAME and row.words:
            words = f"the same {label.removesuffix(_OWNER).removesuffix(' name')}"
        row = _recalling(row, slot.kind.value, role_of(endpoint.parameter(slot.parameter)))
    fields = {"v": words, "label": label} if slot.kind in _NAMING else {"v": words, "q": words, "label": label}
    return SpokenSlot(slot, row, Surface(slot.number, words), fields)


def _recalling(row: SlotRow, kind: str, role: str) -> SlotRow:
    """The row with phrases that take "the same city" for the value."""
    if role:
        return replace(row, inline=(("into " if _into(row) else f"{role} ", "v", ""),))
    return row if _has_place(row) else _row(kind, row)


def _into(row: SlotRow) -> bool:
    return any(template[0].startswith("into ") for template in row.inline)


def _has_place(row: SlotRow) -> bool:
    """Whether the row's own phrases take "the same city" for the value: those of a special meaning, "by {v}"."""
    return bool(row.words) and bool(row.inline) and not any(has_field(one, "label") for one in row.inline)


def _row(kind: str, row: SlotRow) -> SlotRow:
    return replace(row, inline=_phrases(kind, "inline"))


def _phrases(kind: str, part: str) -> tuple[Template, ...]:
    return templates_of("recalls", kind, part)
