"""How the words of generated conversations compare with words that people would write.

    python benchmarks/bench_text.py RECORDS [RECORDS ...] [--queries FOLDER]      needs: pip install '.[bench]'

For each file: Self-BLEU, distinct-2 and -3, nearest neighbours and mean length of the user turns, joined for each
conversation, over AT_ONCE conversations drawn by a fixed seed (figures of other numbers of texts do not compare);
then over the whole file exact duplicates of first user turns, the longest sentence, leftovers, faults of language
(`writer/checks`) and suspicious tokens: words in small letters, outside of values, names and what tools say, that no
English word list holds. `--queries` takes a folder of ToolBench query files: the same figures for them, and how well
a logistic regression on words and pairs of words tells our first user turns from them (AUC over five folds; 0.5 is
chance, 1.0 means that anyone can tell).

Definitions: tokens of distinct-n and Jaccard are `\\w+` in small letters; Self-BLEU is the mean of sacrebleu's
sentence BLEU of each text against all others (Zhu et al. 2018, arXiv 1802.01886); nearest is the share of texts whose
set of three-word shingles has a Jaccard of at least 0.5 with that of another.
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
from sacrebleu import sentence_bleu
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from spellchecker import SpellChecker

from synthetic_datagen.graph.naming import name_words
from synthetic_datagen.writer.checks import problems

AT_ONCE = 100
SEED = 0
_WORD = re.compile(r"\w+")
_PLAIN = re.compile(r"(?<![\w@./'-])[a-z]+(?:'[a-z]+)?(?![\w@/]|-[a-z]|\.[a-z])")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^' ][^']*'(?!\w)")
_SENTENCE = re.compile(r"(?<=[.!?]) ")
_ADDRESS = re.compile(r"\S*[@/]\S*")
_LEFTOVER = re.compile(r"[{}]|\bNone\b|\bnull\b|  |\b[a-z]+_[a-z_]*[a-z]\b")


@dataclass
class Texts:
    """What is gathered of one file."""

    joined: list[str] = field(default_factory=list)
    first: list[str] = field(default_factory=list)
    longest: int = 0
    tokens: int = 0
    suspects: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the words of generated conversations.")
    parser.add_argument("records", nargs="+", type=Path)
    parser.add_argument("--queries", type=Path)
    options = parser.parse_args()
    queries = sorted(set(read_queries(options.queries))) if options.queries else []
    print(f"{'':28}{'length':>7}{'dist-2':>8}{'dist-3':>8}{'S-BLEU':>8}{'near':>7}")
    if queries:
        print(f"{'queries of ToolBench':28}{diversity(some(queries))}", flush=True)
    for path in options.records:
        report(path, queries)


def report(path: Path, queries: Sequence[str]) -> None:
    texts = gather(path)
    print(f"{path.stem:28}{diversity(some(texts.joined))}")
    print(f"{'  first user turns':28}{diversity(some(texts.first))}")
    repeated = len(texts.first) - len(set(texts.first))
    print(f"  {len(texts.first)} conversations: {repeated} repeated first turns ({repeated / len(texts.first):.2%});")
    print(f"  longest sentence {texts.longest} words; faults of language {dict(texts.faults) or 'none'}")
    suspicious = sum(texts.suspects.values())
    print(f"  suspicious tokens {suspicious} of {texts.tokens}, one in {texts.tokens / max(1, suspicious):.0f}", end="")
    print(f": {', '.join(f'{word} {count}' for word, count in texts.suspects.most_common(12))}")
    if queries:
        print(f"  AUC against the queries {auc(texts.first[: len(queries)], queries):.4f}", flush=True)


def some(texts: Sequence[str]) -> list[str]:
    return random.Random(SEED).sample(list(texts), min(AT_ONCE, len(texts)))


def diversity(texts: Sequence[str]) -> str:
    words = [_WORD.findall(text.lower()) for text in texts]
    length = sum(map(len, words)) / len(words)
    bleu = sum(sentence_bleu(one, [*texts[:at], *texts[at + 1 :]]).score for at, one in enumerate(texts)) / len(texts)
    return f"{length:7.1f}{distinct(words, 2):8.3f}{distinct(words, 3):8.3f}{bleu:8.1f}{near(words):7.2f}"


def distinct(words: Sequence[list[str]], n: int) -> float:
    grams = [tuple(one[at : at + n]) for one in words for at in range(len(one) - n + 1)]
    return len(set(grams)) / len(grams)


def near(words: Sequence[list[str]]) -> float:
    shingles = [{tuple(one[at : at + 3]) for at in range(len(one) - 2)} for one in words]
    alike = [
        any(len(one & other) >= 0.5 * len(one | other) > 0 for other in shingles if other is not one)
        for one in shingles
    ]
    return sum(alike) / len(alike)


def gather(path: Path) -> Texts:
    texts, known = Texts(), SpellChecker().word_frequency
    with path.open("rb") as lines:
        for line in lines:
            record = orjson.loads(line)
            turns = [m["content"] for m in record["messages"] if m["role"] == "user"]
            texts.joined.append(" ".join(turns))
            texts.first.append(turns[0])
            look_at(record, texts, known)
    return texts


def look_at(record: dict[str, Any], texts: Texts, known: Any) -> None:
    """Sentences, faults and suspicious tokens of all that is said in one conversation."""
    values = {row["surface"] for row in record["provenance"] if row["source"] == "user"}
    shown = set(_strings([output["output"] for output in record["tool_outputs"]])) | values
    spoken = {word for text in (*shown, *_tool_texts(record)) for word in _WORD.findall(text.lower().replace("_", " "))}
    for message in record["messages"]:
        text = message["content"]
        if message["role"] == "tool" or not text:
            continue
        texts.longest = max(texts.longest, *(len(one.split()) for one in _SENTENCE.split(_QUOTED.sub("x", text))))
        rest = _ADDRESS.sub("Xx", text)
        for value in sorted(shown, key=len, reverse=True):
            rest = rest.replace(value, "Xx") if len(value) > 1 else rest
        texts.faults.update(_LEFTOVER.findall(rest))
        texts.faults.update(problems(_ADDRESS.sub("Xx", text), shown))
        words = _PLAIN.findall(_QUOTED.sub(" Xx ", rest))
        texts.tokens += len(words)
        texts.suspects.update(word for word in words if word not in spoken and not _is_word(word, known))


def _is_word(word: str, known: Any) -> bool:
    return word in known or word.removesuffix("'s") in known or word in ("i'm", "i'd", "i've", "i'll")


def _tool_texts(record: dict[str, Any]) -> Iterator[str]:
    for tool in record["tools"]:
        yield " ".join(name_words(tool["name"].replace("::", " ")))
        yield tool["description"]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def read_queries(folder: Path) -> Iterator[str]:
    """The `query` of each entry of ToolBench query files: JSON lists, or an object a line."""
    for path in sorted(folder.glob("*.json*")):
        text = path.read_bytes()
        entries = [orjson.loads(line) for line in text.splitlines()] if path.suffix == ".jsonl" else orjson.loads(text)
        yield from (entry["query"] for entry in entries if isinstance(entry.get("query"), str))


def auc(ours: Sequence[str], theirs: Sequence[str]) -> float:
    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, token_pattern=r"\w+|[^\w\s]"), LogisticRegression(max_iter=1000)
    )
    texts, labels = [*ours, *theirs], [1] * len(ours) + [0] * len(theirs)
    folds = StratifiedKFold(5, shuffle=True, random_state=SEED)
    scores = cross_val_predict(model, texts, labels, cv=folds, method="predict_proba")[:, 1]
    return float(roc_auc_score(labels, scores))


if __name__ == "__main__":
    main()
