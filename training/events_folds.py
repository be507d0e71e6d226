"""Event scorers that have not seen the reports they are asked about: what their probabilities are worth is learnt from these.

Each fold's scorers (triggers, types, roles) are trained on the other folds of gold/ours/train and on our annotations of the
pool, which are never asked about.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import events_role
import events_trigger
from gold import Event, pool_ids, reports, weights_from

from reportedly.model import AnnotatedReport, Readings

FOLDS = 4


def unseen(shared: Path, readings: dict[str, Readings], folder: Path) -> Iterator[tuple[list[AnnotatedReport], dict[str, list[Event]]]]:
    """The reports of each fold with its scorers at work and `readings` by encoders that have not seen them, and all annotations.

    The scorers' weights lie in `folder`, and are used again where they lie there already.
    """
    items, gold = reports(shared, "all", until="statements", readings=readings)
    pool = [item for item in items if item.report.id in pool_ids()]
    asked = [replace(item, readings=readings[item.report.id]) for item in items if item.report.id in readings]
    if any(not (folder / f"fold{k}").exists() for k in range(FOLDS)):
        _train(asked, pool, gold, events_trigger.coded(shared / "gold" / "events"), folder)
    for k in range(FOLDS):
        with weights_from(folder / f"fold{k}"):
            yield asked[k::FOLDS], gold


def _train(
    asked: list[AnnotatedReport], pool: list[AnnotatedReport], gold: dict[str, list[Event]], more: list[events_trigger.Coded], folder: Path
) -> None:
    for k in range(FOLDS):
        seen = [item for i, item in enumerate(asked) if i % FOLDS != k] + pool
        (folder / f"fold{k}").mkdir(parents=True, exist_ok=True)
        events_trigger.fit(seen, gold, more, folder / f"fold{k}")
        events_role.fit(seen, gold, folder / f"fold{k}")
