"""Ten conversations over the seed tools, as a person reads them: golden/conversations.txt."""

import os
from pathlib import Path

import orjson

from synthetic_datagen import pipeline
from synthetic_datagen.common.chains import SamplingMode
from synthetic_datagen.common.json_types import JsonObject
from synthetic_datagen.common.progress import Silent
from synthetic_datagen.common.requests import GenerateRequest
from synthetic_datagen.config import load_settings

GOLDEN = Path(__file__).parent / "golden" / "conversations.txt"
SHOWN = 120  # letters of an output


def transcript(record: JsonObject) -> str:
    metadata = record["metadata"]
    lines = [f"# {metadata['conversation_id']}, {metadata['persona']}: {', '.join(metadata['behaviours']) or 'plain'}"]
    for message in record["messages"]:
        text = message["content"]
        if message["role"] == "tool":
            lines.append(f"  <- {text if len(text) <= SHOWN else text[:SHOWN] + '…'}")
        elif text:
            lines.append(f"{message['role'].capitalize()}: {text}")
        for call in message.get("tool_calls", ()):
            lines.append(f"  -> {call['name']} {orjson.dumps(call['parameters']).decode()}")
    return "\n".join(lines) + "\n"


def test_ten_conversations_read_as_in_the_golden_file(tmp_path: Path) -> None:
    settings, output = load_settings(), tmp_path / "ten.jsonl"
    pipeline.build([], tmp_path, settings, Silent())
    request = GenerateRequest(n=10, seed=2026, mode=SamplingMode.MIXED, output=output, artifacts=tmp_path)
    pipeline.generate(request, settings, Silent())
    text = "\n".join(transcript(orjson.loads(line)) for line in output.read_bytes().splitlines())
    if os.environ.get("SYNTHETIC_DATAGEN_WRITE_GOLDEN"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")
