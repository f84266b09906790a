"""What the documents promise is so: the tree, the flags, the exit codes, the violation codes, the environment."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from synthetic_datagen.cli.app import app
from synthetic_datagen.common.resources import bundled
from synthetic_datagen.errors import ExitCode

PACKAGE = Path(__file__).resolve().parents[1]
ROOT = PACKAGE.parent
SOURCES = sorted(path for path in PACKAGE.rglob("*.py") if "test" not in path.relative_to(PACKAGE).parts)
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # a group has commands
LIST_FILES = ("git", "ls-files", "--cached", "--others", "--exclude-standard")

if not (ROOT / "README.md").exists():
    pytest.skip("the documents do not travel in a wheel", allow_module_level=True)

README = (ROOT / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """What stands below a heading, up to the next heading."""
    _, _, rest = README.partition(f"# {title}\n")
    assert rest, f"README has no section {title}"
    return re.split(r"^#+ ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def rows(text: str) -> list[list[str]]:
    """The cells of the table rows whose first cell is code or a number."""
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")
    ]
    return [row for row in cells if re.match(r"`|\d", row[0])]


def folders() -> set[str]:
    """The folders at the top and the rooms of the package that hold a file of the project, as git sees it."""
    try:
        done = subprocess.run(LIST_FILES, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout, so tools' leftovers cannot be told from the project's folders")
    parents = [Path(line).parts[:-1] for line in done.stdout.splitlines() if (ROOT / line).exists()]
    rooms = {f"  {parts[1]}" for parts in parents if len(parts) > 1 and parts[0] == PACKAGE.name}
    return {parts[0] for parts in parents if parts} | rooms


def test_the_tree_in_the_readme_is_the_tree_on_disk() -> None:
    assert set(re.findall(r"^((?:  )?[\w.]+)/ ?", section("Where is what"), flags=re.MULTILINE)) == folders()


def shown_default(parameter: object) -> str:
    """A parser's default as the README writes it."""
    required, default = getattr(parameter, "required"), getattr(parameter, "default")  # noqa: B009  typer has no type for it
    shown = getattr(parameter, "show_default")  # noqa: B009
    if required:
        return "required"
    if isinstance(shown, str):
        return shown
    if default is None:
        return "none"
    return "off" if default is False else f"`{default}`"


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_the_flag_table_of_a_command_is_what_its_parser_takes(command: str) -> None:
    written = {
        row[0].strip("`").split()[0]: row[1] for row in rows(section(f"`{command}`")) if row[0].startswith("`--")
    }
    parsed = {parameter.opts[0]: shown_default(parameter) for parameter in COMMANDS[command].params}
    assert written == parsed


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_and_flag_has_a_help_text(command: str) -> None:
    assert COMMANDS[command].help
    for parameter in COMMANDS[command].params:
        assert parameter.help, parameter.opts


def test_the_exit_codes_in_the_readme_are_those_of_the_program() -> None:
    written = {row[1].strip("`"): int(row[0]) for row in rows(section("Exit codes"))}
    assert written == {code.name: code.value for code in ExitCode}


def raised_violations() -> Iterator[str]:
    """The codes of all violations that the source can make."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Violation":
                assert isinstance(node.args[0], ast.Constant), (
                    f"{path.name}:{node.lineno}: the code must be plain to see"
                )
                yield str(node.args[0].value)


def test_the_violation_codes_in_the_readme_are_those_of_the_validator() -> None:
    written = [row[0].strip("`") for row in rows(section("`validate`")) if not row[0].startswith("`--")]
    assert sorted(written) == sorted(set(raised_violations()))


def names_read_from_the_environment() -> Iterator[str]:
    pattern = re.compile(r"""(?:environ\.get\(|getenv\(|environ\[)\s*["'](\w+)["']""")
    for path in SOURCES:
        yield from pattern.findall(path.read_text(encoding="utf-8"))


def test_env_example_lists_the_names_that_the_program_reads() -> None:
    written = re.findall(
        r"^#? ?([A-Z][A-Z0-9_]*)=", (ROOT / ".env.example").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    assert sorted(written) == sorted(set(names_read_from_the_environment()))


def test_every_setting_is_in_a_file_that_the_readme_points_to() -> None:
    assert bundled("config") == ROOT / "config"
    assert "`config/*.yaml`" in section("Configuration")


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    machine = re.compile(r"(?<![\w.~])/(?:work|root|home|tmp|opt|Users)/")
    texts = [path for path in ROOT.iterdir() if path.is_file()] + [*SOURCES, *bundled("config").iterdir()]
    for path in texts:
        assert not machine.search(path.read_text(encoding="utf-8")), path.name
