"""Words: whether a text holds a value as a word of its own, and what no text may hold.

says("room 412 in Paris", 412)  ->  True        says("comparison", "paris")  ->  False
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

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


_SUSPECTS = ("{", "}", "  ", "`", "**", '["', "None", "null", "undefined", "NaN", "- ", "# ", "* ", "• ")
_LEFTOVERS = re.compile(r"[{}`]|  |\*\*|\[\"|\bNone\b|\bnull\b|\bundefined\b|\bNaN\b|(?:^|\n)\s*(?:#{1,6}|[-*•]) ")
_WIRE_NAME = re.compile(r"[A-Za-z0-9]_+[A-Za-z0-9]|[a-z][A-Z]")


def words_are_clean(view: View) -> Iterator[Violation]:
    """TEXT_LEFTOVER, TEXT_EMPTY, TOOL_NAME_IN_TEXT: what no text of user or assistant may be or hold.

    It does not see parameters whose names are plain words, nor what other markup a text has.
    """
    spoken = [(index, m) for index, m in enumerate(view.messages) if m["role"] != "tool"]
    text = "\n".join(m["content"] for _, m in spoken)
    suspect = any(one in text for one in _SUSPECTS)
    names = [name for name in _names(view) if name in text]
    for index, message in spoken:
        content = message["content"]
        if suspect or names or not content.strip():
            yield from unclean(f"/messages/{index}", content, names, may_be_empty="tool_calls" in message)


def _names(view: View) -> Iterator[str]:
    for tool in view.record["tools"]:
        yield tool["name"]
        yield tool["function_name"]
        yield from filter(is_wire_name, tool["parameters"]["properties"])


@lru_cache(maxsize=65536)
def is_wire_name(name: str) -> bool:
    """Whether a parameter's name is one that only programs say: "check_in" and "maxPrice", but not "city"."""
    return _WIRE_NAME.search(name) is not None


def unclean(path: str, text: str, names: Iterable[str], *, may_be_empty: bool = False) -> Iterator[Violation]:
    """What is wrong with one text, whoever says it: empty, or with leftovers, markup or those names."""
    if not text.strip():
        if not may_be_empty:
            yield Violation("TEXT_EMPTY", path, "an empty text")
        return
    found = _LEFTOVERS.search(text)
    if found:
        yield Violation("TEXT_LEFTOVER", path, f"holds {found[0]!r}")
    for name in names:
        if name in text and (not is_wire_name(name) or holds_word(text, name)):
            yield Violation("TOOL_NAME_IN_TEXT", path, f"names {name!r}")
