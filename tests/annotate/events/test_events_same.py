"""When two tellings are one event."""

import pytest

from reportedly.annotate.events.same import clusters, telling
from reportedly.annotate.sentences import Sentences
from reportedly.annotate.syntax import Syntax
from reportedly.model import AnnotatedReport, Party, Report

IRAN, ISRAEL, CHINA = (Party(n, n) for n in ("Iran", "Israel", "China"))


def grouped(text, *acts):
    item = Sentences()([AnnotatedReport(Report(id="t", text=text))])[0]
    words = iter(item.tokens)
    found = []
    for word, type_, actor, recipient, date in acts:
        token = next(t for t in words if t.text == word)
        found.append(telling(token, type_, kind=token.lemma, actor=actor, recipient=recipient, date=date))
    return clusters(found, Syntax(item.tokens, item.sentences))


TWICE = "A visit was planned. The visit went well."


def test_a_noun_that_points_back_is_the_same_event():
    assert grouped(TWICE, ("visit", "CONSULT", [IRAN], [], None), ("visit", "CONSULT", [IRAN], [], None)) == [0, 0]


@pytest.mark.parametrize(
    ("actor", "date"),
    [([CHINA], "2022-05-01"), ([IRAN], "2022-06-02")],
)
def test_other_actors_or_dates_are_another_event(actor, date):
    assert grouped(TWICE, ("visit", "CONSULT", [IRAN], [], "2022-05-01"), ("visit", "CONSULT", actor, [], date)) == [0, 1]


def test_a_new_one_is_another_event():
    text = "The visit was planned. Another visit followed."
    assert grouped(text, ("visit", "CONSULT", [IRAN], [], None), ("visit", "CONSULT", [IRAN], [], None)) == [0, 1]


def test_what_is_demanded_twice_is_two_demands():
    text = "Iran urged restraint. Iran urged talks."
    assert grouped(text, ("urged", "REQUEST", [IRAN], [ISRAEL], None), ("urged", "REQUEST", [IRAN], [ISRAEL], None)) == [0, 1]


def test_a_telling_joins_only_where_it_fits_every_telling():
    text = "The raid failed. The raid was denied. The raid came late."
    first, second, third = (("raid", "ASSAULT", [IRAN], [], d) for d in ("2022-05-01", None, "2022-06-01"))
    assert grouped(text, first, second, third) == [0, 0, 2]
