"""Where the events go wrong: per-type scores, what is taken for what, the commonest missed and needless triggers.

usage: python -m benchmarks.quality.events [--shared FOLDER] [--set ours-dev|seeds] [--top 20]
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from reportedly.model import AnnotatedReport, EventMention, Span
from reportedly.settings import Settings

NONE = "-"
SHOWN = Settings().min_score
"""The score from which on a timeline shows a claim."""


def quiet(score: ModuleType, gold: Mapping[str, Any], items: Iterable[AnnotatedReport], *, least: float = SHOWN) -> Mapping[str, float]:
    """The share of the sentences without an annotated event in which none is made either, of any score and of the shown ones."""
    total = any_made = shown_made = 0
    for item in items:
        text = item.report.text
        told = [Span(*score.gold_event_span(text, e)) for e in gold.get(item.report.id, {"events": []})["events"]]
        for sentence in item.sentences:
            if any(t.overlaps(sentence.span) for t in told):
                continue
            made = [e.score for e in item.events if e.trigger.overlaps(sentence.span)]
            total += 1
            any_made += bool(made)
            shown_made += max(made, default=0.0) >= least
    if not total:
        return {}
    return {
        "sentences without an event, share left alone": 1 - any_made / total,
        f"sentences without an event, share without one of score {least:g} or more": 1 - shown_made / total,
    }


@dataclass
class Report:
    """Counts over a set: (annotated type, made type) of each trigger, NONE for none; and the words missed and needless."""

    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: Counter[tuple[str, str]] = field(default_factory=Counter)
    needless: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, score: ModuleType, item: AnnotatedReport, events: Sequence[Mapping[str, Any]]) -> None:
        """One report with its annotated events."""
        spans = [Span(*score.gold_event_span(item.report.text, e)) for e in events]
        found = _matched(events, spans, item.events)
        for i, e in enumerate(events):
            made = item.events[found[i]].type if i in found else NONE
            self.pairs[e["type"], made] += 1
            if made == NONE:
                self.missed[_word(item, spans[i]), e["type"]] += 1
        for j, m in enumerate(item.events):
            if j not in found.values():
                self.pairs[NONE, m.type] += 1
                self.needless[_word(item, m.trigger), m.type] += 1

    def lines(self, top: int) -> list[str]:
        """The report in words, tables aligned."""
        types = sorted({t for pair in self.pairs for t in pair} - {NONE})
        return [*self._scores(types), "", *self._confusions(top), "", *self._words(top)]

    def _scores(self, types: Sequence[str]) -> list[str]:
        out = [f"{'type':10s} {'P':>5s} {'R':>5s} {'F1':>5s} {'gold':>5s} {'made':>5s}"]
        for t in types:
            hit = self.pairs[t, t]
            gold, made = (sum(n for pair, n in self.pairs.items() if pair[k] == t) for k in (0, 1))
            f1 = 2 * hit / (gold + made) if gold + made else 0.0
            out.append(f"{t:10s} {hit / (made or 1):5.2f} {hit / (gold or 1):5.2f} {f1:5.2f} {gold:5d} {made:5d}")
        return out

    def _confusions(self, top: int) -> list[str]:
        wrong = Counter({p: n for p, n in self.pairs.items() if p[0] != p[1] and NONE not in p})
        return ["taken for another type:"] + [f"{n:4d}  {a} taken for {b}" for (a, b), n in wrong.most_common(top)]

    def _words(self, top: int) -> list[str]:
        missed = [f"{n:4d}  {w} ({t})" for (w, t), n in self.missed.most_common(top)]
        needless = [f"{n:4d}  {w} ({t})" for (w, t), n in self.needless.most_common(top)]
        return ["missed:", *missed, "", "needless:", *needless]


def _matched(events: Sequence[Mapping[str, Any]], spans: Sequence[Span], made: Sequence[EventMention]) -> dict[int, int]:
    """Index of an annotated event -> index of the mention that tells it, one to one; the same type goes first."""
    near = [(e["type"] == m.type, i, j) for i, e in enumerate(events) for j, m in enumerate(made) if m.trigger.overlaps(spans[i])]
    found: dict[int, int] = {}
    for _, i, j in sorted(near, key=lambda n: (not n[0], n[1], n[2])):
        if i not in found and j not in found.values():
            found[i] = j
    return found


def _word(item: AnnotatedReport, span: Span) -> str:
    """The lemma of the word that a trigger hangs on."""
    inside = [t for t in item.tokens if t.span.overlaps(span)]
    tops = [t for t in inside if t.head == t.i or not inside[0].i <= t.head <= inside[-1].i]
    return (tops or inside)[0].lemma.lower() if inside else span.of(item.report.text)


def main() -> None:
    """Prints the report of a set."""
    from benchmarks.quality.sets import SETS, annotated, rows, scorer

    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality.events", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[3] / "shared", help="the folder with the annotated sets")
    parser.add_argument("--set", default="ours-dev", choices=("ours-dev", "seeds"))
    parser.add_argument("--top", type=int, default=20, help="how many errors of each kind")
    args = parser.parse_args()
    gold_set = next(s for s in SETS if s.name == args.set)
    score = scorer(args.shared, "score")
    gold, report = score.load(args.shared / gold_set.gold), Report()
    items = list(annotated(rows(args.shared / gold_set.text), date="dct"))
    for item in items:
        report.add(score, item, gold[item.report.id]["events"])
    print(*report.lines(args.top), sep="\n")
    print(*(f"{value:.3f}  {name}" for name, value in quiet(score, gold, items).items()), sep="\n")


if __name__ == "__main__":
    main()
