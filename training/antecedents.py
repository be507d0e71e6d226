"""Fits whom a pronoun means (`data/weights/antecedents.tsv`): a conditional logit over those spoken of before, and nobody.

What is learnt from: the pronouns that the annotated reports give as the source of a statement or that are the only actor of an
event (gold/ours/train and our annotations of the pool). Every fourth report is held out first, and what is chosen there is printed.

usage: python training/antecedents.py ../shared
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

sys.path[:0] = [str(Path(__file__).parent.parent), str(Path(__file__).parent)]

from reportedly.annotate.entities import Entities, antecedents, pronouns
from reportedly.annotate.entities.antecedents import Candidate
from reportedly.annotate.entities.context import Context
from reportedly.annotate.entities.settings import settings
from reportedly.model import AnnotatedReport, Token
from training import annotated
from training.encoder import data, held
from training.encoder.labels import place
from training.judged import scorer

OUT = Path(__file__).parents[1] / "reportedly" / "data" / "weights" / "antecedents.tsv"
C, LEAST, FEWEST = 0.3, 0.03, 3
"""Strength of the prior; weights below are dropped; features in fewer rows are dropped."""
ABOUT = """whom a pronoun means: features of those spoken of before, and of nobody; fitted by training/antecedents.py
on gold/ours/train and our annotations of the pool"""


Same = Callable[[str, str], bool]


@dataclass(slots=True)
class Asked:
    """A pronoun with its candidates, which of them are right, and the names of each."""

    word: str
    found: list[Candidate]
    right: list[bool]


def wanted(item: AnnotatedReport, gold: annotated.Record) -> dict[int, list[str]]:
    """Token -> the names that the annotation gives for whom it means; only pronouns."""
    at = {t.span.start: t for t in item.tokens}
    out: dict[int, list[str]] = {}
    for s in gold["statements"]:
        source = place(item.report.text, s)[2]
        if source and (t := at.get(source[0][0])) and t.span.end == source[0][1] and t.text.casefold() in settings().pronouns:
            out[t.i] = [s["speaker"]]
    for e in gold["events"]:
        start = item.report.text.find(e["anchor"]) + e["anchor"].find(e["trigger"])
        verb = at.get(start)
        subjects = [t for t in item.tokens if verb and t.head == verb.i and t.dep == "nsubj"] if verb and verb.pos == "VERB" else []
        if len(subjects) == 1 and subjects[0].text.casefold() in settings().pronouns and e["actor"]:
            out.setdefault(subjects[0].i, list(e["actor"]))
    return out


def asked(items: Sequence[AnnotatedReport], gold: dict[str, annotated.Record], same: Same, *, rules: bool) -> Iterator[list[Asked]]:
    """The pronouns of each report; those before are resolved by prominence alone (`rules`) or by the weights as they are."""
    inner, chances = antecedents.candidates, antecedents.chances
    for item in items:
        want, out = wanted(item, gold[item.report.id]), list[Asked]()

        def record(context: Context, token: Token, *rest, _want=want, _out=out):  # type: ignore[no-untyped-def]
            found = inner(context, token, *rest)
            if names := _want.get(token.i):
                right = [bool(c.ids) and _is(context, c, names, same) for c in found]
                if len(names) > 1 and (one := _one_of(context, token, found, names, same)) is not None:
                    right = one
                elif not any(right):
                    right[-1] = True
                if any(right):
                    _out.append(Asked(token.text.casefold(), found, right))
            return found

        antecedents.candidates = record
        if rules:
            antecedents.chances = lambda found: [float(k == 0) for k in range(len(found))]
        try:
            Entities()([AnnotatedReport(item.report, tokens=item.tokens, sentences=item.sentences)])
        finally:
            antecedents.candidates, antecedents.chances = inner, chances
        yield out


def _is(context: Context, candidate: Candidate, names: list[str], same: Same) -> bool:
    """Whether a candidate's entities are those of the annotation, all of them."""
    parts = names if len(names) > 1 else [names[0], *names[0].split(" and ")]
    mine = [context.name(i) for i in candidate.ids]
    hit = sum(any(same(p, m) for p in parts) for m in mine)
    return hit == len(mine) and (len(mine) > 1 or len(names) == 1) and (len(mine) == 1 or len(mine) >= len(names))


def _one_of(context: Context, token: Token, found: Sequence[Candidate], names: list[str], same: Same) -> list[bool] | None:
    """Which candidate a word for one means in what several did with one another ("He met Solheim"), none where that is open.

    Not those named behind it in its sentence. None for a word for several.
    """
    if settings().pronouns[token.text.casefold()] == "many":
        return None
    behind = [t for t in context.draft.syntax.words(context.draft.sentences[token.sentence]) if t.i > token.i]
    others = {context.name(i) for t in behind for i in context.named(t)}
    left = [n for n in names if not any(same(n, o) for o in others)]
    right = [len(c.ids) == 1 and any(same(n, context.name(c.ids[0])) for n in left) for c in found]
    return right if sum(right) == 1 else [False] * len(found)


class Fit:
    """Weights of a conditional logit, by L-BFGS with a Gaussian prior."""

    def __init__(self, rows: Sequence[Asked]) -> None:
        counts = Counter(f for a in rows for c in a.found for f in set(c.features))
        self.index = {f: k for k, f in enumerate(sorted(f for f, n in counts.items() if n >= FEWEST))}
        packed = [([[self.index[f] for f in c.features if f in self.index] for c in a.found], np.array(a.right)) for a in rows]
        flat = [ids for cs, _ in packed for ids in cs]
        self.lengths = np.array([len(x) for x in flat])
        self.columns = np.concatenate([np.array(x, dtype=np.int64) for x in flat])
        self.of = np.repeat(np.arange(len(packed)), [len(cs) for cs, _ in packed])
        self.right = np.concatenate([r for _, r in packed])
        self.rows = np.repeat(np.arange(len(flat)), self.lengths)
        self.n = len(packed)
        done = minimize(self.loss, np.zeros(len(self.index)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
        self.weights = done.x

    def loss(self, w: np.ndarray) -> tuple[float, np.ndarray]:
        """Negative log-likelihood of the right candidates and its gradient."""
        score = np.bincount(self.rows, weights=w[self.columns], minlength=len(self.right))
        top = np.full(self.n, -np.inf)
        np.maximum.at(top, self.of, score)
        raised = np.exp(score - top[self.of])
        whole, good = np.bincount(self.of, weights=raised), np.bincount(self.of, weights=raised * self.right)
        p, q = raised / whole[self.of], raised * self.right / good[self.of]
        grad = np.bincount(self.columns, weights=(p - q)[self.rows], minlength=len(w)) + w / C
        return float(-np.log(good / whole).sum() + (w @ w) / (2 * C)), grad

    def write(self) -> None:
        """Writes the weights file."""
        lines = [*(f"# {line}" for line in ABOUT.splitlines()), "meant"]
        lines += [f"{f}\t0:{self.weights[k]:.2f}" for f, k in self.index.items() if abs(self.weights[k]) >= LEAST]
        OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
        antecedents.linear.cache_clear()


def tell(rows: Sequence[Asked]) -> None:
    """Prints how often the right one is chosen, a wrong one, or nobody, by the word."""
    table: dict[str, Counter[str]] = {}
    for a in rows:
        p = antecedents.chances(a.found)
        k = int(np.argmax(p))
        named = bool(a.found[k].ids) and p[k] >= pronouns.LEAST
        real = any(r and c.ids for r, c in zip(a.right, a.found, strict=True))
        kind = ("right" if a.right[k] else "wrong") if named else ("open" if real else "rightly open")
        table.setdefault(a.word, Counter())[kind] += 1
        table.setdefault("all", Counter())[kind] += 1
    for word, counts in sorted(table.items(), key=lambda pair: -sum(pair[1].values())):
        print(word, dict(counts), flush=True)


def main() -> None:
    """Prominence first, then the weights' own choices before each pronoun."""
    shared = Path(sys.argv[1])
    same = scorer(shared).same_name
    items, gold = list[AnnotatedReport](), dict[str, annotated.Record]()
    for name in ("train", "pool"):
        items += data.read(shared, f"ours.{name}", held.WORK)
        gold |= annotated.texts_and_gold(shared, name)[1]
    first = list(asked(items, gold, same, rules=True))
    Fit([a for k, r in enumerate(first) for a in r if k % 4]).write()
    second = list(asked(items, gold, same, rules=False))
    Fit([a for k, r in enumerate(second) for a in r if k % 4]).write()
    tell([a for k, r in enumerate(second) for a in r if not k % 4])
    Fit([a for r in second for a in r]).write()


if __name__ == "__main__":
    main()
