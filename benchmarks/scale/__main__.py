"""What large corpora cost: unit costs with the model of a month, and a simulation with heavy-tailed blocks."""

import argparse
import sys
from pathlib import Path

from benchmarks.parts import add_parts
from benchmarks.scale import costs, simulate
from reportedly.resources import spare_frameworks

ROOT = Path(__file__).parents[2]


def main() -> int:
    """Always 0: costs are told, not tested."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="the folder with the corpora")
    add_parts(parser.add_subparsers(required=True), {"costs": costs, "simulate": simulate})
    args = parser.parse_args()
    spare_frameworks()
    status: int = args.run(args)
    return status


if __name__ == "__main__":
    sys.exit(main())
