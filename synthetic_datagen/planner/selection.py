"""Which item of a result list the user means: the first, the second, the cheapest, the best rated.

selector(hotels::search, "/hotels/*/hotel_id", rng)     Selector(Pick.LOWEST, by="/hotels/*/price", by_kind=PRICE)
"""

import random
from functools import lru_cache

from ..common.kinds import Kind, ValueType
from ..common.plans import Pick, Selector
from ..common.tools import Endpoint, OutputField
from ..world.conditions import NAMING
from ..world.roles import name_words

SUPERLATIVES = 0.5  # share of choices by price or rating, where items have one
SECOND = 0.15  # share of choices of the second item; the rest take the first


def selector(source: Endpoint, pattern: str, rng: random.Random) -> Selector:
    """How one item of the list is chosen: by position, or by a price or rating that the items have."""
    drawn = rng.random()
    comparable = _comparable(source, pattern)
    if comparable and drawn < SUPERLATIVES:
        leaf = comparable[int(drawn / SUPERLATIVES * len(comparable))]
        pick = Pick.HIGHEST if leaf.kind is Kind.RATING else Pick.LOWEST
        return Selector(pick, 0, leaf.path, leaf.kind)
    one_only = any(parameter.kind in NAMING for parameter in source.required)  # what is found by its name is one
    return Selector(Pick.NTH, 1 if drawn > 1 - SECOND and not one_only else 0)


_COSTS = frozenset({"price", "cost", "fare", "rent"})  # a salary or a fee is a PRICE too, but none to be cheapest by


@lru_cache(maxsize=65536)
def _comparable(source: Endpoint, pattern: str) -> tuple[OutputField, ...]:
    """Numeric prices and ratings that are siblings of the field in the list's items."""
    prefix = pattern[: pattern.index("*") + 1] + "/" if "*" in pattern else None
    return tuple(
        leaf
        for leaf in source.outputs
        if prefix is not None
        and leaf.path.startswith(prefix)
        and "*" not in leaf.path[len(prefix) :]
        and (leaf.kind is Kind.RATING or (leaf.kind is Kind.PRICE and _COSTS & set(name_words(leaf.name))))
        and leaf.type in (ValueType.NUMBER, ValueType.INTEGER)
    )
