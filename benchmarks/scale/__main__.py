"""What large corpora cost: unit costs with the model of a month, and a simulation with heavy-tailed blocks."""

import argparse
import sys
from pathlib import Path

from benchmarks.scale import costs, simulate
from reportedly.resources import spare_frameworks

ROOT = Path(__file__).parents[2]


def main() -> int:
    """Always 0: costs are told, not tested."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="the folder with the corpora")
    commands = parser.add_subparsers(required=True)
    for name, part in {"costs": costs, "simulate": simulate}.items():
        command = commands.add_parser(name, description=part.__doc__, help=(part.__doc__ or "").splitlines()[0])
        part.configure(command)
        command.set_defaults(run=part.main)
    args = parser.parse_args()
    spare_frameworks()
    status: int = args.run(args)
    return status


if __name__ == "__main__":
    sys.exit(main())
