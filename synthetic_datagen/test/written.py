"""Conversations as the engine makes them, each with its trace and the words before they became a record."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import orjson

from synthetic_datagen.common.chains import SamplingMode
from synthetic_datagen.common.json_types import JsonObject
from synthetic_datagen.common.records import RecordContext, record_of
from synthetic_datagen.common.requests import GenerateRequest
from synthetic_datagen.common.tools import Endpoint
from synthetic_datagen.common.trace import Surface, Trace, Utterance
from synthetic_datagen.config import load_settings
from synthetic_datagen.engine.run import engine_for
from synthetic_datagen.engine.wordings import Writer
from synthetic_datagen.generator.schemas import OfferedTools
from synthetic_datagen.graph.artifacts import load
from synthetic_datagen.writer.checks import Brief, Said, Violation, briefs_of, judge, located
from synthetic_datagen.writer.offline import OfflineWriter


@dataclass
class Listening:
    """A writer that remembers what it was last given and wrote."""

    writer: Writer
    last: tuple[Trace, tuple[Utterance, ...]] | None = None

    def write(self, trace: Trace, rng: random.Random) -> tuple[Utterance, ...]:
        self.last = trace, self.writer.write(trace, rng)
        return self.last[1]


@dataclass(frozen=True)
class Turn:
    """One turn as written: its brief, its words, and the turns before it."""

    brief: Brief
    words: Utterance
    said: tuple[Said, ...]

    @property
    def text(self) -> str:
        return self.words.text

    def judged(self, text: str) -> tuple[Violation, ...]:
        return judge(self.brief, text, said=self.said)

    @property
    def located(self) -> dict[int, Surface]:
        return located(self.brief.due, self.text, self.brief.today)


@dataclass(frozen=True)
class Written:
    """One conversation."""

    trace: Trace
    words: tuple[Utterance, ...]
    record: JsonObject
    endpoints: Mapping[str, Endpoint]

    def turns(self) -> Iterator[Turn]:
        said: tuple[Said, ...] = ()
        for brief, words in zip(briefs_of(self.trace, self.endpoints), self.words, strict=True):
            yield Turn(brief, words, said)
            said = (*said, Said(brief.role, words.text))

    def as_located(self) -> JsonObject:
        """The record of the same texts whose surfaces nobody declared: they are found in the texts."""
        words = [Utterance(turn.text, tuple(turn.located.values())) for turn in self.turns()]
        offered = OfferedTools(self.endpoints)
        return record_of(
            self.trace,
            words,
            RecordContext(self.record["metadata"]["seed"], False, "none", "offline", "0", "0", "0", offered),
        )


def written(folder: Path, n: int, seed: int = 5) -> Iterator[Written]:
    """What `generate --n N --seed SEED --mode mixed` writes."""
    artifacts, mode = load(folder), SamplingMode.MIXED
    request = GenerateRequest(n=n, seed=seed, mode=mode, output=folder / "unused", artifacts=folder)
    listening = Listening(OfflineWriter(artifacts.registry))
    engine = engine_for(artifacts, request, load_settings(), lambda _: None, listening)
    for line in engine.lines(n, mode):
        assert listening.last is not None
        yield Written(*listening.last, orjson.loads(line), artifacts.registry.endpoints)
