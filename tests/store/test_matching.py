"""What the store keeps decoded is bounded, and the bound changes no link."""

from pathlib import Path

import pytest
from telling import Act, told

from reportedly.resolve import resolve
from reportedly.store import open_store

NOW = "2024-01-01T00:00:00+00:00"
REPORTS = [
    told(id, Act("Vladimir Putin", "Kim Jong Un", date=date), published=date)
    for id, date in (("a", "2022-08-15"), ("b", "2022-08-16"), ("c", "2023-10-12"), ("d", "2022-08-15"), ("e", "2023-10-12"))
]


def _events(path: Path) -> tuple[dict[str, str], int]:
    with open_store(path) as store:
        for report in REPORTS:
            found = resolve(report, store)
            store.add(report, found.claims, found.links, rules="r", now=NOW)
        return {row.claim.id: row.claim.event for row in store.claims().rows}, len(store._decoded)


def test_few_claims_in_memory_give_the_same_events(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many, kept = _events(tmp_path / "many.db")
    monkeypatch.setattr("reportedly.store.matching._REMEMBERED", 1)
    few, still_kept = _events(tmp_path / "few.db")
    assert few == many
    assert still_kept < kept == len(REPORTS)


def test_a_report_is_stored_with_the_rules_that_linked_it(tmp_path: Path) -> None:
    _events(tmp_path / "one.db")
    with open_store(tmp_path / "one.db") as store:
        assert list(store.linking.waiting("r")) == []
        assert list(store.linking.waiting("other rules")) == ["a", "b", "c", "d", "e"]
