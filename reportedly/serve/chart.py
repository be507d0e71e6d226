"""Counts over time as a picture: acts of cooperation above the line, of conflict below it, and Goldstein's mean as a curve. Pure.

The picture is SVG made here: no library, no script. Scores are those of Goldstein (1992) on the act's kind, -10 to 10.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from reportedly.codes import goldstein
from reportedly.model import EventType
from reportedly.store.rows import DayCount

WIDTH, HEIGHT, LEFT, TOP, FOOT = 1360, 150, 34, 8, 20
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MOST_BARS = 130
_WIDEST = 70.0
"""Of a bar: one day alone does not fill the picture."""
_STRAY = 0.05
"""The share of events, far before all others, that are counted apart rather than let the picture shrink."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """A stretch of time: its first and last day, its name, how many events of cooperation and of conflict, their mean score."""

    first: date
    last: date
    name: str
    up: int
    down: int
    mean: float | None

    @property
    def events(self) -> int:
        """How many events."""
        return self.up + self.down


@dataclass(frozen=True, slots=True)
class Bar:
    """A bucket as drawn: where it stands, how high it is above and below the line, and where a click leads."""

    bucket: Bucket
    x: float
    width: float
    up: float
    down: float
    href: str

    @property
    def label(self) -> str:
        """What it says when pointed at."""
        b = self.bucket
        mean = f", mean score {b.mean:+.1f}" if b.mean is not None else ""
        return f"{b.name}: {b.up} cooperation, {b.down} conflict{mean}"


@dataclass(frozen=True, slots=True)
class Chart:
    """The picture: bars, the curve's points, the labels below, the scale.

    `undated` events stand on no bar, nor do those that are too `vague` for one, nor the `early` ones before its `begin`.
    """

    bars: tuple[Bar, ...]
    curves: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]
    ticks: tuple[tuple[float, str], ...]
    middle: float
    most: int
    unit: str
    undated: int = 0
    vague: int = 0
    early: int = 0
    begin: date = date.min
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    top: int = TOP
    bottom: int = HEIGHT - FOOT

    @property
    def events(self) -> int:
        """How many events stand on bars."""
        return sum(bar.bucket.events for bar in self.bars)


def chart(counts: Iterable[DayCount], address: Callable[[Bucket], str]) -> Chart | None:
    """The picture of counts; `address` gives where a click on a bucket leads. None when no event has a date.

    An event whose date covers more than one bar (a whole year on bars of months) is not drawn but counted in `vague`.
    """
    counts = list(counts)
    dated = [c for c in counts if c.first_day and c.last_day and c.first_day > 1 and c.last_day < date.max.toordinal()]
    undated = sum(c.events for c in counts) - sum(c.events for c in dated)
    if not dated:
        return None
    begin, end = _window(dated)
    early = sum(c.events for c in dated if (c.first_day or 0) < begin)
    dated = [c for c in dated if (c.first_day or 0) >= begin]
    unit = _unit(begin, end)
    spans: dict[tuple[int | None, int | None], list[DayCount]] = {}
    for c in dated:  # many kinds of act share a day: its bar is sought once
        spans.setdefault((c.first_day, c.last_day), []).append(c)
    groups: dict[date, list[DayCount]] = {}
    vague = 0
    for (first, last), told in spans.items():
        start = _start(date.fromordinal(first or 1), unit)
        if date.fromordinal(last or 1) > _end(start, unit):
            vague += sum(c.events for c in told)
        else:
            groups.setdefault(start, []).extend(told)
    buckets = _all(groups, unit)
    if not buckets:
        return None
    return replace(_drawn(buckets, address, unit), undated=undated, vague=vague, early=early, begin=date.fromordinal(begin))


def _window(dated: list[DayCount]) -> tuple[int, int]:
    """The first and the last day to be drawn: without the few early events that alone would make its bars coarser."""
    days = sorted((c.first_day or 0, c.events) for c in dated)
    left, end = int(sum(events for _, events in days) * _STRAY), days[-1][0]
    finest = _UNITS.index(_unit(days[0][0], end))
    begin = days[0][0]
    for day, events in days:
        if (unit := _UNITS.index(_unit(day, end))) < finest:
            begin, finest = day, unit
        left -= events
        if left < 0:
            break
    return begin, end


def _drawn(buckets: list[Bucket], address: Callable[[Bucket], str], unit: str) -> Chart:
    most = max(1, *(max(b.up, b.down) for b in buckets)) if buckets else 1
    middle = (TOP + HEIGHT - FOOT) / 2
    half = middle - TOP
    step = min((WIDTH - LEFT) / len(buckets), _WIDEST)
    bars, points = [], []
    for i, b in enumerate(buckets):
        x = LEFT + i * step
        gap = min(2.0, step * 0.2)
        bars.append(
            Bar(b, round(x, 1), round(max(step - gap, 0.8), 1), round(half * b.up / most, 1), round(half * b.down / most, 1), address(b))
        )
        points.append((round(x + step / 2, 1), round(middle - half * b.mean / 10, 1)) if b.mean is not None else None)
    curves, run = [], list[tuple[float, float]]()
    for point in [*points, None]:
        if point is None and run:
            curves.append(" ".join(f"{x},{y}" for x, y in run))
            run = []
        elif point is not None:
            run.append(point)
    dots = tuple(p for p in points if p is not None)
    return Chart(tuple(bars), tuple(curves), dots, _ticks(bars, unit), round(middle, 1), most, unit)


def _ticks(bars: list[Bar], unit: str) -> tuple[tuple[float, str], ...]:
    """The labels below, at most about twelve."""
    every = max(1, -(-len(bars) // 12))
    first = [(bar.x, bar.bucket) for i, bar in enumerate(bars) if i % every == 0]
    name: Callable[[Bucket], str] = (lambda b: str(b.first.year)) if unit == "year" else (lambda b: b.name)
    return tuple((x, name(b)) for x, b in first)


_UNITS = ("day", "month", "quarter", "year")


def _unit(first: int, last: int) -> str:
    days = last - first + 1
    if days <= 45:
        return "day"
    if days <= _MOST_BARS * 30:
        return "month"
    return "quarter" if days <= _MOST_BARS * 91 else "year"


def _start(day: date, unit: str) -> date:
    if unit == "day":
        return day
    if unit == "month":
        return day.replace(day=1)
    return date(day.year, day.month - (day.month - 1) % 3 if unit == "quarter" else 1, 1)


def _end(start: date, unit: str) -> date:
    if unit == "day":
        return start
    month = {"month": start.month, "quarter": min(start.month + 2, 12), "year": 12}[unit]
    return date(start.year, month, monthrange(start.year, month)[1])


def _all(groups: dict[date, list[DayCount]], unit: str) -> list[Bucket]:
    """The buckets from the first to the last, with the empty ones between; the latest ones where they would be too many."""
    if not groups:
        return []
    made, at, last = [], min(groups), max(groups)
    while at <= last:
        made.append(_bucket(at, unit, groups.get(at, [])))
        end = _end(at, unit)
        if end >= date.max:
            break
        at = date.fromordinal(end.toordinal() + 1)
    return made[-2 * _MOST_BARS :]


def _bucket(start: date, unit: str, counts: list[DayCount]) -> Bucket:
    kinds: dict[tuple[EventType, str | None], int] = {}
    for c in counts:
        kinds[c.type, c.mode] = kinds.get((c.type, c.mode), 0) + c.events
    scores = [(goldstein(type, mode), events) for (type, mode), events in kinds.items()]
    up, down = sum(n for s, n in scores if s >= 0), sum(n for s, n in scores if s < 0)
    mean = sum(s * n for s, n in scores) / (up + down) if up + down else None
    return Bucket(start, _end(start, unit), _name(start, unit), up, down, mean)


def _name(start: date, unit: str) -> str:
    month = _MONTHS[start.month - 1]
    names = {"day": f"{start.day} {month} {start.year}", "month": f"{month} {start.year}", "year": str(start.year)}
    return names.get(unit) or f"Q{(start.month + 2) // 3} {start.year}"
