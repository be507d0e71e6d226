"""Trains the scorers of statements and fits their scores to what reports that they have not seen show.

Writes weights/statements-found.tsv (is the content right?), weights/statements-speaker.tsv (content and speaker?),
weights/statements-stance.tsv (what does it amount to?) and lexicons/en/statements-scores.toml (thresholds, calibration).
Data: gold/ours/train beside the project (125 reports, silver) and our own annotations of the pool (silver), all read by encoders
that did not see them (`training.encoder.held`), and once more without an encoder. Scores are calibrated by Platt's method (1999)
on gold/ours/train, each report scored by weights that were trained without it (the annotators of the pool take more for a
statement, which would make scores too low elsewhere); dev is only measured. A statement is right when the annotators have one of
(nearly) the same words (overlap / union >= .5), and then the same speaker; `CLOSE` says what the second scorer learns.

usage: python -m training.statements_scores ../shared
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from fit_linear import Fitted, crossed
from gold import reports, weights_from
from judged import Row, judged
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from reportedly import resources
from reportedly.annotate.linear import linear
from reportedly.annotate.statements.choice import shifted
from reportedly.annotate.statements.drafts import Draft
from reportedly.annotate.statements.evidence import of_draft, of_statement
from reportedly.annotate.statements.parties import Speaker
from reportedly.annotate.statements.reading import Reading
from reportedly.annotate.statements.stances import features as stances
from reportedly.model import AnnotatedReport

DATA = Path(__file__).parent.parent / "reportedly" / "data"
TABLE = DATA / "lexicons" / "en" / "statements-scores.toml"
STRENGTH = {"found": 0.15, "speaker": 0.1, "stance": 0.1}  # inverse of the L2 penalty
CLOSE = 0.75  # overlap / union from which on a content counts as right for the scorer of speakers: what is cut by half is to fall below
LEVEL = 0.0
"""Stances are weighed by (their share)^-LEVEL: above 0 rare ones are told more often, and more often wrongly (.3: strict readers .75)."""
BINS, FOLDS = 10, 5
SETS = ("train", "pool")
# Beside an encoder, by the F1 of contents with their speakers (cross-validated, for chains as many as can be had with it):
BESIDE = {"least": 0.2, "read": 0.4, "least-inside": 0.1, "read-inside": 0.25, "unread": -0.64, "relayer": 0.3}
EVEN = 0.002
INSIDE = 0.6  # least chance inside another statement over that elsewhere, for rules alone (as beside an encoder)
NEUTRAL = {"slope": 1.0, "shift": 0.0, "sure": 0.5}
SURE = 0.9  # of the statements from the score `sure` on are right, their contents nearly word for word (`CLOSE`)
ABOUT = """Is a statement's {what} right?
Logistic regression (L2), features as in reportedly/annotate/statements/evidence.py ("alone|" for reports without an encoder).
Trained by training/statements_scores.py on {reports} reports, {rows} candidates; weights below .06 dropped.
Labels, then feature, tab, label index:weight."""
STANCES = """What does a statement amount to?
Logistic regression (L2), features as in reportedly/annotate/statements/stances.py ("alone|" for reports without an encoder).
Trained by training/statements_scores.py on {reports} reports, {rows} statements; weights below .06 dropped.
Labels, then feature, tab, label index:weight."""
TOML = """# When a candidate becomes a statement, and how its score is set. Written by training/statements_scores.py.
# `least`: the chance of its content to be right from which on it is told (rules alone: best F1,
# cross-validated; beside an encoder lower, for the score sends what is unsure to review).
# `read`: the same for what the encoder alone reads. `least-inside`, `read-inside`: the same for what is told in another
# statement ("Norway said that Chile had denied it"), for a chain is lost with it.
# `unread`: what is added to the log odds of that chance where the encoder does not read what a rule sees.
# `relayer`: the chance from which on somebody is told to pass a statement on (cross-validated: as many chains right as without).
# `slope`, `shift`: the log odds of a score are multiplied by the one, then the other is added (Platt scaling, cross-fitted).
# `sure`: the score from which on nine of ten statements are right, speaker and content nearly word for word (cross-fitted).

"""
Items = Mapping[str, Sequence[AnnotatedReport]]
Kinds = dict[str, dict[str, float]]


def verdicts(answers: Sequence[bool]) -> list[str]:
    """As labels of the models."""
    return ["right" if a else "wrong" for a in answers]


def best_threshold(chances: Sequence[float], right: Sequence[bool], wanted: int) -> float:
    """The lowest chance from which on telling candidates gives (within `EVEN`) the best F1: what is unsure goes to review."""
    order = np.argsort(-np.array(chances))
    hits = np.cumsum(np.array(right)[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + wanted)
    return float(chances[order[int(np.flatnonzero(f1 >= f1.max() - EVEN)[-1])]])


def fold_of(rows: Sequence[Row]) -> list[int]:
    """A number for each row's report, from 0 on: the same for the same report."""
    number = {id: n for n, id in enumerate(sorted({r.report for r in rows}))}
    return [number[r.report] for r in rows]


def train(rows: Sequence[Row], folder: Path) -> list[float]:
    """Fits both models and writes them into a folder; returns the chance of each content by models that missed its report."""
    features = [of_draft(r.reading, r.candidate.draft) for r in rows]
    content = verdicts([r.content for r in rows])
    chances = crossed(features, content, fold_of(rows), c=STRENGTH["found"])[0][:, 0].tolist()
    for row, chance in zip(rows, chances, strict=True):
        row.candidate.draft.chance = chance
    about = {"reports": len({r.report for r in rows}), "rows": len(rows)}
    Fitted(features, content, STRENGTH["found"]).write(folder / "statements-found.tsv", ABOUT.format(what="content", **about))
    kept = [r for r in rows if r.candidate.draft.chance >= BESIDE["least"] - 0.1]
    spoken = [of_statement(r.reading, r.candidate.draft, r.candidate.speaker) for r in kept]
    model = Fitted(spoken, verdicts([r.speaker and r.share >= CLOSE for r in kept]), STRENGTH["speaker"])
    model.write(folder / "statements-speaker.tsv", ABOUT.format(what="content (nearly word for word) and speaker", **about))
    train_stances([r for r in rows if r.content], folder)
    return chances


def train_stances(rows: Sequence[Row], folder: Path) -> None:
    """Fits the model of stances on contents that are right and writes it into a folder."""
    told = [r.stance for r in rows]
    model = Fitted([stances(*_drawn(r)) for r in rows], told, STRENGTH["stance"])
    model.model.intercept_ -= LEVEL * np.log([told.count(label) / len(told) for label in model.labels])
    model.write(folder / "statements-stance.tsv", STANCES.format(reports=len({r.report for r in rows}), rows=len(rows)))


def write_table(kinds: Kinds) -> None:
    """The table of thresholds and calibration."""
    parts = (f"[{kind}]\n" + "".join(f"{k} = {v:.2f}\n" for k, v in values.items()) for kind, values in kinds.items())
    TABLE.write_text(TOML + "\n".join(parts), encoding="utf-8")
    resources.table.cache_clear()
    linear.cache_clear()


def unseen(shared: Path, items: Items, rows: Mapping[str, Sequence[Row]]) -> Iterator[Row]:
    """All statements of some reports, each scored by weights that were trained without its report; `rows` are all kinds' candidates."""
    everything = [r for found in rows.values() for r in found]
    number = dict(zip((r.report for r in everything), fold_of(everything), strict=True))
    for k in range(FOLDS):
        with TemporaryDirectory() as folder:
            train([r for r in everything if number[r.report] % FOLDS != k], Path(folder))
            with weights_from(Path(folder)):
                for name, some in items.items():
                    yield from judged(shared, name, [i for i in some if number.get(i.report.id, 0) % FOLDS == k], rated=True)[0]


def platt(rows: Sequence[Row]) -> dict[str, float]:
    """Slope and shift of the log odds that fit scores to how many are right, and the score from which on `SURE` are nearly to the word."""
    chances = np.clip([r.candidate.score for r in rows], 0.01, 0.99)
    odds, right = np.log(chances / (1 - chances))[:, None], np.array([r.speaker for r in rows])
    model = LogisticRegression(C=1e6).fit(odds, right)
    slope, shift = float(model.coef_[0, 0]), float(model.intercept_[0])
    fitted = 1 / (1 + np.exp(-(odds[:, 0] * slope + shift)))
    order = np.argsort(-fitted)
    close = np.array([r.speaker and r.share >= CLOSE for r in rows])
    share = np.cumsum(close[order]) / np.arange(1, len(order) + 1)
    last = int(np.flatnonzero(share >= SURE)[-1])
    return {"slope": slope, "shift": shift, "sure": float(fitted[order[last]])}


def calibrated(rows: Sequence[Row], about: Mapping[str, float]) -> list[Row]:
    """The rows with their scores as the table of thresholds will make them."""
    fitted = [shifted(r.candidate.score, about["shift"], about["slope"]) for r in rows]
    return [replace(r, candidate=replace(r.candidate, score=s)) for r, s in zip(rows, fitted, strict=True)]


def calibration_error(rows: Sequence[Row]) -> float:
    """The expected calibration error over ten bins of equal width, 0 to 1."""
    bins: dict[int, list[Row]] = {}
    for row in rows:
        bins.setdefault(min(BINS - 1, int(row.candidate.score * BINS)), []).append(row)
    return sum(abs(sum(r.candidate.score for r in b) - sum(r.speaker for r in b)) for b in bins.values()) / len(rows)


def show(title: str, rows: Sequence[Row], wanted: int, sure: float) -> None:
    """Prints how good a set's statements are."""
    f1 = [2 * n / (len(rows) + wanted) for n in (sum(r.content for r in rows), sum(r.speaker for r in rows))]
    told = [r.speaker for r in rows if r.candidate.score >= sure]
    close = sum(r.speaker and r.share >= CLOSE for r in rows if r.candidate.score >= sure)
    matched = [r for r in rows if r.content]
    stance = f1_score([r.stance for r in matched], [r.told for r in matched], average="macro")
    print(
        f"{title}: {len(rows)} statements, F1 {f1[0]:.3f}, with speaker {f1[1]:.3f}, calibration error {calibration_error(rows):.3f};"
        f" from {sure:.2f} on {len(told)} of them, {sum(told) / max(1, len(told)):.3f} right,"
        f" {close / max(1, len(told)):.3f} nearly to the word; stance macro-F1 {stance:.3f}"
    )


def _drawn(row: Row) -> tuple[Reading, Draft, Speaker]:
    """What a stance is weighed from."""
    return row.reading, row.candidate.draft, row.candidate.speaker


def main(shared: Path) -> None:
    """Trains, calibrates, measures."""
    layers = {name: reports(shared, name, until="times")[0] for name in (*SETS, "dev")}
    plain = {name: [replace(i, readings=None) for i in items] for name, items in layers.items()}
    sources: dict[str, Items] = {"encoder": {n: layers[n] for n in SETS}, "rules": {n: plain[n] for n in SETS}}
    found = {kind: [judged(shared, n, items) for n, items in parts.items()] for kind, parts in sources.items()}
    rows = {kind: [r for part, _ in parts for r in part] for kind, parts in found.items()}
    wanted = sum(n for _, n in found["encoder"])
    chances = dict(zip(map(id, all_rows := [r for part in rows.values() for r in part]), train(all_rows, DATA / "weights"), strict=True))
    floor = best_threshold([chances[id(r)] for r in rows["rules"]], [r.content for r in rows["rules"]], wanted)
    alone = {"least": floor, "read": 1.0, "least-inside": INSIDE * floor, "read-inside": 1.0, "unread": 0.0, "relayer": BESIDE["relayer"]}
    kinds: Kinds = {"encoder": BESIDE | NEUTRAL, "rules": alone | NEUTRAL}
    write_table(kinds)
    calibrating = {i.report.id for i in layers["train"]}
    for kind, parts in sources.items():
        told = list(unseen(shared, parts, rows))
        own = [r for r in told if r.report in calibrating]
        kinds[kind] |= platt(own)
        write_table(kinds)
        show(f"cross-validated, {kind}", calibrated(told, kinds[kind]), wanted, kinds[kind]["sure"])
        show(f"of these gold/ours/train, {kind}", calibrated(own, kinds[kind]), found["encoder"][0][1], kinds[kind]["sure"])
    for kind, items in (("encoder", layers["dev"]), ("rules", plain["dev"])):
        show(f"dev, {kind}", *judged(shared, "dev", items, rated=True), kinds[kind]["sure"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the folder with the annotated sets")
    main(parser.parse_args().shared)
