"""What a report tells of earlier acts beside its news stays apart from the news, though the report takes both for one."""

from dataclasses import replace

import pytest
from telling import Act, told

from reportedly.model import Claim
from reportedly.model.events import cluster
from reportedly.resolve import claims_of
from reportedly.resolve.within import within, without_earlier_days

TEST = Act("North Korea", type="MOBILIZE", mode="test", words="test shook windows along the coast", same="the test")
EARLIER = replace(TEST, date="2029-09", words="test of that autumn was far weaker")
FILLER = Act("Russia", "North Korea", words="sent flowers for a holiday that many keep")
SAID = "'September 2029' stands in the same clause"


def claims(*acts: Act, published: str | None = "2031-05-15") -> tuple[tuple[Claim, ...], str]:
    report = told("a", *acts, published=published)
    made = claims_of(report)
    return tuple(replace(c, reasons={"date": SAID}) if c.date == "2029-09" else c for c in made), report.report.text


def events(*acts: Act, published: str | None = "2031-05-15") -> list[str]:
    """The events of the tellings of the test, in the order of the text."""
    found, text = claims(*acts, published=published)
    by_claim = cluster(found, within(found, text))
    return [by_claim[c.id] for c in found if c.type == "MOBILIZE"]


@pytest.mark.parametrize("published", ["2031-05-15", None])
def test_a_test_of_another_year_told_below_is_not_the_one_of_the_headline(published: str | None):
    headline, later, earlier = events(TEST, FILLER, FILLER, TEST, EARLIER, published=published)
    assert headline == later != earlier


def test_where_the_lead_tells_the_date_or_does_not_tell_the_act_there_is_one_act():
    assert len(set(events(TEST, EARLIER, FILLER, TEST))) == 1
    assert len(set(events(FILLER, FILLER, FILLER, TEST, EARLIER))) == 1


@pytest.mark.parametrize("words", ["test of nine years ago: an anniversary passes", "photo show draws crowds, the test is remembered"])
def test_a_lead_that_remembers_is_no_news(words: str):
    assert len(set(events(replace(TEST, words=words), FILLER, FILLER, TEST, EARLIER))) == 1


def test_a_lead_that_tells_what_came_after_the_act_is_no_news():
    after = Act("Russia", "North Korea", words="left after the North's test", same="the test", type="MOBILIZE", mode="test")
    found, text = claims(after, FILLER, FILLER, EARLIER)
    moved = replace(
        found[0], trigger=replace(found[0].trigger, start=text.index("test"), end=text.index("test") + 4), actor=found[-1].actor
    )
    assert not [link for link in within((moved, *found[1:]), text) if link.verdict == "different"]


def test_that_test_goes_with_the_earlier_one():
    that = Act("North Korea", type="MOBILIZE", mode="test", words="saw that test fail", same="the test")
    found, text = claims(TEST, FILLER, FILLER, EARLIER, that, TEST)
    at = text.index("that test") + 5
    found = tuple(replace(c, trigger=replace(c.trigger, start=at, end=at + 4)) if c.label == "saw" else c for c in found)
    by_claim = cluster(found, within(found, text))
    headline, earlier, back, last = (by_claim[c.id] for c in found if c.type == "MOBILIZE")
    assert earlier == back != headline == last


def test_the_day_of_an_earlier_act_is_not_left_open_for_the_news():
    found, text = claims(TEST, FILLER, FILLER, TEST, EARLIER)
    lent = {"date": f"left open; perhaps 2029-09: the same event is told as 'test', and there {SAID}"}
    found = tuple(replace(c, reasons=lent) if c.type == "MOBILIZE" and c.date is None else c for c in found)
    cleared = [c for c in without_earlier_days(found, text) if c.type == "MOBILIZE"]
    assert [c.date for c in cleared] == [None, None, "2029-09"]
    assert ["date" in c.reasons for c in cleared] == [False, False, True]


def test_our_launch_is_not_that_of_somebody_else():
    ours = Act(
        "North Korea", type="MOBILIZE", mode="test", words="launch was no answer to our test", same="the test", by=("United States",)
    )
    found, text = claims(TEST, FILLER, ours)
    at = text.index("our test") + 4
    moved = replace(found[-1], trigger=replace(found[-1].trigger, start=at, end=at + 4))
    assert [link.verdict for link in within((*found[:-1], moved), text)] == ["different"]
    own = replace(moved, according_to=found[0].actor)
    assert [link.verdict for link in within((*found[:-1], own), text)] == ["same"]


def test_visits_of_people_of_two_countries_are_two_though_a_report_takes_them_for_one():
    lavrov = Act("Sergei Lavrov", "North Korea", mode="visit", words="visit comes within the week to", same="the visit")
    kim = Act("Kim Jong Un", "Russia", mode="visit", words="visited, as autumn began,", same="the visit")
    assert _visits(lavrov, kim) == 2
    assert _visits(kim, FILLER, kim) == 1
    assert _visits(lavrov, replace(lavrov, who="Russia")) == 1


def _visits(*acts: Act) -> int:
    found, text = claims(*acts)
    by_claim = cluster(found, within(found, text))
    return len({by_claim[c.id] for c in found if c.mode == "visit"})
