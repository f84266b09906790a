"""Words: whether a text holds a value as a word of its own, and what no text may hold.

says("room 412 in Paris", 412)  ->  True        says("comparison", "paris")  ->  False
"""

import re
from collections.abc import Iterator

from ...common.json_types import Json
from .view import View, Violation

_JOINTS = frozenset(".,:-/")


def says(text: str, value: Json) -> bool:
    """Whether a text holds a value as a word of its own. Flags and numbers of one digit are in any text."""
    if isinstance(value, bool) or value is None or isinstance(value, list | dict):
        return False
    words = value if isinstance(value, str) else str(value)
    return len(words) > 1 and holds_word(text.casefold(), words.casefold())


def holds_word(text: str, words: str) -> bool:
    """Whether `words` stand in `text` with no letter or digit beside them. Letter case counts."""
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        if not text[end : end + 1].isalnum() and (start == 0 or not text[start - 1].isalnum()):
            return True
        start = text.find(words, start + 1)
    return False


def holds_token(text: str, token: str) -> bool:
    """Like `holds_word`, but "12" is not in "12.5", "2026-12-01" or "12:30"."""
    return token_at(text, token) >= 0


def token_at(text: str, token: str) -> int:
    """Where a text holds a token first; -1 where it does not."""
    start = text.find(token)
    while start >= 0:
        end = start + len(token)
        if stands_alone(text, start, end):
            return start
        start = text.find(token, start + 1)
    return -1


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether what stands there is no part of a longer word, number, date or time."""
    return not _goes_on(text[end : end + 2]) and not _goes_on(text[max(start - 2, 0) : start][::-1])


def _goes_on(beside: str) -> bool:
    return beside[:1].isalnum() or (beside[:1] in _JOINTS and beside[1:].isdigit())


_SUSPECTS = ("{{", "}}", "None", "null", "undefined", "NaN")
_LEFTOVERS = re.compile(r"\{\{|\}\}|\bNone\b|\bnull\b|\bundefined\b|\bNaN\b")


def words_are_clean(view: View) -> Iterator[Violation]:
    """TEXT_LEFTOVER, TEXT_EMPTY, TOOL_NAME_IN_TEXT: no leftovers of templates, no tool names in user turns."""
    spoken = [(index, m["content"]) for index, m in enumerate(view.messages) if m["role"] != "tool"]
    text = "\n".join(content for _, content in spoken)
    for index, content in spoken if any(suspect in text for suspect in _SUSPECTS) else ():
        found = _LEFTOVERS.search(content)
        if found:
            yield Violation("TEXT_LEFTOVER", f"/messages/{index}", f"holds {found.group()!r}")
    names = [name for tool in view.record["tools"] for name in (tool["name"], tool["function_name"]) if name in text]
    for index, content in spoken:
        if view.messages[index]["role"] == "user":
            if not content.strip():
                yield Violation("TEXT_EMPTY", f"/messages/{index}", "an empty user message")
            for name in names:
                if name in content:
                    yield Violation("TOOL_NAME_IN_TEXT", f"/messages/{index}", f"names {name!r}")
