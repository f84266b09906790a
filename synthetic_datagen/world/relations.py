"""Relations between the fields of one thing: what follows from what, found once for each kind of thing.

relations_of({"check_in": ..., "check_out": ..., "price_per_night": ..., "nights": ..., "total_price": ...})
  -> {"check_out": some nights after check_in, "nights": their difference, "total_price": price_per_night x nights}

A field that a call has told is never overruled: a relation makes what nobody has said. It reads names and kinds only,
so that all relations are found before the first value is made. `spans.py` and `sums.py` have a function for each sort.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from ..common.json_types import Json
from ..common.kinds import Kind, ValueType
from .facets import ValueSpec
from .roles import as_number, name_words


@dataclass(frozen=True, slots=True)
class Sight:
    """What a relation sees of a thing: its fields, what was told of it, and a draw of its own."""

    get: Callable[[ValueSpec], Json]
    told: Callable[[str], Json]
    draw: int

    def number(self, spec: ValueSpec | None) -> float | None:
        """A field as a number; None where it is none."""
        return None if spec is None else as_number(self.get(spec))


Rule: TypeAlias = Callable[[Sight], Json]  # None: nothing follows


@dataclass(frozen=True, slots=True)
class Relation:
    """How a field follows from others. `certain`: from them alone; otherwise it only fits them."""

    rule: Rule
    parts: tuple[str, ...]
    certain: bool = True


Fields: TypeAlias = Mapping[str, ValueSpec]
Relations: TypeAlias = Mapping[str, Relation]
Family: TypeAlias = Callable[[Fields], Relations]

NUMBERS = frozenset({ValueType.INTEGER, ValueType.NUMBER})
MONEY = frozenset({Kind.PRICE, Kind.AMOUNT})


def words_of(spec: ValueSpec) -> frozenset[str]:
    """The words of a field's name."""
    return frozenset(name_words(spec.name))


def only(found: Iterable[ValueSpec]) -> ValueSpec | None:
    """The one that there is; None where there are none or several."""
    specs = list(found)
    return specs[0] if len(specs) == 1 else None


def named(fields: Fields, *names: str) -> ValueSpec | None:
    """The first field that is called by one of the names, in whatever spelling."""
    spelled = {"_".join(name_words(name)): spec for name, spec in fields.items()}
    return next((spelled[name] for name in names if name in spelled), None)
