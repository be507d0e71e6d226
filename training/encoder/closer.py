"""Trains the closer reading: the encoder's upper layers over a sentence in which one act is marked.

It begins with the weights of the encoder that ships and reads that encoder's states at half height. Words that the encoder takes
for an act although none is annotated there are examples, too: of no act.
"""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as fn

from reportedly.annotate.encoder.closer import bounds
from training.encoder.labels import IGNORE, PARTS, Labelled
from training.encoder.loop import Weights
from training.encoder.network import Network

LAYERS = 3
"""How many of the upper layers read again."""
BESIDE = 0.05
"""Words that are no act and that the encoder takes for one with this probability are learnt as none."""
WEIGHTS = {"event": 1.0, "status": 0.7, "mode": 0.3, "parts": 0.7}
SIZE, NEAR = 32, 50
"""Sentences in a batch, and batches among which sentences of like length are gathered."""
WARM = 0.06


@dataclass(frozen=True, slots=True)
class Example:
    """A word in its sentence: states [words, width], its place, its labels; `parts` [words] as bits, or IGNORE."""

    states: NDArray[np.float16]
    at: int
    event: int
    status: int
    mode: int
    parts: NDArray[np.int64]


class Closer(nn.Module):
    """States of words at half height, and which of them is the act -> logits of its heads and of its parts."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.layers = nn.ModuleList(list(net.body.encoder.layer)[-LAYERS:])
        self.config = net.body.config
        width = self.config.hidden_size
        self.mark = nn.Parameter(torch.zeros(width).normal_(std=0.02))
        self.event, self.status, self.mode = (net.heads[h] for h in ("event", "status", "mode"))
        self.parts = nn.Linear(width, len(PARTS))
        self.drop = nn.Dropout(0.1)

    def forward(self, states: Tensor, marked: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """States [n, w, width], one-hot marks [n, w, 1], mask [n, w] -> [n, labels] of event, status and mode, [n, w, parts]."""
        x = states + marked * self.mark
        hidden = ((mask - 1) * 1e4).to(x.dtype)[:, None, None]
        for layer in self.layers:
            x = layer(x, hidden)
        return self.told(self.drop(x), marked)

    def told(self, x: Tensor, marked: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """What the heads make of the last states."""
        act = (x * marked).sum(1)
        return self.event(act), self.status(act), self.mode(act), self.parts(x)


def examples(report: Labelled, states: NDArray[np.float16], likely: NDArray[np.float32]) -> list[Example]:
    """The acts of a report and the words like acts; `likely` [words] is how far the encoder takes each for one."""
    acts = {anchor[0]: parts for anchor, parts in report.pairs["event"]}
    tags = report.tags
    beside = [int(i) for i in np.flatnonzero((tags["event"] == 0) & (likely > BESIDE)) if int(i) not in acts]
    found = []
    for i in sorted([*acts, *beside]):
        first, last = bounds(report.sentence, i)
        parts = np.full(last - first, 0 if i in acts else IGNORE, dtype=np.int64)
        for j, bits in acts.get(i, {}).items():
            if first <= j < last:
                parts[j - first] = IGNORE if bits < 0 else bits
        event, status, mode = (int(tags[h][i]) for h in ("event", "status", "mode")) if i in acts else (0, IGNORE, IGNORE)
        found.append(Example(states[first:last], i - first, event, status, mode, parts))
    return found


def stack(group: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """States, marks and mask of some sentences, padded."""
    wide = max(len(e.parts) for e in group)
    states = np.zeros((len(group), wide, group[0].states.shape[1]), dtype=np.float16)
    marked, mask = np.zeros((len(group), wide, 1), dtype=np.float32), np.zeros((len(group), wide), dtype=np.float32)
    for k, e in enumerate(group):
        states[k, : len(e.parts)], marked[k, e.at], mask[k, : len(e.parts)] = e.states, 1, 1
    return torch.tensor(states).bfloat16(), torch.tensor(marked).bfloat16(), torch.tensor(mask)


def losses(net: Closer, group: Sequence[Example]) -> dict[str, Tensor]:
    """The mean nats of each task over some sentences."""
    event, status, mode, parts = net(*stack(group))
    wide = parts.shape[1]
    labels = torch.tensor(np.stack([np.pad(e.parts, (0, wide - len(e.parts)), constant_values=IGNORE) for e in group]))
    bits = torch.stack([labels >> b & 1 for b in range(len(PARTS))], -1).float()
    nats = fn.binary_cross_entropy_with_logits(parts.float(), bits, reduction="none") * (labels != IGNORE)[:, :, None]
    single = {
        name: fn.cross_entropy(logits.float(), torch.tensor([getattr(e, name) for e in group]), reduction="sum", ignore_index=IGNORE)
        for name, logits in (("event", event), ("status", status), ("mode", mode))
    }
    return {k: v / len(group) for k, v in {**single, "parts": nats.sum()}.items()}


def batches(todo: Sequence[Example], rng: random.Random) -> list[list[Example]]:
    """Shuffled batches of sentences of like length."""
    todo, out = rng.sample(todo, len(todo)), list[list[Example]]()
    for k in range(0, len(todo), SIZE * NEAR):
        near = sorted(todo[k : k + SIZE * NEAR], key=lambda e: len(e.parts))
        out += [g for j in range(0, len(near), SIZE) if len(g := near[j : j + SIZE]) == SIZE]
    rng.shuffle(out)
    return out


def train(net: Closer, todo: Sequence[Example], *, epochs: int, rate: float, seed: int, log: Callable[[str], None]) -> None:
    """Trains in place: AdamW on float32 weights, passes in bfloat16, linear warm-up and decay."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    groups = [g for _ in range(epochs) for g in batches(todo, rng)]
    weights = Weights(net, net.layers, rate)
    warm = max(1, int(len(groups) * WARM))
    slow = torch.optim.lr_scheduler.LambdaLR(weights.best, lambda s: min((s + 1) / warm, max(0.0, 1 - (s - warm) / (len(groups) - warm))))
    net.train()
    begun, sums = time.time(), dict.fromkeys(WEIGHTS, 0.0)
    for step, group in enumerate(groups, 1):
        found = losses(net, group)
        sum(WEIGHTS[k] * v for k, v in found.items()).backward()
        weights.step()
        slow.step()
        sums = {k: v + float(found[k].detach()) for k, v in sums.items()}
        if step % 100 == 0 or step == len(groups):
            done = (step - 1) % 100 + 1
            log(f"step {step}/{len(groups)} {time.time() - begun:.0f}s nats: " + " ".join(f"{k} {v / done:.3f}" for k, v in sums.items()))
            sums = dict.fromkeys(WEIGHTS, 0.0)
    net.float()
    weights.give()
