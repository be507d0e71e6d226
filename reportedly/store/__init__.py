"""The database: SQLite by default, through SQLAlchemy Core."""

from reportedly.store.filters import Filter
from reportedly.store.rows import (
    ActorRow,
    ClaimRow,
    EventRow,
    FailureRow,
    Health,
    Hit,
    LinkRow,
    NoteRow,
    Page,
    ReportRow,
    RunRow,
    StatementRow,
)
from reportedly.store.store import Store, open_store

__all__ = [
    "ActorRow",
    "ClaimRow",
    "EventRow",
    "FailureRow",
    "Filter",
    "Health",
    "Hit",
    "LinkRow",
    "NoteRow",
    "Page",
    "ReportRow",
    "RunRow",
    "StatementRow",
    "Store",
    "open_store",
]
