"""Where the arguments of each call of a record came from and what came of the call, for `inspect --verbose`.

step 1: flight_booking::book_flight [GROUNDED via flight_id←step0]
  ← flight_id: 'FL247' (from step 0 output)
  ← city: 'Paris' (user, message 2: "Paris", in place of "Lyon" of message 0)
  → output fields: [booking_id, status]
  state: created flight_booking|booking|bkn_1
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ..common.faults import Recovery
from ..common.json_types import Json
from ..common.pointers import leaves, tokens
from .record_view import CallView, ChangeView, FaultView, RecordView, SourceRow
from .recoveries import recovery_of


@dataclass(frozen=True, slots=True)
class ArgumentLineage:
    """One argument leaf: its value, and the row that says where it came from (None: no row does)."""

    name: str  # `guests/0/name` for a nested one
    value: Json
    row: SourceRow | None
    from_step: int | None  # the number of the call that gave the value


@dataclass(frozen=True, slots=True)
class StepLineage:
    """One call. Steps are numbered from 0 in call order."""

    number: int
    name: str
    arguments: tuple[ArgumentLineage, ...]
    output_fields: tuple[str, ...]  # `results[].hotel_id`; empty for an output that is a bare value
    fault: FaultView | None = None  # what struck the call
    recovery: Recovery | None = None  # and what the assistant did next about it
    changes: tuple[ChangeView, ...] = ()  # of the state

    @property
    def grounded(self) -> tuple[ArgumentLineage, ...]:
        """The arguments that an earlier output gave."""
        return tuple(argument for argument in self.arguments if argument.from_step is not None)


def lineage(record: RecordView) -> list[StepLineage]:
    """One entry for each call, in order."""
    numbers = {call.id: number for number, call in enumerate(record.tool_calls)}
    outputs = {output.id: output.output for output in record.tool_outputs}
    rows: dict[tuple[str, str], SourceRow] = {(row.call_id, row.argument): row for row in record.provenance}
    faults = {fault.call_id: fault for fault in record.metadata.faults}
    return [
        StepLineage(
            numbers[call.id],
            call.name,
            tuple(_argument(call, pointer, value, rows, numbers) for pointer, value in _leaves(call)),
            tuple(_field_names(outputs.get(call.id))),
            faults.get(call.id),
            recovery_of(record, call) if call.id in faults else None,
            tuple(change for change in record.state.changes if change.call_id == call.id),
        )
        for call in record.tool_calls
    ]


def _leaves(call: CallView) -> Sequence[tuple[str, Json]]:
    return list(leaves(call.parameters)) if call.parameters else []


def _argument(
    call: CallView, pointer: str, value: Json, rows: dict[tuple[str, str], SourceRow], numbers: dict[str, int]
) -> ArgumentLineage:
    row = rows.get((call.id, pointer))
    from_step = numbers.get(row.from_call) if row is not None and row.source == "tool_output" else None
    return ArgumentLineage("/".join(tokens(pointer)), value, row, from_step)


def _field_names(output: Json) -> list[str]:
    """The output's leaves by name, each once, however long its lists are."""
    names: dict[str, None] = {}
    for pointer, _ in leaves(output):
        if pointer:
            names.setdefault(_spelled(output, tokens(pointer)))
    return list(names)


def _spelled(output: Json, path: list[str]) -> str:
    """`results[].hotel_id` for the tokens of `/results/0/hotel_id`: array indices say nothing here."""
    name, value = "", output
    for token in path:
        if isinstance(value, list):
            name, value = f"{name}[]", value[int(token)]
        else:
            name, value = f"{name}.{token}" if name else token, value[token]
    return name
