"""One conversation from a plan: play it, put words to it, make the record, and let the validator decide.

    Realiser(...).realise(plan, 0, wanted)   Realised(record={...})   or   Rejected("ungrounded", "step 2 (...) ...")

A realised conversation is a pure function of (artifacts, settings, seed, plan, attempt).
"""

import random
from dataclasses import dataclass
from typing import Protocol

import orjson

from ..common import seeds
from ..common.behaviours import shown_by
from ..common.json_types import JsonObject
from ..common.plans import Plan
from ..common.records import RecordContext, conversation_id, record_of
from ..common.trace import Trace, Utterance
from ..generator.assistant import Assistant
from ..generator.conversation import Stage, play
from ..generator.drafts import DraftRejected, Ungrounded
from ..generator.executor import ArgumentChecks
from ..generator.user_proxy import UserProxy
from ..generator.validator import validate_record
from ..planner.behaviours import Wanted, differing
from ..world.scene import WorldModel
from ..world.world import World


class Writer(Protocol):
    """What puts words to a trace."""

    def write(self, trace: Trace, rng: random.Random) -> tuple[Utterance, ...]:
        """One utterance for each event but `Results`, in order."""


@dataclass(frozen=True, slots=True)
class Realised:
    """A valid record."""

    record: JsonObject

    def line(self) -> bytes:
        """The record as one line of JSON, without the newline."""
        return orjson.dumps(self.record)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A draft that became no record: a short reason to count, and what exactly was wrong."""

    reason: str
    detail: str


class Realiser:
    """Everything that realisation needs beside the plan."""

    def __init__(self, model: WorldModel, writer: Writer, context: RecordContext) -> None:
        self._model = model
        self._writer = writer
        self._context = context
        self._stage = Stage(Assistant(model.registry.endpoints), UserProxy(), ArgumentChecks())

    def realise(self, plan: Plan, attempt: int, wanted: Wanted) -> Realised | Rejected:
        """The record of a plan that shows what is wanted, or why there is none."""
        seed = self._context.seed
        name = conversation_id(seed, plan.index)
        world = World(self._model, seeds.draw(seed, "world", plan.index, attempt) >> 11)
        try:
            trace = play(name, plan, world, self._stage)
        except Ungrounded as error:
            return Rejected("ungrounded", str(error))
        except DraftRejected as error:
            return Rejected(error.reason, error.reason)
        differs = differing(wanted, shown_by(trace))
        if differs:
            return Rejected("not_as_wanted", differs)
        words = self._writer.write(trace, seeds.child(seed, "words", plan.index, attempt))
        record = record_of(trace, words, self._context)
        violations = validate_record(record)
        if violations:
            first = violations[0]
            return Rejected(f"invalid:{first.code}", f"{first.path}: {first.message}")
        return Realised(record)
