"""What the corpus holds so far, for search by shared terms: the store protocol and the keyword store.

    store.add(MemoryEntry(7, ("hotels::search", "hotels::book", "city=paris")))
    store.search(("hotels::search", "hotels::book", "city=lyon"), limit=1)
      -> (Hit(entry=MemoryEntry(7, ...), similarity=0.5),)

A vector store answers the same protocol by meaning instead of by shared terms.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class MemoryEntry:
    """One remembered conversation: its index and the terms that describe it."""

    index: int
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found, and how alike it is: Jaccard similarity of the term sets, in (0, 1]."""

    entry: MemoryEntry
    similarity: float


class MemoryStore(Protocol):
    """What the planner needs of a memory."""

    name: str  # written to the manifest and to `metadata.memory_backend`

    def add(self, entry: MemoryEntry) -> None:
        """Remember an entry."""

    def search(self, terms: Sequence[str], limit: int) -> tuple[Hit, ...]:
        """The most similar entries, best first; equal ones in the order of their index."""

    def count(self) -> int:
        """How many entries have been added in all."""


class KeywordStore:
    """An inverted index over the newest `capacity` entries, in process and in constant memory."""

    name = "keyword"

    def __init__(self, capacity: int = 2048) -> None:
        self._capacity = capacity
        self._entries: dict[int, MemoryEntry] = {}  # by index, the oldest first
        self._postings: defaultdict[str, deque[int]] = defaultdict(deque)
        self._added = 0

    def add(self, entry: MemoryEntry) -> None:
        """Remember an entry and forget the oldest one when the store is full."""
        self._added += 1
        self._entries[entry.index] = entry
        for term in set(entry.terms):
            self._postings[term].append(entry.index)
        if len(self._entries) > self._capacity:
            self._forget(self._entries.pop(next(iter(self._entries))))

    def _forget(self, entry: MemoryEntry) -> None:
        for term in set(entry.terms):
            posting = self._postings[term]
            posting.popleft()  # entries enter and leave in one order, so the oldest is at the front
            if not posting:
                del self._postings[term]

    def search(self, terms: Sequence[str], limit: int) -> tuple[Hit, ...]:
        """The entries that share most terms with the given ones."""
        wanted = set(terms)
        shared: Counter[int] = Counter()
        for term in sorted(wanted):
            shared.update(self._postings.get(term, ()))
        found = [(self._entries[index], number) for index, number in shared.most_common(4 * limit)]
        hits = [Hit(one, number / (len(wanted) + len(set(one.terms)) - number)) for one, number in found]
        return tuple(sorted(hits, key=lambda hit: (-hit.similarity, hit.entry.index))[:limit])

    def count(self) -> int:
        """How many entries have been added in all."""
        return self._added
