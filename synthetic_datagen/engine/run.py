"""Wiring one run: from loaded artifacts and a request to lines of JSON.

for line in generate_records(load(Path("artifacts")), request, settings, notice): ...
engine = engine_for(...)      the same, for a caller who also wants to know what was given up
"""

import gc
from collections.abc import Iterator

from .. import __version__
from ..common.records import RecordContext
from ..common.requests import GenerateRequest
from ..config import Settings, settings_digest
from ..generator.schemas import OfferedTools
from ..graph.artifacts import Artifacts
from ..memory.store import KeywordStore
from ..planner.agent import Planner
from ..planner.corpus_memory import CorpusMemory
from ..sampler.sampler import ChainSampler
from ..world.scene import WorldModel
from ..writer.offline import OfflineWriter
from .local import LocalEngine, Notice
from .realise import Realiser
from .wordings import Writer


def generate_records(
    artifacts: Artifacts, request: GenerateRequest, settings: Settings, notice: Notice
) -> Iterator[bytes]:
    """`request.records` lines, in order of index then variant. Raises SamplingError where one cannot be made."""
    return engine_for(artifacts, request, settings, notice).lines(request.n, request.mode)


def engine_for(
    artifacts: Artifacts, request: GenerateRequest, settings: Settings, notice: Notice, writer: Writer | None = None
) -> LocalEngine:
    """The engine of one run; without a `writer` the offline one puts the words."""
    gc.freeze()  # artifacts live as long as the run: the collector need not walk them again and again
    registry = artifacts.registry
    memory = CorpusMemory(KeywordStore(), settings.planner.near_duplicate) if request.corpus_memory else None
    sampler = ChainSampler(artifacts.projected, settings.sampler)
    context = RecordContext(
        seed=request.seed,
        corpus_memory=memory is not None,
        memory_backend=memory.store.name if memory else "none",
        writer="offline",
        generator_version=__version__,
        config_digest=settings_digest(settings),
        artifacts_digest=artifacts.digest,
        offered=OfferedTools(registry.endpoints),
    )
    model = WorldModel(registry)
    return LocalEngine(
        Planner(registry, artifacts.projected, sampler, settings, model),
        Realiser(model, writer or OfflineWriter(registry), context, request.variants),
        settings,
        request.seed,
        memory,
        notice,
    )
