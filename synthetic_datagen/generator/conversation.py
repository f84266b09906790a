"""Playing a plan: user, assistant and executor take turns over one ConversationState until every goal is reported.

play("conv_42_0007", plan, world, stage)   Trace(events=(UserRequest, AskSlots, UserAnswer, MakeCalls, ..., Report))
"""

from dataclasses import dataclass

from ..common.plans import Plan
from ..common.state import ConversationState
from ..common.trace import (
    Answer,
    AskMend,
    AskSlots,
    Call,
    Change,
    MakeCalls,
    Refuse,
    Report,
    Result,
    Results,
    Trace,
    failed,
)
from ..world.world import World
from .assistant import Assistant
from .drafts import DraftRejected
from .executor import ArgumentChecks, OfflineExecutor
from .user_proxy import UserProxy


@dataclass(frozen=True, slots=True)
class Stage:
    """The agents and what they share over one registry."""

    assistant: Assistant
    user: UserProxy
    checks: ArgumentChecks


def play(conversation_id: str, plan: Plan, world: World, stage: Stage) -> Trace:
    """The trace of a plan. Raises Ungrounded or DraftRejected where it cannot be played to its end."""
    state = ConversationState(conversation_id, plan)
    executor = OfflineExecutor(world, stage.checks)
    initial = world.digest()
    while True:
        match state.last:
            case None | Report() | Refuse() | Answer() | AskSlots() | AskMend():
                turn = stage.user.act(state)
                if turn is None:
                    return state.freeze(initial, world.digest(), world.seed)
                state.record(turn)
            case MakeCalls(calls=calls):
                state.record(_executed(state, executor, calls))
            case _:
                state.record(stage.assistant.act(state))


def _executed(state: ConversationState, executor: OfflineExecutor, calls: tuple[Call, ...]) -> Results:
    """What the world answers; a failure that was not planned ends the draft."""
    setback = state.plan.setback
    results: list[Result] = []
    changes: list[Change] = []
    for call in calls:
        fault = state.fault_for(call.step)
        result, changed = executor.execute(call, fault, setback.parameter if setback else "")
        if failed(result.output) and result.fault is None:
            raise DraftRejected("call_failed_unplanned")
        results.append(result)
        changes.extend(changed)
    return Results(tuple(results), tuple(changes))
