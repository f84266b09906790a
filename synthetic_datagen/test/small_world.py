"""Two tools with full inputs and outputs, small enough to hold in the head, for the tests of world and generator."""

from collections.abc import Mapping

from synthetic_datagen.common.kinds import Intent, Kind, ValueType
from synthetic_datagen.common.tools import Endpoint, Tool
from synthetic_datagen.test.small_registry import endpoint, entity_id, field, id_field, param, tool
from synthetic_datagen.world.scene import WorldModel
from synthetic_datagen.world.world import World

SEARCH_FIELDS = (
    field("/total", Kind.COUNT),
    id_field("/hotels/*/hotel_id", "hotel"),
    field("/hotels/*/name", Kind.NAME, entity="hotel"),
    field("/hotels/*/city", Kind.CITY),
    field("/hotels/*/country", Kind.COUNTRY),
    field("/hotels/*/currency", Kind.CURRENCY_CODE),
    field("/hotels/*/price", Kind.PRICE),
)
HOTELS = tool(
    "Travel",
    endpoint(
        "inn::search",
        Intent.SEARCH,
        "hotel",
        (
            param("city", Kind.CITY),
            param("max_price", Kind.PRICE, required=False),
            param("limit", Kind.LIMIT, required=False, type_=ValueType.INTEGER),
            param("page", Kind.PAGE, required=False, type_=ValueType.INTEGER),
            param("sort_by", Kind.SORT_BY, required=False, enum=("price", "name")),
        ),
        SEARCH_FIELDS,
    ),
    endpoint(
        "inn::get",
        Intent.GET,
        "hotel",
        (entity_id("hotel_id", "hotel"),),
        (id_field("/hotel_id", "hotel"), field("/hotel_name", Kind.NAME, entity="hotel"), field("/city", Kind.CITY)),
    ),
    endpoint(
        "inn::book",
        Intent.CREATE,
        "booking",
        (entity_id("hotel_id", "hotel"), param("check_in", Kind.START_DATE), param("guest", Kind.PERSON_NAME)),
        (
            id_field("/booking_id", "booking"),
            id_field("/hotel_id", "hotel"),
            field("/hotel_name", Kind.NAME, entity="hotel"),
            field("/check_in", Kind.START_DATE),
            field("/guest", Kind.PERSON_NAME),
            field("/status", Kind.STATUS),
        ),
    ),
    endpoint(
        "inn::get_booking",
        Intent.GET,
        "booking",
        (entity_id("booking_id", "booking"),),
        (
            id_field("/booking_id", "booking"),
            id_field("/hotel_id", "hotel"),
            field("/check_in", Kind.START_DATE),
            field("/guest", Kind.PERSON_NAME),
            field("/status", Kind.STATUS),
        ),
    ),
    endpoint(
        "inn::list_bookings",
        Intent.LIST,
        "booking",
        (),
        (id_field("/bookings/*/booking_id", "booking"), field("/bookings/*/check_in", Kind.START_DATE)),
    ),
    endpoint(
        "inn::move",
        Intent.UPDATE,
        "booking",
        (entity_id("booking_id", "booking"), param("check_in", Kind.START_DATE)),
        (id_field("/booking_id", "booking"), field("/check_in", Kind.START_DATE), field("/status", Kind.STATUS)),
    ),
    endpoint(
        "inn::cancel",
        Intent.DELETE,
        "booking",
        (entity_id("booking_id", "booking"),),
        (id_field("/booking_id", "booking"), field("/status", Kind.STATUS)),
    ),
)
MONEY = tool(
    "Finance",
    endpoint(
        "money::convert",
        Intent.COMPUTE,
        "currency",
        (
            param("amount", Kind.AMOUNT),
            param("from_currency", Kind.CURRENCY_CODE),
            param("to_currency", Kind.CURRENCY_CODE),
        ),
        (field("/converted_amount", Kind.AMOUNT), field("/exchange_rate", Kind.AMOUNT)),
    ),
)


class Registry:
    """A registry of some tools, as much of it as world and planner need."""

    def __init__(self, *tools: Tool) -> None:
        self.tools = tools or (HOTELS, MONEY)
        self.endpoints: Mapping[str, Endpoint] = {one.id: one for each in self.tools for one in each.endpoints}

    def tool_of(self, endpoint_id: str) -> Tool:
        return next(each for each in self.tools if each.id == endpoint_id.split("::", maxsplit=1)[0])


def registry_of(*tools: Tool) -> Registry:
    return Registry(*tools)


def world(seed: int = 1) -> World:
    return World(WorldModel(Registry()), seed)
