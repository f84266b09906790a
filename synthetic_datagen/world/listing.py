"""Result lists: the things that meet a call's conditions, told apart, sorted, and cut to page and limit.

matching(world, hotels::search, shape, conditions, ())     [hotel, hotel, hotel, hotel]
page(ordered, hotels::search, {"limit": 2, "page": 2})      [hotel, hotel]
"""

from collections.abc import Mapping

from ..common import seeds
from ..common.json_types import FrozenJsonObject, Json
from ..common.kinds import Kind, ValueType
from ..common.tools import Endpoint, OutputField
from .catalog import keys, natural_field
from .conditions import NAMING, Conditions
from .entities import Entity, attribute
from .roles import name_words
from .shape import Shape, shallow_leaves
from .subjects import natural
from .values import identifier
from .world import World, key_of

_PAGE_SIZE = 4
_MOST = 9


def matching(
    world: World, endpoint: Endpoint, shape: Shape, demanded: Conditions, related: tuple[Entity, ...]
) -> list[Entity]:
    """Created things that fit, then seeded ones that are still there; the conditions decide how many there are."""
    prefix = f"{endpoint.tool_id}|{shape.row_entity}|"
    made = [
        world.directory[(endpoint.tool_id, address.split("|", 1)[1])]
        for address in world.overlay.alive(prefix)
        if _fits(world.overlay.written(address), demanded)
    ]
    limits = [[limit.kind.value, sorted(limit.words), limit.low, limit.high] for limit in demanded.limits]
    key = f"{shape.row_entity}?{key_of({**demanded.names, 'limits': limits})}"
    base = seeds.draw(world.seed, endpoint.tool_id, key)
    size = 1 if any(kind in NAMING for kind, _ in demanded.kinds) else 3 + base % 4  # a name is one thing's
    seeded = _natural_rows(world, endpoint, shape, demanded, base) or [
        _row(world, endpoint, shape, f"{key}#{number}", demanded, related) for number in range(size)
    ]
    seeded = _told_apart(world, shape, seeded)
    known = {thing.key for thing in made}
    known |= {thing.key for thing in related if thing.type == shape.row_entity}
    return made + [
        thing for thing in seeded if thing.key not in known and not world.overlay.deleted(world.address(thing))
    ]


def _fits(written: Mapping[str, Json], demanded: Conditions) -> bool:
    """Whether a created thing agrees with a search as far as its own values go."""
    return all(str(written[name]) == str(value) for name, value in demanded.names.items() if name in written)


def _row(
    world: World, endpoint: Endpoint, shape: Shape, key: str, demanded: Conditions, related: tuple[Entity, ...]
) -> Entity:
    """One seeded thing of a result list, known from now on by its id."""
    kind = shape.row_entity
    draw = seeds.draw(world.seed, endpoint.tool_id, key)
    number = _numeric_id(shape, kind)
    id: Json = (100_000 + draw % 900_000 if number else identifier(kind, draw)) if shape.identified else None
    return world.entity(endpoint, kind, str(id) if id is not None else key, id=id, found=demanded, related=related)


def _natural_rows(world: World, endpoint: Endpoint, shape: Shape, demanded: Conditions, base: int) -> list[Entity]:
    """Rows that are known by a key of the real world, three to six of them; [] where the rows are not."""
    spec = natural_field(shape)
    if spec is None:
        return []
    options = keys(spec.kind, demanded.names)
    first, size = (base >> 7) % len(options), min(len(options), 3 + base % 4)
    chosen = [options[(first + number) % len(options)] for number in range(size)]
    return [natural(world, endpoint, shape.row_entity, spec.kind, key, demanded) for key in chosen]


def _telling(shape: Shape) -> OutputField | None:
    """The field by which a person tells the rows apart: a name, or without ids the place or word that they are."""
    assert shape.rows is not None
    leaves = list(shallow_leaves(shape.rows.item))
    named = next((one for one in leaves if one.kind in NAMING), None)
    return named or (None if shape.identified else next((one for one in leaves if one.kind in _WORDS_FOR_ROWS), None))


_WORDS_FOR_ROWS = frozenset(
    {
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


def _numeric_id(shape: Shape, kind: str) -> bool:
    assert shape.rows is not None
    return any(
        one.kind is Kind.ENTITY_ID and one.entity == kind and one.type is not ValueType.STRING
        for one in shallow_leaves(shape.rows.item)
    )


def _told_apart(world: World, shape: Shape, things: list[Entity]) -> list[Entity]:
    """Things of one list with different names, so that a person can point at one of them.

    Where no other name can be had (the airports of one city) the later ones are left out.
    """
    assert shape.rows is not None
    spec = _telling(shape)
    if spec is None:
        return things
    seen: set[Json] = set()
    different: list[Entity] = []
    for thing in things:
        for attempt in range(8):
            name = attribute(thing, spec, {})
            if name not in seen:
                break
            thing.base = seeds.draw(thing.base, "again", attempt)
            thing.facets.clear()
        else:
            continue
        seen.add(name)
        different.append(thing)
    return different


def ordered(
    world: World, shape: Shape, things: list[Entity], endpoint: Endpoint, arguments: FrozenJsonObject
) -> list[Entity]:
    """By the field that the sort argument names; unsorted where none is named."""
    wanted = _control(endpoint, arguments, Kind.SORT_BY)
    if not isinstance(wanted, str) or shape.rows is None:
        return things
    spec = _sort_field(shape, wanted)
    if spec is None:
        return things
    order = str(_control(endpoint, arguments, Kind.SORT_ORDER) or wanted).lower()
    down = "desc" in order or "high_to_low" in order or (spec.kind is Kind.RATING and "asc" not in order)
    values = {id(thing): attribute(thing, spec, world.written(thing)) for thing in things}
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
    """The asked page. Limits above what there is cut nothing; without a limit the first few are shown."""
    limit = _whole(_control(endpoint, arguments, Kind.LIMIT), _PAGE_SIZE if len(things) > _PAGE_SIZE else _MOST)
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
