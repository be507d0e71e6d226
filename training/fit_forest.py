"""Fits the boosted forests: rows of numbers in, an ONNX file of trees out (needs scikit-learn and onnx)."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper
from sklearn.ensemble import HistGradientBoostingClassifier

Rows = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Size:
    """How many trees, how much each is heard, and how fine they are (leaves, rows of a leaf)."""

    trees: int = 200
    rate: float = 0.06
    leaves: int = 10
    least: int = 40


class Grown:
    """One forest per wanted label, telling whether it holds: `holds` is [rows, labels]."""

    def __init__(self, rows: Rows, holds: NDArray[np.bool_], wanted: Sequence[str], size: Size = Size()) -> None:
        self.wanted = tuple(wanted)
        rows = np.float64(np.float32(rows))  # so exactly are they seen when they are run
        self.models = [_model(size).fit(rows, holds[:, k]) for k in range(len(self.wanted))]

    def probabilities(self, rows: Rows) -> NDArray[np.float64]:
        """Probabilities [rows, labels], each label for itself."""
        rows = np.float64(np.float32(rows))
        return np.stack([m.predict_proba(rows)[:, 1] for m in self.models], axis=1)

    def write(self, path: Path, about: str, names: Sequence[str]) -> None:
        """Writes the trees as reportedly/annotate/forest.py reads them; `about` says what they are."""
        nodes: dict[str, list[float]] = {k: [] for k in ("treeids", "nodeids", "featureids", "values", "truenodeids", "falsenodeids")}
        leaves: dict[str, list[float]] = {k: [] for k in ("treeids", "nodeids", "ids", "weights")}
        modes: list[str] = []
        trees = [(k, tree[0].nodes) for k, m in enumerate(self.models) for tree in m._predictors]
        for number, (label, tree) in enumerate(trees):
            for place, node in enumerate(tree):
                end = bool(node["is_leaf"])
                modes.append("LEAF" if end else "BRANCH_LEQ")
                told = (number, place, 0 if end else int(node["feature_idx"]), 0.0 if end else float(node["num_threshold"]))
                for name, value in zip(nodes, (*told, int(node["left"]), int(node["right"])), strict=True):
                    nodes[name].append(value)
                for name, value in zip(leaves, (number, place, label, float(node["value"])), strict=True) if end else ():
                    leaves[name].append(value)
        start = [float(np.ravel(m._baseline_prediction)[0]) for m in self.models]
        given: dict[str, object] = {f"nodes_{k}": v for k, v in nodes.items()} | {f"target_{k}": v for k, v in leaves.items()}
        given |= {"nodes_modes": modes, "n_targets": len(start), "base_values": start}
        made = helper.make_node("TreeEnsembleRegressor", ["rows"], ["odds"], domain="ai.onnx.ml", **given)
        _save(made, path, {"about": about, "labels": " ".join(self.wanted), "names": " ".join(names)})


def _save(trees: NodeProto, path: Path, about: dict[str, str]) -> None:
    """Writes a model of trees that add up to log odds; it gives probabilities."""
    ends = [helper.make_tensor_value_info(n, TensorProto.FLOAT, [None, None]) for n in ("rows", "chances")]
    graph = helper.make_graph([trees, helper.make_node("Sigmoid", ["odds"], ["chances"])], "forest", ends[:1], ends[1:])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)], ir_version=9)
    helper.set_model_props(model, about)
    path.write_bytes(model.SerializeToString(deterministic=True))


def _model(size: Size) -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        learning_rate=size.rate, max_iter=size.trees, max_leaf_nodes=size.leaves, min_samples_leaf=size.least,
        l2_regularization=1, max_features=0.5, random_state=0,
    )  # fmt: skip
