"""Country and sector of actor phrases, as the tests of another coder have them (NGEC's, development half)."""

import re
from collections.abc import Iterator
from typing import Any

from reportedly import resources
from reportedly.annotate.entities import Entities
from reportedly.annotate.references import References
from reportedly.annotate.sectors import sector
from reportedly.annotate.sentences import Sentences
from reportedly.model import AnnotatedReport, Report, Span

BODIES = frozenset({"IGO", "UNO", "EUR", "NGO", "MNC"})
"""What the tests have for the country of an international body; ours belong to none."""

TODAY = "2022-10-20"
"""The day that stands for "today", which the tests ask about where they give none: the last one that they do give."""
COUNTRIES = "lexicons/en/countries.toml"

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_COUNTRY = re.compile(r"^(?:known_country=)?'([A-Z][A-Za-z ]+)'")


def by_actor(rows: Iterator[dict[str, Any]]) -> dict[str, float]:
    """Shares of phrases with the right country, sector, and both; a phrase counts where the tests expect one of them."""
    cases = [d for d in rows if {"country", "code_1"} & d["extra"]["expected"].keys()]
    items = Entities()(Sentences()([AnnotatedReport(_report(d)) for d in cases]))
    right: dict[str, list[bool]] = {"country": [], "sector": [], "country and sector": []}
    for case, item in zip(cases, items, strict=True):
        wanted, (country, code) = case["extra"]["expected"], coded(item)
        country = country or _given(case)
        fits = {}
        if "country" in wanted:
            fits["country"] = country == ("" if wanted["country"] in BODIES else wanted["country"])
        if "code_1" in wanted:
            fits["sector"] = code == (wanted["code_1"] or "UNK")
        for key, ok in fits.items():
            right[key].append(ok)
        right["country and sector"].append(all(fits.values()))
    return {f"{key}, share right": sum(oks) / len(oks) for key, oks in right.items()}


def coded(item: AnnotatedReport) -> tuple[str, str]:
    """Country (alpha-3 or "") and sector ("UNK" where none) of the actor whose phrase is the whole text."""
    whole, references = Span(0, len(item.report.text)), References(item)
    mention = references.meant_by(whole)
    countries = references.countries(mention) if mention else ()
    countries = countries or next((c for m in references.within(whole) if (c := references.countries(m))), ())
    entity = next((e for e in item.entities if mention and e.id == mention.entity), None)
    kind, office = (entity.kind, entity.office) if entity else ("", None)
    id, day = (entity.id if entity else ""), item.report.published or ""
    found = sector(item.report.text, kind=kind, office=office, entity=id, date=day)
    found = found or (sector(entity.name, kind=kind, office=office, entity=id, date=day) if entity else None)
    if found is None and entity and item.report.text.casefold() in _capitals(entity.country):
        return str(entity.country), "GOV"
    return (countries[0] if countries else ""), (found.code if found else "UNK")


def _capitals(country: str | None) -> set[str]:
    """The names of a country's seat of government, which stand for the government."""
    row = resources.table(COUNTRIES).get(country or "", {})
    return {name.casefold() for name in row.get("capital", ())}


def _given(case: dict[str, Any]) -> str:
    """The country that a test gives beside the phrase (alpha-3), if any."""
    named = next((m[1] for arg in case["extra"].get("args", []) if (m := _COUNTRY.match(arg))), None)
    rows = resources.table(COUNTRIES).items()
    return next((code for code, row in rows if isinstance(row, dict) and named and row.get("name") == named), "")


def _report(case: dict[str, Any]) -> Report:
    day = _DAY.search(" ".join(map(str, case["extra"].get("args", []))))
    return Report(id=case["id"], text=case["text"], published=day[0] if day else TODAY)
