"""The overlay of writes: the only state of the offline world, and what its digest covers.

{"hotels|booking|bkn_91xk2pa": {"hotel_id": "htl_0k3x9qa", "guests": 2, "status": "confirmed"},
 "hotels|booking|bkn_7a00c1z": None}                      None: deleted
changes: [Change("hotels|booking|bkn_91xk2pa", "created"), Change("hotels|booking|bkn_7a00c1z", "deleted")]
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ..common.files import canonical, digest
from ..common.json_types import Json

Act: TypeAlias = Literal["created", "updated", "deleted"]


@dataclass(frozen=True, slots=True)
class Change:
    """One write: what was done to the thing at an address."""

    address: str
    act: Act


@dataclass(slots=True)
class Overlay:
    """What calls have created, changed and deleted, by address, in the order of the first write."""

    writes: dict[str, dict[str, Json] | None] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)  # all of them, in order; not part of the digest

    @property
    def count(self) -> int:
        """Writes so far; makes the ids of created things."""
        return len(self.changes)

    def create(self, address: str, values: Mapping[str, Json]) -> None:
        """Keep a new thing."""
        self._write(Change(address, "created"), values)

    def update(self, address: str, values: Mapping[str, Json]) -> None:
        """Change some values of a thing, one of the seed's or a created one."""
        self._write(Change(address, "updated"), {**self.written(address), **values})

    def delete(self, address: str) -> None:
        """Mark the thing as gone."""
        self._write(Change(address, "deleted"), None)

    def _write(self, change: Change, values: Mapping[str, Json] | None) -> None:
        self.writes[change.address] = None if values is None else dict(values)
        self.changes.append(change)

    def deleted(self, address: str) -> bool:
        """Whether the thing was there and is gone."""
        return address in self.writes and self.writes[address] is None

    def written(self, address: str) -> Mapping[str, Json]:
        """What was written of the thing ({} where nothing was)."""
        return self.writes.get(address) or {}

    def digest(self) -> str:
        """SHA-256 of the canonical JSON of all writes, sorted by address."""
        return digest(canonical(self.writes))

    def alive(self, prefix: str) -> Iterator[str]:
        """Addresses under a prefix that hold something, in the order of their first write."""
        return (address for address, values in self.writes.items() if values is not None and address.startswith(prefix))


def address_of(tool: str, entity: str, key: str) -> str:
    """Where a thing's writes are kept."""
    return f"{tool}|{entity}|{key}"
