"""A claim's score becomes a column, so that timelines can leave weak claims out."""

import json

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

REAL: TypeEngine[float] = sa.Double().with_variant(sa.REAL, "sqlite")


def upgrade() -> None:
    op.add_column("claims", sa.Column("score", REAL, nullable=False, server_default="0"))
    connection = op.get_bind()
    claims = sa.table("claims", sa.column("no"), sa.column("body"), sa.column("score"))
    rows = [
        {"claim": no, "value": json.loads(body).get("score", 0.0)} for no, body in connection.execute(sa.select(claims.c.no, claims.c.body))
    ]
    if rows:
        connection.execute(sa.update(claims).where(claims.c.no == sa.bindparam("claim")).values(score=sa.bindparam("value")), rows)
