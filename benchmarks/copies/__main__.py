"""Cuts, shuffles and rewrites real reports and asks the store which of them it finds; counts false alarms among look-alikes.

Works on an ordinary store (SQLite, in a temporary folder) with the index that `reportedly add` uses. The texts lie
outside the project (`--shared`). A pair of the same day and topic that is called a copy is a false alarm unless the two
texts share 20 words in a row or a tenth of their sentences: what was really copied into real reports is counted apart.
"""

import argparse
import gzip
import json
import random
import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from math import log, sqrt
from pathlib import Path

from reportedly.model import AnnotatedReport, Report
from reportedly.model.copies import fingerprint, sample
from reportedly.resolve.copying import copy_link
from reportedly.store import Store, open_store

ROOT = Path(__file__).parents[2]
LEAST_WORDS = 120
FOUND_FLOOR, ALARM_CEILING = 0.98, 0.005
TOPIC = 0.25
"""Cosine of two reports' rare words from which on they are of one topic."""
NOW = "2024-01-01T00:00:00+00:00"
Change = Callable[[str, random.Random, list[str]], str]


def reports(shared: Path, most: int) -> list[Report]:
    """Dated reports of the pool that have enough words to be cut to a quarter."""
    found = []
    with gzip.open(shared / "corpora" / "pool.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if len(row["text"].split()) >= LEAST_WORDS:
                found.append(Report(row["id"], row["text"], publisher=row["outlet"], published=row["published"], language="en"))
    random.Random(7).shuffle(found)
    return found[:most]


def piece(text: str, chance: random.Random, share: float) -> str:
    """A stretch of so many words, from anywhere."""
    words = list(re.finditer(r"\S+", text))
    length = int(len(words) * share)
    first = chance.randrange(len(words) - length + 1)
    return text[words[first].start() : words[first + length - 1].end()]


def shuffled(text: str, chance: random.Random, _: list[str]) -> str:
    """The paragraphs in another order."""
    parts = [part for part in re.split(r"\n+", text) if part.strip()]
    chance.shuffle(parts)
    return "\n\n".join(parts)


def reworded(text: str, chance: random.Random, words: list[str]) -> str:
    """One word in twenty replaced by another."""
    return re.sub(r"\S+", lambda m: chance.choice(words) if chance.random() < 0.05 else m.group(), text)


CHANGES: Mapping[str, Change] = {
    "cut to a half": lambda text, chance, _: piece(text, chance, 0.5),
    "cut to a quarter": lambda text, chance, _: piece(text, chance, 0.25),
    "paragraphs reordered": shuffled,
    "5% of the words changed": reworded,
    "cut to a half, 5% of the words changed": lambda text, chance, words: reworded(piece(text, chance, 0.5), chance, words),
}


def found(store: Store, originals: list[Report], change: Change) -> float:
    """The share of changed reports whose original the store finds and calls one."""
    chance, words = random.Random(11), [w for r in originals[:200] for w in r.text.split()]
    hits = 0
    for report in originals:
        copy = fingerprint(Report(f"{report.id}-copy", change(report.text, chance, words), published="2024-12-31"))
        alike = store.lookalikes(sample(copy.shingles), limit=20)
        hits += any(other.report == report.id and copy_link(other, copy) for other in alike)
    return hits / len(originals)


def topics(pool: list[Report]) -> Iterator[tuple[Report, Report]]:
    """Pairs of reports of one day and one topic, by the cosine of their rare words."""
    words = {r.id: Counter(re.findall(r"[^\W\d_]{4,}", r.text.casefold())) for r in pool}
    seen = Counter(w for found in words.values() for w in found)
    weights = {
        id: {w: (1 + log(n)) * log(len(pool) / seen[w]) for w, n in found.items() if seen[w] * 10 < len(pool)}
        for id, found in words.items()
    }
    norms = {id: sqrt(sum(v * v for v in found.values())) for id, found in weights.items()}
    by_day: dict[str, list[Report]] = defaultdict(list)
    for report in pool:
        by_day[(report.published or "")[:10]].append(report)
    for day in by_day.values():
        for a, b in combinations(day, 2):
            one, other = weights[a.id], weights[b.id]
            dot = sum(v * other[w] for w, v in one.items() if w in other)
            if dot >= TOPIC * norms[a.id] * norms[b.id] > 0:
                yield a, b


def shares_text(a: Report, b: Report) -> bool:
    """Whether text was really copied, told otherwise than by the product: a run of 20 words, or a tenth of the sentences."""
    one, other = (re.findall(r"\w+", r.text.casefold()) for r in (a, b))
    runs = {tuple(one[i : i + 20]) for i in range(len(one) - 19)}
    if any(tuple(other[i : i + 20]) in runs for i in range(len(other) - 19)):
        return True
    sentences = [{" ".join(s.split()).casefold() for s in re.split(r"[.!?\n]+", r.text) if len(s.split()) > 5} for r in (a, b)]
    return len(sentences[0] & sentences[1]) * 10 >= min(map(len, sentences)) > 0


def main() -> int:
    """Exit status: 0, or 1 when a floor is broken."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.copies", description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="the folder with the reports")
    parser.add_argument("--stored", type=int, default=6000, help="how many reports the store holds")
    parser.add_argument("--tried", type=int, default=1000, help="how many of them are cut and changed")
    args = parser.parse_args()
    pool, broken = reports(args.shared, args.stored), []
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "copies.db") as store:
        with store.batch():
            for report in pool:
                store.add(AnnotatedReport(report), now=NOW)
        for name, change in CHANGES.items():
            started = time.perf_counter()
            share = found(store, pool[: args.tried], change)
            each = (time.perf_counter() - started) / min(args.tried, len(pool)) * 1000
            print(f"{name:<40} found {share:.1%} of {min(args.tried, len(pool))}, {each:.1f} ms each", flush=True)
            broken += [name] if share < FOUND_FLOOR else []
    pairs = list(topics(pool))
    called = [(a, b) for a, b in pairs if copy_link(fingerprint(a), fingerprint(b))]
    alarms = [(a, b) for a, b in called if not shares_text(a, b)]
    share = len(alarms) / len(pairs) if pairs else 0.0
    print(f"{len(pairs)} pairs of one day and topic: {len(called)} called copies;", end=" ")
    print(f"{len(alarms)} of them share no text: false alarms {share:.2%}")
    for a, b in alarms[:10]:
        print(f"  {a.id} ({a.publisher})   {b.id} ({b.publisher})")
    return 1 if broken or share > ALARM_CEILING else 0


sys.exit(main())
