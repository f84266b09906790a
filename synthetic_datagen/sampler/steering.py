"""Steering: a frozen snapshot of what the corpus has so far, and the draw that favours what it has little of.

    Steering(domains={"Travel": 12}, endpoints={"hotels::search": 9}, pairs={("hotels::search", "hotels::book"): 4})

A steered draw takes the least used of a few candidates drawn as always: it costs a handful of look-ups, whatever the
size of the registry, and keeps every candidate possible.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

CANDIDATES = 4  # draws of which a steered choice takes the least used

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Steering:
    """How often each domain, endpoint id and pair of endpoint ids was used; absent is never."""

    domains: Mapping[str, int] = field(default_factory=dict)
    endpoints: Mapping[str, int] = field(default_factory=dict)
    pairs: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @staticmethod
    def none() -> "Steering":
        """No memory: plain draws."""
        return _NONE

    @property
    def blind(self) -> bool:
        """Whether there is nothing to steer by."""
        return not (self.endpoints or self.domains or self.pairs)


_NONE = Steering()


def some_of(rng: random.Random, members: Sequence[T]) -> list[T]:
    """CANDIDATES draws from members, of which there must be one."""
    size, number = len(members), rng.random
    return [members[int(number() * size)] for _ in range(CANDIDATES)]


def one_of(rng: random.Random, members: Sequence[T]) -> T:
    """One draw from members, of which there must be one; three times as fast as `choice`."""
    return members[int(rng.random() * len(members))]
