"""Addresses and points of a city determine each other: they lie on a grid of points around its centre.

address_at(paris, (48.8646, 2.3442))     "12 Maple Street, Paris"
spot_of("12 Maple Street, Paris", paris)  (48.8646, 2.3442)
"""

import math

from .lexicon import Place, words


def spot_near(place: Place, draw: int) -> tuple[float, float]:
    """A point near the centre of a place: one of those that have an address."""
    return _grid_point(place, (draw >> 9) % _addresses())


def address_at(place: Place, spot: tuple[float, float]) -> str:
    """The address at or next to a point: whoever asks, by name or by coordinates, is told the same."""
    row = _clamped(round((spot[0] - place.latitude) / _GRID) + _HALF, _addresses() // _SIDE)
    column = _clamped(round((spot[1] - place.longitude) / _GRID) + _HALF, _SIDE)
    number, street = divmod(row * _SIDE + column, len(words("street")))
    return f"{number + 1} {words('street')[street]}, {place.city}"


def haversine(start: tuple[float, float], end: tuple[float, float]) -> float:
    """Kilometres between two (latitude, longitude) points in degrees, on a sphere of 6371 km."""
    lat1, lon1, lat2, lon2 = (math.radians(value) for value in (*start, *end))
    chord = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(chord))


def spot_by(place: Place, point: tuple[float, float], within: float, draw: int) -> tuple[float, float]:
    """A point some hundred metres from another, at most `within` kilometres; on the place's grid where that is near."""
    cells = max(1, min(24, int(within * 0.6 / 0.045)))  # a cell is at most 45 m wide
    rows, columns = ((draw >> shift) % (2 * cells + 1) - cells for shift in (9, 29))
    near = round(point[0] + rows * _GRID, 4), round(point[1] + columns * _GRID, 4)
    row, column = (round((near[at] - (place.latitude, place.longitude)[at]) / _GRID) + _HALF for at in (0, 1))
    if 0 <= row < _addresses() // _SIDE and 0 <= column < _SIDE:
        return _grid_point(place, row * _SIDE + column)
    return near


def spot_of(address: str, place: Place) -> tuple[float, float] | None:
    """The point of an address that `address_at` gave for that place; None for other words."""
    number, _, street = address.split(",", maxsplit=1)[0].partition(" ")
    if not number.isdigit() or street not in words("street") or not 0 < int(number) <= _HOUSES:
        return None
    return _grid_point(place, (int(number) - 1) * len(words("street")) + words("street").index(street))


# Addresses of a city lie on a grid of points some 40 m apart, so that address and point determine each other.
_GRID, _SIDE, _HOUSES = 0.0004, 60, 180
_HALF = _SIDE // 2


def _addresses() -> int:
    return _HOUSES * len(words("street"))


def _clamped(value: int, size: int) -> int:
    return min(max(value, 0), size - 1)


def _grid_point(place: Place, number: int) -> tuple[float, float]:
    row, column = divmod(number, _SIDE)
    return round(place.latitude + (row - _HALF) * _GRID, 4), round(place.longitude + (column - _HALF) * _GRID, 4)
