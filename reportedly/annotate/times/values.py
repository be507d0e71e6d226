"""Arithmetic on TIMEX3 values: how coarse one is, what lies so many units away from it. Pure."""

import re
from datetime import date, timedelta

from reportedly.model import dates

MONTHS = {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}
DAYS = {"D": 1, "N": 1, "W": 7, "WE": 7, "F": 14}
# How coarse a value is: an offset in a finer unit cannot be counted from it.
FINENESS = {"D": 0, "N": 0, "W": 1, "WE": 1, "F": 1, "M": 2, "Q": 3, "H": 3, "S": 3, "Y": 4, "DE": 5, "CE": 6, "ML": 7}
_SHAPES = (
    ("D", re.compile(r"\d{4}-\d\d-\d\d.*")),
    ("M", re.compile(r"\d{4}-\d\d")),
    ("W", re.compile(r"\d{4}-W\d\d")),
    ("WE", re.compile(r"\d{4}-W\d\d-WE")),
    ("Q", re.compile(r"\d{4}-Q\d")),
    ("H", re.compile(r"\d{4}-H\d")),
    ("S", re.compile(r"\d{4}-(?:SP|SU|FA|WI)")),
    ("Y", re.compile(r"\d{4}")),
    ("DE", re.compile(r"\d{3}")),
    ("CE", re.compile(r"\d{2}")),
)


def unit_of(value: str) -> str:
    """The unit a value is of ("D", "M", "Y" ...), "" for anything that is no calendar value."""
    return next((unit for unit, shape in _SHAPES if shape.fullmatch(value)), "")


def first_day(value: str) -> date | None:
    """The first day of a calendar value or date prefix; None when it names none."""
    day = dates.as_date(value)
    return dates.bounds(day)[0] if day else None


def at(day: date, unit: str) -> str:
    """The value of the unit that holds a day: 12 October 2023 is in "W" 2023-W41."""
    iso = day.isocalendar()
    forms = {
        "D": day.isoformat(),
        "N": day.isoformat(),
        "W": f"{iso.year:04d}-W{iso.week:02d}",
        "F": f"{iso.year:04d}-W{iso.week:02d}",
        "WE": f"{iso.year:04d}-W{iso.week:02d}-WE",
        "M": f"{day.year:04d}-{day.month:02d}",
        "Q": f"{day.year:04d}-Q{(day.month + 2) // 3}",
        "H": f"{day.year:04d}-H{1 if day.month < 7 else 2}",
        "Y": f"{day.year:04d}",
        "DE": f"{day.year // 10:03d}",
        "CE": f"{day.year // 100:02d}",
        "ML": f"{day.year // 1000:d}",
    }
    return forms[unit]


def shift(value: str, unit: str, by: int) -> str:
    """The value `by` units after `value`, as coarse as the unit; "" when `value` is too coarse or time runs out.

    shift("2023-10-12", "M", -1) is "2023-09"; shift("2023", "M", 1) is "".
    """
    own = unit_of(value)
    day = first_day(value)
    if not own or day is None or unit not in FINENESS or FINENESS[own] > FINENESS[unit]:
        return ""
    moved = add(day, unit, by)
    return at(moved, unit) if moved else ""


def add(day: date, unit: str, by: int) -> date | None:
    """The day `by` units after another, the last of the month where that month is shorter; None outside years 1 to 9999."""
    try:
        if unit in DAYS:
            return day + timedelta(days=DAYS[unit] * by)
        months = day.year * 12 + day.month - 1 + MONTHS[unit] * by
        first = date(months // 12, months % 12 + 1, 1)
        last = dates.bounds(first.isoformat()[:7])[1]
        return first.replace(day=min(day.day, last.day))
    except (ValueError, OverflowError):
        return None


def easter(year: int) -> date:
    """Easter Sunday, western churches (Butcher's algorithm, Nature, 20 April 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    """The nth weekday (ISO) of a month; 9 or one too many means the last."""
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    while (day.year, day.month) != (year, month):
        day -= timedelta(days=7)
    return day


_LETTERS = {"TS": "S", "TM": "M", "TH": "H", "N": "D"}
_TIMES = {"WE": (2, "D"), "F": (2, "W"), "Q": (3, "M"), "H": (6, "M"), "DE": (10, "Y"), "CE": (100, "Y"), "ML": (1000, "Y")}
_FINER = {"Y": (12, "M"), "TH": (60, "M"), "TM": (60, "S"), "D": (24, "H")}


def duration(count: float | None, unit: str) -> str:
    """A duration's value: two weeks are "P2W", unknown days "PXD", one and a half years "P1Y6M"."""
    clock = "T" if unit.startswith("T") else ""
    if count is None:
        return f"P{clock}X{_LETTERS.get(unit, 'W' if unit == 'F' else unit)}"
    factor, unit = _TIMES.get(unit, (1, unit))
    count *= factor
    letter = _LETTERS.get(unit, unit)
    part = count - int(count)
    if not part or unit not in _FINER:
        return f"P{clock}{count:g}{letter}"
    size, finer = _FINER[unit]
    whole = f"{int(count)}{letter}" if int(count) else ""
    glue = "T" if unit == "D" else ""
    return f"P{clock}{whole}{glue}{round(part * size)}{finer}"
