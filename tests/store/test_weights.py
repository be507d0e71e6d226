"""What is kept beside an event is what reading it says, on each database."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import select
from telling import Act, told

from reportedly.model import AnnotatedReport
from reportedly.resolve import resolve
from reportedly.store import Store, links, tables, weights

NOW = "2024-01-01T00:00:00+00:00"
LETTER = Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15")
STORY = " ".join(f"quay{i} crane{i * 7 % 31} and barge{i * 3 % 17}" for i in range(60))
REPORTS = [
    told("own", replace(LETTER, date="2021-01-02"), published="2021-01-03"),
    told("party", replace(LETTER, date="2021-03-04", by=("KCNA",)), published="2021-03-05"),
    told("doubted", replace(LETTER, date="2021-05-06", by=("unnamed US officials",), status="alleged"), published="2021-05-07"),
    told("denied", replace(LETTER, date="2021-07-08", status="denied"), published="2021-07-09"),
    told("planned", replace(LETTER, date="2021-09-10", status="planned"), published="2021-09-01"),
    told("wire", LETTER, more=STORY, published="2022-08-15", publisher="Quay Wire"),
    told("copy", LETTER, replace(LETTER, date="2022-02-03"), more=STORY, published="2022-08-16", publisher="The Gazette"),
    told("second", replace(LETTER, by=("KCNA",)), published="2022-08-17", publisher="The Herald"),
]


def add(store: Store, reports: Sequence[AnnotatedReport]) -> None:
    for report in reports:
        found = resolve(report, store)
        assert store.add(report, found.claims, found.links, now=NOW)


def kept(store: Store) -> dict[str, tuple[int, int, str | None]]:
    columns = tables.events.c
    with store._reading() as connection:
        return {
            row[0]: tuple(row[1:]) for row in connection.execute(select(columns.id, columns.origins, columns.reports, columns.standing))
        }


def test_what_is_kept_is_what_an_event_says_when_it_is_read(store: Store) -> None:
    add(store, REPORTS)
    read = {event.id: (len(event.origins), len(event.reports), event.standing) for event in store.events(limit=50).rows}
    assert kept(store) == read
    assert sorted(found[:2] for found in read.values())[-1] == (2, 3)
    assert len({standing for _, _, standing in read.values()}) >= 3


def test_a_copy_s_only_claim_rests_on_whom_it_was_copied_from(store: Store) -> None:
    wire, copy = (told(id, replace(LETTER, date=day), more=STORY, published="2022-08-16") for id, day in (("w", None), ("c", "2022-02-03")))
    add(store, [wire, copy])
    store.judge("report", "w", "c", "same", by="ann", now=NOW)
    before = kept(store)
    with store._writing() as connection:
        links.refresh_events(connection, [row.claim.id for row in store.claims().rows], {})
    assert kept(store) == before
    with store._writing() as connection:
        weights.weigh(connection, before)
    assert kept(store) == before


def test_a_crowd_keeps_no_standing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, REPORTS)
    before = kept(store)
    monkeypatch.setattr(weights, "_CROWD", 1)
    with store._writing() as connection:
        weights.weigh(connection, before)
    assert {event for event, found in kept(store).items() if found[2] is None} == {event for event, found in before.items() if found[1] > 1}
