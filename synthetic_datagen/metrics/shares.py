"""How often something was met, beside how often it was declared.

shares({"call": 66, "ask": 34}, {"call": 0.67})
  (Share("call", 66, met=0.66, declared=0.67, points=-1.0), Share("ask", 34, met=0.34, declared=None, points=None))
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """One name. A figure is None where there is nothing to take it of, or nothing was declared."""

    name: str
    count: int
    met: float | None
    declared: float | None
    points: float | None  # met less declared, in percentage points


def shares(
    counts: Mapping[str, int],
    declared: Mapping[str, float] | None = None,
    *,
    names: Iterable[str] = (),
    of: int | None = None,
) -> tuple[Share, ...]:
    """A share for each of `names`, counted or not, then for all others that were counted or declared, by name.

    They are shares of `of`: by default the sum of the counts.
    """
    promised = declared or {}
    whole = sum(counts.values()) if of is None else of
    first = list(dict.fromkeys(names))
    others = sorted({*counts, *promised} - set(first))
    return tuple(_share(name, counts.get(name, 0), whole, promised.get(name)) for name in first + others)


def ratio(part: int, whole: int) -> float | None:
    """`part` / `whole`; None where the whole is nothing."""
    return part / whole if whole else None


def _share(name: str, count: int, whole: int, declared: float | None) -> Share:
    met = ratio(count, whole)
    points = None if met is None or declared is None else round(100 * (met - declared), 4)
    return Share(name, count, met, declared, points)
