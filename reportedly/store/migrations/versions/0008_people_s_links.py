"""Indexes of the links that people made and of those taken back: few among very many, and asked for on every page."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name, condition in (("by_person", "made_by >= 'person:' AND made_by < 'person;'"), ("undone", "undone_at IS NOT NULL")):
        where = sa.text(condition)
        op.create_index(f"ix_links_{name}", "links", ["no"], sqlite_where=where, postgresql_where=where, if_not_exists=True)
