"""stub"""

from dataclasses import dataclass

from reportedly.clean.zones import Page
from reportedly.model import Report
from reportedly.model.vocabulary import PublishedBy


@dataclass(frozen=True, slots=True)
class Publication:
    """ISO date, how it is known, and why."""

    date: str | None
    by: PublishedBy
    reason: str


def published(report: Report, page: Page, *, latest: str | None) -> Publication:
    """Stub."""
    return Publication(None, "unknown", "")
