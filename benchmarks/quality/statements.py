"""Where the statements go wrong: direct, indirect and mixed apart, errors by kind, stances, and how far scores can be trusted.

usage: python -m benchmarks.quality.statements [--shared FOLDER] [--set ours-dev|seeds]
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from reportedly.settings import Settings

BINS = 10
SHOWN = Settings().min_statement_score
"""The score from which on a statement is told rather than reviewed."""
ERRORS = ("no cue", "unlisted verb or noun", "cue known, content missed", "nobody named", "wrong link", "wrong speaker", "needless")
IRREGULAR = frozenset({"said", "told", "wrote", "according", "thought", "spoke", "swore", "vowed", "denied", "felt"})
"""Forms of listed words that no ending tells."""
Json = Mapping[str, Any]


@dataclass
class Verdicts:
    """Counts over a set. `kinds`: quote kind -> annotated, found, with the right speaker, made; `rows`: score, right or not."""

    kinds: dict[str, list[int]] = field(default_factory=lambda: {k: [0, 0, 0, 0] for k in ("direct", "indirect", "mixed")})
    errors: Counter[str] = field(default_factory=Counter)
    stances: Counter[tuple[str, str]] = field(default_factory=Counter)
    rows: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, score: ModuleType, text: str, gold: Json, made: Json) -> None:
        """One report."""
        wanted, told = gold["statements"], made["statements"]
        found = _matched(score, text, wanted, told)
        for i, s in enumerate(wanted):
            self.kinds[s["quote"]][0] += 1
            if i not in found:
                self.errors[_missed(s)] += 1
                continue
            right = same_speaker(score, s, told[found[i]])
            self.kinds[s["quote"]][1] += 1
            self.kinds[s["quote"]][2] += right
            self.stances[s["stance"], told[found[i]]["stance"]] += 1
            if not right:
                self.errors[_wrong(text, s, told[found[i]])] += 1
        spoken = {j: same_speaker(score, wanted[i], told[j]) for i, j in found.items()}
        for j, s in enumerate(told):
            self.kinds[s["quote"]][3] += 1
            self.rows.append((s["score"], spoken.get(j, False)))
            self.errors["needless"] += j not in spoken

    def measures(self) -> dict[str, float]:
        """What stands in the table of the benchmark."""
        found = {f"statement found, {k}, recall": f / n if n else 0.0 for k, (n, f, _, _) in self.kinds.items()}
        spoken = {f"statement + speaker, {k}, recall": s / n if n else 0.0 for k, (n, _, s, _) in self.kinds.items()}
        shown = [right for value, right in self.rows if value >= SHOWN]
        return found | spoken | {
            "statement score, calibration error (10 bins)": self.calibration_error(),
            f"statements with a score of {SHOWN:g} or more, share of all": len(shown) / len(self.rows) if self.rows else 0.0,
            "of these, content and speaker right": sum(shown) / len(shown) if shown else 0.0,
        }  # fmt: skip

    def calibration_error(self) -> float:
        """The expected calibration error over ten bins of equal width, 0 to 1."""
        bins: dict[int, list[tuple[float, bool]]] = {}
        for row in self.rows:
            bins.setdefault(min(BINS - 1, int(row[0] * BINS)), []).append(row)
        return sum(abs(sum(s for s, _ in b) - sum(r for _, r in b)) for b in bins.values()) / max(1, len(self.rows))

    def lines(self) -> Iterator[str]:
        """As tables to read."""
        yield "| quote | annotated | found | right speaker | made |\n|---|---:|---:|---:|---:|"
        yield from (f"| {k} | {n} | {f} | {s} | {m} |" for k, (n, f, s, m) in self.kinds.items())
        yield "\n| error | statements |\n|---|---:|"
        yield from (f"| {name} | {self.errors[name]} |" for name in ERRORS)
        yield "\n| stance | annotated | made | both | F1 | taken for |\n|---|---:|---:|---:|---:|---|"
        yield from self._stance_lines()
        yield "\n| score | statements | right | mean score |\n|---|---:|---:|---:|"
        for k in range(BINS):
            inside = [r for r in self.rows if min(BINS - 1, int(r[0] * BINS)) == k]
            if inside:
                right, mean = sum(r for _, r in inside) / len(inside), sum(s for s, _ in inside) / len(inside)
                yield f"| {k / BINS:.1f} to {(k + 1) / BINS:.1f} | {len(inside)} | {right:.2f} | {mean:.2f} |"

    def _stance_lines(self) -> Iterator[str]:
        for name in sorted({g for g, _ in self.stances}):
            n = sum(v for (g, _), v in self.stances.items() if g == name)
            made = sum(v for (_, m), v in self.stances.items() if m == name)
            both = self.stances[name, name]
            others = Counter({m: v for (g, m), v in self.stances.items() if g == name != m}).most_common(3)
            taken = ", ".join(f"{m} {v}" for m, v in others)
            yield f"| {name} | {n} | {made} | {both} | {2 * both / (n + made):.2f} | {taken} |"


def same_speaker(score: ModuleType, wanted: Json, made: Json) -> bool:
    """As score.py judges it: the same name, one of several persons, or both without a name."""
    name = (made["speaker"] or {}).get("name", "")
    several = re.split(r"\s+and\s+", wanted["speaker"]) if wanted["speaker_kind"] == "person" else []
    unnamed = wanted["speaker_kind"] == "unnamed" and made["speaker_kind"] == "unnamed"
    return unnamed or any(score.same_name(k, name) for k in (wanted["speaker"], *several))


def _matched(score: ModuleType, text: str, wanted: list[Json], told: list[Json]) -> dict[int, int]:
    """Annotated -> made, one to one, best overlap first."""
    left = [score.chars(score.gold_statement_spans(text, s)) for s in wanted]
    right = [score.chars((c["start"], c["end"]) for c in s["content"]) for s in told]
    shares = ((len(a & b) / len(a | b), i, j) for i, a in enumerate(left) for j, b in enumerate(right) if a & b)
    return dict(score.pair_up([s for s in shares if s[0] >= 0.5]))


def _missed(wanted: Json) -> str:
    """Why a statement was probably missed: by its cue."""
    if not wanted["cue"]:
        return "no cue"
    words = {w.strip(",.:'\"").casefold() for w in wanted["cue"].split()}
    listed = _listed()
    known = words & listed or any(w.removesuffix(s) in listed for w in words for s in ("s", "ed", "d", "ing", "es"))
    return "cue known, content missed" if known else "unlisted verb or noun"


def _listed() -> frozenset[str]:
    """All cue words of the tables."""
    from reportedly.annotate.statements.lexicon import lexicon

    known = lexicon()
    return frozenset({*known.verbs, *known.nouns, *known.adjectives, *known.adverbs, *IRREGULAR})


def _wrong(text: str, wanted: Json, made: Json) -> str:
    """What is wrong about a speaker: nobody is named, another phrase is taken for the source, or the phrase for another."""
    if made["speaker"] is None:
        return "nobody named"
    source = text[made["source"]["start"] : made["source"]["end"]] if made["source"] else ""
    same = source and wanted["source"] and (source in wanted["source"] or wanted["source"] in source)
    return "wrong speaker" if same else "wrong link"


def verdicts(score: ModuleType, texts: Mapping[str, str], gold: Mapping[str, Json], predicted: Mapping[str, Json]) -> Verdicts:
    """Over a whole set; a report without a prediction counts as empty."""
    found = Verdicts()
    for doc, g in gold.items():
        found.add(score, texts[doc], g, predicted.get(doc, {"statements": []}))
    return found


def main() -> int:
    """Prints the tables; always 0."""
    from benchmarks.quality.sets import SETS, annotated, rows, scorer
    from reportedly.export.record import record

    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality.statements", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[3] / "shared", help="the folder with the annotated sets")
    parser.add_argument("--set", default="ours-dev", help="which set")
    args = parser.parse_args()
    chosen = next(s for s in SETS if s.name == args.set)
    score = scorer(args.shared, "score")
    texts = {d["id"]: d["text"] for d in rows(args.shared / chosen.text)}
    predicted = {a.report.id: record(a) for a in annotated(rows(args.shared / chosen.text), date="dct")}
    print(*verdicts(score, texts, score.load(args.shared / chosen.gold), predicted).lines(), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
