"""The stage that fills `times`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.annotate.sentences import zones_to_read
from reportedly.annotate.times.scan import tag
from reportedly.model import AnnotatedReport, Timex


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
    zones = [zone.span for zone in zones_to_read(item.report)]
    return tuple(t for t in tag(item.report.text, item.report.published) if any(zone.contains(t.span) for zone in zones))
