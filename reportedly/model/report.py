"""A report as read, and what became of one that could not be."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportedly.model.span import Span
from reportedly.model.vocabulary import PublishedBy, ZoneKind

READ_ZONES: frozenset[ZoneKind] = frozenset({"title", "body", "caption", "quote-block"})
"""The kinds of zone that annotation reads; the others are kept and shown, but say nothing of the world."""

ANNOTATED_LANGUAGES = frozenset({"en"})
"""The languages whose reports are annotated; the others are stored and searchable."""

HELPERS = "reportedly:contributors"
"""The key of the metadata under which those of the credits stand that only contributed, separated by commas."""


def is_foreign(language: str | None) -> bool:
    """Whether a report's language is known and none that is annotated."""
    return bool(language) and language not in ANNOTATED_LANGUAGES


@dataclass(frozen=True, slots=True)
class Zone:
    """A labelled stretch of the text: what part of a page it is, and by which rule that is known."""

    span: Span
    kind: ZoneKind
    reason: str = ""

    @property
    def is_read(self) -> bool:
        """Whether annotation looks at it."""
        return self.kind in READ_ZONES


@dataclass(frozen=True, slots=True)
class Report:
    """One news report: its text and where, when and by whom it was published.

    `text` is what is stored, shown and pointed into: no stage after `clean` changes it. `raw` is the bytes as
    read and `sha256` their digest (hex). Dates are ISO 8601, cut at the precision that is known. `published` is
    when the outlet put it out, `captured` when these bytes were fetched (an instant with offset); neither is ever
    made from the other. `published_reason` says how the date is known. `location` is the path or address it came
    from, with the member inside a container after "#". `metadata` keeps what the page said of itself
    (JSON-LD, OpenGraph, feed fields) as read.
    """

    id: str
    text: str
    sha256: str = ""
    raw: bytes = field(default=b"", repr=False, compare=False)
    location: str = ""
    media_type: str = "text/plain"
    publisher: str | None = None
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    credits: tuple[str, ...] = ()
    language: str | None = None
    published: str | None = None
    published_by: PublishedBy = "unknown"
    published_reason: str = ""
    captured: str | None = None
    zones: tuple[Zone, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that was set aside: which input, at which stage, and why (a sentence for the user).

    `kind` is "skipped" for what is no report (an empty item, a picture), "failed" for what should have been one.
    """

    location: str
    stage: str
    error: str
    kind: str = "failed"
    sha256: str = ""
