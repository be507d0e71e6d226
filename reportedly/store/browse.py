"""Questions that only a surface for reading asks of a store: counts, what is new, publishers, who dealt with whom."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from reportedly.model import Claim, Origin, Stance, Statement
from reportedly.store.filters import Filter
from reportedly.store.rows import (
    ActorRow,
    CauseRow,
    ClaimRow,
    DayCount,
    EventRow,
    FailureRow,
    News,
    NoteRow,
    OriginCount,
    Outlet,
    Page,
    PairCount,
    RunRow,
    StatementRow,
)

if TYPE_CHECKING:
    from collections import Counter

    from reportedly.model.origins import Copies
    from reportedly.store.disputes import Disputed
    from reportedly.store.events import Looked
    from reportedly.store.finding import Wanted
    from reportedly.store.passages import Passages
    from reportedly.store.said import Said
    from reportedly.store.store import Store
    from reportedly.store.terms import Sought
    from reportedly.store.twins import Twin


class Browse:
    """Further questions to an open store, each one transaction."""

    def __init__(self, store: "Store") -> None:
        self._store = store

    def by_day(self, filter: Filter) -> list[DayCount]:
        """How many events of each kind there are on each date."""
        from reportedly.store import counts

        with self._store._reading() as connection:
            return counts.by_day(connection, filter)

    def by_month(self, filter: Filter) -> dict[tuple[int, int], int]:
        """How many events there are in each month (year, month), undated ones by their publication."""
        from reportedly.store import counts

        with self._store._reading() as connection:
            return counts.by_month(connection, filter)

    def are_many(self, filter: Filter) -> bool:
        """Whether a question is about so many claims that counting them takes a while."""
        from reportedly.store import counts

        with self._store._reading() as connection:
            return counts.are_many(connection, filter)

    def up_to(self, filter: Filter, most: int) -> int:
        """How many events fit a question, counted up to `most`."""
        from reportedly.store import counts

        with self._store._reading() as connection:
            return counts.up_to(connection, filter, most)

    def looked_at(self, filter: Filter, *, limit: int, most: int) -> "Looked":
        """The newest events that fit a question, and how many there are, counted up to `most`."""
        from reportedly.store import events

        with self._store._reading() as connection:
            return events.looked_at(connection, filter, limit=limit, most=most)

    def among(self, filter: Filter, ids: Sequence[str], *, limit: int) -> list[EventRow]:
        """The first of some events (a few hundred ids) that fit a question, in their order."""
        from reportedly.store import events

        with self._store._reading() as connection:
            return events.among(connection, filter, ids, limit=limit)

    def less_sure(self, filter: Filter, *, whatever: bool = False) -> int | None:
        """How many more events fit a question where claims of any score count; None where they are many, unless `whatever` it takes."""
        from reportedly.store import counts

        with self._store._reading() as connection:
            return counts.less_sure(connection, filter, whatever=whatever)

    def undated(self, filter: Filter) -> tuple[int, int]:
        """How many events a window of dates leaves out since nobody dates them, and how many of these were told in it."""
        from reportedly.store import events

        with self._store._reading() as connection:
            return events.undated(connection, filter)

    def misspelt(self, words: str) -> dict[str, str]:
        """The words that no report has, each with the one that may have been meant ("" where none is near)."""
        from reportedly.store import word_index

        with self._store._reading() as connection:
            return {word: word_index.meant(connection, word) for word in word_index.unknown(connection, words)}

    def by_pair(self, filter: Filter, *, by_state: bool = False) -> list[PairCount]:
        """Who dealt with whom, by kind of act, most claims first."""
        from reportedly.store import counts

        with self._store._reading() as connection:
            return counts.by_pair(connection, filter, by_state=by_state)

    def dealt_with(self, filter: Filter, actor: str, *, by_state: bool, limit: int = 15) -> list[tuple[str, str, int]]:
        """With whom an actor (an id) dealt: id, name, in how many claims, most first."""
        from reportedly.store import counts

        with self._store._reading() as connection:
            return counts.dealt_with(connection, filter, actor, by_state=by_state, limit=limit)

    def busiest(self, *, limit: int = 20) -> list[ActorRow]:
        """Those who take part in most claims."""
        from reportedly.store import counts

        with self._store._reading() as connection:
            return counts.busiest(connection, limit=limit)

    def busiest_pairs(self, *, limit: int = 12) -> list[tuple[str, str, int]]:
        """The states (or those who belong to none) that dealt most with each other, by id, and in how many claims."""
        from reportedly.store import counts

        with self._store._reading() as connection:
            return counts.busiest_pairs(connection, limit=limit)

    def name_of(self, id: str) -> str | None:
        """The name of the one whose id this is; None when it is nobody's."""
        from reportedly.store import actors

        with self._store._reading() as connection:
            return actors.name_of(connection, id)

    def actors_having(self, word: str, *, limit: int = 8) -> list[ActorRow]:
        """Those of whose names a word is a part, most claims first."""
        from reportedly.store import actors

        with self._store._reading() as connection:
            return actors.having(connection, word, limit=limit)

    def id_of(self, actor: str) -> str:
        """The id of the one whom a name or id means. Raises NotFoundError when there is nobody, or more than one."""
        from reportedly.store import actors

        with self._store._reading() as connection:
            return actors.who(connection, actor).id

    def meant(self, name: str) -> tuple[str, str] | None:
        """The id and name of the one whom a name or id means; None when it is nobody, or more than one."""
        from reportedly.store import actors

        with self._store._reading() as connection:
            found = actors.meant(connection, name)
            return (found.id, found.name) if found else None

    def generation(self) -> str:
        """A word that changes whenever a report or a link is added."""
        from reportedly.store import counts

        with self._store._reading() as connection:
            return counts.generation(connection)

    def news(self, since: str, *, limit: int = 20, least: float = 0.0) -> News:
        """What came since an ISO 8601 instant: new events, status changes, new origins, denials; of claims scored `least` or accepted."""
        from reportedly.store import news

        with self._store._reading() as connection:
            return news.since(connection, since, limit=limit, least=least)

    def outlets(self, *, limit: int = 100, after: str | None = None) -> Page[Outlet]:
        """The publishers by name."""
        from reportedly.store import outlets

        with self._store._reading() as connection:
            return outlets.page(connection, limit=limit, after=after)

    def outlet(self, name: str) -> Outlet:
        """One publisher. Raises NotFoundError."""
        from reportedly.store import outlets

        with self._store._reading() as connection:
            return outlets.outlet(connection, name)

    def publishes(self, name: str) -> bool:
        """Whether a report is of the publisher of this name."""
        return bool(self._store.reports(publisher=name, limit=1).rows)

    def origins_of(self, publisher: str) -> list[OriginCount]:
        """On whom a publisher's claims rest, most claims first."""
        from reportedly.store import outlets

        with self._store._reading() as connection:
            return outlets.origins_of(connection, publisher)

    def origin(self, id: str) -> Origin:
        """One origin by its id. Raises NotFoundError."""
        from reportedly.store import outlets

        with self._store._reading() as connection:
            return outlets.origin(connection, id)

    def own_origins(self, publishers: Collection[str]) -> dict[str, tuple[str, int]]:
        """The origin that each of these publishers is, and how many of its own claims rest on it; without those that are none."""
        from reportedly.store import outlets

        with self._store._reading() as connection:
            return outlets.own_origins(connection, publishers)

    def sides_of(self, names: Collection[str]) -> dict[str, str]:
        """The states for which those of these names speak (alpha-3 codes, several joined with "+"); without those who speak for none."""
        from reportedly.store import outlets

        with self._store._reading() as connection:
            return outlets.sides_of(connection, names)

    def publishers_of(self, origins: Collection[str]) -> dict[str, int]:
        """How many publishers tell what rests on each of these origins (ids)."""
        from reportedly.store import outlets

        with self._store._reading() as connection:
            return outlets.publishers_of(connection, origins)

    def passed_on(self, origin: str) -> list[tuple[str | None, int]]:
        """The publishers that tell what rests on an origin, with how many claims each."""
        from reportedly.store import outlets

        with self._store._reading() as connection:
            return outlets.passed_on(connection, origin)

    def statuses_of(self, *, origin: str | None = None, publisher: str | None = None) -> list[tuple[str, int]]:
        """The statuses under which an origin's or a publisher's claims are told."""
        from reportedly.store import outlets

        with self._store._reading() as connection:
            return outlets.statuses_of(connection, origin=origin, publisher=publisher)

    def said_of(
        self, words: str, filter: Filter, *, stances: tuple[str, ...] = (), limit: int = 20, after: str | None = None
    ) -> "Page[Said]":
        """The statements that have all the words, the last published first, each once, with the events that they tell of.

        Of the filter the bounds on origins, the publishers and the days of publication count.
        """
        from reportedly.store.finding import Wanted

        return self.stated(Wanted(words, stances, filter), limit=limit, after=after)

    def stated(self, wanted: "Wanted", *, limit: int = 20, after: str | None = None) -> "Page[Said]":
        """The statements that are asked for, each once, with who else gives it and the events that it tells of."""
        from reportedly.store import said

        with self._store._reading() as connection:
            return said.page(connection, wanted, limit=limit, after=after)

    def stated_counted(self, wanted: "Wanted", *, limit: int = 20, after: str | None = None) -> "tuple[Page[Said], int]":
        """The same with how many statements are asked for, whatever their origins, each telling of one counted."""
        from reportedly.store import said

        with self._store._reading() as connection:
            return said.counted(connection, wanted, limit=limit, after=after)

    def said_in(self, reports: Collection[str], speaker: str) -> list[StatementRow]:
        """What somebody says in these reports (ids), report by report in text order."""
        from reportedly.store import statements

        with self._store._reading() as connection:
            return statements.in_reports(connection, reports, speaker)

    def disputed(self, *, most: int, near: int, passed: Collection[str]) -> "list[Disputed]":
        """The denials of the last reports, each with what another state says right before it, stances that are `passed` left out."""
        from reportedly.store import disputes

        with self._store._reading() as connection:
            return disputes.latest(connection, most=most, near=near, passed=passed)

    def count_said(self, wanted: "Wanted") -> int:
        """How many statements are asked for, whatever their origins."""
        from reportedly.store import said

        with self._store._reading() as connection:
            return said.count(connection, wanted)

    def stances_of(self, speaker: str) -> "Counter[Stance]":
        """How many statements of each stance somebody made, a country's officials with it; raises NotFoundError for nobody."""
        from reportedly.store import finding

        with self._store._reading() as connection:
            return finding.stances_of(connection, speaker)

    def sought(self, words: str, *, exact: bool = False) -> "Sought":
        """How words are read: which are passed over, and which others are sought beside them."""
        from reportedly.store import word_index

        with self._store._reading() as connection:
            return word_index.sought(connection, words, exact=exact)

    def passages(self, core: "Sought", beside: "Sought", filter: Filter, *, most: int, around: int = 0) -> "Passages":
        """The reports in whose sentences the words of `core` stand close together, those of `beside` there or in the headline.

        The first published first. `beside` may stand `around` sentences before or behind, too. Of the filter the conditions on reports
        and the least score count.
        """
        from reportedly.store import passages

        with self._store._reading() as connection:
            return passages.having(connection, core, beside, filter, most=most, around=around)

    def copies_of(self, rows: Sequence[ClaimRow]) -> "Copies":
        """From where claims were copied, by their ids."""
        from reportedly.store import copying

        with self._store._reading() as connection:
            return copying.copies_of(connection, [row.claim for row in rows])

    def voices(self, places: Sequence[tuple[str, int]]) -> list[Statement | None]:
        """For each place in a report (id, character) the statement that it stands in; None for the report's own words."""
        from reportedly.store import said

        with self._store._reading() as connection:
            return said.voices(connection, places)

    def causes(self, *, limit: int = 100, after: str | None = None) -> Page[CauseRow]:
        """Why inputs were set aside, the cause of most first, each with how many there are and the latest of them."""
        from reportedly.store import causes

        with self._store._reading() as connection:
            return causes.page(connection, limit=limit, after=after)

    def failures_of(self, cause: int, *, limit: int = 100, after: str | None = None) -> tuple[CauseRow, Page[FailureRow]]:
        """What was set aside for one cause (its id), the latest first. Raises NotFoundError."""
        from reportedly.store import causes

        with self._store._reading() as connection:
            return causes.failures(connection, cause, limit=limit, after=after)

    def remarks(self, *, limit: int = 100, after: str | None = None) -> Page[NoteRow]:
        """What stages remarked about reports, the latest first."""
        from reportedly.store import upkeep

        with self._store._reading() as connection:
            return upkeep.notes_page(connection, limit=limit, after=after)

    def imports(self, *, limit: int = 100, after: str | None = None) -> Page[RunRow]:
        """The imports, the latest first."""
        from reportedly.store import upkeep

        with self._store._reading() as connection:
            return upkeep.runs_page(connection, limit=limit, after=after)

    def aside(self) -> dict[str, int]:
        """How many failures, remarks ("notes") and imports ("runs") there are."""
        from reportedly.store import upkeep

        with self._store._reading() as connection:
            return upkeep.aside(connection)

    def claims_of(self, report: str) -> list[ClaimRow]:
        """All claims of a report (id), in text order."""
        rows: list[ClaimRow] = []
        after: str | None = None
        while True:
            page = self._store.claims(Filter(report=report, rejected=True), limit=500, after=after)
            rows += page.rows
            after = page.next
            if after is None:
                return sorted(rows, key=lambda r: (r.claim.trigger, r.claim.id))

    def events_of(self, ids: Sequence[str]) -> dict[str, EventRow]:
        """Events by their ids; without those that are not there."""
        from reportedly.store import events

        with self._store._reading() as connection:
            return {row.id: row for row in events.by_id(connection, events.there(connection, ids), set())}

    def twins(self, event: EventRow, *, least: float = 0.0, most: int = 6, beside: int = 0) -> "list[Twin]":
        """Other events that may be the same, although nothing joined them: the nearest first, of days at most `beside` apart."""
        from reportedly.store import twins

        with self._store._reading() as connection:
            return twins.of_event(connection, event, least=least, most=most, beside=beside)

    def lookalikes(self, claims: list[Claim], *, limit: int = 12) -> list[Claim]:
        """Stored claims that share a key with one of these and are of other events, at most `limit` events."""
        near = min((c.published for c in claims if c.published), default=None)
        keys = sorted({key for c in claims for key in c.keys})[:60]
        own = {c.event for c in claims}
        found: dict[str, Claim] = {}
        for block in self._store.sharing(keys, limit=40, near=near):
            for claim in block.claims:
                if claim.event not in own:
                    found.setdefault(claim.event, claim)
        return list(found.values())[:limit]
