"""All randomness: from (seed, names, indices) to a child generator or a 64-bit draw.

Nothing written by this program depends on a global generator, the clock, `hash()` or set order; it depends on

    seeds.child(42, "planner", 7).random()     the same number on every machine
    seeds.draw(42, "hotel", "htl_81", "price")  one 64-bit integer, cheaper than a generator
"""

import random
from hashlib import blake2b

_SEPARATOR = "\x1f"


def digest(*names: object, size: int = 8) -> bytes:
    """`size` bytes (1 to 64) that depend on the printed form of all names, in order."""
    return blake2b(_SEPARATOR.join(map(str, names)).encode(), digest_size=size).digest()


def draw(*names: object) -> int:
    """One uniform integer in [0, 2**64)."""
    return int.from_bytes(blake2b(_SEPARATOR.join(map(str, names)).encode(), digest_size=8).digest())


def child(*names: object) -> random.Random:
    """A generator of its own for these names (creating one costs some 5 µs: prefer `draw` in inner loops)."""
    return random.Random(draw(*names))
