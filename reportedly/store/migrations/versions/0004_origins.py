"""Copied passages, grades, how far linking has come, failures that were mended; twice as many shingles are indexed."""

import zlib
from array import array

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

from reportedly.store.tables import Words

revision = "0004"
down_revision = "0002"
branch_labels = None
depends_on = None

BIG: TypeEngine[int] = sa.BigInteger().with_variant(sa.Integer, "sqlite")
TEXT = Words()
INDEXED, INDEXED_BEFORE = 4, 8
"""One shingle in so many."""
_CHUNK = 500


def upgrade() -> None:
    _copies()
    _grades()
    _linking()
    _index_shingles()


def _words(*names: str, null: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT, nullable=null) for name in names]


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, BIG, autoincrement=False, nullable=False)


def _copies() -> None:
    op.create_table(
        "passages",
        _number("report"),
        _number("original"),
        sa.Column("start", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.CheckConstraint('"end" > start', name=op.f("ck_passages_span")),
        sa.ForeignKeyConstraint(["report"], ["reports.no"], name=op.f("fk_passages_report"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["original"], ["reports.no"], name=op.f("fk_passages_original"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", "original", "start", name=op.f("pk_passages")),
        sqlite_with_rowid=False,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_passages_original"), "passages", ["original"])


def _grades() -> None:
    op.create_table(
        "grades",
        sa.Column("no", BIG, autoincrement=True, nullable=False),
        *_words("layer", "subject", "name", "grade", "person", "note", "created_at"),
        *_words("undone_at", "undone_by", null=True),
        sa.CheckConstraint("layer IN ('source', 'event')", name=op.f("ck_grades_layer")),
        sa.CheckConstraint("grade IN ('A', 'B', 'C', 'D', 'E', 'F', '1', '2', '3', '4', '5', '6')", name=op.f("ck_grades_grade")),
        sa.CheckConstraint("(undone_at IS NULL) = (undone_by IS NULL)", name=op.f("ck_grades_undone")),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_grades")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_grades_subject"), "grades", ["subject"])


def _linking() -> None:
    op.create_table(
        "linked",
        _number("report"),
        *_words("rules"),
        sa.ForeignKeyConstraint(["report"], ["reports.no"], name=op.f("fk_linked_report"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", name=op.f("pk_linked")),
        sqlite_strict=True,
    )
    op.create_table(
        "mended",
        _number("failure"),
        *_words("mended_at"),
        sa.ForeignKeyConstraint(["failure"], ["failures.no"], name=op.f("fk_mended_failure"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("failure", name=op.f("pk_mended")),
        sqlite_strict=True,
    )


def _index_shingles() -> None:
    """Adds the shingles that are indexed from now on, from the whole sets that are stored."""
    connection = op.get_bind()
    prints = sa.table("fingerprints", sa.column("report"), sa.column("hashes", sa.LargeBinary()))
    shingles = sa.table("shingles", sa.column("hash"), sa.column("report"))
    last = 0
    while rows := connection.execute(sa.select(prints).where(prints.c.report > last).order_by(prints.c.report).limit(_CHUNK)).all():
        last = rows[-1].report
        hashes = [(row.report, array("I", zlib.decompress(row.hashes))) for row in rows]
        new = [{"hash": h, "report": no} for no, found in hashes for h in found if h % INDEXED == 0 and h % INDEXED_BEFORE]
        if new:
            connection.execute(sa.insert(shingles), new)
