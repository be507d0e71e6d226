"""Runs the stages up to Statements over sentences of our own."""

from functools import cache

from reportedly.annotate.entities import Entities
from reportedly.annotate.sentences import Sentences
from reportedly.annotate.statements import Statements
from reportedly.annotate.times import Times
from reportedly.model import AnnotatedReport, Report, Span, Statement, Zone


def report(text: str, *, publisher: str | None = None, published: str | None = "2024-05-15", title: str = "") -> Report:
    """A report of paragraphs (lines), with a title zone where one is given."""
    whole = f"{title}\n{text}" if title else text
    zones, at = [], 0
    for k, line in enumerate(whole.split("\n")):
        if line.strip():
            zones.append(Zone(Span(at, at + len(line)), "title" if title and k == 0 else "body"))
        at += len(line) + 1
    return Report(id="r", text=whole, publisher=publisher, published=published, zones=tuple(zones))


@cache
def annotated(text: str, publisher: str | None = None, title: str = "") -> AnnotatedReport:
    batch = [AnnotatedReport(report(text, publisher=publisher, title=title))]
    for stage in (Sentences(), Entities(), Times(), Statements()):
        batch = stage(batch)
    return batch[0]


def statements(text: str, publisher: str | None = None, title: str = "") -> tuple[Statement, ...]:
    return annotated(text, publisher, title).statements


def only(text: str, publisher: str | None = None, title: str = "") -> Statement:
    """The one statement that a text must have."""
    found = statements(text, publisher, title)
    assert len(found) == 1, [content(s, text, title) for s in found]
    return found[0]


def content(statement: Statement, text: str, title: str = "") -> list[str]:
    whole = f"{title}\n{text}" if title else text
    return [s.of(whole) for s in statement.content]


def names(parties: object) -> list[str]:
    return [p.name for p in parties]  # type: ignore[attr-defined]
