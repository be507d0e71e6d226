"""Indexes that reading needs: what is new, what a publisher tells, what rests on an origin."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_reports_added_at", "reports", ["added_at"], if_not_exists=True)
    op.create_index("ix_reports_publisher_published_order", "reports", ["publisher", "published_order"], if_not_exists=True)
    op.create_index("ix_claims_origin", "claims", ["origin"], if_not_exists=True)
