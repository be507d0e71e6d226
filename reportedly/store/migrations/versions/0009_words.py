"""The index of words made by us, for claims and statements too; how many origins and reports an event has, and how it stands.

What is indexed and counted anew is filled in by `opening` after this.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NAMES = ("words", "claim_words", "statement_words")


def upgrade() -> None:
    op.execute("DROP TABLE IF EXISTS words")
    for name in NAMES:
        if op.get_bind().dialect.name == "sqlite":
            # ready-made words: whatever is no ASCII is a letter, and case is folded already
            op.execute(f"CREATE VIRTUAL TABLE {name} USING fts5(told, content='', tokenize='ascii')")
        else:
            op.execute(f"CREATE TABLE {name} (no bigint PRIMARY KEY, words tsvector NOT NULL)")
            op.execute(f"CREATE INDEX ix_{name}_words ON {name} USING gin (words)")
    op.add_column("events", sa.Column("origins", sa.Integer(), nullable=True))
    op.add_column("events", sa.Column("reports", sa.Integer(), nullable=True))
    op.add_column("events", sa.Column("standing", TEXT, nullable=True))
    op.create_index("ix_events_origins_sort_day_id", "events", ["origins", "sort_day", "id"], if_not_exists=True)
    op.create_index("ix_events_reports_sort_day_id", "events", ["reports", "sort_day", "id"], if_not_exists=True)
