"""What an endpoint of each intent does to the world and answers. A row of :data:`BEHAVIOURS` is one behaviour.

BEHAVIOURS[Intent.DELETE](world, hotels::cancel, {"booking_id": "bkn_91xk2pa"})
  -> {"booking_id": "bkn_91xk2pa", "status": "cancelled"};  a second time {"error": {"code": "not_found", ...}}
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from ..common import seeds
from ..common.json_types import FrozenJsonObject, Json
from ..common.kinds import Intent, Kind, ValueType
from ..common.tools import Endpoint, OutputField
from .catalog import NATURAL, keys, natural_field
from .computations import computed
from .conditions import CONTROL, NAMING, NONE, Conditions, conditions
from .entities import Entity, attribute
from .rendering import Subject, part_count, render
from .roles import name_words
from .shape import Shape, arrays, shallow_leaves
from .values import coerce, identifier
from .world import World, key_of

_DONE_WORDS = ("confirm", "creat", "success", "book", "schedul", "plac", "sent", "accept", "submit", "activ", "open")
_GONE_WORDS = ("cancel", "delet", "remov", "refund", "close", "terminat", "inactive")
_TOTAL_NAMES = frozenset({"total", "count", "total_results", "total_count", "results_count", "num_results", "found"})
_PAGE_SIZE = 4
_MOST = 9


def error(code: str, message: str) -> Json:
    """A failed call's answer."""
    return {"error": {"code": code, "message": message}}


def find(world: World, endpoint: Endpoint, arguments: FrozenJsonObject) -> Json:
    """Search and list: the things that meet the conditions, created ones first, sorted, cut to page and limit."""
    shape = world.model.shape(endpoint)
    if shape.rows is None:
        return read(world, endpoint, arguments)
    demanded = conditions(endpoint, arguments)
    related = world.named_in(endpoint, arguments)
    for thing in related:
        if world.overlay.deleted(world.address(thing)):
            return _not_found(thing)
    matching = _matching(world, endpoint, shape, demanded, related)
    ordered = _sorted(world, shape, matching, endpoint, arguments)
    page = _page(ordered, endpoint, arguments)
    items = tuple(render(world, shape.rows.item, Subject(endpoint, thing)) for thing in page)
    whole = world.entity(endpoint, f"{shape.row_entity}s", key_of(demanded.names), found=demanded, related=related)
    fixed = dict.fromkeys(_TOTAL_NAMES, len(ordered))
    return render(world, shape.root, Subject(endpoint, whole, arguments, fixed, shape.rows, items))


def _matching(
    world: World, endpoint: Endpoint, shape: Shape, demanded: Conditions, related: tuple[Entity, ...]
) -> list[Entity]:
    """Created things that fit, then seeded ones that are still there; the conditions decide how many there are."""
    prefix = f"{endpoint.tool_id}|{shape.row_entity}|"
    made = [
        world.directory[(endpoint.tool_id, address.split("|", 1)[1])]
        for address in world.overlay.alive(prefix)
        if _fits(world.overlay.written(address), demanded)
    ]
    limits = {kind.value: list(limit) for kind, limit in demanded.ranges.items()}
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
    return [_natural(world, endpoint, shape.row_entity, spec.kind, key, demanded) for key in chosen]


def _natural(world: World, endpoint: Endpoint, entity: str, kind: Kind, key: str, demanded: Conditions) -> Entity:
    """The thing of that key; what it was first found by goes with it."""
    found = replace(demanded, kinds={**demanded.kinds, (kind, ""): key})
    return world.entity(endpoint, entity, key, found=found, namespace=kind.value)


def _quoted(world: World, endpoint: Endpoint, arguments: FrozenJsonObject, demanded: Conditions) -> Entity | None:
    """The thing that an argument names by a key of the real world."""
    for parameter in endpoint.parameters:
        if parameter.kind in NATURAL and parameter.name in arguments:
            entity = world.model.natural_entity(endpoint, parameter.kind)
            return _natural(world, endpoint, entity, parameter.kind, str(arguments[parameter.name]), demanded)
    return None


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
    spec = next((one for one in shallow_leaves(shape.rows.item) if one.kind in (Kind.NAME, Kind.TITLE)), None)
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


def _sorted(
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


def _page(things: list[Entity], endpoint: Endpoint, arguments: FrozenJsonObject) -> list[Entity]:
    """The asked page. Limits above what there is cut nothing; without a limit the first few are shown."""
    limit = _whole(_control(endpoint, arguments, Kind.LIMIT), _PAGE_SIZE if len(things) > _PAGE_SIZE else _MOST)
    start = _whole(_control(endpoint, arguments, Kind.OFFSET), 0)
    page = _whole(_control(endpoint, arguments, Kind.PAGE), 1)
    start += max(0, page - 1) * limit
    return things[start : start + limit]


def _whole(value: Json, otherwise: int) -> int:
    try:
        number = int(value)
    except (TypeError, ValueError):
        return otherwise
    return number if number >= 0 else otherwise


def read(world: World, endpoint: Endpoint, arguments: FrozenJsonObject) -> Json:
    """Get and compute: one thing or reading, by its id or by the arguments; what can be computed is right."""
    shape = world.model.shape(endpoint)
    subject, related = _subject(world, endpoint, arguments, shape)
    gone = next((one for one in (subject, *related) if world.overlay.deleted(world.address(one))), None)
    if gone is not None:
        return _not_found(gone)
    shown = (one for one in shallow_leaves(shape.root) if one.kind is Kind.ENTITY_ID and one.entity == subject.type)
    for spec in shown:
        world.give_id(endpoint, subject, spec)
    known = {**_sizes(shape, subject), **computed(endpoint, arguments)}
    return render(world, shape.root, Subject(endpoint, subject, _echo(endpoint, arguments), known))


def _sizes(shape: Shape, subject: Entity) -> dict[str, Json]:
    """Totals beside the only list of an answer say how long it is."""
    lists = list(arrays(shape.root))
    return dict.fromkeys(_TOTAL_NAMES, part_count(subject, lists[0])) if len(lists) == 1 else {}


def _subject(
    world: World, endpoint: Endpoint, arguments: FrozenJsonObject, shape: Shape
) -> tuple[Entity, tuple[Entity, ...]]:
    """The thing that a call is about, and the others that it names."""
    named = world.named_in(endpoint, arguments)
    own = _own(endpoint, shape, named)
    if own is not None:
        return own, tuple(one for one in named if one is not own)
    demanded = conditions(endpoint, arguments)
    quoted = _quoted(world, endpoint, arguments, demanded)
    if quoted is not None:
        return quoted, named
    key = key_of(demanded.names)
    return world.entity(endpoint, shape.subject_entity, key, found=demanded, related=named), named


def _own(endpoint: Endpoint, shape: Shape, named: tuple[Entity, ...]) -> Entity | None:
    """The named thing that the call is about: of the endpoint's entity, or the first whose id the answer repeats."""
    for one in named:
        if one.type == shape.subject_entity:
            return one
    if endpoint.intent.many or endpoint.intent is Intent.CREATE:
        return None
    shown = [leaf.entity for leaf in shallow_leaves(shape.root) if leaf.kind is Kind.ENTITY_ID]
    repeated = next((one for entity in shown for one in named if one.type == entity), None)
    return repeated or next((one for one in named if _goes_by(one, shape.subject_entity)), None)


def _goes_by(thing: Entity, entity: str) -> bool:
    """Whether the tool's lists give such things the entity's name: authors that are known by a user id."""
    return any(shown.kind in NAMING and shown.entity == entity for shown in thing.fields.values())


def _echo(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """Arguments that outputs repeat: all but those that steer the call itself."""
    steering = {p.name for p in endpoint.parameters if p.kind in CONTROL}
    return {name: value for name, value in arguments.items() if name not in steering}


def _not_found(thing: Entity) -> Json:
    return error("not_found", f"No {thing.type.replace('_', ' ')} with id {thing.key} was found.")


def create(world: World, endpoint: Endpoint, arguments: FrozenJsonObject) -> Json:
    """Create: a new thing with the arguments as its values; it belongs to the things that the arguments name."""
    shape = world.model.shape(endpoint)
    related = world.named_in(endpoint, arguments)
    gone = next((one for one in related if world.overlay.deleted(world.address(one))), None)
    if gone is not None:
        return _not_found(gone)
    kind, spec = _created(endpoint, shape, related)
    draw = seeds.draw(world.seed, "create", endpoint.tool_id, kind, world.overlay.count)
    id = coerce(identifier(kind, draw), spec.type, draw) if spec else identifier(kind, draw)
    demanded = conditions(endpoint, arguments)
    quoted = _quoted(world, endpoint, arguments, NONE)
    related += () if quoted is None else (quoted,)
    thing = world.entity(endpoint, kind, str(id), id=id, found=demanded, related=related, copies=True)
    values = {**_echo(endpoint, arguments), **_status(endpoint, thing, _DONE_WORDS, "confirmed")}
    world.overlay.write(world.address(thing), values)
    return render(world, shape.root, Subject(endpoint, thing, arguments))


def _created(endpoint: Endpoint, shape: Shape, related: tuple[Entity, ...]) -> tuple[str, OutputField | None]:
    """What is created: the thing whose id is returned but was not given."""
    given = {one.type for one in related}
    ids = [f for f in endpoint.outputs if f.kind is Kind.ENTITY_ID and f.entity and f.entity not in given]
    spec = next((f for f in ids if f.entity == endpoint.entity), ids[0] if ids else None)
    return (spec.entity or shape.subject_entity, spec) if spec else (shape.subject_entity, None)


def _status(endpoint: Endpoint, thing: Entity, wanted: tuple[str, ...], otherwise: str) -> dict[str, Json]:
    """The values of status fields after a write: the first of the field's own words that says so."""
    return {
        f.name: next((v for v in f.enum if any(word in str(v).lower() for word in wanted)), f.enum[0])
        if f.enum
        else otherwise
        for f in endpoint.outputs
        if f.kind is Kind.STATUS and f.type is ValueType.STRING
    }


def update(world: World, endpoint: Endpoint, arguments: FrozenJsonObject) -> Json:
    """Update: the thing that is named takes the other arguments as its values."""
    shape = world.model.shape(endpoint)
    thing, _ = _subject(world, endpoint, arguments, shape)
    if world.overlay.deleted(world.address(thing)):
        return _not_found(thing)
    values = _echo(endpoint, arguments)
    states = _status(endpoint, thing, ("updat", "modif", "chang", "confirm", "activ", "complet"), "updated")
    world.overlay.write(world.address(thing), {**states, **values})
    return render(world, shape.root, Subject(endpoint, thing, arguments))


def delete(world: World, endpoint: Endpoint, arguments: FrozenJsonObject) -> Json:
    """Delete: the thing that is named is gone; deleting it again fails."""
    shape = world.model.shape(endpoint)
    thing, related = _subject(world, endpoint, arguments, shape)
    if thing.id is None and related:
        thing = related[-1]
    if world.overlay.deleted(world.address(thing)):
        return _not_found(thing)
    gone = _status(endpoint, thing, _GONE_WORDS, "cancelled")
    answer = render(world, shape.root, Subject(endpoint, thing, arguments, gone))
    world.overlay.delete(world.address(thing))
    return answer


Behaviour = Callable[[World, Endpoint, FrozenJsonObject], Json]

BEHAVIOURS: Mapping[Intent, Behaviour] = {
    Intent.SEARCH: find,
    Intent.LIST: find,
    Intent.GET: read,
    Intent.CREATE: create,
    Intent.UPDATE: update,
    Intent.DELETE: delete,
    Intent.COMPUTE: read,
    Intent.OTHER: read,
}
