"""Lines that are perhaps of one act, under the one that is dated best: nothing joins them, and a list of all reads as many acts. Pure."""

from collections.abc import Iterable, Sequence

from reportedly.model.events import days
from reportedly.serve.lines import Line
from reportedly.store.twins import alike

Under = dict[str, tuple[Line, ...]]
"""By the id of an event, the lines that are perhaps the same."""


def together(lines: Sequence[Line], *, beside: int = 0) -> tuple[list[Line], Under]:
    """The lines without those that are perhaps the same as one that is dated as well or better; and these, by that one.

    Of several that may be the same it is the one told by most outlets. Days count as one where they lie at most `beside` apart.
    """
    heads: list[Line] = []
    under: dict[str, list[Line]] = {}
    for row in sorted(lines, key=_width):  # stable: of equals the first stands
        fits = [head for head in heads if alike(head.event, row.best.claim, beside=beside)]
        if fits:
            head = max(fits, key=lambda one: one.tally[2])  # the first of as many
            under.setdefault(head.event.id, []).append(row)
        else:
            heads.append(row)
    kept = {head.event.id for head in heads}
    return [row for row in lines if row.event.id in kept], {id: tuple(rows) for id, rows in under.items()}


def left(lines: Iterable[Line], kept: Iterable[Line]) -> list[Line]:
    """Those of some lines that were kept."""
    ids = {row.event.id for row in kept}
    return [row for row in lines if row.event.id in ids]


def _width(row: Line) -> int:
    """How many days a date covers; the most for an undated event."""
    span = days(row.event.date)
    return span[1] - span[0] if span else 10**9
