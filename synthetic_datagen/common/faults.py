"""Faults: how a call can fail for reasons that are not the caller's plan, as real calls do.

{"error": {"code": "rate_limited", "message": "Too many requests. Please try again in a moment."}}    RATE_LIMITED
{"total": 0, "hotels": []}                                                                            EMPTY_RESULT
"{\\"total\\": 4, \\"hotels\\": [{\\"hotel_id\\": \\"ht"                                              TRUNCATED_BODY
"""

from enum import StrEnum


class Fault(StrEnum):
    """What strikes a call; in a record's `behaviours` it stands as `fault:<value>`."""

    NOT_FOUND = "not_found"
    INVALID_ARGUMENT = "invalid_argument"
    RATE_LIMITED = "rate_limited"
    UNAUTHORIZED = "unauthorized"
    UPSTREAM_ERROR = "upstream_error"
    EMPTY_RESULT = "empty_result"
    TRUNCATED_BODY = "truncated_body"


class Recovery(StrEnum):
    """What the assistant does about a failed call; in `behaviours` it stands as `recovery:<value>`."""

    RETRY = "retry"  # the same call again
    MEND = "mend"  # tell, ask for another value, call with that
    OTHER_TOOL = "other_tool"  # another tool that does the same
    STOP = "stop"  # tell, and leave it at that


PASSING = frozenset({Fault.RATE_LIMITED, Fault.UPSTREAM_ERROR, Fault.TRUNCATED_BODY})  # worth trying again
ABOUT_A_VALUE = frozenset({Fault.NOT_FOUND, Fault.INVALID_ARGUMENT, Fault.EMPTY_RESULT})  # another value may do
