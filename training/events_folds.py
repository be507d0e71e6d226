"""Event scorers that have not seen the reports they are asked about: what their probabilities are worth is learnt from these.

Each fold's scorers (triggers, types, roles) are trained on the other folds of gold/ours/train and of our annotations of the pool.
"""

from collections.abc import Iterator
from pathlib import Path

import events_role
import events_trigger
from gold import Event, closely, reports, weights_from

from reportedly.model import AnnotatedReport

FOLDS = 4
WORK = Path(__file__).parents[1] / ".cache" / "events"
"""Where the folds' scorers are kept; to be emptied when the stage before them, or the annotations, change."""


def unseen(shared: Path, folder: Path = WORK, *, near: bool = True) -> Iterator[tuple[list[AnnotatedReport], dict[str, list[Event]]]]:
    """The reports of each fold with its scorers at work, and all annotations; with `near` those that are read closely.

    The scorers' weights lie in `folder`, and are used again where they lie there already.
    """
    items, gold = reports(shared, "all", until="statements")
    if any(not (folder / f"fold{k}" / events_role.LAST).exists() for k in range(FOLDS)):
        _train(items, gold, events_trigger.coded(shared / "gold" / "events"), folder)
    for k in range(FOLDS):
        with weights_from(folder / f"fold{k}"):
            yield closely(items[k::FOLDS]) if near else items[k::FOLDS], gold


def _train(items: list[AnnotatedReport], gold: dict[str, list[Event]], more: list[events_trigger.Coded], folder: Path) -> None:
    for k in range(FOLDS):
        seen = [item for i, item in enumerate(items) if i % FOLDS != k]
        (folder / f"fold{k}").mkdir(parents=True, exist_ok=True)
        events_trigger.fit(seen, gold, more, folder / f"fold{k}")
        events_role.fit(seen, gold, folder / f"fold{k}")
