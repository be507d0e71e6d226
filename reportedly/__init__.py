"""Reportedly keeps a sourced record of what news reports say: who did or said what, according to whom.

    import reportedly

    with reportedly.open("reportedly.db") as record:
        record.add("reports/")
        record.timeline("Russia", "North Korea")

Names are loaded when first used, so that importing the package costs nothing.
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from reportedly.errors import ReportedlyError
    from reportedly.export.record import record
    from reportedly.library import Record, annotate, read
    from reportedly.library import open_record as open
    from reportedly.model import AnnotatedReport, Claim, EventMention, Failure, Report, Span, Statement

_HOMES = {
    "ReportedlyError": ("reportedly.errors", "ReportedlyError"),
    "AnnotatedReport": ("reportedly.model", "AnnotatedReport"),
    "Claim": ("reportedly.model", "Claim"),
    "EventMention": ("reportedly.model", "EventMention"),
    "Failure": ("reportedly.model", "Failure"),
    "Report": ("reportedly.model", "Report"),
    "Span": ("reportedly.model", "Span"),
    "Statement": ("reportedly.model", "Statement"),
    "Record": ("reportedly.library", "Record"),
    "annotate": ("reportedly.library", "annotate"),
    "open": ("reportedly.library", "open_record"),
    "read": ("reportedly.library", "read"),
    "record": ("reportedly.export.record", "record"),
}

__all__ = [
    "AnnotatedReport",
    "Claim",
    "EventMention",
    "Failure",
    "Record",
    "Report",
    "ReportedlyError",
    "Span",
    "Statement",
    "annotate",
    "open",
    "read",
    "record",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES or name.startswith("__"):
        raise AttributeError(f"module 'reportedly' has no attribute {name!r}")
    from importlib import import_module

    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)
