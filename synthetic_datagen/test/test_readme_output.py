"""What README shows is what the program prints: the blocks below the two commands, on the demo's corpus.

Set SYNTHETIC_DATAGEN_WRITE_GOLDEN=1 to write them anew, then read them.
"""

import os
import re
from pathlib import Path

import pytest

from synthetic_datagen.cli.main import main
from synthetic_datagen.errors import ExitCode

README = Path(__file__).resolve().parents[2] / "README.md"
BLOCK = re.compile(
    r"(`synthetic-datagen (?P<command>(?:inspect|metrics) --input output/demo\.jsonl[^`]*)`[^\n]*\n\n```\n)"
    r"(?P<shown>.*?)(```)",
    re.S,
)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    where = ["--artifacts", str(folder / "artifacts")]
    assert main(["build", *where, "--quiet"]) == ExitCode.DONE
    output = folder / "demo.jsonl"
    flags = ["--n", "50", "--seed", "42", "--mode", "mixed", "--output", str(output), "--quiet"]
    assert main(["generate", *where, *flags]) == ExitCode.DONE
    return output


def test_readme_shows_what_the_commands_print(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = README.read_text(encoding="utf-8")

    def printed(match: re.Match[str]) -> str:
        capsys.readouterr()
        assert main(match["command"].replace("output/demo.jsonl", str(corpus)).split()) == ExitCode.DONE
        return f"{match[1]}{capsys.readouterr().out.rstrip()}\n{match[4]}"

    assert len(BLOCK.findall(text)) == 2
    fresh = BLOCK.sub(printed, text)
    if os.environ.get("SYNTHETIC_DATAGEN_WRITE_GOLDEN"):
        README.write_text(fresh, encoding="utf-8")
    assert README.read_text(encoding="utf-8") == fresh
