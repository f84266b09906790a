"""The command line as a user meets it: exit codes, which stream says what, one clear line for each bad input."""

import gzip
import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from synthetic_datagen import __version__
from synthetic_datagen.cli.escape import printable, shortened
from synthetic_datagen.cli.main import main
from synthetic_datagen.cli.terminal import Terminal, bar
from synthetic_datagen.common.jsonl_writer import JsonlWriter
from synthetic_datagen.errors import ExitCode

GOLDEN = Path(__file__).parent / "golden"
COMMANDS = ("build", "generate", "validate", "metrics", "inspect", "evaluate")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `build` and `generate --n 4` have run."""
    folder = tmp_path_factory.mktemp("made")
    assert main(["build", "--artifacts", str(folder / "artifacts"), "--quiet"]) == ExitCode.DONE
    assert main(generate_into(folder, "four.jsonl")) == ExitCode.DONE
    return folder


def generate_into(folder: Path, name: str, *further: str) -> list[str]:
    where = ["--artifacts", str(folder / "artifacts"), "--output", str(folder / name)]
    return ["generate", "--n", "4", "--mode", "mixed", "--quiet", *where, *further]


def lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def written(path: Path, lines: Sequence[str]) -> str:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return str(path)


def failure(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str]:
    """The exit code and the one line on stderr of a command that fails; stdout must be empty."""
    capsys.readouterr()
    code = main(argv)
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("error: ")
    assert said.err.count("\n") == 1
    return code, said.err


@pytest.mark.parametrize(
    "argv",
    [
        ("biuld",),
        ("generate", "--nn", "3"),
        ("generate", "--n", "0"),
        ("generate", "--n", "-1"),
        ("generate", "--n", "many"),
        ("generate", "--n"),
        ("generate", "--variants", "0"),
        ("generate", "--seed", "-1"),
        ("generate", "--seed", str(2**53)),
        ("generate", "--seed", str(2**64)),
        ("generate", "--output", ""),
        ("build", "--data", ""),
        ("build", "--artifacts", ""),
        ("build", "--config", ""),
        ("validate", "--input", ""),
        ("generate", "--mode", "random"),
        ("generate", "stray"),
        ("validate",),
        ("inspect", "--input", "x", "--limit", "0"),
    ],
)
def test_wrong_usage_exits_64_with_one_line_that_points_to_help(
    argv: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    code, line = failure(capsys, *argv)
    assert code == ExitCode.USAGE
    assert f"see `synthetic-datagen {f'{argv[0]} ' if argv[0] in COMMANDS else ''}--help`" in line


def test_a_number_out_of_range_is_told_the_range_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    _, line = failure(capsys, "generate", "--seed", str(2**64))
    assert f"'--seed': must be a whole number from 0 to {2**53 - 1}, not '{2**64}'" in line


def test_the_highest_seed_is_accepted(made: Path) -> None:
    assert main(generate_into(made, "highest.jsonl", "--seed", str(2**53 - 1))) == ExitCode.DONE
    assert json.loads(lines_of(made / "highest.jsonl")[0])["metadata"]["seed"] == 2**53 - 1


def test_a_bare_call_is_wrong_usage_and_gets_the_help_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == ExitCode.USAGE
    out, err = capsys.readouterr()
    assert (out, err.startswith("Usage: synthetic-datagen")) == ("", True)


def test_an_unknown_mode_is_told_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    _, line = failure(capsys, "generate", "--mode", "random")
    for mode in ("sequential", "multi_tool", "clarification_first", "parallel", "mixed"):
        assert mode in line


@pytest.mark.parametrize("command", [(), *[(name,) for name in COMMANDS]])
def test_help_answers_on_stdout(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command, "--help"]) == ExitCode.DONE
    said = capsys.readouterr().out
    assert "Usage:" in said
    assert main([*command, "-h"]) == ExitCode.DONE
    assert capsys.readouterr().out == said


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == ExitCode.DONE
    assert capsys.readouterr().out == f"synthetic-datagen {__version__}\n"


@pytest.mark.parametrize(
    "argv", [("generate", "--evaluate"), ("evaluate", "--input", "x.jsonl")], ids=["generate", "evaluate"]
)
def test_judging_is_refused_with_a_reason(argv: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    code, line = failure(capsys, *argv)
    assert code == ExitCode.ERROR
    assert "no judge" in line


@pytest.mark.parametrize("command", ["validate", "metrics", "inspect"])
def test_a_missing_file_is_named(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, line = failure(capsys, command, "--input", str(tmp_path / "none.jsonl"))
    assert code == ExitCode.ERROR
    assert "none.jsonl" in line


@pytest.mark.parametrize("command", ["validate", "metrics", "inspect"])
def test_a_file_without_records_is_an_error(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, line = failure(capsys, command, "--input", written(tmp_path / "empty.jsonl", ["", "  "]))
    assert code == ExitCode.ERROR
    assert "no records" in line


def test_generate_without_artifacts_says_to_run_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, line = failure(capsys, *generate_into(tmp_path, "out.jsonl"))
    assert code == ExitCode.ERROR
    assert "synthetic-datagen build" in line
    assert not list(tmp_path.glob("out.jsonl*"))


def test_build_names_a_data_path_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, line = failure(capsys, "build", "--data", str(tmp_path / "none"), "--artifacts", str(tmp_path), "--quiet")
    assert code == ExitCode.ERROR
    assert str(tmp_path / "none") in line


@pytest.mark.parametrize("content", ["", "{", "[]", '{"tool_name": "x", "api_list": []}'])
def test_a_data_file_without_a_tool_is_named_with_the_reason(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "bad.json", [content])
    code, line = failure(capsys, "build", "--data", path, "--artifacts", str(tmp_path / "artifacts"), "--quiet")
    assert code == ExitCode.ERROR
    assert "bad.json: " in line
    assert not (tmp_path / "artifacts").exists()


PING = {"tool_name": "Ping", "api_list": [{"name": "x", "method": "GET", "url": "https://example.com/x"}]}


def test_a_build_of_which_nothing_can_be_used_warns_with_the_reasons_and_so_does_generate(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = written(tmp_path / "ping.json", [json.dumps(PING)])
    assert main(["build", "--data", data, "--artifacts", str(tmp_path / "artifacts")]) == ExitCode.DONE
    err = capsys.readouterr().err
    assert "endpoints usable 0\n" in err
    assert "warning: `generate` can make nothing of these artifacts (no purpose 1)" in err
    code, line = failure(capsys, *generate_into(tmp_path, "none.jsonl"))
    assert code == ExitCode.ERROR
    assert "no endpoint can be used in a conversation (no purpose 1)" in line


def test_quarantined_inputs_are_counted_of_all_that_were_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").mkdir()
    written(tmp_path / "data" / "ping.jsonl", [json.dumps(PING), "{oops"])
    for name in ("notes.txt", "bad.json"):
        written(tmp_path / "data" / name, ["{"])
    main(["build", "--data", str(tmp_path / "data"), "--artifacts", str(tmp_path / "artifacts")])
    assert "quarantined: 2 of 3 inputs and 1 line\n" in capsys.readouterr().err


def test_a_file_name_that_is_no_utf8_is_written_with_escapes(tmp_path: Path) -> None:
    folder = tmp_path / "data" / os.fsdecode(b"Food\xff")
    try:
        folder.mkdir(parents=True)
    except OSError:
        pytest.skip("this file system takes only UTF-8")
    written(folder / os.fsdecode(b"\xff.json"), [json.dumps(PING)])
    written(folder / os.fsdecode(b"\xfe.json"), ["{"])
    where = ["--data", str(tmp_path / "data"), "--artifacts", str(tmp_path / "artifacts")]
    assert main(["build", "--quiet", *where]) == ExitCode.DONE
    manifest = json.loads((tmp_path / "artifacts" / "build_manifest.json").read_text(encoding="utf-8"))
    assert list(manifest["inputs"]) == ["Food\\xff/\\xfe.json", "Food\\xff/\\xff.json"]
    assert [item["file"] for item in manifest["quarantined"]] == ["Food\\xff/\\xfe.json"]


@pytest.mark.parametrize(
    "argv", [("build", "--data"), ("build", "--config"), ("validate", "--input"), ("generate", "--artifacts")]
)
def test_a_path_that_the_system_refuses_is_one_line(
    argv: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, line = failure(capsys, "--quiet", *argv, "x" * 300)
    assert code == ExitCode.ERROR
    assert "File name too long" in line


def test_a_mode_for_which_there_is_nothing_says_why_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    city = {"name": "city", "type": "STRING", "description": "Name of the city", "default": "Paris"}
    api = {
        "name": "Current weather",
        "description": "Get the current weather of a city",
        "method": "GET",
        "required_parameters": [city],
        "schema": {"type": "object", "properties": {"temperature": {"type": "number"}}},
    }
    data = written(tmp_path / "one.json", [json.dumps({"tool_name": "Weather", "api_list": [api]})])
    main(["build", "--data", data, "--artifacts", str(tmp_path / "artifacts"), "--quiet"])
    code, line = failure(capsys, *generate_into(tmp_path, "none.jsonl", "--mode", "multi_tool"))
    assert code == ExitCode.ERROR
    assert line.startswith("error: no conversation can be made from these artifacts: ")
    assert "_" not in line.partition(";")[0]
    assert "ask for fewer" not in line


def test_an_empty_data_folder_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, line = failure(capsys, "build", "--data", str(tmp_path), "--artifacts", str(tmp_path / "a"), "--quiet")
    assert code == ExitCode.ERROR
    assert str(tmp_path) in line


def test_an_unknown_configuration_key_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(tmp_path / "sampler.yaml", ["colour: red"])
    code, line = failure(capsys, "build", "--config", str(tmp_path), "--artifacts", str(tmp_path / "artifacts"))
    assert code == ExitCode.ERROR
    assert "sampler.yaml: unknown key `colour`" in line


def test_an_output_that_exists_is_kept_unless_overwrite_is_said(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(made / "mine.jsonl", ["precious"])
    code, line = failure(capsys, *generate_into(made, "mine.jsonl"))
    assert (code, lines_of(made / "mine.jsonl")) == (ExitCode.ERROR, ["precious"])
    assert "--overwrite" in line
    assert main(generate_into(made, "mine.jsonl", "--overwrite")) == ExitCode.DONE
    assert lines_of(made / "mine.jsonl") == lines_of(made / "four.jsonl")


@pytest.mark.parametrize(
    ("name", "said"),
    [("artifacts", "artifacts: is a folder"), ("four.jsonl/inside.jsonl", "four.jsonl: is not a folder")],
)
def test_an_output_that_cannot_be_written_is_refused(
    name: str, said: str, made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, line = failure(capsys, *generate_into(made, name))
    assert code == ExitCode.ERROR
    assert said in line


def test_a_pipe_is_no_output_even_with_overwrite(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(made / "pipe")
    code, line = failure(capsys, *generate_into(made, "pipe", "--overwrite"))
    assert (code, (made / "pipe").is_fifo()) == (ExitCode.ERROR, True)
    assert "is not a regular file" in line


def test_a_link_to_a_file_is_followed(made: Path, tmp_path: Path) -> None:
    target = Path(written(tmp_path / "target.jsonl", ["old"]))
    (made / "link.jsonl").symlink_to(target)
    assert main(generate_into(made, "link.jsonl", "--overwrite")) == ExitCode.DONE
    assert (made / "link.jsonl").is_symlink()
    assert lines_of(target) == lines_of(made / "four.jsonl")
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_to_nothing_is_refused(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "gone.jsonl").symlink_to(tmp_path / "nowhere.jsonl")
    where = ["--artifacts", str(made / "artifacts"), "--output", str(tmp_path / "gone.jsonl")]
    code, line = failure(capsys, "generate", "--overwrite", "--quiet", *where)
    assert code == ExitCode.ERROR
    assert "is a link to nothing" in line


def test_a_manifest_that_cannot_be_written_stops_the_run_before_there_is_an_output(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (made / "blocked.jsonl.manifest.json").mkdir()
    code, line = failure(capsys, *generate_into(made, "blocked.jsonl"))
    assert code == ExitCode.ERROR
    assert "blocked.jsonl.manifest.json: is a folder" in line
    assert [path.name for path in made.glob("blocked*")] == ["blocked.jsonl.manifest.json"]


def test_an_output_that_another_run_is_writing_is_refused_and_left_alone(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with JsonlWriter(made / "shared.jsonl") as writer:
        writer.write(b"{}")
        code, line = failure(capsys, *generate_into(made, "shared.jsonl", "--overwrite"))
    assert code == ExitCode.ERROR
    assert "another run is writing to it" in line
    assert lines_of(made / "shared.jsonl") == ["{}"]


def test_what_a_dead_run_has_left_is_replaced(made: Path) -> None:
    written(made / "again2.jsonl.part", ["half a rec"])
    assert main(generate_into(made, "again2.jsonl")) == ExitCode.DONE
    assert lines_of(made / "again2.jsonl") == lines_of(made / "four.jsonl")
    assert not (made / "again2.jsonl.part").exists()


def test_the_run_manifest_is_the_same_for_the_same_run_and_names_no_path(made: Path) -> None:
    main(generate_into(made, "again.jsonl"))
    manifest = (made / "again.jsonl.manifest.json").read_bytes()
    assert manifest == (made / "four.jsonl.manifest.json").read_bytes()
    assert str(made).encode() not in manifest


def test_quiet_silences_stderr_before_and_after_the_command(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    argv = generate_into(made, "quiet.jsonl", "--overwrite")
    main(argv)
    main(["--quiet", *[word for word in argv if word != "--quiet"]])
    assert capsys.readouterr() == ("", "")


def test_without_quiet_coverage_and_the_written_file_are_said_on_stderr(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([word for word in generate_into(made, "loud.jsonl") if word != "--quiet"])
    out, err = capsys.readouterr()
    assert out == ""
    assert "conversations by domain" in err
    assert "conversations by pattern" in err
    assert re.search(r"^  correction +[#-]{24} +[\d.]+% +10.0%$", err, re.MULTILINE)
    assert f"wrote 4 records to {made / 'loud.jsonl'}" in err


def test_several_wordings_are_said_to_be_of_so_many_conversations(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([word for word in generate_into(made, "worded.jsonl", "--variants", "2") if word != "--quiet"])
    assert f"wrote 8 records (4 conversations in 2 wordings) to {made / 'worded.jsonl'}" in capsys.readouterr().err
    assert json.loads((made / "worded.jsonl.manifest.json").read_bytes())["variants"] == 2
    main(["inspect", "--input", str(made / "worded.jsonl"), "--id", "conv_42_0001_v1"])
    assert capsys.readouterr().out.startswith("conv_42_0001_v1  ok  ")


@pytest.mark.parametrize(
    ("command", "tally"),
    [("validate", "4 records, 0 faulty, 0 violations"), ("inspect", "4 inspected, 4 compliant, 0 with violations")],
)
def test_true_records_give_exit_code_0(
    command: str, tally: str, made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "--input", str(made / "four.jsonl")]) == ExitCode.DONE
    assert capsys.readouterr().out.splitlines()[-1] == tally


@pytest.mark.parametrize("command", ["validate", "inspect"])
def test_a_changed_argument_gives_exit_code_3_and_names_the_conversation(
    command: str, made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = json.loads(lines_of(made / "four.jsonl")[1])
    record["tool_calls"][0]["parameters"]["never_said"] = "x"
    code = main([command, "--input", written(tmp_path / "changed.jsonl", [json.dumps(record)])])
    assert code == ExitCode.VIOLATIONS
    assert record["conversation_id"] in capsys.readouterr().out


@pytest.mark.parametrize("command", ["validate", "inspect"])
def test_a_conversation_id_used_twice_is_a_violation(
    command: str, made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    twice = lines_of(made / "four.jsonl")[:1] * 2
    assert main([command, "--input", written(tmp_path / "twice.jsonl", twice)]) == ExitCode.VIOLATIONS
    assert "DUPLICATE_ID" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("command", "code", "tally"),
    [
        ("validate", ExitCode.VIOLATIONS, "5 records, 1 faulty, 1 violation\n"),
        ("inspect", ExitCode.VIOLATIONS, "5 inspected, 4 compliant, 1 with violations"),
        ("metrics", ExitCode.ERROR, "conversations                   4\n"),
    ],
)
@pytest.mark.parametrize("broken", ['{"conversation_id": "conv', "[1, 2]", "\x00", '"text"'])
def test_a_broken_line_is_named_by_its_number_and_the_rest_is_read(
    command: str,
    code: ExitCode,
    tally: str,
    broken: str,
    made: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    whole = lines_of(made / "four.jsonl")
    path = written(tmp_path / "broken.jsonl", [*whole[:2], broken, *whole[2:]])
    assert main([command, "--input", path]) == code
    out, err = capsys.readouterr()
    assert err.startswith(f"{path}: line 3: ")
    assert ("BROKEN_LINE" in err) == (command != "metrics")
    assert tally in out


def test_one_record_and_one_violation_are_counted_in_the_singular(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = written(tmp_path / "one.jsonl", ["[]"])
    assert main(["validate", "--input", one]) == ExitCode.VIOLATIONS
    assert capsys.readouterr().out == "1 record, 1 faulty, 1 violation\n"


def test_metrics_of_broken_lines_only_says_what_is_wrong_with_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "broken.jsonl", ['{"a', "[]"])
    code, line = failure(capsys, "metrics", "--input", path)
    assert code == ExitCode.ERROR
    assert "no readable record in 2 lines (line 1: not valid JSON" in line
    assert "line 2: not a JSON object" in line


@pytest.mark.parametrize("command", ["validate", "inspect", "metrics"])
def test_a_byte_order_mark_is_passed_over(
    command: str, made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "marked.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + (made / "four.jsonl").read_bytes())
    assert main([command, "--input", str(path)]) == ExitCode.DONE


@pytest.mark.parametrize("command", ["validate", "inspect", "metrics"])
@pytest.mark.parametrize("form", ["gzip", "utf-16"])
def test_a_file_that_is_no_text_is_one_error(
    form: str, command: str, made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (made / "four.jsonl").read_text(encoding="utf-8")
    path = tmp_path / "packed"
    path.write_bytes(gzip.compress(text.encode()) if form == "gzip" else text.encode("utf-16"))
    code, line = failure(capsys, command, "--input", str(path))
    assert code == ExitCode.ERROR
    assert "packed: is not a text file" in line


def test_metrics_as_json_is_one_object_on_stdout(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["metrics", "--input", str(made / "four.jsonl"), "--json"]) == ExitCode.DONE
    figures: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert figures["conversations"] == 4
    assert figures["tools"]["jaccard"]["exact"] is True
    assert figures["broken_lines"] == 0
    assert figures["behaviours"]["correction"]["declared"] == 0.1
    assert figures["argument_sources"]["current_user_turn"]["count"] > 0


def test_metrics_of_a_file_without_its_manifest_say_that_nothing_is_declared(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alone = written(tmp_path / "alone.jsonl", lines_of(made / "four.jsonl"))
    main(["metrics", "--input", alone])
    behaviours = capsys.readouterr().out.partition("behaviours ")[2]
    assert re.search(r"^  correction +\d+ +[\d.]+% +- +-$", behaviours, re.MULTILINE)


def test_inspect_verbose_shows_the_words_and_where_each_value_came_from(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["inspect", "--input", str(made / "four.jsonl"), "--verbose"]) == ExitCode.DONE
    out = capsys.readouterr().out
    assert "  user: " in out
    assert "  step 0: " in out
    assert " [GROUNDED via " in out
    assert "→ output fields: [" in out
    assert "NO SOURCE" not in out


def test_inspect_verbose_of_a_conversation_that_shows_nearly_everything_is_the_golden_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = json.loads((GOLDEN / "inspect_verbose.json").read_text(encoding="utf-8"))
    path = written(tmp_path / "one.jsonl", [json.dumps(record)])
    assert main(["inspect", "--verbose", "--input", path]) == ExitCode.DONE
    golden = GOLDEN / "inspect_verbose.txt"
    shown = capsys.readouterr().out
    if os.environ.get("SYNTHETIC_DATAGEN_WRITE_GOLDEN"):
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")


def test_inspect_shows_one_conversation_by_its_id(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["inspect", "--input", str(made / "four.jsonl"), "--id", "conv_42_0002"])
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith("conv_42_0002")
    assert last.startswith("1 inspected")


def test_inspect_says_when_there_is_no_such_conversation(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["inspect", "--input", str(made / "four.jsonl"), "--id", "conv_0_0000"])
    assert code == ExitCode.ERROR
    assert "no conversation conv_0_0000" in capsys.readouterr().err


def test_inspect_stops_at_the_limit(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["inspect", "--input", str(made / "four.jsonl"), "--limit", "2"])
    assert capsys.readouterr().out.splitlines()[-1].startswith("2 inspected")


def test_untrusted_text_reaches_the_terminal_escaped(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = json.loads(lines_of(made / "four.jsonl")[0])
    record["messages"][0]["content"] = "red \x1b[31m and \u202e reversed"
    main(["inspect", "--verbose", "--input", written(tmp_path / "evil.jsonl", [json.dumps(record)])])
    out = capsys.readouterr().out
    assert "red \\x1b[31m and \\u202e reversed" in out
    assert "\x1b" not in out
    assert "\u202e" not in out


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
PARTS = ("conversation_id", "messages", "tool_calls", "tool_outputs", "tools", "provenance", "metadata")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.dictionaries(st.sampled_from(PARTS), JSON), min_size=1, max_size=3))
def test_whatever_a_line_holds_every_reader_gets_to_the_end(tmp_path: Path, records: list[dict[str, Any]]) -> None:
    path = written(tmp_path / "wild.jsonl", [json.dumps(record) for record in records])
    assert main(["validate", "--input", path]) == ExitCode.VIOLATIONS
    assert main(["inspect", "--verbose", "--input", path]) == ExitCode.VIOLATIONS
    assert main(["metrics", "--input", path]) == ExitCode.ERROR


@given(st.text())
def test_printable_text_has_nothing_that_a_terminal_obeys_and_stays_as_it_is_when_harmless(text: str) -> None:
    assert printable(text).isprintable()
    assert printable(text) == text or not text.isprintable()


def test_shortened_text_ends_in_an_ellipsis_only_where_something_is_missing() -> None:
    assert (shortened("abcd", 4), shortened("abcde", 4)) == ("abcd", "abc…")


@pytest.mark.parametrize(("part", "drawn"), [(0, "----"), (1, "#---"), (50, "##--"), (100, "####")])
def test_a_bar_is_as_full_as_its_part_and_never_empty_for_something(part: int, drawn: str) -> None:
    assert bar(part, 100, 4) == drawn


class FakeTerminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress_is_a_bar_on_a_terminal_and_is_gone_at_the_end() -> None:
    screen = FakeTerminal()
    with Terminal(out=io.StringIO(), err=screen) as terminal:
        terminal.phase("generating", total=4)
        terminal.advance()
    assert "generating  [---" in screen.getvalue()
    assert screen.getvalue().endswith("\r\x1b[K")


def test_progress_is_a_few_plain_lines_elsewhere() -> None:
    log = io.StringIO()
    with Terminal(out=io.StringIO(), err=log) as terminal:
        terminal.phase("generating", total=1_000)
        for _ in range(1_000):
            terminal.advance()
    assert log.getvalue().splitlines() == [
        "generating",
        *[f"generating: {n} of 1,000" for n in ("250", "500", "750", "1,000")],
    ]


@pytest.mark.parametrize(("no_color", "said"), [("", "\x1b[32mok\x1b[0m"), ("1", "ok")])
def test_no_color_is_honoured(no_color: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("TERM", "xterm")
    assert Terminal(out=FakeTerminal(), err=io.StringIO()).verdict(True, "ok") == said


def test_a_jsonl_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "new" / "out.jsonl"
    with pytest.raises(KeyboardInterrupt), JsonlWriter(path) as writer:
        writer.write(b"{}")
        raise KeyboardInterrupt
    assert list(path.parent.iterdir()) == []
    with JsonlWriter(path) as writer:
        writer.write(b"{}")
        assert not path.exists()
    assert (path.read_bytes(), writer.lines) == (b"{}\n", 1)


def run(*argv: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "synthetic_datagen.cli.main", *argv]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environment})


def test_the_module_gives_the_exit_code_to_the_shell() -> None:
    assert run("generate", "--mode", "random").returncode == ExitCode.USAGE


def test_the_package_itself_is_the_command_line_too() -> None:
    command = [sys.executable, "-m", "synthetic_datagen", "--version"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.endswith(f"{__version__}\n")


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-", "2>/dev/full"])
def test_closed_streams_stop_no_work(closed: str, made: Path, tmp_path: Path) -> None:
    output = tmp_path / "closed.jsonl"
    words = ["-m", "synthetic_datagen", "generate", "--n", "4", "--mode", "mixed", "--output", str(output)]
    line = shlex.join([sys.executable, *words, "--artifacts", str(made / "artifacts")])
    done = subprocess.run(["sh", "-c", f"{line} {closed}"], capture_output=True, text=True, check=False)
    assert done.returncode == ExitCode.DONE
    assert "Traceback" not in done.stderr
    assert lines_of(output) == lines_of(made / "four.jsonl")


INTERRUPTED_WHILE_LOADING = """
import os, signal, sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "typer":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder())
from synthetic_datagen.cli.main import main
sys.exit(main())
"""


def test_an_interruption_while_modules_load_is_one_line_too() -> None:
    command = [sys.executable, "-c", INTERRUPTED_WHILE_LOADING, "build"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (ExitCode.INTERRUPTED, "error: interrupted\n")


def test_a_build_that_finds_the_disk_full_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    where = ["-m", "synthetic_datagen", "build", "--quiet", "--artifacts", str(tmp_path)]
    assert run("build", "--quiet", "--artifacts", str(tmp_path)).returncode == ExitCode.DONE
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    line = shlex.join([sys.executable, *where])
    done = subprocess.run(["sh", "-c", f"ulimit -f 8; {line}"], capture_output=True, text=True, check=False)
    assert done.returncode == ExitCode.ERROR
    assert "registry.json: cannot be written (File too large); make room on the disk" in done.stderr
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_terminal_that_knows_only_ascii_still_gets_every_line(made: Path) -> None:
    done = run("inspect", "--input", str(made / "four.jsonl"), "--verbose", PYTHONIOENCODING="ascii")
    assert done.returncode == ExitCode.DONE
    assert "\\u2192 output fields" in done.stdout


def test_a_reader_that_goes_away_is_no_error(made: Path, tmp_path: Path) -> None:
    many = written(tmp_path / "many.jsonl", lines_of(made / "four.jsonl") * 200)
    command = [sys.executable, "-m", "synthetic_datagen.cli.main", "inspect", "--verbose", "--input", many]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == ExitCode.DONE


def test_a_full_disk_behind_stdout_is_one_line_and_exit_code_1() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    command = [sys.executable, "-m", "synthetic_datagen.cli.main", "--help"]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (ExitCode.ERROR, 1)


@pytest.mark.parametrize(
    ("sent", "code", "word"),
    [
        (signal.SIGINT, ExitCode.INTERRUPTED, "interrupted"),
        (signal.SIGTERM, ExitCode.TERMINATED, "terminated"),
        (signal.SIGHUP, ExitCode.HUNG_UP, "hung up"),
    ],
)
def test_a_run_that_a_signal_ends_says_so_and_leaves_no_half_written_file(
    sent: signal.Signals, code: ExitCode, word: str, made: Path, tmp_path: Path
) -> None:
    output = tmp_path / "long.jsonl"
    where = ["--artifacts", str(made / "artifacts"), "--output", str(output)]
    command = [sys.executable, "-m", "synthetic_datagen.cli.main", "generate", "--n", "1000000", "--quiet", *where]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        part = output.with_name("long.jsonl.part")
        while process.poll() is None and not (part.exists() and part.stat().st_size):
            time.sleep(0.02)
        process.send_signal(sent)
        assert process.stderr is not None
        assert process.stderr.read() == f"error: {word}\n"
    assert process.returncode == code
    assert list(tmp_path.iterdir()) == []


def test_the_typer_app_is_found_where_the_command_starts() -> None:
    from typer import Typer

    from synthetic_datagen.cli import main as door

    assert isinstance(door.app, Typer)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = door.nothing
