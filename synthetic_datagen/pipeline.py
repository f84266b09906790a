"""One function for each subcommand. Rooms are wired together here and nowhere else; nothing here prints.

build     files -> Registry -> graphs -> artifacts          BuildReport
generate  artifacts -> records -> JSONL and its manifest    GenerateReport
validate  JSONL -> a Verdict for each line
metrics   JSONL -> MetricsReport
inspect   JSONL -> an Inspection for each line
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from . import __version__
from .common.files import BrokenLine, JsonLine, read_jsonl
from .common.json_types import JsonObject
from .common.jsonl_writer import JsonlWriter
from .common.part_file import PartFile, make_folder
from .common.progress import Progress
from .common.requests import GenerateRequest, manifest_of
from .common.resources import bundled
from .config import Settings, resolved, settings_digest
from .errors import InputError, OutputError, SamplingError
from .metrics.behaviours import BehaviourCounter
from .metrics.coverage import Coverage, CoverageCounter
from .metrics.record_view import RecordView, view
from .metrics.shares import Share
from .metrics.verdicts import Replay, Verdict, entries, judged

if TYPE_CHECKING:
    from .engine.given_up import GivenUp
    from .graph.artifacts import Artifacts, Manifest
    from .metrics.corpus import CorpusReport
    from .toolbench.ingest import Ingested

MANIFEST_SCHEMA = 1
REASONS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What `build` wrote, and where."""

    folder: Path
    manifest: "Manifest"


@dataclass(frozen=True, slots=True)
class GenerateReport:
    """What `generate` wrote, and where."""

    output: Path
    manifest: Path
    conversations: int
    variants: int  # wordings of each, a record each
    coverage: Coverage  # of conversations, as are behaviours
    behaviours: tuple[Share, ...]
    given_up: "tuple[GivenUp, ...]"
    redrawn: tuple[tuple[str, int], ...]  # why words were drawn again, most frequent reason first


@dataclass(frozen=True, slots=True)
class MetricsReport:
    """What `metrics` found; `broken` lines are left out of the figures."""

    corpus: "CorpusReport"
    broken: tuple[BrokenLine, ...]
    undeclared: str  # why the manifest beside the file tells nothing; "" where it does, or there is none


@dataclass(frozen=True, slots=True)
class Inspection:
    """One line for `inspect`; `view` is None where it is not shaped like a record at all."""

    verdict: Verdict
    view: RecordView | None


def build(data: Sequence[Path], artifacts: Path, settings: Settings, progress: Progress) -> BuildReport:
    """Tool files or folders (none: the bundled seed tools) -> the artifacts folder. Raises InputError, OutputError."""
    from .graph.artifacts import Quarantine, build_graphs, save
    from .graph.registry import build_registry
    from .toolbench.ingest import ingest

    paths = data or [bundled("data", "seed_tools.json")]
    progress.phase("reading tool files")
    ingested = ingest(paths)
    _refuse_nothing(paths, ingested)
    _make_folder(artifacts)  # before the long part of the work
    progress.phase("building the registry")
    registry = build_registry(ingested, settings.build)
    progress.phase("linking endpoints")
    graphs = build_graphs(registry, settings.build)
    progress.phase("writing artifacts")
    aside = [Quarantine(item.file, item.reason) for item in ingested.quarantined]
    manifest = save(artifacts, graphs, settings.build, inputs=ingested.digests, quarantined=aside)
    return BuildReport(artifacts, manifest)


def _refuse_nothing(paths: Sequence[Path], ingested: "Ingested") -> None:
    """A registry of no tools is of no use; better to say why the files gave none."""
    if ingested.tools:
        return
    reasons = [f"{item.file}: {item.reason}" for item in ingested.quarantined[:REASONS_SHOWN]]
    more = len(ingested.quarantined) - len(reasons)
    why = "; ".join(reasons) + (f"; and {more} more" if more > 0 else "")
    raise InputError(f"no tool could be read ({why})", where=", ".join(map(str, paths)), remedy="check --data")


def _make_folder(folder: Path) -> None:
    make_folder(folder)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputError("cannot be written to", where=str(folder), remedy="choose a folder you may write to")


def generate(
    request: GenerateRequest, settings: Settings, progress: Progress, *, verbose: bool = False
) -> GenerateReport:
    """All wordings of exactly `request.n` conversations, and the run's manifest beside them; `verbose` announces each.

    Both files appear when they are complete. Raises OutputError, ArtifactError, SamplingError.
    """
    from .engine.given_up import in_order
    from .engine.reasons import in_words
    from .engine.run import engine_for
    from .graph.artifacts import load
    from .metrics.declared import declared_by

    manifest = manifest_of(request.output)
    with JsonlWriter(request.output, overwrite=request.overwrite) as writer, PartFile(manifest) as manifest_file:
        progress.phase("loading artifacts")
        artifacts = load(request.artifacts)
        coverage, behaviours = CoverageCounter(_domains(artifacts)), BehaviourCounter()
        if coverage.empty:
            raise _nothing_usable(request.artifacts, artifacts.manifest.tally)
        progress.phase("generating", total=request.records)
        engine = engine_for(artifacts, request, settings, progress.notice)
        for line in engine.lines(request.n, request.mode):
            writer.write(line)
            record = orjson.loads(line)
            about = record["metadata"]
            if "variant" not in about:  # the other wordings of a conversation show the same again
                coverage.add(about["domain"], about["pattern_type"])
                behaviours.add(about["behaviours"])
            if verbose:
                progress.notice(_outline(record))
            progress.advance()
        if writer.lines != request.records:
            raise SamplingError(f"{writer.lines} of {request.records} records could be made")
        writer.settle()
        manifest_file.write(_run_manifest(request, settings, artifacts, writer.digest))
    shown = behaviours.shares(declared_by(settings, request.mode).behaviours)
    return GenerateReport(
        request.output,
        manifest,
        request.n,
        request.variants,
        coverage.coverage(),
        shown,
        in_order(engine.given_up),
        tuple((in_words(reason), count) for reason, count in engine.redrawn.most_common()),
    )


def _domains(artifacts: "Artifacts") -> list[str]:
    """The domains that have an endpoint for a conversation."""
    columns = artifacts.projected.columns
    usable = {domain for domain, usable in zip(columns.domain, columns.usable, strict=True) if usable}
    return sorted(columns.strings[domain] for domain in usable)


def _nothing_usable(folder: Path, tally: Mapping[str, int]) -> SamplingError:
    why = ", ".join(f"{reason} {count}" for reason, count in unusable(tally)) or "there is none at all"
    return SamplingError(
        f"no endpoint can be used in a conversation ({why})", where=str(folder), remedy="build from other tools"
    )


def unusable(tally: Mapping[str, int]) -> list[tuple[str, int]]:
    """Why endpoints of a build cannot be used, most frequent reason first."""
    prefix = "endpoints unusable: "
    found = [
        (name.removeprefix(prefix).replace("_", " "), count) for name, count in tally.items() if name.startswith(prefix)
    ]
    return sorted(found, key=lambda item: (-item[1], item[0]))


def _outline(record: JsonObject) -> str:
    about, calls = record["metadata"], " → ".join(call["name"] for call in record["tool_calls"])
    return f"{record['conversation_id']} {about['pattern_type']} {about['domain']}: {calls}"


def _run_manifest(request: GenerateRequest, settings: Settings, artifacts: "Artifacts", digest: str) -> bytes:
    """What the output is a function of, and its digest; no time and no path, so that equal runs give equal bytes."""
    run = {
        "schema_version": MANIFEST_SCHEMA,
        "version": __version__,
        "n": request.n,
        "variants": request.variants,
        "seed": request.seed,
        "mode": request.mode,
        "corpus_memory": request.corpus_memory,
        "settings": resolved(settings),
        "settings_digest": settings_digest(settings),
        "artifacts_digest": artifacts.digest,
        "output_digest": digest,
    }
    return orjson.dumps(run, option=orjson.OPT_INDENT_2) + b"\n"


def validate(path: Path, artifacts: Path | None = None) -> Iterator[Verdict]:
    """The verdict on every line of a file; with `artifacts`, every record's calls are made again and compared.

    Raises InputError, ArtifactError.
    """
    replay = None if artifacts is None else _replayer(artifacts)
    return (judged(entry, replay) for entry in entries(path))


def _replayer(folder: Path) -> Replay:
    from .generator.replay import replay
    from .graph.artifacts import load
    from .world.scene import WorldModel

    artifacts = load(folder)
    model = WorldModel(artifacts.registry)
    return lambda record: replay(record, model, artifacts.digest)


def inspect(path: Path, conversation_id: str | None = None, limit: int | None = None) -> Iterator[Inspection]:
    """Each record with its verdict: only those of one id, at most `limit`, where given. Broken lines come too.

    Raises InputError when the file cannot be read, holds nothing, or has no conversation of that id.
    """
    shown = 0
    for entry in entries(path):
        if entry.record is None:
            yield Inspection(judged(entry), None)
        elif conversation_id in (None, entry.conversation_id):
            found = view(JsonLine(entry.line, entry.record))
            yield Inspection(judged(entry), found if isinstance(found, RecordView) else None)
            shown += 1
            if shown == limit:
                return
    if conversation_id is not None and not shown:
        raise InputError(f"has no conversation {conversation_id}", where=str(path), remedy="check --id")


def metrics(path: Path) -> MetricsReport:
    """The figures over a whole file, in one pass. Raises InputError when it holds no record."""
    from .metrics.corpus import CorpusCounter
    from .metrics.declared import declared_beside

    counter, counted = CorpusCounter(), False
    broken: list[BrokenLine] = []
    for line in read_jsonl(path):
        match view(line) if isinstance(line, JsonLine) else line:
            case BrokenLine() as bad:
                broken.append(bad)
            case record:
                counter.add(record)
                counted = True
    if broken and not counted:
        shown = "; ".join(f"line {line.number}: {line.reason}" for line in broken[:REASONS_SHOWN])
        more = f"; and {len(broken) - REASONS_SHOWN} more" if len(broken) > REASONS_SHOWN else ""
        lines = "1 line" if len(broken) == 1 else f"{len(broken)} lines"
        raise InputError(f"no readable record in {lines} ({shown}{more})", where=str(path), remedy="check --input")
    if not counted:
        raise InputError("holds no records", where=str(path), remedy="run `synthetic-datagen generate` first")
    declared = declared_beside(path)
    return MetricsReport(counter.report(declared), tuple(broken), declared.problem)
