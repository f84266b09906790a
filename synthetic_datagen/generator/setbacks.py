"""Setbacks: what the assistant does about a failed call, as the plan's setback says.

mended(state, 1)   Instead(step=1) the same call again   AskMend(...) ask for another value   GiveUp()   tell and stop
"""

from dataclasses import dataclass
from typing import TypeAlias

from ..common.faults import Recovery
from ..common.plans import Setback
from ..common.state import ConversationState
from ..common.trace import AskMend, UserAnswer


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Tell that it failed, and leave it at that."""


@dataclass(frozen=True, slots=True)
class Instead:
    """Make the call of this step: the failed one's own, or one that does the same."""

    step: int


Remedy: TypeAlias = GiveUp | Instead | AskMend


def mended(state: ConversationState, failure: int) -> Remedy:
    """What follows the failed call of that number."""
    setback = state.plan.setback
    assert setback is not None, "only a planned setback fails a call"
    if setback.recovery is Recovery.MEND:
        return _ask_once(state, setback, failure)
    if state.fault_for(setback.step) is not None:
        return Instead(setback.step)  # it fails once more before it is given up, done otherwise or goes through
    if setback.recovery is Recovery.STOP:
        return GiveUp()
    if setback.recovery is Recovery.OTHER_TOOL and setback.instead is not None:
        return Instead(setback.instead)
    return Instead(setback.step)


def _ask_once(state: ConversationState, setback: Setback, failure: int) -> Remedy:
    """Ask for another value; with it, make the call again."""
    if isinstance(state.last, UserAnswer) or setback.mended is None:
        return Instead(setback.step)
    number = state.next_goal
    assert number is not None, "a failed call belongs to an open goal"
    return AskMend(number, setback.mended.new, failure)
