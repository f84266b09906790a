"""Checks: what a text must not contain, whoever wrote it.

problems("Book hotel_id {hotel} at  None")   ["braces", "double space", "None", "underscored name: hotel_id"]
"""

import re
from collections.abc import Iterable

_UNDERSCORED = re.compile(r"\b[A-Za-z]+(?:_[A-Za-z0-9]+)+\b")
_ARTICLES = re.compile(r"\ba (?=[aeio]\w)(?!one\b|once\b|eu)|\ban (?=[bcdfgjkpqtvwz])", re.I)
_REPEATED = re.compile(r"\b(the|a|an|of|for|in|is|to|and) \1\b", re.I)
_RULES = (
    ("braces", re.compile(r"[{}]")),
    ("double space", re.compile(r"  ")),
    ("None", re.compile(r"\bNone\b|\bnull\b|\bundefined\b")),
    ("space before a mark", re.compile(r" [,.!?](?=\s|$)")),
    ("doubled mark", re.compile(r"[,.;:]{2}|[?!]\.")),
    ("article", _ARTICLES),
    ("repeated word", _REPEATED),
)


def problems(text: str, values: Iterable[str] = ()) -> list[str]:
    """The faults of a text, [] for none. `values` (slot values, ids and texts of outputs) are exempt from the rules."""
    rest = text
    for value in sorted({value for value in values if value}, key=len, reverse=True):
        rest = rest.replace(value, "x")
    found = [name for name, rule in _RULES if rule.search(rest)]
    found.extend(f"underscored name: {name}" for name in _UNDERSCORED.findall(rest))
    return found if text.strip() else ["empty"]
