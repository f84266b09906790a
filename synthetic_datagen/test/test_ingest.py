"""Ingest: every file is read or put in quarantine with the reason, and nothing that stands in a file can stop it."""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from synthetic_datagen.common.kinds import Origin
from synthetic_datagen.config import BuildSettings
from synthetic_datagen.errors import InputError
from synthetic_datagen.graph.naming import ENDPOINT_ID, FUNCTION_NAME
from synthetic_datagen.graph.registry import build_registry
from synthetic_datagen.test.real_data import SHARED
from synthetic_datagen.toolbench.ingest import Ingested, ingest

CITY = {"name": "city", "type": "STRING", "description": "", "default": "Oslo"}
TOOL = {
    "tool_name": "Weather",
    "api_list": [{"name": "now", "method": "GET", "code": "import x", "required_parameters": [CITY]}],
}


def write(path: Path, value: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(value if isinstance(value, bytes) else json.dumps(value).encode())
    return path


def reasons(found: Ingested) -> dict[str, str]:
    return {item.file: item.reason for item in found.quarantined}


def test_the_category_of_a_tool_is_its_folder(tmp_path: Path) -> None:
    write(tmp_path / "deep" / "Food" / "weather.json", TOOL)
    (tool,) = ingest([tmp_path]).tools
    assert (tool.category, tool.files) == ("Food", ("deep/Food/weather.json",))


def test_a_file_may_hold_many_tools_with_their_own_categories(tmp_path: Path) -> None:
    tools = [TOOL | {"tool_name": name, "category_name": "Travel"} for name in ("A", "B")]
    found = ingest([write(tmp_path / "tools.json", tools)])
    assert [(tool.name, tool.category) for tool in found.tools] == [("A", "Travel"), ("B", "Travel")]


def test_queries_give_each_endpoint_of_their_api_lists_once(tmp_path: Path) -> None:
    api = {"category_name": "Data", "tool_name": "Songs", "api_name": "find", "template_response": {"id": "int"}}
    queries = [{"query": "a", "api_list": [api]}, {"query": "b", "api_list": [api, api | {"api_name": "get"}]}]
    (tool,) = ingest([write(tmp_path / "G1.json", queries)]).tools
    assert (tool.name, [endpoint.name for endpoint in tool.endpoints]) == ("Songs", ["find", "get"])
    assert tool.endpoints[0].samples[0].origin is Origin.TEMPLATE_RESPONSE


def test_a_broken_line_of_a_jsonl_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    found = ingest([write(tmp_path / "tools.jsonl", json.dumps(TOOL).encode() + b"\n{oops\n")])
    assert len(found.tools) == 1
    assert "not valid JSON" in reasons(found)["tools.jsonl:2"]


def test_response_examples_join_the_tool_of_the_same_folder_and_name(tmp_path: Path) -> None:
    write(tmp_path / "tools" / "Food" / "weather.json", TOOL)
    write(tmp_path / "examples" / "Food" / "weather.json", {"api_list": [{"name": "now", "schema": {"temp": "int"}}]})
    (tool,) = ingest([tmp_path]).tools
    assert [sample.value for sample in tool.endpoints[0].samples] == [{"temp": "int"}]


def test_response_examples_without_their_tool_are_put_aside(tmp_path: Path) -> None:
    write(tmp_path / "Food" / "weather.json", {"api_list": [{"name": "now", "schema": {"temp": "int"}}]})
    assert reasons(ingest([tmp_path]))["Food/weather.json"].startswith("response examples of a tool")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty file"),
        (b"{", "not valid JSON"),
        (b'{"a": "\xff\xfe"}', "not UTF-8"),
        (b"[" * 5000, "nested too deeply"),
        (b'{"api_list": []}', "no endpoint in api_list"),
        (b'{"win": true, "tree": {}}', "no api_list"),
        (b"3", "no JSON object"),
        (b'{"tool_name": "x", "api_list": {"name": "y"}}', "no api_list"),
        (b'{"tool_name": "x", "api_list": [null, 3, {}]}', "no endpoint in api_list"),
    ],
)
def test_what_is_no_tool_goes_to_quarantine_with_the_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    write(tmp_path / "Food" / "good.json", TOOL)
    write(tmp_path / "Food" / "odd.json", data)
    found = ingest([tmp_path])
    assert len(found.tools) == 1
    assert reason in reasons(found)["Food/odd.json"]


def test_lenient_json_is_read_and_its_impossible_values_are_dropped(tmp_path: Path) -> None:
    text = json.dumps(TOOL).replace('"Oslo"', "NaN").replace('"Weather"', '"We\\ud800ather"')
    huge = text.replace("NaN", "9" * 40)
    found = ingest(
        [write(tmp_path / "a.json", text.encode()), write(tmp_path / "b.json", b"\xef\xbb\xbf" + huge.encode())]
    )
    assert [tool.name for tool in found.tools] == ["We\ufffdather", "We\ufffdather"]
    assert [tool.endpoints[0].parameters[0].default for tool in found.tools] == [None, None]


def test_numbers_beyond_a_float_and_nan_are_null(tmp_path: Path) -> None:
    for name, number in (("a", "NaN"), ("b", "1e999"), ("c", "-1e999")):
        write(tmp_path / f"{name}.json", json.dumps(TOOL).replace('"Oslo"', number).encode())
    assert [tool.endpoints[0].parameters[0].default for tool in ingest([tmp_path]).tools] == [None, None, None]


@pytest.mark.parametrize("key", ["schema", "body", "test_endpoint", "template_response"])
@pytest.mark.parametrize("as_text", [False, True])
def test_an_answer_nested_too_deeply_is_ignored_with_a_count_and_nothing_else_is_lost(
    tmp_path: Path, key: str, as_text: bool
) -> None:
    deep: object = {"type": "string"}
    for _ in range(300):
        deep = {"type": "object", "properties": {"a": deep}}
    endpoint = {**TOOL["api_list"][0], key: json.dumps(deep) if as_text else deep}  # type: ignore[dict-item]
    write(tmp_path / "Food" / "deep.json", {"tool_name": "Deep", "api_list": [endpoint]})
    write(tmp_path / "Food" / "good.json", TOOL)
    registry = build_registry(ingest([tmp_path]), BuildSettings())
    assert len(registry.tools) == 2
    assert registry.tally[f"output samples ignored: {key} nested too deeply"] == 1


@pytest.mark.parametrize("name", ["", "  ", None])
def test_a_tool_without_a_name_is_put_aside_for_that_reason(tmp_path: Path, name: str | None) -> None:
    write(tmp_path / "Food" / "blank.json", TOOL | {"tool_name": name})
    write(tmp_path / "Food" / "two.json", [TOOL | {"tool_name": name}, TOOL])
    found = ingest([tmp_path])
    assert [tool.name for tool in found.tools] == ["Weather"]
    assert reasons(found) == {"Food/blank.json": "no tool_name", "Food/two.json": "no tool_name: 1 of 2"}


def test_a_link_to_a_category_is_followed_once_and_a_link_to_nothing_is_called_that(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere" / "x.json", TOOL)
    (tmp_path / "data").mkdir()
    for link in ("Food", "Meals"):
        (tmp_path / "data" / link).symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (tmp_path / "data" / "Gone").symlink_to(tmp_path / "nowhere", target_is_directory=True)
    found = ingest([tmp_path / "data"])
    assert [tool.category for tool in found.tools] == ["Food"]
    assert reasons(found) == {"Gone": "a link to nothing"}


def test_a_folder_is_known_by_its_own_name_before_that_of_a_link_to_it(tmp_path: Path) -> None:
    write(tmp_path / "Weather" / "x.json", TOOL)
    (tmp_path / "Alias").symlink_to(tmp_path / "Weather", target_is_directory=True)
    assert [tool.category for tool in ingest([tmp_path]).tools] == ["Weather"]


def test_a_folder_that_cannot_be_looked_into_is_put_aside() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "Food" / "good.json", TOOL)
        write(folder / "Locked" / "x.json", TOOL)
        for path, mode in ((folder, 0o755), (folder / "Locked", 0o000)):
            path.chmod(mode)
        with without_privileges():
            found = ingest([folder])
        (folder / "Locked").chmod(0o755)
    assert len(found.tools) == 1
    assert reasons(found) == {"Locked": "folder cannot be read (Permission denied)"}


@contextmanager
def without_privileges() -> Iterator[None]:
    """As root every folder can be read; so be nobody for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_other_files_and_dangling_links_are_named(tmp_path: Path) -> None:
    write(tmp_path / "Food" / "good.json", TOOL)
    write(tmp_path / "README.txt", b"hello")
    (tmp_path / "gone.json").symlink_to(tmp_path / "nowhere.json")
    assert set(reasons(ingest([tmp_path]))) == {"README.txt", "gone.json"}


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    write(tmp_path / "Food" / "good.json", TOOL)
    (tmp_path / "Food" / "again").symlink_to(tmp_path, target_is_directory=True)
    assert len(ingest([tmp_path]).tools) == 1


def test_a_missing_path_and_a_folder_without_json_are_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"does not exist.*--data"):
        ingest([tmp_path / "nothing"])
    with pytest.raises(InputError, match=r"holds no \.json file"):
        ingest([tmp_path])


def test_the_order_of_paths_changes_nothing(tmp_path: Path) -> None:
    names = ("b/x.json", "a/x.json", "a/y.json")
    paths = [write(tmp_path / name, TOOL | {"tool_name": name}) for name in names]
    assert ingest(paths) == ingest(paths[::-1])
    assert ingest([tmp_path / "a", tmp_path / "b"]) == ingest([tmp_path / "b", tmp_path / "a"])


def test_the_same_file_given_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "Food" / "x.json", TOOL)
    assert len(ingest([tmp_path, path, path.parent]).tools) == 1


def test_digests_tell_files_of_one_name_apart(tmp_path: Path) -> None:
    write(tmp_path / "a" / "x.json", TOOL)
    write(tmp_path / "b" / "x.json", TOOL | {"tool_name": "other"})
    digests = ingest([tmp_path / "a", tmp_path / "b"]).digests
    assert [name.partition("#")[0] for name in digests] == ["x.json", "x.json"]
    assert len(set(digests.values())) == 2


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
KEYS = ("name", "description", "method", "url", "schema", "body", "test_endpoint", "template_response", "api_name")
PARAMETER = st.fixed_dictionaries({}, optional=dict.fromkeys(("name", "type", "description", "default"), JSON))
ENDPOINT = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(KEYS, JSON | st.text(max_size=60)),
        "required_parameters": st.lists(PARAMETER | JSON, max_size=3) | JSON,
        "optional_parameters": st.lists(PARAMETER | JSON, max_size=3) | JSON,
    },
)
WILD_TOOL = st.fixed_dictionaries(
    {"api_list": st.lists(ENDPOINT | JSON, max_size=4)},
    optional=dict.fromkeys(
        ("tool_name", "category_name", "tool_description", "host", "query"), JSON | st.text(max_size=80)
    ),
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(document=st.lists(WILD_TOOL, min_size=1, max_size=3) | WILD_TOOL | JSON)
def test_no_document_in_the_place_of_a_tool_can_break_the_registry(tmp_path: Path, document: object) -> None:
    registry = build_registry(ingest([write(tmp_path / "wild.json", document)]), BuildSettings())
    endpoints = registry.endpoints.values()
    assert all(ENDPOINT_ID.match(endpoint.id) and FUNCTION_NAME.match(endpoint.function_name) for endpoint in endpoints)
    assert len({endpoint.function_name for endpoint in endpoints}) == len(registry.endpoints)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200))
def test_no_bytes_can_break_ingest(tmp_path: Path, data: bytes) -> None:
    path = write(tmp_path / "wild.json", data)
    found = ingest([path])
    assert found.tools or found.quarantined


@pytest.mark.skipif(not (SHARED / "toolbench").is_dir(), reason="the third-party sample is not beside the checkout")
def test_every_file_of_the_real_sample_is_read_or_put_aside() -> None:
    root = SHARED / "toolbench"
    found = ingest([root])
    named = {file for tool in found.tools for file in tool.files} | {
        item.file.split(":")[0] for item in found.quarantined
    }
    files = {Path(folder, name).relative_to(root).as_posix() for folder, _, names in os.walk(root) for name in names}
    assert named == files
    assert len(found.quarantined) < 0.01 * len(files)
