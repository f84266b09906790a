"""The native record: a trace and its words as one JSON object, the wire form that other programs read.

    {"conversation_id": "conv_42_0007", "schema_version": 1, "messages": [...], "tool_calls": [...],
     "tool_outputs": [...], "tools": [...], "provenance": [...], "state": {...}, "passed": true, "metadata": {...}}

README, "The record", says what each field means. Keys that do not apply are absent; nothing but
`metadata.memory_grounding_rate` is ever null.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import orjson

from . import seeds
from .behaviours import shown_by
from .json_types import Json, JsonObject
from .plans import Outcome
from .trace import (
    Answer,
    AskMend,
    AskSlots,
    Call,
    MakeCalls,
    Provenance,
    Refuse,
    Report,
    Result,
    Results,
    Surface,
    Trace,
    UserRequest,
    Utterance,
)

SCHEMA_VERSION = 1
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class RecordContext:
    """What is the same for all records of a run."""

    seed: int
    corpus_memory: bool
    memory_backend: str
    writer: str
    generator_version: str
    config_digest: str
    artifacts_digest: str
    offered: Mapping[str, JsonObject]  # endpoint id -> element of `tools`


def conversation_id(seed: int, index: int) -> str:
    """`conv_{seed}_{index}`, the index with four digits at least."""
    return f"conv_{seed}_{index:04d}"


def wording_id(conversation: str, variant: int) -> str:
    """The id of one wording: `{conversation}_v{variant}`, and for variant 0 the conversation's own."""
    return f"{conversation}_v{variant}" if variant else conversation


def call_id(conversation: str, number: int) -> str:
    """Nine characters of [a-zA-Z0-9] that follow from the conversation's id and the call's number."""
    rest = seeds.draw("call", conversation, number)
    digits: list[str] = []
    for _ in range(9):
        rest, digit = divmod(rest, 62)
        digits.append(_ALPHABET[digit])
    return "".join(digits)


@dataclass(frozen=True, slots=True)
class _Ids:
    """What a wording and its calls are called."""

    conversation: str
    variant: int
    calls: list[str]


@dataclass(frozen=True, slots=True)
class _Spoken:
    """The messages, where each slot was first said and in which words, and the requests that the messages serve."""

    messages: list[JsonObject]
    said: dict[int, tuple[int, Surface]]
    requests: list[JsonObject]


def record_of(trace: Trace, words: Sequence[Utterance], context: RecordContext, variant: int = 0) -> JsonObject:
    """The record of one wording of a trace. `words` has one element for each event but `Results`, in order."""
    calls, name = trace.calls, wording_id(trace.conversation_id, variant)
    ids = [call_id(name, number) for number in range(len(calls))]
    spoken = _spoken(trace, words, ids)
    return {
        "conversation_id": name,
        "schema_version": SCHEMA_VERSION,
        "messages": spoken.messages,
        "tool_calls": [_call(call, ids) for call in calls],
        "tool_outputs": [
            {"id": ids[result.call], "name": call.endpoint_id, "output": result.output}
            for call, result in zip(calls, trace.results, strict=True)
        ],
        "tools": [context.offered[one] for one in trace.plan.offered],
        "provenance": [_source(call, row, ids, spoken.said) for call in calls for row in call.provenance],
        "state": _state(trace, ids),
        "passed": True,
        "metadata": _metadata(trace, context, _Ids(name, variant, ids), spoken.requests),
    }


def _spoken(trace: Trace, words: Sequence[Utterance], ids: Sequence[str]) -> _Spoken:
    spoken = _Spoken([], {}, [])
    messages, utterances, calls = spoken.messages, iter(words), trace.calls
    for event in trace.events:
        if isinstance(event, Results):
            messages.extend(_tool_message(result, calls[result.call], ids) for result in event.results)
            continue
        utterance = next(utterances)
        message: JsonObject = {"role": event.role, "content": utterance.text}
        if isinstance(event, MakeCalls):
            message["tool_calls"] = [_call(call, ids) for call in event.calls]
        elif isinstance(event, UserRequest):
            spoken.requests.append(_request(trace, event.goal, len(messages)))
        elif isinstance(event, Report | Refuse | Answer):
            spoken.requests[-1]["end"] = len(messages)
        for surface in utterance.surfaces:
            spoken.said.setdefault(surface.slot, (len(messages), surface))
        messages.append(message)
    return spoken


def _request(trace: Trace, number: int, message: int) -> JsonObject:
    """What a request is and how it ends: `message` opens it, `end` is the assistant's text that closes it."""
    goal = trace.plan.goals[number]
    request = {"message": message, "end": message, "opening": goal.opening.value, "outcome": goal.outcome.value}
    if goal.outcome is Outcome.NO_TOOL:
        request["endpoint"] = trace.plan.steps[goal.steps[0]].endpoint_id
    return request


def _state(trace: Trace, ids: Sequence[str]) -> JsonObject:
    """The digests before and after, and between them what each call changed."""
    state: JsonObject = {"initial": trace.state_initial, "final": trace.state_final}
    if trace.changes:
        state["changes"] = [
            {"call_id": ids[change.call], "act": change.act, "address": change.address} for change in trace.changes
        ]
    return state


def _call(call: Call, ids: Sequence[str]) -> JsonObject:
    return {"id": ids[call.number], "name": call.endpoint_id, "parameters": call.arguments}


def _tool_message(result: Result, call: Call, ids: Sequence[str]) -> JsonObject:
    return {
        "role": "tool",
        "tool_call_id": ids[result.call],
        "name": call.endpoint_id,
        "content": output_text(result.output),
    }


def output_text(output: Json) -> str:
    """An output as the content of a tool message: compact JSON, or the text itself where the body is no JSON."""
    return output if isinstance(output, str) else orjson.dumps(output).decode()


def _source(call: Call, row: Provenance, ids: Sequence[str], said: Mapping[int, tuple[int, Surface]]) -> JsonObject:
    source: JsonObject = {"call_id": ids[call.number], "argument": row.argument}
    if row.slot is not None:
        message, surface = said[row.slot]
        source |= {"source": "user", "message": message, "surface": surface.text}
        transform = surface.transform
        if row.replaces is not None:
            before, told = said[row.replaces]
            source["replaces"] = {"message": before, "surface": told.text}
    elif row.from_call is not None:
        source |= {"source": "tool_output", "from_call": ids[row.from_call], "path": row.path}
        transform = row.transform
    else:
        source["source"] = "default"
        transform = ""
    if transform:
        source["transform"] = transform
    return source


def grounding_rate(calls: Sequence[Call]) -> float | None:
    """The share of calls after the first that take a value from an earlier output; None with one call or none."""
    later = calls[1:]
    if not later:
        return None
    grounded = sum(any(row.from_call is not None for row in call.provenance) for call in later)
    return round(grounded / len(later), 4)


def _metadata(trace: Trace, context: RecordContext, ids: _Ids, requests: list[JsonObject]) -> JsonObject:
    calls = trace.calls
    endpoints = [call.endpoint_id for call in calls]
    tools = list(dict.fromkeys(one.split("::")[0] for one in endpoints))
    plan = trace.plan
    return {
        "conversation_id": ids.conversation,
        "seed": context.seed,
        "tool_ids_used": tools,
        "num_turns": sum(not isinstance(event, Results | MakeCalls) for event in trace.events),
        "num_clarification_questions": sum(isinstance(event, AskSlots | AskMend) for event in trace.events),
        "memory_grounding_rate": grounding_rate(calls),
        "corpus_memory_enabled": context.corpus_memory,
        "pattern_type": plan.chain.pattern.value,
        "sampling_mode": plan.chain.mode.value,
        "domain": plan.chain.domain,
        "endpoint_ids": endpoints,
        "num_tool_calls": len(endpoints),
        "num_distinct_tools": len(tools),
        "index": plan.index,
        **({"variant": ids.variant} if ids.variant else {}),
        "persona": plan.persona.id,
        "scenario": plan.scenario,
        "world_seed": trace.world_seed,
        "behaviours": shown_by(trace),
        "requests": requests,
        "distractors": plan.distractors,
        **_where_it_applies(trace, ids.calls),
        "memory_backend": context.memory_backend,
        "writer": context.writer,
        "generator_version": context.generator_version,
        "config_digest": context.config_digest,
        "artifacts_digest": context.artifacts_digest,
    }


def _where_it_applies(trace: Trace, ids: Sequence[str]) -> JsonObject:
    """The stated today, and which calls were struck by a fault, about which parameter."""
    metadata: JsonObject = {"today": trace.plan.today} if trace.plan.today else {}
    setback = trace.plan.setback
    faults = [
        {"call_id": ids[result.call], "kind": result.fault.value}
        | ({"parameter": setback.parameter} if setback and setback.parameter else {})
        for result in trace.results
        if result.fault is not None
    ]
    return metadata | {"faults": faults} if faults else metadata
