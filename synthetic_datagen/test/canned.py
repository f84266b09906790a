"""Traces played by the real agents over canned answers: what the world would have returned, and which calls fail.

played(plan, [{"city": "Paris", "temperature": 14.5}])   Trace(events=(UserRequest, MakeCalls, Results, Report), ...)
"""

from collections.abc import Mapping, Sequence

from synthetic_datagen.common.json_types import Json
from synthetic_datagen.common.plans import Plan
from synthetic_datagen.common.state import ConversationState
from synthetic_datagen.common.tools import Endpoint
from synthetic_datagen.common.trace import (
    Answer,
    AskMend,
    AskSlots,
    MakeCalls,
    Refuse,
    Report,
    Result,
    Results,
    Trace,
)
from synthetic_datagen.generator.assistant import Assistant
from synthetic_datagen.generator.user_proxy import UserProxy


def played(plan: Plan, answers: Sequence[Json], endpoints: Mapping[str, Endpoint]) -> Trace:
    """The trace of a plan whose calls return these answers, in call order."""
    state = ConversationState("conv_1_0000", plan)
    assistant, user, left = Assistant(endpoints), UserProxy(), iter(answers)
    while True:
        match state.last:
            case None | Report() | Refuse() | Answer() | AskSlots() | AskMend():
                turn = user.act(state)
                if turn is None:
                    return state.freeze("", "", 0)
                state.record(turn)
            case MakeCalls(calls=calls):
                faults = [state.fault_for(call.step) for call in calls]
                results = [Result(call.number, next(left), fault) for call, fault in zip(calls, faults, strict=True)]
                state.record(Results(tuple(results)))
            case _:
                state.record(assistant.act(state))
