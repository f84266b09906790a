"""Outputs: they echo their call and meet its conditions.

call book(hotel_id="h1", nights=3)        output {"booking_id": "b1", "hotel_id": "h1", "nights": 2}     not its echo
call search(city="Lyon", max_price=90)    output {"total": 1, "hotels": [{"city": "Lyon", "price": 98}]}   not in bounds
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from ...common.json_types import Json, JsonObject
from ...graph.naming import name_words
from .leaks import is_id_key
from .ranges import bound_of, is_number
from .view import View, Violation

TOTALS = ("total", "total_results", "totalResults", "total_count", "totalCount")
_PAGING = frozenset(
    {"limit", "page", "size", "count", "per", "offset", "number", "top", "max", "cursor", "skip", "take", "start"}
)
_PLACES = frozenset({"lat", "latitude", "lng", "lon", "long", "longitude"})  # what is near has other coordinates
_HAS_LETTER = re.compile(r"[^\W\d]")


def outputs_echo_their_calls(view: View) -> Iterator[Violation]:
    """OUTPUT_CONTRADICTS_STATE: a field of an output has the name of an argument of its call and another value.

    In the items of a list only names, words and numbers are compared. It does not see arguments that the output calls
    something else, nor ids, dates and coordinates of items.
    """
    for index, call in enumerate(view.calls):
        output = view.outputs.get(call["id"])
        if view.failed(call["id"]):
            continue
        for place, name, value, told in _echoes(call["parameters"], output):
            if not agree(value, told):
                yield Violation(
                    "OUTPUT_CONTRADICTS_STATE",
                    f"/tool_outputs/{index}/output{place}/{name}",
                    f"is {told!r}, the call said {value!r}",
                )


def _echoes(given: JsonObject, output: Json) -> Iterator[tuple[str, str, Json, Json]]:
    """Where an output repeats an argument: (place, name, the argument, what stands there)."""
    if isinstance(output, dict):
        for name, value in given.items():
            if name in output:
                yield "", name, value, output[name]
    named = [(name, value) for name, value in given.items() if _is_repeated(name, value)]
    for key, items in lists_of(output) if named else ():
        for number, item in enumerate(items):
            for name, value in named if isinstance(item, dict) else ():
                if name in item and type(item[name]) is type(value):
                    yield f"{key and '/'}{key}/{number}", name, value, item[name]


def _is_repeated(name: str, value: Json) -> bool:
    """Whether each thing that a call finds by an argument of that name has the same value."""
    if is_id_key(name) or _PLACES & set(name_words(name)) or isinstance(value, bool):
        return False
    return isinstance(value, int | float) or (isinstance(value, str) and _HAS_LETTER.search(value) is not None)


def agree(one: Json, two: Json) -> bool:
    """Whether two scalars may mean the same; what is no scalar is not compared."""
    if isinstance(one, dict | list) or isinstance(two, dict | list) or one is None or two is None:
        return True
    return one == two or str(one).casefold() == str(two).casefold()


def lists_are_lists_of_things(view: View) -> Iterator[Violation]:
    """OUTPUT_CONTRADICTS_STATE: one id twice in a list, another number of items than the call or the total says.

    An id that the call itself was given may stand in every item. Where the call asks for a page, the total may be more.
    """
    for index, call in enumerate(view.calls):
        output = view.outputs.get(call["id"])
        lists = lists_of(output)
        for key, items in lists:
            problem = _list_problem(call["parameters"], items)
            if problem:
                yield Violation("OUTPUT_CONTRADICTS_STATE", f"/tool_outputs/{index}/output/{key}".rstrip("/"), problem)
        stated = next((output[name] for name in TOTALS if name in output), None) if isinstance(output, dict) else None
        longest = max((len(items) for _, items in lists), default=None)
        if isinstance(stated, int) and longest is not None and not _may_be(stated, longest, call["parameters"]):
            message = f"states {stated} and shows {longest}"
            yield Violation("OUTPUT_CONTRADICTS_STATE", f"/tool_outputs/{index}/output", message)


def _may_be(stated: int, shown: int, given: JsonObject) -> bool:
    """Whether a list of which so many are shown may have so many in all."""
    return stated == shown or (stated > shown and any(_PAGING & set(name_words(name)) for name in given))


def lists_of(output: Json) -> list[tuple[str, list[Json]]]:
    """The lists of an output by name; the whole output, where it is one, by no name."""
    if isinstance(output, list):
        return [("", output)]
    return (
        [(key, value) for key, value in output.items() if isinstance(value, list)] if isinstance(output, dict) else []
    )


def _list_problem(given: JsonObject, items: list[Json]) -> str:
    things = [item for item in items if isinstance(item, dict)]
    if not things:
        return ""
    limit = given.get("limit")
    if isinstance(limit, int) and len(things) > limit >= 1:
        return f"has {len(things)} items, the call asked for {limit} at most"
    return _twice(given, things) or _out_of_bounds(given, things) or _unsorted(given, things)


def _twice(given: JsonObject, things: list[JsonObject]) -> str:
    first = next(iter(things[0]), "")
    if not is_id_key(first):
        return ""
    ids = [thing[first] for thing in things if isinstance(thing.get(first), str | int)]
    twice = next((one for place, one in enumerate(ids) if one in ids[:place] and one not in given.values()), None)
    return f"has {first} {twice!r} twice" if twice is not None else ""


def _out_of_bounds(given: JsonObject, things: list[JsonObject]) -> str:
    """An item beyond the least or the most that the call asked for: "min_rating", "max_price"."""
    for name, bound in given.items():
        sign, what = bound_of(name)
        if not sign or not is_number(bound):
            continue
        for thing in things:
            for key, value in thing.items():
                if is_number(value) and sign * value < sign * bound and name_words(key) == what:
                    return f"has {key} {value!r}, the call said {name} {bound!r}"
    return ""


def _unsorted(given: JsonObject, things: list[JsonObject]) -> str:
    """A list that is in no order by the field that the call wants it sorted by."""
    for name, field in given.items():
        if isinstance(field, str) and "sort" in name_words(name):
            values = [thing[field] for thing in things if field in thing]
            if len({type(value) for value in values}) != 1 or not isinstance(values[0], str | int | float):
                continue
            rising = any(one < two for one, two in pairwise(values))
            if rising and any(one > two for one, two in pairwise(values)):
                return f"is not sorted by {field}"
    return ""
