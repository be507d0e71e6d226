"""Codes and bounds of the events in a record."""

import pytest

from reportedly.export.record import record
from reportedly.model import AnnotatedReport, EventMention, Report, Span


def told(*, status="occurred", date=None, published="2022-08-15"):
    event = EventMention("e1", Span(0, 5), "CONSULT", mode="visit", status=status, date=date)
    return record(AnnotatedReport(Report(id="r", text="visit", published=published), events=(event,)))["events"][0]


def test_an_undated_act_told_as_done_is_not_after_its_report():
    assert told()["bounds"] == "/2022-08-15"
    assert told()["date"] is None


@pytest.mark.parametrize(
    "known", [{"date": "2022-08-01"}, {"status": "planned"}, {"published": None}, {"published": "2022"}, {"published": "soon"}]
)
def test_there_is_no_bound_where_nothing_gives_one(known):
    assert told(**known)["bounds"] is None


def test_an_act_has_the_codes_of_its_type_and_mode():
    assert told()["codes"] == {"cameo": "042", "goldstein": 1.9, "plover": 4.0, "quad": 1}
