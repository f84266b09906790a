"""Outputs: they echo their call, agree with one another, and what was deleted stays away.

call book(hotel_id="h1", nights=3)      output {"booking_id": "b1", "hotel_id": "h1", "nights": 2}       not its echo
search {"hotel_id": "h1", "price": 98}  get {"hotel_id": "h1", "price": 89}                              not the same
"""

from collections.abc import Iterator

from ...common.json_types import Json, JsonObject
from .leaks import is_id_key
from .verbs import deletes, reads
from .view import View, Violation

TOTALS = ("total", "total_results", "totalResults", "total_count", "totalCount")


def outputs_echo_their_calls(view: View) -> Iterator[Violation]:
    """OUTPUT_CONTRADICTS_STATE: a field of an output has the name of an argument of its call and another value.

    It does not see fields inside lists but for the items' ids, nor arguments that the output calls something else.
    """
    for index, call in enumerate(view.calls):
        output = view.outputs.get(call["id"])
        if not isinstance(output, dict) or view.failed(call["id"]):
            continue
        for name, value in call["parameters"].items():
            if name in output and not _agree(value, output[name]):
                yield Violation(
                    "OUTPUT_CONTRADICTS_STATE",
                    f"/tool_outputs/{index}/output/{name}",
                    f"is {output[name]!r}, the call said {value!r}",
                )


def _agree(one: Json, two: Json) -> bool:
    """Whether two scalars may mean the same; what is no scalar is not compared."""
    if isinstance(one, dict | list) or isinstance(two, dict | list) or one is None or two is None:
        return True
    if one == two:
        return True
    if isinstance(one, str) and isinstance(two, str):
        return one.casefold() == two.casefold()
    return str(one).casefold() == str(two).casefold()


def things_stay_themselves(view: View) -> Iterator[Violation]:
    """OUTPUT_CONTRADICTS_STATE: one tool shows the same thing twice, and a field that both show has changed.

    A thing is an object whose first field is an id. Between the two none but calls known to read were made. It does
    not see things without an id, nor changes that a call in between may have made.
    """
    seen: dict[tuple[str, str, Json], tuple[int, JsonObject]] = {}
    since_write = 0
    for number, call in enumerate(view.calls):
        if not reads(call["name"]):
            since_write = number
        tool = call["name"].partition("::")[0]
        for key, thing in _things(view.outputs.get(call["id"])):
            mark = (tool, key, thing[key])
            before = seen.get(mark)
            if before is not None and before[0] >= since_write and before[0] != number:
                yield from _changed(number, before, thing, set(call["parameters"]))
            if before is None or before[0] != number or len(thing) > len(before[1]):
                seen[mark] = number, thing


def _changed(number: int, before: tuple[int, JsonObject], thing: JsonObject, given: set[str]) -> Iterator[Violation]:
    for name, value in thing.items():
        if name not in given and name in before[1] and not _agree(value, before[1][name]):
            message = f"{name} is {value!r}, call {before[0]} showed {before[1][name]!r} for the same id"
            yield Violation("OUTPUT_CONTRADICTS_STATE", f"/tool_outputs/{number}", message)


def _things(value: Json) -> Iterator[tuple[str, JsonObject]]:
    if isinstance(value, dict):
        first = next(iter(value), "")
        if is_id_key(first) and isinstance(value[first], str | int):
            yield first, value
        for item in value.values():
            if isinstance(item, dict | list):
                yield from _things(item)
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, dict | list):
                yield from _things(item)


def lists_are_lists_of_things(view: View) -> Iterator[Violation]:
    """OUTPUT_CONTRADICTS_STATE: one id twice in a list, more items than the call's limit or than the stated total.

    An id that the call itself was given may stand in every item.
    """
    for index, call in enumerate(view.calls):
        output = view.outputs.get(call["id"])
        if not isinstance(output, dict | list):
            continue
        for key, items in _lists(output):
            problem = _list_problem(call["parameters"], items)
            if problem:
                yield Violation("OUTPUT_CONTRADICTS_STATE", f"/tool_outputs/{index}/output/{key}".rstrip("/"), problem)
        if isinstance(output, dict):
            longest = max((len(items) for _, items in _lists(output)), default=0)
            stated = next((output[name] for name in TOTALS if name in output), longest)
            if isinstance(stated, int) and stated < longest:
                yield Violation(
                    "OUTPUT_CONTRADICTS_STATE", f"/tool_outputs/{index}/output", f"states {stated} and shows {longest}"
                )


def _lists(output: Json) -> list[tuple[str, list[Json]]]:
    if isinstance(output, list):
        return [("", output)]
    return [(key, value) for key, value in output.items() if isinstance(value, list)]


def _list_problem(given: JsonObject, items: list[Json]) -> str:
    things = [item for item in items if isinstance(item, dict)]
    limit = given.get("limit")
    if things and isinstance(limit, int) and len(things) > limit >= 1:
        return f"has {len(things)} items, the call asked for {limit} at most"
    first = next(iter(things[0]), "") if things else ""
    if not is_id_key(first):
        return ""
    ids = [thing[first] for thing in things if isinstance(thing.get(first), str | int)]
    twice = next((one for place, one in enumerate(ids) if one in ids[:place] and one not in given.values()), None)
    return f"has {first} {twice!r} twice" if twice is not None else ""


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
