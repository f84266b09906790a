"""Distractors: offered tools that no call uses. There are as many as the profile says, and none does a used one's work.

"distractors": "three"     at most three tools that are not called
"""

from collections.abc import Iterator

from ...common.json_types import JsonObject
from ...common.plans import Outcome
from .view import View, Violation

_MOST = {"none": 0, "three": 3, "ten": 10}


def distractors_fit_their_profile(view: View) -> Iterator[Violation]:
    """DISTRACTORS: more tools are unused than the profile says, or `all_of_tool` offers some of another tool.

    Fewer there may be, where there are no more. A tool that a value is missing for is not called, but is no distractor:
    the record does not name it, so it sees one distractor too many only beyond these.
    """
    called = {call["name"] for call in view.calls}
    lacking = sum(goal.outcome == Outcome.NO_VALUE.value for goal in view.goals)
    unused = [tool["name"] for tool in view.record["tools"] if tool["name"] not in called]
    profile = view.record["metadata"]["distractors"]
    if profile in _MOST and len(unused) > _MOST[profile] + lacking:
        yield Violation("DISTRACTORS", "/tools", f"the profile is {profile}, and {len(unused)} are not used")
    refused = {request["endpoint"] for request in view.record["metadata"]["requests"] if "endpoint" in request}
    strange = {_tool(name) for name in unused} - {_tool(name) for name in called | refused}
    if profile not in _MOST and len(strange) > lacking:
        yield Violation("DISTRACTORS", "/tools", f"the profile is {profile}, and {min(strange)!r} is another tool")


def _tool(name: str) -> str:
    return name.partition("::")[0]


def distractors_are_no_alternative(view: View) -> Iterator[Violation]:
    """VALID_DISTRACTOR: an unused tool takes what a used one takes and is described by the same words.

    It does not see a paraphrase: that two descriptions mean the same is not in the record.
    """
    used = {call["name"] for call in view.calls}
    alike: dict[str, list[JsonObject]] = {}
    for tool in view.record["tools"]:
        alike.setdefault(" ".join(tool["description"].casefold().split()), []).append(tool)
    for twins in alike.values():
        if len(twins) > 1:
            yield from _same_way(
                view, [t for t in twins if t["name"] in used], [t for t in twins if t["name"] not in used]
            )


def _same_way(view: View, used: list[JsonObject], unused: list[JsonObject]) -> Iterator[Violation]:
    for tool in unused:
        twin = next((one for one in used if one["parameters"] == tool["parameters"]), None)
        if twin is not None:
            place = f"/tools/{view.record['tools'].index(tool)}"
            yield Violation("VALID_DISTRACTOR", place, f"does what {twin['name']!r} does, which is used")
