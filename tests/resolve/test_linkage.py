from dataclasses import replace

import pytest
from telling import Act, told

from reportedly.model import Claim, Link
from reportedly.model.events import cluster, excludes, signature
from reportedly.resolve import blocking_keys, claims_of, compare, linkage


def claim(act: Act, id: str = "r1", published: str = "2022-08-16") -> Claim:
    return claims_of(told(id, act, published=published))[0]


def link(a: Act, b: Act, **published: str) -> Link | None:
    return compare(claim(a, "r1", published.get("first", "2022-08-16")), claim(b, "r2", published.get("second", "2022-08-16")))


LETTER = Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15")


def test_the_same_letter_on_the_same_day_is_the_same_and_says_why():
    found = link(LETTER, LETTER)
    assert found is not None
    assert (found.verdict, found.made_by) == ("same", "linkage/2")
    assert found.reason == "both: letter, Vladimir Putin -> Kim Jong Un, 2022-08-15 = 2022-08-15"


def test_letters_of_different_years_differ_though_all_else_is_equal():
    found = link(LETTER, Act("Vladimir Putin", "Kim Jong Un", date="2023-10-12"), second="2023-10-12")
    assert found is not None
    assert found.verdict == "different"
    assert "no day in common" in found.reason


def test_a_letter_and_its_answer_differ():
    assert link(LETTER, Act("Kim Jong Un", "Vladimir Putin", date="2022-08-15")) is None


def test_a_leader_stands_for_the_country():
    found = link(LETTER, Act("Russia", "North Korea", date="2022-08-15"))
    assert found is not None
    assert found.verdict == "same"
    assert found.score < link(LETTER, LETTER).score


def test_two_people_of_one_country_are_two():
    assert link(LETTER, Act("Sergei Lavrov", "Kim Jong Un", date="2022-08-15")) is None


@pytest.mark.parametrize(
    "other",
    [
        Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15", mode="phone"),
        Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15", type="ACCUSE", mode=None),
    ],
)
def test_another_type_or_mode_says_nothing(other):
    assert link(LETTER, other) is None


def test_another_cast_says_no():
    assert link(LETTER, Act("United States", "United Nations", date="2022-08-15")) is None


def test_what_recurs_is_not_the_single_act():
    assert link(LETTER, replace(LETTER, status="recurring")).verdict == "different"


def test_what_was_planned_can_be_what_was_done_on_that_day():
    planned = replace(LETTER, status="planned")
    assert link(planned, LETTER, first="2022-08-14", second="2022-08-16").verdict == "same"


def test_what_is_planned_still_when_it_was_done_is_another():
    assert link(replace(LETTER, status="planned"), LETTER, first="2022-08-19", second="2022-08-16").verdict == "different"


def test_undated_talks_of_two_states_are_not_one_however_likely_but_those_of_their_leaders_are(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(linkage, "_is_likely", lambda *_: True)
    talks = Act("Russia & North Korea", type="CONSULT", mode=None, words="talks on ferries in Rason dragged into another long night")
    again = replace(talks, words="talks in Rason may bring ferries back, an aide hopes")
    days = {"first": "2031-05-14", "second": "2031-05-15"}
    assert link(talks, again, **days).verdict == "unsure"
    leaders = "Vladimir Putin & Kim Jong Un"
    assert link(replace(talks, who=leaders), replace(again, who=leaders), **days).verdict == "same"
    assert link(replace(talks, mode="multilateral"), replace(again, mode="multilateral"), **days).verdict == "same"


@pytest.mark.parametrize("status", ["proposed", "threatened", "hypothetical"])
def test_what_may_be_is_not_the_deed(status):
    assert link(LETTER, replace(LETTER, status=status)).verdict == "different"


def test_a_claim_and_its_denial_are_of_one_event():
    assert link(replace(LETTER, status="alleged"), replace(LETTER, status="denied")).verdict == "same"


def test_a_month_pins_a_veto_but_not_an_accusation():
    veto = Act("Russia", "United Nations", type="REJECT", mode="veto", date="2022-05", words="vetoed a text")
    accuse = Act("Russia", "United States", type="ACCUSE", mode="disapprove", date="2022-05", words="blamed for many other things")
    assert link(veto, replace(veto, words="blocked another step")).verdict == "same"
    assert link(accuse, replace(accuse, words="scolded because of one")) is None


def test_a_year_is_too_coarse_for_anything():
    year = Act("Vladimir Putin", "Kim Jong Un", mode="visit", date="2019", words="met and signed a paper on something")
    found = link(year, year)
    assert found is None or found.verdict == "unsure"


def test_undated_claims_with_other_words_stay_apart():
    undated = Act("Vladimir Putin", "Kim Jong Un", words="wrote that summer brings warm greetings")
    assert link(undated, replace(undated, words="posted condolences after heavy floods yesterday")) is None


def test_undated_claims_with_the_same_words_published_together_are_the_same():
    undated = Act("Vladimir Putin", "Kim Jong Un")
    assert link(undated, undated).verdict == "same"


def test_undated_claims_published_months_apart_say_nothing():
    undated = Act("Vladimir Putin", "Kim Jong Un")
    assert link(undated, undated, second="2023-10-12") is None


def test_within_a_report_the_report_has_the_word():
    first, second, third = claims_of(told("r", LETTER, replace(LETTER, same="e0"), replace(LETTER, same="e9")))
    assert compare(first, second).verdict == "same"
    assert compare(first, third) is None


def test_comparing_is_symmetric():
    a, b = claim(LETTER, "r1"), claim(Act("Russia", "North Korea", date="2022-08"), "r2")
    assert compare(a, b) == compare(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (LETTER, Act("Russia", "North Korea", date="2022-08-15")),
        (LETTER, Act("Vladimir Putin & Kim Jong Un", date="2022-08-15")),
        (LETTER, replace(LETTER, date="2022-08")),
        (LETTER, replace(LETTER, date=None)),
        (LETTER, replace(LETTER, date="2022-08-14/2022-08-16")),
        (
            Act("Russia", "United States", type="ACCUSE", mode=None, date="2022-08-15"),
            Act("Russia", type="ACCUSE", mode=None, date="2022-08-15"),
        ),
    ],
)
def test_what_can_be_linked_shares_a_key(a, b):
    assert link(a, b) is not None
    assert blocking_keys(claim(a, "r1")) & blocking_keys(claim(b, "r2"))


def test_claims_of_other_years_share_no_key():
    one, other = claim(LETTER), claim(replace(LETTER, date="2023-10-12"), published="2023-10-12")
    assert not blocking_keys(one) & blocking_keys(other)


@pytest.mark.parametrize("date", ["", "soon", "2022-02-31", "2022-08-15/2022-08-01", "/", None])
def test_a_date_that_is_none_counts_as_unknown(date):
    found = link(LETTER, replace(LETTER, date=date))
    assert found is not None
    assert found.verdict == "same"  # by its words: both were published on the same day


TEST = Act("North Korea", type="MOBILIZE", mode="test", date="2017-09-03", words="tested what it had built in the mountains")


def claim_of(act: Act, **more: object) -> Claim:
    (claim,) = claims_of(told("a" + str(sorted(more.items())), act, published="2017-09-04"))
    return replace(claim, **more)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (claim_of(TEST, thing="nuclear"), claim_of(TEST, thing="missile"), "one is done with missile, the other with nuclear"),
        (claim_of(TEST), claim_of(TEST, mode=None), "only one is a test"),
        (claim_of(TEST), claim_of(TEST, status="suspected", is_ahead=True), "one is done, the other only being made ready"),
        (claim_of(TEST), claim_of(TEST, status="planned", date=None), "one was done before the other is told as still to come"),
    ],
)
def test_an_act_and_its_look_alike_are_kept_apart_with_a_reason(one, other, why):
    assert excludes(signature(one), signature(other)) == why
    assert excludes(signature(other), signature(one)) == why
    links = [Link("event", one.id, other.id, "same", 0.9, "alike", "linkage/2")]
    assert len(set(cluster([one, other], links).values())) == 2


def test_what_is_done_with_something_unknown_may_be_the_same():
    assert not excludes(signature(claim_of(TEST, thing="nuclear")), signature(claim_of(TEST)))
