"""One conversation from a plan: play it, put words to it, make its records, and let the validator decide.

    Realiser(...).realise(plan, 0, wanted, Counter())
      ->  Realised(records=({...},))   or   Rejected("ungrounded", "step 2 (...) ...")

A realised conversation is a pure function of (artifacts, settings, seed, plan, attempt).
"""

from collections import Counter
from dataclasses import dataclass

import orjson

from ..common import seeds
from ..common.behaviours import shown_by
from ..common.json_types import JsonObject
from ..common.plans import Plan
from ..common.records import RecordContext, conversation_id
from ..generator.assistant import Assistant
from ..generator.conversation import Stage, play
from ..generator.drafts import DraftRejected, Ungrounded
from ..generator.executor import ArgumentChecks
from ..generator.user_proxy import UserProxy
from ..planner.behaviours import Wanted, differing
from ..world.scene import WorldModel
from ..world.world import World
from .rejected import Rejected
from .wordings import Wordings, Writer


@dataclass(frozen=True, slots=True)
class Realised:
    """Valid records: one for each wording, in order of variant."""

    records: tuple[JsonObject, ...]

    def lines(self) -> tuple[bytes, ...]:
        """Each record as one line of JSON, without the newline."""
        return tuple(orjson.dumps(record) for record in self.records)


class Realiser:
    """Everything that realisation needs beside the plan."""

    def __init__(self, model: WorldModel, writer: Writer, context: RecordContext, variants: int) -> None:
        self._model = model
        self._seed = context.seed
        self._wordings = Wordings(writer, context, variants)
        self._stage = Stage(Assistant(model.registry.endpoints), UserProxy(), ArgumentChecks())

    def realise(self, plan: Plan, attempt: int, wanted: Wanted, redrawn: Counter[str]) -> Realised | Rejected:
        """The records of a plan that shows what is wanted, or why there are none; `redrawn`: see `Wordings.of`."""
        name = conversation_id(self._seed, plan.index)
        world = World(self._model, seeds.draw(self._seed, "world", plan.index, attempt) >> 11)
        try:
            trace = play(name, plan, world, self._stage)
        except Ungrounded as error:
            return Rejected("ungrounded", str(error))
        except DraftRejected as error:
            return Rejected(error.reason, error.reason)
        differs = differing(wanted, shown_by(trace))
        if differs:
            return Rejected("not_as_wanted", differs)
        records = self._wordings.of(trace, attempt, redrawn)
        return records if isinstance(records, Rejected) else Realised(records)
