"""Runs the stages up to Entities over sentences of our own."""

from functools import cache

from reportedly.annotate.entities import Entities
from reportedly.annotate.sentences import Sentences
from reportedly.model import AnnotatedReport, Mention, Report, Span, Zone


@cache
def annotated(text: str, published: str | None = "2023-10-12") -> AnnotatedReport:
    """A report whose lines are its paragraphs."""
    zones, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            zones.append(Zone(Span(at, at + len(line)), "body"))
        at += len(line) + 1
    report = Report(id="r", text=text, published=published, zones=tuple(zones))
    return Entities()(Sentences()([AnnotatedReport(report)]))[0]


def mentions(text: str, words: str, published: str | None = "2023-10-12") -> list[Mention]:
    """All mentions that are exactly these words, in text order."""
    return [m for m in annotated(text, published).mentions if m.span.of(text) == words]


def who(text: str, words: str, published: str | None = "2023-10-12") -> list[str]:
    """The names of whom each mention of these words means; "" where it stays open."""
    report = annotated(text, published)
    names = {e.id: e.name for e in report.entities}
    found = mentions(text, words, published)
    return [" and ".join(names[i] for i in (m.entities or ((m.entity,) if m.entity else ()))) for m in found]


def ids(text: str, published: str | None = "2023-10-12") -> set[str]:
    """The ids of all entities of a report."""
    return {e.id for e in annotated(text, published).entities}
