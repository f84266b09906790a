"""The thirteen corruptions that a verifier must catch: each a pure function of a record, careful to hide its traces.

    MUTATIONS["dropped_call"](record, random.Random(1))   the record without one call; None: not applicable

What a corruption touches it touches everywhere (messages, lists, metadata), so that only its meaning gives it away.
"""

import copy
import random
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import TypeAlias

from synthetic_datagen.common.json_types import Json, JsonObject
from synthetic_datagen.common.pointers import leaves, resolve, tokens
from synthetic_datagen.common.records import output_text
from synthetic_datagen.common.renderings import SPOKEN
from synthetic_datagen.generator.checks.behaviours import shown
from synthetic_datagen.generator.checks.evidence import evidence_before, said
from synthetic_datagen.generator.checks.leaks import is_id_key
from synthetic_datagen.generator.checks.verbs import reads
from synthetic_datagen.generator.checks.view import view_of
from synthetic_datagen.generator.checks.words import holds_token

Mutation: TypeAlias = Callable[[JsonObject, random.Random], JsonObject | None]


# Tools to keep a corrupted record consistent.


def made(record: JsonObject, call_id: str) -> Iterator[JsonObject]:
    """Both copies of a call: in its message and in the list."""
    for message in record["messages"]:
        yield from (call for call in message.get("tool_calls", ()) if call["id"] == call_id)
    yield from (call for call in record["tool_calls"] if call["id"] == call_id)


def set_argument(record: JsonObject, call_id: str, pointer: str, value: Json) -> None:
    *way, last = tokens(pointer)
    for call in made(record, call_id):
        place: Json = call["parameters"]
        for token in way:
            place = place[int(token)] if isinstance(place, list) else place[token]
        place[int(last) if isinstance(place, list) else last] = value


def set_output(record: JsonObject, call_id: str, output: Json) -> None:
    for one in record["tool_outputs"]:
        if one["id"] == call_id:
            one["output"] = output
    for message in record["messages"]:
        if message.get("tool_call_id") == call_id:
            message["content"] = output_text(output)


def put_at(document: Json, pointer: str, value: Json) -> Json:
    """A copy of the document with another value there."""
    changed = copy.deepcopy(document)
    *way, last = tokens(pointer)
    place = changed
    for token in way:
        place = place[int(token)] if isinstance(place, list) else place[token]
    place[int(last) if isinstance(place, list) else last] = value
    return changed


def moved(record: JsonObject, messages: list[JsonObject]) -> JsonObject:
    """The record with these of its messages (the same objects) in this order: all that names a message follows."""
    place = {id(message): number for number, message in enumerate(messages)}
    old = record["messages"]

    def at(number: int) -> int:
        return place.get(id(old[number]), number)

    for row in record["provenance"]:
        if row["source"] == "user":
            row["message"] = at(row["message"])
            if "replaces" in row:
                row["replaces"]["message"] = at(row["replaces"]["message"])
    for request in record["metadata"]["requests"]:
        request |= {"message": at(request["message"]), "end": at(request["end"])}
    record["messages"] = messages
    return recounted(record)


def recounted(record: JsonObject) -> JsonObject:
    """The record with its lists and metadata as its messages say."""
    outputs = {one["id"]: one for one in record["tool_outputs"]}
    record["tool_calls"] = [copy.deepcopy(c) for m in record["messages"] for c in m.get("tool_calls", ())]
    calls = record["tool_calls"]
    record["tool_outputs"] = [outputs[m["tool_call_id"]] for m in record["messages"] if m["role"] == "tool"]
    ids = [call["id"] for call in calls]
    record["provenance"] = sorted(
        (row for row in record["provenance"] if row["call_id"] in ids), key=lambda row: ids.index(row["call_id"])
    )
    _only_of(record["state"], "changes", ids)
    _only_of(record["metadata"], "faults", ids)
    fed = {row["call_id"] for row in record["provenance"] if row["source"] == "tool_output"}
    view = view_of(record)
    record["metadata"] |= {
        "endpoint_ids": [call["name"] for call in calls],
        "num_tool_calls": len(calls),
        "tool_ids_used": list(dict.fromkeys(call["name"].split("::")[0] for call in calls)),
        "num_distinct_tools": len({call["name"].split("::")[0] for call in calls}),
        "num_turns": sum(m["role"] != "tool" and "tool_calls" not in m for m in record["messages"]),
        "num_clarification_questions": len(view.questions),
        "memory_grounding_rate": round(sum(id in fed for id in ids[1:]) / (len(ids) - 1), 4) if len(ids) > 1 else None,
        "behaviours": retagged(record),
    }
    return record


def _only_of(place: JsonObject, name: str, ids: list[str]) -> None:
    """Leave out what belongs to a call that is gone; an empty list is no list."""
    kept = [one for one in place.get(name, ()) if one["call_id"] in ids]
    place.pop(name, None)
    if kept:
        place[name] = kept


def retagged(record: JsonObject) -> list[str]:
    """The behaviours that the record shows as it stands."""
    faults = {f"fault:{fault['kind']}" for fault in record["metadata"].get("faults", ())}
    told = {"relative_dates"} & {*record["metadata"]["behaviours"]}
    return sorted({*shown(view_of(record))} | faults | told)


def argument_leaves(record: JsonObject) -> list[tuple[JsonObject, str, Json]]:
    return [
        (call, pointer, value)
        for call in record["tool_calls"]
        for pointer, value in (leaves(call["parameters"]) if call["parameters"] else ())
        if not isinstance(value, dict | list)
    ]


def rows_of(record: JsonObject, source: str) -> list[JsonObject]:
    return [row for row in record["provenance"] if row["source"] == source]


def argument_of(record: JsonObject, row: JsonObject) -> Json:
    call = next(call for call in record["tool_calls"] if call["id"] == row["call_id"])
    return resolve(call["parameters"], row["argument"])


# The thirteen.


def wrong_type(record: JsonObject, rng: random.Random) -> JsonObject | None:
    """One argument leaf in another JSON type that says the same: 2 -> "2", true -> "true", "Paris" -> ["Paris"]."""
    found = argument_leaves(record)
    if not found:
        return None
    call, pointer, value = rng.choice(found)
    wrong = (
        [value] if isinstance(value, str) else "true" if value is True else "false" if value is False else str(value)
    )
    set_argument(record, call["id"], pointer, wrong)
    return record


def swapped_argument(record: JsonObject, rng: random.Random) -> JsonObject | None:
    """Two arguments of one call, of one JSON type, change places, and their sources with them."""
    found = argument_leaves(record)
    pairs = [
        (one, two)
        for number, one in enumerate(found)
        for two in found[number + 1 :]
        if one[0] is two[0] and type(one[2]) is type(two[2]) and one[2] != two[2] and not isinstance(one[2], bool)
    ]
    if not pairs:
        return None
    (call, first, value), (_, second, other) = rng.choice(pairs)
    set_argument(record, call["id"], first, other)
    set_argument(record, call["id"], second, value)
    for row in record["provenance"]:
        if row["call_id"] == call["id"] and row["argument"] in (first, second):
            row["argument"] = second if row["argument"] == first else first
    return record


def stale_id(record: JsonObject, rng: random.Random) -> JsonObject | None:
    """An id that a tool gave becomes that of another thing shown earlier, its source too; else one never shown."""
    rows = [
        row for row in rows_of(record, "tool_output") if is_id_key(tokens(row["path"])[-1]) and not row.get("transform")
    ]
    if not rows:
        return None
    row = rng.choice(rows)
    value, name = argument_of(record, row), tokens(row["path"])[-1]
    output = next(one["output"] for one in record["tool_outputs"] if one["id"] == row["from_call"])
    others = [
        (path, other)
        for path, other in leaves(output)
        if tokens(path)[-1] == name and type(other) is type(value) and other != value
    ]
    if others:
        row["path"], other = rng.choice(others)
    else:
        other = value + 1 if isinstance(value, int) else f"{str(value)[:-1]}{'7' if str(value)[-1] != '7' else '3'}"
    set_argument(record, row["call_id"], row["argument"], other)
    return record


def unstated_value(record: JsonObject, rng: random.Random) -> JsonObject | None:
    """The user no longer says a value that a call takes from their words."""
    rows = [row for row in rows_of(record, "user") if row["surface"] in record["messages"][row["message"]]["content"]]
    if not rows:
        return None
    row = rng.choice(rows)
    message = record["messages"][row["message"]]
    message["content"] = message["content"].replace(row["surface"], "something", 1)
    if row["surface"] in message["content"]:
        return None  # they say it twice, perhaps for another argument
    return record


def dropped_call(record: JsonObject, rng: random.Random) -> JsonObject | None:
    """A call that worked and its answer are gone, with its sources; counts and lists follow."""
    view = view_of(record)
    worked = [call for call in record["tool_calls"] if not view.struck(call["id"])]
    if len(worked) < 2:
        return None
    return without(record, rng.choice(worked)["id"])


def without(record: JsonObject, call_id: str) -> JsonObject:
    """The record without a call and its answer."""
    kept = []
    for message in record["messages"]:
        if message.get("tool_call_id") == call_id:
            continue
        if "tool_calls" in message:
            message["tool_calls"] = [call for call in message["tool_calls"] if call["id"] != call_id]
            if not message["tool_calls"]:
                continue
        kept.append(message)
    return moved(record, kept)


def extra_call(record: JsonObject, rng: random.Random) -> JsonObject | None:
    """One more call that nobody needs, well sourced: a read made twice, or a read of another thing of the list."""
    view = view_of(record)
    reading = [call for call in record["tool_calls"] if reads(call["name"]) and not view.struck(call["id"])]
    if not reading:
        return None
    call = copy.deepcopy(rng.choice(reading))
    sources = [row for row in record["provenance"] if row["call_id"] == call["id"]]
    output = copy.deepcopy(next(one for one in record["tool_outputs"] if one["id"] == call["id"]))
    new_id = "".join(rng.choices("abcdefghijkmnpqrstuvwxyz23456789", k=9))
    extra = [row | {"call_id": new_id} for row in sources]
    for row in extra:
        other = _sibling(record, row)
        if other is not None and rng.random() < 0.5:
            row["path"], value = other
            call["parameters"] = put_at(call["parameters"], row["argument"], value)
            name = tokens(row["argument"])[-1]
            if isinstance(output["output"], dict) and name in output["output"]:
                output["output"][name] = value
    last = next(n for n, m in enumerate(record["messages"]) if m.get("tool_call_id") == call["id"])
    while record["messages"][last + 1]["role"] == "tool":
        last += 1
    pair = [
        {"role": "assistant", "content": "", "tool_calls": [call | {"id": new_id}]},
        {"role": "tool", "tool_call_id": new_id, "name": call["name"], "content": output_text(output["output"])},
    ]
    record["tool_outputs"].append(output | {"id": new_id})
    record["provenance"].extend(extra)
    messages = record["messages"]
    return moved(record, [*messages[: last + 1], *pair, *messages[last + 1 :]])


def _sibling(record: JsonObject, row: JsonObject) -> tuple[str, Json] | None:
    """The same field of the next thing in the list from which an argument came."""
    way = row.get("path", "").split("/")
    place = next((number for number, token in enumerate(way) if token.isdigit()), None)
    if row["source"] != "tool_output" or place is None or row.get("transform"):
        return None
    way[place] = str(int(way[place]) + 1)
    output = next(one["output"] for one in record["tool_outputs"] if one["id"] == row["from_call"])
    try:
        return "/".join(way), resolve(output, "/".join(way))
    except LookupError:
        return None


def wrong_order(record: JsonObject, rng: random.Random) -> JsonObject | None:
    """A call that needs an output goes out, and is answered, before the call that gives it."""
    where = view_of(record).call_message
    pairs = [
        (where[row["from_call"]], where[row["call_id"]])
        for row in rows_of(record, "tool_output")
        if row["from_call"] in where and row["call_id"] in where
    ]
    if not pairs:
        return None
    giver, taker = rng.choice(pairs)
    messages = record["messages"]
    end = taker + 1 + len(messages[taker]["tool_calls"])
    block = messages[taker:end]
    rest = [message for message in messages if not any(message is one for one in block)]
    changed = [*rest[:giver], *block, *rest[giver:]]
    if any(one["role"] == two["role"] == "user" for one, two in pairwise(changed)):
        return None  # the taker was all that stood between two turns of the user: that is another corruption
    return moved(record, changed)


def contradicting_output(record: JsonObject, rng: random.Random) -> JsonObject | None:
    """A field of an output that no call takes and no text tells shows another value than the state has."""
    told = " ".join(message["content"] for message in record["messages"] if message["role"] != "tool")
    used = {(row["from_call"], row["path"]) for row in rows_of(record, "tool_output")}
    found = [
        (one, pointer, value)
        for one in record["tool_outputs"]
        for pointer, value in leaves(one["output"])
        if isinstance(value, str | int) and pointer and (one["id"], pointer) not in used and said(value) not in told
    ]
    if not found:
        return None
    one, pointer, value = rng.choice(found)
    set_output(record, one["id"], put_at(one["output"], pointer, _another(value, rng)))
    return record


def _another(value: Json, rng: random.Random) -> Json:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + rng.randint(1, 9)
    digits = [place for place, sign in enumerate(value) if sign.isdigit()]
    if digits:
        place = rng.choice(digits)
        return f"{value[:place]}{(int(value[place]) + 1) % 10}{value[place + 1 :]}"
    return f"{value} II"


_NUMBER = re.compile(r"(?<![\w.,:/@-])\d+(?:\.\d+)?(?![\w@]|[.,:/-]\d)")


def hallucinated_number(record: JsonObject, rng: random.Random) -> JsonObject | None:
    """A number in an assistant's report becomes one that stands nowhere."""
    view = view_of(record)
    places = [
        (goal.messages[-1], match)
        for goal in view.goals
        for match in _NUMBER.finditer(view.messages[goal.messages[-1]]["content"])
    ]
    if not places:
        return None
    number, match = rng.choice(places)
    evidence, text = evidence_before(view, number), view.messages[number]["content"]
    for _ in range(50):
        step = rng.randint(1, max(3, int(float(match[0]))))
        other = f"{float(match[0]) + step:g}" if "." in match[0] else str(int(match[0]) + step)
        changed = text[: match.start()] + other + text[match.end() :]
        days = set(SPOKEN.findall(changed)) - set(SPOKEN.findall(text))
        shown = any(words.casefold() in evidence.days for words in days)  # another day that an output holds
        if not shown and not evidence.supports(other) and not (other.isdigit() and int(other) in evidence.counts):
            record["messages"][number]["content"] = changed
            return record
    return None


def false_success(record: JsonObject, rng: random.Random) -> JsonObject | None:
    """A goal's last call fails, which is tagged as it should be, and the assistant tells of success all the same."""
    fed = {row["from_call"] for row in rows_of(record, "tool_output")}
    view = view_of(record)
    last = [
        (number, goal.calls[-1])
        for number, goal in enumerate(view.goals)
        if goal.outcome == "done" and goal.calls and not view.struck(view.calls[goal.calls[-1]]["id"])
    ]
    able = [(goal, number) for goal, number in last if record["tool_calls"][number]["id"] not in fed]
    writes = [(goal, number) for goal, number in able if not reads(record["tool_calls"][number]["name"])]
    if not able:
        return None
    goal, number = rng.choice(writes or able)
    call = record["tool_calls"][number]
    set_output(record, call["id"], {"error": {"code": "upstream_error", "message": "The service did not answer."}})
    metadata = record["metadata"]
    metadata["faults"] = [*metadata.get("faults", []), {"call_id": call["id"], "kind": "upstream_error"}]
    metadata["requests"][goal]["outcome"] = "failed"
    _only_of(record["state"], "changes", [one["id"] for one in record["tool_calls"] if one is not call])
    metadata["behaviours"] = retagged(record)
    return record


def leaked_id(record: JsonObject, rng: random.Random) -> JsonObject | None:
    """A user turn quotes an opaque id that only a tool knows: before it is shown, or after."""
    said_by_user = " ".join(m["content"] for m in record["messages"] if m["role"] == "user")
    values = [
        argument_of(record, row)
        for row in rows_of(record, "tool_output")
        if is_id_key(tokens(row["path"])[-1]) and not row.get("transform")
    ]
    opaque = [v for v in values if any(s.isdigit() for s in str(v)) and len(str(v)) > 3 and str(v) not in said_by_user]
    if not opaque:
        return None
    turn = rng.choice([message for message in record["messages"] if message["role"] == "user"])
    turn["content"] += f" The ID is {rng.choice(opaque)}."
    return record


def reasked_value(record: JsonObject, rng: random.Random) -> JsonObject | None:
    """The assistant asks for what the user has said, who says it again; half of the time the source moves too."""
    messages = record["messages"]
    able = [
        row
        for row in rows_of(record, "user")
        if messages[row["message"] + 1]["role"] == "assistant"
        and "tool_calls" in messages[row["message"] + 1]
        and holds_token(messages[row["message"]]["content"], row["surface"])
    ]
    if not able:
        return None
    row = rng.choice(able)
    turn = row["message"]
    name = tokens(row["argument"])[0].replace("_", " ")
    again = [
        {"role": "assistant", "content": f"What is the {name}?"},
        {"role": "user", "content": f"It is {row['surface']}."},
    ]
    changed = moved(record, [*messages[: turn + 1], *again, *messages[turn + 1 :]])
    if rng.random() < 0.5:
        for other in changed["provenance"]:
            if other["source"] == "user" and other["message"] == turn and other["surface"] == row["surface"]:
                other["message"] = turn + 2
    return changed


def valid_distractor(record: JsonObject, rng: random.Random) -> JsonObject | None:
    """An offered tool that is not used becomes a copy of a used one under another name."""
    used = {call["name"] for call in record["tool_calls"]}
    spare = [place for place, tool in enumerate(record["tools"]) if tool["name"] not in used]
    twins = [tool for tool in record["tools"] if tool["name"] in used]
    if not spare or not twins:
        return None
    twin = copy.deepcopy(rng.choice(twins))
    tool, _, endpoint = twin["name"].partition("::")
    twin |= {"name": f"{tool}_plus::{endpoint}", "function_name": f"t_{tool[:20]}_plus__{endpoint[:30]}"}
    record["tools"][rng.choice(spare)] = twin
    return record


# Further ones, for what conversations show beyond calls in a row.


def ignored_correction(record: JsonObject, rng: random.Random) -> JsonObject | None:
    """A call takes the value that the user has taken back, with its words as the source and no word of a correction."""
    rows = [
        row
        for row in record["provenance"]
        if "replaces" in row and isinstance(argument_of(record, row), str) and "transform" not in row
    ]
    if not rows:
        return None
    row = rng.choice(rows)
    set_argument(record, row["call_id"], row["argument"], row["replaces"]["surface"])
    row |= row.pop("replaces")
    for request in record["metadata"]["requests"]:
        request["opening"] = "request" if request["opening"] == "correction" else request["opening"]
    return recounted(record)


def removed_recovery(record: JsonObject, rng: random.Random) -> JsonObject | None:
    """A call failed, and what made it good is gone; the request tells what it found, and says that it failed."""
    view = view_of(record)
    able = [
        (place, goal.calls[at + 1])
        for place, goal in enumerate(view.goals)
        for at, number in enumerate(goal.calls[:-1])
        if view.struck(view.calls[number]["id"]) and not view.struck(view.calls[goal.calls[at + 1]]["id"])
    ]
    if not able:
        return None
    place, number = rng.choice(able)
    call = view.calls[number]
    record["metadata"]["requests"][place]["outcome"] = "failed"
    record["provenance"] = [row for row in record["provenance"] if row.get("from_call") != call["id"]]
    return without(record, call["id"])


def lying_request(record: JsonObject, rng: random.Random) -> JsonObject | None:
    """A request says that it ended otherwise than it did."""
    request = rng.choice(record["metadata"]["requests"])
    others = {"done", "failed", "no_tool", "no_value", "no_call"} - {request["outcome"]}
    request["outcome"] = rng.choice(sorted(others))
    request.pop("endpoint", None)
    if request["outcome"] == "no_tool":
        request["endpoint"] = "somebody::something_else"
    return recounted(record)


def needless_refusal(record: JsonObject, rng: random.Random) -> JsonObject | None:
    """What the assistant says it cannot do is offered all the same."""
    refused = [one["endpoint"] for one in record["metadata"]["requests"] if one["outcome"] == "no_tool"]
    if not refused or not record["tools"]:
        return None
    tool = copy.deepcopy(rng.choice(record["tools"]))
    tool |= {"name": refused[0], "function_name": "refused__all_the_same"}
    record["tools"].append(tool)
    return record


def untagged_fault(record: JsonObject, rng: random.Random) -> JsonObject | None:
    """A call failed, and neither the metadata nor the behaviours say so."""
    faults = record["metadata"].pop("faults", [])
    if not faults:
        return None
    kinds = {f"fault:{fault['kind']}" for fault in faults}
    record["metadata"]["behaviours"] = [name for name in record["metadata"]["behaviours"] if name not in kinds]
    return record


def other_today(record: JsonObject, rng: random.Random) -> JsonObject | None:
    """The record is of another day than the user says."""
    today = record["metadata"].get("today")
    if today is None:
        return None
    record["metadata"]["today"] = _another(today, rng)
    return record


_ALL: tuple[Mutation, ...] = (
    wrong_type,
    swapped_argument,
    stale_id,
    unstated_value,
    dropped_call,
    extra_call,
    wrong_order,
    contradicting_output,
    hallucinated_number,
    false_success,
    leaked_id,
    reasked_value,
    valid_distractor,
)
_FURTHER: tuple[Mutation, ...] = (
    ignored_correction,
    needless_refusal,
    untagged_fault,
    removed_recovery,
    lying_request,
    other_today,
)


def _of_a_copy(mutation: Mutation) -> Mutation:
    return lambda record, rng: mutation(copy.deepcopy(record), rng)


MUTATIONS: Mapping[str, Mutation] = {mutation.__name__: _of_a_copy(mutation) for mutation in _ALL}
FURTHER: Mapping[str, Mutation] = {mutation.__name__: _of_a_copy(mutation) for mutation in _FURTHER}
