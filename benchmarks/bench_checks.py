"""Checks of single turns: false alarms, surfaces found as declared, records from found surfaces, kill rates, speed.

python benchmarks/bench_checks.py artifacts --n 300
"""

import argparse
import random
import time
from collections import Counter
from pathlib import Path

from synthetic_datagen.generator.validator import validate_record
from synthetic_datagen.test.text_corruptions import CORRUPTIONS
from synthetic_datagen.test.written import Turn, Written, written
from synthetic_datagen.writer.checks import briefs_of, problems


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("artifacts", type=Path)
    parser.add_argument("--n", type=int, default=300)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--survivors", type=int, default=0, help="show this many of each corruption")
    options = parser.parse_args()
    conversations = list(written(options.artifacts, options.n, options.seed))
    turns = [turn for one in conversations for turn in one.turns()]
    clean(turns)
    surfaces(conversations, turns)
    speed(conversations, turns)
    print(f"\n{'corruption':24}{'applicable':>11}{'caught':>11}   codes")
    for name in CORRUPTIONS:
        print(row(name, turns, options.survivors), flush=True)


def clean(turns: list[Turn]) -> None:
    found = [violation for turn in turns for violation in turn.judged(turn.text)]
    styled = Counter(fault for turn in turns if turn.text for fault in problems(turn.text, values(turn)))
    print(f"{len(turns)} turns: {len(found)} alarms {dict(Counter(one.code for one in found))}, style {dict(styled)}")


def values(turn: Turn) -> list[str]:
    """The words that a turn only repeats: values, and what tools returned."""
    dues = (*turn.brief.due, *turn.brief.told)
    shown = (text for result in turn.brief.results for text in strings(result.output))
    return [*(str(due.value) for due in dues), *shown]


def strings(output: object) -> list[str]:
    if isinstance(output, dict):
        return [text for item in output.values() for text in strings(item)]
    if isinstance(output, list):
        return [text for item in output for text in strings(item)]
    return [output] if isinstance(output, str) and len(output) > 3 else []


def surfaces(conversations: list[Written], turns: list[Turn]) -> None:
    pairs = [(one, turn.located.get(one.slot)) for turn in turns for one in turn.words.surfaces]
    found = sum(there is not None for _, there in pairs)
    same = sum(there is not None and (there.text, there.transform) == (one.text, one.transform) for one, there in pairs)
    print(
        f"{len(pairs)} told values: {100 * found / len(pairs):.2f} % found, {100 * same / len(pairs):.2f} % as declared"
    )
    faulty = sum(bool(validate_record(one.as_located())) for one in conversations)
    print(f"{len(conversations)} records from the surfaces found: {faulty} faulty")


def speed(conversations: list[Written], turns: list[Turn]) -> None:
    start = time.process_time()
    for one in conversations:
        briefs_of(one.trace, one.endpoints)
    briefed = time.process_time()
    for turn in turns:
        turn.judged(turn.text)
    judged = time.process_time()
    print(f"briefs {1e3 * (briefed - start) / len(conversations):.2f} ms a conversation, ", end="")
    print(f"judging {1e3 * (judged - briefed) / len(turns):.3f} ms a turn")


def row(name: str, turns: list[Turn], survivors: int) -> str:
    applicable = caught = 0
    codes: Counter[str] = Counter()
    for number, turn in enumerate(turns):
        text = CORRUPTIONS[name](turn, random.Random(f"{name}:{number}"))
        if text is None or text == turn.text:
            continue
        applicable += 1
        found = turn.judged(text)
        caught += bool(found)
        codes.update({violation.code for violation in found})
        if not found and survivors > 0:
            survivors -= 1
            print("   survives:", text)
    share = f"{100 * caught / applicable:.2f} %" if applicable else "-"
    return f"{name:24}{applicable:11d}{share:>11}   {', '.join(code for code, _ in codes.most_common(3))}"


if __name__ == "__main__":
    main()
