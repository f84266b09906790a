"""Replay: execute a record's calls again from its world's seed, and compare outputs and state digests.

    replay(record, model, artifacts.digest)   []   or   [Violation("REPLAY_OUTPUT", "/tool_outputs/1", "...")]

It needs the artifacts that the record was made from: their digest stands in `metadata.artifacts_digest`.
"""

from collections.abc import Iterator

from ..common.faults import Fault
from ..common.files import canonical
from ..common.json_types import Json, JsonObject
from ..world.scene import WorldModel
from ..world.world import World
from .checks.view import Violation
from .schemas import offered_tool


def replay(record: JsonObject, model: WorldModel, artifacts_digest: str) -> list[Violation]:
    """What differs when the calls of a well-formed record are made again, in order."""
    made_from = record["metadata"].get("artifacts_digest")
    if made_from != artifacts_digest:
        return [Violation("REPLAY_ARTIFACTS", "/metadata/artifacts_digest", "the record was made from other artifacts")]
    return list(_differences(record, model))


def _differences(record: JsonObject, model: WorldModel) -> Iterator[Violation]:
    seed = record["metadata"].get("world_seed")
    if not isinstance(seed, int):
        yield Violation("REPLAY_SEED", "/metadata/world_seed", "missing: the record cannot be replayed")
        return
    yield from _other_tools(record, model)
    world = World(model, seed)
    if record.get("state", {}).get("initial") != world.digest():
        yield Violation("REPLAY_STATE", "/state/initial", "is not the digest of the state before the first call")
    faults = {fault["call_id"]: fault for fault in record["metadata"].get("faults", ())}
    changes: list[JsonObject] = []
    for index, (call, listed) in enumerate(zip(record["tool_calls"], record["tool_outputs"], strict=False)):
        if call["name"] not in model.registry.endpoints:
            yield Violation("REPLAY_OUTPUT", f"/tool_calls/{index}/name", f"{call['name']!r} is not in the artifacts")
            return
        if canonical(_answer(world, index, call, faults.get(call["id"]))) != canonical(listed["output"]):
            yield Violation("REPLAY_OUTPUT", f"/tool_outputs/{index}", "is not what the call returns in this state")
        made = world.changes()[len(changes) :]
        changes.extend({"call_id": call["id"], "act": one.act, "address": one.address} for one in made)
    if record.get("state", {}).get("changes", []) != changes:
        yield Violation("REPLAY_STATE", "/state/changes", "are not what the calls change")
    if record.get("state", {}).get("final") != world.digest():
        yield Violation("REPLAY_STATE", "/state/final", "is not the digest of the state after the last call")


def _answer(world: World, number: int, call: JsonObject, fault: JsonObject | None) -> Json:
    """What a call returns, struck by the fault that the record names for it."""
    struck = None if fault is None else Fault(fault["kind"])
    return world.call(call["name"], call["parameters"], struck, number, (fault or {}).get("parameter", ""))


def _other_tools(record: JsonObject, model: WorldModel) -> Iterator[Violation]:
    """An offered tool that the artifacts do not have, or have otherwise; one that does what is refused."""
    endpoints = model.registry.endpoints
    for index, tool in enumerate(record["tools"]):
        endpoint = endpoints.get(tool["name"])
        if endpoint is None or offered_tool(endpoint) != tool:
            yield Violation("REPLAY_TOOLS", f"/tools/{index}", f"{tool['name']!r} is not so in the artifacts")
    for index, request in enumerate(record["metadata"]["requests"]):
        refused = request.get("endpoint")
        if refused is None:
            continue
        if refused not in endpoints:
            yield Violation("REPLAY_TOOLS", f"/metadata/requests/{index}", f"{refused!r} is not in the artifacts")
        elif any(_same(offered_tool(endpoints[refused]), tool) for tool in record["tools"]):
            yield Violation("NEEDLESS_REFUSAL", f"/metadata/requests/{index}", f"a tool does what {refused!r} does")


def _same(one: JsonObject, other: JsonObject) -> bool:
    """Whether two tools are described by the same words and take the same."""
    return bool(one["description"] == other["description"] and one["parameters"] == other["parameters"])
