"""What the stage cannot do yet. A test that begins to pass fails the build, so that it is moved to its place."""

import pytest

from reportedly.annotate.entities import Entities
from reportedly.annotate.sentences import Sentences
from reportedly.model import AnnotatedReport, Report


def meant(text: str, words: str) -> list[str]:
    report = Entities()(Sentences()([AnnotatedReport(Report(id="r", text=text, published="2023-10-12"))]))[0]
    names = {e.id: e.name for e in report.entities}
    return [names.get(m.entity or "", "") for m in report.mentions if m.span.of(text) == words]


@pytest.mark.xfail(strict=True, reason="a pronoun is only looked for before it, never after")
def test_pronoun_before_its_name() -> None:
    assert meant("Before he left the room, Paul Ferrand shook hands.", "he") == ["Paul Ferrand"]


@pytest.mark.xfail(strict=True, reason="'the former' and 'the latter' are not read")
def test_former_and_latter() -> None:
    assert meant("Norway and Chile disagreed. The former walked out.", "The former") == ["Norway"]
