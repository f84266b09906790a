"""The local engine: plans in rounds, conversations in index order, in this process.

    for line in LocalEngine(...).lines(n=50, mode=SamplingMode.MIXED): ...      50 lines of JSON, of one wording each

A round's plans see the corpus memory of the rounds before it. What the memory keeps of a round are the first plans
drawn for each index, whether or not realisation rejects one: so planning never waits for realisation.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ..common import seeds
from ..common.chains import SamplingMode
from ..common.plans import Plan
from ..common.records import conversation_id
from ..config import Settings
from ..errors import SamplingError
from ..planner.agent import Planner
from ..planner.behaviours import Wanted
from ..planner.corpus_memory import CorpusMemory
from ..sampler.steering import Steering
from .given_up import chief
from .realise import Realised, Realiser
from .reasons import in_words
from .rejected import Rejected

Notice = Callable[[str], None]


@dataclass(slots=True)
class LocalEngine:
    """One run over one registry.

    `rejections` counts why drafts were drawn again, `redrawn` why only words were; `given_up` counts conversations by a
    behaviour that was wanted and could not be had, and by the reason for which most of their drafts were drawn again.
    """

    planner: Planner
    realiser: Realiser
    settings: Settings
    seed: int
    memory: CorpusMemory | None
    notice: Notice
    rejections: Counter[str] = field(default_factory=Counter)
    redrawn: Counter[str] = field(default_factory=Counter)
    given_up: Counter[tuple[str, str]] = field(default_factory=Counter)

    def lines(self, n: int, mode: SamplingMode) -> Iterator[bytes]:
        """All wordings of exactly `n` conversations, in order of index then variant, one line of JSON each.

        Raises SamplingError where one cannot be made.
        """
        size = self.settings.planner.round_size
        for start in range(0, n, size):
            steering = self.memory.snapshot() if self.memory else Steering.none()
            first_plans: list[Plan] = []
            for index in range(start, min(start + size, n)):
                plan, result = self._one(index, n, mode, steering)
                first_plans.append(plan)
                yield from result.lines()
            if self.memory:
                self.memory.add(first_plans)

    def _one(self, index: int, n: int, mode: SamplingMode, steering: Steering) -> tuple[Plan, Realised]:
        """The first plan drawn for an index, and its records."""
        wanted = self.planner.wanted(seeds.child(self.seed, "wanted", index), mode)
        before = self.rejections.copy()
        first: Plan | None = None
        for attempt in range(self.settings.generator.attempts):
            if attempt == self._patience(0.6):
                wanted = self._give_up(wanted, self.rejections - before)
            elif attempt >= self._patience(0.8) and mode is SamplingMode.MIXED:
                wanted = self.planner.wanted(seeds.child(self.seed, "another mode", index, attempt), mode).plainer()
            rng = seeds.child(self.seed, "plan", index, attempt)
            plan = self.planner.plan(rng, index, wanted, steering, self.rejections)
            if plan is None:
                continue
            if first is None and self.memory and self.memory.is_near_duplicate(plan):
                self.rejections["near_duplicate"] += 1
                first = plan
                continue
            first = first or plan
            result = self.realiser.realise(plan, attempt, wanted, self.redrawn)
            if isinstance(result, Realised):
                return first, result
            self._rejected(index, result)
        made = f"only {index} of {n} conversations could be made" if index else "no conversation can be made"
        raise SamplingError(
            f"{made} from these artifacts: {self._reasons()}",
            remedy="build from more tools or choose another --mode"
            + (", or ask for fewer" if index else "")
            + (", or lower --variants" if self.rejections["same_words"] else ""),
        )

    def _patience(self, part: float) -> int:
        """Attempts before less is wanted: at first only the mode, then, where modes are mixed, any of them."""
        return max(1, int(self.settings.generator.attempts * part))

    def _give_up(self, wanted: Wanted, reasons: Counter[str]) -> Wanted:
        plainer = wanted.plainer()
        self.given_up.update((name, chief(reasons)) for name in sorted(wanted.tags - plainer.tags))
        return plainer

    def _rejected(self, index: int, result: Rejected) -> None:
        self.rejections[result.reason] += 1
        if result.reason == "ungrounded":
            self.notice(f"[grounding] {conversation_id(self.seed, index)}: {result.detail}; drawn again")

    def _reasons(self) -> str:
        return (
            ", ".join(f"{in_words(reason)} {count}" for reason, count in self.rejections.most_common(6)) or "no reasons"
        )
