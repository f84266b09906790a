"""Why a draft of a conversation is thrown away and drawn again. Signals inside the program, never seen by a user.

Ungrounded(2, "hotels::book", "hotel_id", "step 0 gave no output")     DraftRejected("same_value_at_both_ends")
"""


class DraftRejected(Exception):  # noqa: N818  a signal to draw again, never seen by a user
    """A played draft that must not become a record; `reason` is short and counted."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class Ungrounded(Exception):  # noqa: N818  a signal between two functions of one room, never seen by a user
    """A required argument has no source in this draft. `step` counts from 0."""

    def __init__(self, step: int, endpoint_id: str, parameter: str, reason: str) -> None:
        self.step, self.endpoint_id, self.parameter, self.reason = step, endpoint_id, parameter, reason
        super().__init__(f"step {step} ({endpoint_id}): {parameter}: {reason}")
