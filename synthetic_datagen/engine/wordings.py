"""The wordings of one trace: K records of the same calls and outputs, in each of which the user speaks otherwise.

    Wordings(writer, context, variants=2).of(trace, attempt=0, redrawn=Counter())
      ->  ({"conversation_id": "conv_42_0007", ...}, {"conversation_id": "conv_42_0007_v1", ...})

The words of each follow from (trace, seed, index, attempt, variant) alone. Those of variant 0 are drawn as if there
were no others, and once: what refuses them refuses the draft. Those of the others are drawn again where they repeat an
earlier variant's or the validator refuses them, and the draft only where that does not help.
"""

import random
from collections import Counter
from collections.abc import Iterator
from typing import Protocol

from ..common import seeds
from ..common.json_types import JsonObject
from ..common.records import RecordContext, record_of
from ..common.trace import Trace, Utterance
from ..generator.validator import validate_record
from .rejected import Rejected

TRIES = 20  # draws of words for a variant after the first, before the draft is thrown away


class Writer(Protocol):
    """What puts words to a trace."""

    def write(self, trace: Trace, rng: random.Random) -> tuple[Utterance, ...]:
        """One utterance for each event but `Results`, in order."""


class Wordings:
    """Puts words to traces, `variants` times each."""

    def __init__(self, writer: Writer, context: RecordContext, variants: int) -> None:
        self._writer = writer
        self._context = context
        self._variants = variants

    def of(self, trace: Trace, attempt: int, redrawn: Counter[str]) -> tuple[JsonObject, ...] | Rejected:
        """Valid records in order of variant, or why one cannot be had; `redrawn` counts why words were drawn again."""
        records: list[JsonObject] = []
        said: set[str] = set()
        for variant in range(self._variants):
            record = self._wording(trace, attempt, variant, said, redrawn)
            if isinstance(record, Rejected):
                return record
            records.append(record)
            said.add(user_turns(record))
        return tuple(records)

    def _wording(
        self, trace: Trace, attempt: int, variant: int, said: set[str], redrawn: Counter[str]
    ) -> JsonObject | Rejected:
        refusals: list[Rejected] = []
        for rng in self._draws(trace.plan.index, attempt, variant):
            record = record_of(trace, self._writer.write(trace, rng), self._context, variant)
            refused = _refusal(record, variant, said)
            if refused is None:
                redrawn.update(one.reason for one in refusals)
                return record
            refusals.append(refused)
        return refusals[-1]

    def _draws(self, index: int, attempt: int, variant: int) -> Iterator[random.Random]:
        """The generators that may be tried for the words of a variant."""
        names = (self._context.seed, "words", index, attempt)
        if variant == 0:
            yield seeds.child(*names)
            return
        for number in range(TRIES):
            yield seeds.child(*names, variant, number)


def user_turns(record: JsonObject) -> str:
    """All that the user says: what no two wordings of a trace have in common."""
    return "\n".join(message["content"] for message in record["messages"] if message["role"] == "user")


def _refusal(record: JsonObject, variant: int, said: set[str]) -> Rejected | None:
    """What is wrong with a wording. A later one is refused for its words alone: its calls have passed in variant 0."""
    if user_turns(record) in said:
        return Rejected("same_words", "the user says what an earlier wording says")
    violations = validate_record(record)
    if not violations:
        return None
    first = violations[0]
    return Rejected(f"{'words' if variant else 'invalid'}:{first.code}", f"{first.path}: {first.message}")
