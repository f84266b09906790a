"""The parts of a record that metrics and inspect read, typed; the full contract is checked by `generator/validator.py`.

RecordView(conversation_id="conv_42_0001", tool_calls=[CallView(id="a1B2c3D4e", name="hotels::search", ...)],
           provenance=[SourceRow(call_id="a1B2c3D4e", argument="/city", source="user", message=0, surface="Paris")])
"""

import msgspec

from ..common.files import BrokenLine, JsonLine
from ..common.json_types import Json, JsonObject


class CallView(msgspec.Struct, frozen=True):
    """One tool call."""

    id: str
    name: str  # tool::endpoint
    parameters: JsonObject

    @property
    def tool(self) -> str:
        """The tool's id: what stands before `::`."""
        return self.name.partition("::")[0]


class MessageView(msgspec.Struct, frozen=True):
    """One message. `tool_call_id` says which call a tool message answers."""

    role: str
    content: str = ""
    tool_calls: list[CallView] = []
    tool_call_id: str = ""


class OutputView(msgspec.Struct, frozen=True):
    """What one call returned."""

    id: str
    output: Json


class ToolView(msgspec.Struct, frozen=True):
    """One candidate tool."""

    name: str


class ToldBefore(msgspec.Struct, frozen=True):
    """What the user had said before they corrected it."""

    message: int
    surface: str


class SourceRow(msgspec.Struct, frozen=True):
    """One provenance row; which of the later fields are set depends on `source`."""

    call_id: str
    argument: str
    source: str
    message: int = -1
    surface: str = ""
    transform: str = ""
    from_call: str = ""
    path: str = ""
    replaces: ToldBefore | None = None


class RequestView(msgspec.Struct, frozen=True):
    """One request of the user: `message` opens it, the assistant's text `end` closes it."""

    message: int
    end: int
    opening: str
    outcome: str
    endpoint: str = ""  # of a request that nothing offered meets: what would have


class FaultView(msgspec.Struct, frozen=True):
    """A fault that struck a call."""

    call_id: str
    kind: str
    parameter: str = ""


class ChangeView(msgspec.Struct, frozen=True):
    """What a call did to the state: `act` is created, updated or deleted."""

    call_id: str
    act: str
    address: str


class StateView(msgspec.Struct, frozen=True):
    """The digests of the world's changes before and after, and the changes in order."""

    initial: str = ""
    final: str = ""
    changes: list[ChangeView] = []


class MetadataView(msgspec.Struct, frozen=True):
    """What the record says about itself."""

    domain: str
    pattern_type: str
    num_clarification_questions: int = 0
    behaviours: list[str] = []
    requests: list[RequestView] = []
    faults: list[FaultView] = []
    distractors: str = ""  # the profile by which tools that are not needed were offered
    today: str = ""  # the ISO date that the user states; "" where none is
    variant: int = 0  # which wording of the conversation this is, of those that are written over one trace


class RecordView(msgspec.Struct, frozen=True):
    """One conversation."""

    conversation_id: str
    messages: list[MessageView]
    tool_calls: list[CallView]
    tool_outputs: list[OutputView]
    metadata: MetadataView
    provenance: list[SourceRow] = []
    tools: list[ToolView] = []
    state: StateView = StateView()

    @property
    def first_user_turn(self) -> str:
        """The words that open the conversation ("" where no user speaks)."""
        return next((message.content for message in self.messages if message.role == "user"), "")


def view(line: JsonLine) -> RecordView | BrokenLine:
    """The typed parts of a parsed line, or why it is no conversation record."""
    try:
        return msgspec.convert(line.value, RecordView)
    except msgspec.ValidationError as error:
        return BrokenLine(line.number, f"not a conversation record ({error})")
