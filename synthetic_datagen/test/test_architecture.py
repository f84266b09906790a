"""The walls of the house: who may import whom, what is caught, who prints, and what `--help` must not load."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1]
NAME = "synthetic_datagen"

# Each line may import the lines under it, never its own neighbours and never a line above.
LAYERS = (
    ("__main__",),
    ("cli",),
    ("pipeline",),
    ("engine", "export", "metrics"),
    ("evaluator",),
    ("writer",),
    ("generator",),
    ("planner",),
    ("world", "sampler"),
    ("graph",),
    ("toolbench",),
    ("llm", "memory"),
    ("config",),
    ("common",),
    ("errors",),
)
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}
HEAVY = ("torch", "qdrant_client", "anthropic", "openai", "sentence_transformers")
FILES = sorted(path for path in PACKAGE.rglob("*.py") if "test" not in path.relative_to(PACKAGE).parts)


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> Iterator[str]:
    """The rooms that a file imports, wherever the import stands, relative or absolute."""
    package = [NAME, *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            targets = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*base, *([node.module] if node.module else [])])
            targets = [f"{source}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (parts[1] for target in targets if (parts := target.split("."))[0] == NAME and len(parts) > 1)


def named(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", FILES, ids=named)
def test_imports_point_one_way(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        assert not list(imported_rooms(path))
        return
    for other in imported_rooms(path):
        if other in LEVEL and other != room:
            assert LEVEL[other] > LEVEL[room], f"{named(path)} imports {other}, which is not under {room}"


def test_every_room_has_its_place_in_the_layers() -> None:
    assert {room_of(path) for path in FILES} - {"__init__"} <= set(LEVEL)


@pytest.mark.parametrize("path", FILES, ids=named)
def test_nothing_catches_everything(path: Path) -> None:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else ""
            assert caught and caught not in {"Exception", "BaseException"}, f"{named(path)}:{node.lineno}"


@pytest.mark.parametrize("path", [path for path in FILES if room_of(path) != "cli"], ids=named)
def test_only_the_command_line_prints(path: Path) -> None:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call):
            assert ast.unparse(node.func) not in {"print", "sys.stdout.write", "sys.stderr.write"}, named(path)


@pytest.mark.parametrize("path", FILES, ids=named)
def test_nothing_heavy_is_imported_at_the_top_of_a_file(path: Path) -> None:
    for node in parsed(path).body:
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
        assert not {name.split(".")[0] for name in names} & set(HEAVY), f"{named(path)}:{node.lineno}"


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from synthetic_datagen.cli.main import main; code = main(['--help']);"
        f"print(code, sorted({{*{(*HEAVY, 'numpy', 'scipy', 'rich', 'mimesis')!r}}} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0 []"
