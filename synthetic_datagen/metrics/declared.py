"""What a run declared: the shares that its settings come to, read from the manifest beside its records.

declared_beside(Path("output/demo.jsonl"))     reads output/demo.jsonl.manifest.json
  Declared(behaviours={"clarification": 0.56, ...}, decisions={"call": 0.67, ...}, profiles={"three": 0.5, ...})
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from ..common.chains import SamplingMode
from ..common.requests import manifest_of
from ..config import Settings, settings_digest
from ..planner.behaviours import declared, declared_decisions, declared_profiles


@dataclass(frozen=True, slots=True)
class Declared:
    """Shares by name; empty where nothing is known of the run."""

    behaviours: Mapping[str, float] = field(default_factory=dict)
    decisions: Mapping[str, float] = field(default_factory=dict)
    profiles: Mapping[str, float] = field(default_factory=dict)
    problem: str = ""  # why a manifest that is there tells nothing


class _Run(msgspec.Struct, frozen=True):
    """What of a manifest the shares follow from."""

    mode: SamplingMode
    settings: Settings
    settings_digest: str


def declared_by(settings: Settings, mode: SamplingMode) -> Declared:
    """What a run with these settings declares."""
    shares = settings.generator
    return Declared(declared(settings, mode), declared_decisions(shares), declared_profiles(shares))


def declared_beside(path: Path) -> Declared:
    """What the run that wrote `path` declared: nothing where this version reads its settings otherwise."""
    manifest = manifest_of(path)
    try:
        run = msgspec.json.decode(manifest.read_bytes(), type=_Run)
    except FileNotFoundError:
        return Declared()
    except OSError as error:
        return Declared(problem=f"{manifest}: cannot be read ({error.strerror})")
    except msgspec.MsgspecError as error:
        return Declared(problem=f"{manifest}: not the manifest of a run ({error})")
    if settings_digest(run.settings) != run.settings_digest:
        return Declared(problem=f"{manifest}: the settings are of another version")
    return declared_by(run.settings, run.mode)
