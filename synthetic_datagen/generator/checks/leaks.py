"""Leaks: nobody says what they cannot know yet, and users do not quote opaque ids that only a tool has shown.

{"role": "user", "content": "Book htl_0k3x9qa, please."}     where htl_0k3x9qa is a hotel_id of an output
"""

import re
from collections.abc import Callable, Iterator
from functools import partial

from ...common.json_types import Json
from ...common.pointers import resolve
from .claims import HAS_DIGIT
from .view import View, Violation
from .words import holds_token, holds_word, says

_WORD = re.compile(r"[\w-]{4,}")
_SHORT = 3


def outputs_are_not_foretold(view: View) -> Iterator[Violation]:
    """LEAKED_ID: a value that a tool gives to a call stands in a user message before that tool answered."""
    for index, row in enumerate(view.rows):
        if row["source"] != "tool_output" or row["from_call"] not in view.outputs:
            continue
        try:
            value = resolve(view.outputs[row["from_call"]], row["path"])
        except LookupError:
            continue
        answered = view.answer_message.get(row["from_call"], 0)
        for number, message in enumerate(view.messages[:answered]):
            if message["role"] == "user" and foretells(message["content"], value):
                yield Violation(
                    "LEAKED_ID", f"/messages/{number}", f"says {value!r} before /provenance/{index} gave it"
                )


def foretells(text: str, value: Json) -> bool:
    """Whether a text says a value; "in" and "it" are words of any text, codes of that length only in capitals."""
    if isinstance(value, str) and len(value) <= _SHORT and value.isalpha():
        return value.isupper() and holds_word(text, value)
    return says(text, value)


def users_quote_no_ids(view: View) -> Iterator[Violation]:
    """LEAKED_ID: a user says the value of an id field of an output, and did not have it of their own.

    Their own is what a call took from their words before any tool showed it. It does not see ids without a digit.
    """
    owned: set[str] = set()
    for number, message in enumerate(view.messages):
        if message["role"] == "user":
            yield from quoted(f"/messages/{number}", message["content"], partial(_is_foreign, view, owned, number))


def _is_foreign(view: View, owned: set[str], number: int, token: str) -> bool:
    """Whether a word of a user's turn is an id that only a tool has shown; `owned` learns those that are not."""
    if token in owned:
        return False
    shown = _first_shown(view, token)
    if shown is None or _taken_before(view, token, number, shown):
        owned.add(token)
        return False
    return True


def quoted(path: str, text: str, foreign: Callable[[str], bool]) -> Iterator[Violation]:
    """LEAKED_ID: the words with a digit in one text that are ids which only a tool has shown."""
    for token in _WORD.findall(text) if HAS_DIGIT.search(text) else ():
        if HAS_DIGIT.search(token) and foreign(token):
            yield Violation("LEAKED_ID", path, f"quotes {token!r}, an id that a tool gave")


def _first_shown(view: View, token: str) -> int | None:
    """The message of the first output in which the token is the value of an id field."""
    for number, message in enumerate(view.messages):
        if message["role"] == "tool" and token in message["content"]:
            output = view.outputs.get(message["tool_call_id"])
            if any(str(value) == token for value in ids_of(output)):
                return number
    return None


def _taken_before(view: View, token: str, said: int, shown: int) -> bool:
    """Whether the user said it before any tool showed it, and the call that first showed it had it from them."""
    if said > shown:
        return False
    return any(
        row["source"] == "user"
        and holds_token(row["surface"], token)
        and view.call_message.get(row["call_id"], shown) < shown
        for row in view.rows
    )


def is_id_key(key: str) -> bool:
    """Whether a field of that name holds an identifier."""
    return key in ("id", "ID", "_id", "uuid", "guid") or key.endswith(("_id", "Id", "ID", "_uuid"))


def ids_of(value: Json) -> Iterator[Json]:
    """The values of the id fields of an output."""
    if isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, dict | list):
                yield from ids_of(item)
            elif is_id_key(key):
                yield item
    elif isinstance(value, list):
        for item in value:
            yield from ids_of(item)
