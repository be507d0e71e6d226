"""An index that tells the origins of an event without its claims: events of several origins are found by it alone."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_claims_event_origin_report", "claims", ["event", "origin", "report"], if_not_exists=True)
    op.drop_index("ix_claims_event", "claims", if_exists=True)
