"""Events joined and kept apart on whole reports: clusters of one story, and acts of one kind that recur over the years."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from reportedly import pipeline
from reportedly.clean import clean
from reportedly.model import AnnotatedReport, Claim, Link, Report
from reportedly.model.copies import fingerprint
from reportedly.model.events import cluster, days, excludes, signature
from reportedly.resolve import Memory, resolve

RECURS = re.compile(
    r"\b(missile|rocket|satellite|nuclear test|letters?|messages?|test-fires?|launch(es|ed)?|visits?|summit)\b", re.IGNORECASE
)
LONGEST = 4_000
"""Characters of a report that are read: this is about joining reports, not about reading them."""
FAR = 31
NEAR = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims of different reports, and whether they were joined."""

    a: Claim
    b: Claim
    joined: bool


def spare(shared: Path) -> None:
    """Twenty reports of seven stories: what is joined within a story, and across stories."""
    rows = _rows(shared / "gold/clusters/spare.jsonl")
    story = {row["id"]: row["cluster"] for row in rows}
    found = pairs(annotated(rows, longest=None))
    within = [p for p in found if story[p.a.report] == story[p.b.report]]
    across = [p for p in found if story[p.a.report] != story[p.b.report]]
    print(f"spare: {sum(p.joined for p in within)} pairs of claims joined within {len(set(story.values()))} stories")
    print(f"spare: {sum(p.joined for p in across)} joined across stories, of {len(across)} of one type that nothing excludes")


def recurring(shared: Path) -> None:
    """Launches, tests, letters and visits of different years: look-alikes are told long apart, and of other times."""
    rows = [r for r in _rows(shared / "corpora/dprk.jsonl") if r["lang"] == "en" and r["published"] and RECURS.search(r["title"] or "")]
    found = pairs(annotated(rows, longest=LONGEST))
    told = _told({c.id: c for p in found for c in (p.a, p.b)}.values())
    alike = [p for p in found if _apart(p) > FAR and not _one_time(p, told)]
    near = [p for p in found if _apart(p) <= NEAR]
    wrong = [p for p in alike if p.joined]
    print(f"lookalikes: {len(rows)} reports, {len(alike)} pairs of one kind and cast, over {FAR} days apart: {len(wrong)} joined")
    print(f"lookalikes: {sum(p.joined for p in near)} joined of {len(near)} such pairs published within {NEAR} days")
    told_later = [p for p in found if _apart(p) > FAR and _one_time(p, told)]
    print(f"lookalikes: {sum(p.joined for p in told_later)} joined of {len(told_later)} of one time, told again later")
    for p in wrong[:5]:
        print("  joined:", p.a.label, p.a.date, p.a.published, "|", p.b.label, p.b.date, p.b.published)


def pairs(reports: Sequence[AnnotatedReport]) -> list[Pair]:
    """All pairs of claims of different reports, of one type and mode, whose parties fit, with what became of them."""
    memory, links, claims = Memory(), list[Link](), dict[str, Claim]()
    for report in reports:
        found = resolve(report, memory)
        memory.add(found.claims, fingerprint(report.report))
        links += found.links
        claims |= {c.id: c for c in found.claims}
    events = cluster(claims.values(), links)
    return [Pair(a, b, events[a.id] == events[b.id]) for a, b in combinations(claims.values(), 2) if _alike(a, b)]


def annotated(rows: Iterable[dict[str, Any]], *, longest: int | None) -> list[AnnotatedReport]:
    """The product's annotation of reports."""
    reports = [
        clean(
            Report(
                row["id"],
                row["text"][:longest],
                title=row["title"],
                publisher=row["outlet"],
                published=row["published"],
                published_by="metadata",
                language="en",
            )
        )
        for row in rows
    ]
    return list(pipeline.annotate(reports))


def _alike(a: Claim, b: Claim) -> bool:
    if a.report == b.report or a.type != b.type or a.mode != b.mode or not (a.actor and b.actor):
        return False
    why = excludes(signature(a), signature(b))
    return not why or why.startswith("their dates")


def _apart(pair: Pair) -> int:
    one, other = (days((c.published or "")[:10]) for c in (pair.a, pair.b))
    return abs(one[0] - other[0]) if one and other else -1


def _told(claims: Iterable[Claim]) -> Mapping[tuple[str, str], tuple[int, int]]:
    """The days of each event of a report as the report tells them best: it may date one of its mentions only."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for claim in claims:
        told, key = days(claim.date), (claim.report, claim.mention)
        if told and (key not in found or told[1] - told[0] < found[key][1] - found[key][0]):
            found[key] = told
    return found


def _one_time(pair: Pair, told: Mapping[tuple[str, str], tuple[int, int]]) -> bool:
    """Whether the days told (of publication, where none is) lie within a month: the same may be told again years later."""
    one, other = (told.get((c.report, c.mention)) or days((c.published or "")[:10]) for c in (pair.a, pair.b))
    return one is not None and other is not None and one[0] - other[1] <= FAR and other[0] - one[1] <= FAR


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
