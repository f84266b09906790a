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
from .json_types import Json, JsonObject
from .trace import (
    AskSlots,
    Call,
    MakeCalls,
    Provenance,
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


def call_id(conversation: str, number: int) -> str:
    """Nine characters of [a-zA-Z0-9] that follow from the conversation's id and the call's number."""
    rest = seeds.draw("call", conversation, number)
    digits: list[str] = []
    for _ in range(9):
        rest, digit = divmod(rest, 62)
        digits.append(_ALPHABET[digit])
    return "".join(digits)


def record_of(trace: Trace, words: Sequence[Utterance], context: RecordContext) -> JsonObject:
    """The record of a trace. `words` has one element for each event but `Results`, in order."""
    ids = [call_id(trace.conversation_id, number) for number in range(len(trace.calls))]
    messages, said = _messages(trace, words, ids)
    return {
        "conversation_id": trace.conversation_id,
        "schema_version": SCHEMA_VERSION,
        "messages": messages,
        "tool_calls": [_call(call, ids) for call in trace.calls],
        "tool_outputs": [
            {"id": ids[result.call], "name": call.endpoint_id, "output": result.output}
            for call, result in zip(trace.calls, trace.results, strict=True)
        ],
        "tools": [context.offered[one] for one in trace.plan.offered],
        "provenance": [_source(call, row, ids, said) for call in trace.calls for row in call.provenance],
        "state": {"initial": trace.state_initial, "final": trace.state_final},
        "passed": True,
        "metadata": _metadata(trace, context),
    }


def _messages(
    trace: Trace, words: Sequence[Utterance], ids: Sequence[str]
) -> tuple[list[JsonObject], dict[int, tuple[int, Surface]]]:
    """The messages, and for each slot the message and words in which the user first said it."""
    messages: list[JsonObject] = []
    said: dict[int, tuple[int, Surface]] = {}
    spoken = iter(words)
    for event in trace.events:
        if isinstance(event, Results):
            messages.extend(_tool_message(result, trace.calls[result.call], ids) for result in event.results)
            continue
        utterance = next(spoken)
        role = "assistant" if isinstance(event, AskSlots | MakeCalls | Report) else "user"
        message: JsonObject = {"role": role, "content": utterance.text}
        if isinstance(event, MakeCalls):
            message["tool_calls"] = [_call(call, ids) for call in event.calls]
        for surface in utterance.surfaces:
            said.setdefault(surface.slot, (len(messages), surface))
        messages.append(message)
    return messages, said


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


def _metadata(trace: Trace, context: RecordContext) -> JsonObject:
    endpoints = [call.endpoint_id for call in trace.calls]
    tools = list(dict.fromkeys(one.split("::")[0] for one in endpoints))
    plan = trace.plan
    return {
        "conversation_id": trace.conversation_id,
        "seed": context.seed,
        "tool_ids_used": tools,
        "num_turns": sum(not isinstance(event, Results | MakeCalls) for event in trace.events),
        "num_clarification_questions": sum(isinstance(event, AskSlots) for event in trace.events),
        "memory_grounding_rate": grounding_rate(trace.calls),
        "corpus_memory_enabled": context.corpus_memory,
        "pattern_type": plan.chain.pattern.value,
        "sampling_mode": plan.chain.mode.value,
        "domain": plan.chain.domain,
        "endpoint_ids": endpoints,
        "num_tool_calls": len(endpoints),
        "num_distinct_tools": len(tools),
        "index": plan.index,
        "persona": plan.persona.id,
        "scenario": plan.scenario,
        "world_seed": trace.world_seed,
        "behaviours": behaviours(trace),
        "memory_backend": context.memory_backend,
        "writer": context.writer,
        "generator_version": context.generator_version,
        "config_digest": context.config_digest,
        "artifacts_digest": context.artifacts_digest,
    }


def behaviours(trace: Trace) -> list[str]:
    """What the conversation shows, by name, in alphabetical order."""
    shown = {
        "clarification": any(isinstance(event, AskSlots) for event in trace.events),
        "follow_up": sum(isinstance(event, UserRequest) for event in trace.events) > 1,
        "long_range_reference": any(
            row.from_call is not None and row.from_call < call.number - 1
            for call in trace.calls
            for row in call.provenance
        ),
        "parallel_calls": any(isinstance(event, MakeCalls) and len(event.calls) > 1 for event in trace.events),
    }
    return [name for name, is_shown in shown.items() if is_shown]
