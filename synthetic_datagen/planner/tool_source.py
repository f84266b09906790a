"""What the planner needs of the registry.

source.endpoints["hotels::search"]     Endpoint(...)        source.tool_of("hotels::search")     Tool(id="hotels", ...)
"""

from collections.abc import Mapping
from typing import Protocol

from ..common.tools import Endpoint, Tool


class ToolSource(Protocol):
    """Endpoints by id, and the tool of each."""

    @property
    def endpoints(self) -> Mapping[str, Endpoint]: ...  # noqa: D102

    def tool_of(self, endpoint_id: str) -> Tool: ...  # noqa: D102
