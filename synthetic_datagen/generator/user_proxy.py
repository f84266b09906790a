"""The user: asks for the next goal, tells what the plan says is told, answers what is asked — nothing more.

UserProxy().act(state)   UserRequest(goal=0, told=(0, 2))   or   UserAnswer(goal=0, slots=(1,))
"""

from ..common.plans import Goal, Opening, Outcome
from ..common.state import ConversationState
from ..common.trace import AskMend, AskSlots, Event, UserAnswer, UserCannot, UserDetour, UserRequest


class UserProxy:
    """Speaks for the plan's persona. Knows the plan; never sees ids that tools returned."""

    def act(self, state: ConversationState) -> Event | None:
        """The user's next turn; None when there is nothing left to ask for."""
        match state.last:
            case AskSlots(goal=number) as question:
                return _answer(state.plan.goals[number], question)
            case AskMend(goal=number, slot=slot):
                return UserAnswer(number, (slot,))
        following = state.next_goal
        return None if following is None else UserRequest(following, state.plan.goals[following].told)


def _answer(goal: Goal, question: AskSlots) -> Event:
    """What is asked for; or something else at first, or that they do not have it."""
    if goal.outcome is Outcome.NO_VALUE:
        return UserCannot(question.goal, question.slots)
    if goal.detour is not None and not question.again:
        return UserDetour(question.goal, goal.detour)
    corrected = () if goal.opening is Opening.CORRECTION else tuple(one.new for one in goal.corrected)
    return UserAnswer(question.goal, question.slots, corrected)
