"""Entities across reports: judgements on them, and links between spellings, change which claims are of one event."""

from dataclasses import replace

from telling import Act, told

from reportedly.model import AnnotatedReport, Party, ReportEntity
from reportedly.model.names import skeletons
from reportedly.resolve import resolve
from reportedly.store import Store

NOW = "2026-01-01T00:00:00+00:00"
LETTER = Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15")


def by(name: str, report: AnnotatedReport, country: str = "RUS") -> AnnotatedReport:
    """The report with somebody whom no lexicon knows in the place of Vladimir Putin."""
    entity = ReportEntity(f"name:{'-'.join(name.lower().split())}", name, "person", country)
    events = tuple(replace(e, actor=(Party(entity.id, entity.name),)) for e in report.events)
    return replace(report, entities=(*report.entities, entity), events=events)


def add(store: Store, report: AnnotatedReport) -> str:
    """Stores a report; returns its first claim."""
    found = resolve(report, store)
    store.add(report, found.claims, found.links, now=NOW)
    return found.claims[0].id


def event(store: Store, claim: str) -> str:
    return store.claim(claim).claim.event


def test_spellings_of_a_name_are_linked_and_their_acts_joined(store):
    first = add(store, by("Ramzan Kadyrov", told("a", LETTER, published="2022-08-16")))
    second = add(store, by("Ramzan Kadyrow", told("b", LETTER, published="2022-08-16")))
    (link,) = store.links(layer="entity")
    assert (link.link.verdict, link.link.made_by) == ("same", "entities/1")
    assert event(store, first) == event(store, second)
    assert len(store.timeline(["Ramzan Kadyrov"]).rows[0].reports) == 2


def test_what_was_said_of_two_names_is_said_once(store):
    for id in "abc":
        add(store, by("Ramzan Kadyrov" if id == "a" else "Ramzan Kadyrow", told(id, LETTER, published="2022-08-16")))
    assert len(store.links(layer="entity")) == 1


def test_a_person_parts_two_names_and_their_acts(store):
    first = add(store, by("Ramzan Kadyrov", told("a", LETTER, published="2022-08-16")))
    second = add(store, by("Ramzan Kadyrow", told("b", LETTER, published="2022-08-16")))
    no = store.judge("entity", "name:ramzan-kadyrov", "name:ramzan-kadyrow", "different", by="ann", now=NOW)
    assert event(store, first) != event(store, second)
    store.undo(no, by="ann", now=NOW)
    assert event(store, first) == event(store, second)


def test_a_person_joins_two_names_for_all_that_comes_after(store):
    first = add(store, by("The Colonel", told("a", LETTER, published="2022-08-16")))
    add(store, by("Boris Volkov", told("x", replace(LETTER, date="2021-01-01"), published="2021-01-02")))
    store.judge("entity", "name:the-colonel", "name:boris-volkov", "same", by="ann", now=NOW)
    second = add(store, by("Boris Volkov", told("b", LETTER, published="2022-08-16")))
    assert event(store, first) == event(store, second)


def test_what_the_last_report_tells_of_a_name_is_found_by_an_index_however_many_tell_of_it(store):
    add(store, by("Ramzan Kadyrov", told("a", LETTER)))
    add(store, by("Ramzan Kadyrov", told("b", LETTER), country="UKR"))
    (found,) = store.namesakes(sorted(skeletons("Ramzan Kadyrov"))[:1]).values()
    assert [(e.id, e.country) for e in found] == [("name:ramzan-kadyrov", "UKR")]
    if store.health().backend == "SQLite":
        query = "EXPLAIN QUERY PLAN SELECT * FROM entities WHERE id = 'x' ORDER BY report DESC LIMIT 1"
        with store._reading() as connection:
            assert "TEMP B-TREE" not in str(connection.exec_driver_sql(query).all())
