"""How credible what is told is, by how many independent origins tell it."""

from reportedly.model.grades import credibility
from reportedly.model.stands import Stands, Voice


def told(*ids: str) -> Stands:
    return Stands("third party", "", asserted_by=tuple(Voice(id, id, "", "a third party") for id in ids))


def test_unnamed_sources_of_one_outlet_and_the_outlet_are_one_origin():
    one = told("origin:nordic-wire", "unnamed:officials@nordic-wire", "unnamed:diplomats@nordic-wire")
    assert credibility(one).credibility == 6


def test_three_outlets_are_three_origins():
    assert credibility(told("origin:nordic-wire", "origin:coast-daily", "unnamed:officials@harbour-post")).credibility == 1


def test_what_its_own_tellers_deny_elsewhere_is_never_beyond_doubt():
    voices = told("origin:nordic-wire", "origin:coast-daily", "origin:harbour-post").asserted_by
    torn = Stands("disputed", "", asserted_by=voices, denied_by=voices[:1])
    grade = credibility(torn)
    assert grade.credibility == 2
    assert "nobody denies it" not in grade.reason
