"""The artifacts folder: what comes back, what is refused, and that the same input gives the same bytes."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from synthetic_datagen.common.part_file import PartFile
from synthetic_datagen.config import BuildSettings
from synthetic_datagen.errors import ArtifactError, OutputError
from synthetic_datagen.graph import artifacts
from synthetic_datagen.graph.registry import Registry

from .small_registry import ENDPOINTS, TOOLS

SETTINGS = BuildSettings()
FILES = (artifacts.REGISTRY, artifacts.HETEROGENEOUS, artifacts.PROJECTED, artifacts.MANIFEST)
REGISTRY = Registry(tools=TOOLS, endpoints=ENDPOINTS, tally={"kept": 3})


def save(folder: Path) -> artifacts.Manifest:
    return artifacts.save(
        folder,
        artifacts.build_graphs(REGISTRY, SETTINGS),
        SETTINGS,
        inputs={"b.json": "22", "a.json": "11"},
        quarantined=[artifacts.Quarantine("z.json", "empty file"), artifacts.Quarantine("c.json", "not valid JSON")],
    )


def test_what_was_saved_comes_back(tmp_path: Path) -> None:
    save(tmp_path)
    loaded = artifacts.load(tmp_path)
    assert dict(loaded.registry.endpoints) == ENDPOINTS
    assert tuple(loaded.registry.tools) == TOOLS
    assert dict(loaded.registry.tally) == {"kept": 3}
    assert loaded.registry.tool_of("hotels::book").id == "hotels"
    fresh = artifacts.build_graphs(REGISTRY, SETTINGS).projected
    assert all(loaded.projected.links_from(name) == fresh.links_from(name) for name in ENDPOINTS)


def test_the_manifest_tells_inputs_settings_counts_and_quarantine(tmp_path: Path) -> None:
    manifest = save(tmp_path)
    assert list(manifest.inputs) == ["a.json", "b.json"]
    assert manifest.settings == {"links_per_endpoint": 32, "fields_per_endpoint": 60}
    assert [item.file for item in manifest.quarantined] == ["c.json", "z.json"]
    assert manifest.counts["endpoint nodes"] == len(ENDPOINTS)
    assert artifacts.load(tmp_path).digest == manifest.digest


def test_nothing_of_this_machine_is_written(tmp_path: Path) -> None:
    save(tmp_path)
    assert not any(str(tmp_path).encode() in (tmp_path / name).read_bytes() for name in FILES)


def test_the_same_input_gives_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from synthetic_datagen.test.test_artifacts import save;"
        "save(Path(sys.argv[1]))"
    )
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, str(tmp_path / seed)], check=True, env=environment)
    for name in FILES:
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named_and_build_is_recommended(tmp_path: Path, name: str) -> None:
    save(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(
        ArtifactError, match=rf"{name} is missing; run `synthetic-datagen build --artifacts {tmp_path}`"
    ):
        artifacts.load(tmp_path)


@pytest.mark.parametrize("name", FILES[:3])
def test_a_truncated_file_is_named(tmp_path: Path, name: str) -> None:
    save(tmp_path)
    (tmp_path / name).write_bytes((tmp_path / name).read_bytes()[:-10])
    with pytest.raises(ArtifactError, match=f"{name} does not match"):
        artifacts.load(tmp_path)


def test_a_manifest_edited_by_hand_is_refused(tmp_path: Path) -> None:
    save(tmp_path)
    path = tmp_path / artifacts.MANIFEST
    path.write_bytes(path.read_bytes().replace(b'"links_per_endpoint": 32', b'"links_per_endpoint": 33'))
    with pytest.raises(ArtifactError, match=r"build_manifest.json does not match"):
        artifacts.load(tmp_path)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is cut off or no JSON"),
        (b'{"format": 1, "version"', "is cut off or no JSON"),
        (b"[1, 2]", "is not what `build` writes"),
        (b"{}", "is not what `build` writes"),
    ],
)
def test_a_manifest_that_is_none_is_refused_with_folder_cause_and_remedy(
    tmp_path: Path, data: bytes, what: str
) -> None:
    save(tmp_path)
    (tmp_path / artifacts.MANIFEST).write_bytes(data)
    with pytest.raises(ArtifactError) as caught:
        artifacts.load(tmp_path)
    assert str(caught.value).startswith(f"{tmp_path}: {artifacts.MANIFEST} {what}")
    assert str(caught.value).endswith(f"run `synthetic-datagen build --artifacts {tmp_path}` again")


def test_a_folder_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(ArtifactError, match=r"none: does not exist; run `synthetic-datagen build --artifacts .*none`"):
        artifacts.load(tmp_path / "none")


def test_a_folder_that_is_being_written_is_refused_and_left_alone(tmp_path: Path) -> None:
    save(tmp_path)
    before = (tmp_path / artifacts.REGISTRY).read_bytes()
    with PartFile(tmp_path / artifacts.MANIFEST), pytest.raises(OutputError, match="another run is writing"):
        save(tmp_path)
    assert (tmp_path / artifacts.REGISTRY).read_bytes() == before


def test_artifacts_of_another_version_are_refused(tmp_path: Path) -> None:
    manifest = save(tmp_path)
    other = msgspec.structs.replace(manifest, version="0.0.1")
    (tmp_path / artifacts.MANIFEST).write_bytes(msgspec.json.encode(other))
    with pytest.raises(ArtifactError, match=r"written by version 0\.0\.1"):
        artifacts.load(tmp_path)
