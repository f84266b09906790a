"""Configuration: the bundled config/*.yaml, then the user's folder (`--config DIR`) -> one frozen Settings.

    config/sampler.yaml             SamplerSettings
        min_steps: 2                    min_steps: AtLeastOne = 2
        max_steps: 5                    max_steps: AtLeastOne = 5

A section is a file of the same name and a Struct here; a field has the same name, default and meaning in both. An
unknown file, an unknown key, a value of another type or out of range is a ConfigError that names file and key.
"""

from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeAlias

import msgspec
import yaml

from .common.chains import SamplingMode
from .common.files import canonical, digest
from .common.json_types import Json, JsonObject
from .common.resources import bundled
from .errors import ConfigError

AtLeastOne: TypeAlias = Annotated[int, msgspec.Meta(ge=1)]
AtLeastZero: TypeAlias = Annotated[int, msgspec.Meta(ge=0)]
Share: TypeAlias = Annotated[float, msgspec.Meta(ge=0, le=1)]
_SUFFIXES = (".yaml", ".yml")


class _Loader(yaml.SafeLoader):
    """Refuses a key that stands twice, of which YAML readers take the last without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [key.value for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(None, None, f"the key `{key}` stands twice", node.start_mark)
        return super().construct_mapping(node, deep)


class BuildSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`config/build.yaml`."""

    links_per_endpoint: AtLeastOne = 32  # k: strongest outgoing links kept a row of the projected graph
    fields_per_endpoint: AtLeastOne = 60  # output leaves kept of one endpoint; the rest is counted, not stored


class SamplerSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`config/sampler.yaml`."""

    min_steps: AtLeastOne = 2
    max_steps: AtLeastOne = 5
    attempts: AtLeastOne = 40  # draws for one chain before the sampler gives up with the reasons counted
    sequential_share: Share = 0.35  # of the modes that `--mode mixed` draws from; shares need not add up to 1
    multi_tool_share: Share = 0.25
    clarification_first_share: Share = 0.2
    parallel_share: Share = 0.2
    fan_out_share: Share = 0.7  # of parallel chains in which a search feeds calls about several of its results

    def __post_init__(self) -> None:
        """Raises ValueError where the bounds cross, or no mode has a share."""
        if self.min_steps > self.max_steps:
            raise ValueError(f"min_steps ({self.min_steps}) must not be above max_steps ({self.max_steps})")
        if not any((self.sequential_share, self.multi_tool_share, self.clarification_first_share, self.parallel_share)):
            raise ValueError("the shares of all modes are 0, so that `--mode mixed` has none to draw")


def mode_shares(settings: SamplerSettings) -> dict[SamplingMode, float]:
    """The modes that MIXED draws from, and their relative shares."""
    return {
        SamplingMode.SEQUENTIAL: settings.sequential_share,
        SamplingMode.MULTI_TOOL: settings.multi_tool_share,
        SamplingMode.CLARIFICATION_FIRST: settings.clarification_first_share,
        SamplingMode.PARALLEL: settings.parallel_share,
    }


class PlannerSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`config/planner.yaml`."""

    round_size: AtLeastOne = 64  # conversations planned under one snapshot of the corpus memory
    follow_up_share: Share = 0.45  # of later steps that wait for a user turn of their own
    optional_share: Share = 0.3  # of optional parameters that a user could set and does
    most_optional: AtLeastZero = 2  # optional parameters set in one call
    relative_dates_share: Share = 0.35  # of conversations whose dates can be told from a stated today
    near_duplicate: Share = 0.85  # plans this alike (Jaccard) to a remembered one are drawn again


class WorldSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`config/world.yaml`."""


class GeneratorSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`config/generator.yaml`: shares are of conversations where nothing else is said."""

    attempts: AtLeastOne = 160  # drafts for one conversation before `generate` gives up with the reasons counted
    clarification_share: Share = 0.5  # of conversations outside clarification_first in which a value is withheld
    two_values_share: Share = 0.25  # of clarifications in which two values are withheld
    detour_share: Share = 0.08  # the user answers a question with something else first
    two_intents_share: Share = 0.45  # a second matter that has nothing to do with the first
    long_range_share: Share = 0.15  # of conversations outside parallel: a call reaches back over another
    parallel_then_dependent_share: Share = 0.45  # of conversations of mode parallel
    change_share: Share = 0.12  # at most one of this and the next five
    correction_share: Share = 0.1
    retry_share: Share = 0.07
    mend_share: Share = 0.06
    other_tool_share: Share = 0.02
    stop_share: Share = 0.05
    no_tool_share: Share = 0.14  # at most one of this and the next two
    missing_value_share: Share = 0.08
    no_call_share: Share = 0.12
    alone_share: Share = 0.06  # of conversations of mode mixed: nothing but one request of the last three kinds
    no_distractors_share: Share = 0.1  # relative shares of tools offered beside those that are used
    three_distractors_share: Share = 0.5
    ten_distractors_share: Share = 0.25
    all_of_tool_share: Share = 0.15
    decide_call: Share = 0.67  # what all this comes to at decision points
    decide_ask: Share = 0.22
    decide_refuse: Share = 0.07
    decide_answer: Share = 0.04

    def __post_init__(self) -> None:
        """Raises ValueError where shares of which one is drawn add up to more than 1, or profiles to nothing."""
        for names in (TWISTS, UNMET):
            total = sum(getattr(self, name) for name in names)
            if total > 1 + 1e-9:
                raise ValueError(f"{', '.join(names)} add up to {total:g}, and must not to more than 1")
        unmet = sum(getattr(self, name) for name in UNMET)
        if self.alone_share > unmet + 1e-9:
            raise ValueError(f"alone_share ({self.alone_share:g}) must not be above {' + '.join(UNMET)} ({unmet:g})")
        if not any(getattr(self, name) for name in PROFILES):
            raise ValueError(f"{', '.join(PROFILES)} are all 0, so that there is none to draw")


# Shares of which at most one is drawn for a conversation, or exactly one.
TWISTS = ("change_share", "correction_share", "retry_share", "mend_share", "other_tool_share", "stop_share")
UNMET = ("no_tool_share", "missing_value_share", "no_call_share")
PROFILES = ("no_distractors_share", "three_distractors_share", "ten_distractors_share", "all_of_tool_share")


class Settings(msgspec.Struct, frozen=True):
    """Everything that can be configured. Each field is a section: one file `config/<field>.yaml`."""

    build: BuildSettings = BuildSettings()
    sampler: SamplerSettings = SamplerSettings()
    planner: PlannerSettings = PlannerSettings()
    world: WorldSettings = WorldSettings()
    generator: GeneratorSettings = GeneratorSettings()


def load_settings(folder: Path | None = None) -> Settings:
    """The bundled settings, with the keys that the files of `folder` set in their place. Raises ConfigError."""
    folders = [bundled("config")]
    if folder is not None:
        _refuse_unknown_files(folder)
        folders.append(folder)
    sections: dict[str, Any] = {
        section.name: _load_section(section.name, section.type, folders) for section in msgspec.structs.fields(Settings)
    }
    return Settings(**sections)


def resolved(settings: Settings) -> JsonObject:
    """All sections and fields as JSON, for a manifest."""
    values: JsonObject = msgspec.to_builtins(settings)
    return values


def settings_digest(settings: Settings) -> str:
    """SHA-256 of the resolved settings: equal exactly when every field is."""
    return digest(canonical(resolved(settings)))


def _refuse_unknown_files(folder: Path) -> None:
    remedy = "give --config a folder of yaml files"
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix in _SUFFIXES)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ConfigError("is not a folder", where=str(folder), remedy=remedy) from error
    except OSError as error:
        raise ConfigError(f"cannot be read ({error.strerror})", where=str(folder), remedy=remedy) from error
    known = [f"{name}.yaml" for name in _names(Settings)]
    for path in files:
        if path.name not in known:
            raise ConfigError("unknown configuration file", where=str(path), remedy=f"known are {_listed(known)}")


def _load_section(name: str, section: type[msgspec.Struct], folders: Sequence[Path]) -> msgspec.Struct:
    """Files of later folders win key by key; each is checked by itself so that the error names the right one."""
    values: JsonObject = {}
    result = section()
    for folder in folders:
        path = folder / f"{name}.yaml"
        if path.exists():
            values |= _read(path, _names(section))
            result = _convert(values, section, path)
    return result


def _read(path: Path, keys: Sequence[str]) -> JsonObject:
    try:
        values: Json = yaml.load(path.read_text(encoding="utf-8-sig"), _Loader)
    except OSError as error:
        raise ConfigError(f"cannot be read ({error.strerror})", where=str(path)) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ConfigError(f"not valid YAML ({_one_line(error)})", where=str(path)) from error
    if values is None:  # a file of comments only
        return {}
    if not isinstance(values, dict):
        raise ConfigError("not a list of `key: value` lines", where=str(path))
    for key in values:
        if key not in keys:
            raise ConfigError(f"unknown key `{key}`", where=str(path), remedy=f"known are {_listed(keys)}")
    return values


def _convert(values: JsonObject, section: type[msgspec.Struct], path: Path) -> msgspec.Struct:
    try:
        return msgspec.convert(values, section)
    except msgspec.ValidationError as error:
        what, _, place = str(error).partition(" - at `$.")
        key = place.rstrip("`")
        given = f" (here: {values[key]!r})" if key in values else ""
        raise ConfigError(f"`{key}`: {what}{given}" if key else what, where=str(path)) from error


def _names(struct: type[msgspec.Struct]) -> list[str]:
    return [field.name for field in msgspec.structs.fields(struct)]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) if names else "none yet"


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
