"""The stage that fills `times`."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.annotate.sentences import zones_to_read
from reportedly.annotate.times.scan import tag
from reportedly.model import AnnotatedReport, Span, Timex


@dataclass(frozen=True, slots=True)
class Times:
    """The stage: reads the report's text and publication date; needs no other layer."""

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

    return tuple(t for t in tag(item.report.text, item.report.published) if is_read(t.span))
