"""Choices: the values that the prose of a description allows, where it plainly lists them all.

choices("Sort order. Allowed values: `asc`, `desc`", None, STRING)       ->  ("asc", "desc")
choices("Cabin class. One of: economy, business or first", None, STRING) ->  ("economy", "business", "first")
choices("Color, e.g. red, green", None, STRING)                          ->  ()
"""

import re
from functools import lru_cache

from ..common.json_types import Json
from ..common.kinds import ValueType
from .types import coerce, is_placeholder
from .word_lists import word_set

MOST = 40
_ITEM_AHEAD = r"\s+[`'\"\w-]+\s*"
_OPENING = re.compile(
    r"(?:\b(?:allowed|possible|valid|accepted|available|supported|permitted|acceptable|enum)\s+"
    r"(?:values?|options?|choices?|inputs?|parameters?|types?|formats?|periods|intervals|arguments)\b"
    r"|\bone\s+of(?:\s+(?:the\s+)?(?:following|these)(?:\s+(?:values|options))?)?(?=\s*[:\[({`'\"\n]|\s+\w+\s*[,|])"
    r"|\b(?:can|may|must|should)\s+be(?:\s+(?:either|set\s+to))?" + rf"(?={_ITEM_AHEAD}(?:,|\bor\b|\||/))"
    r"|\b(?:options|values|choices|enum|choose\s+(?:from|between)|pick\s+from|select\s+from|either)\b"
    rf"(?=\s*[:=\[({{]|{_ITEM_AHEAD}(?:,|\bor\b|\|)))"
    r"(?:\s+(?:are|is|include|includes|as\s+follows|below|for\s+this\s+\w+|the\s+following|of|here))*"
    r"\s*[*_]*\s*[:=\-–>]*\s*[*_]*\s*",
    re.I,
)
_OPEN_END = re.compile(
    r"\b(?:etc|and\s+(?:so|more|others|many)|e\.g|such\s+as|for\s+example|among\s+others|comma[- ]separated)\b"
    r"|\.\.\.|…",
    re.I,
)
_BAR = re.compile(r"[(\[\s]((?:[\w.-]{1,24}\s?[|/]\s?){1,7}[\w.-]{1,24})(?=[)\]\s]|$)")
_BULLET = re.compile(r"^\s*(?:[-*•+]|\d+[.)])\s*")
_SEPARATOR = re.compile(r"\s*(?:,\s*(?:and|or)\s+|[,|;]|\s+or\s+|\s+and\s+|\s+/\s+)\s*")
_QUOTES = "`'\"*_“”‘’[](){}<> \t."
_ITEM = re.compile(r"[A-Za-z0-9][\w+.:-]{0,30}(?: [A-Za-z0-9][\w+-]{0,20})?$")
_NOT_AN_ITEM = word_set("not_a_choice")


@lru_cache(maxsize=32768)
def _listed(description: str) -> tuple[str, ...]:
    """The items of the first list in the text that is complete and made of short words."""
    for match in _OPENING.finditer(description):
        rest = description[match.end() : match.end() + 600]
        items = _lines(rest) or _inline(rest)
        if 2 <= len(items) <= MOST and not _OPEN_END.search(rest[: sum(map(len, items)) + 3 * len(items) + 20]):
            return items
    if bar := _BAR.search(f" {description[:300]}"):
        items = _cleaned(re.split(r"\s?[|/]\s?", bar[1]))
        if len(items) >= 2 and "|" in bar[1]:
            return items
        if {item.lower() for item in items} in (
            {"asc", "desc"},
            {"true", "false"},
            {"yes", "no"},
            {"metric", "imperial"},
        ):
            return items
    return ()


def _lines(text: str) -> tuple[str, ...]:
    """A list of one item a line."""
    lines = text.lstrip("\n").split("\n")
    if len(lines) < 2:
        return ()
    taken = []
    for line in lines:
        if not _BULLET.match(line) and not line.strip().startswith(("`", '"')):
            break
        taken.append(re.split(r"\s+[-–—=:]\s+|:\s|`\s*[-–:=(]", _BULLET.sub("", line), maxsplit=1)[0])
    return _cleaned(taken) if len(taken) >= 2 else ()


def _inline(text: str) -> tuple[str, ...]:
    end = re.search(r"\n|\.(?:\s|$)|\)|\]|;(?=\s)", text)
    return _cleaned(_SEPARATOR.split(text[: end.start()] if end else text))


def _cleaned(items: list[str]) -> tuple[str, ...]:
    """All of them, or nothing: one odd item tells that this was no list."""
    bare = [item.strip(_QUOTES) for item in items if item.strip(_QUOTES)]
    if not all(_ITEM.match(item) and item.lower() not in _NOT_AN_ITEM for item in bare):
        return ()
    return tuple(dict.fromkeys(bare))


def choices(description: str, example: Json, type_: ValueType) -> tuple[Json, ...]:
    """The allowed values, typed; () where there is no plain list, or where the example is not in it."""
    if len(description) < 8 or type_ not in (ValueType.STRING, ValueType.INTEGER, ValueType.NUMBER):
        return ()
    values = tuple(coerce(item, type_) for item in _listed(description))
    if len(values) < 2 or any(value is None or is_placeholder(value) for value in values):
        return ()
    known = {str(value).casefold() for value in values}
    return () if example is not None and str(example).casefold() not in known else values
