"""The scene of the offline world: what behaviours work with — the registry's shapes, the things found, the writes.

scene.entity(hotels::get, "hotel", "htl_0k3x9qa")     the thing of that key, as first found
scene.named_in(hotels::book, {"hotel_id": ...})        (that hotel,)
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ..common import seeds
from ..common.files import canonical
from ..common.json_types import FrozenJsonObject, Json
from ..common.kinds import Intent, Kind
from ..common.tools import Endpoint, OutputField, Tool
from .catalog import NATURAL, natural_field
from .computing import Computation, computations_of
from .conditions import CONTROL, NONE, Conditions
from .entities import Entity, attribute
from .facets import ValueSpec
from .overlay import Change, Overlay
from .shape import Shape, arrays, part_kind, shallow_leaves, shape_of
from .traits import Traits, traits_of


class ToolSource(Protocol):
    """What the world needs of the registry."""

    @property
    def endpoints(self) -> Mapping[str, Endpoint]: ...  # noqa: D102

    def tool_of(self, endpoint_id: str) -> Tool: ...  # noqa: D102


_PLACED = frozenset({Kind.CITY, Kind.COUNTRY, Kind.COUNTRY_CODE, Kind.ADDRESS, Kind.AIRPORT_CODE})


@dataclass(slots=True)
class WorldModel:
    """What all worlds over one registry share: the registry, and shapes made when first needed."""

    registry: ToolSource
    _shapes: dict[str, Shape] = field(default_factory=dict)
    _moneys: dict[str, bool] = field(default_factory=dict)
    _computations: dict[str, tuple[Computation, ...]] = field(default_factory=dict)
    _traits: dict[tuple[str, str], Traits] = field(default_factory=dict)

    def shape(self, endpoint: Endpoint) -> Shape:
        """The output tree of an endpoint."""
        shape = self._shapes.get(endpoint.id)
        if shape is None:
            shape = self._shapes[endpoint.id] = shape_of(endpoint)
        return shape

    def local_money(self, endpoint: Endpoint) -> bool:
        """Whether prices of the endpoint's tool are in the currency of a place; otherwise they are US dollars.

        They are where some answer of the tool states a currency and a place.
        """
        known = self._moneys.get(endpoint.tool_id)
        if known is None:
            siblings = self.registry.tool_of(endpoint.id).endpoints
            kinds = [{field.kind for field in sibling.outputs} for sibling in siblings]
            known = any(Kind.CURRENCY_CODE in one and one & _PLACED for one in kinds)
            self._moneys[endpoint.tool_id] = known
        return known

    def computations_of(self, endpoint: Endpoint) -> tuple[Computation, ...]:
        """The computations that an endpoint may do."""
        known = self._computations.get(endpoint.id)
        if known is None:
            known = self._computations[endpoint.id] = computations_of(endpoint)
        return known

    def traits_of(self, endpoint: Endpoint, entity: str) -> Traits:
        """What the endpoint's tool shows of things of that kind."""
        place = (endpoint.tool_id, entity)
        known = self._traits.get(place)
        if known is None:
            siblings = self.registry.tool_of(endpoint.id).endpoints
            fields = self._shown(siblings, entity)
            known = self._traits[place] = traits_of(entity, fields, {**self._said(siblings, entity), **fields})
        return known

    def _shown(self, siblings: Sequence[Endpoint], entity: str) -> dict[str, OutputField]:
        """How a tool shows things of that kind in lists and readings, by field name."""
        fields: dict[str, OutputField] = {}
        for sibling in siblings:
            shape = self.shape(sibling)
            shown: Iterable[OutputField] = ()
            if shape.rows is not None and shape.row_entity == entity:
                shown = shape.rows.leaves
            elif shape.rows is None and sibling.entity == entity and sibling.intent is Intent.GET:
                shown = shallow_leaves(shape.root)
            fields |= _known(shown, fields)
        return fields

    def _said(self, siblings: Sequence[Endpoint], entity: str) -> dict[str, ValueSpec]:
        """What else says something of such things: other answers about them, what these take, what they belong to."""
        said: dict[str, ValueSpec] = {}
        for sibling in siblings:
            shape = self.shape(sibling)
            for inner in arrays(shape.root):
                if inner is not shape.rows and part_kind(inner) == entity:
                    said |= _known(inner.leaves, said)
            own = {leaf.entity for leaf in shallow_leaves(shape.root) if leaf.kind is Kind.ENTITY_ID}
            if shape.rows is None and self._is_quote(sibling, entity):
                said |= _known(shallow_leaves(shape.root), said)
            if shape.rows is not None or entity not in (shape.subject_entity, *own):
                continue
            given = {p.entity for p in sibling.parameters if p.kind is Kind.ENTITY_ID and p.entity != entity}
            if sibling.intent is Intent.CREATE and entity in given:
                continue  # what is made is another thing
            for owner in sorted(filter(None, given)):
                said |= {name: one for name, one in self._shown(siblings, owner).items() if one.kind is Kind.PRICE}
            said |= {p.name: p for p in sibling.parameters if p.kind not in CONTROL}
            said |= _known(shallow_leaves(shape.root), said)
        return said

    def _is_quote(self, endpoint: Endpoint, entity: str) -> bool:
        """Whether an endpoint is asked for such things by their key of the real world."""
        kinds = [p.kind for p in endpoint.parameters if p.kind in NATURAL]
        return any(self.natural_entity(endpoint, kind) == entity for kind in kinds)

    def natural_entity(self, endpoint: Endpoint, kind: Kind) -> str:
        """What the endpoint's tool calls the things that a key of that kind names: those of its list of them."""
        for sibling in self.registry.tool_of(endpoint.id).endpoints:
            shape = self.shape(sibling)
            field = natural_field(shape)
            if field is not None and field.kind is kind:
                return shape.row_entity
        return kind.value


def _known(leaves: Iterable[OutputField], before: Mapping[str, ValueSpec]) -> dict[str, OutputField]:
    """Leaves by name; one of which nothing is known does not take the place of another."""
    return {one.name: one for one in leaves if one.kind is not Kind.UNKNOWN or one.name not in before}


@dataclass(slots=True)
class Scene:
    """One conversation's things and writes. `directory` remembers how things were found by their ids."""

    model: WorldModel
    seed: int
    overlay: Overlay = field(default_factory=Overlay)
    directory: dict[tuple[str, str], Entity] = field(default_factory=dict)

    def digest(self) -> str:
        """The state: 64 hexadecimal digits over all writes."""
        return self.overlay.digest()

    def changes(self) -> tuple[Change, ...]:
        """All that calls have done to the state since the start, in order."""
        return tuple(self.overlay.changes)

    def apart(self) -> "Scene":
        """The same things and writes for a read that must leave no trace: what it finds is not found here."""
        copies = {id(thing): thing.copy() for thing in self.directory.values()}
        directory = {place: copies[id(thing)] for place, thing in self.directory.items()}
        return Scene(self.model, self.seed, self.overlay, directory)

    def entity(
        self,
        endpoint: Endpoint,
        kind: str,
        key: str,
        *,
        id: Json = None,
        found: Conditions = NONE,
        related: tuple[Entity, ...] = (),
        copies: bool = False,
        namespace: str = "",
    ) -> Entity:
        """The thing of that key in the endpoint's tool, as first found.

        `namespace` stands for `kind` in its draw: a share is the same thing whether asked for as stock or as quote.
        """
        place = (endpoint.tool_id, f"{kind}|{key}")
        known = self.directory.get(place)
        if known is None:
            known = Entity(
                self.seed,
                endpoint.tool_id,
                kind,
                key,
                seeds.draw(self.seed, endpoint.tool_id, namespace or kind, key),
                id=id,
                found=found,
                related=related,
                local_money=self.model.local_money(endpoint),
                traits=self.model.traits_of(endpoint, kind),
                copies=copies,
                overlay=self.overlay,
            )
            self.directory[place] = known
        return known

    def give_id(self, endpoint: Endpoint, entity: Entity, spec: OutputField) -> None:
        """Let a thing that was found without an id be fetched by the one that it shows."""
        if entity.id is None:
            entity.id = attribute(entity, spec)
            self.directory.setdefault((endpoint.tool_id, f"{entity.type}|{entity.id}"), entity)

    def named_in(self, endpoint: Endpoint, arguments: FrozenJsonObject) -> tuple[Entity, ...]:
        """The things whose ids stand among the arguments, in parameter order."""
        return tuple(
            self.entity(endpoint, p.entity, str(id), id=id)
            for p in endpoint.parameters
            if p.kind is Kind.ENTITY_ID and p.entity and p.name in arguments
            for id in (arguments[p.name] if isinstance(arguments[p.name], list) else [arguments[p.name]])
            if isinstance(id, str | int)
        )

    def address(self, entity: Entity) -> str:
        """Where the overlay keeps the thing."""
        return entity.address


def key_of(arguments: FrozenJsonObject) -> str:
    """The one text form of a call's arguments, whatever their order."""
    return canonical(dict(arguments)).decode()
