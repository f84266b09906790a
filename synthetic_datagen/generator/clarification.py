"""What the assistant must ask before it can go on: exactly the missing values, never one that is known.

missing(state, goal)   (1,)    the numbers of slots that this goal's calls need and that nobody has told
"""

from ..common.plans import FromUser
from ..common.state import ConversationState


def missing(state: ConversationState, number: int) -> tuple[int, ...]:
    """Slots of the goal's arguments that are not known yet, in ascending order; never what the user says in passing."""
    goal = state.plan.goals[number]
    steps, known = state.plan.steps, state.known
    lacking = {
        source.slot
        for step in goal.steps
        for argument in steps[step].arguments
        if isinstance(source := argument.source, FromUser) and source.slot not in known
    }
    return tuple(sorted(lacking.difference(goal.detour or ()))) if lacking else ()
