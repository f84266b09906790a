"""Output fields: what an endpoint returns, from the most trusted sample that teaches anything.

    schema {"properties": {"hotels": {"items": {"properties": {"id": ..., "city": ...}}}}}
        ->  OutputField("/hotels/*/id", STRING, ENTITY_ID, SCHEMA, entity="hotel"), ...
    schema {"get": ..., "parameters": [], "errors": [], "results": 1, "response": []}     ->  nothing: an envelope

A sample teaches when some leaf of it is more than envelope (status, message, page) and when it is not the same in many
tools that have nothing else in common: the marketplace fills in examples of its own.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import orjson

from ..common.json_types import Json
from ..common.kinds import Kind, Origin
from ..common.tools import OutputField
from ..toolbench.raw import RawSample
from .entities import GENERIC, entity_of_words
from .leaves import Leaf, leaves_of
from .naming import name_words
from .semantics import meaning_of_field
from .word_lists import word_set

SHARED_BY = 10  # tools with the same sample, from which on it is a boilerplate of the marketplace
TRUST = {origin: rank for rank, origin in enumerate(Origin)}

# Fields around an answer, or of a failure: alone they say nothing of what an endpoint returns.
_ENVELOPE = word_set("envelope")


@dataclass(frozen=True, slots=True)
class Sample:
    """The leaves of one raw sample that teaches something."""

    origin: Origin
    leaves: tuple[Leaf, ...]


@dataclass(slots=True)
class SampleReader:
    """Reads samples, equal ones once, and remembers which tools share one."""

    tally: Counter[str]
    _leaves: dict[bytes, tuple[Leaf, ...]] = field(default_factory=dict)
    _tools: dict[tuple[Leaf, ...], set[str]] = field(default_factory=dict)

    def read(self, samples: Sequence[RawSample], tool: str) -> tuple[Sample, ...]:
        """The samples that teach something, most trusted first. `tool` is what tells tools of one sample apart."""
        taught = []
        for sample in sorted(samples, key=lambda sample: TRUST[sample.origin]):
            try:
                leaves = self._read(sample.value)
            except orjson.JSONEncodeError:  # its own limit, 254 levels: no answer of a service nests like that
                self.tally[f"output samples ignored: {sample.origin} nested too deeply"] += 1
                continue
            if leaves:
                self._tools.setdefault(leaves, set()).add(tool)
                taught.append(Sample(sample.origin, leaves))
            else:
                self.tally[f"output samples ignored: {sample.origin} teaches nothing"] += 1
        return tuple(taught)

    def best(self, samples: Sequence[Sample]) -> Sample | None:
        """The most trusted that is no boilerplate; to be asked when all tools have been read."""
        for sample in samples:
            if len(self._tools[sample.leaves]) < SHARED_BY:
                return sample
            self.tally[f"output samples ignored: {sample.origin} shared by many tools"] += 1
        return None

    def _read(self, value: Json) -> tuple[Leaf, ...]:
        document = _document(value)
        if document is None:
            return ()
        key = orjson.dumps(document)
        if key not in self._leaves:
            leaves = leaves_of(document)
            self._leaves[key] = leaves if any(map(_teaches, leaves)) else ()
        return self._leaves[key]


def _document(value: Json) -> Json:
    """The value; a string is read as JSON, which a truncated one is not."""
    if isinstance(value, str):
        try:
            value = orjson.loads(value)
        except orjson.JSONDecodeError:
            return None
    return value if isinstance(value, dict | list) and value else None


def _teaches(leaf: Leaf) -> bool:
    key = _key(leaf.path)
    return bool(key) and "_".join(name_words(key)) not in _ENVELOPE and key.lower() not in _ENVELOPE


def _key(path: str) -> str:
    """The last object key; "" where the leaf is an element of an array at the root."""
    return next((token for token in reversed(path.split("/")) if token and token != "*"), "").replace("~1", "/")


def fields_of(sample: Sample, entity: str | None, most: int, tally: Counter[str]) -> tuple[OutputField, ...]:
    """At most `most` fields, those preferred that say most, in the order of the sample."""
    fields = _told_apart([_field(leaf, sample.origin, entity) for leaf in sample.leaves])
    if len(fields) <= most:
        return tuple(fields)
    tally["output fields cut"] += len(fields) - most
    ranked = sorted(range(len(fields)), key=lambda number: (_rank(fields[number], entity), number))
    return tuple(fields[number] for number in sorted(ranked[:most]))


def _field(leaf: Leaf, origin: Origin, entity: str | None) -> OutputField:
    parent = _parent_entity(leaf.path) or entity
    meaning = meaning_of_field(_key(leaf.path), leaf.type, parent)
    return OutputField(
        path=leaf.path, type=leaf.type, kind=meaning.kind, origin=origin, entity=meaning.entity, enum=leaf.enum
    )


def _told_apart(fields: list[OutputField]) -> list[OutputField]:
    """A bare `id` beside a `league_id` is not the league's, whatever surrounds them."""
    named = {_place(one) for one in fields if one.kind is Kind.ENTITY_ID and not _is_bare(one)}
    return [
        replace(one, entity=None) if one.kind is Kind.ENTITY_ID and _is_bare(one) and _place(one) in named else one
        for one in fields
    ]


def _place(output: OutputField) -> tuple[str, str | None]:
    return output.path.rpartition("/")[0], output.entity


def _is_bare(output: OutputField) -> bool:
    return len(name_words(output.name)) == 1


def ids_given(sample: Sample, entity: str | None, *, in_list: bool) -> list[str]:
    """The entities whose ids stand on top of an answer, or in the elements of its lists; bare ids are of `entity`."""
    found = []
    for leaf in sample.leaves:
        _, _, in_element = leaf.path.partition("/*/")
        if (in_list and in_element and "/" not in in_element) or (not in_list and leaf.path.count("/") == 1):
            meaning = meaning_of_field(_key(leaf.path), leaf.type, _parent_entity(leaf.path) or entity)
            if meaning.kind is Kind.ENTITY_ID and meaning.entity:
                found.append(meaning.entity)
    return found


def _parent_entity(path: str) -> str | None:
    """What the object that holds the leaf is about, by the nearest key above that is a noun ("data" is none)."""
    keys = [token for token in path.split("/") if token and token != "*"][:-1]
    for key in reversed(keys[-2:]):
        words = name_words(key)
        if found := entity_of_words(words):
            return found
        if not frozenset(words) <= GENERIC:
            return None
    return None


_BEST_KINDS = frozenset({Kind.ENTITY_ID, Kind.NAME, Kind.TITLE, Kind.CODE})


def _rank(output: OutputField, entity: str | None) -> tuple[int, int]:
    depth = output.path.count("/")
    if output.kind in _BEST_KINDS:
        return (0 if output.entity == entity else 1, depth)
    return (3 if output.kind is Kind.UNKNOWN else 2, depth)


def origins(fields: Iterable[OutputField]) -> str:
    """The origin of an endpoint's fields ("" when it has none)."""
    return next((str(output.origin) for output in fields), "")
