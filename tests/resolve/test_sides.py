"""For which state an origin speaks: whoever holds an office of its government does, the opposition and the lawmakers do not."""

import pytest

from reportedly.model import AnnotatedReport, Party, Report, ReportEntity
from reportedly.model.origins import independence_key
from reportedly.resolve.sources import origin_from

NORWAY = ReportEntity("NOR", "Norway", "country", "NOR")
HOLDERS = [
    ("defence-minister", "NOR"),
    ("spokesperson", "NOR"),
    ("ambassador", "NOR"),
    ("opposition-leader", ""),
    ("senator", ""),
    ("candidate", ""),
    ("secretary-general", ""),
    (None, ""),
]


@pytest.mark.parametrize(("office", "side"), HOLDERS)
def test_who_holds_an_office_of_the_government_speaks_for_it(office: str | None, side: str) -> None:
    person = ReportEntity("name:ola-brekke", "Ola Brekke", "person", "NOR", office)
    annotated = AnnotatedReport(Report("r", "", publisher="The Herald"), entities=(NORWAY, person))
    assert origin_from((Party(person.id, person.name),), annotated).side == side


UNNAMED = [
    ("name:unnamed-norway-s-defence-minister", "unnamed Norway's defence minister", "NOR"),
    ("unnamed:NOR:norwegian-foreign-ministry-spokeswoman", "unnamed Norwegian foreign ministry spokeswoman", "NOR"),
    ("unnamed:NOR:former-norwegian-defence-minister", "unnamed former Norwegian defence minister", ""),
    ("unnamed:NOR:norwegian-opposition-minister", "unnamed Norwegian shadow minister", ""),
    ("group:NOR:norwegian-officials", "unnamed Norwegian officials", ""),
    ("name:unnamed-minister", "unnamed minister", ""),
]


@pytest.mark.parametrize(("id", "name", "side"), UNNAMED)
def test_a_minister_without_a_name_speaks_for_the_government_and_officials_for_nobody(id: str, name: str, side: str) -> None:
    people = [ReportEntity(id, name.removeprefix("unnamed "), "person", "NOR")] if id.startswith(("unnamed:", "group:")) else []
    annotated = AnnotatedReport(Report("r", "", publisher="The Herald"), entities=(NORWAY, *people))
    origin = origin_from((Party(id, name),), annotated)
    assert origin.side == side
    assert independence_key(origin) == ("side:NOR" if side else "origin:herald")
