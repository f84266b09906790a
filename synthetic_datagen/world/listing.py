"""Result lists: the things that meet a call's conditions, told apart, sorted, and cut to page and limit.

matching(world, hotels::search, shape, conditions, ())     [hotel, hotel, hotel, hotel]
page(ordered, hotels::search, {"limit": 2, "page": 2})      [hotel, hotel]
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, islice

from ..common import seeds
from ..common.json_types import FrozenJsonObject, Json
from ..common.kinds import Kind
from ..common.tools import Endpoint
from .catalog import is_listed, keys, natural_field
from .conditions import NAMING, Conditions
from .draws import pick
from .entities import Entity, attribute, is_its_own
from .facets import ValueSpec
from .lexicon import Place, places
from .roles import name_words
from .scene import Scene, key_of
from .shape import Shape
from .sorting import Sorting, sorting_of
from .subjects import natural, unlisted
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
    near = {} if demanded.near is None else {"near": list(demanded.near)}
    key = f"{shape.row_entity}?{key_of({**demanded.names, **near, 'limits': limits})}"
    base = seeds.draw(world.seed, endpoint.tool_id, key)
    size = 1 if any(kind in NAMING for kind, _ in demanded.kinds) else 3 + base % 2  # a name is one thing's
    seeded = _natural_rows(world, endpoint, shape, demanded, base)
    if seeded is None:
        rows = [_row(world, endpoint, shape, f"{key}#{number}", demanded, related) for number in range(size)]
        telling = telling_field(shape, rows)
        seeded = rows if telling is None else told_apart(rows, telling)
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
    priced = any(leaf.kind in _MONEY for leaf in shape.rows.leaves)
    placed = demanded.near is not None or any(kind in _PLACES for kind, _ in demanded.kinds)
    if placed or not priced or not world.model.local_money(endpoint):
        return demanded
    place: Place = pick(places(), seeds.draw(world.seed, endpoint.tool_id, "market"))
    return replace(demanded, kinds={**demanded.kinds, (Kind.COUNTRY_CODE, ""): place.country_code})


_MONEY = frozenset({Kind.PRICE, Kind.AMOUNT})
_PLACES = frozenset({Kind.CITY, Kind.AIRPORT_CODE, Kind.COUNTRY, Kind.COUNTRY_CODE, Kind.LATITUDE, Kind.ADDRESS})


def _row(
    world: Scene, endpoint: Endpoint, shape: Shape, key: str, demanded: Conditions, related: tuple[Entity, ...]
) -> Entity:
    """One seeded thing of a result list, known from now on by its id."""
    kind, shown = shape.row_entity, shape.row_id
    draw = seeds.draw(world.seed, endpoint.tool_id, key)
    id: Json = None if shown is None else new_id(kind, shown, draw)
    name = str(id) if id is not None else key
    return world.entity(endpoint, kind, name, id=id, found=demanded, related=related)


def _natural_rows(
    world: Scene, endpoint: Endpoint, shape: Shape, demanded: Conditions, base: int
) -> list[Entity] | None:
    """Rows that are known by a key of the real world, at most four of those that fit; None where the rows are not."""
    spec = natural_field(shape)
    if spec is None:
        return None
    company = demanded.names.get("company")
    options = keys(spec.kind, demanded)
    if not options and spec.kind is Kind.STOCK_SYMBOL:
        unknown = isinstance(company, str) and not is_listed(company)
        return [unlisted(world, endpoint, str(company))] if unknown else []
    options = tuple(key for key in options if demanded.query.lower() in key.lower()) or options
    first = (base >> 7) % len(options) if options else 0
    things = (natural(world, endpoint, spec.kind, key) for key in (*options[first:], *options[:first]))
    fitting = (thing for thing in things if not demanded.limits or _within_bounds(thing, shape, demanded))
    found = list(islice(fitting, 3 + base % 2))
    return found or (None if not demanded.limits else [])


def _within_bounds(thing: Entity, shape: Shape, demanded: Conditions) -> bool:
    """Whether a thing that is the same for everyone meets a search's bounds."""
    assert shape.rows is not None
    for spec in shape.rows.leaves:
        low, high = demanded.range_of(spec.name, spec.kind)
        value = attribute(thing, spec) if low is not None or high is not None else None
        if isinstance(value, int | float) and not (low or value) <= value <= (high or value):
            return False
    return True


def telling_field(shape: Shape, things: Sequence[Entity]) -> ValueSpec | None:
    """The field by which a person tells the rows apart, among those that can differ: a name, else a word or a time.

    The name counts even where this list does not show it, so that every list of these things has the same ones.
    """
    assert shape.rows is not None
    if not things:
        return None
    leaves = shape.rows.leaves
    candidates = chain(
        (one for one in (*leaves, *things[0].fields.values()) if one.kind in NAMING),
        () if shape.identified else (one for one in leaves if one.kind in _WORDS_FOR_ROWS),
        (one for one in leaves if len(one.enum) >= len(things) and name_words(one.name)[-1:] in _SORTS),
        (one for one in leaves if one.kind in _OTHERWISE),
    )
    return next((one for one in candidates if is_its_own(things[0], one)), None)


_SORTS = (("name",), ("type",))
_OTHERWISE = frozenset({Kind.TEAM, Kind.TIME, Kind.TEXT})
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


def ordered(shape: Shape, things: list[Entity], endpoint: Endpoint, arguments: FrozenJsonObject) -> list[Entity]:
    """By the field that the sort argument names; else a ranking by what it ranks, times and days in their order."""
    wanted, order = (_control(endpoint, arguments, kind) for kind in (Kind.SORT_BY, Kind.SORT_ORDER))
    sorting = sorting_of(wanted, order, shape) if isinstance(wanted, str) and shape.rows is not None else None
    if sorting is None:
        sorting = _usual_order(shape)
    if sorting is None:
        return things
    values = [attribute(thing, sorting.by) for thing in things]
    if not all(isinstance(value, int | float) for value in values) and not all(isinstance(v, str) for v in values):
        return things
    keys = [value.casefold() if isinstance(value, str) else value for value in values]
    thens = [str(attribute(thing, sorting.then)) if sorting.then is not None else "" for thing in things]
    return [things[at] for at in sorted(range(len(things)), key=lambda at: (keys[at], thens[at]), reverse=sorting.down)]


def _usual_order(shape: Shape) -> Sorting | None:
    """How rows stand that nobody has asked to sort."""
    if shape.rows is None:
        return None
    if shape.rows.best_first is not None:
        return Sorting(shape.rows.best_first, down=True)
    if shape.row_entity.rsplit("_", 1)[-1] not in _TIMED:
        return None
    leaves = shape.rows.leaves
    days = [one for kind in (Kind.DATE, Kind.START_DATE, Kind.TIME) for one in leaves if one.kind is kind]
    return None if not days else Sorting(days[0], down=False, then=days[-1])


_TIMED = frozenset({"slot", "showtime", "forecast", "time", "match", "fixture", "departure", "lesson", "hour", "day"})


def _control(endpoint: Endpoint, arguments: FrozenJsonObject, kind: Kind) -> Json:
    return next((arguments[p.name] for p in endpoint.parameters if p.kind is kind and p.name in arguments), None)


def page(things: list[Entity], endpoint: Endpoint, arguments: FrozenJsonObject) -> list[Entity]:
    """The asked page. Limits above what there is cut nothing."""
    limit = page_size(endpoint, arguments) or _MOST
    start = _whole(_control(endpoint, arguments, Kind.OFFSET), 0)
    start += (page_number(endpoint, arguments) - 1) * limit
    return things[start : start + limit]


def page_size(endpoint: Endpoint, arguments: FrozenJsonObject) -> int | None:
    """How many rows a page has at most; None where the call does not say."""
    limit = _whole(_control(endpoint, arguments, Kind.LIMIT), 0)
    return limit or None


def page_number(endpoint: Endpoint, arguments: FrozenJsonObject) -> int:
    """Which page is asked for, counted from 1."""
    return max(1, _whole(_control(endpoint, arguments, Kind.PAGE), 1))


def _whole(value: Json, otherwise: int) -> int:
    try:
        number = int(value)
    except (TypeError, ValueError):
        return otherwise
    return number if number >= 0 else otherwise
