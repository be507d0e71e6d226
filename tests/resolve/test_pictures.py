"""Pictures show something: whoever tells of them is the origin, and the way names them."""

from reportedly.model import AnnotatedReport, Party, Report, ReportEntity
from reportedly.resolve.sources import origin_from, path_from

PHOTOS = Party("name:satellite-photos", "satellite photos")
REUTERS = ReportEntity("Q130879", "Reuters", "media", "GBR")


def test_pictures_are_no_origin() -> None:
    annotated = AnnotatedReport(Report("r", "", publisher="The Herald"), entities=(REUTERS,))
    documents = {PHOTOS.id: None}
    own = origin_from((PHOTOS,), annotated, documents=documents)
    assert (own.id, own.name) == ("origin:herald", "The Herald")
    assert own.reason == "satellite photos show it, and The Herald tells of them"
    assert [step.kind for step in path_from((PHOTOS,), annotated, documents=documents)] == ["document"]
    relayed = origin_from((PHOTOS, Party(REUTERS.id, REUTERS.name)), annotated, documents=documents)
    assert relayed.name == "Reuters"


def test_other_papers_without_an_author_stay_origins() -> None:
    memo = Party("name:memo", "memo")
    annotated = AnnotatedReport(Report("r", "", publisher="The Herald"))
    assert origin_from((memo,), annotated, documents={memo.id: None}).name == "memo (The Herald)"


def test_pictures_of_somebody_are_that_one_s_word() -> None:
    annotated = AnnotatedReport(Report("r", "", publisher="The Herald"), entities=(REUTERS,))
    assert origin_from((PHOTOS,), annotated, documents={PHOTOS.id: Party(REUTERS.id, REUTERS.name)}).name == "Reuters"
