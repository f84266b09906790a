"""The assistant: asks for what is missing, makes the next calls, mends what failed, reports when a goal is done.

    Assistant(endpoints).act(state)     AskSlots(...) | MakeCalls(...) | AskMend(...) | Report(...) | Refuse(...)

It acts on what stands in the state: what the user has told, what tools have returned, and the plan's chain as the way
to go. Calls of one group go out together. What to do about a failed call stands in `setbacks.py`.
"""

from collections.abc import Mapping
from functools import lru_cache

from ..common.json_types import Json, JsonObject
from ..common.kinds import Kind
from ..common.plans import Outcome
from ..common.pointers import tokens
from ..common.state import ConversationState
from ..common.tools import Endpoint
from ..common.trace import (
    Answer,
    AskMend,
    AskSlots,
    Call,
    Event,
    MakeCalls,
    Provenance,
    Refuse,
    Report,
    UserCannot,
    UserDetour,
)
from ..planner.tenses import lies_over
from ..world.roles import role
from .clarification import missing
from .drafts import DraftRejected
from .grounding import ground
from .setbacks import GiveUp, Instead, mended


class Assistant:
    """Acts on the state and the endpoints; remembers nothing itself."""

    def __init__(self, endpoints: Mapping[str, Endpoint]) -> None:
        self._endpoints = endpoints

    def act(self, state: ConversationState) -> Event:
        """The assistant's next act. Raises Ungrounded where a call's argument has no source."""
        number = state.next_goal
        assert number is not None, "the user has asked for something"
        last = number == len(state.plan.goals) - 1
        match state.plan.goals[number].outcome:
            case Outcome.NO_CALL:
                return Answer(number, last)
            case Outcome.NO_TOOL:
                return Refuse(number, last)
            case Outcome.NO_VALUE if isinstance(state.last, UserCannot):
                return Refuse(number, last)
        lacking = missing(state, number)
        if lacking:
            return AskSlots(number, lacking, again=_after_a_detour(state))
        if state.open_failure is not None:
            return self._make_good(state, number, state.open_failure, last)
        return self._go_on(state, number, last)

    def _go_on(self, state: ConversationState, number: int, last: bool) -> Event:
        """The next group of calls, or the report when all are made."""
        open_steps = [step for step in state.plan.goals[number].steps if step not in state.call_of_step]
        if open_steps:
            group = state.plan.steps[open_steps[0]].group
            return self._calls(state, number, [step for step in open_steps if state.plan.steps[step].group == group])
        return _report(state, number, last)

    def _make_good(self, state: ConversationState, number: int, failure: int, last: bool) -> Event:
        """What follows a failed call."""
        match mended(state, failure):
            case GiveUp():
                return _report(state, number, last)
            case Instead(step):
                return self._calls(state, number, [step], after=failure)
            case AskMend() as question:
                return question

    def _calls(self, state: ConversationState, goal: int, steps: list[int], after: int | None = None) -> MakeCalls:
        first = len(state.calls)
        calls = tuple(self._call(state, first + place, step) for place, step in enumerate(steps))
        worked = [call for call in state.calls if not state.failed(call.number)]
        made = [(call.endpoint_id, call.arguments) for call in (*worked, *calls)]
        if any(one in made[:place] for place, one in enumerate(made)):
            raise DraftRejected("same_call_twice")
        return MakeCalls(goal, calls, after)

    def _call(self, state: ConversationState, number: int, step: int) -> Call:
        planned = state.plan.steps[step]
        endpoint = self._endpoints[planned.endpoint_id]
        arguments: JsonObject = {}
        sources: list[Provenance] = []
        for argument in planned.arguments:
            value, source = ground(state, step, endpoint, argument)
            _put(arguments, tokens(argument.pointer), value)
            sources.append(source)
        if _pointless(endpoint, arguments):
            raise DraftRejected("same_value_at_both_ends")
        if state.plan.today and lies_over(endpoint, arguments, state.plan.today):
            raise DraftRejected("date_before_today")
        return Call(number, step, endpoint.id, arguments, tuple(sources))


def _after_a_detour(state: ConversationState) -> bool:
    return isinstance(state.last, UserDetour)


def _report(state: ConversationState, number: int, last: bool) -> Report:
    """The last call of each step that was made; a step that another tool did is told by that one."""
    setback = state.plan.setback
    done = state.plan.goals[number].steps
    if setback is not None and setback.instead in state.call_of_step and setback.step in done:
        done = tuple(setback.instead if step == setback.step and setback.instead is not None else step for step in done)
    return Report(number, tuple(state.call_of_step[step] for step in done if step in state.call_of_step), last)


def _pointless(endpoint: Endpoint, arguments: JsonObject) -> bool:
    """Whether a call goes from a thing to itself: a currency converted to itself, a flight to where it starts."""
    ends = {end: arguments[name] for name, end in _ends(endpoint) if name in arguments}
    return any(ends.get((kind, "to")) == value for (kind, end), value in ends.items() if end == "from")


@lru_cache(maxsize=16384)
def _ends(endpoint: Endpoint) -> tuple[tuple[str, tuple[Kind, str]], ...]:
    """The parameters that say where something begins or ends, with their kind and end."""
    named = ((p.name, (p.kind, role(p.name))) for p in endpoint.parameters if p.kind in _ENDS)
    return tuple((name, end) for name, end in named if end[1])


_ENDS = frozenset(
    {Kind.CITY, Kind.COUNTRY, Kind.AIRPORT_CODE, Kind.CURRENCY_CODE, Kind.LANGUAGE, Kind.LANGUAGE_CODE, Kind.ADDRESS}
)


def _put(arguments: JsonObject, path: list[str], value: Json) -> None:
    """Set the leaf at `path`: an argument itself, or the next element of an array."""
    if len(path) == 1:
        arguments[path[0]] = value
    else:
        arguments.setdefault(path[0], []).append(value)
