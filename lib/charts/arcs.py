"""Routes as curves over the map."""

from collections.abc import Iterable
from math import acos, atan2, cos, degrees, hypot, isfinite, radians, sin

POINTS = 16
"""of a curve: as smooth to the eye as twice as many, and half as much to send and to keep"""
BEND = 0.18
"""height of the curve over its chord, as a part of the chord"""
EDGE = 230
"""degrees of longitude from which a route goes over the edge of the map"""

Line = tuple[list[float | None], list[float | None]]


def arc(start: tuple[float, float], end: tuple[float, float]) -> Line:
    """A quadratic curve from one (latitude, longitude) to another: latitudes, longitudes.

    It crosses the map's edge only where the other way would be far longer: a line cut in two is hard
    to follow.

    >>> latitudes, longitudes = arc((0.0, 170.0), (0.0, -170.0))
    >>> len(latitudes), longitudes[0], longitudes[-1], max(latitudes) > 0
    (16, 170.0, 190.0, True)
    """
    (lat, lon), (to_lat, to_lon) = start, end
    if abs(to_lon - lon) > EDGE:
        to_lon += 360 if to_lon < lon else -360
    # Great circles over Scattergeo are clipped at the poles; a curve bent northwards is not.
    lift = BEND * hypot(to_lat - lat, to_lon - lon)
    mid_lat, mid_lon = min(80.0, (lat + to_lat) / 2 + lift), (lon + to_lon) / 2
    steps = [n / (POINTS - 1) for n in range(POINTS)]
    curve = [
        ((1 - t) ** 2 * lat + 2 * t * (1 - t) * mid_lat + t**2 * to_lat,
         (1 - t) ** 2 * lon + 2 * t * (1 - t) * mid_lon + t**2 * to_lon)
        for t in steps
    ]  # fmt: skip
    # Hundredths of a degree are less than a pixel.
    return [round(point[0], 2) for point in curve], [round(point[1], 2) for point in curve]


def great_circle(start: tuple[float, float], end: tuple[float, float]) -> tuple[list[float], list[float]]:
    """The shortest way over the globe from one (latitude, longitude) to another: latitudes, longitudes.

    Longitudes run on over the date line, so that the way stays one line.

    >>> latitudes, longitudes = great_circle((60.0, 170.0), (60.0, -170.0))
    >>> len(latitudes), longitudes[0], longitudes[-1], max(latitudes) > 60.3
    (16, 170.0, 190.0, True)
    >>> great_circle((1.0, 1.0), (1.0, 1.0))
    ([1.0, 1.0], [1.0, 1.0])
    """
    (lat, lon), (to_lat, to_lon) = ((radians(one), radians(other)) for one, other in (start, end))
    across = sin(lat) * sin(to_lat) + cos(lat) * cos(to_lat) * cos(to_lon - lon)
    angle = acos(max(-1.0, min(1.0, across)))
    if sin(angle) < 1e-9:
        return [start[0], end[0]], [start[1], end[1]]
    latitudes: list[float] = []
    longitudes: list[float] = []
    for n in range(POINTS):
        a, b = sin((1 - n / (POINTS - 1)) * angle) / sin(angle), sin(n / (POINTS - 1) * angle) / sin(angle)
        x = a * cos(lat) * cos(lon) + b * cos(to_lat) * cos(to_lon)
        y = a * cos(lat) * sin(lon) + b * cos(to_lat) * sin(to_lon)
        z = a * sin(lat) + b * sin(to_lat)
        east = degrees(atan2(y, x))
        before = longitudes[-1] if longitudes else east
        latitudes.append(round(degrees(atan2(z, hypot(x, y))), 2))
        longitudes.append(round(east + 360 * round((before - east) / 360), 2))
    return latitudes, longitudes


def arcs(routes: Iterable[tuple[float, float, float, float]]) -> Line:
    """Many routes (from latitude, longitude, to latitude, longitude) as one line with gaps between them.

    >>> arcs([(float("nan"), 0.0, 1.0, 1.0), (1.0, 1.0, 1.0, 1.0)])
    ([], [])
    """
    latitudes: list[float | None] = []
    longitudes: list[float | None] = []
    for lat, lon, to_lat, to_lon in routes:
        if not all(map(isfinite, (lat, lon, to_lat, to_lon))) or (lat, lon) == (to_lat, to_lon):
            continue
        curve = arc((lat, lon), (to_lat, to_lon))
        latitudes += [*curve[0], None]
        longitudes += [*curve[1], None]
    return latitudes, longitudes
