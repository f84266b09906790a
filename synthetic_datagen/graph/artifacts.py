"""The artifacts folder: what `build` leaves behind and every other command starts from.

    artifacts/registry.json  heterogeneous_graph.json  projected_graph.json  build_manifest.json

The manifest names the digests of the inputs and of the three other files, and its own. Nothing in the folder depends on
the clock, on the machine or on the order in which files were read: the same input gives the same bytes.
"""

import shlex
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from .. import __version__
from ..common.files import canonical, digest
from ..common.json_types import Json
from ..common.part_file import PartFile
from ..config import BuildSettings
from ..errors import ArtifactError
from .columns import Columns, tabulate
from .heterogeneous_graph import HeterogeneousGraph, NodeKind, build_heterogeneous
from .projected_graph import GraphColumns, ProjectedGraph
from .projection import project
from .registry import Registry
from .stored_registry import StoredEndpoints, StoredTools

FORMAT = 1
REGISTRY, HETEROGENEOUS, PROJECTED = "registry.json", "heterogeneous_graph.json", "projected_graph.json"
MANIFEST = "build_manifest.json"


class Quarantine(msgspec.Struct, frozen=True):
    """An input that was put aside, and why."""

    file: str
    reason: str


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`build_manifest.json`. `digest` is that of all its other fields, so it stands for the whole folder."""

    format: int
    version: str
    settings: dict[str, Any]
    inputs: dict[str, str]
    artifacts: dict[str, str]
    counts: dict[str, int]
    tally: dict[str, int]
    quarantined: list[Quarantine]
    digest: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Graphs:
    """A registry's columns and both graphs, before they are saved."""

    columns: Columns
    heterogeneous: HeterogeneousGraph
    projected: ProjectedGraph


@dataclass(frozen=True, slots=True, eq=False)
class Artifacts:
    """A loaded folder. Endpoints and tools of its registry are made when first asked for."""

    registry: Registry
    projected: ProjectedGraph
    manifest: Manifest
    digest: str


def build_graphs(registry: Registry, settings: BuildSettings) -> Graphs:
    """Both graphs of a registry."""
    columns = tabulate(registry.tools, registry.endpoints, registry.tally)
    heterogeneous = build_heterogeneous(columns)
    return Graphs(columns, heterogeneous, project(columns, heterogeneous, settings))


def save(
    directory: Path,
    graphs: Graphs,
    settings: BuildSettings,
    *,
    inputs: Mapping[str, str],
    quarantined: Sequence[Quarantine] = (),
) -> Manifest:
    """Write the four files; until all are complete the folder stays as it was. The manifest gets its name last.

    `inputs` maps the name of each input file (relative to the folder given) to its digest. Raises OutputError.
    """
    parts: Mapping[str, Callable[[], bytes]] = {
        REGISTRY: lambda: msgspec.json.encode(graphs.columns),
        HETEROGENEOUS: graphs.heterogeneous.dumps,
        PROJECTED: lambda: msgspec.json.encode(graphs.projected.columns),
    }
    digests = {}
    with ExitStack() as stack:  # which is left in the opposite order
        files = {name: stack.enter_context(PartFile(directory / name)) for name in (MANIFEST, *parts)}
        for name, dumps in parts.items():
            data = dumps()
            digests[name] = digest(data)
            files[name].write(data)
            files[name].settle()
        manifest = _manifest(graphs, settings, inputs, quarantined, digests)
        files[MANIFEST].write(msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n")
        files[MANIFEST].settle()
    return manifest


def load(directory: Path) -> Artifacts:
    """The artifacts of a folder.

    Raises ArtifactError, naming the file, when one is missing, does not match the manifest or is of another version.
    """
    manifest = load_manifest(directory)
    registry_data, _, projected_data = (
        _read(directory, name, manifest.artifacts.get(name, "")) for name in (REGISTRY, HETEROGENEOUS, PROJECTED)
    )
    columns = _decode(registry_data, Columns, directory, REGISTRY)
    endpoints = StoredEndpoints(columns)
    registry = Registry(tools=StoredTools(columns, endpoints), endpoints=endpoints, tally=columns.tally)
    projected = ProjectedGraph(_decode(projected_data, GraphColumns, directory, PROJECTED))
    return Artifacts(registry, projected, manifest, manifest.digest)


def load_manifest(directory: Path) -> Manifest:
    """The manifest of a folder, checked against its own digest and this version. Raises ArtifactError."""
    data = _read(directory, MANIFEST)
    version = _decode(data, _Version, directory, MANIFEST)
    if (version.format, version.version) != (FORMAT, __version__):
        raise ArtifactError(
            f"{MANIFEST} was written by version {version.version} (format {version.format}), "
            f"this is {__version__} (format {FORMAT})",
            where=str(directory),
            remedy=_build_into(directory, " again"),
        )
    manifest = _decode(data, Manifest, directory, MANIFEST)
    if manifest.digest != _own_digest(manifest):
        raise _altered(directory, MANIFEST)
    return manifest


class _Version(msgspec.Struct):
    """As much of a manifest as all versions agree on."""

    format: int
    version: str


def _manifest(
    graphs: Graphs,
    settings: BuildSettings,
    inputs: Mapping[str, str],
    quarantined: Sequence[Quarantine],
    artifacts: Mapping[str, str],
) -> Manifest:
    counts = {f"{kind} nodes": graphs.heterogeneous.count(kind) for kind in NodeKind}
    manifest = Manifest(
        format=FORMAT,
        version=__version__,
        settings=msgspec.to_builtins(settings),
        inputs=dict(sorted(inputs.items())),
        artifacts=dict(artifacts),
        counts={**counts, "links": graphs.projected.size},
        tally=graphs.columns.tally,
        quarantined=sorted(quarantined, key=lambda item: (item.file, item.reason)),
    )
    return msgspec.structs.replace(manifest, digest=_own_digest(manifest))


def _own_digest(manifest: Manifest) -> str:
    fields: Json = msgspec.to_builtins(manifest)
    return digest(canonical({**fields, "digest": ""}))


def _read(directory: Path, name: str, expected: str | None = None) -> bytes:
    """A file of the folder; with `expected`, its digest must be that."""
    try:
        data = (directory / name).read_bytes()
    except FileNotFoundError as error:
        what = f"{name} is missing" if directory.exists() else "does not exist"
        raise ArtifactError(what, where=str(directory), remedy=_build_into(directory)) from error
    except NotADirectoryError as error:
        raise ArtifactError("is not a folder", where=str(directory), remedy="check --artifacts") from error
    except OSError as error:
        raise ArtifactError(
            f"{name} cannot be read ({error.strerror})", where=str(directory), remedy="choose another folder"
        ) from error
    if expected is not None and digest(data) != expected:
        raise _altered(directory, name)
    return data


def _altered(directory: Path, name: str) -> ArtifactError:
    return ArtifactError(
        f"{name} does not match {MANIFEST} (edited by hand?)",
        where=str(directory),
        remedy=_build_into(directory, " again"),
    )


_T = TypeVar("_T")


def _decode(data: bytes, type_: type[_T], directory: Path, name: str) -> _T:
    try:
        return msgspec.json.decode(data, type=type_)
    except msgspec.ValidationError as error:
        what = f"{name} is not what `build` writes ({error})"
    except (msgspec.DecodeError, RecursionError) as error:
        what = f"{name} is cut off or no JSON ({error})"
    raise ArtifactError(what, where=str(directory), remedy=_build_into(directory, " again"))


def _build_into(directory: Path, again: str = "") -> str:
    """What to do: the command that makes this very folder."""
    return f"run `synthetic-datagen build --artifacts {shlex.quote(str(directory))}`{again}"
