"""The parts of a record that metrics and inspect read, typed; the full contract is checked by `generator/validator.py`.

RecordView(conversation_id="conv_42_0001", tool_calls=[CallView(id="a1B2c3D4e", name="hotels::search", ...)],
           provenance=[SourceRow(call_id="a1B2c3D4e", argument="/city", source="user", message=0, surface="Paris")])
"""

import msgspec

from ..common.files import BrokenLine, JsonLine
from ..common.json_types import Json, JsonObject


class MessageView(msgspec.Struct, frozen=True):
    """One message."""

    role: str
    content: str = ""


class CallView(msgspec.Struct, frozen=True):
    """One tool call."""

    id: str
    name: str  # tool::endpoint
    parameters: JsonObject

    @property
    def tool(self) -> str:
        """The tool's id: what stands before `::`."""
        return self.name.partition("::")[0]


class OutputView(msgspec.Struct, frozen=True):
    """What one call returned."""

    id: str
    output: Json


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


class MetadataView(msgspec.Struct, frozen=True):
    """What the record says about itself."""

    domain: str
    pattern_type: str
    num_clarification_questions: int = 0


class RecordView(msgspec.Struct, frozen=True):
    """One conversation."""

    conversation_id: str
    messages: list[MessageView]
    tool_calls: list[CallView]
    tool_outputs: list[OutputView]
    metadata: MetadataView
    provenance: list[SourceRow] = []

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
