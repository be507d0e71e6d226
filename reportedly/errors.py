"""What can go wrong, in words for the person at the keyboard.

Every error says what was wrong, where, and what to do; `str(error)` is that sentence.
"""


class ReportedlyError(Exception):
    """Base of everything this package raises on purpose."""


class ReadError(ReportedlyError):
    """An input could not be read as a report (truncated, wrong encoding, unknown type, empty, too large)."""


class FetchError(ReadError):
    """An address could not be fetched."""


class ResourceError(ReportedlyError):
    """A lexicon, schema or model is missing or damaged."""


class StoreError(ReportedlyError):
    """The database cannot be opened, is of a newer version, is locked, or is damaged."""


class NotFoundError(ReportedlyError):
    """No record has this id, or no actor has this name."""


class UsageError(ReportedlyError):
    """An argument makes no sense (a date that is none, an unknown type)."""


class ConflictError(ReportedlyError):
    """Somebody else decided meanwhile; what was to be kept was not."""
