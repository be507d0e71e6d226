"""Grades stand in the log of decisions, and are undone there."""

from people import NOW, served

from reportedly.store import open_store


def test_a_grade_stands_in_the_log_and_is_undone_there(db: str) -> None:
    with open_store(db) as store:
        source = store.grades.sources().rows[0].id
        made = store.grades.grade_source(source, "B", name="<b>A source</b>", by="ann", note="mostly right", now=NOW)
    browser = served(db, login=False)
    page = browser.get("/review/log").text
    assert "ann: graded B (“mostly right”)" in page
    assert "&lt;b&gt;A source&lt;/b&gt;" in page
    assert browser.get("/review/log?person=bob").text.count("graded B") == 0
    answer = browser.send_form("/review/undo", of="/review/log", decision=made, next="/review/log")
    assert answer.headers["location"] == f"/review/log?done=undone-{made}"
    assert "undone by" in browser.get("/review/log").text
    with open_store(db) as store:
        assert store.grades.source(source).by != "ann"
