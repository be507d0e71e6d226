"""Reportedly keeps a sourced record of what news reports say: who did or said what, according to whom.

    import reportedly

    with reportedly.open("reportedly.db") as record:
        record.add("reports/")
        record.timeline("Russia", "North Korea")

Names are loaded when first used, so that importing the package costs nothing.
"""

import sys
from types import ModuleType
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
    if name not in _HOMES:
        raise AttributeError(f"module 'reportedly' has no attribute {name!r}")
    from importlib import import_module

    module, attribute = _HOMES[name]
    value = getattr(import_module(module), attribute)
    globals()[name] = value
    return value


class _Face(ModuleType):
    """The package as its users see it: `read` and `annotate` are functions, although packages bear these names.

    The import system sets a package that it has loaded as an attribute of its parent; here the function stays.
    `from reportedly.read import ...` finds the package as ever. See docs/decisions/0006-public-names.md.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Face
