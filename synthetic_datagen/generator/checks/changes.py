"""Changes: what calls did to the state is of calls that did it, and the digests differ where anything was done.

"state": {"initial": "e3b0...", "final": "91ab...", "changes": [{"call_id": "a1B2c3D4e", "act": "created", ...}]}
"""

from collections.abc import Iterator

from .verbs import reads
from .view import View, Violation


def changes_are_of_writes(view: View) -> Iterator[Violation]:
    """STATE: a change of no call, of one that failed or only reads, or changes that the two digests do not show.

    It does not see what was changed: that takes a replay.
    """
    state = view.record["state"]
    changes = state.get("changes", [])
    names = {call["id"]: call["name"] for call in view.calls}
    for index, change in enumerate(changes):
        call_id = change["call_id"]
        if call_id not in names:
            yield Violation("STATE", f"/state/changes/{index}", f"there is no call {call_id}")
        elif view.struck(call_id) or reads(names[call_id]):
            why = "failed" if view.struck(call_id) else "only reads"
            yield Violation("STATE", f"/state/changes/{index}", f"{names[call_id]!r} {why}")
    if (state["initial"] != state["final"]) != bool(changes):
        said = "name changes" if changes else "name no change"
        yield Violation("STATE", "/state", f"{said}, and the digests do not agree with that")
