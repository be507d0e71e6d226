import shutil
from pathlib import Path

import pytest

from reportedly.library import open_record
from reportedly.read import Options
from reportedly.scale import Engine, Folder, annotate, link, linking, load
from reportedly.scale.linking import linked
from reportedly.store import Store, open_store
from tests.scale.test_annotating import HERE, NOW


def prepared(stories: Path, out: Path) -> Folder:
    annotate([str(stories)], Folder(str(out)), engine=HERE, options=Options(now=NOW), slice_size=2)
    return Folder(str(out))


def written(folder: Folder) -> dict[str, list]:
    """All rows of the results, by kind, in one order."""
    kinds = ("links", "notes", "events")
    found = {kind: [row for name in folder.files(kind) for row in folder.read(name).to_pylist()] for kind in kinds}
    return {kind: sorted(rows, key=repr) for kind, rows in found.items()}


def told(store: Store) -> tuple[list, list, dict]:
    """Links, notes and the event of each claim in a store."""
    links = [row.link for row in store.links(undone=True)]
    notes = [(note.report, note.note) for note in store.notes()]
    return links, notes, {row.claim.id: row.claim for row in store.claims(limit=1000).rows}


@pytest.fixture(scope="module")
def done(stories, tmp_path_factory):
    """The stories annotated and linked on this machine."""
    folder = prepared(stories, tmp_path_factory.mktemp("linked") / "out")
    return folder, link(folder, engine=HERE, group_slices=1)


@pytest.fixture(scope="module")
def plain(stories, tmp_path_factory):
    """What adding the same reports one by one gives."""
    with open_record(tmp_path_factory.mktemp("plain") / "plain.db") as record:
        record.add(stories)
        return told(record.store)


def test_links_are_those_that_adding_makes(done, plain):
    links = [row for name in done[0].files("links") for row in done[0].read(name).to_pylist()]
    mine = [{name: value for name, value in row.items() if name != "report"} for row in links]
    theirs = [{name: getattr(item, name) for name in ("layer", "a", "b", "verdict", "score", "reason", "made_by")} for item in plain[0]]
    assert mine == theirs
    assert {item.layer for item in plain[0]} == {"event", "report", "entity"}, "the corpus must try all layers"


def test_events_are_those_that_adding_makes(done, plain):
    events = {row["claim"]: row["event"] for row in written(done[0])["events"]}
    by_event: dict[str, int] = {}
    for claim in plain[2].values():
        by_event[claim.event] = by_event.get(claim.event, 0) + 1
    assert {id: claim.event for id, claim in plain[2].items() if by_event[claim.event] > 1}.items() <= events.items()
    assert all(plain[2][id].event == event for id, event in events.items())
    assert done[1].joined == len(events) > 0


def test_loading_takes_the_links_up(done, plain, tmp_path):
    with open_store(tmp_path / "scaled.db") as store:
        kinds = [outcome.kind for outcome in load(done[0], store, now=NOW)]
        assert told(store) == plain
        assert kinds == ["added"] * 7
        assert [outcome.kind for outcome in load(done[0], store, now=NOW)] == ["known"] * 7


def test_a_store_with_other_reports_is_linked_to_what_it_holds(done, plain, stories, tmp_path):
    other = tmp_path / "other.jsonl"
    text = "Russia vetoed the resolution on 2 May 2023, the council's president said."
    other.write_text(f'{{"id": "o-1", "published": "2023-05-02", "text": "{text}", "language": "en"}}\n', encoding="utf-8")
    with open_record(tmp_path / "mixed.db") as record:
        record.add(other)
        list(load(done[0], record.store, now=NOW))
        mixed = told(record.store)
    with open_record(tmp_path / "both.db") as record:
        record.add(other)
        record.add(stories)
        assert told(record.store) == mixed
    assert len(mixed[0]) > len(plain[0])


def test_buckets_groups_and_stops_leave_no_trace(done, tmp_path):
    again = Folder(str(tmp_path / "again"))
    shutil.copytree(done[0].address, again.address)
    link(again, engine=HERE, group_slices=3, buckets=5)
    assert written(again) == written(done[0])
    for mark in [*(tmp_path / "again/marks/linking").rglob("0.json"), *(tmp_path / "again/marks/linking/spread").rglob("*.json")]:
        mark.unlink()
    link(again, engine=HERE, group_slices=3, buckets=5)
    assert written(again) == written(done[0])


def test_links_that_are_made_anew_do_not_count_until_they_are_finished(done, tmp_path, monkeypatch):
    again = Folder(str(tmp_path / "again"))
    shutil.copytree(done[0].address, again.address)
    assert linked(again)

    def stopped(run, numbers):
        raise KeyboardInterrupt

    monkeypatch.setattr(linking, "_events", stopped)
    with pytest.raises(KeyboardInterrupt):
        link(again, engine=HERE, group_slices=2)
    assert not linked(again)


def test_a_finished_run_is_left_alone(done):
    before = {path: path.stat().st_mtime_ns for path in Path(done[0].address).rglob("*.parquet")}
    assert link(done[0], engine=HERE, group_slices=1) == done[1]
    assert {path: path.stat().st_mtime_ns for path in Path(done[0].address).rglob("*.parquet")} == before


def test_nothing_annotated_is_nothing_linked(tmp_path):
    assert link(Folder(str(tmp_path)), engine=Engine()).reports == 0
