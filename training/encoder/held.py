"""What encoders read of the reports that they have not learnt from: the scorers after them are to know how far to believe them."""

from collections.abc import Sequence
from pathlib import Path

from reportedly.annotate.encoder.closer import Closer
from reportedly.annotate.encoder.readings import Read
from reportedly.annotate.encoder.stage import read
from reportedly.annotate.encoder.trained import Trained
from reportedly.model import AnnotatedReport, Readings
from training import annotated

FOLDS = 3
"""Three encoders each miss a third of gold/ours/train (cross-fitting)."""
ROUNDS = (("final", 0, 115), ("wider", 115, 278), ("whole", 278, 790), ("latest", 790, 1315), ("again", 1315, None))
"""Our annotations of the pool came in rounds: (the run that had not seen them, the first report, the one after the last)."""
SHIPS = "more"
"""The run that has learnt from all of them, its upper layers twice."""
BELOW = "full"
"""The run whose states at half height the closer reading begins with; those of the one that ships are the same."""
CLOSE = frozenset({"wider", "whole", "latest", "again"})
"""The runs over whose states reports are read closely."""
CLOSERS = 2
"""Two closer readings have each learnt from every second report of a set, the first from the reports with even places."""
WORK = Path(__file__).parents[2] / ".cache" / "encoder"
"""Where `python -m training.encoder` keeps what is in between."""


def readings(shared: Path, items: Sequence[AnnotatedReport], work: Path = WORK) -> dict[str, Readings]:
    """Report id -> readings, for reports of gold/ours/train and of our annotations of the pool.

    So are the closer readings, by the half that has not learnt from a report, over the states of the same encoder: those of the one
    that ships would give away which words are acts (average precision .945 of unseen words in gold/ours/train, .888 on dev).
    Runs from the same start read the same states nearly alike; of the folds and of the first round (`CLOSE`) the states are too
    different from the shipped one's, so these reports are not read closely. All are what `python -m training.encoder` leaves
    behind; where there are none they are trained now (more than an hour on two cores).
    """
    whose = readers(shared)
    wanted = [i for i in items if i.report.id in whose]
    if not all(_folder(work, name).joinpath("encoder.onnx").exists() for name in set(whose.values())) or not _closed(work):
        from training.encoder.__main__ import labelled, train_all, train_closers  # needs the training group's packages

        sets = labelled(shared, work)
        train_all(sets, work)
        train_closers(shared, sets, work)
    found: dict[str, Read] = {}
    for name in sorted({whose[i.report.id] for i in wanted}):
        network = encoder(work, name)
        found |= {i.report.id: read(network, i, "ours") for i in wanted if whose[i.report.id] == name}
    places, closers = order(shared), [Closer(closer_file(work, k).read_bytes()) for k in range(CLOSERS)]
    for id, one in found.items():
        one.closer = closers[1 - places[id] % CLOSERS] if whose[id] in CLOSE else None
    return dict(found)


def _closed(work: Path) -> bool:
    return all(closer_file(work, k).exists() for k in range(CLOSERS))


def closer_file(work: Path, k: int | None) -> Path:
    """Where the network of a closer reading lies; without a number the one that ships."""
    return work / ("closer" if k is None else f"closer{k}") / "closer.onnx"


def order(shared: Path) -> dict[str, int]:
    """Report id -> its place in its set."""
    train = annotated.texts_and_gold(shared, "train")[0]
    return {d["id"]: i for i, d in enumerate(train)} | {g["id"]: i for i, g in enumerate(annotated.rows(annotated.OURS))}


def readers(shared: Path) -> dict[str, str]:
    """Report id -> the name of the run whose encoder has not learnt from it."""
    ours = annotated.texts_and_gold(shared, "train")[0]
    pool = [g["id"] for g in annotated.rows(annotated.OURS)]
    return {d["id"]: f"fold{i % FOLDS}" for i, d in enumerate(ours)} | {id: run for run, a, b in ROUNDS for id in pool[a:b]}


def encoder(work: Path, name: str) -> Trained:
    """The encoder of a run."""
    return Trained({p.name: p.read_bytes() for p in _folder(work, name).iterdir()})


def _folder(work: Path, name: str) -> Path:
    return work / name / "model"
