"""What the assistant must ask before it can go on: exactly the missing values, never one that is known.

missing(state, goal)   (1,)    the numbers of slots that this goal's calls need and that nobody has told
"""

from ..common.plans import FromUser
from ..common.state import ConversationState


def missing(state: ConversationState, goal: int) -> tuple[int, ...]:
    """Slots of the goal's arguments that are not known yet, in ascending order."""
    needed = {
        argument.source.slot
        for step in state.plan.goals[goal].steps
        for argument in state.plan.steps[step].arguments
        if isinstance(argument.source, FromUser)
    }
    return tuple(sorted(needed - state.known))
