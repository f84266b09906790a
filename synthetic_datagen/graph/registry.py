"""Registry: raw tools -> tools that every other room can trust. The one place where ToolBench's words are interpreted.

    registry = build_registry(ingest([Path("toolbench")]), settings.build)
    registry.endpoints["hotels::search"].parameters[0]
        Parameter(name="city", type=STRING, kind=CITY, required=True, example="Paris", ...)
    registry.tally["tools filtered: spam"]      250

Two passes: the first reads all samples of outputs, for what many tools share is boilerplate; the second interprets.
Ids, texts and counts depend on the tools alone, not on the order in which they were read.
"""

import gc
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..common.json_types import Json
from ..common.kinds import Kind, ValueType
from ..common.tools import Endpoint, OutputField, Tool
from ..config import BuildSettings
from ..toolbench.ingest import Ingested
from ..toolbench.raw import RawEndpoint, RawTool
from .distinct_ids import told_apart
from .duplicates import merged_tools
from .inferred_outputs import IdStyle, Subject, inferred_fields
from .interpretation import Interpreted, choices_of, cleaned, id_styles, interpret
from .junk import junk_reason
from .naming import function_name, slug, unique_slugs
from .outputs import Sample, SampleReader, fields_of
from .usability import unusable_reason

NAME_LENGTH, DESCRIPTION_LENGTH = 120, 600
_SENTENCE_END = re.compile(r"[.!?]\s|\n")


@dataclass(frozen=True, slots=True, eq=False)
class Registry:
    """All tools sorted by id, all endpoints by id, and what became of everything that is not among them."""

    tools: Sequence[Tool]
    endpoints: Mapping[str, Endpoint]
    tally: Mapping[str, int]
    _found: dict[str, Tool] = field(default_factory=dict, init=False, repr=False)  # tools by id, once looked for

    def tool_of(self, endpoint_id: str) -> Tool:
        """The tool that an endpoint belongs to. Raises KeyError for an unknown endpoint."""
        tool_id = self.endpoints[endpoint_id].tool_id
        tool = self._found.get(tool_id)
        if tool is None:
            place = bisect_left(self.tools, tool_id, key=lambda tool: tool.id)
            tool = self._found[tool_id] = self.tools[place]
        return tool


@dataclass(frozen=True, slots=True)
class _Draft:
    """An endpoint between the passes."""

    id: str
    raw: RawEndpoint
    samples: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class _ToolDraft:
    id: str
    raw: RawTool
    endpoints: tuple[_Draft, ...]


@dataclass(frozen=True, slots=True)
class Manner:
    """How one tool spells its ids, and the choices that its parameters offer, by name."""

    ids: Mapping[str, IdStyle]
    choices: Mapping[str, tuple[Json, ...]]
    most_fields: int


def build_registry(ingested: Ingested, settings: BuildSettings) -> Registry:
    """Interpret all that was ingested. Nothing here fails on odd input: it is counted and left out."""
    collecting = gc.isenabled()
    gc.disable()  # no cycles are made, and the collector would walk the raw tools over and over
    try:
        return _build(ingested, settings)
    finally:
        if collecting:
            gc.enable()


def _build(ingested: Ingested, settings: BuildSettings) -> Registry:
    tally: Counter[str] = Counter()
    tally["tools read"] = len(ingested.tools)
    tally["endpoints read"] = sum(len(tool.endpoints) for tool in ingested.tools)
    reader = SampleReader(tally)
    drafts = _drafts(_without_junk(merged_tools(ingested.tools, tally), tally), reader)
    tools = sorted((_tool(draft, reader, settings, tally) for draft in drafts), key=lambda tool: tool.id)
    endpoints = {endpoint.id: endpoint for tool in tools for endpoint in tool.endpoints}
    tally["tools"] = len(tools)
    tally["endpoints"] = len(endpoints)
    tally["endpoints usable"] = sum(not endpoint.unusable for endpoint in endpoints.values())
    return Registry(tuple(tools), endpoints, dict(sorted((key, count) for key, count in tally.items() if count)))


def _without_junk(tools: Sequence[RawTool], tally: Counter[str]) -> list[RawTool]:
    kept = []
    for tool in tools:
        reason = junk_reason(tool)
        if reason:
            tally[f"tools filtered: {reason}"] += 1
            tally[f"endpoints filtered with their tool: {reason}"] += len(tool.endpoints)
        else:
            kept.append(tool)
    return kept


def _drafts(tools: Sequence[RawTool], reader: SampleReader) -> list[_ToolDraft]:
    """Ids given and samples read. Samples go no further than their leaves."""
    ids = unique_slugs(
        [(tool.name, "\x1f".join((tool.host, tool.category, tool.name)), _fallback(tool)) for tool in tools]
    )
    return [
        _ToolDraft(
            id=tool_id,
            raw=tool,
            endpoints=tuple(
                _Draft(f"{tool_id}::{name}", replace(endpoint, samples=()), reader.read(endpoint.samples, tool_id))
                for name, endpoint in zip(_endpoint_names(tool), tool.endpoints, strict=True)
            ),
        )
        for tool_id, tool in zip(ids, tools, strict=True)
    ]


def _fallback(tool: RawTool) -> str:
    return f"{slug(tool.category, 24) or 'unnamed'}_tool"


def _endpoint_names(tool: RawTool) -> list[str]:
    return unique_slugs(
        [(endpoint.name.strip() or endpoint.url, _identity(endpoint), "endpoint") for endpoint in tool.endpoints]
    )


def _identity(endpoint: RawEndpoint) -> str:
    names = (parameter.name for parameter in endpoint.parameters)
    return "\x1f".join((endpoint.name, endpoint.method, endpoint.url, endpoint.description, *names))


def _tool(draft: _ToolDraft, reader: SampleReader, settings: BuildSettings, tally: Counter[str]) -> Tool:
    name = cleaned(draft.raw.name, NAME_LENGTH, "tool names", tally) or draft.id.replace("_", " ")
    samples = [reader.best(endpoint.samples) for endpoint in draft.endpoints]
    interpreted = [
        interpret(endpoint.raw, sample, name, tally) for endpoint, sample in zip(draft.endpoints, samples, strict=True)
    ]
    manner = Manner(id_styles(interpreted), choices_of(interpreted), settings.fields_per_endpoint)
    return Tool(
        id=draft.id,
        name=name,
        description=cleaned(draft.raw.description, DESCRIPTION_LENGTH, "tool descriptions", tally),
        domain=_domain(draft.raw.category),
        endpoints=told_apart(
            tuple(
                _endpoint(draft.id, endpoint, what, _outputs(sample, what, manner, tally), tally)
                for endpoint, what, sample in zip(draft.endpoints, interpreted, samples, strict=True)
            )
        ),
    )


def _domain(category: str) -> str:
    """ "Health_and_Fitness" and "Health and Fitness" are one domain."""
    return " ".join(re.sub(r"[^\w]+|_", " ", category).split()) or "Other"


def _endpoint(
    tool_id: str, draft: _Draft, what: Interpreted, outputs: tuple[OutputField, ...], tally: Counter[str]
) -> Endpoint:
    unusable = unusable_reason(what, has_outputs=bool(outputs))
    if unusable:
        tally[f"endpoints unusable: {unusable}"] += 1
    return Endpoint(
        id=draft.id,
        function_name=function_name(draft.id),
        tool_id=tool_id,
        name=what.name,
        description=what.description,
        method=draft.raw.method.strip().upper() or "GET",
        intent=what.intent,
        entity=what.entity,
        parameters=what.parameters,
        outputs=outputs,
        purpose=what.purpose,
        unusable=unusable,
    )


def _outputs(sample: Sample | None, what: Interpreted, manner: Manner, tally: Counter[str]) -> tuple[OutputField, ...]:
    if sample:
        fields = fields_of(sample, what.entity, manner.most_fields, tally)
    else:
        text = f"{what.name}. {_SENTENCE_END.split(what.description[:300], maxsplit=1)[0]}"
        fields = inferred_fields(
            Subject(what.intent, what.entity, text, what.parameters, manner.ids), manner.most_fields
        )
    tally[f"endpoints with outputs from: {fields[0].origin if fields else 'nothing'}"] += 1
    return tuple(_with_choices(field, manner.choices) for field in fields)


def _with_choices(field: OutputField, choices: Mapping[str, tuple[Json, ...]]) -> OutputField:
    """A field that is called like a parameter holds the values that the parameter takes."""
    values = field.enum or choices.get(field.name, ())
    if not values or field.type is not ValueType.STRING:
        return field
    return replace(field, enum=values, kind=Kind.CHOICE if field.kind is Kind.UNKNOWN else field.kind)
