"""Fits the projection of the encoder's states (data/weights/linking-sense.npz): linear discriminants of events (Fisher 1936)."""

import io
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh

from benchmarks.linking.gold import GoldMention
from reportedly.resolve import senses

OUT = Path(__file__).parents[1] / "reportedly/data" / senses.WEIGHTS
SIZE = 128
SHRINK = 0.4
"""How far the scatter within events is drawn to the same in all directions: fewer mentions than it has numbers."""

Floats = NDArray[np.float32]


def fit(mentions: Sequence[GoldMention]) -> senses.Projection:
    """The directions in which the means of events (gold clusters) differ most, for how much the mentions of one event do."""
    states = np.stack([m.state for m in mentions if m.state is not None])
    mean = states.mean(axis=0)
    rows = (states - mean) / np.linalg.norm(states - mean, axis=1, keepdims=True)
    groups: dict[str, list[int]] = defaultdict(list)
    for i, m in enumerate(mentions):
        groups[m.cluster].append(i)
    means = np.stack([rows[of].mean(axis=0) for of in groups.values()])
    apart = np.concatenate([rows[of] - rows[of].mean(axis=0) for of in groups.values() if len(of) > 1])
    within = apart.T @ apart / (len(apart) - sum(len(of) > 1 for of in groups.values()))
    even = np.eye(len(within)) * np.trace(within) / len(within)
    _, directions = eigh(np.cov(means.T), (1 - SHRINK) * within + SHRINK * even)
    return senses.Projection(mean.astype(np.float32), directions[:, ::-1][:, :SIZE].astype(np.float32))


def sensed(mentions: Sequence[GoldMention], projection: senses.Projection) -> list[GoldMention]:
    """The mentions with their senses by a projection."""
    return [replace(m, sketch=replace(m.sketch, sense=projection.sense(m.state) if m.state is not None else None)) for m in mentions]


def held_out(mentions: Sequence[GoldMention], folds: int) -> list[GoldMention]:
    """The mentions, each with its sense by a projection that has not seen its topic: what weights can be fitted on."""
    fold = {topic: n % folds for n, topic in enumerate(sorted({m.topic for m in mentions}))}
    found: list[GoldMention] = []
    for n in range(folds):
        projection = fit([m for m in mentions if fold[m.topic] != n])
        found += sensed([m for m in mentions if fold[m.topic] == n], projection)
    return found


def write(projection: senses.Projection) -> None:
    """Writes the projection with the encoder for which it is."""
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        mean=projection.mean.astype(np.float16),
        directions=projection.directions.astype(np.float16),
        encoder=np.array(senses.encoder_digest()),
    )
    OUT.write_bytes(buffer.getvalue())
    senses.fitting.cache_clear()
