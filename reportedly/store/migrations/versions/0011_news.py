"""An index that alone tells what the claims of a report change: what is new is then found without reading the claims."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    columns = ["report", "event", "score", "judged", "status", "origin"]
    op.create_index("ix_claims_report_event_score_judged_status_origin", "claims", columns, if_not_exists=True)
    op.drop_index("ix_claims_report", "claims", if_exists=True)
