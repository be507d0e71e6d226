"""The Python face: read reports, annotate them, open a record and ask it."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from reportedly.errors import UsageError
from reportedly.export.frames import Rows
from reportedly.model import AnnotatedReport, Failure, Party, Report

if TYPE_CHECKING:
    from reportedly.pipeline import Outcome
    from reportedly.store import ActorRow, ClaimRow, EventRow, Hit, ReportRow, Store


def now() -> str:
    """This instant, ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def read(
    *inputs: str | Path, publisher: str | None = None, published: str | None = None, max_bytes: int | None = None
) -> Iterator[Report | Failure]:
    """The reports in files, folders, globs, addresses and "-" (standard input), cleaned; a Failure for what cannot be read.

    `publisher` and `published` (ISO date) set them by hand; `max_bytes` bounds one report. Raises UsageError for a
    date that is none.
    """
    from reportedly.clean import clean
    from reportedly.read import Options
    from reportedly.read import read as read_raw

    today = now()
    if published and checked_date(published) and published[:10] > today[:10]:
        raise UsageError(f"{published!r} lies in the future; a report cannot have been published then.")
    options = Options(publisher=publisher, published=published, now=today)
    if max_bytes is not None:
        options = replace(options, max_bytes=max_bytes)
    for item in read_raw(inputs, stdin=sys.stdin.buffer if "-" in inputs else None, options=options):
        yield clean(item) if isinstance(item, Report) else item


def annotate(report: Report | str, *, published: str | None = None, publisher: str | None = None) -> AnnotatedReport:
    """One report (or a bare text) with its entities, times, statements and events. English only.

    `published` is an ISO date; without one, relative times stay open. Raises UsageError for a date that is none.
    """
    from reportedly import pipeline
    from reportedly.clean import clean

    if isinstance(report, str):
        raw = report.encode("utf-8", "replace")
        digest = sha256(raw).hexdigest()
        report = Report(id=f"r-{digest[:12]}", text=report, sha256=digest, raw=raw, language="en")
    if published:
        report = replace(report, published=checked_date(published), published_by="given", published_reason="given by hand")
    if publisher:
        report = replace(report, publisher=publisher)
    return next(pipeline.annotate([report if report.zones else clean(report)]))


def open_record(db: str | Path = "reportedly.db", *, create: bool = True) -> "Record":
    """Opens the sourced record in a database: a path (SQLite) or an address. Raises StoreError when it cannot be opened."""
    from reportedly.store import open_store

    return Record(open_store(db, create=create))


class Record:
    """An open record. Use it in a `with`; results are sequences that notebooks show as tables."""

    def __init__(self, store: "Store") -> None:
        self.store = store

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()

    def close(self) -> None:
        """Closes the database."""
        self.store.close()

    def add(self, *inputs: str | Path, publisher: str | None = None, published: str | None = None, workers: int = 1) -> Mapping[str, int]:
        """Adds the reports in files, folders, globs and addresses: how many were added, known, skipped, failed.

        "mended" counts reports that were there without annotation, since a stage had failed on them, and now have it.
        `workers` as in `adding`.
        """
        counts = {"added": 0, "known": 0, "skipped": 0, "failed": 0, "mended": 0, "claims": 0}
        items = read(*inputs, publisher=publisher, published=published)
        for outcome in self.adding(items, source=", ".join(map(str, inputs)), batch_size=8, workers=workers):
            counts[outcome.kind] += 1
            counts["claims"] += outcome.claims
        return counts

    def adding(self, items: Iterable[Report | Failure], *, source: str = "", batch_size: int = 32, workers: int = 1) -> "Iterator[Outcome]":
        """Adds reports one by one: an Outcome each, once it is safely stored.

        With more than one of `workers` so many processes annotate, each with models of its own (0.6 GB), while this one
        reads and stores; the record becomes the same. The store remembers the import: when it began, from what
        (`source`, in words), what came of it and when it ended.
        """
        from reportedly import pipeline
        from reportedly.workers import Workers

        run, counts = self.store.start_run(source[:2000], now=now()), Counter[str]()
        with Workers(workers) as hands:
            way = hands.annotate if workers > 1 else pipeline.annotate_here
            for outcome in pipeline.add(items, self.store, now=now(), batch_size=batch_size, annotating=way):
                counts[outcome.kind] += 1
                counts["claims"] += outcome.claims
                yield outcome
        self.store.finish_run(run, counts, now=now())

    def timeline(self, *actors: str, **conditions: Any) -> "Rows[EventRow]":
        """The events in which all of `actors` take part, by date.

        Conditions: `since`, `until` (ISO dates of the event), `types`, `statuses` (lists of words of the vocabulary).
        Raises NotFoundError for a name that nobody or several have.
        """
        return Rows(every(lambda after: self.store.timeline(actors, limit=500, after=after, **conditions)), event_row)

    def events(self, **conditions: Any) -> "Rows[EventRow]":
        """The events whose claims fit; conditions as in `store.Filter`."""
        wanted = _filter(conditions)
        return Rows(every(lambda after: self.store.events(wanted, limit=500, after=after)), event_row)

    def claims(self, **conditions: Any) -> "Rows[ClaimRow]":
        """The claims that fit; conditions as in `store.Filter`."""
        wanted = _filter(conditions)
        return Rows(every(lambda after: self.store.claims(wanted, limit=500, after=after)), claim_row)

    def search(self, words: str, *, limit: int = 20) -> "Rows[Hit]":
        """The reports that have all the words, best first."""
        return Rows(self.store.search(words, limit=limit).rows, hit_row)

    def reports(self, **conditions: Any) -> "Rows[ReportRow]":
        """The reports, last published first; conditions: `publisher`, `since`, `until`."""
        return Rows(every(lambda after: self.store.reports(limit=500, after=after, **conditions)), report_row)


def every(page: Callable[[str | None], Any]) -> list[Any]:
    """All rows of a paged question."""
    rows: list[Any] = []
    after: str | None = None
    while True:
        answer = page(after)
        rows.extend(answer.rows)
        after = answer.next
        if after is None:
            return rows


def names(parties: Sequence[Party]) -> str:
    """The parties' names, joined by commas."""
    return ", ".join(p.name for p in parties)


def event_row(row: "EventRow") -> Mapping[str, Any]:
    """An event as a flat row: who, what, status, chain and sentence are those of `claim`, which stands for it.

    `date_claim` is the claim that gives the date where that is another, else None.
    """
    from reportedly.store.telling import elsewhere, leading

    best = leading(row)
    claim, dated = best.claim, elsewhere(row, best)
    return {
        "event": row.id,
        "date": row.date,
        "type": claim.type,
        "mode": claim.mode,
        "actor": names(claim.actor),
        "recipient": names(claim.recipient),
        "status": claim.status,
        "according_to": names(claim.according_to),
        "origins": len(row.origins),
        "origin": ", ".join(o.name for o in row.origins),
        "standing": row.standing,
        "reports": len(row.reports),
        "claim": claim.id,
        "date_claim": dated.row.claim.id if dated else None,
        "report": claim.report,
        "sentence": best.sentence,
    }


def claim_row(row: "ClaimRow") -> Mapping[str, Any]:
    """A claim as a flat row."""
    from reportedly.model.stands import bearing_of

    c = row.claim
    return {
        "claim": c.id,
        "event": c.event,
        "date": c.date,
        "type": c.type,
        "mode": c.mode,
        "actor": names(c.actor),
        "recipient": names(c.recipient),
        "status": c.status,
        "bearing": bearing_of(c),
        "according_to": names(c.according_to),
        "origin": c.origin.name,
        "place": c.place.name if c.place else None,
        "report": c.report,
        "publisher": row.publisher,
        "published": row.published,
        "score": c.score,
        "sentence": row.sentence,
    }


def hit_row(row: "Hit") -> Mapping[str, Any]:
    """A search result as a flat row."""
    return {"report": row.report, "title": row.title, "publisher": row.publisher, "published": row.published, "text": row.text}


def report_row(row: "ReportRow") -> Mapping[str, Any]:
    """A report as a flat row."""
    return {f.name: getattr(row, f.name) for f in fields(row)}


def _filter(conditions: Mapping[str, Any]) -> Any:
    from reportedly.store import Filter

    known = {f.name for f in fields(Filter)}
    if wrong := sorted(set(conditions) - known):
        raise UsageError(f"There is no condition {wrong[0]!r}; there are {', '.join(sorted(known))}.")
    given: dict[str, Any] = {k: tuple(v) if isinstance(v, (list, set)) else v for k, v in conditions.items()}
    return Filter(**given)


def checked_date(date: str | None) -> str | None:
    """An ISO date or date prefix, or None; raises UsageError for anything else."""
    if date is None:
        return None
    try:
        datetime.fromisoformat({4: f"{date}-01-01", 7: f"{date}-01"}.get(len(date), date))
    except ValueError as wrong:
        raise UsageError(f"{date!r} is no date; write it as 2022-08-15, 2022-08 or 2022.") from wrong
    return date


def sector_of(actor: "ActorRow") -> tuple[str, str] | None:
    """The sector of society of a stored actor by its name, kind and office: PLOVER's code and why; None where no rule tells one."""
    from reportedly.annotate.sectors import sector  # reads lexicons alone, and only where an actor is asked for

    found = sector(actor.name, kind=actor.kind, office=actor.office, entity=actor.id)
    return (found.code, found.reason) if found else None
