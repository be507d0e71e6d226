"""Finds the words that news writes small within sentences, for data/weights/casing.txt: python -m training.casing SHARED."""

import gzip
import json
import re
import sys
from collections import Counter
from pathlib import Path

OUT = Path(__file__).parents[1] / "reportedly/data/weights/casing.txt"
WITHIN = re.compile(r"(?<=[a-z,;] )[A-Za-z][a-z]+(?:['’-][a-z]+)*\b")  # a capital after a small word or a comma is no sentence's beginning
HEADLINE = 200  # paragraphs below so many characters may be headlines, where capitals tell nothing
LEAST, SMALL = 10, 0.8
ABOUT = """# Words that {n:,} news reports write small within their sentences: in ten reports at least, and in four of five places.
# What a headline writes with a capital is read as a common word where it stands here. Made by `python -m training.casing`.
"""


def main(shared: Path) -> None:
    """Writes the list."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    stands: Counter[str] = Counter()
    reports = 0
    with gzip.open(shared / "corpora/pool.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            report = json.loads(line)
            if (report.get("lang") or "en") != "en":
                continue
            found = [w for p in report["text"].split("\n") if len(p) >= HEADLINE for w in WITHIN.findall(p)]
            small.update(w for w in found if w.islower())
            large.update(w.lower() for w in found if not w.islower())
            stands.update({w for w in found if w.islower()})
            reports += 1
    common = sorted(w for w, n in stands.items() if n >= LEAST and small[w] >= SMALL * (small[w] + large[w]))
    OUT.write_text(ABOUT.format(n=reports) + "\n".join(common) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
