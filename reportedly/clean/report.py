"""A report as read becomes a report as it is annotated: zones, and the fields that the text itself tells."""

from dataclasses import replace

from reportedly.clean.agencies import agencies
from reportedly.clean.language import language
from reportedly.clean.published import Publication, published
from reportedly.clean.zones import Page, layout
from reportedly.model import Report
from reportedly.model.report import HELPERS


def clean(report: Report, *, latest: str | None = None) -> Report:
    """The report with its zones, and with what its text tells where the reader left a field empty.

    Zones are in order, do not overlap, and hold every character that is not white space; `report.text` is never
    changed. `latest` is an ISO 8601 day after which it cannot have been published (default: when it was captured).
    A publication date is inferred only on evidence, which `published_reason` spells out.
    """
    page = layout(report.text, report.title)
    read = " ".join(zone.span.of(report.text) for zone in page.zones if zone.is_read)
    when = _publication(report, page, latest)
    return replace(
        report,
        zones=tuple(page.zones),
        title=report.title or (page.headline.plain if page.headline else None),
        byline=report.byline or next((made.byline for made in page.made if made.byline), None),
        credits=report.credits or _credits(page),
        metadata=report.metadata if report.credits else {**report.metadata, **_helpers(page)},
        publisher=report.publisher or _publisher(page),
        language=report.language or language(read),
        published=when.date,
        published_by=when.by,
        published_reason=when.reason,
    )


def _publication(report: Report, page: Page, latest: str | None) -> Publication:
    """What the reader knew, or what can be found."""
    if report.published:
        return Publication(report.published, report.published_by, report.published_reason)
    return published(report, page, latest=latest or report.captured)


def _credits(page: Page) -> tuple[str, ...]:
    """Agencies and people the text credits: that of the dateline first. Photographs' credits are not among them."""
    found = [page.dateline.agency] if page.dateline and page.dateline.agency else []
    return tuple(dict.fromkeys([*found, *(name for made in page.made for name in made.credits)]))


def _helpers(page: Page) -> dict[str, str]:
    """The credits of those who only contributed, for the metadata: what a report tells is not theirs as a whole."""
    whole = {name for made in page.made if not made.only_helped for name in made.credits}
    if page.dateline and page.dateline.agency:
        whole.add(page.dateline.agency)
    names = dict.fromkeys(name for made in page.made if made.only_helped for name in made.credits if name not in whole)
    return {HELPERS: ", ".join(names)} if names else {}


def _publisher(page: Page) -> str | None:
    """The agency whose dateline opens the text, where such texts are its own publications."""
    agency = page.dateline.agency if page.dateline else None
    return agency if agency in agencies().own else None
