"""Fits the weights of linking (data/weights/linking.toml) on ECB+ train: python -m training.linking SHARED [CACHE].

Logistic models: whether two reports are about one story (gold: the subtopics of ECB+, of which two to a topic are
look-alikes), and whether two mentions of one predicted story are one event, with and without what the encoder reads; and
the projection of what it reads (training/linking_senses.py). With --cross prints 5-fold figures over topics. Numbers of
dates are not learnt here (ECB+ has no dates of publication): what cannot agree is a veto. To be run again whenever the
encoder changes.
"""

import pickle
import sys
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks.linking import coref
from benchmarks.linking.gold import GoldMention, read
from reportedly import resources
from reportedly.resolve import pairs
from training import linking_senses

OUT = Path(__file__).parents[1] / "reportedly/data/weights/linking.toml"
FOLDS = 5
LOOKALIKE = 5.0
"""How much more a pair of documents of one topic counts than one of two topics: it is the hard one."""
ABOUT = """# The weights of linking (resolve/pairs.py): logistic models. Made by `python -m training.linking` on the train part of
# ECB+ (25 topics of two look-alike happenings each); figures with docs/evaluation.md.
"""
Rows = Sequence[Mapping[str, float]]
Model = Mapping[str, float]


def fit(rows: Rows, labels: Sequence[bool], weights: Sequence[float] | None = None, *, c: float = 1.0) -> Model:
    """A logistic model by feature."""
    names = sorted({name for row in rows for name in row})
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    model = LogisticRegression(C=c, max_iter=2000, fit_intercept=False).fit(table, labels, sample_weight=weights)
    return {name: round(float(w), 3) for name, w in zip(names, model.coef_[0], strict=True)}


def fit_story(mentions: Sequence[GoldMention]) -> Model:
    """Whether two documents are about one story."""
    first = list({m.document: m for m in mentions}.values())
    couples = list(combinations(first, 2))
    rows = [pairs.story_features(a.sketch.topic, b.sketch.topic) for a, b in couples]
    return fit(rows, [a.subtopic == b.subtopic for a, b in couples], [LOOKALIKE if a.topic == b.topic else 1.0 for a, b in couples])


def fit_pairs(mentions: Sequence[GoldMention]) -> Mapping[str, Model]:
    """Whether two mentions within one predicted story are one event: "pairs" without senses, "sensed" with them."""
    story, known = coref.stories(mentions)
    fold_of = {m.document: m.topic for m in mentions}
    rows, labels, comparable = [], [], []
    for a, b in combinations(mentions, 2):
        if story[a.document] == story[b.document]:
            rows.append(pairs.features(a.sketch, b.sketch, coref.pair_story(a, b, known)))
            labels.append(a.cluster == b.cluster)
            comparable.append(fold_of[a.document] == fold_of[b.document])
    plain = [{name: value for name, value in row.items() if "sense" not in name} for row in rows]
    kept = [i for i, same in enumerate(comparable) if same]  # senses of two folds are of two projections
    return {"pairs": fit(plain, labels), "sensed": fit([rows[i] for i in kept], [labels[i] for i in kept])}


def write(models: Mapping[str, Model]) -> None:
    """Writes the weights as TOML."""
    lines = [ABOUT]
    for model, weights in models.items():
        lines += [f"[{model}]", *(f'"{name}" = {weight}' for name, weight in weights.items()), ""]
    OUT.write_text("\n".join(lines), encoding="utf-8")
    resources.table.cache_clear()
    pairs._weights.cache_clear()


def crossed(shared: Path, mentions: Sequence[GoldMention]) -> None:
    """Prints the scores of models that have not seen the topic, over all topics of train, at several thresholds."""
    topics = sorted({m.topic for m in mentions})
    every: dict[float, dict[str, object]] = {}
    for fold in range(FOLDS):
        rest = [m for m in mentions if topics.index(m.topic) % FOLDS != fold]
        fit_all(rest)
        projection = linking_senses.fit(rest)
        held = linking_senses.sensed([m for m in mentions if topics.index(m.topic) % FOLDS == fold], projection)
        for least in (0.3, 0.35, 0.4, 0.45, 0.5):
            every.setdefault(least, {}).update({k: (fold, v) for k, v in coref.clusters(held, least).items()})
    for least, found in every.items():
        print("5-fold", least, {k: round(v, 4) for k, v in coref.score(shared, mentions, found).items()}, flush=True)


def fit_all(mentions: Sequence[GoldMention]) -> None:
    """Fits and writes the models."""
    story = fit_story(mentions)
    write({"story": story, "pairs": {}, "sensed": {}})
    write({"story": story, **fit_pairs(linking_senses.held_out(mentions, FOLDS))})


def main(shared: Path, cache: Path | None) -> None:
    """Trains and writes."""
    mentions = load(shared, "ecb-train", cache)
    if "--cross" in sys.argv:
        crossed(shared, mentions)
    fit_all(mentions)
    projection = linking_senses.fit(mentions)
    linking_senses.write(projection)
    report(shared, linking_senses.sensed(load(shared, "ecb-dev", cache), projection))


def report(shared: Path, mentions: Sequence[GoldMention]) -> None:
    """Prints what the new weights do on the dev part."""
    found = coref.clusters(mentions)
    print("dev", {k: round(v, 4) for k, v in coref.score(shared, mentions, found).items()})
    base = coref.lemma_baseline(mentions, by_story=False)
    print("joined across look-alikes", coref.joined_across(mentions, found), "of", coref.joined_across(mentions, base))
    by_story = coref.lemma_baseline(mentions, by_story=True)
    print("lemma by predicted story", round(coref.score(shared, mentions, by_story)["CoNLL"], 4))


def load(shared: Path, name: str, cache: Path | None) -> list[GoldMention]:
    """The mentions of a set, kept in a folder between runs."""
    path = cache / f"{name}.mentions.pkl" if cache else None
    if path and path.exists():
        return pickle.loads(path.read_bytes())
    mentions = read(shared, name)
    if path:
        path.write_bytes(pickle.dumps(mentions))
    return mentions


if __name__ == "__main__":
    places = [Path(a) for a in sys.argv[1:] if not a.startswith("--")]
    main(places[0], places[1] if len(places) > 1 else None)
