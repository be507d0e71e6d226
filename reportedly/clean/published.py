"""When a report was published, where its reader could not say: from the address, the dateline, or the text itself."""

import re
from dataclasses import dataclass

from reportedly.clean.dates import MONTHS, is_day
from reportedly.clean.inferred import Inference, inferred
from reportedly.clean.zones import Page
from reportedly.model import Report
from reportedly.model.vocabulary import PublishedBy

UNKNOWN = "neither the page, nor its address, nor a dateline gives a date"
_SEPARATOR = r"[/_.-]"
_ADDRESS_DAY = re.compile(
    rf"(?<!\d)(?P<y>(?:19[89]|20[0-4])\d){_SEPARATOR}(?P<m>\d\d?|[a-z]{{3,9}}){_SEPARATOR}(?P<d>\d\d?)(?!\d)", re.IGNORECASE
)
_ADDRESS_COMPACT = re.compile(r"(?<!\d)(?P<y>20[0-4]\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)")
_ADDRESS_MONTH = re.compile(r"/(?P<y>(?:19[89]|20[0-4])\d)/(?P<m>\d\d?|[a-z]{3,9})/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Publication:
    """`date` is ISO 8601, cut at the precision that is known, or None; `by` how it is known; `reason` says why."""

    date: str | None
    by: PublishedBy
    reason: str


def published(report: Report, page: Page, *, latest: str | None) -> Publication:
    """The date of publication by the first of: the address, the dateline, a line with a date, the text.

    `latest` is a day (ISO 8601) after which it cannot be; a finding beyond it is dropped.
    """
    for found in (_from_address(report.url or report.location), _from_dateline(page), _from_date_line(page)):
        if found and found.date and not _is_after(found.date, latest):
            return found
    guess = inferred(page, latest=latest)
    if guess.date and _is_after(guess.date, latest):
        guess = Inference(None, f"what the text tells ({guess.date}) lies after {str(latest)[:10]}, when it was there already")
    if guess.date:
        return Publication(guess.date, "inferred", guess.reason)
    return Publication(None, "unknown", f"{UNKNOWN}; {guess.reason}")


def _from_address(address: str) -> Publication | None:
    """The date in a web address ("/2022/08/15/", "/2022/aug/15/", "/2022/08/"); paths of files tell nothing."""
    if not address.lower().startswith(("http://", "https://")):
        return None
    path = address.split("?")[0].split("#")[0]
    for pattern in (_ADDRESS_DAY, _ADDRESS_COMPACT, _ADDRESS_MONTH):
        if m := pattern.search(path):
            parts = m.groupdict()
            month = _month(parts["m"])
            day = int(parts.get("d") or 1)
            if month and is_day(int(parts["y"]), month, day):
                date = f"{parts['y']}-{month:02d}" + (f"-{day:02d}" if parts.get("d") else "")
                return Publication(date, "metadata", f"the address has {m.group().strip('/')}")
    return None


def _month(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    return next((i for i, name in enumerate(MONTHS, 1) if name == word.lower() or name[:3] == word.lower()), None)


def _from_dateline(page: Page) -> Publication | None:
    """The dateline's date where it has day and year."""
    date = page.dateline.date if page.dateline else None
    if date is None or date[0] is None:
        return None
    return Publication(f"{date[0]}-{date[1]:02d}-{date[2]:02d}", "dateline", "the dateline gives day and year")


def _from_date_line(page: Page) -> Publication | None:
    """A line above the prose that is nothing but a date."""
    if page.date_line is None:
        return None
    words, date = page.date_line
    return Publication(date, "dateline", f"a line above the text gives the date: '{words}'")


def _is_after(date: str, latest: str | None) -> bool:
    """Whether a date, at its own precision, lies after a day."""
    return bool(latest) and date > str(latest)[: len(date)]
