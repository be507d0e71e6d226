"""The stage that fills `times`."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.annotate.sentences import zones_to_read
from reportedly.annotate.times import words
from reportedly.annotate.times.scan import tag
from reportedly.model import AnnotatedReport, Span, Timex

_LEAD = 20  # characters before an expression in which the word before it is looked for


@dataclass(frozen=True, slots=True)
class Times:
    """The stage: reads the report's text and publication date, and, where they are found, whom its names mean."""

    name: str = "times"
    version: int = 1
    requires: tuple[str, ...] = ()
    provides: tuple[str, ...] = ("times",)

    def __call__(self, batch: Sequence[AnnotatedReport]) -> list[AnnotatedReport]:
        """Fills `times` with the expressions that lie in zones that are read."""
        return [replace(item, times=_times(item)) for item in batch]


def _times(item: AnnotatedReport) -> tuple[Timex, ...]:
    zones = sorted(zone.span for zone in zones_to_read(item.report))
    starts = [zone.start for zone in zones]

    def is_read(span: Span) -> bool:
        i = bisect_right(starts, span.start) - 1
        return i >= 0 and zones[i].contains(span)

    found = [t for t in tag(item.report.text, item.report.published) if is_read(t.span)]
    names = _names(item) if any(_is_month(t, item) for t in found) else ()
    return tuple(t for t in found if not (_is_month(t, item) and _is_person(t.span, names, item.report.text)))


def _names(item: AnnotatedReport) -> tuple[Span, ...]:
    """The names of people."""
    people = {e.id for e in item.entities if e.kind == "person"}
    return tuple(m.span for m in item.mentions if m.kind == "name" and m.entity in people)


def _is_month(timex: Timex, item: AnnotatedReport) -> bool:
    """Whether an expression is the bare name of a month."""
    return timex.rule == "month" and timex.span.of(item.report.text).isalpha()


def _is_person(span: Span, names: Sequence[Span], text: str) -> bool:
    """Whether the name of a month is a person's: part of a longer name, or alone where no word before it leads to a month."""
    around = [name for name in names if name.contains(span)]
    if not around or any(name != span for name in around):
        return bool(around)
    lead = text[max(0, span.start - _LEAD) : span.start].lower().split()
    return not lead or lead[-1] not in words.before("month_only")
