"""Which files there are below the paths that a user named, in an order that no file system decides.

found(Path("toolbench"))  ->  FoundFile(path=..., name="tools/Weather/x.json", folder="Weather"), ...
"""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError

REMEDY = "give --data a ToolBench file or a folder of category folders with .json files"
SUFFIXES = (".json", ".jsonl")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read. `name` is relative to the path given; `folder` is the category that its place suggests.

    Both are text that any output can carry: bytes that are no UTF-8 stand as escapes. With a `problem` it is a folder
    that cannot be looked into.
    """

    path: Path
    name: str
    folder: str
    problem: str = ""


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
    try:
        mode = root.stat().st_mode
    except FileNotFoundError as error:
        raise InputError("does not exist", where=str(root), remedy=REMEDY) from error
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=str(root), remedy=REMEDY) from error
    if not stat.S_ISDIR(mode):
        return [FoundFile(root, shown(root.name), shown(Path(os.path.realpath(root)).parent.name))]
    files = list(_walk(root))
    if not any(file.path.suffix.lower() in SUFFIXES for file in files):
        raise InputError("holds no .json file", where=str(root), remedy=REMEDY)
    return files


def shown(name: str) -> str:
    """A file name as text: what of it is no UTF-8 stands as `\\xff`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _walk(root: Path) -> Iterator[FoundFile]:
    """Follows links to folders, but enters no folder twice: a loop of links ends."""
    entered: set[str] = set()
    closed: list[FoundFile] = []

    def note(error: OSError) -> None:
        folder, problem = Path(error.filename), f"folder cannot be read ({error.strerror})"
        if folder == root:
            raise InputError(problem, where=str(root), remedy=REMEDY) from error
        closed.append(FoundFile(folder, shown(folder.relative_to(root).as_posix()), shown(folder.name), problem))

    for folder, subfolders, names in os.walk(root, followlinks=True, onerror=note):
        real = os.path.realpath(folder)
        if real in entered:
            subfolders.clear()
            continue
        entered.add(real)
        subfolders.sort(key=lambda name: (Path(folder, name).is_symlink(), name))  # the folder before a link to it
        relative = Path(folder).relative_to(root)
        category = shown(relative.name or Path(os.path.realpath(root)).name)
        for name in sorted(names):
            yield FoundFile(Path(folder, name), shown((relative / name).as_posix()), category)
    yield from closed
