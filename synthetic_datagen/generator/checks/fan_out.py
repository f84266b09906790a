"""Fan-out: of the things of one list that a turn asks for, each goes into a call.

"Show me the details of the first three."        three calls of this goal take from three items of one list
"And the profiles of Ava Nguyen and Leo Silva?"  the items of both names do
"""

import re
from collections import Counter
from collections.abc import Iterator

from ...common.json_types import Json, JsonObject
from ...common.pointers import resolve
from .claims import NUMBER_WORDS
from .view import Goal, View, Violation
from .words import holds_word

_FIRST_OF = re.compile(r"(?<!only the )(?<!\bto the )\bfirst (two|three|four|five|six)\b")
_SEVERAL = re.compile(r"\b(?:first|all|each|every|both|them|these|those|others?|rest|ones)\b")
_ITEM = re.compile(r"(?:/[^/]*?)*?/\d+(?=/)")


def every_thing_asked_for_is_called(view: View) -> Iterator[Violation]:
    """MISSING_CALL: a turn counts or names several things of a list, and one of them goes into no call.

    It does not see a missing one where the turn neither counts nor names them.
    """
    items = _items(view)
    for goal in view.goals:
        if not goal.is_met_by_calls:
            continue
        place = goal.messages[0]
        turn = view.messages[place]["content"]
        match = _FIRST_OF.search(turn)
        called = _most_for_one_tool(view, goal) if match else 0
        if match and called < NUMBER_WORDS[match[1]]:
            yield Violation("MISSING_CALL", f"/messages/{place}", f"asks for the {match[0]}, called are {called}")
        for name in _left_out(view, goal, items, turn):
            yield Violation("MISSING_CALL", f"/messages/{place}", f"asks for {name!r} too, which goes into no call")


def nothing_is_called_unasked(view: View) -> Iterator[Violation]:
    """EXTRA_CALL: of the things of one list that calls side by side take, the turn names some and not the others.

    It does not see one too many where the turn speaks of them in another way than by name.
    """
    items = _items(view)
    for goal in view.goals[1:]:
        place = goal.messages[0]
        turn = view.messages[place]["content"]
        taken = {
            item
            for number in goal.calls
            if len(view.messages[view.call_message.get(view.calls[number]["id"], place)].get("tool_calls", ())) > 1
            for item in items.get(view.calls[number]["id"], ())
            if view.answer_message.get(item[0], place) < place
        }
        names = {name_of(_at(view.outputs.get(source), path)) for source, path in taken} - {""}
        named = {name for name in names if holds_word(turn, name)}
        if named and named != names and not _SEVERAL.search(turn):
            message = f"the turn asks for {min(named)!r}, called for is {min(names - named)!r} too"
            yield Violation("EXTRA_CALL", f"/messages/{place}", message)


def _items(view: View) -> dict[str, set[tuple[str, str]]]:
    """By call id: the list items, as (call id, path of the item), from which it takes values."""
    found: dict[str, set[tuple[str, str]]] = {}
    for row in view.rows:
        match = _ITEM.match(row["path"]) if row["source"] == "tool_output" else None
        if match:
            found.setdefault(row["call_id"], set()).add((row["from_call"], match[0]))
    return found


def _most_for_one_tool(view: View, goal: Goal) -> int:
    names = Counter(view.calls[number]["name"] for number in goal.calls)
    return max(names.values(), default=0)


def _left_out(view: View, goal: Goal, items: dict[str, set[tuple[str, str]]], turn: str) -> Iterator[str]:
    """Names in the turn of items whose siblings the goal calls for, while they themselves go into no call."""
    if goal.messages[0] == 0:
        return  # nothing was shown yet
    called = {item for call_items in items.values() for item in call_items}
    taken = {name_of(_at(view.outputs.get(source), path)) for source, path in called}
    here = [items.get(view.calls[number]["id"], set()) for number in goal.calls]
    for source, path in sorted({(source, path.rpartition("/")[0]) for one in here for source, path in one}):
        if view.answer_message.get(source, 0) < goal.messages[0]:
            listed = _at(view.outputs.get(source), path)
            for name in sorted({name_of(item) for item in listed} - {""}) if isinstance(listed, list) else ():
                if holds_word(turn, name) and not any(name in other for other in taken):
                    yield name


def _at(output: Json, path: str) -> Json:
    try:
        return resolve(output, path)
    except LookupError:
        return None


def name_of(item: Json) -> str:
    """The first name or title of a thing."""
    thing: JsonObject = item if isinstance(item, dict) else {}
    return next(
        (value for key, value in thing.items() if key.endswith(("name", "title", "model")) and isinstance(value, str)),
        "",
    )
