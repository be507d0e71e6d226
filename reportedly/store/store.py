"""The store: what reports say, kept in a database, with every question the surfaces ask of it."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import get_args

from reportedly.model import AnnotatedReport, Block, Claim, Failure, Fingerprint, Link, Report, ReportEntity, Verdict
from reportedly.model.series import Series
from reportedly.store.filters import Filter
from reportedly.store.rows import (
    ActorRow,
    ClaimRow,
    EventRow,
    FailureRow,
    Health,
    Hit,
    LinkRow,
    NoteRow,
    Page,
    ReportRow,
    RunRow,
    StatementRow,
)
from reportedly.store.transactions import Transactions


def open_store(path_or_url: str | Path, *, create: bool = True) -> "Store":
    """The store in a file (SQLite) or at a database address ("postgresql://user@host/name"); use it in a `with`.

    Makes it when it is missing and `create`; an older store is upgraded. Raises StoreError when it cannot be opened,
    is of a newer version, or is none.
    """
    from reportedly.store.opening import open_engine

    engine, dialect = open_engine(path_or_url, create=create)
    return Store(engine, dialect)


class Store(Transactions):
    """An open store. Each call is one transaction, unless it stands within `batch`.

    It fulfils `resolve.Candidates`. Not for use by two threads at once: open one store for each.
    """

    # Writing

    def known(self, report: Report) -> str | None:
        """The id of the stored report that this one is: the same text with the same id, bytes or address."""
        from reportedly.store import reports

        with self._reading() as connection:
            return reports.known(connection, report)

    def is_taken(self, id: str) -> bool:
        """Whether a report of this id is stored, whatever it says."""
        from reportedly.store import reports

        with self._reading() as connection:
            return reports.is_taken(connection, id)

    def add(
        self,
        annotated: AnnotatedReport,
        claims: Sequence[Claim] = (),
        links: Sequence[Link] = (),
        *,
        notes: Sequence[str] = (),
        rules: str = "",
        now: str,
    ) -> bool:
        """Stores a report with all that was found in it, at once or not at all; False when it is `known` already.

        `links` may join its claims to stored ones, and the report to others; events are read anew from all links.
        `rules` says by which rules the links were made, as `linking.mark` does. `now` is an ISO 8601 instant. Raises
        StoreError when the database refuses (full disk, locked for long).
        """
        from reportedly.store import copying, corrections, relinking, weights, writing
        from reportedly.store import links as linking

        with self._writing() as connection:
            if not writing.add_report(connection, self._dialect, annotated, claims, now=now):
                return False
            corrections.restore(connection, "claim", [c.id for c in claims])
            corrections.restore(connection, "statement", [writing.statement_id(annotated.report.id, s) for s in annotated.statements])
            linking.add_links(connection, links, now=now)
            copying.add_passages(connection, links)
            writing.add_notes(connection, annotated.report.id, notes, now=now)
            fresh = claims if writing.is_kept_as_it_is(annotated.report) else ()
            linking.refresh_events(connection, [c.id for c in claims], self._decoded, fresh=fresh, most=linking.CROWD)
            weights.weigh_reports(connection, copying.copied_reports(links) - {annotated.report.id})
            if rules:
                relinking.mark(connection, annotated.report.id, rules)
            return True

    def add_failure(self, failure: Failure, *, now: str) -> bool:
        """Keeps what was set aside; the same failure again only moves its last date. True when it is new."""
        from reportedly.store import upkeep

        with self._writing() as connection:
            return upkeep.add_failure(connection, failure, now=now)

    def start_run(self, source: str, *, now: str) -> int:
        """Begins an import; returns its number."""
        from reportedly.store import upkeep

        with self._writing() as connection:
            return upkeep.start_run(connection, source, now=now)

    def finish_run(self, run: int, counts: Mapping[str, int], *, now: str) -> None:
        """Ends an import with what came of it. Raises NotFoundError when there is no such import."""
        from reportedly.store import upkeep

        with self._writing() as connection:
            upkeep.finish_run(connection, run, counts, now=now)

    # Questions

    def reports(
        self, *, publisher: str | None = None, since: str | None = None, until: str | None = None, limit: int = 50, after: str | None = None
    ) -> Page[ReportRow]:
        """The reports, last published first; `since` and `until` are dates of publication."""
        from reportedly.store import reports

        with self._reading() as connection:
            return reports.page(connection, publisher=publisher, window=(since, until), limit=limit, after=after)

    def report(self, id: str, *, raw: bool = False) -> Report:
        """A report, with its bytes when `raw`. Raises NotFoundError when there is none of this id."""
        from reportedly.store import reports

        with self._reading() as connection:
            return reports.report(connection, id, raw=raw)

    def annotated(self, id: str) -> AnnotatedReport:
        """A report with all that was found in it, except tokens. Raises NotFoundError."""
        from reportedly.store import reports

        with self._reading() as connection:
            return reports.annotated(connection, id)

    def statements(
        self,
        *,
        report: str | None = None,
        speaker: str | None = None,
        newest_first: bool = False,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[StatementRow]:
        """The statements of a report (id) in text order, or of a speaker (id or name; a country's are its officials' too).

        Report by report as these were stored, or the last published first where `newest_first`.
        """
        from reportedly.store import statements

        with self._reading() as connection:
            return statements.page(connection, report=report, speaker=speaker, newest_first=newest_first, limit=limit, after=after)

    def claims(self, filter: Filter | None = None, *, limit: int = 50, after: str | None = None) -> Page[ClaimRow]:
        """The claims that fit, in the order of their dates (undated ones at their date of publication)."""
        from reportedly.store import claims

        with self._reading() as connection:
            return claims.page(connection, filter or Filter(), limit=limit, after=after)

    def claim(self, id: str) -> ClaimRow:
        """A claim with its evidence. Raises NotFoundError."""
        from reportedly.store import claims

        with self._reading() as connection:
            return claims.claim(connection, id)

    def full_id(self, start: str) -> str:
        """The id of the one report, event or claim that begins with `start`. Raises NotFoundError when none or several do."""
        from reportedly.store import ids

        with self._reading() as connection:
            return ids.full(connection, start)

    def timeline(
        self,
        actors: Sequence[str] = (),
        *,
        since: str | None = None,
        until: str | None = None,
        types: Collection[str] = (),
        statuses: Collection[str] = (),
        min_score: float = 0.0,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[EventRow]:
        """The events in which all of `actors` take part (ids or names; a country includes its leaders and bodies).

        In the order of their dates; an event without a date stands at its first publication. `since` and `until`
        are dates of the event, and leave undated ones out. Raises NotFoundError for a name nobody or several have.
        """
        wanted = Filter(tuple(actors), since, until, tuple(types), tuple(statuses), min_score=min_score)
        return self.events(wanted, limit=limit, after=after)

    def events(
        self, filter: Filter | None = None, *, limit: int = 50, after: str | None = None, newest_first: bool = False, order: str = ""
    ) -> Page[EventRow]:
        """The events of which a claim fits, with all their claims, in the order of their dates.

        `order` is "old" or "new" (by date), "origins" or "reports" (those that most of them tell first); where it is not
        given, `newest_first` says which of the first two.
        """
        from reportedly.store import events

        plain: events.Order = "new" if newest_first else "old"
        by: events.Order = next((known for known in get_args(events.Order) if known == order), plain)
        with self._reading() as connection:
            return events.page(connection, filter or Filter(), limit=limit, after=after, order=by)

    def event(self, id: str) -> EventRow:
        """An event with all its claims. Raises NotFoundError."""
        from reportedly.store import events

        with self._reading() as connection:
            return events.event(connection, id)

    def series(self, event: str) -> Series | None:
        """The series that an event is of: `reason` says why, `occasions` lists the dates, each with the events of that time.

        Acts of one kind between the same parties on other days (yearly letters, launches): look-alikes that are never one
        event. The id depends on kind and parties alone. None where the event is alone. Raises NotFoundError.
        """
        from reportedly.store import series

        with self._reading() as connection:
            return series.of_event(connection, event)

    def search(self, words: str, *, limit: int = 20, after: str | None = None, exact: bool = False) -> Page[Hit]:
        """The reports that have all the words (in any form) and the phrases in double quotation marks, best first.

        Other ways to write the words ("railcars", "rail cars") count too, unless `exact`; `Browse.sought` tells which.
        """
        from reportedly.store import search

        with self._reading() as connection:
            return search.page(connection, words, limit=limit, after=after, exact=exact)

    def find_actor(self, name: str, *, limit: int = 10) -> list[ActorRow]:
        """Who has this name or id ("North Korea", "dprk", "PRK", "kim jong-un"): the likeliest first."""
        from reportedly.store import actors

        with self._reading() as connection:
            return actors.find(connection, name, limit=limit)

    # Links

    def links(self, *, of: str | None = None, layer: str | None = None, undone: bool = False) -> list[LinkRow]:
        """The links of a claim or report (`of`), or all; with those that were undone when `undone`. Oldest first."""
        from reportedly.store import links

        with self._reading() as connection:
            return links.rows(connection, of=of, layer=layer, undone=undone)

    def judge(self, layer: str, a: str, b: str, verdict: Verdict, *, by: str, note: str = "", now: str) -> int:
        """A person's judgement on two claims ("event") or reports ("report"); returns the link's number.

        It outranks every stage's and may be undone. For "event" `a` and `b` may be events, too: it is then on the
        first claim of each. Raises NotFoundError when one of the two is not there, UsageError for a thing and itself.
        """
        from reportedly.store import links

        with self._writing() as connection:
            return links.judge(connection, Link(layer, a, b, verdict, 1.0, note, f"person:{by}"), self._decoded, now=now)

    def undo(self, link: int, *, by: str, now: str) -> None:
        """Takes a link out of force; it stays in the history. Raises NotFoundError, or UsageError when it was undone before."""
        self.decisions.undo(f"l{link}", by=by, now=now)

    # Resolving (fulfils resolve.Candidates)

    def sharing(self, keys: Collection[str], *, limit: int, near: str | None) -> list[Block]:
        """The stored claims under each key, at most `limit` a key: those published nearest to `near` first."""
        from reportedly.store import matching

        with self._reading() as connection:
            return matching.sharing(connection, keys, self._decoded, limit=limit, near=near)

    def lookalikes(self, hashes: Collection[int], *, limit: int) -> list[Fingerprint]:
        """The stored reports that share most of these sampled shingles, at most `limit`."""
        from reportedly.store import copying

        with self._reading() as connection:
            return copying.lookalikes(connection, hashes, limit=limit)

    def namesakes(self, keys: Collection[str]) -> Mapping[str, Sequence[ReportEntity]]:
        """The stored entities whose names have these skeletons (`model.names.skeletons`), each once."""
        from reportedly.store import entities

        with self._reading() as connection:
            return entities.namesakes(connection, keys)

    def aliases(self, ids: Collection[str]) -> Mapping[str, Sequence[str]]:
        """For each of these entities that links say is also another: all ids of the one that they are, in alphabetical order."""
        from reportedly.store import entities

        with self._reading() as connection:
            return entities.aliases(connection, ids)

    # Upkeep

    def failures(self) -> list[FailureRow]:
        """What was set aside, oldest first."""
        from reportedly.store import upkeep

        with self._reading() as connection:
            return upkeep.failures(connection)

    def notes(self, report: str | None = None) -> list[NoteRow]:
        """What stages remarked about a report, or about all."""
        from reportedly.store import upkeep

        with self._reading() as connection:
            return upkeep.notes(connection, report)

    def runs(self) -> list[RunRow]:
        """The imports, oldest first."""
        from reportedly.store import upkeep

        with self._reading() as connection:
            return upkeep.runs(connection)

    def health(self) -> Health:
        """Whether the store is sound, its schema, size and counts."""
        from reportedly.store import upkeep

        with self._reading() as connection:
            return upkeep.health(connection, self._dialect)
