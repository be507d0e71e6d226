"""Prints how quickly the timeline, a search and a click on evidence answer over a large store, beside the plain SQL of the same rows.

    python -m benchmarks.serve --claims 100000 [--calls 60] [--db FILE|URL]

Makes the store when it is missing (minutes). Times are milliseconds: on the clock, and of the processor (the share that
other programs do not disturb), that of a PostgreSQL server on this machine counted in. The first view of a timeline is
measured for actors that few and that many claims name.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from time import perf_counter, process_time

from fastapi.testclient import TestClient
from sqlalchemy import Connection, text

from benchmarks.serve.making import fill, states
from reportedly.serve.app import create_app, settle
from reportedly.serve.config import ServeSettings
from reportedly.serve.timeline import PAGE
from reportedly.store import Filter, Store, open_store

Times = list[tuple[float, float]]
LIMIT = 150.0
"""Milliseconds within which a view or click is to answer, 95 times of 100."""
ROWS = """
SELECT c.body, substr(r.text, c.evidence_start + 1, c.evidence_end - c.evidence_start), r.title, r.publisher, r.published
FROM claims c JOIN reports r ON r.no = c.report WHERE c.event IN ({events})
"""


def timed(calls: Iterable[Callable[[], object]], spent: Callable[[], float] = process_time) -> Times:
    """Milliseconds of each call: on the clock, of the processor (`spent` tells its seconds)."""
    times = []
    for call in calls:
        wall, cpu = perf_counter(), spent()
        call()
        times.append(((perf_counter() - wall) * 1000, (spent() - cpu) * 1000))
    return times


def with_server(store: Store) -> Callable[[], float]:
    """What tells the seconds of the processor of this process and of the processes that answer it, where they are on this machine."""
    with store._reading() as connection:
        if connection.dialect.name != "postgresql":
            return process_time
        told = connection.execute(text("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")).scalars()
        files = [file for pid in told if (file := Path(f"/proc/{pid}/schedstat")).exists()]
    return lambda: process_time() + sum(int(file.read_text().split()[0]) for file in files if file.exists()) / 1e9


def views(browser: TestClient, addresses: Iterable[str], sizes: list[int], spent: Callable[[], float]) -> Times:
    """The times of pages; their sizes go to `sizes`."""

    def get(address: str) -> None:
        answer = browser.get(address)
        answer.raise_for_status()
        sizes.append(len(answer.content))

    return timed([lambda address=address: get(address) for address in addresses], spent)  # type: ignore[misc]


def plain(store: Store, actors: Iterable[str], spent: Callable[[], float]) -> Times:
    """The times of plain SQL that reads the claims and sentences of an actor's first view, the events being known."""

    def read(connection: Connection, ids: list[str]) -> None:
        names = {f"e{i}": id for i, id in enumerate(ids)}
        connection.execute(text(ROWS.format(events=", ".join(f":{n}" for n in names) or "''")), names).all()

    shown = [[row.id for row in store.events(Filter(actors=(a,)), limit=PAGE, newest_first=True).rows] for a in actors]
    with store._reading() as connection:
        return timed([lambda ids=ids: read(connection, ids) for ids in shown], spent)  # type: ignore[misc]


def p95(times: Times, clock: int) -> float:
    """The 95th percentile of the wall clock (0) or the processor (1)."""
    ranked = sorted(t[clock] for t in times)
    return ranked[min(len(ranked) - 1, int(len(ranked) * 0.95))]


def table(measured: dict[str, Times]) -> str:
    """The figures as a Markdown table."""
    lines = ["| what | calls | p50 ms | p95 ms | p95 ms of processor |", "|---|---:|---:|---:|---:|"]
    for name, times in measured.items():
        middle = sorted(t[0] for t in times)[len(times) // 2]
        lines.append(f"| {name} | {len(times)} | {middle:.0f} | {p95(times, 0):.0f} | {p95(times, 1):.0f} |")
    return "\n".join(lines)


def measure(db: str, calls: int) -> tuple[dict[str, Times], list[int]]:
    """All figures of a store from about so many calls of each kind, and the sizes of the pages in bytes."""
    sizes: list[int] = []
    known = [p.id for p in states()]
    actors = known[:: max(1, len(known) // calls)]
    pairs = [(a, b) for a in known[:5] for b in actors if a < b][:calls]
    app = create_app(ServeSettings(db=db))
    settle()
    with open_store(db, create=False) as store, TestClient(app, base_url="http://localhost") as browser:
        found = [row for actor in actors[::4] for row in store.events(Filter(actors=(actor,)), limit=10).rows]
        claims = [row.claims[0].claim.id for row in found][:calls]
        browser.get("/timeline").raise_for_status()  # templates are compiled once
        spent = with_server(store)
        measured = {
            "timeline of one actor, first view": views(browser, [f"/timeline?actor={a}" for a in actors], sizes, spent),
            "timeline of a pair, first view": views(browser, [f"/timeline?actor={a}&actor={b}" for a, b in pairs], sizes, spent),
            "all looked through for two origins, none has them": views(
                browser, [f"/timeline?actor={a}&origins=2%2B" for a in actors[: calls // 2]], sizes, spent
            ),
            "timeline of one actor, most origins first": views(
                browser, [f"/timeline?actor={a}&order=origins" for a in actors], sizes, spent
            ),
            "search for words and questions": views(
                browser, [f"/search?q={q}" for q in _searches([p.name for p in states()], calls)], sizes, spent
            ),
            "the way of a story, by words": views(
                browser, [f"/story?words={words}" for words in _stories([p.name for p in states()], calls)], sizes, spent
            ),
            "the way of an event": views(browser, [f"/story?event={row.id}" for row in found[: calls // 2]], sizes, spent),
            "denials of something, and statements with all words": views(
                browser,
                [
                    f"/statements?words={words}{more}"
                    for words in ("an+offer", "grain", "trade+accord", "barred+cargo")
                    for more in ("", "&stance=denies")
                ],
                sizes,
                spent,
            ),
            "a click on evidence": views(browser, [f"/claim/{c}/evidence" for c in claims], sizes, spent),
            "event": views(browser, [f"/claim/{c}" for c in claims[: calls // 2]], sizes, spent),
            "an actor's page, first view": views(browser, [f"/actor/{a}" for a in actors], sizes, spent),
            "home": views(browser, ["/"] * 4, sizes, spent),
            "who dealt with whom, first view": views(browser, [f"/graph?from={year}" for year in range(2012, 2020)], sizes, spent),
            "the graph's picture (after the page)": views(browser, [f"/graph/picture?from={year}" for year in (2012, 2016)], sizes, spent),
            "with whom an actor dealt, what it said (after the page)": views(
                browser, [f"/dealt?actor={a}" for a in actors[:4]], sizes, spent
            ),
            "counts over time (after the page)": views(browser, [f"/timeline/counts?actor={a}" for a in actors[:4]], sizes, spent),
            "plain SQL that reads the rows of one actor's first view": plain(store, actors, spent),
        }
    return measured, sizes


def _stories(names: Sequence[str], calls: int) -> list[str]:
    """Words that stand close together in many sentences, and in those that name a state."""
    words = ["trade+accord", "barred+cargo", "moved+troops", "grain", "railcars", "held+an+exercise"]
    return [*words, *(f"{what}+{name}" for name in names for what in ("accord", "cargo", "troops"))][:calls]


def _searches(names: Sequence[str], calls: int) -> list[str]:
    """Words that many, some and no sentences have, and questions of a name, an act and a date."""
    words = ["letter", "grain", "trade+accord", "troops", "railcars", "%22barred+cargo%22", "who+denied+an+offer", "letters+on+one+origin"]
    asked = [f"{name}+{what}" for name in names for what in ("letter", "visit+2019", "July", "exercise+2021")]
    return [*words, *asked][:calls]


def main() -> None:
    """Measures and prints; ends with an error where a view or a click takes longer than it may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--db", default=str(Path(tempfile.gettempdir()) / "reportedly-serve.db"))
    parser.add_argument("--calls", type=int, default=60, help="how many calls of each kind, about")
    given = parser.parse_args()
    with open_store(given.db) as store:
        if not store.reports(limit=1).rows:
            fill(store, given.claims)
        with store._reading() as connection:
            counts = {n: connection.execute(text(f"SELECT count(*) FROM {n}")).scalar_one() for n in ("claims", "events", "reports")}
    measured, sizes = measure(given.db, given.calls)
    stored = ", ".join(f"{number:,} {name}" for name, number in counts.items())
    print(f"{stored}; pages of at most {max(sizes) / 1000:.0f} KB\n")
    print(table(measured))
    slow = [
        name
        for name, times in measured.items()
        if name.startswith(("timeline", "a click", "event", "an actor", "who dealt", "the way")) and p95(times, 1) > LIMIT
    ]
    if slow or max(sizes) > 200_000:
        raise SystemExit(f"\nSlower than {LIMIT:g} ms, or larger than 200 KB: {', '.join(slow) or 'a page'}")


if __name__ == "__main__":
    main()
