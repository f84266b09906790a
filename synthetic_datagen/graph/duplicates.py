"""The same tool in several files, the same endpoint twice in one tool: merged, nothing lost that one of them knows.

tools/Finance/x.json  +  tools_original2023/Finance/x.json  (one host, one name)   ->  one tool, all endpoints
queries/G1_tool.json  (no host)                                                    ->  joins the tool of that name
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..toolbench.raw import RawEndpoint, RawTool
from .naming import slug

_ALIKE = 0.5  # share of the smaller tool's endpoints that a namesake must have to be the same tool


def merged_tools(tools: Sequence[RawTool], tally: Counter[str]) -> list[RawTool]:
    """Each tool once, in an order that depends on the tools alone."""
    hosted: dict[tuple[str, str], list[RawTool]] = defaultdict(list)
    homeless: dict[tuple[str, str], list[RawTool]] = defaultdict(list)
    for tool in sorted(tools, key=_order):
        key = slug(tool.name) or tool.name
        (hosted[key, tool.host] if tool.host else homeless[key, slug(tool.category)]).append(tool)
    groups: list[list[RawTool]] = list(hosted.values())
    by_name: dict[tuple[str, str], list[list[RawTool]]] = defaultdict(list)
    for (key, _), group in hosted.items():
        by_name[key, slug(group[0].category)].append(group)
    for name, group in homeless.items():
        home = _home(group, by_name.get(name, []))
        groups.append(group) if home is None else home.extend(group)
    tally["tools merged: same tool in several files"] += len(tools) - len(groups)
    return [_merged(group, tally) for group in groups]


def _order(tool: RawTool) -> tuple[str, str, str, int, tuple[str, ...]]:
    """Richer descriptions first among namesakes; `files` decides only between equals."""
    return (slug(tool.name), tool.name, tool.host, -len(tool.description), tool.files)


def _home(group: Sequence[RawTool], candidates: Sequence[list[RawTool]]) -> list[RawTool] | None:
    """The hosted namesake with the most endpoints in common, if these are enough."""
    names = _endpoint_names(group)
    best, share = None, _ALIKE
    for candidate in candidates:
        others = _endpoint_names(candidate)
        common = len(names & others) / max(1, min(len(names), len(others)))
        if common > share or (best is None and common >= share):
            best, share = candidate, common
    return best


def _endpoint_names(tools: Iterable[RawTool]) -> set[str]:
    return {slug(endpoint.name) for tool in tools for endpoint in tool.endpoints}


def _merged(group: Sequence[RawTool], tally: Counter[str]) -> RawTool:
    first = group[0]
    endpoints = [endpoint for tool in group for endpoint in tool.endpoints]
    return replace(
        first,
        description=max((tool.description for tool in group), key=len),
        endpoints=tuple(merged_endpoints(endpoints, tally)),
        files=tuple(dict.fromkeys(file for tool in group for file in tool.files)),
    )


def merged_endpoints(endpoints: Sequence[RawEndpoint], tally: Counter[str]) -> list[RawEndpoint]:
    """Endpoints of one name and the same parameters are one; others of that name stay apart."""
    kept: dict[tuple[str, frozenset[str]], RawEndpoint] = {}
    for endpoint in endpoints:
        key = (endpoint.name.strip().casefold(), frozenset(p.name.strip().casefold() for p in endpoint.parameters))
        if key in kept:
            tally["endpoints merged: same name and parameters"] += 1
            kept[key] = _joined(kept[key], endpoint)
        else:
            kept[key] = endpoint
    return list(kept.values())


def _joined(first: RawEndpoint, second: RawEndpoint) -> RawEndpoint:
    """The richer description, the method that says more than GET, the samples of both."""
    known = {parameter.name.strip().casefold(): parameter for parameter in second.parameters}
    parameters = tuple(
        richer if (richer := known[p.name.strip().casefold()]).description and not p.description else p
        for p in first.parameters
    )
    return replace(
        first,
        description=max(first.description, second.description, key=len),
        method=second.method if first.method in ("", "GET") and second.method else first.method,
        url=first.url or second.url,
        parameters=parameters,
        samples=(*first.samples, *(sample for sample in second.samples if sample not in first.samples)),
    )
