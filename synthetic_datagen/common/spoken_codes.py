"""Spoken codes: what people say for the code of a currency, a country, a language, an airport. Pure.

code_of("currency_code", "euros")    "EUR"
money("EUR", "€1,200")               1200        money("EUR", "200 euros")   200        money("EUR", "$200")  raises
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from .spoken_numbers import number_words

_DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=1)
def spoken_codes() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """By table ("currency_code") and code ("EUR"): what people say for it, the usual words first."""
    tables = json.loads((_DATA / "spoken_codes.json").read_text(encoding="utf-8"))
    return {table: {code: tuple(words) for code, words in rows.items()} for table, rows in tables.items()}


@lru_cache(maxsize=1)
def currency_signs() -> Mapping[str, str]:
    """By currency, the sign that stands for it alone: "$" is US dollars, since people name the other dollars."""
    signs: Mapping[str, str] = json.loads((_DATA / "spoken_money.json").read_text(encoding="utf-8"))
    return signs


@lru_cache(maxsize=8)
def _codes(table: str) -> Mapping[str, str]:
    return {words.casefold(): code for code, spoken in spoken_codes()[table].items() for words in spoken}


def code_of(table: str, words: str) -> str:
    """The code that a table of `data/spoken_codes.json` gives for the words: "euros" -> "EUR", "France" -> "FR"."""
    code = _codes(table).get(words.strip().casefold())
    if code is None:
        raise ValueError(f"no {table.replace('_', ' ')}: {words!r}")
    return code


def money(currency: str, words: str) -> int | float:
    """The number in an amount of `currency`: of "€200", "200 euros", "1.2 million EUR". Raises ValueError on others."""
    text = " ".join(words.casefold().split())
    sign = currency_signs().get(currency)
    if sign and text.startswith(sign):
        return number_words(text.removeprefix(sign))
    for name in (currency, *spoken_codes()["currency_code"][currency]):
        if text.endswith(f" {name.casefold()}"):
            return number_words(text.removesuffix(f" {name.casefold()}"))
    raise ValueError(f"no amount of {currency}: {words!r}")
