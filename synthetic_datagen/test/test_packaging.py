"""The wheel carries what the program needs and works from any folder; the extra for embeddings works on the CPU."""

import re
import subprocess
import sys
import zipfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

if not (ROOT / "pyproject.toml").exists():
    pytest.skip("an installed package cannot be packed again", allow_module_level=True)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if find_spec("hatchling") is None:
        pytest.skip("the build backend hatchling is not installed (`make test` installs it)")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run_in(unpacked: Path, *command: str) -> str:
    """Run a command from a folder that has nothing to do with the project; returns its stdout."""
    elsewhere = unpacked / "elsewhere"
    elsewhere.mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, *command],
        cwd=elsewhere,
        env={"PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_every_file_of_config_and_data_travels_in_the_wheel(unpacked: Path) -> None:
    for folder in ("config", "data"):
        there = {path.relative_to(ROOT) for path in (ROOT / folder).rglob("*") if path.is_file()}
        bundled = unpacked / "synthetic_datagen" / "_bundled"
        assert there
        assert there == {path.relative_to(bundled) for path in (bundled / folder).rglob("*") if path.is_file()}


def test_every_file_beside_the_code_travels_in_the_wheel_and_no_test_does(unpacked: Path) -> None:
    package = ROOT / "synthetic_datagen"
    mine = {
        path.relative_to(package) for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    }
    packed = unpacked / "synthetic_datagen"
    theirs = {path.relative_to(packed) for path in packed.rglob("*") if path.is_file()}
    assert {path for path in theirs if path.parts[0] != "_bundled"} == {
        path for path in mine if path.parts[0] != "test"
    }


def test_the_wheel_names_the_console_script_and_the_licence(unpacked: Path) -> None:
    info = next(unpacked.glob("*.dist-info"))
    assert "synthetic-datagen = synthetic_datagen.cli.main:main" in (info / "entry_points.txt").read_text()
    assert (info / "licenses" / "LICENSE").is_file()


def test_a_command_of_the_wheel_finds_the_bundled_tools_from_any_folder(unpacked: Path) -> None:
    run_in(unpacked, "-m", "synthetic_datagen.cli.main", "build", "--quiet")
    assert (unpacked / "elsewhere" / "artifacts" / "registry.json").is_file()


def test_the_base_install_needs_no_torch() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    base = text.partition("dependencies = [")[2].partition("\n]")[0]
    assert "torch" not in base
    assert "sentence-transformers" not in base


TINY_MODEL = """
from sentence_transformers import SentenceTransformer
from sentence_transformers.models import BoW
model = SentenceTransformer(modules=[BoW(vocab=["hotel", "flight", "rain"])], device="cpu")
print(model.encode(["a hotel and a flight", "rain"]).tolist())
"""


def test_the_extra_embeds_texts_without_a_download() -> None:
    if find_spec("sentence_transformers") is None:
        pytest.skip("the extra [embeddings] is not installed (`make test` installs it)")
    done = subprocess.run([sys.executable, "-c", TINY_MODEL], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[[1.0, 1.0, 0.0], [0.0, 0.0, 1.0]]"


def test_the_extra_has_the_torch_that_the_constraints_pin() -> None:
    if find_spec("torch") is None:
        pytest.skip("the extra [embeddings] is not installed (`make test` installs it)")
    pinned = re.findall(r"^torch==(\S+)$", (ROOT / "constraints.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert [version("torch").partition("+")[0]] == pinned


def test_make_test_installs_what_the_tests_above_would_skip_without() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "-e '.[dev,embeddings]'" in makefile
    assert "-c constraints.txt" in makefile
