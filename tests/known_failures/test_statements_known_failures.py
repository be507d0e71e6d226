"""What the stage cannot do yet. A test that begins to pass fails the build, so that it is moved to its place."""

import pytest

from reportedly.annotate.entities import Entities
from reportedly.annotate.sentences import Sentences
from reportedly.annotate.statements import Statements
from reportedly.annotate.times import Times
from reportedly.model import AnnotatedReport, Report, Statement


def statements(text: str) -> tuple[Statement, ...]:
    batch = [AnnotatedReport(Report(id="r", text=text, published="2024-05-15", language="en"))]
    for stage in (Sentences(), Entities(), Times(), Statements()):
        batch = stage(batch)
    return batch[0].statements


def chains(text: str) -> list[list[str]]:
    return [[p.name for p in s.via] for s in statements(text)]


@pytest.mark.xfail(strict=True, reason="a credit in brackets is part of the words before it")
def test_a_credit_in_brackets_passes_on_what_stands_before() -> None:
    assert chains("Anna Berg said the bridge is safe (via Reuters).") == [["Reuters"]]


@pytest.mark.xfail(strict=True, reason="who a whole passage rests on is not carried to statements of others in it")
def test_a_passage_taken_from_an_outlet_goes_through_it() -> None:
    text = "From the Associated Press:\nThe bridge is closed, officials said. The road is open, Anna Berg said."
    assert chains(text) == [["Associated Press"], ["Associated Press"]]
