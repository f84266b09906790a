"""A registry of a few tools, small enough to hold in the head, for the tests of graphs and sampler."""

from synthetic_datagen.common.json_types import Json
from synthetic_datagen.common.kinds import Intent, Kind, Origin, ValueType
from synthetic_datagen.common.tools import Endpoint, OutputField, Parameter, Purpose, Tool

NUMERIC = {Kind.LATITUDE, Kind.LONGITUDE, Kind.PRICE, Kind.AMOUNT}


def param(
    name: str,
    kind: Kind,
    *,
    required: bool = True,
    entity: str | None = None,
    default: Json = None,
    example: Json = None,
    enum: tuple[Json, ...] = (),
    type_: ValueType | None = None,
) -> Parameter:
    of_kind = ValueType.NUMBER if kind in NUMERIC else ValueType.STRING
    return Parameter(
        name=name,
        type=type_ or of_kind,
        kind=kind,
        required=required,
        entity=entity,
        default=default,
        example=example,
        enum=enum,
    )


def field(path: str, kind: Kind, *, entity: str | None = None, origin: Origin = Origin.SCHEMA) -> OutputField:
    of_kind = ValueType.NUMBER if kind in NUMERIC else ValueType.STRING
    return OutputField(path=path, type=of_kind, kind=kind, origin=origin, entity=entity)


def entity_id(name: str, entity: str, *, required: bool = True) -> Parameter:
    return param(name, Kind.ENTITY_ID, entity=entity, required=required)


def id_field(path: str, entity: str) -> OutputField:
    return field(path, Kind.ENTITY_ID, entity=entity)


def endpoint(
    endpoint_id: str,
    intent: Intent,
    entity: str | None = None,
    parameters: tuple[Parameter, ...] = (),
    outputs: tuple[OutputField, ...] = (),
    unusable: str = "",
) -> Endpoint:
    tool, _, name = endpoint_id.partition("::")
    return Endpoint(
        id=endpoint_id,
        function_name=endpoint_id.replace("::", "__"),
        tool_id=tool,
        name=name,
        description="",
        method="GET",
        intent=intent,
        entity=entity,
        parameters=parameters,
        outputs=outputs,
        purpose=Purpose(str(intent), entity or "something"),
        unusable=unusable,
    )


def tool(domain: str, *endpoints: Endpoint) -> Tool:
    tool_id = endpoints[0].tool_id
    return Tool(id=tool_id, name=tool_id.title(), description="", domain=domain, endpoints=endpoints)


HOTELS = tool(
    "Travel",
    endpoint(
        "hotels::search",
        Intent.SEARCH,
        "hotel",
        (param("place", Kind.QUERY), param("stars", Kind.RATING, required=False)),
        (
            id_field("/results/*/hotel_id", "hotel"),
            field("/results/*/city", Kind.CITY),
            field("/results/*/price", Kind.PRICE),
            field("/results/*/location/lat", Kind.LATITUDE),
            field("/results/*/location/lon", Kind.LONGITUDE),
        ),
    ),
    endpoint(
        "hotels::get",
        Intent.GET,
        "hotel",
        (entity_id("hotel_id", "hotel"),),
        (id_field("/hotel_id", "hotel"), field("/city", Kind.CITY), field("/phone", Kind.PHONE)),
    ),
    endpoint(
        "hotels::book",
        Intent.CREATE,
        "booking",
        (entity_id("hotel_id", "hotel"), param("check_in", Kind.START_DATE)),
        (id_field("/booking_id", "booking"), field("/status", Kind.STATUS)),
    ),
    endpoint(
        "hotels::get_booking",
        Intent.GET,
        "booking",
        (entity_id("booking_id", "booking"),),
        (id_field("/booking_id", "booking"), field("/total", Kind.PRICE)),
    ),
    endpoint(
        "hotels::cancel",
        Intent.DELETE,
        "booking",
        (entity_id("booking_id", "booking"),),
        (field("/status", Kind.STATUS),),
    ),
)
WEATHER = tool(
    "Weather",
    endpoint(
        "weather::now",
        Intent.GET,
        "weather",
        (param("city", Kind.CITY),),
        (field("/city", Kind.CITY), field("/temperature", Kind.TEMPERATURE)),
    ),
    endpoint(
        "weather::at",
        Intent.GET,
        "weather",
        (param("latitude", Kind.LATITUDE), param("longitude", Kind.LONGITUDE)),
        (field("/temperature", Kind.TEMPERATURE),),
    ),
)
MONEY = tool(
    "Finance",
    endpoint(
        "money::convert",
        Intent.COMPUTE,
        None,
        (param("amount", Kind.AMOUNT), param("to", Kind.CURRENCY_CODE, example="EUR")),
        (field("/result", Kind.AMOUNT),),
    ),
    endpoint(
        "money::lost",
        Intent.GET,
        "account",
        (entity_id("account_id", "account"),),
        (field("/total", Kind.AMOUNT),),
    ),
    endpoint(
        "money::broken",
        Intent.SEARCH,
        "hotel",
        (param("city", Kind.CITY),),
        (field("/city_name", Kind.CITY),),
        unusable="no purpose",
    ),
)
CINEMA = tool(
    "Movies",
    endpoint(
        "cinema::search",
        Intent.SEARCH,
        "movie",
        (param("city", Kind.CITY), param("q", Kind.QUERY)),
        (id_field("/movies/*/id", "movie"), field("/movies/*/city", Kind.CITY), field("/movies/*/id2", Kind.UNKNOWN)),
    ),
    endpoint(
        "cinema::get",
        Intent.GET,
        "movie",
        (entity_id("id", "movie"),),
        (field("/title", Kind.TITLE, entity="movie"), field("/contact/email", Kind.EMAIL)),
    ),
    endpoint(
        "cinema::review",
        Intent.CREATE,
        "review",
        (entity_id("movie", "movie"), param("text", Kind.TEXT), param("email", Kind.EMAIL, required=False)),
        (id_field("/id", "review"),),
    ),
)
TOOLS = (CINEMA, HOTELS, MONEY, WEATHER)
ENDPOINTS = {item.id: item for item in sorted((e for t in TOOLS for e in t.endpoints), key=lambda e: e.id)}
