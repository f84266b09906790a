"""Raw tools: what a ToolBench file says, in its own words. Nothing here is interpreted or cleaned.

RawTool(name="Hotels", category="Travel", host="hotels4.p.rapidapi.com", files=("Travel/hotels.json",),
        endpoints=(RawEndpoint(name="hotels/search", method="GET", url="https://...",
                               parameters=(RawParameter(name="city", type="STRING", default="Paris", required=True),),
                               samples=(RawSample(Origin.SCHEMA, {"type": "object", ...}),)),))
"""

from dataclasses import dataclass

from ..common.json_types import Json
from ..common.kinds import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class RawParameter:
    """One parameter as it stands in the file; `type` is "" where the file has none."""

    name: str
    type: str
    description: str
    default: Json
    required: bool


@dataclass(frozen=True, slots=True)
class RawSample:
    """What a file says of the output: a JSON Schema, a recorded response or a template, whatever `origin` claims."""

    origin: Origin
    value: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEndpoint:
    """One entry of an `api_list`. `code` and `convert_code` are not kept."""

    name: str
    description: str
    method: str
    url: str
    parameters: tuple[RawParameter, ...]
    samples: tuple[RawSample, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTool:
    """One tool of one file (a file of queries holds many). `files` are the names of the inputs that speak of it."""

    name: str
    description: str
    category: str
    host: str
    endpoints: tuple[RawEndpoint, ...]
    files: tuple[str, ...]
