"""References: "the cheapest one" or "Hotel Lux" is the item that the call takes, and no other item is that too.

user "Book the cheapest one."     {"from_call": ..., "path": "/hotels/2/hotel_id"}, where hotels[2] has the lowest price
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...common.json_types import Json, JsonObject
from ...common.pointers import resolve, tokens
from ...graph.naming import name_words
from .fan_out import name_of
from .leaks import is_id_key
from .ranges import is_number
from .things import objects
from .view import Goal, View, Violation
from .words import holds_word

_SAID = re.compile(r"\bthe (cheapest|best rated|first|second)\b(?! (?:two|three|four|five|six|\d))")
_ITEM = re.compile(r"(?P<list>(?:/[^/]*?)*?)/(?P<index>\d+)(?=/)")
_COSTS = frozenset({"price", "cost", "fare", "rent"})


class Taken(NamedTuple):
    """One item of a list that a call takes a value from."""

    from_call: str
    path: str  # of the list
    item: int


def references_are_unique(view: View) -> Iterator[Violation]:
    """AMBIGUOUS_REFERENCE: a turn speaks of the cheapest, best rated, first or second, and its calls take another item.

    It looks only where a turn uses one such word and its calls take one item of one list; items are compared by the one
    price or rating that they have. It does not see things that are described otherwise.
    """
    for goal in view.goals:
        place = goal.messages[0]
        text = view.messages[place]["content"]
        taken = _taken(view, goal) if _SAID.search(text) else set()
        if len(taken) == 1:
            one = taken.pop()
            yield from misreferred(f"/messages/{place}", text, one.item, _items(view, one))


def misreferred(path: str, text: str, item: int, items: Json) -> Iterator[Violation]:
    """AMBIGUOUS_REFERENCE: one turn speaks of the cheapest or the like of the items, and that is not this one."""
    said = set(_SAID.findall(text))
    problem = _problem(said.pop(), item, items) if len(said) == 1 else ""
    if problem:
        yield Violation("AMBIGUOUS_REFERENCE", path, problem)


def names_are_unique(view: View) -> Iterator[Violation]:
    """AMBIGUOUS_REFERENCE: a turn names a thing, a call takes its id, and the tool has shown another one of that name.

    It does not see things that only another tool has shown, nor names that stand in no field called name or title.
    """
    for goal in view.goals[1:]:
        place = goal.messages[0]
        ids = {view.calls[number]["id"] for number in goal.calls}
        for row in view.rows:
            if row["call_id"] not in ids or row["source"] != "tool_output":
                continue
            item, key = _item(view, row), tokens(row["path"])[-1:]
            if item and key and is_id_key(key[0]) and view.answer_message.get(row["from_call"], place) < place:
                name = name_of(item)
                if name and holds_word(view.messages[place]["content"], name) and _has_namesake(view, place, row, item):
                    yield Violation("AMBIGUOUS_REFERENCE", f"/messages/{place}", f"several were shown called {name!r}")


def _item(view: View, row: JsonObject) -> JsonObject:
    """The thing that a row takes a field of; {} where it is none."""
    try:
        item = resolve(view.outputs.get(row["from_call"]), row["path"].rpartition("/")[0])
    except LookupError:
        return {}
    return item if isinstance(item, dict) else {}


def _has_namesake(view: View, place: int, row: JsonObject, item: JsonObject) -> bool:
    """Whether a call of the same tool has shown, by then, a thing with the same name and another id."""
    key, name = tokens(row["path"])[-1], name_of(item)
    names = {call["id"]: call["name"] for call in view.calls}
    tool = names.get(row["from_call"], "").partition("::")[0]
    return any(
        other.get(key, item[key]) != item[key] and name_of(other) == name
        for call_id, output in view.outputs.items()
        if view.answer_message.get(call_id, place) < place and names.get(call_id, "").partition("::")[0] == tool
        for other in objects(output)
    )


def _taken(view: View, goal: Goal) -> set[Taken]:
    ids = {view.calls[number]["id"] for number in goal.calls}
    found = set()
    for row in view.rows:
        if row["source"] == "tool_output" and row["call_id"] in ids:
            item = item_of(row["path"])
            if item:
                found.add(Taken(row["from_call"], *item))
    return found


def item_of(path: str) -> tuple[str, int] | None:
    """The path of the first list on a path, and the place of the item in it; None where there is none."""
    match = _ITEM.match(path)
    return (match["list"], int(match["index"])) if match else None


def _problem(said: str, item: int, items: Json) -> str:
    if said in ("first", "second"):
        wanted = 0 if said == "first" else 1
        return "" if item == wanted else f"says the {said} one, and item {item} is taken"
    values = _values(said, items)
    if values is None or item >= len(values):
        return ""
    best = min(values) if said == "cheapest" else max(values)
    if values[item] != best:
        return f"says the {said} one, and item {item} is not that"
    return f"says the {said} one, which several are" if values.count(best) > 1 else ""


def _items(view: View, taken: Taken) -> Json:
    """The list that it is an item of; None where there is none."""
    try:
        return resolve(view.outputs.get(taken.from_call), taken.path)
    except LookupError:
        return None


def _values(said: str, items: Json) -> list[float] | None:
    """The numbers to compare the items by; None where they have none or more than one."""
    words = _COSTS if said == "cheapest" else frozenset({"rating"})
    if not isinstance(items, list) or not items or not isinstance(items[0], dict):
        return None
    keys = [key for key, value in items[0].items() if words & set(name_words(key)) and is_number(value)]
    if len(keys) != 1 or not all(isinstance(item, dict) and is_number(item.get(keys[0])) for item in items):
        return None
    return [float(item[keys[0]]) for item in items]
