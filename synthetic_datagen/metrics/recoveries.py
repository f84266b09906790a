"""What the assistant does about a call that failed, read from the messages.

[calls hotels::search] · [rate_limited] · [calls hotels::search with the same arguments]     RETRY
[calls hotels::search] · [empty result] · "Nothing was found. Which other city ...?"         MEND
"""

from collections.abc import Sequence

from ..common.faults import Recovery
from .record_view import CallView, MessageView, RecordView


def recovery_of(record: RecordView, call: CallView) -> Recovery | None:
    """What follows the result of `call`, taken as failed; None where nothing does."""
    answered = False
    for number, message in enumerate(record.messages):
        answered = answered or message.tool_call_id == call.id
        if answered and message.role == "assistant":
            closes = any(request.end == number for request in record.metadata.requests)
            return _recovery(message, call, closes)
    return None


def _recovery(message: MessageView, call: CallView, closes: bool) -> Recovery:
    if message.tool_calls:
        return Recovery.RETRY if _is_made_by(call, message.tool_calls) else Recovery.OTHER_TOOL
    return Recovery.STOP if closes else Recovery.MEND


def _is_made_by(call: CallView, calls: Sequence[CallView]) -> bool:
    return any((one.name, one.parameters) == (call.name, call.parameters) for one in calls)
