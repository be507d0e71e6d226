"""An index by which what the last report tells of an entity is found at once, however many tell of it."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_entities_id_report", "entities", ["id", "report"], if_not_exists=True)
    op.drop_index("ix_entities_id", "entities", if_exists=True)
