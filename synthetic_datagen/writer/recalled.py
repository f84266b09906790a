"""Recalled values: spoken of without being said again, since an earlier request told them.

city, for a hotel search         "in the same city"
city, as a flight's destination  "to the same city"
both dates of a stay             "for the same dates"
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..common.kinds import Kind
from ..common.plans import FromUser, PlannedStep, Slot
from ..common.recall import RECALLABLE
from ..common.tools import Endpoint
from ..common.trace import Surface
from .acts import templates_of
from .labels import words_of
from .phrasebook import SlotRow, Template, fill, has_field
from .references import role_of
from .slot_phrases import Phraser, SpokenSlot

_STAY = frozenset((Kind.START_DATE, Kind.END_DATE))
_NAMING = frozenset((Kind.PERSON_NAME, Kind.COMPANY))


def recalled_slots(
    numbers: Sequence[int],
    steps: Sequence[PlannedStep],
    slots: Sequence[Slot],
    endpoints: Mapping[str, Endpoint],
    phraser: Phraser,
) -> dict[int, SpokenSlot]:
    """The recalled slots that these steps take, as the steps speak of them; both dates of a stay in one."""
    found: dict[int, SpokenSlot] = {}
    for step in steps:
        for argument in step.arguments:
            source = argument.source
            if isinstance(source, FromUser) and source.slot in numbers and source.slot not in found:
                slot = _as_taken(slots[source.slot], argument.parameter, endpoints[step.endpoint_id])
                if slot.kind in RECALLABLE:
                    found[source.slot] = _spoken(slot, endpoints[step.endpoint_id], phraser)
    ends = [number for number, one in found.items() if one.slot.kind in _STAY]
    if {found[number].slot.kind for number in ends} == _STAY and len(ends) == 2:
        first, second = ends
        found[first] = replace(found[first], row=_row("dates", found[first].row))
        del found[second]
    return found


def _as_taken(slot: Slot, parameter: str, endpoint: Endpoint) -> Slot:
    """The slot as the parameter that takes it now sees it."""
    kind = endpoint.parameter(parameter).kind
    label = " ".join(words_of(parameter)) or slot.label
    return replace(slot, kind=kind, label=label, parameter=parameter, endpoint_id=endpoint.id)


def _spoken(slot: Slot, endpoint: Endpoint, phraser: Phraser) -> SpokenSlot:
    row, label = phraser.row_and_label(slot)
    words = fill(_phrases(slot.kind.value, "v")[0], {})
    if slot.kind is Kind.PERSON_NAME and row.words:
        words = f"the same {label.removesuffix(chr(39) + 's name').removesuffix(' name')}"
    if role := role_of(endpoint.parameter(slot.parameter)):
        row = replace(row, inline=(("into " if _into(row) else f"{role} ", "v", ""),))
    elif not _has_place(row):
        row = _row(slot.kind.value, row)
    fields = {"v": words, "label": label} if slot.kind in _NAMING else {"v": words, "q": words, "label": label}
    return SpokenSlot(slot, row, Surface(slot.number, words), fields)


def _into(row: SlotRow) -> bool:
    return any(template[0].startswith("into ") for template in row.inline)


def _has_place(row: SlotRow) -> bool:
    """Whether the row's own phrases take "the same city" for the value: those of a special meaning, "by {v}"."""
    return bool(row.words) and bool(row.inline) and not any(has_field(one, "label") for one in row.inline)


def _row(kind: str, row: SlotRow) -> SlotRow:
    return replace(row, inline=_phrases(kind, "inline"))


def _phrases(kind: str, part: str) -> tuple[Template, ...]:
    return templates_of("recalls", kind, part)
