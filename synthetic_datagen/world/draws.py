"""From one 64-bit draw to choices: the same draw gives the same choice on every machine.

pick(("a", "b", "c"), draw)      between(1, 7, draw)      mix(draw, 3)   a further draw
"""

from ..common.json_types import Json

_MIX = 0x9E3779B97F4A7C15  # 2**64 / golden ratio: spreads one draw into further ones (Knuth, TAOCP 3, 6.4)
_MASK = (1 << 64) - 1


def mix(draw: int, salt: int) -> int:
    """A further draw from a draw."""
    mixed = (draw ^ (salt * _MIX & _MASK)) * _MIX & _MASK  # masked at each step: short integers are quick
    return (mixed ^ (mixed >> 29)) * 0xBF58476D1CE4E5B9 & _MASK


def pick(options: tuple[Json, ...], draw: int) -> Json:
    """One of the options."""
    return options[(draw >> 11) % len(options)]


def between(low: float, high: float, draw: int, step: float = 1) -> float:
    """A multiple of `step` in [low, high]."""
    steps = max(1, int((high - low) / step) + 1)
    return low + step * ((draw >> 11) % steps)


def base36(draw: int, length: int) -> str:
    """`length` digits of [0-9a-z]."""
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return "".join(digits[(draw >> (5 + 6 * place)) % 36] for place in range(length))
