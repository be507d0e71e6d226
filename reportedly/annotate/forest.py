"""A boosted forest over named numbers, run by onnxruntime: many rows and all trees at once.

Gradient boosting (Friedman 2001): each tree adds what its leaf says to a label's log odds; each label stands for itself.
The files are written by training/fit_forest.py (ONNX, ai.onnx.ml); what they say of themselves stands in their metadata.
"""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from reportedly import resources
from reportedly.annotate.networks import session

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Forest:
    """The trees. `labels` are what they speak for, `names` what the columns of a row are."""

    def __init__(self, model: bytes) -> None:
        self._session = session(model)
        about = self._session.get_modelmeta().custom_metadata_map
        self.labels = tuple(about["labels"].split())
        self.names = tuple(about["names"].split())

    def many(self, rows: "Sequence[Sequence[float]] | NDArray[np.float64]") -> "NDArray[np.float32]":
        """Rows of numbers in the order of `names` -> probabilities [rows, labels], each label for itself."""
        import numpy as np

        x = np.asarray(rows, dtype=np.float32).reshape(-1, len(self.names))
        if not len(x):
            return np.zeros((0, len(self.labels)), dtype=np.float32)
        return np.asarray(self._session.run(None, {"rows": x})[0])


@cache
def forest(name: str) -> Forest:
    """The forest in a weights file below `reportedly/data`. Raises ResourceError when the file is missing."""
    return Forest(resources.read_bytes(name))
