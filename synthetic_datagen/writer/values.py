"""Values: what a field of an output holds, as a person says it.

say_value(Field("date", DATE, ...), "2026-07-14", "")             Said("July 14, 2026", Form.DAY)
say_value(Field("price", PRICE, ...), 8.5, "EUR")                 Said("8.50 EUR", Form.NUMBER, unit=True)
say_value(Field("humidity", HUMIDITY, ...), 66, "")               Said("66%", Form.NUMBER, unit=True)

What is not said as it stands is said by a rendering of `common/renderings.py`, so that the verifier can derive it.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from ..common.json_types import Json
from ..common.kinds import Kind
from ..common.renderings import render
from ..common.spoken_codes import currency_signs
from .inflection import quoted, singular_of
from .labels import words_of
from .phrasebook import book, read_phrases

MONEY = frozenset((Kind.PRICE, Kind.AMOUNT))
_LONGEST = 140
_LONGEST_BARE = 5  # words; longer values are quoted
_CLOCKS = frozenset(("time", "at", "start", "end", "opening", "closing"))
_LENGTHS = frozenset(("duration", "cooking", "preparation", "travel", "running", "response", "execution"))
_UNGROUPED = frozenset(("year", "number", "code", "status", "version", "index", "season", "port", "isbn", "season"))
_DEGREES = frozenset(("c", "f", "k", "celsius", "fahrenheit"))
_PERCENT = frozenset(("percent", "pct", "percentage"))


class Form(StrEnum):
    """What a value looks like when it is said: "on" stands before a day, "at" before a time."""

    DAY = "day"
    MOMENT = "moment"
    CLOCK = "clock"
    NUMBER = "number"
    ADJECTIVE = "adjective"
    TEXT = "text"
    QUOTE = "quote"
    FLAG = "flag"


@lru_cache(maxsize=4)
def value_words(name: str) -> frozenset[str]:
    """One list of `phrases/values.yaml`."""
    return frozenset(read_phrases("values")[name])


@dataclass(frozen=True, slots=True)
class Said:
    """A value in words. `unit`: it ends in a unit or a currency."""

    words: str
    form: Form
    unit: bool = False


def say_value(key: str, kind: Kind, label: str, value: Json, money: str = "") -> Said:
    """A scalar that is worth saying, in words; no words for others. `money`: the sign or code of its currency."""
    if isinstance(value, str):
        return _say_text(kind, label, value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Said("", Form.TEXT)
    return _say_number(key, kind, label, value, money)


@lru_cache(maxsize=16384)
def _say_text(kind: Kind, label: str, value: str) -> Said:
    if value[:1].isdecimal() and ("-" in value or ":" in value) and (said := _in_time(kind, label, value)):
        return said
    words = text_of(value)
    if kind is Kind.WEATHER_CONDITION:
        return _condition(words)
    if kind is Kind.CUISINE and words not in value_words("diets"):
        return Said(words.capitalize(), Form.TEXT)
    is_text = kind in (Kind.TEXT, Kind.DESCRIPTION)
    if words and (is_text or len(words.split()) > _LONGEST_BARE) and not words[0].isdigit():
        return Said(quoted(words), Form.QUOTE)
    return Said(words, Form.TEXT)


def _in_time(kind: Kind, label: str, value: str) -> Said | None:
    """A day, a time of day or both; None where the text is none, or where "02:30" is a length."""
    for form in (Form.MOMENT, Form.DAY, Form.CLOCK):
        if (form is not Form.CLOCK or _is_clock(kind, label)) and (words := render(form.value, value)):
            return Said(words, form)
    return None


def _is_clock(kind: Kind, label: str) -> bool:
    words = set(label.split())
    return kind is Kind.TIME or (bool(words & _CLOCKS) and not words & _LENGTHS)


def _condition(words: str) -> Said:
    """ "cloudy" is what the weather is, "rain" what there is, and "a thunderstorm" is one."""
    last = words.rpartition(" ")[2]
    if last.endswith("y") or last in value_words("weather_adjectives"):
        return Said(words, Form.ADJECTIVE)
    return Said(f"a {words}" if last.endswith("storm") else words, Form.TEXT)


def _say_number(key: str, kind: Kind, label: str, value: float, money: str) -> Said:
    if kind in MONEY:
        return _say_money(render("money", value), money)
    plain = label.rpartition(" ")[2] in _UNGROUPED or kind in (Kind.YEAR, Kind.ENTITY_ID, Kind.CODE)
    said = number_text(value) if plain else render("grouped", value)
    if kind is Kind.TEMPERATURE and not _DEGREES & set(words_of(key)):
        return Said(f"{said} {'degree' if value == 1 else 'degrees'}", Form.NUMBER, True)
    if kind is Kind.HUMIDITY and isinstance(value, int) and 0 <= value <= 100:
        return Said(f"{said}%", Form.NUMBER, True)
    unit = _unit(key, label, value == 1)
    return Said(said + unit, Form.NUMBER, bool(unit))


def _say_money(amount: str, money: str) -> Said:
    if not money or len(money) == len("EUR"):
        return Said(f"{amount} {money}" if money else amount, Form.NUMBER, bool(money))
    minus = "-" if amount.startswith("-") else ""
    return Said(f"{minus}{money}{amount.removeprefix('-')}", Form.NUMBER, True)


def money_of(code: str, signs: bool) -> str:
    """What is said for a currency: its sign, where it has one and `signs` are said, else its code."""
    return currency_signs().get(code, code) if signs else code


@lru_cache(maxsize=65536)
def _unit(key: str, label: str, one: bool) -> str:
    """The unit behind a number: the key's own last word ("duration_minutes"), or a percent sign."""
    words = words_of(key)
    if len(words) > 1 and (words[-1] in _PERCENT or words[0] in _PERCENT):
        return "%"
    unit = book().short_units.get(words[-1], "") if len(words) > 1 else ""
    unit = singular_of(unit) if one else unit
    return "" if not unit or label.endswith(unit) else f" {unit}"


def value_text(value: Json) -> str:
    """A value as it stands: numbers in figures, long texts cut at a word; "" for what is not worth saying."""
    if isinstance(value, str):
        return text_of(value)
    return number_text(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def number_text(value: float) -> str:
    """The figures of a number: 8700.0 is "8700"."""
    return str(value) if isinstance(value, int) else repr(value).removesuffix(".0")


@lru_cache(maxsize=4096)
def text_of(value: str) -> str:
    """A text with single spaces, cut where it is long; "" for links, markup and the like."""
    text = " ".join(value.split())
    if not text or "://" in text or "{" in text or "<" in text or text.startswith(("[", "data:")):
        return ""
    if "_" in text and text.replace("_", "").isalpha() and text.islower():
        return text.replace("_", " ")
    return text if len(text) <= _LONGEST else _cut(text)


def _cut(text: str) -> str:
    """The beginning of a long text: whole sentences where one ends early enough, else whole words."""
    part = text[:_LONGEST]
    for mark in (". ", "! ", "? "):
        if part.rfind(mark) > _LONGEST // 3:
            return part[: part.rfind(mark)]
    return part[: part.rfind(" ")].rstrip(" ,;:-") if " " in part else part


def said_values(*documents: Json) -> frozenset[str]:
    """All scalars of the documents as they stand, in lower case: what is known already."""
    said: set[str] = set()
    for document in documents:
        _add_texts(document, said)
    return frozenset(said)


def _add_texts(value: Json, said: set[str]) -> None:
    if isinstance(value, dict):
        for item in value.values():
            _add_texts(item, said)
    elif isinstance(value, list):
        for item in value:
            _add_texts(item, said)
    elif text := value_text(value):
        said.add(text.casefold())
