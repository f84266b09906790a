"""The user: asks for the next goal, tells what the plan says is told, answers what is asked — nothing more.

UserProxy().act(state)   UserRequest(goal=0, told=(0, 2))   or   UserAnswer(goal=0, slots=(1,))
"""

from ..common.state import ConversationState
from ..common.trace import AskSlots, Event, UserAnswer, UserRequest


class UserProxy:
    """Speaks for the plan's persona. Knows the plan; never sees ids that tools returned."""

    def act(self, state: ConversationState) -> Event | None:
        """The user's next turn; None when there is nothing left to ask for."""
        if isinstance(state.last, AskSlots):
            return UserAnswer(state.last.goal, state.last.slots)
        number = state.next_goal
        return None if number is None else UserRequest(number, state.plan.goals[number].told)
