"""Result lists: the things that meet a call's conditions, told apart, sorted, and cut to page and limit.

matching(world, hotels::search, shape, conditions, ())     [hotel, hotel, hotel, hotel]
page(ordered, hotels::search, {"limit": 2, "page": 2})      [hotel, hotel]
"""

from dataclasses import replace

from ..common import seeds
from ..common.json_types import FrozenJsonObject, Json
from ..common.kinds import Kind
from ..common.tools import Endpoint, OutputField
from .catalog import keys, natural_field
from .conditions import NAMING, Conditions
from .draws import pick
from .entities import Entity, attribute
from .lexicon import Place, places
from .roles import name_words
from .scene import Scene, key_of
from .shape import Shape, shallow_leaves
from .subjects import natural
from .telling import told_apart
from .values import new_id

_MOST = 20  # shown where the call sets no limit


def matching(
    world: Scene, endpoint: Endpoint, shape: Shape, demanded: Conditions, related: tuple[Entity, ...]
) -> list[Entity]:
    """Created things that fit, then seeded ones that are still there; the conditions decide how many there are."""
    prefix = f"{endpoint.tool_id}|{shape.row_entity}|"
    if any(limit.high is not None and limit.high <= 0 and limit.kind is Kind.PRICE for limit in demanded.limits):
        return []
    demanded = _in_one_currency(world, endpoint, shape, demanded)
    made = [world.directory[(endpoint.tool_id, address.split("|", 1)[1])] for address in world.overlay.alive(prefix)]
    limits = [[limit.kind.value, sorted(limit.words), limit.low, limit.high] for limit in demanded.limits]
    key = f"{shape.row_entity}?{key_of({**demanded.names, 'limits': limits})}"
    base = seeds.draw(world.seed, endpoint.tool_id, key)
    size = 1 if any(kind in NAMING for kind, _ in demanded.kinds) else 3 + base % 2  # a name is one thing's
    seeded = _natural_rows(world, endpoint, shape, demanded, base) or [
        _row(world, endpoint, shape, f"{key}#{number}", demanded, related) for number in range(size)
    ]
    telling = _telling(shape, seeded)
    seeded = seeded if telling is None else told_apart(seeded, telling)
    known = {thing.key for thing in made}
    known |= {thing.key for thing in related if thing.type == shape.row_entity}
    there = [thing for thing in seeded if thing.key not in known and not world.overlay.deleted(world.address(thing))]
    return [thing for thing in (*made, *there) if _fits(thing, demanded)]


def _fits(thing: Entity, demanded: Conditions) -> bool:
    """Whether what was written of a thing agrees with a search; what was not written was made to agree."""
    written = thing.written
    if any(str(written[name]) != str(value) for name, value in demanded.names.items() if name in written):
        return False
    for name, value in written.items() if demanded.limits else ():
        low, high = demanded.range_of(name, thing.fields[name].kind if name in thing.fields else Kind.UNKNOWN)
        if isinstance(value, int | float) and ((low or value) > value or (high or value) < value):
            return False
    return True


def _in_one_currency(world: Scene, endpoint: Endpoint, shape: Shape, demanded: Conditions) -> Conditions:
    """Prices of one list can be compared: where no place is asked for, all its things are in one country."""
    assert shape.rows is not None
    kinds = {leaf.kind for leaf in shallow_leaves(shape.rows.item)}
    placed = any(kind in _PLACES for kind, _ in demanded.kinds)
    if placed or not {Kind.PRICE, Kind.AMOUNT} & kinds or not world.model.local_money(endpoint):
        return demanded
    place: Place = pick(places(), seeds.draw(world.seed, endpoint.tool_id, "market"))
    return replace(demanded, kinds={**demanded.kinds, (Kind.COUNTRY_CODE, ""): place.country_code})


_PLACES = frozenset({Kind.CITY, Kind.AIRPORT_CODE, Kind.COUNTRY, Kind.COUNTRY_CODE, Kind.LATITUDE, Kind.ADDRESS})


def _row(
    world: Scene, endpoint: Endpoint, shape: Shape, key: str, demanded: Conditions, related: tuple[Entity, ...]
) -> Entity:
    """One seeded thing of a result list, known from now on by its id."""
    kind = shape.row_entity
    draw = seeds.draw(world.seed, endpoint.tool_id, key)
    shown = _own_id(shape, kind)
    id: Json = None if shown is None else new_id(kind, shown, draw)
    return world.entity(endpoint, kind, str(id) if id is not None else key, id=id, found=demanded, related=related)


def _natural_rows(world: Scene, endpoint: Endpoint, shape: Shape, demanded: Conditions, base: int) -> list[Entity]:
    """Rows that are known by a key of the real world, three or four of them; [] where the rows are not."""
    spec = natural_field(shape)
    if spec is None:
        return []
    options = keys(spec.kind, demanded.names)
    if not options:
        return []
    first, size = (base >> 7) % len(options), min(len(options), 3 + base % 2)
    chosen = [options[(first + number) % len(options)] for number in range(size)]
    things = [natural(world, endpoint, spec.kind, key) for key in chosen]
    return [thing for thing in things if _within_bounds(thing, shape, demanded)]


def _within_bounds(thing: Entity, shape: Shape, demanded: Conditions) -> bool:
    """Whether a thing that is the same for everyone meets a search's bounds."""
    assert shape.rows is not None
    for spec in shallow_leaves(shape.rows.item) if demanded.limits else ():
        low, high = demanded.range_of(spec.name, spec.kind)
        value = attribute(thing, spec) if low is not None or high is not None else None
        if isinstance(value, int | float) and not (low or value) <= value <= (high or value):
            return False
    return True


def _telling(shape: Shape, things: list[Entity]) -> OutputField | None:
    """The field by which a person tells the rows apart: a name, or without ids the place or word that they are.

    The name counts even where this list does not show it, so that every list of these things has the same ones.
    """
    assert shape.rows is not None
    leaves = list(shallow_leaves(shape.rows.item))
    shown = [*leaves, *(things[0].fields.values() if things else ())]
    named = next((one for one in shown if one.kind in NAMING), None)
    return named or (None if shape.identified else next((one for one in leaves if one.kind in _WORDS_FOR_ROWS), None))


_WORDS_FOR_ROWS = frozenset(
    {
        Kind.TIMEZONE,
        Kind.AIRPORT_CODE,
        Kind.CITY,
        Kind.COUNTRY,
        Kind.LANGUAGE,
        Kind.CURRENCY_CODE,
        Kind.CATEGORY,
        Kind.GENRE,
        Kind.WORD,
    }
)


def _own_id(shape: Shape, kind: str) -> OutputField | None:
    assert shape.rows is not None
    leaves = shallow_leaves(shape.rows.item)
    return next((one for one in leaves if one.kind is Kind.ENTITY_ID and one.entity == kind), None)


def ordered(shape: Shape, things: list[Entity], endpoint: Endpoint, arguments: FrozenJsonObject) -> list[Entity]:
    """By the field that the sort argument names; unsorted where none is named."""
    wanted = _control(endpoint, arguments, Kind.SORT_BY)
    if not isinstance(wanted, str) or shape.rows is None:
        return things
    spec = _sort_field(shape, wanted)
    if spec is None:
        return things
    order = str(_control(endpoint, arguments, Kind.SORT_ORDER) or wanted).lower()
    down = "desc" in order or "high_to_low" in order or (spec.kind is Kind.RATING and "asc" not in order)
    values = {id(thing): attribute(thing, spec) for thing in things}
    if any(not isinstance(value, int | float | str) for value in values.values()):
        return things
    return sorted(things, key=lambda thing: values[id(thing)], reverse=down)


def _sort_field(shape: Shape, wanted: str) -> OutputField | None:
    assert shape.rows is not None
    asked = set(name_words(wanted))
    leaves = list(shallow_leaves(shape.rows.item))
    return next((one for one in leaves if one.name == wanted), None) or next(
        (one for one in leaves if asked & set(name_words(one.name))), None
    )


def _control(endpoint: Endpoint, arguments: FrozenJsonObject, kind: Kind) -> Json:
    return next((arguments[p.name] for p in endpoint.parameters if p.kind is kind and p.name in arguments), None)


def page(things: list[Entity], endpoint: Endpoint, arguments: FrozenJsonObject) -> list[Entity]:
    """The asked page. Limits above what there is cut nothing."""
    limit = _whole(_control(endpoint, arguments, Kind.LIMIT), _MOST)
    start = _whole(_control(endpoint, arguments, Kind.OFFSET), 0)
    number = _whole(_control(endpoint, arguments, Kind.PAGE), 1)
    start += max(0, number - 1) * limit
    return things[start : start + limit]


def _whole(value: Json, otherwise: int) -> int:
    try:
        number = int(value)
    except (TypeError, ValueError):
        return otherwise
    return number if number >= 0 else otherwise
