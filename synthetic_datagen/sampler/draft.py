"""A chain while it is being drawn: endpoint numbers, groups, and what feeds what.

draft.begin(3)          the first call
draft.follow(0, 17)     a call fed from step 0 through pair 17: True, or False and nothing changed
"""

from typing import NamedTuple

from ..common.kinds import Intent
from ..graph.columns import NONE
from .supply import Supply
from .tables import Tables


class DraftFeed(NamedTuple):
    """One argument taken from an earlier step; `row` is a parameter row, `field` a text of the graph."""

    row: int
    from_step: int
    field: int
    item: int


class Draft:
    """The steps so far. `told` has the bits of all kinds of value that the user must say for them."""

    __slots__ = ("feeds", "groups", "nodes", "tables", "told")

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.nodes: list[int] = []
        self.groups: list[int] = []
        self.feeds: list[list[DraftFeed]] = []
        self.told = 0

    def begin(self, node: int, group: int = 0) -> None:
        """Add a call that is fed by none."""
        self._add(node, group, [])

    def follow(self, from_step: int, pair: int, *, item: int = 0, group: int | None = None) -> bool:
        """Add the pair's target, fed from `from_step` and for what else it needs from other earlier steps.

        False, and the draft as it was, when the target does not fit the steps before it or lacks something.
        """
        target = self.tables.pairs.target[pair]
        into = self.groups[-1] + 1 if group is None else group
        if not (self.fits(target) or (target in self.nodes and into == self.groups[-1])):
            return False
        feeds = self._feeds(from_step, pair, item)
        needs = self.tables.endpoints.needs[target]
        if not feeds or (needs and not self._complete(target, needs, into, feeds)):
            return False
        self._add(target, into, feeds)
        return True

    def fits(self, target: int) -> bool:
        """Whether a call of the target makes sense now: not again, nothing after a deletion, nothing made twice."""
        if target in self.nodes:
            return False
        endpoints = self.tables.endpoints
        intent = endpoints.intent[target]
        for node in self.nodes:
            before = endpoints.intent[node]
            if before is Intent.DELETE:
                return False
            if before is Intent.CREATE and intent is Intent.CREATE and same_thing(self.tables, node, target):
                return False
        return True

    def _feeds(self, from_step: int, pair: int, item: int) -> list[DraftFeed]:
        """What the pair feeds: all that is required, else the best of what is optional; never what the user told."""
        table, parameters = self.tables.pairs, self.tables.parameters
        feeds: list[DraftFeed] = []
        fields: set[int] = set()
        taken = False
        for link in range(table.link_start[pair], table.link_start[pair + 1]):
            row, field = table.link_row[link], table.link_field[link]
            if parameters.follows[row]:
                wanted = taken  # latitude and longitude come together or not at all
            else:
                wanted = field not in fields and (parameters.required[row] or not feeds)
            taken = wanted and not parameters.bit[row] & self.told
            if taken:
                fields.add(field)
                feeds.append(DraftFeed(row, from_step, field, item))
        return feeds

    def _complete(self, target: int, needs: list[int], group: int, feeds: list[DraftFeed]) -> bool:
        """Add feeds for what the target still needs, from the latest step that has it. False when one stays open."""
        fed = [feed.row for feed in feeds]
        for row in needs:
            if row not in fed:
                feed = self._feed_for(target, row, group, feeds)
                if feed is None:
                    return False
                feeds.append(feed)
        return True

    def _feed_for(self, target: int, row: int, group: int, feeds: list[DraftFeed]) -> DraftFeed | None:
        pairs, size = self.tables.pairs, len(self.tables.endpoints.id)
        used = {(feed.from_step, feed.field) for feed in feeds}
        for step in range(len(self.nodes) - 1, -1, -1):
            pair = pairs.of.get(self.nodes[step] * size + target)
            if pair is None or self.groups[step] >= group:
                continue
            for link in range(pairs.link_start[pair], pairs.link_start[pair + 1]):
                if pairs.link_row[link] == row and (step, pairs.link_field[link]) not in used:
                    return DraftFeed(row, step, pairs.link_field[link], 0)
        return None

    def _add(self, node: int, group: int, feeds: list[DraftFeed]) -> None:
        parameters = self.tables.parameters
        fed = [feed.row for feed in feeds]
        for row in self.tables.endpoints.required[node]:
            if row not in fed and parameters.supply[row] is Supply.USER:
                self.told |= parameters.bit[row]
        self.nodes.append(node)
        self.groups.append(group)
        self.feeds.append(feeds)


def same_thing(tables: Tables, first: int, second: int) -> bool:
    """Whether two endpoints are about the same entity; without an entity, whether they are of one tool."""
    endpoints = tables.endpoints
    if endpoints.entity[first] == NONE or endpoints.entity[second] == NONE:
        return endpoints.tool[first] == endpoints.tool[second]
    return endpoints.entity[first] == endpoints.entity[second]
