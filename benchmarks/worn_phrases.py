"""Which phrases the offline writer wears out: python benchmarks/worn_phrases.py RECORDS [RECORDS ...]

Counts, over the user turns of files that `generate` wrote, in how many conversations of a thousand any three words in a
row stand, and writes those of at least LEAST to `synthetic_datagen/writer/phrases/worn.txt`. To be run again when the
phrase material has changed much; the writer prefers wordings that hold few of them (`writer/wear.py`).
"""

import argparse
from collections import Counter
from pathlib import Path

import orjson

from synthetic_datagen.writer.phrasebook import PHRASES
from synthetic_datagen.writer.wear import threes

LEAST = 2.0  # of a thousand conversations


def main() -> None:
    """Count, and write the list."""
    parser = argparse.ArgumentParser(description="Find worn phrases.")
    parser.add_argument("records", nargs="+", type=Path)
    counts: Counter[str] = Counter()
    conversations = 0
    for path in parser.parse_args().records:
        with path.open("rb") as lines:
            for line in lines:
                conversations += 1
                turns = [m["content"] for m in orjson.loads(line)["messages"] if m["role"] == "user"]
                counts.update({three for turn in turns for three in threes(turn)})
    shares = {three: 1000 * count / conversations for three, count in counts.items()}
    worn = sorted(
        (three for three, share in shares.items() if share >= LEAST and not any(sign.isdigit() for sign in three)),
        key=lambda three: (-shares[three], three),
    )
    lines_out = [f"{shares[three]:.0f}\t{three}" for three in worn]
    (PHRASES / "worn.txt").write_text("\n".join(lines_out) + "\n", encoding="utf-8")
    print(f"{len(worn)} worn phrases among {len(shares)} in {conversations} conversations")


if __name__ == "__main__":
    main()
