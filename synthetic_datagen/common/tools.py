"""Tools as the whole program knows them, after the registry has interpreted the raw files. All frozen.

Endpoint(id="hotels::search", function_name="hotels__search", tool_id="hotels", name="Search hotels",
         intent=Intent.SEARCH, entity="hotel", purpose=Purpose("search for", "hotels"),
         parameters=(Parameter(name="city", type=STRING, kind=CITY, required=True, ...), ...),
         outputs=(OutputField(path="/results/*/hotel_id", type=STRING, kind=ENTITY_ID, entity="hotel", ...), ...))
"""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, TypeAlias

from .json_types import Json
from .kinds import Intent, Kind, Origin, ValueType
from .pointers import unescape

StringFormat: TypeAlias = Literal["date", "time", "date-time", "geopoint", ""]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One argument of an endpoint.

    `default` is what a caller may send without being told (page 1, limit 10, units metric); `example` is a plausible
    value that a user could mean (ToolBench's "default" is mostly that). Placeholders and credentials are neither.
    """

    name: str
    type: ValueType
    kind: Kind
    required: bool
    description: str = ""
    entity: str | None = None  # for ENTITY_ID: whose id; for NAME and TITLE: whose name
    format: StringFormat = ""
    enum: tuple[Json, ...] = ()
    default: Json = None
    example: Json = None
    items: ValueType = ValueType.STRING  # of an ARRAY

    def __hash__(self) -> int:
        """Few parameters of one name differ, so that this cheap hash serves look-ups well."""
        return hash((self.name, self.description))


@lru_cache(maxsize=65536)
def _last_key(path: str) -> str:
    keys = [key for key in path.split("/") if key and key != "*"]
    return unescape(keys[-1]) if keys else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputField:
    """One leaf of what an endpoint returns. `path` is a JSON Pointer in which `*` stands for any array index."""

    path: str
    type: ValueType
    kind: Kind
    origin: Origin
    entity: str | None = None
    enum: tuple[Json, ...] = ()
    name: str = field(init=False, compare=False)  # the last object key on the path ("" for a bare scalar at the root)

    def __post_init__(self) -> None:
        """Find the name once: it is asked for with every value."""
        object.__setattr__(self, "name", _last_key(self.path))


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a person would say that an endpoint is for: an imperative verb and its object, English, lower case.

    Purpose("search for", "hotels"), Purpose("convert", "an amount of money"), Purpose("get", "the current weather").
    """

    verb: str
    object: str

    def __str__(self) -> str:
        return f"{self.verb} {self.object}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One callable function."""

    id: str  # tool::endpoint, unique in the registry
    function_name: str  # ^[a-zA-Z_][a-zA-Z0-9_-]{0,63}$, unique in the registry
    tool_id: str
    name: str
    description: str
    method: str
    intent: Intent
    entity: str | None  # singular snake_case noun that the endpoint is about: hotel, flight, exchange_rate
    parameters: tuple[Parameter, ...]
    outputs: tuple[OutputField, ...]
    purpose: Purpose | None = None  # None: nothing grammatical can be said of it
    unusable: str = ""  # why no conversation may use it ("" when one may): a short reason that is counted

    def __hash__(self) -> int:
        """The id tells endpoints apart, so that look-ups by endpoint cost no walk over all of it."""
        return hash(self.id)

    @property
    def required(self) -> tuple[Parameter, ...]:
        """The required parameters, in their order."""
        return tuple(p for p in self.parameters if p.required)

    def parameter(self, name: str) -> Parameter:
        """The parameter of that name. Raises KeyError when there is none."""
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        raise KeyError(f"{self.id} has no parameter {name!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """One tool (API, product) and the endpoints that belong to it."""

    id: str
    name: str
    description: str
    domain: str  # the category: the folder's name, or the file's own category_name
    endpoints: tuple[Endpoint, ...]
