"""What an endpoint of each intent does to the world and answers. A row of :data:`BEHAVIOURS` is one behaviour.

BEHAVIOURS[Intent.DELETE](world, hotels::cancel, {"booking_id": "bkn_91xk2pa"})
  -> {"booking_id": "bkn_91xk2pa", "status": "cancelled"};  a second time {"error": {"code": "not_found", ...}}
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from ..common import seeds
from ..common.json_types import FrozenJsonObject, Json
from ..common.kinds import Intent, Kind, ValueType
from ..common.tools import Endpoint, OutputField
from .computing import computed
from .conditions import Conditions, conditions, steers
from .entities import Entity
from .listing import matching, ordered, page, page_number, page_size
from .rendering import Subject, part_count, render
from .scene import Scene, key_of
from .shape import ArrayNode, Shape
from .subjects import quoted, subject_of
from .values import identifier, new_id

_DONE_WORDS = ("confirm", "creat", "success", "book", "schedul", "plac", "sent", "accept", "submit", "activ", "open")
_GONE_WORDS = ("cancel", "delet", "remov", "refund", "close", "terminat", "inactive")
_TOTAL_NAMES = frozenset(
    {"total", "count", "total_results", "total_count", "results_count", "num_results", "found", "results", "hits"}
    | {"result_count", "resultCount", "totalResults", "totalCount", "total_items", "totalItems", "numFound"}
)


def error(code: str, message: str) -> Json:
    """A failed call's answer."""
    return {"error": {"code": code, "message": message}}


def find(world: Scene, endpoint: Endpoint, arguments: FrozenJsonObject) -> Json:
    """Search and list: the things that meet the conditions, created ones first, sorted, cut to page and limit."""
    shape = world.model.shape(endpoint)
    if shape.rows is None:
        return read(world, endpoint, arguments)
    demanded = conditions(endpoint, arguments)
    related = world.named_in(endpoint, arguments)
    for thing in related:
        if world.overlay.deleted(world.address(thing)):
            return _not_found(thing)
    same = next((one for one in related if one.type == shape.row_entity), None)
    if same is not None and not _asks_for_others(endpoint, shape):
        found = [same]  # the venues of id X are the venue X
    else:
        found = matching(world, endpoint, shape, demanded, related)
    things = ordered(shape, found, endpoint, arguments)
    shown = page(things, endpoint, arguments)
    return listed(world, endpoint, arguments, list_of(world, endpoint, arguments, demanded, related), things, shown)


def list_of(
    world: Scene, endpoint: Endpoint, arguments: FrozenJsonObject, demanded: Conditions, related: tuple[Entity, ...]
) -> Entity:
    """What the fields beside the rows of a list are about: the list itself."""
    kind = f"{world.model.shape(endpoint).row_entity}s"
    return world.entity(endpoint, kind, key_of(arguments), found=demanded, related=related)


def listed(
    world: Scene,
    endpoint: Endpoint,
    arguments: FrozenJsonObject,
    whole: Entity,
    things: Sequence[Entity],
    shown: Sequence[Entity],
) -> Json:
    """The answer of a list that has `things` and shows some of them."""
    shape = world.model.shape(endpoint)
    items = tuple(_rows(world, endpoint, shape.rows, things, shown)) if shape.rows else ()
    fixed = (
        dict.fromkeys((*_TOTAL_NAMES, *shape.totals), len(things))
        | _state(shape)
        | _paging(endpoint, arguments, len(things), shown)
    )
    return render(world, shape.root, Subject(endpoint, whole, arguments, fixed, shape.rows, items))


def _rows(
    world: Scene, endpoint: Endpoint, rows: ArrayNode, things: Sequence[Entity], shown: Sequence[Entity]
) -> Iterator[Json]:
    """The shown things; a rank is the place in the whole list."""
    for thing in shown:
        ranks = dict.fromkeys(rows.ranks, things.index(thing) + 1) if rows.ranks else {}
        yield render(world, rows.item, Subject(endpoint, thing, fixed=ranks))


def _paging(endpoint: Endpoint, arguments: FrozenJsonObject, total: int, shown: Sequence[Entity]) -> dict[str, Json]:
    """What is said of pages, by the names in which it is said; {} for an answer that says nothing of them."""
    said = _paging_fields(endpoint)
    if not said:
        return {}
    number, size = page_number(endpoint, arguments), page_size(endpoint, arguments) or max(1, len(shown))
    pages = max(1, -(-total // size))
    values = {"page": number, "size": size, "pages": pages, "next": min(number + 1, pages), "more": number < pages}
    return {name: values[_PAGING[name]] for name in said}


@lru_cache(maxsize=16384)
def _paging_fields(endpoint: Endpoint) -> tuple[str, ...]:
    return tuple(one.name for one in endpoint.outputs if one.name in _PAGING)


_PAGING = {
    **dict.fromkeys(("current_page", "currentPage", "page", "page_number", "pageNumber"), "page"),
    **dict.fromkeys(("per_page", "perPage", "page_size", "pageSize", "limit", "items_per_page"), "size"),
    **dict.fromkeys(
        ("total_pages", "totalPages", "totalpages", "page_count", "pageCount", "last_page", "pages"), "pages"
    ),
    **dict.fromkeys(("next_page", "nextPage"), "next"),
    **dict.fromkeys(("has_more", "hasMore", "has_next", "hasNext", "has_next_page", "hasNextPage"), "more"),
}
_OTHERS = ("similar", "related", "recommend", "like", "alternative", "suggest", "nearby", "other")


def _asks_for_others(endpoint: Endpoint, shape: Shape) -> bool:
    """Whether a list that must be given an id of its own kind is of other things: similar films, related songs."""
    text = f"{endpoint.name} {endpoint.description}".lower()
    given = any(p.kind is Kind.ENTITY_ID and p.entity == shape.row_entity for p in endpoint.required)
    return given and any(word in text for word in _OTHERS)


def read(world: Scene, endpoint: Endpoint, arguments: FrozenJsonObject) -> Json:
    """Get and compute: one thing or reading, by its id or by the arguments; what can be computed is right."""
    shape = world.model.shape(endpoint)
    subject, related = subject_of(world, endpoint, arguments, shape)
    gone = next((one for one in (subject, *related) if world.overlay.deleted(world.address(one))), None)
    if gone is not None:
        return _not_found(gone)
    for spec in shape.ids:
        if spec.entity == subject.type:
            world.give_id(endpoint, subject, spec)
    known = {
        **_sizes(shape, subject),
        **_state(shape),
        **computed(world.model.computations_of(endpoint), endpoint, arguments),
    }
    return render(world, shape.root, Subject(endpoint, subject, _echo(endpoint, arguments), known))


def _state(shape: Shape) -> dict[str, Json]:
    """What an envelope says of the call: a failed one answers otherwise."""
    return {"status": "ok"} if shape.enveloped else {}


def _sizes(shape: Shape, subject: Entity) -> dict[str, Json]:
    """Totals beside the only list of an answer say how long it is."""
    lists = shape.arrays
    return dict.fromkeys(_TOTAL_NAMES, part_count(subject, lists[0])) if len(lists) == 1 else {}


def _echo(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """Arguments that outputs repeat: all but those that steer the call itself."""
    steering = _steering(endpoint)
    return {name: value for name, value in arguments.items() if name not in steering}


@lru_cache(maxsize=16384)
def _steering(endpoint: Endpoint) -> frozenset[str]:
    return frozenset(p.name for p in endpoint.parameters if steers(endpoint, p))


def _not_found(thing: Entity) -> Json:
    return error("not_found", f"No {thing.type.replace('_', ' ')} with id {thing.key} was found.")


def create(world: Scene, endpoint: Endpoint, arguments: FrozenJsonObject) -> Json:
    """Create: a new thing with the arguments as its values; it belongs to the things that the arguments name."""
    shape = world.model.shape(endpoint)
    related = world.named_in(endpoint, arguments)
    gone = next((one for one in related if world.overlay.deleted(world.address(one))), None)
    if gone is not None:
        return _not_found(gone)
    kind, spec = _created(endpoint, shape, related)
    draw = seeds.draw(world.seed, "create", endpoint.tool_id, kind, world.overlay.count)
    id = new_id(kind, spec, draw) if spec else identifier(kind, draw)
    demanded = conditions(endpoint, arguments)
    share = quoted(world, endpoint, arguments)
    related += () if share is None else (share,)
    thing = world.entity(endpoint, kind, str(id), id=id, found=demanded, related=related, copies=True)
    values = {**_echo(endpoint, arguments), **_status(endpoint, _DONE_WORDS, "confirmed", created=True)}
    world.overlay.create(world.address(thing), values)
    return render(world, shape.root, Subject(endpoint, thing, arguments))


def _created(endpoint: Endpoint, shape: Shape, related: tuple[Entity, ...]) -> tuple[str, OutputField | None]:
    """What is created: the thing whose id is returned but was not given."""
    given = {one.type for one in related}
    ids = [f for f in endpoint.outputs if f.kind is Kind.ENTITY_ID and f.entity and f.entity not in given]
    spec = next((f for f in ids if f.entity == endpoint.entity), ids[0] if ids else None)
    return (spec.entity or shape.subject_entity, spec) if spec else (shape.subject_entity, None)


def _status(endpoint: Endpoint, wanted: tuple[str, ...], otherwise: str, created: bool) -> dict[str, Json]:
    """The values of status fields after a write: the first of the field's own words that says so."""
    states: dict[str, Json] = {}
    for one in endpoint.outputs:
        if one.kind is Kind.STATUS and one.type is ValueType.STRING:
            said = next((state for state in one.enum if any(word in str(state).lower() for word in wanted)), None)
            states[one.name] = said if said is not None else one.enum[0] if one.enum and created else otherwise
    return states


def update(world: Scene, endpoint: Endpoint, arguments: FrozenJsonObject) -> Json:
    """Update: the thing that is named takes the other arguments as its values."""
    shape = world.model.shape(endpoint)
    thing, _ = subject_of(world, endpoint, arguments, shape)
    if world.overlay.deleted(world.address(thing)):
        return _not_found(thing)
    values = _echo(endpoint, arguments)
    world.overlay.update(world.address(thing), values)
    return render(world, shape.root, Subject(endpoint, thing, arguments))


def delete(world: Scene, endpoint: Endpoint, arguments: FrozenJsonObject) -> Json:
    """Delete: the thing that is named is gone; deleting it again fails."""
    shape = world.model.shape(endpoint)
    thing, related = subject_of(world, endpoint, arguments, shape)
    if thing.id is None and related:
        thing = related[-1]
    if world.overlay.deleted(world.address(thing)):
        return _not_found(thing)
    gone = _status(endpoint, _GONE_WORDS, "cancelled", created=False)
    answer = render(world, shape.root, Subject(endpoint, thing, arguments, gone))
    world.overlay.delete(world.address(thing))
    return answer


Behaviour = Callable[[Scene, Endpoint, FrozenJsonObject], Json]

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
