"""How long the command line takes to answer and to give its first record, above bare Python."""

import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import perf_counter

REPORT = "Norland's foreign minister, Ana Petrova, met her Sudland counterpart in Vienna on 3 May 2021, the ministry said.\n"


def configure(parser: ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("--times", type=int, default=10, help="how often each start is tried; the best counts")


def main(args: Namespace) -> int:
    """Prints the best of several starts in seconds, wall clock and CPU. Always 0."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.txt"
        path.write_text(REPORT, encoding="utf-8")
        kept = os.environ | {"PYTHONPYCACHEPREFIX": f"{folder}/compiled"}
        kept.pop("PYTHONDONTWRITEBYTECODE", None)
        bare = _best([sys.executable, "-c", "pass"], args.times, kept)
        asked = _best([sys.executable, "-m", "reportedly", "--help"], args.times, kept)
        first = _best([sys.executable, "-m", "reportedly", "annotate", str(path)], args.times, kept)
    print("| start | wall s | CPU s |")
    print("|---|---:|---:|")
    print(f"| bare Python | {bare[0]:.3f} | {bare[1]:.3f} |")
    print(f"| `reportedly --help`, above bare Python | {asked[0] - bare[0]:.3f} | {asked[1] - bare[1]:.3f} |")
    print(f"| first record of a single report (`reportedly annotate`) | {first[0]:.2f} | {first[1]:.2f} |")
    return 0


def _best(command: list[str], times: int, environment: Mapping[str, str]) -> tuple[float, float]:
    """The least wall and the least CPU seconds of several runs, after one that compiles what pip compiles when it installs."""
    walls, cpus = [], []
    subprocess.run(command, check=True, capture_output=True, env=environment)
    for _ in range(times):
        before, start = getrusage(RUSAGE_CHILDREN), perf_counter()
        subprocess.run(command, check=True, capture_output=True, env=environment)
        walls.append(perf_counter() - start)
        after = getrusage(RUSAGE_CHILDREN)
        cpus.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(walls), min(cpus)
