"""Places on a map made here: outlines of countries (the package countryinfo carries them) and a dot for each place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

WIDTH, HEIGHT = 480, 270
_ROOM = 18.0
"""Degrees of longitude to show around the places, at the least."""

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """A place: its name and position (WGS 84 degrees)."""

    name: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Map:
    """What is drawn: the outlines as an SVG path, and each place with where it stands on the picture."""

    path: str
    dots: tuple[tuple[Dot, float, float], ...]
    width: int = WIDTH
    height: int = HEIGHT


def world(dots: Sequence[Dot]) -> Map:
    """The part of the world around some places (one at the least), longitudes and latitudes as they are (plate carree)."""
    lon = (min(d.lon for d in dots) + max(d.lon for d in dots)) / 2
    lat = (min(d.lat for d in dots) + max(d.lat for d in dots)) / 2
    spread = max(
        max(d.lon for d in dots) - min(d.lon for d in dots), (max(d.lat for d in dots) - min(d.lat for d in dots)) * WIDTH / HEIGHT
    )
    degrees = min(360.0, max(2 * _ROOM, spread * 1.6))
    scale = WIDTH / degrees

    def at(x: float, y: float) -> tuple[float, float]:
        return (x - lon) * scale + WIDTH / 2, (lat - y) * scale + HEIGHT / 2

    paths = []
    for ring in outlines():
        points = [at(x, y) for x, y in ring]
        if _is_near(points):
            paths.append(_path(points))
    placed = tuple((d, round(x, 1), round(y, 1)) for d in dots for x, y in [at(d.lon, d.lat)])
    return Map("".join(paths), placed)


def _is_near(points: Sequence[tuple[float, float]]) -> bool:
    """Whether an outline's box meets the picture."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(xs) > 0 and min(xs) < WIDTH and max(ys) > 0 and min(ys) < HEIGHT


def _path(points: Iterable[tuple[float, float]]) -> str:
    """An outline in whole pixels; points that fall together are one."""
    kept: list[tuple[int, int]] = []
    for x, y in points:
        point = (round(max(-WIDTH, min(2 * WIDTH, x))), round(max(-HEIGHT, min(2 * HEIGHT, y))))
        if not kept or kept[-1] != point:
            kept.append(point)
    return "M" + "L".join(f"{x} {y}" for x, y in kept) + "Z" if len(kept) > 2 else ""


@cache
def outlines() -> tuple[Ring, ...]:
    """The outlines of all countries that the package knows, as rings of longitude and latitude."""
    from countryinfo import all_countries

    rings: list[Ring] = []
    for country in all_countries():
        for feature in (country.info().get("geoJSON") or {}).get("features", ()):
            rings += _rings(feature.get("geometry") or {})
    return tuple(rings)


def _rings(geometry: dict[str, object]) -> list[Ring]:
    coordinates = geometry.get("coordinates") or []
    polygons = [coordinates] if geometry.get("type") == "Polygon" else coordinates
    return [tuple((float(x), float(y)) for x, y, *_ in ring) for polygon in polygons for ring in polygon]  # type: ignore[attr-defined]
