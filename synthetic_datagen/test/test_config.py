"""config.py and config/*.yaml: the two agree, and whatever is wrong in a file is named with file and key."""

from pathlib import Path

import msgspec
import pytest
import yaml

from synthetic_datagen.common.resources import bundled
from synthetic_datagen.config import Settings, load_settings, resolved, settings_digest
from synthetic_datagen.errors import ConfigError

SECTIONS = [section.name for section in msgspec.structs.fields(Settings)]


def folder_with(tmp_path: Path, text: str, name: str = "sampler.yaml") -> Path:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("section", SECTIONS)
def test_a_bundled_file_has_exactly_the_fields_and_defaults_of_its_section(section: str) -> None:
    in_file = yaml.safe_load(bundled("config", f"{section}.yaml").read_text(encoding="utf-8")) or {}
    assert in_file == resolved(Settings())[section]


def test_every_bundled_file_is_a_section() -> None:
    assert {path.stem for path in bundled("config").iterdir()} == set(SECTIONS)


@pytest.mark.parametrize("section", SECTIONS)
def test_every_key_of_a_bundled_file_is_explained_by_a_comment_above_it(section: str) -> None:
    explained = False
    for line in bundled("config", f"{section}.yaml").read_text(encoding="utf-8").splitlines():
        assert explained or not line or line[0] in "# ", f"{section}.yaml: {line}"
        explained = bool(line.strip())  # a blank line ends what a comment explains


def test_without_a_folder_the_defaults_hold() -> None:
    assert load_settings() == Settings()


def test_a_folder_overrides_the_keys_it_names_and_no_other(tmp_path: Path) -> None:
    settings = load_settings(folder_with(tmp_path, "attempts: 7"))
    assert settings.sampler == msgspec.structs.replace(Settings().sampler, attempts=7)
    assert settings.build == Settings().build


def test_another_value_gives_another_digest(tmp_path: Path) -> None:
    assert settings_digest(load_settings(folder_with(tmp_path, "attempts: 7"))) != settings_digest(Settings())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("atempts: 7", "unknown key `atempts`; known are min_steps, max_steps, attempts"),
        ("attempts: many", "`attempts`: Expected `int`, got `str` (here: 'many')"),
        ("attempts: true", "`attempts`: Expected `int`, got `bool` (here: True)"),
        ("attempts: 0", "`attempts`: Expected `int` >= 1 (here: 0)"),
        (
            "sequential_share: 0\nmulti_tool_share: 0\nclarification_first_share: 0\nparallel_share: 0",
            "the shares of all modes are 0",
        ),
        ("attempts: 7\nattempts: 8", "the key `attempts` stands twice"),
        ("min_steps: 9", "min_steps (9) must not be above max_steps (5)"),
        ("- attempts", "not a list of `key: value` lines"),
        ("attempts: [", "not valid YAML"),
        ("attempts: \x00", "not valid YAML"),
    ],
)
def test_a_bad_value_is_refused_in_one_line_with_file_key_and_what_is_allowed(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        load_settings(folder_with(tmp_path, text))
    message = str(caught.value)
    assert message.startswith(f"{tmp_path / 'sampler.yaml'}: ")
    assert said in message
    assert "\n" not in message


def test_a_file_of_an_unknown_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"smapler\.yaml: unknown configuration file; known are build\.yaml"):
        load_settings(folder_with(tmp_path, "attempts: 7", name="smapler.yaml"))


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is not a folder"):
        load_settings(tmp_path / "missing")
