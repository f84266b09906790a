"""Messages: who speaks when, each call answered, and the lists beside the messages that say the same again."""

import re
from collections.abc import Iterator

import orjson

from ...common.records import output_text
from .view import View, Violation

_CALL_ID = re.compile(r"[a-zA-Z0-9]{9}")


def order(view: View) -> Iterator[Violation]:
    """User first; no two user or assistant messages in a row; calls answered at once; the assistant's text last."""
    before = ""
    for index, message in enumerate(view.messages):
        role, where = message["role"], f"/messages/{index}"
        if index == 0 and role != "user":
            yield Violation("ORDER", where, "the first message must be the user's")
        if role == before and role in ("user", "assistant"):
            yield Violation("ORDER", where, f"two {role} messages in a row")
        if role == "user" and before == "tool":
            yield Violation("ORDER", where, "a tool message must be followed by the assistant")
        if role == "tool" and before not in ("assistant", "tool"):
            yield Violation("ORDER", where, "a tool message without a call before it")
        before = role
    last = view.messages[-1]
    if last["role"] != "assistant" or "tool_calls" in last or not last["content"].strip():
        yield Violation("ORDER", f"/messages/{len(view.messages) - 1}", "must end with text of the assistant")


def pairing(view: View) -> Iterator[Violation]:
    """N calls are followed by exactly N tool messages in call order."""
    for index, message in enumerate(view.messages):
        wanted = [call["id"] for call in message.get("tool_calls", ())]
        if not wanted:
            continue
        following: list[str] = []
        for answer in view.messages[index + 1 :]:
            if answer["role"] != "tool":
                break
            following.append(answer["tool_call_id"])
        if following != wanted:
            yield Violation("PAIRING", f"/messages/{index}", f"calls {wanted} are answered by {following}")


def stale_lists(view: View) -> Iterator[Violation]:
    """The top-level lists say what the messages say."""
    made = [call for message in view.messages for call in message.get("tool_calls", ())]
    if made != view.calls or orjson.dumps(made) != orjson.dumps(view.calls):  # 1 == True, but not as bytes
        yield Violation("STALE_CALLS", "/tool_calls", "differ from the calls of the messages")
    told = [(m["tool_call_id"], m["name"], m["content"]) for m in view.messages if m["role"] == "tool"]
    listed = [(one["id"], one["name"], output_text(one["output"])) for one in view.record["tool_outputs"]]
    if [row[:2] for row in told] != [row[:2] for row in listed]:
        yield Violation("STALE_OUTPUTS", "/tool_outputs", "differ from the tool messages")
        return
    for index, (message, output) in enumerate(zip(told, listed, strict=True)):
        if message[2] != output[2] and not _same_json(message[2], output[2]):
            yield Violation("STALE_OUTPUTS", f"/tool_outputs/{index}", "differs from its tool message")


def _same_json(one: str, two: str) -> bool:
    try:
        return bool(orjson.loads(one) == orjson.loads(two))
    except orjson.JSONDecodeError:
        return False


def call_ids(view: View) -> Iterator[Violation]:
    """Call ids are nine alphanumerics and unique."""
    seen: set[str] = set()
    for index, call in enumerate(view.calls):
        if not _CALL_ID.fullmatch(call["id"]):
            yield Violation("CALL_ID", f"/tool_calls/{index}/id", f"{call['id']!r} is not nine of [a-zA-Z0-9]")
        if call["id"] in seen:
            yield Violation("CALL_ID", f"/tool_calls/{index}/id", f"{call['id']!r} is used twice")
        seen.add(call["id"])
