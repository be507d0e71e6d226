"""What this process and its workers hold and spend."""

import os
import resource
from collections.abc import Sequence
from pathlib import Path
from time import process_time


def held() -> float:
    """The memory that this process holds now in MB, where the system tells it; else the most that it ever held."""
    told = Path("/proc/self/statm")
    if told.exists():
        return int(told.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def workers() -> Sequence[int]:
    """The numbers of the processes that this one has started and that still run, where the system tells them."""
    return [int(n) for told in Path("/proc/self/task").glob("*/children") for n in told.read_text().split()]


def worker_memory() -> float:
    """The memory that the largest worker holds now in MB; 0 without workers."""
    pages = (int(Path(f"/proc/{n}/statm").read_text().split()[1]) for n in workers())
    return max(pages, default=0) * resource.getpagesize() / 2**20


def spent() -> float:
    """The CPU seconds that this process and its workers have spent so far."""
    ticks = [Path(f"/proc/{n}/stat").read_text().rpartition(")")[2].split()[11:13] for n in workers()]
    return process_time() + sum(int(t) for pair in ticks for t in pair) / os.sysconf("SC_CLK_TCK")
