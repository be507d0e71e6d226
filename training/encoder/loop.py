"""The training loop: AdamW on float32 weights, passes in bfloat16, linear warm-up and decay, all losses in one sum."""

import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor, distributed, nn
from torch.nn import functional as fn

from reportedly.annotate.encoder.subwords import Subwords
from training.encoder.batches import Batch, batches, pieces
from training.encoder.labels import IGNORE, Labelled
from training.encoder.network import Network

WEIGHTS = {
    "cue": 1.0, "bare": 0.3, "source": 0.5, "content": 0.5, "nested": 0.3, "quote": 0.2, "stance": 0.3, "medium": 0.2,
    "event": 1.0, "status": 0.4, "mode": 0.2, "statement": 0.5, "event pairs": 0.4, "same": 0.3,
}  # fmt: skip
"""How much a nat of each task counts."""
FEW = WEIGHTS | {"event": 6.0, "event pairs": 4.0, "same": 3.0, "status": 3.0, "mode": 1.5, "stance": 2.0, "medium": 1.0, "quote": 0.5}
"""The same where the tasks with few annotations are to be learnt."""
SCALE = 0.02
"""Nats per window -> loss, so that gradients have a usual size."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast.

    `parts` are (reports, times per epoch); `floor` is the share of the rate left at the end; `size` is how many windows
    each process takes at once.
    """

    parts: Sequence[tuple[Sequence[Labelled], int]]
    epochs: int
    rate: float
    floor: float = 0.0
    size: int = 8
    seed: int = 0
    warm: float = 0.06
    weights: Mapping[str, float] = field(default_factory=lambda: WEIGHTS)


def losses(net: Network, batch: Batch) -> dict[str, Tensor]:
    """The sum of nats of each task over a batch."""
    hidden = net.drop(net.encode(batch.ids, batch.features, batch.guide, batch.mask))
    words = torch.gather(hidden, 1, batch.words[:, :, None].expand(-1, -1, hidden.shape[-1]))
    out = {}
    for name, head in net.heads.items():
        labels = batch.tags[name]
        keep = labels != IGNORE
        if keep.any():
            out[name] = fn.cross_entropy(head(words[keep]).float(), labels[keep], reduction="sum")
    for name, seen in batch.pairs.items():
        if len(seen.window):
            out["event pairs" if name == "event" else name] = _pair_loss(net, name, words, batch)
    return out


def _pair_loss(net: Network, name: str, words: Tensor, batch: Batch) -> Tensor:
    seen = batch.pairs[name]
    j = words[seen.window]
    i = torch.einsum("nm,nmd->nd", seen.mean.to(j.dtype), j)
    distance = torch.arange(j.shape[1])[None] - seen.at[:, None]
    sentence = batch.sentence[seen.window]
    logits = net.pairs[name](i, j, distance, sentence - sentence.gather(1, seen.at[:, None]))
    if name == "statement":
        return fn.cross_entropy(logits.float().flatten(0, 1), seen.labels.flatten(), ignore_index=IGNORE, reduction="sum")
    bits = torch.stack([seen.labels >> b & 1 for b in range(logits.shape[-1])], -1).float()
    nats = fn.binary_cross_entropy_with_logits(logits.float(), bits, reduction="none")
    return (nats * (seen.labels != IGNORE)[:, :, None]).sum()


class Weights:
    """Weights in float32 beside the network's own in bfloat16."""

    def __init__(self, net: nn.Module, body: nn.Module, rate: float) -> None:
        """`body` is the part of the network that was there before; the rest learns at five times the rate."""
        inside = {id(p) for p in body.parameters()}
        kept = [(p, p.detach().float().clone()) for p in net.parameters() if p.requires_grad]
        old, new = ([pair for pair in kept if (id(pair[0]) in inside) == within] for within in (True, False))
        self.all = old + new
        groups = [{"params": [m for _, m in old], "lr": rate}, {"params": [m for _, m in new], "lr": rate * 5}]
        self.best = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        net.bfloat16()

    def step(self) -> None:
        """One step with the network's gradients, clipped to norm 1."""
        grads = torch.cat([(torch.zeros_like(p) if p.grad is None else p.grad).flatten().float() for p, _ in self.all])
        if distributed.is_initialized():
            distributed.all_reduce(grads)
            grads /= distributed.get_world_size()
        at = 0
        for p, m in self.all:
            m.grad, p.grad = grads[at : at + m.numel()].view_as(m), None
            at += m.numel()
        torch.nn.utils.clip_grad_norm_([m for _, m in self.all], 1.0)
        self.best.step()
        self.give()

    def give(self) -> None:
        """Hands the weights to the network, in its own precision."""
        with torch.no_grad():
            for p, m in self.all:
                p.copy_(m)


def train(net: Network, plan: Plan, subwords: Subwords, *, log: Callable[[str], None]) -> None:
    """Trains in place, with the other processes of the group, if there is one (each then has its share of the batches)."""
    rng = random.Random(plan.seed)
    torch.manual_seed(plan.seed)
    todo = [[q for part, times in plan.parts for _ in range(times) for q in pieces(part, subwords, rng)] for _ in range(plan.epochs)]
    rank, world = (distributed.get_rank(), distributed.get_world_size()) if distributed.is_initialized() else (0, 1)
    steps = sum(len(t) // (plan.size * world) for t in todo)
    weights = Weights(net, net.body, plan.rate)
    warm = max(1, int(steps * plan.warm))
    rate = torch.optim.lr_scheduler.LambdaLR(
        weights.best, lambda s: min(s / warm, 1 - (1 - plan.floor) * max(0, s - warm) / max(1, steps - warm))
    )
    net.train()
    step, begun, sums, windows = 0, time.time(), dict[str, float](), 0
    for windows_of_epoch in todo:
        for batch in batches(windows_of_epoch, subwords, plan.size, rng, share=(rank, world)):
            found = losses(net, batch)
            (sum(plan.weights[k] * v for k, v in found.items()) * SCALE / len(batch.ids)).backward()
            weights.step()
            rate.step()
            step, windows = step + 1, windows + len(batch.ids)
            for k, v in found.items():
                sums[k] = sums.get(k, 0.0) + float(v.detach())
            if step % 10 == 0 or step in (steps, 1, 3):
                log(
                    f"step {step}/{steps} {time.time() - begun:.0f}s nats per window: "
                    + " ".join(f"{k} {v / windows:.2f}" for k, v in sums.items())
                )
                sums, windows = {}, 0
            if step == steps:
                net.float()
                weights.give()
                return
