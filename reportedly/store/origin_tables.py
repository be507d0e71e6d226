"""The tables of copies, of grades, and of how far linking has come. Kept apart from what reports say."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table

from reportedly.store.tables import Big, Words, metadata


def _words(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Words, nullable=null)


def _report(name: str, *, index: bool = False) -> Column[int]:
    return Column(name, Big, ForeignKey("reports.no", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=index)


passages = Table(
    "passages",
    metadata,
    _report("report"),  # the copy
    _report("original", index=True),
    Column("start", Integer, primary_key=True, autoincrement=False),  # characters of the copy's text
    Column("end", Integer, nullable=False),
    CheckConstraint('"end" > start', name="span"),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)

grades = Table(
    "grades",
    metadata,
    Column("no", Big, primary_key=True, autoincrement=True),
    _words("layer"),  # "source": an origin's id; "event": the id of the event's first claim, since events have none that lasts
    _words("subject"),
    _words("name"),  # the source's name as the person wrote it
    _words("grade"),
    _words("person"),
    _words("note"),
    _words("created_at"),
    _words("undone_at", null=True),
    _words("undone_by", null=True),
    CheckConstraint("layer IN ('source', 'event')", name="layer"),
    CheckConstraint("grade IN ('A', 'B', 'C', 'D', 'E', 'F', '1', '2', '3', '4', '5', '6')", name="grade"),
    CheckConstraint("(undone_at IS NULL) = (undone_by IS NULL)", name="undone"),
    Index(None, "subject"),
    sqlite_strict=True,
)

linked = Table(
    "linked",
    metadata,
    _report("report"),
    _words("rules"),  # the version of the rules by which the report's links were made
    sqlite_strict=True,
)

mended = Table(
    "mended",
    metadata,
    Column("failure", Big, ForeignKey("failures.no", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    _words("mended_at"),
    sqlite_strict=True,
)
