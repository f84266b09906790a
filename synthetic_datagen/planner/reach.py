"""How far back the values of a draft reach, before anything is played: as `common/behaviours.py` will see it.

reach_of(draft)     Reach(long_range=True, then_dependent=False)
"""

from collections.abc import Iterator
from typing import NamedTuple

from ..common.faults import Recovery
from ..common.plans import FromOutput, Outcome
from .draft import Draft


class Reach(NamedTuple):
    """What calls will be fed by."""

    long_range: bool  # a call is fed by a call before the one before it
    then_dependent: bool  # a call is fed by one of several that go out together


def reach_of(draft: Draft) -> Reach:
    """What the draft's calls will show, as far as no value turns out to be what the user has said already."""
    message: dict[int, int] = {}  # step -> the message that makes it, refused ones left out
    size: dict[int, int] = {}
    lost: set[int] = set()  # messages of which nothing comes
    for number, steps in enumerate(_messages(draft)):
        message |= dict.fromkeys(steps, number)
        size[number] = len(steps)
        if any(_is_lost(draft, step) for step in steps) and len(steps) == 1:
            lost.add(number)
    long_range = then_dependent = False
    for step, taken in message.items():
        for argument in draft.steps[step].arguments:
            if isinstance(argument.source, FromOutput) and argument.source.step in message:
                given = message[argument.source.step]
                long_range |= any(between not in lost for between in range(given + 1, taken))
                then_dependent |= size[given] > 1
    return Reach(long_range, then_dependent)


def _messages(draft: Draft) -> Iterator[list[int]]:
    """The steps that go out together, in the order in which they are made."""
    for request in draft.requests:
        if request.outcome in (Outcome.DONE, Outcome.FAILED):
            groups: dict[int, list[int]] = {}
            for step in request.steps:
                groups.setdefault(draft.steps[step].group, []).append(step)
            yield from groups.values()


def _is_lost(draft: Draft, step: int) -> bool:
    """Whether the step's call fails for good."""
    setback = draft.setback
    return setback is not None and setback.step == step and setback.recovery is Recovery.STOP
