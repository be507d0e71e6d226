"""Values as people read them: dates as what they are, names, numbers, addresses. Pure; used as template filters."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from urllib.parse import urlsplit

from reportedly.codes import BARE, modes
from reportedly.model import Party
from reportedly.model.dates import bounds

FILTERS = (
    "date_words",
    "names",
    "web_url",
    "plural",
    "day_words",
    "percent",
    "loudness",
    "instant_words",
    "unquoted",
    "is_quoted",
    "kind_words",
)
_WIDE = 20
"""Years that an interval covers which says no date: "this century"."""
_MARKS = '“”"„'
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""The months as dates name them."""


def date_words(value: str | None, published: str | None = None) -> str:
    """A date of the record as what it is: "3 Oct 2023", "Sep 2023", "2023", "between 1 and 7 Oct 2023", "since Mar 2020".

    Without one "undated", with the day of publication where that is given.
    """
    if not value:
        return f"undated, reported on {day_words(published)}" if published else "undated"
    first, slash, last = value.partition("/")
    if not slash:
        return day_words(value)
    if not first or not last:
        return f"since {day_words(first)}" if first else f"until {day_words(last)}"
    try:
        low, high = bounds(value)
    except ValueError:
        return value
    if high.year - low.year >= _WIDE:
        return f"no date closer than {low.year} to {high.year}"
    if len(first) < 10 or len(last) < 10:
        return f"between {day_words(first)} and {day_words(last)}"
    return f"between {_short(low, high)} and {day_words(last)}"


def day_words(value: str | None) -> str:
    """A day, month or year: "3 Oct 2023", "Oct 2023", "2023"; an instant as its day; what is no date as it is."""
    if not value:
        return "unknown"
    try:
        low, _ = bounds(value[:10])
    except ValueError:
        return value
    return " ".join(([str(low.day)] if len(value) >= 10 else []) + ([MONTHS[low.month - 1]] if len(value) >= 7 else []) + [str(low.year)])


def _short(day: date, other: date) -> str:
    """A day without what it shares with the `other`."""
    parts = [str(day.day)]
    if (day.year, day.month) != (other.year, other.month):
        parts.append(MONTHS[day.month - 1])
    if day.year != other.year:
        parts.append(str(day.year))
    return " ".join(parts)


def unquoted(text: str) -> str:
    """Words without the quotation marks around them, where a page sets its own; as they are where there are others within."""
    bare = text.strip().strip(_MARKS).strip()
    return text.strip() if any(mark in bare for mark in _MARKS) else bare


def is_quoted(text: str) -> bool:
    """Whether words begin or end with quotation marks of their own (as `unquoted` leaves them): a page sets none around them then."""
    bare = unquoted(text)
    return bare[:1] in tuple(_MARKS) or bare[-1:] in tuple(_MARKS)


def names(parties: Sequence[Party]) -> str:
    """The parties' names, joined by commas."""
    return ", ".join(p.name for p in parties)


def web_url(value: str | None) -> str:
    """An address that may be linked to: http or https with a host, else ""."""
    if not value:
        return ""
    try:
        parts = urlsplit(value)
    except ValueError:
        return ""
    return value if parts.scheme in ("http", "https") and parts.netloc else ""


def plural(count: int, noun: str, many: str = "") -> str:
    """A count with its noun: "1 claim", "1,200 claims"."""
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"


def kind_words(kinds: Iterable[str]) -> str:
    """Kinds of act, each type once: "consult · visit or phone, agree"; of most of its modes those left out: "consult without letter"."""
    by_type: dict[str, list[str]] = {}
    for kind in kinds:
        type, _, mode = kind.lower().partition("/")
        by_type.setdefault(type, []).append({BARE: "no mode"}.get(mode, mode))
    return ", ".join(_kind(type, () if "" in chosen else chosen) for type, chosen in by_type.items())


def _kind(type: str, chosen: Sequence[str]) -> str:
    others = [mode for mode in modes(type.upper()) if mode not in chosen]
    if "no mode" in chosen and len(others) < len(chosen):
        return f"{type} without {' or '.join(others)}" if others else type
    return f"{type} · {' or '.join(chosen)}" if chosen else type


def percent(share: float) -> str:
    """0.834 as "83%"."""
    return f"{round(share * 100)}%"


LOUD: Mapping[str, str] = {
    "denied": "bad",
    "did-not-happen": "bad",
    "failed": "bad",
    "disputed": "bad",
    "alleged": "warn",
    "suspected": "warn",
    "hypothetical": "warn",
    "threatened": "warn",
    "unconfirmed": "warn",
    "planned": "soft",
    "proposed": "soft",
    "both parties say so": "good",
    "both parties deny it": "bad",
    "one side alone denies it": "bad",
    "a third party denies it": "bad",
    "denies": "bad",
    "confirms": "good",
}
"""Statuses and standings that stand out -> how."""


def loudness(word: str) -> str:
    """How a status or standing stands out, as the name of a style; "" for plain ones."""
    return LOUD.get(word, "")


def instant_words(value: str) -> str:
    """An instant as day, hour and minute (UTC); a date as a day."""
    return f"{day_words(value)}, {value[11:16]} UTC" if len(value) > 15 else day_words(value)
