"""Windows of labelled reports, shuffled, padded and stacked."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from reportedly.annotate.encoder.subwords import Subwords
from reportedly.annotate.encoder.windows import windows
from training.encoder.labels import HEADS, IGNORE, PAIRS, Labelled

LIMIT, OVERLAP = 254, 64


@dataclass(slots=True)
class Piece:
    """A window: words `first` up to `last` of a report."""

    report: Labelled
    first: int
    last: int


@dataclass(slots=True)
class Seen:
    """Pairs of one kind in a batch: whose window, a mean over the words seen from, the labels of all words (or IGNORE)."""

    window: Tensor
    mean: Tensor
    at: Tensor
    labels: Tensor


@dataclass(slots=True)
class Batch:
    """Subwords [b, t], the first subword of each word [b, w], tags [b, w] and pairs; `sentence` [b, w]."""

    ids: Tensor
    features: Tensor
    guide: Tensor
    mask: Tensor
    words: Tensor
    sentence: Tensor
    tags: dict[str, Tensor]
    pairs: dict[str, Seen]


def pieces(reports: Sequence[Labelled], subwords: Subwords, rng: random.Random | None) -> list[Piece]:
    """All windows of some reports; with `rng` they begin elsewhere each time."""
    out = []
    for r in reports:
        lengths = [len(x) for x in subwords.of(r.words)]
        head = rng.randrange(100) if rng and sum(lengths) > LIMIT else 0
        out += [
            Piece(r, w.first + head, w.last + head) for w in windows(lengths[head:], limit=LIMIT, overlap=OVERLAP // 2 if rng else OVERLAP)
        ]
    return out


def batches(
    todo: Sequence[Piece], subwords: Subwords, size: int, rng: random.Random, *, share: tuple[int, int] = (0, 1)
) -> Iterator[Batch]:
    """Shuffled batches; windows of like length come together. `share` is (k, n): every n-th batch from the k-th on."""
    todo = list(todo)
    rng.shuffle(todo)
    todo = todo[: len(todo) // (size * share[1]) * size * share[1]]
    for chunk in range(0, len(todo), size * 24):
        near = sorted(todo[chunk : chunk + size * 24], key=lambda p: p.last - p.first)
        groups = [near[k : k + size] for k in range(0, len(near), size)]
        rng.shuffle(groups)
        yield from (stack(g, subwords) for g in groups[share[0] :: share[1]])


def stack(group: Sequence[Piece], subwords: Subwords) -> Batch:
    """Some windows as one batch."""
    rows = [subwords.of(p.report.words[p.first : p.last]) for p in group]
    long, wide = max(sum(map(len, r)) for r in rows) + 2, max(len(r) for r in rows)
    ids, mask = np.zeros((len(group), long), dtype=np.int64), np.zeros((len(group), long), dtype=np.int64)
    features, words = np.zeros((len(group), long, 3), dtype=np.int64), np.zeros((len(group), wide), dtype=np.int64)
    for k, (p, row) in enumerate(zip(group, rows, strict=True)):
        flat = [subwords.first, *(i for w in row for i in w), subwords.last]
        counts = [len(w) for w in row]
        ids[k, : len(flat)], mask[k, : len(flat)] = flat, 1
        features[k, 1 : len(flat) - 1] = np.repeat(p.report.features[p.first : p.last], counts, axis=0)
        words[k, : len(row)] = np.cumsum([1, *counts[:-1]])
    tags = {h: _padded([p.report.tags[h][p.first : p.last] for p in group], wide, IGNORE) for h in HEADS}
    sentence = _padded([p.report.sentence[p.first : p.last] for p in group], wide, 0)
    guide = torch.tensor([p.report.guide for p in group])
    pairs = {name: _pairs(name, group, wide) for name in PAIRS}
    return Batch(torch.tensor(ids), torch.tensor(features), guide, torch.tensor(mask), torch.tensor(words), sentence, tags, pairs)


def _padded(rows: list[np.ndarray], wide: int, fill: int) -> Tensor:
    out = np.full((len(rows), wide), fill, dtype=np.int64)
    for k, r in enumerate(rows):
        out[k, : len(r)] = r
    return torch.tensor(out)


def _pairs(name: str, group: Sequence[Piece], wide: int) -> Seen:
    window, mean, at, labels = [], [], [], []
    for k, p in enumerate(group):
        for anchor, links in p.report.pairs[name]:
            if not p.first <= anchor[0] <= anchor[-1] < p.last:
                continue
            row = np.full(wide, IGNORE if name == "same" else 0, dtype=np.int64)
            row[p.last - p.first :] = IGNORE
            for i, label in links.items():
                if p.first <= i < p.last:
                    row[i - p.first] = IGNORE if label < 0 else label
            if name == "same" and not (row >= 0).any():
                continue
            share = np.zeros(wide, dtype=np.float32)
            share[[i - p.first for i in anchor]] = 1 / len(anchor)
            window.append(k)
            mean.append(share)
            at.append(anchor[0] - p.first)
            labels.append(row)
    n = len(window)
    stacked = (np.stack(mean), np.stack(labels)) if n else (np.zeros((0, wide), np.float32), np.zeros((0, wide), np.int64))
    return Seen(
        torch.tensor(window, dtype=torch.long), torch.tensor(stacked[0]), torch.tensor(at, dtype=torch.long), torch.tensor(stacked[1])
    )
