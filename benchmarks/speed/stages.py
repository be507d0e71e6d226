"""The stages' cost on reports of all lengths: encoder and statements, and events with times and status, per CPU second.

As in the programs: numpy held to one thread, what is loaded kept from the collector of garbage. Several rounds over the same
seeded sample; the machine's other guests move single rounds by a third.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from statistics import median
from time import perf_counter, process_time

from benchmarks.speed.articles import sample
from benchmarks.speed.memory import held
from reportedly import pipeline
from reportedly.clean import clean
from reportedly.model import AnnotatedReport, Report
from reportedly.resources import is_one_thread, settle

GROUPS: Mapping[str, tuple[str, ...]] = {
    "encoder and statements": ("encoder", "statements"),
    "events, times and status": ("events", "times", "status"),
    "all stages": (),
}
"""What is told together; () is everything."""
BATCH = 8


def configure(parser: ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("--reports", type=int, default=60, help="how many reports of the pool, of all lengths")
    parser.add_argument("--rounds", type=int, default=3, help="how often they are read; the median and the best are told")
    parser.add_argument("--seed", type=int, default=5, help="which reports are drawn")


def main(args: Namespace) -> int:
    """Loads the encoder, then annotates the sample in several rounds. Always 0."""
    reports = sample(args.shared / "corpora" / "pool.jsonl.gz", args.reports, args.seed)
    seconds, added = load(reports[0])
    by_stage(reports, BATCH)  # loads what is left: lexicons, weights, cities
    rounds = [by_stage(reports, BATCH) for _ in range(args.rounds)]
    words = sum(len(r.text.split()) for r in reports) / len(reports)
    print(f"{len(reports)} reports of all lengths, {words:.0f} words on average; numpy with one thread: {is_one_thread()}\n")
    print(f"| reports per CPU second | median of {len(rounds)} rounds | best |\n|---|---:|---:|")
    for name, (middle, best) in rates(rounds, len(reports)).items():
        print(f"| {name} | {middle:.1f} | {best:.1f} |")
    print(f"\n| the encoder | figure |\n|---|---:|\n| load, s | {seconds:.2f} |\n| memory that it adds, MB | {added:.0f} |")
    print("\n| stage | CPU ms per report, median |\n|---|---:|")
    for name in rounds[0]:
        print(f"| {name} | {1000 * median(r[name] for r in rounds) / len(reports):.1f} |")
    return 0


def load(report: Report) -> tuple[float, float]:
    """Seconds until the encoder is loaded, and the MB that it adds once it has read a report; the parser is there before."""
    sentences, encoder = pipeline.stages()[:2]
    parsed = sentences([AnnotatedReport(clean(report))])
    before, start = held(), perf_counter()
    from reportedly.annotate.encoder.trained import trained

    trained(1)
    seconds = perf_counter() - start
    encoder(parsed)
    return seconds, held() - before


def rates(rounds: Sequence[Mapping[str, float]], reports: int) -> dict[str, tuple[float, float]]:
    """For each group of stages the reports per CPU second: the median of the rounds, and the best."""
    found = {}
    for group, names in GROUPS.items():
        told = [reports / sum(spent[n] for n in names or spent) for spent in rounds]
        found[group] = median(told), max(told)
    return found


def by_stage(reports: Sequence[Report], batch_size: int) -> dict[str, float]:
    """CPU seconds of each stage."""
    spent: dict[str, float] = {"clean": 0.0}
    for at in range(0, len(reports), batch_size):
        start = process_time()
        batch = [AnnotatedReport(clean(r)) for r in reports[at : at + batch_size]]
        spent["clean"] += process_time() - start
        for stage in pipeline.stages():
            start = process_time()
            batch = stage(batch)
            spent[stage.name] = spent.get(stage.name, 0.0) + process_time() - start
        settle()
    return spent
