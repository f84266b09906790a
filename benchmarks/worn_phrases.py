"""Which phrases the offline writer wears out: python benchmarks/worn_phrases.py RECORDS [RECORDS ...]

Counts, over the user turns of files that `generate` wrote, in how many conversations of a thousand any three words in
a row stand, and writes those of at least LEAST in one of the files to `synthetic_datagen/writer/phrases/worn.txt`. To
be run again when the phrase material has changed much; the writer prefers wordings that hold few of them
(`writer/wear.py`).
"""

import argparse
from collections import Counter
from pathlib import Path

import orjson

from synthetic_datagen.writer.phrasebook import PHRASES
from synthetic_datagen.writer.wear import threes

LEAST = 1.5  # of a thousand conversations


def main() -> None:
    """Count, and write the list."""
    parser = argparse.ArgumentParser(description="Find worn phrases.")
    parser.add_argument("records", nargs="+", type=Path)
    shares: dict[str, float] = {}
    for path in parser.parse_args().records:
        for three, share in _shares(path).items():
            shares[three] = max(shares.get(three, 0.0), share)
    worn = sorted(
        (three for three, share in shares.items() if share >= LEAST and not any(sign.isdigit() for sign in three)),
        key=lambda three: (-shares[three], three),
    )
    lines_out = [f"{shares[three]:.0f}\t{three}" for three in worn]
    (PHRASES / "worn.txt").write_text("\n".join(lines_out) + "\n", encoding="utf-8")
    print(f"{len(worn)} worn phrases among {len(shares)}")


def _shares(path: Path) -> dict[str, float]:
    """Of a thousand conversations of a file, how many hold each phrase."""
    counts: Counter[str] = Counter()
    conversations = 0
    with path.open("rb") as lines:
        for line in lines:
            conversations += 1
            turns = [m["content"] for m in orjson.loads(line)["messages"] if m["role"] == "user"]
            counts.update({three for turn in turns for three in threes(turn)})
    return {three: 1000 * count / conversations for three, count in counts.items()}


if __name__ == "__main__":
    main()
