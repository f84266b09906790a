"""Entities: things of the offline world whose attributes are a function of (world seed, tool, entity, key).

An entity is made when it is first looked at. What a search demanded of it, or which other entities it belongs to, is
part of how it was found and stays with it; what a call wrote is kept apart, in the world's overlay.

    hotel = Entity(42, "hotels", "hotel", "htl_0k3x9qa", base=..., found=Conditions(kinds={(CITY, ""): "Paris"}))
    attribute(hotel, OutputField("country", kind=COUNTRY), {})   ->  "France"
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache

from ..common import seeds
from ..common.json_types import Json
from ..common.kinds import Kind
from ..common.tools import OutputField
from .addresses import haversine, spot_by, spot_near, spot_of
from .catalog import fact_of
from .conditions import NONE, Conditions
from .draws import mix, pick
from .facets import Facets, Person, ValueSpec, first_day, person
from .lexicon import Place, currencies, is_person, language_row, place_called, places, plain, words
from .numbers import NUMERIC, number
from .overlay import Overlay, address_of
from .relations import Relation, Sight
from .roles import name_words, role, side
from .traits import NO_TRAITS, Traits
from .values import coerce, make

# Members that are asked for with every value: Python 3.11 takes a tenth of a microsecond to read one from its class.
_ID, _STATUS, _DISTANCE, _PRICE = Kind.ENTITY_ID, Kind.STATUS, Kind.DISTANCE, Kind.PRICE
_SYMBOL = (Kind.STOCK_SYMBOL, "")
_OWN = frozenset({Kind.STATUS, Kind.DESCRIPTION, Kind.CODE, Kind.FLAG, Kind.TEXT, Kind.URL})
_PLACE = (Kind.CITY, Kind.AIRPORT_CODE, Kind.REGION, Kind.COUNTRY_CODE, Kind.COUNTRY)
NAMES = frozenset({Kind.NAME, Kind.TITLE})


@dataclass(slots=True)
class Entity:
    """One thing.

    After it is made it gets an id where it had none (`World.give_id`), and another `base` where a list must tell it
    apart from others (`listing`): always the same one for the same list.
    """

    seed: int  # the world's
    tool: str
    type: str
    key: str
    origin: int  # its own draw: of the world's seed, its tool, type and key
    id: Json = None  # as it stands in outputs; None for a thing that has none
    found: Conditions = NONE
    related: tuple["Entity", ...] = ()
    local_money: bool = False  # whether the tool states currencies, so that prices are in the place's own
    traits: Traits = NO_TRAITS  # what the tool shows of such things
    copies: bool = False  # whether it repeats same-named attributes of what it belongs to, as a booking does
    overlay: Overlay | None = None  # the world's writes
    base: int = -1  # the draw that its attributes are made from
    facets: dict[str, Facets] = field(default_factory=dict)
    address: str = field(init=False, compare=False)  # where the overlay keeps what was written of it

    def __post_init__(self) -> None:
        self.base = self.origin
        self.address = address_of(self.tool, self.type, self.key)

    @property
    def fields(self) -> Mapping[str, OutputField]:
        """How the tool shows such things, by field name."""
        return self.traits.fields

    @property
    def written(self) -> Mapping[str, Json]:
        """What calls have written of it."""
        return self.overlay.written(self.address) if self.overlay is not None and self.overlay.writes else {}

    def copy(self) -> "Entity":
        """The same thing, apart: redrawing one leaves the other as it is."""
        other = replace(self, facets={})
        other.base = self.base
        return other

    def redrawn(self, attempt: int) -> None:
        """Take the attempt's draw; attempt 0 is the thing's own."""
        base = self.origin if attempt == 0 else seeds.draw(self.origin, "again", attempt)
        if base != self.base:
            self.base = base
            self.facets.clear()


@lru_cache(maxsize=65536)
def _salt(name: str) -> int:
    return seeds.draw("attribute", name)


@dataclass(frozen=True, slots=True)
class _Aspect:
    """What a field is to things of one type. The thing's name is one attribute, whatever the endpoint calls it."""

    salt: int  # of its draw
    end: str  # which end of a journey it speaks of
    told_as: tuple[Kind, str] | None  # under which kind and role a search tells it; None: whose it is, others know
    foreign: bool  # whether it is the name of another type of things


@lru_cache(maxsize=65536)
def _aspect(thing: str, name: str, kind: Kind, of: str | None) -> _Aspect:
    naming, end = kind in NAMES, role(name)
    foreign = naming and of not in (None, thing)
    told_as = None if foreign or kind is Kind.PERSON_NAME else (kind, "" if naming else end)
    return _Aspect(_salt("name" if naming and not foreign else name), end, told_as, foreign)


def attribute(entity: Entity, spec: ValueSpec) -> Json:
    """One attribute: what was written, else what it was found by, else inherited, else made from its own draw.

    What kind of value a field holds is taken from where the tool shows such things, so that all its endpoints agree.
    """
    name = spec.name
    shown = entity.traits.fields.get(name)
    if shown is None or shown is spec or spec.enum:
        return _attribute(entity, spec, name)
    return coerce(_attribute(entity, shown, name), spec.type, entity.base)


def _attribute(entity: Entity, spec: ValueSpec, name: str) -> Json:
    aspect = _aspect(entity.type, name, spec.kind, spec.entity)
    told = _told(entity, spec, name, aspect)
    if told is not None:
        return coerce(told, spec.type, entity.base)
    if spec.kind is _ID:
        return _identity(entity, spec)
    relation = entity.traits.relations.get(name)
    if relation is not None and relation.certain and (value := _following(entity, relation, name)) is not None:
        return coerce(value, spec.type, entity.base)
    owner = _owner(entity, spec, name) if entity.related else None
    if owner is None and aspect.foreign:
        owner = _mentioned(entity, spec)
    if owner is not None and not (relation is not None and any(_said(entity, part) for part in relation.parts)):
        return attribute(owner, spec)
    if relation is not None and (value := _following(entity, relation, name)) is not None:
        return coerce(value, spec.type, entity.base)
    return _made(entity, spec, name, aspect)


def _following(entity: Entity, relation: Relation, name: str) -> Json:
    """What follows from the thing's other fields; None where nothing does."""
    return relation.rule(
        Sight(
            get=lambda part: attribute(entity, part) if isinstance(part, OutputField) else _said(entity, part.name),
            told=lambda part: _said(entity, part),
            draw=mix(entity.base, _salt(name)) >> 11,
        )
    )


def _said(entity: Entity, name: str) -> Json:
    """What calls have said under that very name."""
    said = entity.written.get(name)
    return entity.found.names.get(name) if said is None else said


def _told(entity: Entity, spec: ValueSpec, name: str, aspect: _Aspect) -> Json:
    """What was written of it, what its id is, or what it was found by; None where nobody has said it."""
    overlay, found = entity.overlay, entity.found
    if overlay is not None and overlay.writes and name in (written := entity.written):
        return written[name]
    if spec.kind is _ID and spec.entity == entity.type and entity.id is not None:
        return entity.id
    if name in found.names and not isinstance(found.names[name], list | dict):
        return found.names[name]
    if aspect.told_as is None or not found.kinds:
        return None  # whose name it is, `facets.person_of` and `_owner` know
    return found.kinds.get(aspect.told_as)


def _identity(entity: Entity, spec: ValueSpec) -> Json:
    """The entity's own id, that of a related one, or that of a thing it merely mentions."""
    for candidate in (entity, *_owners(entity)):
        if spec.entity == candidate.type and candidate.id is not None:
            return coerce(candidate.id, spec.type, candidate.base)
    return make(spec, mix(entity.base, _salt(f"{side(spec.name)}{spec.entity or spec.name}")), facets_of(entity, ""))


def _mentioned(entity: Entity, spec: ValueSpec) -> Entity | None:
    """The thing that a foreign name belongs to where the entity shows its id too: as if it were fetched by that id."""
    shown = entity.fields.get(f"{spec.entity}_id")
    if shown is None or shown.kind is not _ID or shown.entity != spec.entity:
        return None
    id = _identity(entity, shown)
    key = str(id)
    base = seeds.draw(entity.seed, entity.tool, spec.entity, key)
    return Entity(entity.seed, entity.tool, str(spec.entity), key, base, id=id, overlay=entity.overlay)


def _owners(entity: Entity) -> Iterator[Entity]:
    """The things that it belongs to; a film found for being like another one does not belong to that."""
    return (one for one in entity.related if one.type != entity.type)


def _owner(entity: Entity, spec: ValueSpec, name: str) -> Entity | None:
    """The related entity whose attribute this is: named after it, or one that the entity copies from it."""
    for relative in _owners(entity):
        if spec.kind in NAMES and spec.entity == relative.type:
            return relative
        if entity.copies and name in relative.fields and spec.kind is not _STATUS:
            return relative
        if spec.kind in _OWN:
            continue
        if _is_named_after(relative, spec, name):
            return relative
    return None


def _is_named_after(relative: Entity, spec: ValueSpec, name: str) -> bool:
    """Whether an attribute is a related thing's: `hotel_city`, but no number that the thing itself does not show."""
    names = _named_after(relative.type, name)
    if not names:
        return False
    shows = not names.isdisjoint(relative.traits.spelled)
    return shows or (spec.kind not in NUMERIC and spec.kind not in _MOMENTS)


@lru_cache(maxsize=65536)
def _named_after(type_: str, name: str) -> frozenset[str]:
    """The names under which a thing of that type shows what `name` says of it (`hotel_city`, `city`); else none."""
    said = "_".join(name_words(name))
    return frozenset({said, said.removeprefix(f"{type_}_")}) if said.startswith(f"{type_}_") else frozenset()


_MOMENTS = frozenset({Kind.TIME, Kind.DATE, Kind.START_DATE, Kind.END_DATE, Kind.DATETIME, Kind.TIMESTAMP})


def is_its_own(entity: Entity, spec: ValueSpec) -> bool:
    """Whether an attribute comes from the thing's own draw: nobody has told it, and it belongs to no other thing."""
    aspect = _aspect(entity.type, spec.name, spec.kind, spec.entity)
    if _told(entity, spec, spec.name, aspect) is not None or _owner(entity, spec, spec.name) is not None:
        return False
    return not aspect.foreign or _mentioned(entity, spec) is None


def _made(entity: Entity, spec: ValueSpec, name: str, aspect: _Aspect) -> Json:
    """An attribute of its own."""
    found, kind = entity.found, spec.kind
    draw = mix(entity.base, aspect.salt)
    facets = entity.facets.get(aspect.end) or facets_of(entity, aspect.end)
    symbol = found.kinds.get(_SYMBOL) if found.kinds else None
    fact = None if symbol is None else fact_of(symbol, spec)
    if fact is not None:
        return fact
    if kind not in NUMERIC:
        return make(spec, draw, facets)
    if kind is _DISTANCE and (distance := _distance(entity, spec, facets)) is not None:
        return distance
    if found.series and kind is _PRICE:
        return coerce(round(_anchor(entity, spec) * (0.97 + draw % 61 / 1000), 2), spec.type, draw)
    if not spec.enum:
        low, high = found.range_of(name, kind)
        if low is not None or high is not None:
            return coerce(number(spec, draw, facets, low, high), spec.type, draw)
    return make(spec, draw, facets)


def _anchor(entity: Entity, spec: ValueSpec) -> float:
    """The price around which those of a series lie: that of the share or thing that it is of, else a usual one."""
    owner = entity.related[0]
    for thing in (owner, *owner.related):
        shown = thing.fields.get("price")
        if shown is not None and shown.kind is Kind.PRICE and isinstance(price := attribute(thing, shown), int | float):
            return float(price)
    return number(spec, mix(owner.base, _salt("price")), facets_of(owner, ""))


def _distance(entity: Entity, spec: ValueSpec, facets: Facets) -> Json:
    """How far a thing is from where it was looked for, else from the centre of its city; None for other distances."""
    unit = distance_unit(spec.name)
    if unit is None or not _PLACED & {field.kind for field in entity.fields.values()}:
        return None
    centre = entity.found.near or (facets.place.latitude, facets.place.longitude)
    far = haversine(centre, facets.spot) / unit
    return round(far) if unit == 0.001 else round(far, 1) if far >= 10 else round(far, 2)


@lru_cache(maxsize=4096)
def distance_unit(name: str) -> float | None:
    """Kilometres in the unit of a thing's own distance; None where the name speaks of another one."""
    said = set(name_words(name))
    if not said <= _OWN_DISTANCE:
        return None
    return 1.609344 if said & {"miles", "mi"} else 0.001 if said & {"m", "meters", "metres"} else 1.0


_OWN_DISTANCE = frozenset(
    ("distance", "km", "kilometers", "miles", "mi", "m", "meters", "metres", "in", "from", "to", "center", "centre")
)
_PLACED = frozenset({Kind.LATITUDE, Kind.ADDRESS})


def facets_of(entity: Entity, end: str) -> Facets:
    """The facets that attributes of one journey end share (`""` for things that stand still)."""
    cached = entity.facets.get(end)
    if cached is None:
        cached = entity.facets[end] = _EntityFacets(entity, end)
    return cached


class _EntityFacets:
    """The facets of a thing, each found when it is first asked for: most values need one or two of them."""

    def __init__(self, entity: Entity, end: str) -> None:
        related = entity.related
        self._thing, self._end = entity, end
        self.entity, self.draw = entity.type, entity.base
        self.query, self.people = entity.found.query, entity.found.people
        self.principal = entity.traits.principal
        self.owner = related[0].type if related else ""
        self.climate = related[0].base if entity.found.series and related else 0

    @cached_property
    def place(self) -> Place:
        return _place(self._thing, self._end)

    @cached_property
    def person(self) -> Person:
        return _person(self._thing)

    @cached_property
    def day(self) -> date:
        return _day(self._thing)

    @cached_property
    def currency(self) -> str:
        return _currency(self._thing, self.place)

    @cached_property
    def spot(self) -> tuple[float, float]:
        return _spot(self._thing, self._end, self.place)

    @cached_property
    def topic(self) -> str:
        return next((one.found.topic for one in (self._thing, *self._thing.related) if one.found.topic), "")

    @cached_property
    def language(self) -> int | None:
        return _language(self._thing)

    @cached_property
    def coin(self) -> int:
        return _coin(self._thing)

    @cached_property
    def imperial(self) -> bool:
        return str(self._thing.found.kinds.get((Kind.UNITS, ""), "")).lower() in _IMPERIAL

    @cached_property
    def wide(self) -> bool:
        return _is_wide(self._thing)


_IMPERIAL = frozenset({"imperial", "us", "f", "fahrenheit"})


def _language(entity: Entity) -> int | None:
    """Which row of the languages it is, where one was told by name or code."""
    found = entity.found.kinds
    told = found.get((Kind.LANGUAGE_CODE, "")) or found.get((Kind.LANGUAGE, "")) if found else None
    return language_row(told) if isinstance(told, str) else None


def _coin(entity: Entity) -> int:
    """Which row of the cryptocurrencies it is: the one that it was asked for by, else one of its own."""
    told = entity.found.kinds.get((Kind.CRYPTO_SYMBOL, "")) if entity.found.kinds else None
    symbols = words("crypto_symbol")
    return symbols.index(told.upper()) if isinstance(told, str) and told.upper() in symbols else mix(entity.base, 73)


def _currency(entity: Entity, place: Place) -> str:
    """In what the thing's prices are, or which currency it is."""
    found = entity.found.kinds
    if (Kind.CURRENCY_CODE, "") in found:
        return str(found[Kind.CURRENCY_CODE, ""])
    if entity.type.rsplit("_", 1)[-1] == "currency":
        return place.currency if any(kind in found for kind in _IN_A_COUNTRY) else _any_currency(entity)
    if not entity.local_money or (Kind.STOCK_SYMBOL, "") in found:
        return "USD"
    placed = not _PLACE_KINDS.isdisjoint(found)
    return facets_of(entity.related[0], "").currency if entity.related and not placed else place.currency


def _any_currency(entity: Entity) -> str:
    return str(pick(tuple(currencies()), mix(entity.base, 34)))


_PLACE_KINDS = frozenset((kind, end) for kind in _PLACE for end in ("", "to", "from"))
_IN_A_COUNTRY = ((Kind.COUNTRY, ""), (Kind.COUNTRY_CODE, ""))


def _is_wide(entity: Entity) -> bool:
    """Whether the thing is a country, or a reading of a whole one."""
    return entity.found.wide or entity.type in _LARGE


def _person(entity: Entity) -> Person:
    """Who the thing is or belongs to: the person by whose name it was found, else one of its own."""
    for kind in (Kind.NAME, Kind.PERSON_NAME):
        name = entity.found.kinds.get((kind, ""))
        if is_person(entity.type) and isinstance(name, str) and len(name.split()) == 2:
            return Person(*name.split())
    made = person(mix(entity.base, 21))
    searched = entity.found.query.split()
    if is_person(entity.type) and 0 < len(searched) <= 2 and all(word.isalpha() for word in searched):
        return Person(searched[0].title(), searched[1].title() if searched[1:] else made.last)
    return made


def _spot(entity: Entity, end: str, place: Place) -> tuple[float, float]:
    """Where exactly the thing is: the point it was found by, else one near its place."""
    point = _point(entity, end)
    if point is not None:
        return point
    if entity.found.near is not None:
        _, within = entity.found.range_of("distance", Kind.DISTANCE)
        return spot_by(place, entity.found.near, 1.8 if within is None else within, mix(entity.base, 52))
    address = entity.found.kinds.get((Kind.ADDRESS, end))
    known = spot_of(address, place) if isinstance(address, str) else None
    if known is not None:
        return known
    return spot_near(place, mix(entity.base, 51 if end == "from" else 52))


def _place(entity: Entity, end: str) -> Place:
    """Where the thing is: what it was found by, else where its relatives are, else anywhere."""
    kinds = entity.found.kinds
    if entity.found.near is not None and (Kind.CITY, "") not in kinds:
        return nearest(*entity.found.near)
    for kind in _PLACE if kinds else ():
        value = kinds.get((kind, end)) or _at_another_end(kinds, kind, end)
        if isinstance(value, str) and (known := _place_called(value, kind, entity)) is not None:
            return known
    address = kinds.get((Kind.ADDRESS, end))
    if isinstance(address, str) and (lying := place_called(address.rsplit(", ", 1)[-1])) is not None:
        return lying
    point = _point(entity, end)
    if point is not None:
        return nearest(*point)
    return _known_place(entity, end) or _somewhere(entity, end)


def _at_another_end(kinds: Mapping[tuple[Kind, str], Json], kind: Kind, end: str) -> Json:
    """What a thing that stands still is told by an end of a journey, or the reverse."""
    for other in _STILL if end else _ENDS:
        if (kind, other) in kinds:
            return kinds[kind, other]
    return None


_STILL, _ENDS = ("",), ("to", "from")


def _known_place(entity: Entity, end: str) -> Place | None:
    """Where the thing is by its time zone or currency, else by what it belongs to."""
    if entity.type in _PLACES_THEMSELVES and isinstance(entity.id, str) and place_called(entity.id) is not None:
        return place_called(entity.id)
    timezone, currency = (entity.found.kinds.get((kind, "")) for kind in (Kind.TIMEZONE, Kind.CURRENCY_CODE))
    known = _place_with(timezone, currency, entity.type) if timezone or currency else None
    if known is not None or not entity.related:
        return known
    near = facets_of(entity.related[0], end).place
    return _inside(near, entity) if entity.related[0].type in _LARGE else near


@lru_cache(maxsize=4096)
def _place_with(timezone: Json, currency: Json, entity: str) -> Place | None:
    """The first place of a time zone, or of a currency where the thing is one; None where there is none."""
    of_money = entity.rsplit("_", 1)[-1] == "currency"
    return next(
        (one for one in places() if one.timezone == timezone or (of_money and one.currency == currency)),
        None,
    )


def _somewhere(entity: Entity, end: str) -> Place:
    """Any place; a journey does not end where it begins."""
    stop = mix(entity.base, 32) % len(places())
    start = (stop + 1 + mix(entity.base, 31) % (len(places()) - 1)) % len(places())
    return places()[start if end == "from" else stop]


@lru_cache(maxsize=4096)
def nearest(latitude: float, longitude: float) -> Place:
    """The known place closest to a point (plane distance is enough to tell cities apart)."""
    return min(places(), key=lambda place: (place.latitude - latitude) ** 2 + (place.longitude - longitude) ** 2)


def _place_called(name: str, kind: Kind, entity: Entity) -> Place | None:
    known = place_called(name)
    if known is None:
        return None
    if kind in (Kind.COUNTRY, Kind.COUNTRY_CODE):
        return _inside(known, entity)
    return known if plain(known.region) != plain(name) else _inside(known, entity, region=True)


_PLACES_THEMSELVES = frozenset({"country", "city", "airport", "region", "state"})
_LARGE = frozenset({"country", "region", "state"})  # what is in one of these may be in any city of the country


def _inside(place: Place, entity: Entity, region: bool = False) -> Place:
    """Some place in the same country, or in the same region of it."""
    inside = _places_in(place.country_code, place.region if region else None)
    return pick(inside, mix(entity.base, 33))  # type: ignore[no-any-return]


@lru_cache(maxsize=4096)
def _places_in(country_code: str, region: str | None) -> tuple[Place, ...]:
    """All places of a country, or of one region of it."""
    return tuple(one for one in places() if one.country_code == country_code and region in (None, one.region))


def _point(entity: Entity, end: str) -> tuple[float, float] | None:
    """The latitude and longitude that the thing was found by."""
    found = [entity.found.kinds.get((kind, end)) for kind in (Kind.LATITUDE, Kind.LONGITUDE)]
    try:
        return float(found[0]), float(found[1])  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None


def _day(entity: Entity) -> date:
    """The thing's first day: what it was found by, else a relative's, else its own."""
    kinds = entity.found.kinds
    for kind in (Kind.DATE, Kind.START_DATE) if kinds else ():
        for end in ("", "from", "to"):
            value = kinds.get((kind, end))
            if isinstance(value, str):
                day = _iso_day(value, entity)
                return day if kind is Kind.DATE or _begins_then(entity, value) else day + _later(entity, day)
    ending = last_day(entity)
    if ending is not None:
        return ending - timedelta(days=2 + (entity.base >> 9) % 8)
    if entity.related:
        day = facets_of(entity.related[0], "").day
        return day if entity.copies else day + timedelta(days=mix(entity.base, 42) % 29)
    return first_day(mix(entity.base, 41))


def _begins_then(entity: Entity, value: str) -> bool:
    """Whether a first day that was told is the thing's own, and not the beginning of a time that was searched."""
    shown = any(one.kind is Kind.START_DATE for one in entity.fields.values())
    return shown or not entity.found.listed or any(entity.found.names.get(name) == value for name in entity.fields)


def _later(entity: Entity, day: date) -> timedelta:
    """How long after the beginning of a time that was searched: within that time."""
    ending = last_day(entity)
    days = 14 if ending is None or ending < day else (ending - day).days
    return timedelta(days=mix(entity.base, 42) % (days + 1))


def last_day(entity: Entity) -> date | None:
    """The last day of the time by which a thing was found; None where none was told."""
    kinds = entity.found.kinds
    ending = kinds.get((Kind.END_DATE, "to")) or kinds.get((Kind.END_DATE, ""))
    return _iso_day(ending, entity) if isinstance(ending, str) else None


def _iso_day(text: str, entity: Entity) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return first_day(mix(entity.base, 41))
