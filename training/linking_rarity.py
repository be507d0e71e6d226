"""Counts in how many reports each word stands, for data/weights/rarity.tsv: python -m training.linking_rarity SHARED."""

import gzip
import json
import re
import sys
from collections import Counter
from math import log2
from pathlib import Path

OUT = Path(__file__).parents[1] / "reportedly/data/weights/rarity.tsv"
WORD = re.compile(r"[a-z][a-z'’-]*[a-z]")
LEAST = 10
ABOUT = """# How rare a word is: in how many of {n:,} news reports it stands, as 2 * log2 of that number, rounded; then the words.
# Words that stand in fewer than ten reports are not listed. Made by `python -m training.linking_rarity`.
"""


def main(shared: Path) -> None:
    """Writes the table."""
    counts: Counter[str] = Counter()
    reports = 0
    with gzip.open(shared / "corpora/pool.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            counts.update(set(WORD.findall(json.loads(line)["text"].lower())))
            reports += 1
    classes: dict[int, list[str]] = {}
    for word, n in counts.items():
        if n >= LEAST:
            classes.setdefault(round(2 * log2(n)), []).append(word)
    lines = [f"{size}\t{' '.join(sorted(words))}\n" for size, words in sorted(classes.items(), reverse=True)]
    OUT.write_text(ABOUT.format(n=reports) + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
