"""`validate --json`, `--junit` and `--fail-fast`: what machines read, whatever the records hold."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import orjson
import pytest

from synthetic_datagen.cli.main import main
from synthetic_datagen.errors import ExitCode
from synthetic_datagen.test.test_validator import record


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A good record, one with two faults, a line that is no JSON, and one with a strange name."""
    faulty, strange = record(), record()
    faulty["conversation_id"] = "conv_1_0007"
    faulty["metadata"]["num_tool_calls"] = 9
    strange["conversation_id"] = 'a "b" <c> & \u0007\u202e'
    lines = [orjson.dumps(record()), orjson.dumps(faulty), b"{broken", orjson.dumps(strange)]
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"\n".join(lines) + b"\n")
    return path


def test_json_holds_the_count_and_every_violation(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "--input", str(corpus), "--json"]) == ExitCode.VIOLATIONS
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["records", "violations"]
    assert found["records"] == 4
    assert {tuple(one) for one in found["violations"]} == {("conversation_id", "code", "path", "message")}
    broken = [one for one in found["violations"] if one["code"] == "BROKEN_LINE"]
    assert [(one["conversation_id"], one["message"][:8]) for one in broken] == [("", "line 3: ")]


def test_json_is_ascii_so_that_a_stream_of_any_encoding_keeps_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    strange, path = record() | {"conversation_id": "Zürich"}, tmp_path / "in.jsonl"
    path.write_bytes(orjson.dumps(strange) + b"\n")
    main(["validate", "--input", str(path), "--json"])
    out = capsys.readouterr().out
    assert out.isascii()
    assert json.loads(out)["violations"][0]["conversation_id"] == "Zürich"


def test_json_of_a_clean_file_has_no_violations(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(orjson.dumps(record()) + b"\n")
    assert main(["validate", "--input", str(path), "--json"]) == ExitCode.DONE
    assert capsys.readouterr().out == '{"records": 1, "violations": []}\n'


def test_junit_has_a_case_for_each_line_and_a_failure_for_each_violation(corpus: Path, tmp_path: Path) -> None:
    report = tmp_path / "new" / "report.xml"
    assert main(["validate", "--input", str(corpus), "--junit", str(report), "--quiet"]) == ExitCode.VIOLATIONS
    suite = ET.parse(report).getroot()
    cases = suite.findall("testcase")
    assert (suite.get("tests"), suite.get("failures")) == ("4", "3")
    assert [case.get("name") for case in cases][:3] == ["conv_1_0000", "conv_1_0007", "line 3"]
    assert [bool(case.findall("failure")) for case in cases] == [False, True, True, True]


def test_fail_fast_stops_at_the_first_faulty_record(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "--input", str(corpus), "--json", "--fail-fast"]) == ExitCode.VIOLATIONS
    found = json.loads(capsys.readouterr().out)
    assert found["records"] == 2
    assert {one["conversation_id"] for one in found["violations"]} == {"conv_1_0007"}


def test_a_report_that_cannot_be_written_is_an_error_that_names_it(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["validate", "--input", str(corpus), "--junit", str(corpus / "x.xml")]) == ExitCode.ERROR
    assert "in.jsonl: is not a folder" in capsys.readouterr().err.splitlines()[-1]


def test_a_report_does_not_replace_what_it_is_about(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = corpus.read_bytes()
    same = corpus.parent / "." / corpus.name
    assert main(["validate", "--input", str(corpus), "--junit", str(same)]) == ExitCode.USAGE
    assert corpus.read_bytes() == before
