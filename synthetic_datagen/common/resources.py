"""Files that travel with the program: the folders `config/` and `data/`, in a checkout and in an installed wheel.

checkout   <root>/config/build.yaml                       beside the package
wheel      synthetic_datagen/_bundled/config/build.yaml   inside it (see force-include in pyproject.toml)
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def bundled(*parts: str) -> Path:
    """The path of a bundled file or folder, such as `bundled("data", "seed_tools.json")`; it need not exist."""
    inside = _PACKAGE / "_bundled"
    root = inside if inside.is_dir() else _PACKAGE.parent
    return root.joinpath(*parts)
