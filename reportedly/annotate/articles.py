"""Countries within a sentence: with "the" or without (`data/schemas/entities.toml`, articles)."""

from reportedly import resources


def with_article(country: str) -> str:
    """A country's name as it stands after "Government of": "the Netherlands", "Norway"."""
    told = resources.table("schemas/entities.toml")["articles"]
    return f"the {country}" if country.split(" ")[0] in told["beginnings"] or country in told["names"] else country
