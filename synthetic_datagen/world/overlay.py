"""The overlay of writes: the only state of the offline world, and what its digest covers.

{"hotels|booking|bkn_91xk2pa": {"hotel_id": "htl_0k3x9qa", "guests": 2, "status": "confirmed"},
 "hotels|booking|bkn_7a00c1z": None}                      None: deleted
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..common.files import canonical, digest
from ..common.json_types import Json


@dataclass(frozen=True, slots=True)
class Change:
    """What a write did at an address: "created", "updated" or "deleted"."""

    address: str
    act: str


@dataclass(slots=True)
class Overlay:
    """What calls have created, changed and deleted, by address, in the order of the first write."""

    writes: dict[str, dict[str, Json] | None] = field(default_factory=dict)
    count: int = 0  # writes so far; makes the ids of created things
    changes: list[Change] = field(default_factory=list)

    def write(self, address: str, values: Mapping[str, Json]) -> None:
        """Create the thing at `address`, or change it."""
        self.changes.append(Change(address, "updated" if self.writes.get(address) else "created"))
        self.writes[address] = {**(self.writes.get(address) or {}), **values}
        self.count += 1

    def delete(self, address: str) -> None:
        """Mark the thing as gone."""
        self.changes.append(Change(address, "deleted"))
        self.writes[address] = None
        self.count += 1

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
