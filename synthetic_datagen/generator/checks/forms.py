"""Forms and places: a value is of the form that its argument's name says, and in the argument that the words name.

{"city": "2026-09-01", "check_in": "Paris"}                    a city is no date, and a date has digits
"from GBP to CAD"  {"from_currency": "CAD", "to_currency": "GBP"}   told for the other end
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from ...common.json_types import JsonObject
from ...common.pointers import escape, tokens
from ...graph.naming import name_words
from ...world.roles import role
from .leaks import is_id_key
from .view import View, Violation
from .words import token_at

_DATE_OR_TIME = re.compile(r"\d{4}-\d{2}-\d{2}(?:T.*)?|\d{1,2}:\d{2}(?::\d{2})?")
_HAS_DIGIT = re.compile(r"\d")
_NAMES = frozenset({"city", "country", "location", "name", "title", "address", "street", "keyword", "query", "genre"})
_CALLED = {
    **dict.fromkeys(("date", "checkin", "checkout"), "date"),
    **dict.fromkeys(("limit", "page", "year", "offset"), "count"),
    **dict.fromkeys(("lat", "latitude"), "latitude"),
    **dict.fromkeys(("lng", "lon", "longitude"), "longitude"),
    "email": "e-mail address",
    "url": "link",
}
_FULL = {"lat": "latitude", "lng": "longitude", "lon": "longitude"}
_NEAR = 30  # characters before a value in which that word stands
_BEFORE = re.compile(r"(\w+)[\s(\"“]*$")


def values_have_their_form(view: View) -> Iterator[Violation]:
    """ARG_MISPLACED: an argument is called a city, a date, a latitude or the like, and its value cannot be one.

    It does not see one city in the place of another, nor arguments whose names say nothing.
    """
    for index, call in enumerate(view.calls):
        for name, value in call["parameters"].items():
            form = _form(name)
            if form and isinstance(value, str | int | float) and not _FORMS[form](str(value)):
                place = f"/tool_calls/{index}/parameters/{escape(name)}"
                yield Violation("ARG_MISPLACED", place, f"{value!r} can be no {form}")


@lru_cache(maxsize=8192)
def _form(name: str) -> str:
    """What the name of an argument says of its form; "" for nothing."""
    words = name_words(name)
    if is_id_key(name) or (words and words[-1] in _NAMES):
        return "name"
    if words[:2] in (("check", "in"), ("check", "out")):
        return "date"
    return _CALLED.get(words[-1], "") if words else ""


def _is_name(text: str) -> bool:
    return _DATE_OR_TIME.fullmatch(text) is None


def _is_count(text: str) -> bool:
    return text.removesuffix(".0").isdecimal()


def _is_date(text: str) -> bool:
    return _HAS_DIGIT.search(text) is not None


def _is_latitude(text: str, most: int = 90) -> bool:
    try:
        return abs(float(text)) <= most
    except ValueError:
        return False


def _is_longitude(text: str) -> bool:
    return _is_latitude(text, 180)


_FORMS: Mapping[str, Callable[[str], bool]] = {
    "name": _is_name,
    "date": _is_date,
    "count": _is_count,
    "latitude": _is_latitude,
    "longitude": _is_longitude,
    "e-mail address": lambda text: "@" in text,
    "link": lambda text: "." in text,
}


def values_stand_where_they_are_told(view: View) -> Iterator[Violation]:
    """ARG_MISPLACED: the word before a value, or the name of the field that gave it, is another argument's of the call.

    It does not see values that are told without such a word.
    """
    arguments = {call["id"]: list(call["parameters"]) for call in view.calls if len(call["parameters"]) > 1}
    for index, row in enumerate(view.rows):
        told = _FOR_ANOTHER.get(row["source"]) if row.get("transform") != "yes_no" else None
        if told is None or row["call_id"] not in arguments:
            continue
        own = tokens(row["argument"])[0]
        problem = told(view, row, own, [name for name in arguments[row["call_id"]] if name != own])
        if problem:
            yield Violation("ARG_MISPLACED", f"/provenance/{index}", problem)


def _given_for_another(view: View, row: JsonObject, own: str, others: list[str]) -> str:
    field = _full(row["path"].rpartition("/")[2])
    other = next((name for name in others if _full(name) == field), "")
    return f"{row['path']} is what {other} is called" if other and set(field).isdisjoint(_full(own)) else ""


def _said_for_another(view: View, row: JsonObject, own: str, others: list[str]) -> str:
    text = view.messages[row["message"]]["content"] if row["message"] < len(view.messages) else ""
    return said_for_another(text, row["surface"], own, others)


def said_for_another(text: str, surface: str, own: str, others: Sequence[str]) -> str:
    """How the words before a value name another argument of its call; "" where they do not."""
    end = max(token_at(text, surface), 0)
    found = _BEFORE.search(text, max(end - _NEAR, 0), end)
    word = found[1].casefold() if found else ""
    if word in ("from", "to"):
        misplaced = role(own) not in ("", word) and any(role(name) == word for name in others)
        return f"is told behind {word!r}" if misplaced else ""
    other = next((name for name in others if word in _full(name)), "") if word in _FULL.values() else ""
    return f"is told as the {word}, which {other} is" if other and word not in _full(own) else ""


_FOR_ANOTHER = {"tool_output": _given_for_another, "user": _said_for_another}


@lru_cache(maxsize=8192)
def _full(name: str) -> tuple[str, ...]:
    """The words of a name, abbreviated ones in full."""
    return tuple(_FULL.get(word, word) for word in name_words(name))
