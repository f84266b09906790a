"""Which thing a call is about, and which others it names.

subject(world, hotels::get, {"hotel_id": "htl_0k3x9qa"}, shape)     (the hotel as it was found, ())
quoted(world, shares::quote, {"symbol": "AAPL"}, ...)               the share, the same in lists, quotes and orders
"""

from ..common.json_types import FrozenJsonObject
from ..common.kinds import Intent, Kind
from ..common.tools import Endpoint
from .catalog import NATURAL, ticker
from .conditions import NAMING, Conditions, conditions
from .entities import Entity
from .scene import Scene, key_of
from .shape import Shape


def subject_of(
    world: Scene, endpoint: Endpoint, arguments: FrozenJsonObject, shape: Shape
) -> tuple[Entity, tuple[Entity, ...]]:
    """The thing that a call is about, and the others that it names."""
    named = world.named_in(endpoint, arguments)
    own = _own(endpoint, shape, named)
    if own is not None:
        return own, tuple(one for one in named if one is not own)
    demanded = conditions(endpoint, arguments)
    share = quoted(world, endpoint, arguments)
    if share is not None and len(demanded.names) <= 1:
        return share, named
    owners = named if share is None else (share, *named)
    reading = world.entity(
        endpoint,
        shape.subject_entity,
        key_of(demanded.names),
        found=demanded,
        related=owners,
        copies=share is not None,
    )
    return reading, named


def _own(endpoint: Endpoint, shape: Shape, named: tuple[Entity, ...]) -> Entity | None:
    """The named thing that the call is about: of the endpoint's entity, or the first whose id the answer repeats."""
    for one in named:
        if one.type == shape.subject_entity:
            return one
    if endpoint.intent.many or endpoint.intent is Intent.CREATE:
        return None
    repeated = next((one for leaf in shape.ids for one in named if one.type == leaf.entity), None)
    return repeated or next((one for one in named if _goes_by(one, shape.subject_entity)), None)


def _goes_by(thing: Entity, entity: str) -> bool:
    """Whether the tool's lists give such things the entity's name: authors that are known by a user id."""
    return any(shown.kind in NAMING and shown.entity == entity for shown in thing.fields.values())


def natural(world: Scene, endpoint: Endpoint, kind: Kind, key: str) -> Entity:
    """The thing of that key. Nothing of how it was asked for stays with it: it is the same for everyone."""
    found = Conditions(kinds={(kind, ""): key})
    entity = world.model.natural_entity(endpoint, kind)
    return world.entity(endpoint, entity, key, found=found, namespace=kind.value)


def unlisted(world: Scene, endpoint: Endpoint, company: str) -> Entity:
    """The share of a company that is not among those we know: later quotes of its symbol are the company's."""
    symbol = ticker(company)
    names = dict.fromkeys(("company", "company_name", "companyName"), company)
    found = Conditions(names=names, kinds={(Kind.STOCK_SYMBOL, ""): symbol})
    entity = world.model.natural_entity(endpoint, Kind.STOCK_SYMBOL)
    return world.entity(endpoint, entity, symbol, found=found, namespace=Kind.STOCK_SYMBOL.value)


def quoted(world: Scene, endpoint: Endpoint, arguments: FrozenJsonObject) -> Entity | None:
    """The thing that an argument names by a key of the real world."""
    for parameter in endpoint.parameters:
        if parameter.kind in NATURAL and parameter.name in arguments:
            return natural(world, endpoint, parameter.kind, str(arguments[parameter.name]).upper())
    return None
