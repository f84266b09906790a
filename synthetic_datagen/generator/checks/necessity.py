"""Necessity: every goal is met by calls, and every call has a use.

search · get · report      the search feeds the get, the report tells what the get returned
"""

from collections.abc import Iterator

from ...common.json_types import FrozenJsonObject, Json
from ...common.renderings import all_renderings
from .claims import number_words
from .evidence import said
from .leaks import is_id_key
from .view import View, Violation
from .words import holds_word

_LONG = 40


def no_call_twice(view: View) -> Iterator[Violation]:
    """EXTRA_CALL: the same call again, though nothing was changed since it succeeded."""
    for index, call in enumerate(view.calls):
        for before in reversed(view.calls[:index]):
            if before["name"] == call["name"] and before["parameters"] == call["parameters"]:
                if not view.failed(before["id"]):
                    yield Violation("EXTRA_CALL", f"/tool_calls/{index}", "the same call was made before")
                break
            if before["id"] in view.changed:
                break


def every_call_has_a_use(view: View) -> Iterator[Violation]:
    """EXTRA_CALL: a call that changed nothing has news for the user, but no later call takes and no text tells any.

    It does not see a needless call whose values stand in the text for another reason, or that has no news.
    """
    used = {row["from_call"] for row in view.rows if row["source"] == "tool_output"}
    for index, call in enumerate(view.calls):
        if call["id"] in used or view.struck(call["id"]) or call["id"] in view.changed:
            continue
        after = view.answer_message.get(call["id"], 0)
        text = " ".join(m["content"] for m in view.messages[after:] if m["role"] == "assistant").casefold()
        output = view.outputs.get(call["id"])
        if not tells(text, output, call["parameters"]) and has_news(output, _said_before(view, after)):
            yield Violation("EXTRA_CALL", f"/tool_calls/{index}", "nothing of its output is used or told")


def tells(text: str, output: Json, given: FrozenJsonObject) -> bool:
    """Whether a text, in lower case, tells a value of an output that is not only what was `given` to its call."""
    if isinstance(output, dict):
        return any(tells(text, item, given) for key, item in output.items() if key not in given)
    if isinstance(output, list):
        return _says_number(text, len(output)) or any(tells(text, item, given) for item in output)
    if isinstance(output, int) and not isinstance(output, bool) and _says_number(text, output):
        return True
    words = said(output).casefold()
    if len(words) > _LONG:
        return words[:_LONG] in text
    if words and (holds_word(text, words) or holds_word(text, words.replace("_", " "))):
        return True
    return any(holds_word(text, one.casefold()) for one in all_renderings(output))


def _says_number(text: str, number: int) -> bool:
    return holds_word(text, str(number)) or any(holds_word(text, word) for word in number_words(number))


def _said_before(view: View, place: int) -> str:
    return " ".join(message["content"] for message in view.messages[:place])


def has_news(output: Json, before: str) -> bool:
    """Whether the output holds a value, other than ids and counts, that nothing said `before` does."""
    return any(isinstance(value, str) and value and value not in before for value in _tellable(output))


def _tellable(output: Json) -> Iterator[Json]:
    if isinstance(output, dict):
        for key, item in output.items():
            if not is_id_key(key):
                yield from _tellable(item)
    elif isinstance(output, list):
        for item in output:
            yield from _tellable(item)
    else:
        yield output


def every_goal_is_met_by_calls(view: View) -> Iterator[Violation]:
    """MISSING_CALL: a request is answered without any call, or the plan has more purposes than tools were called."""
    for goal in view.goals:
        if goal.is_met_by_calls and not goal.calls:
            yield Violation("MISSING_CALL", f"/messages/{goal.messages[-1]}", "no call was made for this request")
    scenario = view.record["metadata"].get("scenario")
    if isinstance(scenario, str):
        purposes = len(scenario.split("; ")) if ": " in scenario else 0  # a domain alone: nothing is to be called
        called = len({call["name"] for call in view.calls})
        if purposes > called:
            yield Violation(
                "MISSING_CALL", "/tool_calls", f"{purposes} purposes are planned, {called} tools were called"
            )
