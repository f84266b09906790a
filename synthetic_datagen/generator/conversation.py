"""Playing a plan: user, assistant and executor take turns over one ConversationState until every goal is reported.

play("conv_42_0007", plan, world, stage)   Trace(events=(UserRequest, AskSlots, UserAnswer, MakeCalls, ..., Report))
"""

from dataclasses import dataclass

from ..common.plans import Plan
from ..common.state import ConversationState
from ..common.trace import AskSlots, MakeCalls, Report, Results, Trace, UserAnswer, UserRequest, failed
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
            case None | Report() | AskSlots():
                turn = stage.user.act(state)
                if turn is None:
                    return state.freeze(initial, world.digest(), world.seed)
                state.record(turn)
            case UserRequest() | UserAnswer() | Results():
                state.record(stage.assistant.act(state))
            case MakeCalls(calls=calls):
                results = executor.execute(calls)
                if any(failed(one.output) for one in results.results):
                    raise DraftRejected("call_failed_unplanned")
                state.record(results)
