"""Trains the scorers of statements and measures how well their scores are calibrated.

Writes weights/statements-found.tsv (is the content right?), weights/statements-speaker.tsv (content and speaker?) and
lexicons/en/statements-scores.toml (thresholds, shifts). Data, beside the project: gold/ours/train (125 reports, silver), read
by encoders that did not see them (`readings`: a pickle of report id -> Readings, made by cross-fitting), and once more
without an encoder; gold/ours/dev for the shifts and the check. A statement is right when the annotators have one of (nearly)
the same words (overlap / union >= .5), and then the same speaker.

usage: python training/statements_scores.py ../shared readings.pickle
"""

import importlib.util
import json
import pickle
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from fit_linear import Fitted, crossed
from gold import reports

from reportedly import resources
from reportedly.annotate.linear import linear
from reportedly.annotate.statements.choice import rate, shifted
from reportedly.annotate.statements.evidence import of_draft, of_statement
from reportedly.annotate.statements.gathering import Candidate, gather
from reportedly.annotate.statements.reading import Reading
from reportedly.annotate.statements.stage import statement
from reportedly.export.record import record
from reportedly.model import AnnotatedReport

DATA = Path(__file__).parent.parent / "reportedly" / "data"
TABLE = DATA / "lexicons" / "en" / "statements-scores.toml"
STRENGTH = {"found": 0.15, "speaker": 0.1}  # inverse of the L2 penalty
BINS = 10
BESIDE, READ = 0.25, 0.5  # least chances beside an encoder: of what rules see, and of what it alone reads
ABOUT = """Is a statement's {what} right?
Logistic regression (L2), features as in reportedly/annotate/statements/evidence.py ("alone|" for reports without an encoder).
Trained by training/statements_scores.py on {reports} reports, {rows} candidates; weights below .06 dropped.
Labels, then feature, tab, label index:weight."""
TOML = """# When a candidate becomes a statement, and how its score is set. Written by training/statements_scores.py.
# `least`: the chance of its content to be right from which on it is told (rules alone: best F1,
# cross-validated; beside an encoder lower, for the score sends what is unsure to review).
# `read`: the same for what the encoder alone reads.
# `unread`: what is added to the log odds of that chance where the encoder does not read what a rule sees (from dev).
# `shift`: what is added to the log odds of a score, for reports that rules and weights were not made with (from dev).

"""


@dataclass(frozen=True, slots=True)
class Row:
    """One candidate with its verdicts; `group` is the report."""

    reading: Reading
    candidate: Candidate
    group: int
    content: bool
    speaker: bool


def scorer(shared: Path) -> ModuleType:
    """The scorer of annotations: its matching of contents and names."""
    spec = importlib.util.spec_from_file_location("score", shared / "eval" / "score.py")
    if spec is None or spec.loader is None:
        sys.exit(f"There is no scorer below {shared}.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(shared: Path, name: str, items: Sequence[AnnotatedReport], *, rated: bool = False) -> tuple[list[Row], int]:
    """The candidates of a set with their verdicts, and how many statements its annotators have."""
    judge = scorer(shared)
    gold = {g["id"]: g["statements"] for g in map(json.loads, (shared / f"gold/ours/{name}.gold.jsonl").open(encoding="utf-8"))}
    rows, total = [], 0
    for group, item in enumerate(items):
        reading, found = gather(item, rated=rated)
        told = record(replace(item, statements=tuple(statement(reading, c, "") for c in found)))["statements"]
        wanted = gold[item.report.id]
        partner = pairs(judge, item.report.text, wanted, told)
        total += len(wanted)
        for j, c in enumerate(found):
            right = j in partner
            rows.append(Row(reading, c, group, right, right and _same_speaker(judge, wanted[partner[j]], told[j])))
    return rows, total


def pairs(judge: ModuleType, text: str, wanted: list[dict[str, Any]], found: list[dict[str, Any]]) -> dict[int, int]:
    """Found -> wanted, one to one, best overlap first."""
    left = [judge.chars(judge.gold_statement_spans(text, s)) for s in wanted]
    right = [judge.chars((c["start"], c["end"]) for c in s["content"]) for s in found]
    scored = [(len(a & b) / len(a | b), i, j) for i, a in enumerate(left) for j, b in enumerate(right) if a & b]
    return {j: i for i, j in judge.pair_up([s for s in scored if s[0] >= 0.5])}


def _same_speaker(judge: ModuleType, wanted: dict[str, Any], found: dict[str, Any]) -> bool:
    name = (found["speaker"] or {}).get("name", "")
    several = wanted["speaker"].split(" and ") if wanted["speaker_kind"] == "person" else [wanted["speaker"]]
    unnamed = wanted["speaker_kind"] == "unnamed" and found["speaker_kind"] == "unnamed"
    return unnamed or any(judge.same_name(k, name) for k in (wanted["speaker"], *several))


def verdicts(answers: Sequence[bool]) -> list[str]:
    """As labels of the models."""
    return ["right" if a else "wrong" for a in answers]


def best_threshold(chances: Sequence[float], right: Sequence[bool], wanted: int) -> float:
    """The chance from which on telling candidates gives the best F1."""
    order = np.argsort(-np.array(chances))
    hits = np.cumsum(np.array(right)[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + wanted)
    best = int(f1.argmax())
    print(f"  F1 {f1[best]:.3f} from {chances[order[best]]:.2f} on")
    return float(chances[order[best]])


def trained(groups: Mapping[str, tuple[list[Row], int]]) -> dict[str, float]:
    """Fits and writes both models on all kinds of rows; returns the best threshold of each kind."""
    rows = [r for found, _ in groups.values() for r in found]
    who, least = [r.group for r in rows], {}
    features = [of_draft(r.reading, r.candidate.draft) for r in rows]
    content = verdicts([r.content for r in rows])
    chances = crossed(features, content, who, c=STRENGTH["found"])[0][:, 0].tolist()
    for row, chance in zip(rows, chances, strict=True):
        row.candidate.draft.chance = chance
    for kind, (found, wanted) in groups.items():
        print(kind)
        least[kind] = best_threshold([r.candidate.draft.chance for r in found], [r.content for r in found], wanted)
    about = {"reports": len(set(who)), "rows": len(rows)}
    path = DATA / "weights"
    Fitted(features, content, STRENGTH["found"]).write(path / "statements-found.tsv", ABOUT.format(what="content", **about))
    kept = [r for kind, (found, _) in groups.items() for r in found if r.candidate.draft.chance >= least[kind] - 0.1]
    spoken = [of_statement(r.reading, r.candidate.draft, r.candidate.speaker) for r in kept]
    model = Fitted(spoken, verdicts([r.speaker for r in kept]), STRENGTH["speaker"])
    model.write(path / "statements-speaker.tsv", ABOUT.format(what="content and speaker", **about))
    return least


def write_table(kinds: Mapping[str, Mapping[str, float]]) -> None:
    """The table of thresholds and shifts."""
    parts = (f"[{kind}]\n" + "".join(f"{k} = {v:.2f}\n" for k, v in values.items()) for kind, values in kinds.items())
    TABLE.write_text(TOML + "\n".join(parts), encoding="utf-8")
    resources.table.cache_clear()
    linear.cache_clear()


def calibration_error(rows: Sequence[Row]) -> float:
    """The expected calibration error over ten bins of equal width, 0 to 1."""
    bins: dict[int, list[Row]] = {}
    for row in rows:
        bins.setdefault(min(BINS - 1, int(row.candidate.score * BINS)), []).append(row)
    return sum(abs(sum(r.candidate.score for r in b) - sum(r.speaker for r in b)) for b in bins.values()) / len(rows)


def shift_for(chances: Sequence[float], right: Sequence[bool]) -> float:
    """What must be added to the log odds of some chances for their mean to be the share that is right."""
    steps = np.arange(-3, 2, 0.02)
    means = np.array([np.mean([shifted(c, s) for c in chances]) for s in steps])
    return float(steps[int(np.abs(means - np.mean(right)).argmin())]) if chances else 0.0


def main(shared: Path, held: Mapping[str, Any], encoder: Mapping[str, Any]) -> None:
    """Trains on train and checks on dev; `held` and `encoder` hold the readings of their reports by id."""
    layers = {name: reports(shared, name, until="times")[0] for name in ("train", "dev")}
    plain = {name: [replace(i, readings=None) for i in items] for name, items in layers.items()}
    read = [replace(i, readings=held[i.report.id]) for i in plain["train"] if i.report.id in held]
    groups = {"rules": judged(shared, "train", plain["train"]), "encoder": judged(shared, "train", read)}
    least = trained({k: v for k, v in groups.items() if v[0]})
    kinds = {k: {"least": v, "read": READ, "unread": 0.0, "shift": 0.0} for k, v in {"encoder": BESIDE, "rules": least["rules"]}.items()}
    write_table(kinds)
    dev = {"rules": plain["dev"], "encoder": [replace(i, readings=encoder.get(i.report.id)) for i in plain["dev"]]}
    for kind, items in dev.items():
        adjust(shared, items, kinds, kind)
        rows, wanted = judged(shared, "dev", items, rated=True)
        f1 = [2 * n / (len(rows) + wanted) for n in (sum(r.content for r in rows), sum(r.speaker for r in rows))]
        error = calibration_error(rows)
        print(f"dev, {kind}: {len(rows)} statements, F1 {f1[0]:.3f}, with speaker {f1[1]:.3f}, calibration error {error:.3f}")


def adjust(shared: Path, items: Sequence[AnnotatedReport], kinds: dict[str, dict[str, float]], kind: str) -> None:
    """Fits the two shifts of one kind on reports that rules and weights were not made with."""
    rows = judged(shared, "dev", items)[0]
    for row in rows:
        rate(row.reading, [row.candidate.draft])
    alone = [r for r in rows if r.candidate.draft.read is None]
    kinds[kind]["unread"] = shift_for([r.candidate.draft.chance for r in alone], [r.content for r in alone])
    write_table(kinds)
    told = judged(shared, "dev", items, rated=True)[0]
    kinds[kind]["shift"] = shift_for([r.candidate.score for r in told], [r.speaker for r in told])
    write_table(kinds)


if __name__ == "__main__":
    with Path(sys.argv[2]).open("rb") as file:
        given = pickle.load(file)
    main(Path(sys.argv[1]), given["train"], given["dev"])
