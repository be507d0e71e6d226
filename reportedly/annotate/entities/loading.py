"""Builds the index of names from the lexicon files; once, when first used."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from reportedly import resources
from reportedly.annotate.entities.lexicon import FormKind, Holding, Known, Lexicon
from reportedly.annotate.entities.settings import settings
from reportedly.annotate.entities.words import key, normal, slug
from reportedly.model import EntityKind, ReportEntity

Row = Mapping[str, Any]


@cache
def lexicon() -> Lexicon:
    """All lexicons of English names. Shared: treat it as read-only. Raises ResourceError when a file is damaged."""
    made = Lexicon()
    for id, row in rows("countries"):
        _add_country(made, id, row)
    for file in ("organisations", "media", "bodies", "places"):
        for id, row in rows(file):
            _add_body(made, id, row, file)
    for id, row in rows("leaders"):
        _add_person(made, id, row)
    _add_given_names(made)
    return made


def _add_given_names(made: Lexicon) -> None:
    """Given names with the gender that they tell ("" for none), and the family names that come first."""
    table = resources.table("lexicons/en/names.toml")
    for field, gender in (("male", "m"), ("female", "f"), ("either", "")):
        made.given.update((normal(name), gender) for name in table[field])
    for names in table["surnames_first"].values():
        made.family_first.update(normal(name) for name in names)
    made.common_families.update(normal(name) for name in table["surnames"]["common"])


def rows(file: str) -> Iterator[tuple[str, Row]]:
    """The entries of a lexicon file with their keys; lists of tables are keyed by their `id`."""
    for id, value in resources.table(f"lexicons/en/{file}.toml").items():
        if isinstance(value, Mapping) and "name" in value:
            yield id, value
        elif isinstance(value, list):
            yield from ((str(v["id"]), v) for v in value if isinstance(v, Mapping) and "name" in v)


def _listed(value: object) -> list[str]:
    return [value] if isinstance(value, str) else [str(v) for v in value] if isinstance(value, Iterable) else []


COUNTRY_FORMS: Mapping[str, FormKind] = {
    "name": "name",
    "official": "name",
    "names": "name",
    "demonyms": "demonym",
    "capital": "capital",
    "metonyms": "metonym",
}


def _add_country(made: Lexicon, id: str, row: Row) -> None:
    made.entities[id] = ReportEntity(id, row["name"], "country", id)
    made.adjectives[id] = resources.table("schemas/entities.toml")["adjectives"].get(id) or next(
        iter(_listed(row.get("demonyms", ()))), row["name"]
    )
    doubtful = dict.fromkeys(_listed(row.get("ambiguous", ())))  # in their order: of two spellings of a name the first counts
    for field, kind in COUNTRY_FORMS.items():
        for form in _listed(row.get(field, ())):
            made.add(form, id, kind, ambiguous=form in doubtful)
            doubtful.pop(form, None)
    for form in doubtful:
        made.add(form, id, "demonym" if form.endswith(("an", "ans")) else "name", ambiguous=True)


KINDS: Mapping[str, EntityKind] = {"organisations": "organisation", "media": "media", "bodies": "government", "places": "place"}


def _add_body(made: Lexicon, id: str, row: Row, file: str) -> None:
    own = str(row.get("id") or id or f"name:{slug(row['name'])}")
    kind: EntityKind = row.get("kind", KINDS[file])
    made.entities[own] = ReportEntity(own, row["name"], kind, row.get("country"), lat=row.get("lat"), lon=row.get("lon"))
    if row.get("agency") and row.get("state"):
        made.agencies.setdefault(str(row.get("country")), []).append(own)
    doubtful = dict.fromkeys(_listed(row.get("ambiguous", ())))  # in their order: of two spellings of a name the first counts
    for form in [row["name"], *_listed(row.get("names", ())), *_listed(row.get("aliases", ())), *doubtful]:
        made.add(form, own, "place" if kind == "place" else "name", ambiguous=form in doubtful)
    for form in _listed(row.get("demonyms", ())):
        made.add(form, own, "demonym", ambiguous=form in doubtful)


def _add_person(made: Lexicon, id: str, row: Row) -> None:
    family_first, country = bool(row.get("family_first")), row.get("country", "")
    family = key(row.get("family_name") or row["name"])
    made.people[id] = Known(id, row["name"], family, country, row.get("gender", ""), tuple(_holdings(row, country)), family_first)
    made.entities[id] = ReportEntity(id, row["name"], "person", country or None)
    forms = [row["name"], *_listed(row.get("aliases", ()))]
    made.full_names[id] = tuple(key(form) for form in forms)
    for form, words in zip(forms, made.full_names[id], strict=True):
        made.add(form, id, "name")
        if row.get("family_name") and len(words) > 1:
            made.add_family(family, id)
            if not set(family) & set(words):  # else it is no other spelling: "Kirill of Moscow"
                made.add_family(_family_of(words, family, family_first), id)
    for held in dict.fromkeys(h.country for h in made.people[id].holdings):
        made.officials.setdefault(held, []).append(id)
    made.by_initial.setdefault(made.full_names[id][0][0][:1], []).append(id)
    if not family_first and row.get("gender") and len(made.full_names[id][0]) > 1:
        made.given.setdefault(made.full_names[id][0][0], row["gender"])
    if family_first and row.get("family_name"):
        made.family_first.update(family)
    if not row.get("family_name"):
        made.add_family(family, id)


def _holdings(row: Row, country: str) -> Iterator[Holding]:
    for o in row.get("offices", ()):
        yield Holding(o["office"], o.get("country", country), str(o.get("from", "")), str(o.get("to", "")), o.get("of", ""))


def _family_of(words: tuple[str, ...], family: tuple[str, ...], family_first: bool) -> tuple[str, ...]:
    """The family name in a spelling of a name whose family name is spelt `family` elsewhere."""
    while len(words) > 1 and words[-1] in settings().suffixes:
        words = words[:-1]
    return words[: len(family)] if family_first else words[-len(family) :]
