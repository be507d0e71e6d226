from dataclasses import replace

import pytest
from telling import Act, told

from reportedly.model import AnnotatedReport, Report
from reportedly.model.origins import origins_of
from reportedly.model.report import HELPERS
from reportedly.resolve import claims_of

LETTER = Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15")


def test_each_mention_is_a_claim_with_its_sentence_as_evidence():
    annotated = told("r", LETTER, replace(LETTER, same="e0"), publisher="The Herald")
    first, second = claims_of(annotated)
    assert first.evidence.of(annotated.report.text) == "Vladimir Putin sent words about friendship and common efforts Kim Jong Un."
    assert second.evidence.start > first.evidence.end
    assert (first.label, first.mention, first.publisher) == ("sent", "e0", "The Herald")
    assert first.countries == {"Q7747": "RUS", "Q56226": "PRK"}


def test_ids_are_stable_and_distinct():
    one, other = told("r", LETTER, LETTER), told("s", LETTER, LETTER)
    assert [c.id for c in claims_of(one)] == [c.id for c in claims_of(one)]
    assert len({c.id for c in (*claims_of(one), *claims_of(other))}) == 4


def test_two_mentions_at_one_place_have_two_ids():
    annotated = told("r", LETTER)
    twice = replace(annotated, events=annotated.events * 2)
    assert len({c.id for c in claims_of(twice)}) == 2


def test_a_report_without_sentences_shows_the_line_as_evidence():
    annotated = replace(told("r", LETTER, LETTER), sentences=(), tokens=())
    assert claims_of(annotated)[1].evidence.of(annotated.report.text).startswith("Vladimir Putin sent")


def test_an_empty_report_has_no_claims():
    assert claims_of(AnnotatedReport(Report("empty", ""))) == ()


@pytest.mark.parametrize(
    ("chain", "name", "side"),
    [
        (("Kim Jong Un", "KCNA"), "KCNA", "PRK"),
        (("KCNA",), "KCNA", "PRK"),
        (("Kim Jong Un", "KCNA", "Reuters"), "KCNA", "PRK"),
        (("Vladimir Putin",), "Vladimir Putin", "RUS"),
        (("Government of Russia", "Reuters"), "Government of Russia", "RUS"),
        (("unnamed US officials", "Reuters"), "unnamed US officials (Reuters)", ""),
        (("unnamed US officials",), "unnamed US officials (The Herald)", ""),
        (("Reuters",), "Reuters", ""),
        ((), "The Herald", ""),
    ],
)
def test_the_origin_is_whoever_publishes_it_first(chain, name, side):
    (claim,) = claims_of(told("r", replace(LETTER, by=chain), publisher="The Herald"))
    assert (claim.origin.name, claim.origin.side) == (name, side)
    assert claim.origin.reason


def test_a_credited_agency_is_the_origin_of_the_reports_own_voice():
    (claim,) = claims_of(told("r", LETTER, publisher="The Herald", credits=("Reuters",)))
    assert claim.origin.name == "Reuters"


def test_two_credited_agencies_leave_the_publisher():
    (claim,) = claims_of(told("r", LETTER, publisher="The Herald", credits=("Reuters", "AP")))
    assert claim.origin.name == "The Herald"


def test_an_agency_that_only_contributed_is_not_the_origin_but_counts_as_one_with_the_report():
    helped = {"credits": ("Jane Doe", "Reuters"), "metadata": {HELPERS: "Jane Doe, Reuters"}}
    (mixed,) = claims_of(told("r", LETTER, publisher="The Herald", **helped))
    (agency,) = claims_of(told("s", LETTER, publisher="Reuters"))
    assert (mixed.origin.name, mixed.path) == ("The Herald, with Reuters", ())
    assert len(origins_of([mixed, agency])) == 1
    (unnamed,) = claims_of(told("r", replace(LETTER, by=("unnamed US officials",)), publisher="The Herald", **helped))
    assert unnamed.origin.name == "unnamed US officials (The Herald)"


def test_reports_without_a_publisher_to_which_an_agency_contributed_stay_two():
    origins = {
        claims_of(told(id, LETTER, publisher=None, credits=("Reuters",), metadata={HELPERS: "Reuters"}))[0].origin.id for id in ("r", "s")
    }
    assert len(origins) == 2


def test_an_agency_has_one_origin_under_all_its_names():
    by_chain = claims_of(told("r", replace(LETTER, by=("KCNA",))))[0]
    by_publisher = claims_of(told("s", LETTER, publisher="Korean Central News Agency"))[0]
    assert by_chain.origin.id == by_publisher.origin.id


def test_a_web_address_behind_a_publisher_s_name_is_no_part_of_it():
    (by_chain,) = claims_of(told("r", replace(LETTER, by=("KCNA",)), publisher="The Herald"))
    (own,) = claims_of(told("s", LETTER, publisher="KCNA (kcna.example.kp)"))
    assert (own.origin.id, own.origin.side) == (by_chain.origin.id, "PRK")
    (plain,) = claims_of(told("t", LETTER, publisher="(herald.example)"))
    assert plain.origin.id == "origin:herald-example"


def test_a_report_nobody_published_is_its_own_origin():
    one, other = claims_of(told("r", LETTER, publisher=None))[0], claims_of(told("s", LETTER, publisher=None))[0]
    assert one.origin.id != other.origin.id


@pytest.mark.parametrize(
    ("published", "date"), [("2022-08-18", None), ("2022-08-16", "2022-08-15"), ("2022-08-12", "2022-08-15"), (None, "2022-08-15")]
)
def test_what_is_planned_still_is_on_no_day_before_its_report(published: str | None, date: str | None):
    (claim,) = claims_of(told("r", replace(LETTER, status="planned"), published=published))
    assert claim.date == date
    assert claim.reasons.get("date", "").startswith("left open; perhaps 2022-08-15") is (date is None)
    (done,) = claims_of(told("r", LETTER, published=published))
    assert done.date == "2022-08-15"
