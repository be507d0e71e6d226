"""Measures how often each rule for statements is right, for lexicons/en/statements-scores.toml, and how well the shares are calibrated.

Data, beside the project: gold/ours/train (125 reports, silver) for the shares, gold/ours/dev for the check. A statement is
right when the annotators have one of (nearly) the same words (overlap / union >= .5) with the same speaker.
usage: python training/statements_scores.py ../shared
"""

import importlib.util
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from gold import reports

from reportedly import resources
from reportedly.export.record import record

TABLE = Path(__file__).parent.parent / "reportedly" / "data" / "lexicons" / "en" / "statements-scores.toml"
WEIGHT = 4  # how many statements at the share of all are added to each rule
LEAST = 10  # statements from which a cue has a share of its own
BINS = 10
ABOUT = """# How often a rule is right: the share of its statements that annotators of the training reports also have with the same
# speaker, pulled towards the overall share where a rule was seen seldom (Laplace, weight 4). Written by
# training/statements_scores.py; run it again when rules change.
#
# `kinds` are factors for the kind of speaker found ("open": nobody), measured the same way after rule and cue. The rules were
# written with the training reports in sight: `unseen` is how much less often they are right on the held-out ones (dev), one
# factor for all.
"""
Row = tuple[str, str, float, bool]
"""Rule, kind of speaker, score given, right or not."""


def scorer(shared: Path) -> ModuleType:
    """The scorer of annotations: its matching of contents and names."""
    spec = importlib.util.spec_from_file_location("score", shared / "eval" / "score.py")
    if spec is None or spec.loader is None:
        sys.exit(f"There is no scorer below {shared}.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows(shared: Path, name: str) -> Iterator[Row]:
    """One row per statement that the rules find in a set."""
    judge = scorer(shared)
    gold = {g["id"]: g["statements"] for g in map(json.loads, (shared / f"gold/ours/{name}.gold.jsonl").open(encoding="utf-8"))}
    for item in reports(shared, name, until="statements")[0]:
        found = record(item)["statements"]
        wanted = gold[item.report.id]
        partner = _pairs(judge, item.report.text, wanted, found)
        for j, s in enumerate(found):
            right = j in partner and _same_speaker(judge, wanted[partner[j]], s)
            kind = s["speaker_kind"] if s["speaker"] else "open"
            yield s["reasons"]["content"].split("'")[1], kind, s["score"], right


def _pairs(judge: ModuleType, text: str, wanted: list[dict[str, Any]], found: list[dict[str, Any]]) -> dict[int, int]:
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


def share(right: int, seen: int, prior: float) -> float:
    """A share pulled towards `prior`."""
    return (right + WEIGHT * prior) / (seen + WEIGHT)


def table(measured: list[Row], unseen: float) -> str:
    """The table of scores as TOML; `unseen` is the factor for reports that the rules were not written with."""
    overall = sum(right for *_, right in measured) / len(measured)
    frames, cues = _counted(measured, lambda rule: rule.split(" of ")[0]), _counted(measured, lambda rule: rule)
    lines = [ABOUT, f"overall = {overall:.2f}", f"unseen = {unseen:.2f}", "", "[frames]"]
    lines += [f"{k} = {share(r, n, overall):.2f}  # {r} of {n}" for k, (r, n) in sorted(frames.items())]
    lines += ["", f"[cues]  # where a cue was seen {LEAST} times and more in one frame"]
    given: dict[str, float] = {}
    for rule, (r, n) in sorted(cues.items()):
        right, seen = frames[rule.split(" of ")[0]]
        given[rule] = share(right, seen, overall)
        if n >= LEAST:
            given[rule] = share(r, n, right / seen)
            lines.append(f'"{rule}" = {given[rule]:.2f}  # {r} of {n}')
    expected: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for rule, kind, _, right in measured:
        expected[kind][0] += right
        expected[kind][1] += given[rule]
    lines += ["", "[kinds]"]
    lines += [f"{k} = {(r + WEIGHT) / (e + WEIGHT):.2f}" for k, (r, e) in sorted(expected.items())]
    return "\n".join(lines) + "\n"


def _counted(measured: list[Row], key: Any) -> dict[str, tuple[int, int]]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for rule, _, _, right in measured:
        counts[key(rule)][0] += right
        counts[key(rule)][1] += 1
    return {k: (r, n) for k, (r, n) in counts.items()}


def calibration_error(measured: list[Row]) -> float:
    """The expected calibration error over ten bins of equal width, 0 to 1."""
    bins: dict[int, list[Row]] = defaultdict(list)
    for row in measured:
        bins[min(BINS - 1, int(row[2] * BINS))].append(row)
    return sum(abs(sum(r[2] for r in b) - sum(r[3] for r in b)) for b in bins.values()) / len(measured)


if __name__ == "__main__":
    shared = Path(sys.argv[1])
    train = list(rows(shared, "train"))
    factor = 1.0
    for _ in range(2):
        TABLE.write_text(table(train, factor), encoding="utf-8")
        resources.table.cache_clear()
        held = list(rows(shared, "dev"))
        factor *= sum(right for *_, right in held) / sum(score for *_, score, _ in held)
    print(f"dev: {len(held)} statements, calibration error {calibration_error(held):.3f}")
