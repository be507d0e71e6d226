"""Acts that come singly: what makes two tellings one launch, and what keeps two launches apart."""

from dataclasses import replace

import pytest
from telling import Act, told

from reportedly.model import Claim, Link
from reportedly.model.events import cluster
from reportedly.model.guesses import guessed
from reportedly.resolve import claims_of, compare
from reportedly.resolve.candidates import Memory
from reportedly.resolve.resolving import relink

LAUNCH = Act("North Korea", type="MOBILIZE", mode="test", date="2031-05-14", words="launch rattled neighbours")
OTHER = replace(LAUNCH, words="test drew protests from fishermen")


def claim(act: Act, id: str, published: str = "2031-05-15", **changes: object) -> Claim:
    return replace(claims_of(told(id, act, published=published))[0], **changes)


def undated(act: Act, id: str, perhaps: str, why: str = "'Sunday' stands in the same clause", **changes: object) -> Claim:
    reason = {"date": f"left open; perhaps {perhaps}: {why}"}
    return claim(replace(act, date=None), id, reasons=reason, **changes)


def verdict(a: Claim, b: Claim) -> str:
    link = compare(a, b)
    return link.verdict if link else ""


def test_two_launches_of_one_day_are_one_however_they_are_told_and_the_reason_says_so():
    link = compare(claim(LAUNCH, "a"), claim(OTHER, "b"))
    assert link is not None
    assert link.verdict == "same"
    assert "both on 2031-05-14" in link.reason
    assert verdict(claim(LAUNCH, "a"), claim(replace(OTHER, date="2031-05-21"), "b")) == "different"


def test_years_after_a_launch_its_day_still_tells_which_it_was():
    assert verdict(claim(LAUNCH, "a"), claim(OTHER, "b", published="2033-01-02")) == "same"


def test_a_day_left_open_counts_where_the_other_tells_the_same_day():
    assert verdict(claim(LAUNCH, "a"), undated(OTHER, "b", "2031-05-14")) == "same"
    assert verdict(claim(LAUNCH, "a"), undated(OTHER, "b", "2031-05-13")) != "same"
    assert verdict(undated(LAUNCH, "a", "2031-05-14"), undated(OTHER, "b", "2031-05-14")) == "same"


def test_of_two_days_left_open_neither_may_be_a_mere_guess():
    seems = undated(OTHER, "b", "2031-05-14", why="'Sunday' in the opening seems to date it")
    assert verdict(claim(LAUNCH, "a"), seems) == "same"
    assert verdict(undated(LAUNCH, "a", "2031-05-14"), seems) != "same"


@pytest.mark.parametrize(
    "changes",
    [
        {"label": "launches", "sentence": 3},
        {"label": "missile launches"},
        {"status": "suspected"},
        {"status": "did-not-happen"},
        {"thing": "nuclear"},
        {"terms": ("hwasong-12",)},
        {"is_ahead": True},
    ],
    ids=lambda changes: next(iter(changes.items()))[0],
)
def test_what_may_be_another_launch_of_that_day_is_not_joined_by_the_day_alone(changes):
    one = claim(LAUNCH, "a", thing="missile", terms=("hwasong-14",))
    assert verdict(one, claim(OTHER, "b")) == "same"
    assert verdict(one, claim(OTHER, "b", **changes)) != "same"


def test_acts_that_come_by_the_dozen_need_more_than_a_day():
    strike = replace(LAUNCH, type="ASSAULT", mode="aerial")
    assert verdict(claim(strike, "a"), claim(replace(strike, words="raid shook villages"), "b")) != "same"


def test_nobody_tells_of_a_launch_days_before_it():
    words = replace(LAUNCH, words="launch rattled many anxious coastal neighbours yesterday")
    early = claim(replace(words, date=None), "a", published="2031-05-12")
    assert verdict(claim(words, "b"), claim(replace(words, date=None), "c")) == "same"
    assert compare(claim(words, "b"), early) is None


def test_what_a_report_takes_for_one_launch_is_parted_by_its_days():
    """This week's launch, told with a day left open, and an earlier one that the report takes for the same."""
    acts = (LAUNCH, replace(LAUNCH, date="2029-02-03", same="e0"), replace(LAUNCH, date=None, same="e0"))
    report = told("a", *acts, published="2031-05-15")
    first, earlier, open_day = claims_of(report)
    open_day = replace(open_day, reasons={"date": "left open; perhaps 2031-05-14: 'Sunday' stands in the same clause"})
    claims = (earlier, replace(first, sentence=1), open_day)
    events = cluster(claims, relink(claims, report.report, Memory()).links)
    assert events[open_day.id] == events[first.id] != events[earlier.id]


def test_what_is_made_ready_is_not_the_launch_in_any_telling_of_its_report():
    ready = claim(replace(LAUNCH, date=None), "a", published="2031-05-13", is_ahead=True)
    again = replace(ready, id="cl-again", status="suspected", is_ahead=False)
    done = claim(LAUNCH, "b")
    links = [Link("event", a.id, b.id, "same", 0.9, "", "linkage/2") for a, b in ((ready, again), (again, done))]
    assert cluster([again, done], links[1:])[done.id] == cluster([again, done], links[1:])[again.id]
    events = cluster([ready, again, done], links)
    assert events[ready.id] == events[again.id] != events[done.id]


def test_a_day_left_open_is_read_from_what_the_claim_says_of_it():
    assert guessed(undated(LAUNCH, "a", "2031-05-14")) == "2031-05-14"
    assert guessed(claim(LAUNCH, "a")) is None
    assert guessed(claim(replace(LAUNCH, date=None), "a")) is None
