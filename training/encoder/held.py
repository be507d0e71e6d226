"""What encoders read of the reports that they have not seen: three that each missed a third of ours (cross-fitting)."""

from collections.abc import Sequence
from pathlib import Path

from reportedly.annotate.encoder.stage import read
from reportedly.annotate.encoder.trained import Trained
from reportedly.model import AnnotatedReport, Readings

FOLDS = 3
WORK = Path(__file__).parents[2] / ".cache" / "encoder"
"""Where `python -m training.encoder` keeps what is in between."""


def readings(shared: Path, items: Sequence[AnnotatedReport], work: Path = WORK) -> dict[str, Readings]:
    """Report id -> readings, for all reports of our training set in their order.

    The encoders are those that `python -m training.encoder` leaves behind; where there are none they are trained now (about
    half an hour on two cores).
    """
    if not all(_folder(work, k).joinpath("encoder.onnx").exists() for k in range(FOLDS)):
        from training.encoder.__main__ import train_folds  # needs the training group's packages

        train_folds(shared, work)
    folds = [Trained({p.name: p.read_bytes() for p in _folder(work, k).iterdir()}) for k in range(FOLDS)]
    return {a.report.id: read(folds[i % FOLDS], a, "ours") for i, a in enumerate(items)}


def _folder(work: Path, fold: int) -> Path:
    return work / f"fold{fold}" / "model"
