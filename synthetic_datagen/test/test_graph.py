"""The two graphs: what is a node, what links to what, and that hubs stay small."""

import orjson
import pytest

from synthetic_datagen.common.chains import Link, Relation
from synthetic_datagen.common.kinds import Intent, Kind, Origin, ValueType
from synthetic_datagen.common.tools import Parameter, Tool
from synthetic_datagen.config import BuildSettings
from synthetic_datagen.graph.columns import tabulate
from synthetic_datagen.graph.field_links import FLOW, JOINS, depth_weight
from synthetic_datagen.graph.heterogeneous_graph import (
    ENDS,
    EdgeKind,
    HeterogeneousGraph,
    NodeKind,
    build_heterogeneous,
)
from synthetic_datagen.graph.projected_graph import ProjectedGraph
from synthetic_datagen.graph.projection import LINKS_PER_PAIR, project
from synthetic_datagen.graph.stored_registry import StoredEndpoints, StoredTools

from .small_registry import ENDPOINTS, TOOLS, endpoint, entity_id, field, id_field, param, tool


def graphs(*tools: Tool, k: int = 32) -> tuple[HeterogeneousGraph, ProjectedGraph]:
    endpoints = {e.id: e for e in sorted((e for t in tools for e in t.endpoints), key=lambda e: e.id)}
    columns = tabulate(tools, endpoints, {})
    heterogeneous = build_heterogeneous(columns)
    return heterogeneous, project(columns, heterogeneous, BuildSettings(links_per_endpoint=k))


HETEROGENEOUS, PROJECTED = graphs(*TOOLS)


def between(graph: ProjectedGraph, source: str, target: str) -> list[Link]:
    return [link for link in graph.links_from(source) if link.target == target]


def test_a_registry_comes_back_from_its_columns() -> None:
    columns = tabulate(TOOLS, ENDPOINTS, {"kept": 3})
    endpoints = StoredEndpoints(columns)
    assert dict(endpoints) == ENDPOINTS
    assert tuple(StoredTools(columns, endpoints)) == TOOLS
    assert endpoints["hotels::book"] is endpoints["hotels::book"]


def test_equal_values_of_different_types_are_kept_apart_in_columns() -> None:
    parameters = tuple(param(f"p{i}", Kind.NUMBER, default=value) for i, value in enumerate((1, 1.0, True, "1")))
    odd = tool("Odd", endpoint("odd::one", Intent.GET, None, parameters))
    stored = StoredEndpoints(tabulate((odd,), {e.id: e for e in odd.endpoints}, {}))["odd::one"]
    assert [repr(p.default) for p in stored.parameters] == ["1", "1.0", "True", "'1'"]


def test_the_heterogeneous_graph_has_five_kinds_of_node_and_a_matrix_for_each_relation() -> None:
    assert all(HETEROGENEOUS.count(kind) > 0 for kind in NodeKind)
    assert set(HETEROGENEOUS.relations) == set(ENDS)
    for kind, (rows, columns) in ENDS.items():
        assert HETEROGENEOUS.relations[kind].shape == (HETEROGENEOUS.count(rows), HETEROGENEOUS.count(columns))


def test_relations_join_what_the_registry_joins() -> None:
    about = HETEROGENEOUS.relations[EdgeKind.ENDPOINT_ABOUT_ENTITY].toarray()
    booking = HETEROGENEOUS.concepts.index("entity:booking")
    found = [HETEROGENEOUS.endpoints[i] for i in about[:, booking].nonzero()[0]]
    assert found == ["hotels::book", "hotels::cancel", "hotels::get_booking"]
    assert HETEROGENEOUS.relations[EdgeKind.TOOL_HAS_ENDPOINT].sum() == len(ENDPOINTS)
    assert {"domain:Travel", "kind:city", "entity:movie"} <= set(HETEROGENEOUS.concepts)


def test_the_heterogeneous_graph_is_written_as_columns() -> None:
    document = orjson.loads(HETEROGENEOUS.dumps())
    takes = document["relations"]["endpoint_takes_parameter"]
    assert document["nodes"]["endpoint"] == list(ENDPOINTS)
    assert takes["start"][-1] == len(takes["index"]) == sum(len(e.parameters) for e in ENDPOINTS.values())


def test_an_id_feeds_the_same_entity_within_its_tool() -> None:
    (link,) = between(PROJECTED, "hotels::search", "hotels::book")
    assert (link.field, link.parameter) == ("/results/*/hotel_id", "hotel_id")
    assert (link.relation, link.concept) == (Relation.ENTITY, "hotel")
    assert 0 < link.weight <= 1


def test_an_id_feeds_nothing_in_another_tool_though_the_entity_has_the_same_name() -> None:
    first, second = (
        tool(
            "Movies",
            endpoint(f"{name}::search", Intent.SEARCH, "movie", (), (id_field("/x/*/id", "movie"),)),
            endpoint(f"{name}::get", Intent.GET, "movie", (entity_id("id", "movie"),)),
        )
        for name in ("a", "b")
    )
    _, graph = graphs(first, second)
    assert [link.target for link in graph.links_from("a::search")] == ["a::get"]


def test_a_semantic_kind_feeds_other_tools() -> None:
    (link,) = between(PROJECTED, "hotels::search", "weather::now")
    assert (link.relation, link.concept) == (Relation.KIND, "city")


def test_an_id_without_an_entity_joins_nothing() -> None:
    bare = tool(
        "Odd",
        endpoint("o::list", Intent.LIST, None, (), (field("/x/*/id", Kind.ENTITY_ID),)),
        endpoint("o::get", Intent.GET, None, (param("id", Kind.ENTITY_ID),)),
    )
    assert graphs(bare)[1].size == 0


@pytest.mark.parametrize("kind", [Kind.PAGE, Kind.LIMIT, Kind.FLAG, Kind.UNKNOWN, Kind.TEXT, Kind.NUMBER, Kind.STATUS])
def test_kinds_without_meaning_join_nothing(kind: Kind) -> None:
    assert not any(kind in join.fields or kind in join.parameters for join in JOINS)


def test_no_kind_is_fed_through_two_joins() -> None:
    kinds = [kind for join in JOINS for kind in join.parameters]
    assert len(kinds) == len(set(kinds))


def test_what_an_endpoint_was_told_it_does_not_feed() -> None:
    assert not between(PROJECTED, "weather::now", "cinema::search")
    assert not between(PROJECTED, "hotels::get", "hotels::book")


def test_similar_things_in_a_list_are_news() -> None:
    films = tool(
        "Movies",
        endpoint(
            "m::similar", Intent.LIST, "movie", (entity_id("movie_id", "movie"),), (id_field("/x/*/id", "movie"),)
        ),
        endpoint("m::get", Intent.GET, "movie", (entity_id("id", "movie"),)),
    )
    assert graphs(films)[1].links_from("m::similar")


def test_latitude_brings_longitude_along_and_never_goes_alone() -> None:
    links = between(PROJECTED, "hotels::search", "weather::at")
    assert [link.parameter for link in links] == ["latitude", "longitude"]
    half = tool("Odd", endpoint("o::list", Intent.LIST, None, (), (field("/x/*/lat", Kind.LATITUDE),)))
    assert graphs(half, TOOLS[3])[1].size == 0


def test_types_must_agree_as_they_are() -> None:
    numbers = tool(
        "Odd",
        endpoint("o::list", Intent.LIST, "film", (), (id_field("/x/*/id", "film"),)),
        endpoint("o::get", Intent.GET, "film", (param("id", Kind.ENTITY_ID, entity="film", type_=ValueType.INTEGER),)),
    )
    assert graphs(numbers)[1].size == 0


def test_a_choice_is_not_fed() -> None:
    choice = tool("W", endpoint("w::now", Intent.GET, None, (param("city", Kind.CITY, enum=("Paris", "Rome")),)))
    assert not graphs(TOOLS[1], choice)[1].links_into("w::now")


def test_unusable_endpoints_have_no_links() -> None:
    assert not PROJECTED.links_from("money::broken")
    assert not PROJECTED.links_into("money::broken")


def test_no_endpoint_feeds_itself_and_deletions_feed_nothing() -> None:
    for name, item in ENDPOINTS.items():
        assert all(link.target != name for link in PROJECTED.links_from(name))
        assert item.intent is not Intent.DELETE or not PROJECTED.links_from(name)
    assert Intent.DELETE not in FLOW


def test_links_into_are_the_links_from_seen_from_the_other_side() -> None:
    outward = [link for name in ENDPOINTS for link in PROJECTED.links_from(name)]
    inward = [link for name in ENDPOINTS for link in PROJECTED.links_into(name)]
    assert sorted(map(repr, outward)) == sorted(map(repr, inward))


def test_neighbours_by_tool_and_by_domain_can_be_asked_for() -> None:
    assert PROJECTED.same_tool("weather::at") == ["weather::now"]
    assert PROJECTED.same_domain("money::lost") == ["money::convert"]
    assert PROJECTED.domain_of("hotels::get") == "Travel"


def test_documented_required_and_shallow_weighs_more() -> None:
    def weight(path: str, origin: Origin, required: bool) -> float:
        city = field(path, Kind.CITY, origin=origin)
        source = tool("A", endpoint("a::list", Intent.LIST, "shop", (), (city,)))
        target = tool("B", endpoint("b::get", Intent.GET, None, (param("city", Kind.CITY, required=required),)))
        return graphs(source, target)[1].links_from("a::list")[0].weight

    best = weight("/x/*/city", Origin.SCHEMA, True)
    assert best > weight("/x/*/city", Origin.INFERRED, True)
    assert best > weight("/x/*/city", Origin.SCHEMA, False)
    assert best > weight("/x/*/a/b/c/city", Origin.SCHEMA, True)
    assert depth_weight("/x/*/city") > depth_weight("/x/*/y/*/city")


def hub(tools: int, k: int) -> ProjectedGraph:
    """Every endpoint knows cities and wants one more: without pruning all would link to all."""
    rows = [
        tool(
            f"Domain {number % 3}",
            endpoint(f"t{number:03}::list", Intent.LIST, "shop", (), (field("/x/*/city", Kind.CITY),)),
            endpoint(f"t{number:03}::get", Intent.GET, "shop", (param("city", Kind.CITY),)),
        )
        for number in range(tools)
    ]
    return graphs(*rows, k=k)[1]


def test_a_hub_is_pruned_to_the_best_links_and_stays_diverse() -> None:
    graph = hub(120, k=12)
    for number in range(120):
        links = graph.links_from(f"t{number:03}::list")
        domains = {graph.domain_of(link.target) for link in links}
        assert 3 <= len(links) <= 12
        assert links[0].target == f"t{number:03}::get"
        assert len(domains) >= 2
    assert max(len(graph.links_into(f"t{number:03}::get")) for number in range(120)) < 40


def test_links_grow_with_the_endpoints_and_not_with_their_square() -> None:
    assert hub(240, k=1000).size < 2.5 * hub(120, k=1000).size


def test_two_endpoints_share_a_few_links_at_most() -> None:
    kinds = [Kind.CITY, Kind.EMAIL, Kind.PHONE, Kind.COMPANY, Kind.USERNAME]
    rich = tool(
        "A",
        endpoint("a::list", Intent.LIST, None, (), tuple(field(f"/{kind}", kind) for kind in kinds)),
        endpoint("a::get", Intent.GET, None, tuple(param(kind, kind) for kind in kinds)),
    )
    assert len(graphs(rich)[1].links_from("a::list")) == LINKS_PER_PAIR


def test_an_empty_registry_has_empty_graphs() -> None:
    heterogeneous, projected = graphs()
    assert heterogeneous.count(NodeKind.ENDPOINT) == projected.size == 0


def test_a_list_is_fed_by_what_its_elements_are() -> None:
    many = tool("W", endpoint("w::now", Intent.GET, None, (param("cities", Kind.CITY, type_=ValueType.ARRAY),)))
    assert graphs(TOOLS[1], many)[1].links_into("w::now")


def test_nothing_is_created_from_the_details_of_another_of_its_kind() -> None:
    payees = tool(
        "Payments",
        endpoint("p::find", Intent.SEARCH, "payee", (param("q", Kind.QUERY),), (field("/x/*/email", Kind.EMAIL),)),
        endpoint("p::add", Intent.CREATE, "payee", (param("email", Kind.EMAIL),)),
        endpoint("p::invite", Intent.CREATE, "invitation", (param("email", Kind.EMAIL),)),
    )
    assert [link.target for link in graphs(payees)[1].links_from("p::find")] == ["p::invite"]


def test_a_list_of_everything_is_not_asked_for_because_a_city_came_up() -> None:
    def fed(required: bool) -> bool:
        city = param("city", Kind.CITY, required=required)
        shops = tool("Shops", endpoint("s::list", Intent.LIST, "shop", (city,)))
        return bool(graphs(TOOLS[1], shops)[1].links_into("s::list"))

    assert fed(required=True)
    assert not fed(required=False)


def test_an_amount_feeds_only_what_takes_a_currency_too() -> None:
    plain = tool("Finance", endpoint("f::loan", Intent.COMPUTE, None, (param("amount", Kind.AMOUNT),)))
    assert not graphs(TOOLS[1], plain)[1].links_into("f::loan")
    assert between(PROJECTED, "hotels::search", "money::convert")


def test_of_from_and_to_one_is_fed() -> None:
    def fed(kind: Kind) -> list[str]:
        ends = tuple(param(name, kind) for name in ("to_place", "from_place"))
        rows = (
            endpoint("x::list", Intent.LIST, None, (), (field("/x/*/y", kind),)),
            endpoint("x::go", Intent.GET, None, ends),
        )
        return [link.parameter for link in graphs(tool("X", *rows))[1].links_into("x::go")]

    assert fed(Kind.CITY) == ["to_place"]
    assert fed(Kind.CURRENCY_CODE) == ["from_place"]


def test_names_of_public_things_cross_tools_and_names_of_private_things_do_not() -> None:
    def crosses(entity: str) -> bool:
        source = tool(
            "A", endpoint("a::list", Intent.LIST, entity, (), (field("/x/*/name", Kind.NAME, entity=entity),))
        )
        target = tool("B", endpoint("b::get", Intent.GET, entity, (param("name", Kind.NAME, entity=entity),)))
        return graphs(source, target)[1].size == 1

    assert crosses("artist")
    assert not crosses("form")


def test_a_date_is_news_in_a_list_and_not_beside_a_single_reading() -> None:
    def fed(path: str) -> bool:
        source = tool("A", endpoint("a::get", Intent.GET, None, (), (field(path, Kind.DATE),)))
        target = tool("A", endpoint("b::get", Intent.GET, None, (param("date", Kind.DATE),)))
        return graphs(source, target)[1].size == 1

    assert fed("/events/*/date")
    assert not fed("/date")


def test_a_doctors_name_is_not_the_patients_who_books() -> None:
    def called(name: str) -> Parameter:
        return param(name, Kind.PERSON_NAME)

    clinic = tool(
        "Health",
        endpoint("clinic::search", Intent.SEARCH, "doctor", (), (field("/doctors/*/doctor_name", Kind.PERSON_NAME),)),
        endpoint("clinic::book", Intent.CREATE, "appointment", (called("patient_name"),), ()),
        endpoint("clinic::invite", Intent.CREATE, "invitation", (called("guest"),), ()),
        endpoint("clinic::find", Intent.SEARCH, "article", (called("author"),), ()),
    )
    links = graphs(clinic)[1].links_from("clinic::search")
    assert {link.target for link in links} == {"clinic::invite", "clinic::find"}
