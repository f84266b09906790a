"""Registry: what raw tools become, and that neither their order nor their company changes it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from synthetic_datagen.common.kinds import Intent, Kind, Origin, ValueType
from synthetic_datagen.common.tools import Endpoint, OutputField
from synthetic_datagen.config import BuildSettings
from synthetic_datagen.graph.junk import junk_reason
from synthetic_datagen.graph.leaves import leaves_of
from synthetic_datagen.graph.registry import Registry, build_registry
from synthetic_datagen.test.real_data import REAL_TOOLS
from synthetic_datagen.toolbench.ingest import Ingested, ingest
from synthetic_datagen.toolbench.parse import parse_document
from synthetic_datagen.toolbench.raw import RawTool

BOILERPLATE = {
    "type": "object",
    "properties": {"get": {"type": "string"}, "errors": {"type": "array"}, "response": {"type": "array"}},
}


def parameter(name: str, default: Any = "", type_: str = "STRING", description: str = "") -> dict[str, Any]:
    return {"name": name, "type": type_, "description": description, "default": default}


def endpoint(name: str, *required: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": name, "description": "", "method": "GET", "required_parameters": list(required)} | more


def tool(name: str, *endpoints: dict[str, Any], **more: Any) -> RawTool:
    document = {
        "tool_name": name,
        "category_name": "Travel",
        "host": f"{name}.host",
        "api_list": list(endpoints),
    } | more
    (raw,) = parse_document(document, f"{name}.json", "Travel").tools
    return raw


def build(*tools: RawTool, most: int = 60) -> Registry:
    return build_registry(Ingested(tools, (), {}), BuildSettings(fields_per_endpoint=most))


def only(*endpoints: dict[str, Any]) -> Endpoint:
    return next(iter(build(tool("Wares", *endpoints)).endpoints.values()))


def outputs(schema: Any, name: str = "Get hotel", key: str = "schema") -> dict[str, OutputField]:
    return {field.path: field for field in only(endpoint(name, **{key: schema})).outputs}


def test_an_endpoint_is_found_by_a_readable_id_and_knows_its_tool() -> None:
    registry = build(tool("Hotel Finder", endpoint("Search hotels", parameter("city", "Paris"))))
    found = registry.endpoints["hotel_finder::search_hotels"]
    assert (found.function_name, found.intent, found.entity) == ("hotel_finder__search_hotels", Intent.SEARCH, "hotel")
    assert registry.tool_of(found.id).name == "Hotel Finder"


def test_one_more_tool_renames_nothing() -> None:
    first, second = tool("Weather", endpoint("now")), tool("Hotels", endpoint("Search hotels"))
    assert set(build(first).endpoints) <= set(build(first, second).endpoints)


def test_tools_and_endpoints_of_one_slug_are_told_apart_whatever_their_order() -> None:
    tools = [
        tool("Weather", endpoint("a b", parameter("x")), endpoint("a-b", parameter("y"))),
        tool("weather", endpoint("a b")),
    ]
    forward, backward = build(*tools), build(*tools[::-1])
    assert list(forward.endpoints) == list(backward.endpoints)
    assert len(forward.endpoints) == 3


def test_a_tool_named_in_markup_gets_a_readable_id_and_name() -> None:
    (found,) = build(tool("<img src=x onerror=alert(1)>", endpoint("Search hotels"))).tools
    assert found.id.startswith("travel_tool_")
    assert "<" not in found.name


def test_categories_are_one_domain_however_they_are_spelled() -> None:
    one = build(
        tool("A", endpoint("x"), category_name="Health_and_Fitness"),
        tool("B", endpoint("x"), category_name="Health and Fitness"),
    )
    assert {found.domain for found in one.tools} == {"Health and Fitness"}


def test_the_same_tool_in_two_files_is_one_with_all_that_both_know() -> None:
    old = tool("Wares", endpoint("Get hotel", schema={"name": "str", "city": "str"}))
    new = tool("Wares", endpoint("Get hotel", description="Get a hotel"), endpoint("Get room"))
    registry = build(old, new)
    merged = registry.endpoints["wares::get_hotel"]
    assert len(registry.tools) == 1
    assert (merged.description, merged.outputs[0].origin) == ("Get a hotel", Origin.SCHEMA)
    assert registry.tally["tools merged: same tool in several files"] == 1


def test_a_tool_known_only_from_queries_joins_its_namesake_with_the_same_endpoints() -> None:
    loose = replace(tool("Wares", endpoint("Get hotel")), host="")
    other = replace(tool("Wares", endpoint("Get flight")), host="")
    hosted = tool("Wares", endpoint("Get hotel"))
    assert len(build(hosted, loose).tools) == 1
    assert len(build(hosted, other).tools) == 2


def test_an_endpoint_repeated_in_a_tool_is_merged_only_with_the_same_parameters() -> None:
    registry = build(tool("Wares", endpoint("Get hotel"), endpoint("get hotel"), endpoint("Get hotel", parameter("x"))))
    assert len(registry.endpoints) == 2


def test_a_parameter_in_both_lists_is_required_and_stands_once() -> None:
    found = only(endpoint("Get hotel", parameter("City\t"), optional_parameters=[parameter("city"), parameter(" ")]))
    assert [(p.name, p.required) for p in found.parameters] == [("City", True)]


def test_defaults_of_control_parameters_stay_defaults_and_others_are_examples() -> None:
    found = only(endpoint("Get hotels", parameter("limit", "10", "NUMBER"), parameter("city", "Paris")))
    limit, city = found.parameters
    assert (limit.type, limit.default, limit.example) == (ValueType.INTEGER, 10, None)
    assert (city.default, city.example) == (None, "Paris")


def test_a_default_may_stand_in_the_description() -> None:
    found = only(endpoint("Get hotels", parameter("limit", "", "NUMBER", "How many. Default: 25.")))
    assert found.parameters[0].default == 25


def test_secrets_personal_data_and_placeholders_are_dropped_and_counted() -> None:
    given = [
        parameter("api_key", "abc123"),
        parameter("code", "sk-abcdefghijklmnop1234"),
        parameter("email", "ann@corp.io"),
        parameter("city", "YOUR_CITY"),
    ]
    registry = build(tool("Wares", endpoint("Get hotel", *given)))
    (found,) = registry.endpoints.values()
    assert [p.example for p in found.parameters] == [None] * 4
    assert registry.tally["defaults masked: credential-like value"] == 1
    assert registry.tally["defaults dropped: personal data"] == 1
    assert registry.tally["defaults dropped: placeholder"] == 1


def test_synthetic_addresses_may_stay() -> None:
    assert only(endpoint("Get hotel", parameter("email", "jo@example.com"))).parameters[0].example == "jo@example.com"


def test_choices_come_from_prose_and_reach_the_outputs_of_the_same_name() -> None:
    stars = parameter("grade", "gold", "ENUM", "One of: gold, silver, bronze")
    found = only(endpoint("Get hotel", stars, schema={"name": "str", "grade": "str"}))
    assert (found.parameters[0].kind, found.parameters[0].enum) == (Kind.CHOICE, ("gold", "silver", "bronze"))
    assert found.outputs[1].enum == ("gold", "silver", "bronze")


@pytest.mark.parametrize(
    ("reason", "raw"),
    [
        ("credential_required", endpoint("Get hotel", parameter("api_key"))),
        ("object_required", endpoint("Get hotel", parameter("payload", "", "OBJECT"))),
        ("file_required", endpoint("Get hotel", parameter("picture", "", "BINARY"))),
        ("unknown_required", endpoint("Get hotel", parameter("zorp"))),
        ("unsayable_required", endpoint("Get hotel", parameter("zorp", "X_91"))),
        ("path_parameter_missing", endpoint("Get hotel", url="https://x.com/{zorp}")),
        ("deprecated", endpoint("Get hotel", description="Deprecated: use v2")),
        ("not_for_users", endpoint("health")),
        ("no_arguments", endpoint("Create hotel")),
        ("unclear_effect", endpoint("Make a call", description="Make a call")),
        ("not_english", endpoint("Get hotel", description="Devuelve la lista de todos los hoteles de la ciudad")),
        ("no_outputs", endpoint("Latest rates", description="Return latest rates")),
        ("too_many_required", endpoint("Get hotel", *[parameter(f"city{n}", "Oslo") for n in range(9)])),
    ],
)
def test_endpoints_of_which_no_conversation_can_be_made_say_why(reason: str, raw: dict[str, Any]) -> None:
    registry = build(tool("Wares", raw))
    assert next(iter(registry.endpoints.values())).unusable == reason
    assert registry.tally[f"endpoints unusable: {reason}"] == 1


def test_a_path_parameter_may_be_spelled_in_another_case() -> None:
    found = only(
        endpoint("Get hotel", parameter("hotelid"), url="https://x.com/{hotelId}", description="Get a hotel by its id")
    )
    assert found.unusable == ""


@pytest.mark.parametrize(
    ("reason", "name", "description"),
    [
        ("spam", "Buy verified PayPal accounts", "Best place to buy verified accounts"),
        ("spam", "HIRE A HACKER", "Crypto recovery experts to recover stolen bitcoin"),
        ("test", "demo project", "This is a demo"),
        ("test", "my test api", ""),
        ("adult", "Hentai pictures", "Get pictures"),
        ("", "Speed Test", "Measure the speed of a site"),
        ("", "Hotel Finder", "Find hotels in a city"),
        ("", "Contest Calendar", "Coding contests of all platforms"),
    ],
)
def test_junk_is_told_from_tools(reason: str, name: str, description: str) -> None:
    assert junk_reason(tool(name, endpoint("a"), tool_description=description)) == reason


def test_a_large_tool_for_tests_is_no_test() -> None:
    assert junk_reason(tool("Email Testing", *[endpoint(f"Get inbox {n}") for n in range(20)])) == ""


def test_junk_is_counted_and_left_out() -> None:
    registry = build(tool("demo project", endpoint("a"), endpoint("b")))
    assert not registry.endpoints
    assert registry.tally["tools filtered: test"] == 1
    assert registry.tally["endpoints filtered with their tool: test"] == 2


def test_schemas_are_flattened_with_types_enums_and_entities() -> None:
    room = {
        "type": "object",
        "properties": {"id": {"type": ["integer", "null"]}, "size": {"enum": ["s", "m"], "type": "string"}},
    }
    schema = {
        "type": "object",
        "properties": {
            "rooms": {"type": "array", "items": {"anyOf": [{"type": "null"}, room]}},
            "city": {"type": "string"},
        },
    }
    found = outputs(schema)
    assert list(found) == ["/rooms/*/id", "/rooms/*/size", "/city"]
    assert (found["/rooms/*/id"].type, found["/rooms/*/id"].entity) == (ValueType.INTEGER, "room")
    assert found["/rooms/*/size"].enum == ("s", "m")


def test_local_references_are_followed_and_cycles_end() -> None:
    node = {"properties": {"name": {"type": "string"}, "child": {"$ref": "#/$defs/node"}}}
    paths = [leaf.path for leaf in leaves_of({"$ref": "#/$defs/node", "$defs": {"node": node}})]
    assert paths[:2] == ["/name", "/child/name"]
    assert len(paths) < 10


def test_a_schema_that_is_an_example_is_read_as_one() -> None:
    found = outputs({"type": "grass, poison", "name": "Bulbasaur", "moves": [{"name": "Tackle"}]})
    assert list(found) == ["/type", "/name", "/moves/*/name"]


def test_templates_say_types_and_no_values() -> None:
    found = outputs(
        {
            "total": "int",
            "names": ["list of str with length 7"],
            "rooms": [{"price": "float", "_list_length": 3}],
            "x": "NoneType",
        }
    )
    assert {path: field.type for path, field in found.items()} == {
        "/total": ValueType.INTEGER,
        "/names/*": ValueType.STRING,
        "/rooms/*/price": ValueType.NUMBER,
    }


def test_keys_that_are_data_are_no_fields() -> None:
    assert list(outputs({"2019-12-12": {"open": "1"}, "city": "Oslo", "a*b": 1})) == ["/city"]


@pytest.mark.parametrize(
    "schema", [BOILERPLATE, {"message": "str"}, {"key1": "value", "key2": "value"}, {"type": "object"}, "", []]
)
def test_envelopes_and_errors_teach_nothing(schema: Any) -> None:
    found = only(endpoint("Get hotel", schema=schema))
    assert {field.origin for field in found.outputs} == {Origin.INFERRED}


def test_a_schema_that_many_tools_share_is_boilerplate() -> None:
    def origins(copies: int) -> set[Origin]:
        schema = {"glove": "str", "sock": "str"}
        registry = build(*[tool(f"T{n}", endpoint("Get hotel", schema=schema)) for n in range(copies)])
        return {one.outputs[0].origin for one in registry.endpoints.values()}

    assert origins(3) == {Origin.SCHEMA}
    assert origins(12) == {Origin.INFERRED}


def test_the_most_trusted_sample_that_teaches_wins() -> None:
    found = only(endpoint("Get hotel", schema={"message": "str"}, body={"city": "Oslo"}, test_endpoint={"zip": "0150"}))
    assert [(field.path, field.origin) for field in found.outputs] == [("/city", Origin.BODY)]


def test_too_many_fields_are_cut_and_ids_and_names_stay() -> None:
    schema = {f"stuff{n}": "str" for n in range(30)} | {"hotel_id": "str", "name": "str"}
    registry = build(tool("Wares", endpoint("Get hotel", schema=schema)), most=5)
    (found,) = registry.endpoints.values()
    assert [field.path for field in found.outputs][-2:] == ["/hotel_id", "/name"]
    assert registry.tally["output fields cut"] == 27


def test_inferred_ids_are_spelled_and_typed_as_the_tool_takes_them() -> None:
    registry = build(
        tool(
            "Wares",
            endpoint("Search hotels", parameter("city")),
            endpoint("Get hotel", parameter("hotelId", "5", "NUMBER")),
        )
    )
    field = next(field for field in registry.endpoints["wares::search_hotels"].outputs if field.kind is Kind.ENTITY_ID)
    assert (field.path, field.type, field.entity) == ("/results/*/hotelId", ValueType.INTEGER, "hotel")


def test_a_creation_is_of_what_it_gives_an_id_to() -> None:
    found = only(
        endpoint(
            "Review a product", parameter("product_id"), method="POST", schema={"review_id": "str", "product_id": "str"}
        )
    )
    assert found.entity == "review"


def test_a_computation_answers_with_a_result_of_its_own_kind() -> None:
    found = only(endpoint("Convert currency", parameter("amount", 5, "NUMBER"), parameter("to", "EUR")))
    assert [(field.path, field.kind) for field in found.outputs][-2:] == [
        ("/converted_amount", Kind.AMOUNT),
        ("/rate", Kind.NUMBER),
    ]


def dump(tools: Sequence[RawTool]) -> tuple[list[Endpoint], dict[str, int]]:
    registry = build(*tools)
    return list(registry.endpoints.values()), dict(registry.tally)


@pytest.mark.skipif(not REAL_TOOLS.is_dir(), reason="the third-party sample is not beside the checkout")
def test_real_tools_give_the_same_registry_in_any_order() -> None:
    tools = ingest([REAL_TOOLS / "Travel", REAL_TOOLS / "Weather", REAL_TOOLS / "Finance"]).tools
    forward = dump(tools)
    assert forward == dump(tools[::-1])
    assert len({found.function_name for found in forward[0]}) == len(forward[0]) > 100
    assert sum(not found.unusable for found in forward[0]) > 0.3 * len(forward[0])


def ids_of(registry: Registry, name: str) -> list[str | None]:
    found = next(one for one in registry.endpoints.values() if one.name == name)
    taken = [one.entity for one in found.parameters if one.kind is Kind.ENTITY_ID]
    return taken + [one.entity for one in found.outputs if one.kind is Kind.ENTITY_ID]


def answering(*names: str) -> dict[str, Any]:
    properties = {name: {"type": "string"} for name in (*names, "title", "status")}
    return {"schema": {"type": "object", "properties": properties}}


def test_ids_that_share_a_head_noun_are_told_apart_within_a_tool() -> None:
    both, saved = answering("saved_article_id", "article_id"), answering("saved_article_id")
    save = endpoint("Save article", parameter("article_id"), **both | {"method": "POST"})
    remove = endpoint("Remove saved article", parameter("saved_article_id"), **saved | {"method": "DELETE"})
    registry = build(tool("News", save, remove))
    assert ids_of(registry, "Save article") == ["article", "saved_article", "article"]
    assert ids_of(registry, "Remove saved article") == ["saved_article", "saved_article"]
    assert {one.entity for one in registry.endpoints.values()} == {"saved_article"}


def test_roles_of_one_thing_stay_one_thing() -> None:
    registry = build(tool("Football", endpoint("Compare teams", parameter("home_team_id"), parameter("away_team_id"))))
    assert ids_of(registry, "Compare teams")[:2] == ["team", "team"]
