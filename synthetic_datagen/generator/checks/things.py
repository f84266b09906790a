"""Things: what is shown twice is the same both times, and what was deleted stays away.

search {"hotel_id": "h1", "price": 98}    get {"hotel_id": "h1", "price": 89}                        not the same
search {"hotel_id": "h1", "name": "Lux"}  book {"booking_id": "b1", "hotel_id": "h1", "name": "Rex"}   not of that hotel
"""

from collections.abc import Iterator
from typing import NamedTuple

from ...common.json_types import Json, JsonObject
from ...graph.naming import name_words
from .leaks import is_id_key
from .outputs import agree
from .verbs import deletes
from .view import View, Violation

_STANDING = frozenset({"status", "state"})  # what any call about a thing may change


class Mark(NamedTuple):
    """What tells a thing from others: its tool, the name of its id, the id."""

    tool: str
    key: str
    id: Json


class Shown(NamedTuple):
    """A thing as a call showed it."""

    call: int
    fields: JsonObject


def things_stay_themselves(view: View) -> Iterator[Violation]:
    """OUTPUT_CONTRADICTS_STATE: a thing that was shown before has other values in a field that both show.

    A thing is an object whose first field is an id, or what a call was given the id of and repeats. What calls in
    between may have changed is left out: their arguments, and the status. It does not see things without an id.
    """
    seen: dict[Mark, Shown] = {}
    for number, call in enumerate(view.calls):
        output = view.outputs.get(call["id"])
        for mark, fields in (*_told_of(call, output), *_things(call, output)):
            before = seen.get(mark)
            if before is not None and before.call != number:
                yield from _changed(view, mark, before, Shown(number, fields))
            if next(iter(fields)) == mark.key and (
                before is None or before.call != number or len(fields) > len(before.fields)
            ):
                seen[mark] = Shown(number, fields)


def _changed(view: View, mark: Mark, before: Shown, now: Shown) -> Iterator[Violation]:
    between = [call for call in view.calls[before.call + 1 : now.call + 1] if _may_change(view, call, mark)]
    names = {name for call in between for name in call["parameters"]} | view.calls[now.call]["parameters"].keys()
    values = {str(value).casefold() for call in between for value in call["parameters"].values()}
    for name, value in now.fields.items():
        if name in names or name not in before.fields or agree(value, before.fields[name]):
            continue
        if between and (_STANDING & set(name_words(name)) or str(value).casefold() in values):
            continue
        message = f"{name} is {value!r}, call {before.call} showed {before.fields[name]!r} for the same id"
        yield Violation("OUTPUT_CONTRADICTS_STATE", f"/tool_outputs/{now.call}", message)


def _may_change(view: View, call: JsonObject, mark: Mark) -> bool:
    """Whether a call that changed the state was given a thing's id."""
    return call["id"] in view.changed and mark.id in call["parameters"].values()


def _told_of(call: JsonObject, output: Json) -> Iterator[tuple[Mark, JsonObject]]:
    """What an output says of the things whose ids its call was given, beside what it is itself."""
    if isinstance(output, dict) and output:
        tool, first = call["name"].partition("::")[0], next(iter(output))
        for key, value in call["parameters"].items():
            if is_id_key(key) and key != first and isinstance(value, str | int) and output.get(key) == value:
                yield Mark(tool, key, value), output


def _things(call: JsonObject, output: Json) -> Iterator[tuple[Mark, JsonObject]]:
    tool = call["name"].partition("::")[0]
    for thing in objects(output):
        first = next(iter(thing), "")
        if is_id_key(first) and isinstance(thing[first], str | int):
            yield Mark(tool, first, thing[first]), thing


def objects(value: Json) -> Iterator[JsonObject]:
    """All objects of a value, outer ones before inner ones."""
    rest = [value]
    while rest:
        one = rest.pop()
        if isinstance(one, dict):
            yield one
            rest.extend(item for item in one.values() if isinstance(item, dict | list))
        elif isinstance(one, list):
            rest.extend(item for item in one if isinstance(item, dict | list))


def deleted_things_stay_away(view: View) -> Iterator[Violation]:
    """OUTPUT_CONTRADICTS_STATE: a call reads, by the same argument, what a call before has deleted.

    It does not see things deleted under another argument's name, nor lists that still show them.
    """
    gone: set[tuple[str, str, str]] = set()
    for index, call in enumerate(view.calls):
        tool = call["name"].partition("::")[0]
        ids = {(tool, name, str(value)) for name, value in call["parameters"].items() if is_id_key(name)}
        if view.failed(call["id"]):
            continue
        if gone & ids:
            yield Violation("OUTPUT_CONTRADICTS_STATE", f"/tool_outputs/{index}", "shows what was deleted before")
        if deletes(call["name"]) and len(ids) == 1:
            gone |= ids
