"""Dates: what is told from a day rests on a day that the user has told.

user "A table for Friday, please. It's Monday, July 6, 2026 today."
{"surface": "Friday", "transform": "date_from:2026-07-06", ...}     metadata.today is "2026-07-06"
"""

from collections.abc import Iterator

from ...common.json_types import JsonObject
from ...common.pointers import resolve
from ...common.spoken_dates import stated
from ...common.transforms import context_of
from .view import View, Violation


def today_is_stated(view: View) -> Iterator[Violation]:
    """UNSTATED_TODAY: a date is told from a day that no user message before it states in full, with its weekday.

    It does not see a second statement of another day, nor dates in words that no call takes.
    """
    metadata = view.record["metadata"]
    today = metadata.get("today")
    said = _first_statement(view, today) if today is not None else None
    if ("relative_dates" in metadata["behaviours"]) != (today is not None):
        yield Violation(
            "UNSTATED_TODAY",
            "/metadata/behaviours",
            f"relative_dates is tagged where a today is stated, and only there; today is {today}",
        )
    if today is not None and said is None:
        yield Violation("UNSTATED_TODAY", "/metadata/today", f"no user message states {today}")
    for index, row in enumerate(view.rows):
        day = context_of(row.get("transform", ""), "date_from")
        if not day:
            continue
        if day != today:
            yield Violation("UNSTATED_TODAY", f"/provenance/{index}", f"told from {day}, but today is {today}")
        elif said is not None and (row["source"] != "user" or said > row["message"]):
            yield Violation("UNSTATED_TODAY", f"/provenance/{index}", f"told before {day} is stated")


def starts_are_told(view: View) -> Iterator[Violation]:
    """UNSTATED_START: a date is told as a length from a day that is no argument of its call, or not told by then."""
    calls = {call["id"]: call for call in view.calls}
    for index, row in enumerate(view.rows):
        start = context_of(row.get("transform", ""), "days_after")
        if start and not any(
            other["source"] == "user"
            and other["call_id"] == row["call_id"]
            and other["message"] <= row.get("message", -1)
            and _argument(calls, other) == start
            for other in view.rows
        ):
            yield Violation("UNSTATED_START", f"/provenance/{index}", f"nobody has told {start} as a start")


def without_today(view: View, text: str) -> str:
    """The text without the words that state the record's today: no call takes them."""
    return without_day(text, view.record["metadata"].get("today"))


def without_day(text: str, today: str | None) -> str:
    """The text without the words that state that day, with its weekday and year."""
    if today:
        for words, day in stated(text):
            if day.isoformat() == today:
                text = text.replace(words, " ")
    return text


def states(text: str, today: str) -> bool:
    """Whether a text states the day in full, with its weekday."""
    return any(day.isoformat() == today for _, day in stated(text))


def _first_statement(view: View, today: str) -> int | None:
    """The first user message that states the day."""
    for number, message in enumerate(view.messages):
        if message["role"] == "user" and states(message["content"], today):
            return number
    return None


def _argument(calls: dict[str, JsonObject], row: JsonObject) -> object:
    """The value of a row's argument; None where there is none."""
    try:
        return resolve(calls[row["call_id"]]["parameters"], row["argument"])
    except LookupError:
        return None
