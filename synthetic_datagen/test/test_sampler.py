"""The sampler: chains that make sense, by mode, by name of what they would break, and by what the corpus lacks."""

import random
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synthetic_datagen.common.chains import Chain, Pattern, Relation, SamplingMode
from synthetic_datagen.common.kinds import Intent, Kind
from synthetic_datagen.common.tools import Endpoint, Tool
from synthetic_datagen.config import BuildSettings, SamplerSettings
from synthetic_datagen.graph.columns import tabulate
from synthetic_datagen.graph.heterogeneous_graph import build_heterogeneous
from synthetic_datagen.graph.projected_graph import ProjectedGraph
from synthetic_datagen.graph.projection import project
from synthetic_datagen.sampler import constraints
from synthetic_datagen.sampler.constraints import CONSTRAINTS, first_broken
from synthetic_datagen.sampler.draft import Draft, DraftFeed
from synthetic_datagen.sampler.sampler import NO_START, ChainSampler, Refusal
from synthetic_datagen.sampler.steering import Steering
from synthetic_datagen.sampler.supply import Supply, supply_of
from synthetic_datagen.sampler.tables import Tables, build_tables

from .small_registry import ENDPOINTS, TOOLS, endpoint, entity_id, field, id_field, param, tool

SETTINGS = SamplerSettings()
MODES = (SamplingMode.SEQUENTIAL, SamplingMode.MULTI_TOOL, SamplingMode.CLARIFICATION_FIRST, SamplingMode.PARALLEL)


def graph_of(*tools: Tool) -> ProjectedGraph:
    endpoints = {e.id: e for e in sorted((e for t in tools for e in t.endpoints), key=lambda e: e.id)}
    columns = tabulate(tools, endpoints, {})
    return project(columns, build_heterogeneous(columns), BuildSettings())


GRAPH = graph_of(*TOOLS)
SAMPLER = ChainSampler(GRAPH, SETTINGS)


def chains(mode: SamplingMode, count: int = 400, seed: int = 1, steering: Steering | None = None) -> list[Chain]:
    rng = random.Random(seed)
    drawn = (SAMPLER.propose(rng, mode, steering or Steering.none()) for _ in range(count))
    return [chain for chain in drawn if isinstance(chain, Chain)]


def called(chain: Chain) -> list[Endpoint]:
    return [ENDPOINTS[step.endpoint_id] for step in chain.steps]


def told_and_fed(chain: Chain) -> Iterator[tuple[set[str], set[str]]]:
    for step, item in zip(chain.steps, called(chain), strict=True):
        yield {parameter.name for parameter in item.required}, {feed.parameter for feed in step.feeds}


@pytest.mark.parametrize("mode", MODES)
def test_each_mode_gives_chains_of_its_own_name_and_length(mode: SamplingMode) -> None:
    found = chains(mode)
    assert len(found) > 100
    assert {chain.mode for chain in found} == {mode}
    assert {len(chain.steps) for chain in found} <= {2, 3, 4, 5}


@pytest.mark.parametrize("mode", MODES)
def test_every_feed_is_a_link_of_the_graph(mode: SamplingMode) -> None:
    for chain in chains(mode):
        for step in chain.steps:
            for feed in step.feeds:
                source = chain.steps[feed.from_step].endpoint_id
                reasons = {
                    (link.target, link.field, link.parameter, link.relation, link.concept)
                    for link in GRAPH.links_from(source)
                }
                assert (step.endpoint_id, feed.field, feed.parameter, feed.relation, feed.concept) in reasons


@pytest.mark.parametrize("mode", MODES)
def test_every_required_id_is_fed(mode: SamplingMode) -> None:
    for chain in chains(mode):
        for item, (_, fed) in zip(called(chain), told_and_fed(chain), strict=True):
            assert {p.name for p in item.required if p.kind is Kind.ENTITY_ID} <= fed


def test_an_endpoint_whose_id_nothing_supplies_is_never_called() -> None:
    used = {step.endpoint_id for mode in MODES for chain in chains(mode) for step in chain.steps}
    assert "money::lost" not in used
    assert "money::broken" not in used
    assert used == set(ENDPOINTS) - {"money::lost", "money::broken"}


def test_a_search_then_a_booking_is_a_search_then_action() -> None:
    patterns = {
        tuple(step.endpoint_id for step in chain.steps): chain.pattern for chain in chains(SamplingMode.SEQUENTIAL)
    }
    assert patterns["hotels::search", "hotels::book"] is Pattern.SEARCH_THEN_ACTION
    assert patterns["hotels::search", "hotels::book", "hotels::cancel"] is Pattern.SEQUENTIAL_MULTI_STEP


def test_multi_tool_chains_pass_a_value_between_tools() -> None:
    for chain in chains(SamplingMode.MULTI_TOOL):
        tools = [item.tool_id for item in called(chain)]
        assert chain.pattern is Pattern.MULTI_TOOL_CHAIN
        assert any(tools[feed.from_step] != tools[at] for at, step in enumerate(chain.steps) for feed in step.feeds)


def test_clarification_first_begins_with_something_the_user_can_withhold() -> None:
    for chain in chains(SamplingMode.CLARIFICATION_FIRST):
        assert any(p.default is None and not p.enum for p in called(chain)[0].required)
        assert chain.steps[0].feeds == ()


def test_parallel_chains_have_a_group_of_calls_that_need_nothing_of_each_other() -> None:
    for chain in chains(SamplingMode.PARALLEL):
        groups = [step.group for step in chain.steps]
        assert chain.pattern is Pattern.PARALLEL
        assert max(Counter(groups).values()) >= 2
        assert all(groups[feed.from_step] < step.group for step in chain.steps for feed in step.feeds)


def test_a_fan_out_works_on_different_items() -> None:
    fans = [chain for chain in chains(SamplingMode.PARALLEL) if chain.steps[0].group != chain.steps[1].group]
    assert fans
    for chain in fans:
        siblings = [step for step in chain.steps if step.group == 1]
        assert [step.feeds[0].item for step in siblings] == list(range(len(siblings)))
        assert len({step.endpoint_id for step in siblings}) == 1


def test_nothing_follows_a_deletion() -> None:
    for mode in MODES:
        for chain in chains(mode):
            intents = [item.intent for item in called(chain)]
            assert Intent.DELETE not in intents[:-1]


def test_latitude_and_longitude_are_fed_together_from_one_place() -> None:
    seen = 0
    for chain in chains(SamplingMode.MULTI_TOOL):
        for step in chain.steps:
            if step.endpoint_id == "weather::at":
                seen += 1
                assert {(feed.parameter, feed.field) for feed in step.feeds} == {
                    ("latitude", "/results/*/location/lat"),
                    ("longitude", "/results/*/location/lon"),
                }
    assert seen


def test_an_answer_that_repeats_what_the_user_said_feeds_nothing() -> None:
    visits = tool(
        "Travel",
        endpoint("a::find", Intent.SEARCH, "shop", (param("city", Kind.CITY),), (id_field("/shops/*/id", "shop"),)),
        endpoint("a::get", Intent.GET, "shop", (entity_id("id", "shop"),), (field("/city", Kind.CITY),)),
    )
    weather = tool("Weather", endpoint("b::now", Intent.GET, "weather", (param("city", Kind.CITY),)))
    sampler = ChainSampler(graph_of(visits, weather), SETTINGS)
    proposals = [sampler.propose(random.Random(i), SamplingMode.SEQUENTIAL, Steering.none()) for i in range(50)]
    used = {s.endpoint_id for chain in proposals if isinstance(chain, Chain) for s in chain.steps}
    assert used == {"a::find", "a::get"}


def test_mixed_draws_every_mode_and_feeds_most_later_calls() -> None:
    found = chains(SamplingMode.MIXED, count=1000)
    assert {chain.mode for chain in found} == set(MODES)
    later = [step for chain in found for step in chain.steps[1:]]
    assert sum(bool(step.feeds) for step in later) > 0.7 * len(later)


def test_the_same_generator_gives_the_same_chains_and_another_gives_others() -> None:
    assert chains(SamplingMode.MIXED, seed=3) == chains(SamplingMode.MIXED, seed=3)
    assert chains(SamplingMode.MIXED, seed=3) != chains(SamplingMode.MIXED, seed=4)


def test_steering_favours_domains_that_were_used_less() -> None:
    plain = Counter(chain.domain for chain in chains(SamplingMode.CLARIFICATION_FIRST))
    steering = Steering(domains={"Travel": 100}, endpoints={"hotels::search": 100}, pairs={})
    steered = Counter(chain.domain for chain in chains(SamplingMode.CLARIFICATION_FIRST, steering=steering))
    assert steered["Movies"] > 1.5 * plain["Movies"]
    assert steered["Travel"] > 0


def test_steering_favours_pairs_that_were_used_less() -> None:
    def follows(steering: Steering) -> Counter[str]:
        found = chains(SamplingMode.SEQUENTIAL, count=1000, steering=steering)
        starts = [chain for chain in found if chain.steps[0].endpoint_id == "hotels::search"]
        return Counter(chain.steps[1].endpoint_id for chain in starts)

    plain = follows(Steering.none())
    steered = follows(Steering({}, {}, {("hotels::search", "hotels::get"): 9}))
    assert steered["hotels::book"] > 1.5 * plain["hotels::book"]
    assert steered["hotels::get"] > 0


def test_a_registry_without_links_is_refused_with_the_reason() -> None:
    lonely = graph_of(tool("Weather", endpoint("w::now", Intent.GET, "weather", (param("city", Kind.CITY),))))
    sampler = ChainSampler(lonely, SETTINGS)
    assert sampler.propose(random.Random(1), SamplingMode.MULTI_TOOL, Steering.none()) == Refusal(NO_START)


def test_find_counts_why_it_found_nothing() -> None:
    strict = SamplerSettings(min_steps=5, max_steps=5, attempts=7)
    pair = tool(
        "Travel",
        endpoint("a::find", Intent.SEARCH, "shop", (param("q", Kind.QUERY),), (id_field("/shops/*/id", "shop"),)),
        endpoint("a::get", Intent.GET, "shop", (entity_id("id", "shop"),)),
    )
    refusals: Counter[str] = Counter()
    sampler = ChainSampler(graph_of(pair), strict)
    assert sampler.find(random.Random(1), SamplingMode.SEQUENTIAL, Steering.none(), refusals) is None
    assert refusals == {"length": 7}


@pytest.mark.parametrize(
    ("kind", "flags", "expected"),
    [
        (Kind.CITY, (False, False, False, False), Supply.USER),
        (Kind.ENTITY_ID, (False, False, True, False), Supply.OUTPUT),
        (Kind.ENTITY_ID, (False, False, False, True), Supply.USER),
        (Kind.CODE, (False, False, False, False), Supply.USER),
        (Kind.PAGE, (False, True, False, False), Supply.DEFAULT),
        (Kind.PAGE, (False, False, True, False), Supply.NOBODY),
        (Kind.UNKNOWN, (False, False, False, False), Supply.NOBODY),
        (Kind.UNKNOWN, (False, False, True, False), Supply.USER),
        (Kind.CREDENTIAL, (False, True, True, False), Supply.NOBODY),
        (Kind.TEXT, (True, False, True, False), Supply.NOBODY),
    ],
)
def test_who_can_supply_a_required_argument(kind: Kind, flags: tuple[bool, bool, bool, bool], expected: Supply) -> None:
    assert supply_of(kind, *flags) is expected


TABLES = build_tables(GRAPH)


class Line:
    """A draft put together by hand, so that each constraint can be broken on purpose."""

    def __init__(self, tables: Tables = TABLES) -> None:
        self.draft = Draft(tables)

    def call(self, endpoint_id: str, group: int, *feeds: DraftFeed) -> "Line":
        self.draft.nodes.append(GRAPH.number[endpoint_id])
        self.draft.groups.append(group)
        self.draft.feeds.append(list(feeds))
        return self


def fed(endpoint_id: str, parameter: str, from_step: int, *, field_text: int = 0, item: int = 0) -> DraftFeed:
    rows = TABLES.endpoints.required[GRAPH.number[endpoint_id]]
    row = next(row for row in rows if TABLES.parameters.name[row] == parameter)
    return DraftFeed(row, from_step, field_text, item)


HOTEL, BOOKING = fed("hotels::book", "hotel_id", 0), fed("hotels::cancel", "booking_id", 1)
BROKEN = {
    "length": Line().call("hotels::search", 0),
    "no_repeated_endpoint": Line()
    .call("hotels::search", 0)
    .call("hotels::get", 1, HOTEL)
    .call("hotels::get", 2, HOTEL),
    "fed_by_earlier_groups": Line().call("hotels::search", 0).call("weather::now", 1),
    "fed_by_new_information": Line().call("cinema::search", 0).call("weather::now", 1, fed("weather::now", "city", 0)),
    "one_source_each": Line()
    .call("hotels::search", 0)
    .call("weather::at", 1, fed("weather::at", "latitude", 0), fed("weather::at", "longitude", 0)),
    "required_resolvable": Line().call("hotels::search", 0).call("hotels::book", 1, fed("hotels::book", "check_in", 0)),
    "deletes_last": Line()
    .call("hotels::search", 0)
    .call("hotels::book", 1, HOTEL)
    .call("hotels::cancel", 2, BOOKING)
    .call("hotels::get_booking", 3, BOOKING),
    "creates_once": Line().call("hotels::search", 0).call("hotels::book", 1, HOTEL).call("hotels::book", 1, HOTEL),
    "one_call_at_a_time": Line().call("hotels::search", 0).call("hotels::get", 1, HOTEL).call("hotels::get", 1, HOTEL),
}
SPECIAL = {
    SamplingMode.MULTI_TOOL: ("distinct_tools", Line().call("hotels::search", 0).call("hotels::get", 1, HOTEL)),
    SamplingMode.PARALLEL: ("parallel_group", Line().call("hotels::search", 0).call("hotels::get", 1, HOTEL)),
}


@pytest.mark.parametrize("name", list(BROKEN))
def test_each_constraint_names_the_chain_that_breaks_it(name: str) -> None:
    assert first_broken(BROKEN[name].draft, SamplingMode.SEQUENTIAL, SETTINGS) == name


@pytest.mark.parametrize("mode", list(SPECIAL))
def test_modes_have_constraints_of_their_own(mode: SamplingMode) -> None:
    name, line = SPECIAL[mode]
    assert first_broken(line.draft, mode, SETTINGS) == name
    assert first_broken(line.draft, SamplingMode.SEQUENTIAL, SETTINGS) == ""


def test_equal_calls_side_by_side_are_refused_unless_the_user_gives_each_a_value() -> None:
    again = Line().call("hotels::search", 0).call("hotels::get", 1, HOTEL).call("hotels::get", 1, HOTEL)
    assert first_broken(again.draft, SamplingMode.PARALLEL, SETTINGS) == "different_calls"
    cities = Line().call("weather::now", 0).call("weather::now", 0)
    assert first_broken(cities.draft, SamplingMode.PARALLEL, SETTINGS) == ""


def test_a_first_call_with_nothing_to_ask_is_no_clarification() -> None:
    quiet = graph_of(
        tool(
            "Travel",
            endpoint("a::all", Intent.LIST, "shop", (), (id_field("/shops/*/id", "shop"),)),
            endpoint("a::get", Intent.GET, "shop", (entity_id("id", "shop"),)),
        )
    )
    draft = Draft(build_tables(quiet))
    draft.begin(quiet.number["a::all"])
    assert not constraints.something_to_ask(draft, SETTINGS)


def test_every_mode_has_its_constraints() -> None:
    assert set(CONSTRAINTS) == set(MODES)


def test_relations_say_entity_for_ids_and_kind_for_the_rest() -> None:
    feeds = [feed for mode in MODES for chain in chains(mode) for step in chain.steps for feed in step.feeds]
    assert {feed.relation for feed in feeds} == {Relation.ENTITY, Relation.KIND}
    assert all((feed.relation is Relation.ENTITY) == feed.parameter.endswith(("id", "movie")) for feed in feeds)


KINDS = st.sampled_from(
    [Kind.CITY, Kind.QUERY, Kind.EMAIL, Kind.LATITUDE, Kind.LONGITUDE, Kind.UNKNOWN, Kind.ENTITY_ID]
)
ENTITIES = st.sampled_from(["hotel", "booking", None])
PARAMETERS = st.lists(
    st.builds(
        lambda kind, entity, required: (kind, entity if kind is Kind.ENTITY_ID else None, required),
        KINDS,
        ENTITIES,
        st.booleans(),
    ),
    max_size=4,
)
FIELDS = st.lists(st.tuples(KINDS, ENTITIES, st.booleans()), max_size=5)


@st.composite
def registries(draw: st.DrawFn) -> tuple[Tool, ...]:
    """Wild tools: any intent with any parameters and any fields."""
    tools = []
    for number in range(draw(st.integers(1, 4))):
        endpoints = [
            endpoint(
                f"t{number}::e{i}",
                draw(st.sampled_from(list(Intent))),
                draw(ENTITIES),
                tuple(
                    param(f"p{j}", kind, entity=entity, required=required)
                    for j, (kind, entity, required) in enumerate(draw(PARAMETERS))
                ),
                tuple(
                    field(f"/x/*/f{j}" if listed else f"/f{j}", kind, entity=entity)
                    for j, (kind, entity, listed) in enumerate(draw(FIELDS))
                ),
            )
            for i in range(draw(st.integers(1, 5)))
        ]
        tools.append(tool(draw(st.sampled_from(["Travel", "Movies"])), *endpoints))
    return tuple(tools)


@given(registries(), st.sampled_from(MODES), st.integers(0, 100))
@settings(max_examples=150, deadline=None)
def test_whatever_the_registry_a_chain_takes_every_id_from_a_call_before_it(
    tools: tuple[Tool, ...], mode: SamplingMode, seed: int
) -> None:
    known = {item.id: item for one in tools for item in one.endpoints}
    chain = ChainSampler(graph_of(*tools), SETTINGS).propose(random.Random(seed), mode, Steering.none())
    if isinstance(chain, Refusal):
        return
    for step in chain.steps:
        fed_names = [feed.parameter for feed in step.feeds]
        opaque = {p.name for p in known[step.endpoint_id].required if p.kind is Kind.ENTITY_ID}
        assert opaque <= set(fed_names)
        assert len(set(fed_names)) == len(fed_names)
        for feed in step.feeds:
            source = chain.steps[feed.from_step]
            assert source.group < step.group
            assert feed.field in {output.path for output in known[source.endpoint_id].outputs}
