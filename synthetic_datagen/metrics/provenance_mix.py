"""Where the values of arguments come from, over a whole file.

ProvenanceMix(leaves=612, sources=(Share("current_user_turn", 420, met=0.686, ...), Share("tool_output", 150, ...)),
              transforms=(Share("date", 61, met=0.1, ...), Share("currency_code", 12, met=0.02, ...)))
"""

from collections import Counter
from dataclasses import dataclass

from ..common.pointers import leaves
from .record_view import RecordView, SourceRow
from .shares import Share, shares

CURRENT_TURN, EARLIER_TURN, NO_SOURCE = "current_user_turn", "earlier_user_turn", "no_source"
SOURCES = (CURRENT_TURN, EARLIER_TURN, "tool_output", "default")


@dataclass(frozen=True, slots=True)
class ProvenanceMix:
    """All shares are of `leaves`, the scalar values of all arguments. The sources add up to all of them."""

    leaves: int
    sources: tuple[Share, ...]
    transforms: tuple[Share, ...]  # by the transform's name without its context, most frequent first


class ProvenanceCounter:
    """Takes conversations one by one."""

    def __init__(self) -> None:
        self._sources: Counter[str] = Counter()
        self._transforms: Counter[str] = Counter()

    def add(self, record: RecordView) -> None:
        """Count the argument leaves of one conversation."""
        rows = {(row.call_id, row.argument): row for row in record.provenance}
        turns = _current_turns(record)
        for call in record.tool_calls:
            for pointer, _ in leaves(call.parameters) if call.parameters else ():
                row = rows.get((call.id, pointer))
                self._sources[_source(row, turns.get(call.id))] += 1
                if row is not None and row.transform:
                    self._transforms[row.transform.partition(":")[0]] += 1

    def mix(self) -> ProvenanceMix:
        """The figures of all that was added."""
        total = self._sources.total()
        often = [name for name, _ in sorted(self._transforms.items(), key=lambda item: (-item[1], item[0]))]
        return ProvenanceMix(
            total, shares(self._sources, names=SOURCES), shares(self._transforms, names=often, of=total)
        )


def _current_turns(record: RecordView) -> dict[str, int]:
    """By call: the number of the latest user message before the one that makes it."""
    turns: dict[str, int] = {}
    current = -1
    for number, message in enumerate(record.messages):
        if message.role == "user":
            current = number
        turns.update((call.id, current) for call in message.tool_calls)
    return turns


def _source(row: SourceRow | None, current: int | None) -> str:
    if row is None:
        return NO_SOURCE
    if row.source != "user":
        return row.source
    return CURRENT_TURN if row.message == current else EARLIER_TURN
