"""Things of the real world that carry their own key: asked for by it, they say the same everywhere.

natural_field(shape)            the field "symbol" of a list of stocks without ids
keys(STOCK_SYMBOL, {"sector": "energy"})      ("XOM", "CVX", "COP", "NEE")
fact_of("AAPL", OutputField("company"))       "Apple"
"""

from collections.abc import Mapping

from ..common.json_types import Json
from ..common.kinds import Kind
from ..common.tools import OutputField
from .facets import ValueSpec
from .lexicon import Stock, stocks, words
from .roles import name_words
from .shape import Shape, shallow_leaves

NATURAL = frozenset({Kind.STOCK_SYMBOL, Kind.CRYPTO_SYMBOL})


def natural_field(shape: Shape) -> OutputField | None:
    """The field by which the rows of a list are known when they have no id of their own."""
    if shape.rows is None or shape.identified:
        return None
    return next((leaf for leaf in shallow_leaves(shape.rows.item) if leaf.kind in NATURAL), None)


def keys(kind: Kind, demanded: Mapping[str, Json]) -> tuple[str, ...]:
    """The keys of that kind whose facts meet the demands; none for an unknown company, else all where none does."""
    if kind is not Kind.STOCK_SYMBOL:
        return words(kind.value)
    meeting = tuple(stock.symbol for stock in stocks().values() if _meets(stock, demanded))
    return meeting or (() if "company" in demanded else tuple(stocks()))


def _meets(stock: Stock, demanded: Mapping[str, Json]) -> bool:
    return all(
        str(getattr(stock, name)).lower() == str(value).lower()
        for name, value in demanded.items()
        if name in ("sector", "exchange", "symbol", "company")
    )


def fact_of(symbol: Json, spec: ValueSpec) -> Json:
    """What is known of a listed company under that field; None where nothing is, or the field's enum excludes it."""
    stock = stocks().get(symbol) if isinstance(symbol, str) else None
    if stock is None:
        return None
    fact = next((getattr(stock, word) for word in name_words(spec.name) if word in FACTS), None)
    return fact if fact is not None and (not spec.enum or fact in spec.enum) else None


FACTS = frozenset({"company", "sector", "exchange"})
