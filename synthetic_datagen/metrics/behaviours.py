"""How many conversations show each behaviour.

BehaviourCounter().shares({"clarification": 0.56})   (Share("clarification", 55, met=0.55, declared=0.56, ...), ...)
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from ..common.behaviours import Behaviour
from ..common.faults import Fault
from .shares import Share, shares

KNOWN = (*(one.value for one in Behaviour), *(f"fault:{one.value}" for one in Fault))


class BehaviourCounter:
    """Takes what conversations show, one by one; a name that stands twice in one counts once."""

    def __init__(self) -> None:
        self._shown: Counter[str] = Counter()
        self._conversations = 0

    def add(self, names: Iterable[str]) -> None:
        """Count one conversation."""
        self._shown.update(set(names))
        self._conversations += 1

    def shares(self, declared: Mapping[str, float]) -> tuple[Share, ...]:
        """The share of conversations that show each: all known ones, then by name those that only the file knows."""
        return shares(self._shown, declared, names=KNOWN, of=self._conversations)
