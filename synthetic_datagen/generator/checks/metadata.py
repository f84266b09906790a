"""Metadata: what it counts and names is what the record holds.

{"num_tool_calls": 2, "tool_ids_used": ["inn"], "memory_grounding_rate": 1.0, "behaviours": ["clarification"], ...}
"""

from collections.abc import Iterator

from ...common.chains import Pattern
from ...common.json_types import JsonObject
from ...common.records import conversation_id, wording_id
from .view import View, Violation


def metadata_agrees(view: View) -> Iterator[Violation]:
    """METADATA. It does not see fields that follow from the plan or the run alone (persona, domain, the digests)."""
    metadata = view.record["metadata"]
    for key, value in _counted(view).items():
        if metadata.get(key, value) != value:
            yield Violation("METADATA", f"/metadata/{key}", f"is {metadata[key]!r}, but the record shows {value!r}")
    if "index" in metadata:
        name = wording_id(conversation_id(metadata["seed"], metadata["index"]), metadata.get("variant", 0))
        if view.record["conversation_id"] != name:
            yield Violation("METADATA", "/conversation_id", f"seed, index and variant make it {name!r}")
    if not view.record["passed"] and "judge_scores" not in view.record:
        yield Violation("METADATA", "/passed", "is false, and nothing has judged the record")
    for key, problem in _at_odds(metadata, bool(view.calls)):
        yield Violation("METADATA", f"/metadata/{key}", problem)


def _at_odds(metadata: JsonObject, calls: bool) -> Iterator[tuple[str, str]]:
    """Metadata that do not go with one another."""
    if (metadata["pattern_type"] == Pattern.NO_CALL.value) == calls:
        yield "pattern_type", f"is {metadata['pattern_type']}, and there are {'' if calls else 'no '}calls"
    if metadata.get("scenario", "").partition(": ")[0] not in ("", metadata["domain"]):
        yield "domain", f"is {metadata['domain']!r}, and the scenario is of another"
    backend = metadata.get("memory_backend")
    if backend is not None and (backend != "none") != metadata["corpus_memory_enabled"]:
        yield (
            "memory_backend",
            f"is {backend!r}, and the memory is {'on' if metadata['corpus_memory_enabled'] else 'off'}",
        )


def _counted(view: View) -> JsonObject:
    """The metadata that follow from the rest of the record."""
    fed = {row["call_id"] for row in view.rows if row["source"] == "tool_output"}
    tools = list(dict.fromkeys(call["name"].split("::")[0] for call in view.calls))
    return {
        "conversation_id": view.record["conversation_id"],
        "endpoint_ids": [call["name"] for call in view.calls],
        "num_tool_calls": len(view.calls),
        "tool_ids_used": tools,
        "num_distinct_tools": len(tools),
        "num_turns": sum(message["role"] != "tool" and "tool_calls" not in message for message in view.messages),
        "num_clarification_questions": len(view.questions),
        "memory_grounding_rate": round(sum(call["id"] in fed for call in view.calls[1:]) / (len(view.calls) - 1), 4)
        if len(view.calls) > 1
        else None,
    }
