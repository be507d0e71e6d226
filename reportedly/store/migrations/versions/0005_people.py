"""People: users and their access, what they decided and corrected, what they watch; statements get ids and scores."""

import json
from hashlib import sha256

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

from reportedly.store.tables import Words

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BIG: TypeEngine[int] = sa.BigInteger().with_variant(sa.Integer, "sqlite")
REAL: TypeEngine[float] = sa.Double().with_variant(sa.REAL, "sqlite")
TEXT = Words()


def upgrade() -> None:
    _mark_claims()
    _name_statements()
    _users()
    _judging()
    _watching()


def _number() -> sa.Column[int]:
    return sa.Column("no", BIG, autoincrement=True, nullable=False)


def _words(*names: str, null: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT, nullable=null) for name in names]


def _mark_claims() -> None:
    for name in ("judged", "corrected"):
        op.add_column("claims", sa.Column(name, TEXT, nullable=True))
    op.create_index(op.f("ix_claims_judged_score"), "claims", ["judged", "score"])
    op.create_index(op.f("ix_links_verdict_no"), "links", ["verdict", "no"])


def _name_statements() -> None:
    op.add_column("statements", sa.Column("id", TEXT, nullable=False, server_default=""))
    op.add_column("statements", sa.Column("score", REAL, nullable=False, server_default="0"))
    for name in ("judged", "corrected"):
        op.add_column("statements", sa.Column(name, TEXT, nullable=True))
    statements = sa.table("statements", *(sa.column(name) for name in ("report", "position", "body", "id", "score")))
    reports = sa.table("reports", sa.column("no"), sa.column("id"))
    connection = op.get_bind()
    query = sa.select(statements.c.report, statements.c.position, statements.c.body, reports.c.id.label("of"))
    rows = []
    for row in connection.execute(query.join(reports, reports.c.no == statements.c.report)):
        body = json.loads(row.body)
        places = ",".join(f"{start}-{end}" for start, end in body["content"])
        id = "st-" + sha256(f"{row.of}:{places}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
        rows.append({"its_report": row.report, "its_position": row.position, "its_id": id, "its_score": body.get("score", 0.0)})
    if rows:
        its = (statements.c.report == sa.bindparam("its_report"), statements.c.position == sa.bindparam("its_position"))
        connection.execute(sa.update(statements).where(*its).values(id=sa.bindparam("its_id"), score=sa.bindparam("its_score")), rows)
    op.create_index(op.f("ix_statements_id"), "statements", ["id"])
    op.create_index(op.f("ix_statements_judged_score"), "statements", ["judged", "score"])


def _users() -> None:
    op.create_table(
        "users",
        _number(),
        *_words("name", "key", "role", "password", "created_at"),
        *_words("removed_at", null=True),
        sa.CheckConstraint("role IN ('reader', 'reviewer', 'admin')", name=op.f("ck_users_role")),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_users")),
        sa.UniqueConstraint("key", name=op.f("uq_users_key")),
        sqlite_strict=True,
    )
    op.create_table(
        "sessions",
        *_words("digest"),
        sa.Column("user", BIG, nullable=False),
        *_words("created_at", "expires_at"),
        sa.ForeignKeyConstraint(["user"], ["users.no"], name=op.f("fk_sessions_user"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_sessions")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_sessions_user"), "sessions", ["user"])
    op.create_table(
        "tokens",
        _number(),
        *_words("digest"),
        sa.Column("user", BIG, nullable=False),
        *_words("label", "created_at"),
        *_words("used_at", "expires_at", "revoked_at", null=True),
        sa.ForeignKeyConstraint(["user"], ["users.no"], name=op.f("fk_tokens_user"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_tokens")),
        sa.UniqueConstraint("digest", name=op.f("uq_tokens_digest")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_tokens_user"), "tokens", ["user"])
    op.create_table(
        "attempts",
        *_words("key"),
        sa.Column("failures", sa.Integer(), nullable=False),
        *_words("last_at"),
        *_words("locked_until", null=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_attempts")),
        sqlite_strict=True,
    )
    op.create_table(
        "visits",
        *_words("person"),
        *_words("since_at", null=True),
        *_words("seen_at"),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_visits")),
        sqlite_strict=True,
    )


def _judging() -> None:
    verdicts = "'accept', 'reject', 'unsure', 'correct', 'same', 'different', 'undo'"
    op.create_table(
        "decisions",
        _number(),
        *_words("layer", "subject"),
        sa.Column("turn", sa.Integer(), nullable=False),
        *_words("verdict", "field", "value", "person", "note", "created_at"),
        *_words("undone_at", "undone_by", null=True),
        sa.CheckConstraint("layer IN ('claim', 'statement', 'event')", name=op.f("ck_decisions_layer")),
        sa.CheckConstraint(f"verdict IN ({verdicts})", name=op.f("ck_decisions_verdict")),
        sa.CheckConstraint("(undone_at IS NULL) = (undone_by IS NULL)", name=op.f("ck_decisions_undone")),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_decisions")),
        sa.UniqueConstraint("layer", "subject", "turn", name=op.f("uq_decisions_layer_subject_turn")),
        sqlite_strict=True,
    )


def _watching() -> None:
    op.create_table(
        "searches",
        _number(),
        *_words("person", "title", "query", "feed_key"),
        *_words("webhook", "secret", null=True),
        *_words("created_at"),
        sa.Column("after_claim", BIG, nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_searches")),
        sa.UniqueConstraint("feed_key", name=op.f("uq_searches_feed_key")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_searches_person"), "searches", ["person"])
    op.create_table(
        "deliveries",
        _number(),
        sa.Column("search", BIG, nullable=False),
        *_words("event", "body", "state"),
        sa.Column("tries", sa.Integer(), nullable=False),
        *_words("next_at", "error", "created_at"),
        *_words("done_at", null=True),
        sa.CheckConstraint("state IN ('waiting', 'sent', 'given up')", name=op.f("ck_deliveries_state")),
        sa.ForeignKeyConstraint(["search"], ["searches.no"], name=op.f("fk_deliveries_search"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_deliveries")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_deliveries_search"), "deliveries", ["search"])
    op.create_index(op.f("ix_deliveries_state_next_at"), "deliveries", ["state", "next_at"])
    op.create_table(
        "delivered",
        sa.Column("search", BIG, autoincrement=False, nullable=False),
        *_words("claim"),
        sa.Column("delivery", BIG, nullable=False),
        sa.ForeignKeyConstraint(["search"], ["searches.no"], name=op.f("fk_delivered_search"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["delivery"], ["deliveries.no"], name=op.f("fk_delivered_delivery"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("search", "claim", name=op.f("pk_delivered")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_delivered_delivery"), "delivered", ["delivery"])
