"""What a chain must show, or must not: said by whoever plans the conversation.

ChainWants(long_range=True)     search ─▶ get ─▶ book, where the booking takes its hotel from the search
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChainWants:
    """What a chain must show, or must not."""

    long_range: bool = False  # a call is fed by a call before the one before it
    then_dependent: bool = False  # a call is fed by one of several that go out together
