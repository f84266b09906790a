"""Spoken numbers: words for numbers and back. Pure; used by `transforms` and by those who put numbers into words.

in_words(25)                    "twenty-five"
number_words("half a million")  500000        number_words("1.5k")  1500        number_words("a couple of")  2
"""

import json
import re
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from .json_types import Json

_DATA = Path(__file__).parent / "data" / "spoken_numbers.json"
_FIGURE = re.compile(r"(?P<number>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,9})?) ?(?P<scale>[a-z]+)?")
_PART = re.compile(r"(?P<part>half|a quarter of) an? (?P<scale>[a-z]+)")
_PARTS = {"half": Fraction(1, 2), "a quarter of": Fraction(1, 4)}
MOST_IN_WORDS = 999_999


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Json]:
    table: Mapping[str, Json] = json.loads(_DATA.read_text(encoding="utf-8"))
    return table


@lru_cache(maxsize=1)
def numerals() -> frozenset[str]:
    """All words of which numbers are made: "twenty", "dozen", "half", "a"."""
    data = _data()
    own = {word for key in ("fixed", "scales") for words in data[key] for word in words.split()}
    return frozenset({*data["small"], *data["tens"], *own, "a", "an", "and", "half", "quarter", "quarters"})


def in_words(number: int) -> str:
    """The number in words: 0 to 999,999; raises ValueError beyond."""
    if not 0 <= number <= MOST_IN_WORDS:
        raise ValueError(f"not in words: {number}")
    if number < 20:
        return str(_data()["small"][number])
    if number < 100:
        ten, one = divmod(number, 10)
        return "-".join([_data()["tens"][ten - 2], *([in_words(one)] if one else [])])
    scale, name = (100, "hundred") if number < 1000 else (1000, "thousand")
    many, rest = divmod(number, scale)
    joint = " and " if 0 < rest < 100 else " "
    return f"{in_words(many)} {name}{joint}{in_words(rest)}" if rest else f"{in_words(many)} {name}"


def number_words(words: str) -> int | float:
    """The number that words or figures say: "two", "a dozen", "twenty-five", "half a million", "1.5k", "1,200".

    Raises ValueError on all else; "a" alone is an article, no number.
    """
    return plain(exact_number(words))


def exact_number(words: str) -> Fraction:
    """Like `number_words`, without rounding."""
    text = " ".join(words.lower().split())
    fixed = _data()["fixed"].get(text)
    if fixed is not None:
        return Fraction(fixed)
    if match := _PART.fullmatch(text):
        return _PARTS[match["part"]] * _scale(match["scale"], words)
    if match := _FIGURE.fullmatch(text):
        scale = _scale(match["scale"], words) if match["scale"] else 1
        return Fraction(match["number"].replace(",", "")) * scale
    return Fraction(_spelled(text, words))


def plain(number: Fraction) -> int | float:
    """A whole number as int, any other as float."""
    return int(number) if number.denominator == 1 else float(number)


def _scale(name: str, words: str) -> int:
    scale: int | None = _data()["scales"].get(name)
    if scale is None:
        raise ValueError(f"no number: {words!r}")
    return scale


def _spelled(text: str, words: str) -> int:
    """A number in words, "a hundred" included. What is no English numeral is told by putting the result into words."""
    text = re.sub(r"^an? (?=hundred\b|thousand\b|million\b|billion\b)", "one ", text)
    front, name, rest = "", "", text
    for scale in ("million", "billion"):
        if text.endswith(f" {scale}"):
            front, name, rest = text.removesuffix(f" {scale}"), scale, ""
    number = _sum(front or rest)
    if number is None or _bare(in_words(number)) != _bare(front or rest):
        raise ValueError(f"no number: {words!r}")
    return number * (_scale(name, words) if name else 1)


def _bare(numeral: str) -> list[str]:
    return [word for word in numeral.replace("-", " ").split() if word != "and"]


def _sum(numeral: str) -> int | None:
    """What a numeral below a million adds up to, however odd its order; None where a word is none."""
    thousands = total = 0
    for word in _bare(numeral):
        if word in _data()["small"]:
            total += _data()["small"].index(word)
        elif word in _data()["tens"]:
            total += 10 * (_data()["tens"].index(word) + 2)
        elif word == "hundred":
            total *= 100
        elif word == "thousand":
            thousands, total = thousands + total * 1000, 0
        else:
            return None
        if thousands + total > MOST_IN_WORDS:
            return None
    return thousands + total
