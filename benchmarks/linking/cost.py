"""What linking one more report costs, against 3,000 to 300,000 stored items of a real stream, and where thousands tell one event.

The store is filled in bulk with one claim an item, read off the headline by a cheap annotation (a country, one of a few
verbs, a country; where the headline has none, one drawn by the headline's digest), so that filling takes minutes. Each
timed item goes through the product's own linking and storing. In the crowd every item is, but for a number, one and the same.
"""

import gzip
import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import process_time
from zlib import crc32

from sqlalchemy import Connection, func, select

from reportedly.model import AnnotatedReport, EventMention, Party, Report, ReportEntity, Sentence, Span, Token, Zone
from reportedly.model.copies import fingerprint, sample
from reportedly.resolve import claims_of, relink
from reportedly.resources import table
from reportedly.store import Store, open_store, writing
from reportedly.store import tables as t
from reportedly.store.dialect import Dialect

SIZES = (3_000, 30_000, 100_000, 300_000)
CROWDS = (500, 1_000, 2_000, 5_000)
TIMED = 100
BATCH = 2_000
TABLES = ("reports", "claims", "events", "claim_parties", "claim_keys", "shingles")
NOW = "2026-01-01T00:00:00+00:00"
WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
VERBS = {
    "visit": ("CONSULT", "visit"),
    "meet": ("CONSULT", None),
    "talk": ("CONSULT", None),
    "summit": ("CONSULT", "multilateral"),
    "launch": ("MOBILIZE", "test"),
    "strike": ("ASSAULT", "aerial"),
    "attack": ("ASSAULT", None),
    "kill": ("ASSAULT", None),
    "sanction": ("SANCTION", None),
    "accus": ("ACCUSE", None),
    "urge": ("REQUEST", None),
    "call": ("REQUEST", None),
    "warn": ("THREATEN", None),
    "agree": ("AGREE", None),
    "deal": ("AGREE", None),
    "reject": ("REJECT", None),
    "arrest": ("COERCE", "arrest"),
    "send": ("AID", None),
}


def curve(shared: Path) -> None:
    """Prints median and 90th percentile of the time that linking and storing one more item takes, at each size."""
    with tempfile.TemporaryDirectory(prefix="reportedly-cost-") as folder, open_store(Path(folder) / "cost.db") as store:
        stream = items(shared / "corpora/feed_stream.jsonl.gz")
        stored = 0
        for size in SIZES:
            claims = fill(store, islice(stream, size - stored - TIMED))
            times = [timed(store, item) for item in islice((i for i in stream if i.events), TIMED)]
            stored = size
            linking, storing = [t[0] for t in times], [t[1] for t in times]
            print(
                f"cost: {size:,} items stored ({claims:,} more claims): linking one takes {_told(linking)}, storing it {_told(storing)}",
                flush=True,
            )


def crowd(shared: Path) -> None:
    """Prints what one more telling costs of an event that so many tell already; each went through linking and storing."""
    del shared
    with tempfile.TemporaryDirectory(prefix="reportedly-crowd-") as folder, open_store(Path(folder) / "crowd.db") as store:
        times: list[tuple[float, float]] = []
        for n in range(max(CROWDS)):
            times.append(timed(store, _telling(n)))
            if n + 1 in CROWDS:
                linking, storing = ([t[k] for t in times[-TIMED:]] for k in (0, 1))
                told = f"linking takes {_told(linking)}, storing {_told(storing)}"
                print(f"crowd: {n + 1:,} items tell {len(store.events().rows)} event(s); one more: {told}", flush=True)


def _telling(n: int) -> AnnotatedReport:
    """One more telling of one visit, in the same words but for a few."""
    more = " ".join(f"{word}{n}" for word in ("garden", "ladder", "window", "kettle", "pepper", "saddle"))
    text = f"Vladimir Putin visits North Korea for talks on trade and harvest, witness {n} tells\n{more}"
    found = cheap(Report(f"h{n}", text, publisher=f"Outlet {n % 200}", published="2024-06-19"))
    event = replace(
        found.events[0], type="CONSULT", mode="visit", actor=(Party("RUS", "Russia"),), recipient=(Party("PRK", "North Korea"),)
    )
    return replace(found, events=(event,))


def fill(store: Store, annotated: Iterator[AnnotatedReport]) -> int:
    """Stores items without linking them, each claim an event of its own; returns how many claims they have."""
    claims = 0
    while batch := list(islice(annotated, BATCH)):
        with store._writing() as connection:
            claims += _fill(connection, store._dialect, batch)
    return claims


def _fill(connection: Connection, dialect: Dialect, batch: Sequence[AnnotatedReport]) -> int:
    first = (connection.execute(select(func.max(t.reports.c.no))).scalar() or 0) + 1
    at = (connection.execute(select(func.max(t.claims.c.no))).scalar() or 0) + 1
    rows: dict[str, list[dict[str, object]]] = {
        name: [] for name in ("reports", "claims", "events", "claim_parties", "claim_keys", "shingles")
    }
    for no, item in enumerate(batch, first):
        bare = AnnotatedReport(item.report)
        rows["reports"].append({**writing._report_row(bare, (), NOW), "no": no})
        rows["shingles"] += [{"hash": h, "report": no} for h in sample(fingerprint(item.report).shingles)]
        for claim in claims_of(item):
            row = writing._claim_row(no, claim)
            event, days = f"ev-{at}", {name: row[name] for name in ("first_day", "last_day", "sort_day")}
            rows["claims"].append({**row, "no": at, "event": event})
            rows["events"].append({"id": event, **days})
            rows["claim_parties"] += writing.party_rows(at, claim)
            rows["claim_keys"] += [
                {"key": writing.key_hash(key), "day": days["sort_day"], "claim": at}
                for key in (*claim.keys, *([writing.series_key(claim.series)] if claim.series else []))
            ]
            at += 1
    for name, values in rows.items():
        dialect.insert_new(connection, t.metadata.tables[name], values)
    return len(rows["claims"])


def timed(store: Store, item: AnnotatedReport) -> tuple[float, float]:
    """Seconds of processor time for linking and for storing one item."""
    start = process_time()
    resolution = relink(claims_of(item), item.report, store, entities=item.entities)
    linked = process_time()
    store.add(item, resolution.claims, resolution.links, notes=resolution.notes, now=NOW)
    return linked - start, process_time() - linked


def items(path: Path) -> Iterator[AnnotatedReport]:
    """The items of the stream with the cheap annotation."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for n, line in enumerate(lines):
            row = json.loads(line)
            yield cheap(Report(f"i{n}", f"{row['title']}\n{row['text']}"[:1000], publisher=row["outlet"], published=row["published"][:10]))


def cheap(report: Report) -> AnnotatedReport:
    """The headline as one sentence with at most one event; tokens without a parse."""
    end = report.text.find("\n")
    found = list(WORD.finditer(report.text[:end]))
    verb = next((i for i, m in enumerate(found) if any(m.group().lower().startswith(v) for v in VERBS)), None)
    tokens = tuple(
        Token(i, Span(*m.span()), m.group(), m.group().lower(), _pos(m.group(), i), "", "dep", verb or 0, 0) for i, m in enumerate(found)
    )
    annotated = AnnotatedReport(
        replace(report, zones=(Zone(Span(0, len(report.text)), "body"),)),
        sentences=(Sentence(0, Span(0, end), 0, len(tokens)),) if tokens else (),
        tokens=tokens,
    )
    return _with_event(annotated, tokens, verb) if tokens else annotated


def _with_event(annotated: AnnotatedReport, tokens: Sequence[Token], verb: int | None) -> AnnotatedReport:
    draw = Random(crc32(annotated.report.text.encode()))
    at = draw.randrange(len(tokens)) if verb is None else verb
    kind = next((kind for v, kind in VERBS.items() if tokens[at].lemma.startswith(v)), None) or draw.choice(list(VERBS.values()))
    before, after = _parties(tokens[:at]), _parties(tokens[at:])
    if not before:
        before = (draw.choice(list(_countries().values())),)
    event = EventMention("e0", tokens[at].span, kind[0], kind[1], actor=before, recipient=after, date=annotated.report.published, score=0.5)  # type: ignore[arg-type]
    entities = tuple(ReportEntity(p.id, p.name, "country", p.id) for p in {*before, *after})
    return replace(annotated, events=(event,), entities=entities)


def _parties(tokens: Sequence[Token]) -> tuple[Party, ...]:
    names = _countries()
    return tuple(dict.fromkeys(names[t.lemma] for t in tokens if t.lemma in names))[:2]


def _countries(known: dict[str, Party] = {}) -> dict[str, Party]:  # noqa: B006 - read once
    if not known:
        for code, entry in table("lexicons/en/countries.toml").items():
            if isinstance(entry, dict) and "name" in entry:
                words = (entry["name"], entry.get("capital", ""), *entry.get("names", ()), *entry.get("demonyms", ()))
                known.update({w.lower(): Party(code, entry["name"]) for w in words if isinstance(w, str) and WORD.fullmatch(w)})
    return known


def _pos(word: str, i: int) -> str:
    return "NUM" if word[0].isdigit() else "PROPN" if word[0].isupper() and i else "NOUN"


def _told(times: Sequence[float]) -> str:
    return f"{median(times) * 1000:.1f} ms (90% in {quantiles(times, n=10)[-1] * 1000:.1f} ms)"
