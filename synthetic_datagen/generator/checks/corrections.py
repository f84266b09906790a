"""Corrections: what a user takes back is used no more.

{"argument": "/city", "source": "user", "message": 2, "surface": "Rome", "replaces": {"message": 0, "surface": "Lyon"}}
"""

from collections.abc import Iterator

from ...common.json_types import JsonObject
from .view import View, Violation
from .words import holds_word

_DENIALS = ("not", "instead of")


def corrected_values_are_gone(view: View) -> Iterator[Violation]:
    """STALE_VALUE: `replaces` names nothing that the user said before, or a later call takes what was replaced."""
    taken_back: dict[tuple[int, str], int] = {}
    for index, row in enumerate(view.rows):
        replaced = row.get("replaces")
        if replaced is None:
            continue
        problem = _problem(view, row, replaced)
        if problem:
            yield Violation("STALE_VALUE", f"/provenance/{index}/replaces", problem)
        taken_back.setdefault((replaced["message"], replaced["surface"]), row["message"])
    for index, row in enumerate(view.rows):
        if row["source"] != "user":
            continue
        since = taken_back.get((row["message"], row["surface"]), _denied(view, row))
        if since is not None and view.call_message.get(row["call_id"], -1) > since:
            message = f"{row['surface']!r} was taken back in message {since}, and this call takes it"
            yield Violation("STALE_VALUE", f"/provenance/{index}", message)


def _denied(view: View, row: JsonObject) -> int | None:
    """The turn that says of a value told before that it is not meant: "Rome, not Lyon", "Rome instead of Lyon"."""
    made = view.call_message.get(row["call_id"], 0)
    for number in range(row["message"] + 1, made):
        message = view.messages[number]
        if message["role"] == "user" and denies(message["content"], row["surface"]):
            return number
    return None


def denies(text: str, surface: str) -> bool:
    """Whether a text says that a value is not meant: "not Lyon", "instead of Lyon"."""
    return any(holds_word(text, f"{denial} {quote}{surface}{quote}") for denial in _DENIALS for quote in ("", '"'))


def _problem(view: View, row: JsonObject, replaced: JsonObject) -> str:
    before, surface = replaced["message"], replaced["surface"]
    if row["source"] != "user" or not before < row["message"]:
        return "what is replaced must have been said before"
    if before >= len(view.messages) or view.messages[before]["role"] != "user":
        return f"message {before} is not the user's"
    if surface not in view.messages[before]["content"]:
        return f"no {surface!r} in message {before}"
    return "is the same value" if surface.casefold() == row["surface"].casefold() else ""
