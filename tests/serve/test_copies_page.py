"""A report's page says of what it is a copy, and who copied it."""

import sys
from pathlib import Path

from people import NOW, empty, served

from reportedly.store import open_store

sys.path.insert(0, str(Path(__file__).parent.parent / "resolve"))
from telling import Act, told


def test_a_copy_is_called_one_with_what_it_copied(tmp_path):
    db = empty(tmp_path / "store.db")
    with open_store(db) as store:
        for id, publisher in (("first", "Wire"), ("second", "The Herald")):
            store.add(told(id, Act("Russia", "North Korea"), title=f"The {id}", publisher=publisher), (), (), now=NOW)
        store.judge("report", "first", "second", "same", by="ann", now=NOW)
    browser = served(db, login=False)
    copy, original = browser.get("/report/second").text, browser.get("/report/first").text
    assert 'This is a copy of <a href="/report/first">The first</a>' in copy
    assert "adds no origin" in copy
    assert 'by 1 report: <a href="/report/second">The Herald</a>' in original
    assert "This is a copy" not in original
