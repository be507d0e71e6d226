"""The order of the stages: the only module that knows more than one of them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from reportedly.annotate.entities import Entities
from reportedly.annotate.sentences import Sentences
from reportedly.annotate.stage import Stage
from reportedly.annotate.times import Times
from reportedly.model import AnnotatedReport, Report


def stages() -> tuple[Stage, ...]:
    """The annotating stages in the order in which they run."""
    return (Sentences(), Entities(), Times())


def annotate(reports: Iterable[Report], *, batch_size: int = 32) -> Iterator[AnnotatedReport]:
    """Each report (cleaned) with all layers filled, in order."""
    todo, line = iter(reports), stages()
    while batch := list(islice(todo, batch_size)):
        yield from run(line, [AnnotatedReport(r) for r in batch])


def run(line: Sequence[Stage], batch: list[AnnotatedReport]) -> list[AnnotatedReport]:
    """One batch through the stages."""
    for stage in line:
        batch = stage(batch)
    return batch
