"""News agencies as they sign datelines, photographs and contributions (`data/clean/agencies.toml`)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reportedly import resources

TABLE = "clean/agencies.toml"


@dataclass(frozen=True, slots=True)
class Agencies:
    """`names` maps every way of writing to the credit's name; the patterns find any of them."""

    names: Mapping[str, str]
    own: frozenset[str]
    any: str
    dateline: str
    photo: re.Pattern[str]
    no_place: frozenset[str]
    never_place: frozenset[str]
    title_case: str
    not_names: frozenset[str]


@cache
def agencies() -> Agencies:
    """The table, compiled."""
    data = resources.table(TABLE)
    rows = data["agency"]
    names = {form: row["name"] for row in rows for form in _forms(row)}
    photo = [form for row in rows if row.get("photo") for form in _forms(row)] + data["photo"]["words"]
    return Agencies(
        names=names,
        own=frozenset(row["name"] for row in rows if row.get("own")),
        any=_alternatives(list(names)),
        dateline=_alternatives([form for row in rows if row.get("dateline") for form in _forms(row)]),
        photo=re.compile(rf"(?<!\w){_alternatives(photo)}(?!\w)"),
        never_place=frozenset(data["dateline"]["never_place"]),
        no_place=frozenset(data["dateline"]["no_place"]),
        title_case=_alternatives(data["dateline"]["title_case"]),
        not_names=frozenset(data["names"]["not_names"]),
    )


def _forms(row: Mapping[str, object]) -> list[str]:
    also = row.get("also", [])
    return [str(row["name"]), *(str(form) for form in also)] if isinstance(also, list) else [str(row["name"])]


def _alternatives(forms: list[str]) -> str:
    return "(?:" + "|".join(re.escape(form) for form in sorted(set(forms), key=len, reverse=True)) + ")"
