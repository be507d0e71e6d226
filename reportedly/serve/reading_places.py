"""Places of a question that say where, not who: "the Hanoi summit", "talks in Helsinki". Pure."""

from collections.abc import Collection, Sequence
from functools import cache

from reportedly import resources
from reportedly.serve.reading_said import Name, places
from reportedly.store.actors import name_key

WORDS, COUNTRIES = "lexicons/en/search.toml", "lexicons/en/countries.toml"


def apart(given: Sequence[str], names: Sequence[Name], cities: Collection[str] = ()) -> tuple[tuple[Name, ...], list[str]]:
    """The names of a question without places that say where something was, and these places as words of the sentence.

    Places are capitals, and those whose ids `cities` are. A capital stands for its government, a place may be acted on; but right before
    a word of meeting, or behind a word of place, either says where.
    """
    where = [
        name
        for name in names
        if (_is_capital(name) or name.id in cities) and any(_is_place(given, at, len(name.words)) for at in places(given, name.words))
    ]
    return tuple(name for name in names if name not in where), [" ".join(name.words) for name in where]


def _is_place(given: Sequence[str], at: int, size: int) -> bool:
    table = resources.table(WORDS)
    before = [word.lower() for word in given[max(0, at - 1) : at]]
    behind = [word.lower() for word in given[at + size : at + size + 1]]
    return bool(set(before) & set(table["roles"]["place"]) or set(behind) & set(table["meeting"]["words"]))


def _is_capital(name: Name) -> bool:
    return name_key(" ".join(name.words)) in _capitals()


@cache
def _capitals() -> frozenset[str]:
    """The keys of the names of all capitals; a state without one is a city ("Singapore")."""
    rows = (row for row in resources.table(COUNTRIES).values() if isinstance(row, dict) and "name" in row)
    return frozenset(name_key(capital) for row in rows for capital in row.get("capital", (row["name"],)))
