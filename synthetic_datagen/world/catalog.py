"""Things of the real world that carry their own key: asked for by it, they say the same everywhere.

natural_field(shape)            the field "symbol" of a list of stocks without ids
keys(STOCK_SYMBOL, {"sector": "energy"})        ("XOM", "CVX", "COP", "NEE")
fact_of("AAPL", OutputField("company"))       "Apple"
"""

from collections.abc import Mapping

from ..common.json_types import Json
from ..common.kinds import Kind
from ..common.tools import OutputField
from .conditions import Conditions
from .facets import ValueSpec
from .lexicon import Place, Stock, currencies, places, plain, stocks, words
from .roles import name_words
from .shape import Shape

NATURAL = frozenset({Kind.STOCK_SYMBOL, Kind.CRYPTO_SYMBOL})
# Things that are known by what they are called, by the last word of their entity: a list of cities is of real ones.
_CALLED: Mapping[str, tuple[Kind, ...]] = {
    "city": (Kind.CITY,),
    "town": (Kind.CITY,),
    "destination": (Kind.CITY,),
    "country": (Kind.COUNTRY, Kind.COUNTRY_CODE),
    "airport": (Kind.AIRPORT_CODE,),
    "currency": (Kind.CURRENCY_CODE,),
    "language": (Kind.LANGUAGE, Kind.LANGUAGE_CODE),
    "timezone": (Kind.TIMEZONE,),
    "zone": (Kind.TIMEZONE,),
}


def natural_field(shape: Shape) -> OutputField | None:
    """The field by which the rows of a list are known when they have no id of their own."""
    if shape.rows is None or shape.identified:
        return None
    leaves = shape.rows.leaves
    called = _CALLED.get(shape.row_entity.rsplit("_", 1)[-1], ())
    found = (leaf for kind in called for leaf in leaves if leaf.kind is kind and "capital" not in name_words(leaf.name))
    return next((leaf for leaf in leaves if leaf.kind in NATURAL), None) or next(found, None)


def keys(kind: Kind, demanded: Conditions) -> tuple[str, ...]:
    """The keys of that kind whose facts meet the demands; () for an unknown company, or where none does."""
    match kind:
        case Kind.STOCK_SYMBOL:
            return tuple(stock.symbol for stock in stocks().values() if _meets(stock, demanded.names))
        case Kind.CITY | Kind.COUNTRY | Kind.COUNTRY_CODE | Kind.AIRPORT_CODE | Kind.TIMEZONE:
            part = _PARTS[kind]
            return tuple(dict.fromkeys(str(getattr(place, part)) for place in places() if _lies(place, demanded)))
        case Kind.CURRENCY_CODE:
            return () if demanded.kinds else tuple(currencies())
    return () if demanded.kinds else words(kind.value)


_PARTS: Mapping[Kind, str] = {
    Kind.CITY: "city",
    Kind.COUNTRY: "country",
    Kind.COUNTRY_CODE: "country_code",
    Kind.AIRPORT_CODE: "airport",
    Kind.TIMEZONE: "timezone",
    Kind.REGION: "region",
    Kind.CURRENCY_CODE: "currency",
}


def _lies(place: Place, demanded: Conditions) -> bool:
    """Whether a place is one of those that were asked for."""
    asked = ((_PARTS[kind], value) for (kind, _), value in demanded.kinds.items() if kind in _PARTS)
    return all(plain(str(getattr(place, part))) == plain(str(value)) for part, value in asked)


def is_listed(company: str) -> bool:
    """Whether a company is among the listed ones that we know."""
    return any(stock.company.lower() == company.lower() for stock in stocks().values())


def ticker(company: str) -> str:
    """The symbol of a company that is not among the listed ones we know: four letters of its name."""
    letters = [letter for letter in plain(company).upper() if "A" <= letter <= "Z"]
    spare = [letter for letter in letters[1:] if letter not in "AEIOU"]
    return "".join([*letters[:1], *spare, *letters[1:], *"XXXX"][:4])


def _meets(stock: Stock, demanded: Mapping[str, Json]) -> bool:
    return all(
        str(getattr(stock, name)).lower() == str(value).lower()
        for name, value in demanded.items()
        if name in ("sector", "exchange", "symbol", "company")
    )


def fact_of(symbol: Json, spec: ValueSpec) -> Json:
    """What is known of a listed company under that field; None where nothing is, or the field's enum excludes it."""
    stock = stocks().get(symbol.upper()) if isinstance(symbol, str) else None
    if stock is None:
        return None
    said = name_words(spec.name)
    word = said[-2] if said[-2:] == ("company", "name") else said[-1] if said else ""
    fact = getattr(stock, word) if word in FACTS else None
    return fact if fact is not None and (not spec.enum or fact in spec.enum) else None


FACTS = frozenset({"company", "sector", "exchange", "city", "country"})
