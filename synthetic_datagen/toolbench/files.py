"""Which files there are below the paths that a user named, in an order that no file system decides.

found(Path("toolbench"))  ->  FoundFile(path=..., name="tools/Weather/x.json", folder="Weather"), ...
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError

REMEDY = "give --data a ToolBench file or a folder of category folders with .json files"
SUFFIXES = (".json", ".jsonl")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read. `name` is relative to the path given; `folder` is the category that its place suggests."""

    path: Path
    name: str
    folder: str


def find_files(paths: Sequence[Path]) -> list[FoundFile]:
    """All files below `paths`, each real file once, sorted by name.

    Raises InputError when a path is missing or unreadable, or a folder holds no .json or .jsonl file.
    """
    found: dict[str, FoundFile] = {}
    for root in sorted(set(paths)):
        for file in _below(root):
            found.setdefault(os.path.realpath(file.path), file)
    return sorted(found.values(), key=lambda file: (file.name, file.path))


def _below(root: Path) -> list[FoundFile]:
    if root.is_dir():
        files = list(_walk(root))
        if not any(file.path.suffix.lower() in SUFFIXES for file in files):
            raise InputError("holds no .json file", where=str(root), remedy=REMEDY)
        return files
    if not root.exists():
        raise InputError("does not exist", where=str(root), remedy=REMEDY)
    return [FoundFile(root, root.name, root.resolve().parent.name)]


def _walk(root: Path) -> Iterator[FoundFile]:
    """Follows links to folders, but enters no folder twice: a loop of links ends."""
    entered: set[str] = set()

    def refuse(error: OSError) -> None:
        if Path(error.filename) == root:
            raise InputError(f"cannot be read ({error.strerror})", where=str(root), remedy=REMEDY) from error

    for folder, subfolders, names in os.walk(root, followlinks=True, onerror=refuse):
        real = os.path.realpath(folder)
        if real in entered:
            subfolders.clear()
            continue
        entered.add(real)
        subfolders.sort()
        relative = Path(folder).relative_to(root)
        category = relative.name or root.resolve().name
        for name in sorted(names):
            yield FoundFile(Path(folder, name), (relative / name).as_posix(), category)
