"""Enumerations: of several values that a turn lists for calls side by side, each goes into one.

"Look for jazz, hip hop and classical tracks."     three calls, one for each genre
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from .view import View, Violation

_BETWEEN = re.compile(r"[\"”]?,? (?:and |or )?[\"“]?")
_MISSED = re.compile(r"[\"”]?, [\"“]?[\w' -]{2,30}[\"”]?(?:,| and) [\"“]?")
_GOES_BEFORE = re.compile(r"\w[\"”]?, [\"“]?$")
_JOINED = re.compile(r" (?:and|or) ")


def every_value_listed_is_called(view: View) -> Iterator[Violation]:
    """MISSING_CALL: several calls take the values of one list of the user's words, and one of the list goes into none.

    It does not see a missing one of two, nor one behind the last "and".
    """
    for (message, name, argument), surfaces in _listed(view).items():
        if len(surfaces) > 1 and _has_gap(view.messages[message]["content"], surfaces):
            text = f"lists more than {', '.join(sorted(surfaces))} for {argument} of {name!r}"
            yield Violation("MISSING_CALL", f"/messages/{message}", text)


def _listed(view: View) -> dict[tuple[int, str, str], set[str]]:
    """The surfaces that calls of one tool, made together, take from one turn for one argument."""
    names = {
        call["id"]: call["name"] for m in view.messages for call in m.get("tool_calls", ()) if len(m["tool_calls"]) > 1
    }
    found: dict[tuple[int, str, str], set[str]] = {}
    for row in view.rows:
        if row["source"] == "user" and row["call_id"] in names and row["message"] < len(view.messages):
            place = (row["message"], names[row["call_id"]], row["argument"])
            found.setdefault(place, set()).add(row["surface"])
    return found


def _has_gap(text: str, surfaces: set[str]) -> bool:
    """Whether something that is none of the surfaces stands before, between or behind them in their list."""
    spans = sorted((text.find(surface), text.find(surface) + len(surface)) for surface in surfaces)
    if spans[0][0] < 0:
        return False  # reported by sources_rederive
    joints = [text[end:begin] for (_, end), (begin, _) in pairwise(spans)]
    if not all(map(_BETWEEN.fullmatch, joints)):
        return any(map(_MISSED.fullmatch, joints))
    return _GOES_BEFORE.search(text[: spans[0][0]]) is not None or not any(map(_JOINED.search, joints))
