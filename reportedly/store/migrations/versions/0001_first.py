"""The first schema."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
REAL: TypeEngine[float] = sa.Double().with_variant(sa.REAL, "sqlite")

# The index of words is each database's own: FTS5 over the rows of `reports`, or a tsvector beside them.
WORDS = {
    "sqlite": [
        "CREATE VIRTUAL TABLE words USING fts5(title, text, content='reports', content_rowid='no',"
        " tokenize='porter unicode61 remove_diacritics 2')",
    ],
    "postgresql": [
        "CREATE TABLE words (report bigint PRIMARY KEY REFERENCES reports (no) ON DELETE CASCADE, words tsvector NOT NULL)",
        "CREATE INDEX ix_words_words ON words USING gin (words)",
    ],
}


def upgrade() -> None:
    op.create_table(
        "blobs",
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("size", BIG, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("size >= 0", name=op.f("ck_blobs_size")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blobs")),
        sqlite_strict=True,
    )
    op.create_table(
        "events",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("first_day", sa.Integer(), nullable=True),
        sa.Column("last_day", sa.Integer(), nullable=True),
        sa.Column("sort_day", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_events_sort_day_id"), "events", ["sort_day", "id"], unique=False)
    op.create_table(
        "failures",
        sa.Column("no", BIG, autoincrement=True, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("location", TEXT, nullable=False),
        sa.Column("stage", TEXT, nullable=False),
        sa.Column("error", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("first_at", TEXT, nullable=False),
        sa.Column("last_at", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_failures")),
        sa.UniqueConstraint("digest", name=op.f("uq_failures_digest")),
        sqlite_strict=True,
    )
    op.create_table(
        "links",
        sa.Column("no", BIG, autoincrement=True, nullable=False),
        sa.Column("layer", TEXT, nullable=False),
        sa.Column("a", TEXT, nullable=False),
        sa.Column("b", TEXT, nullable=False),
        sa.Column("verdict", TEXT, nullable=False),
        sa.Column("score", REAL, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("made_by", TEXT, nullable=False),
        sa.Column("note", TEXT, nullable=False),
        sa.Column("created_at", TEXT, nullable=False),
        sa.Column("undone_at", TEXT, nullable=True),
        sa.Column("undone_by", TEXT, nullable=True),
        sa.CheckConstraint("layer IN ('event', 'entity', 'report')", name=op.f("ck_links_layer")),
        sa.CheckConstraint("verdict IN ('same', 'different', 'unsure')", name=op.f("ck_links_verdict")),
        sa.CheckConstraint("(undone_at IS NULL) = (undone_by IS NULL)", name=op.f("ck_links_undone")),
        sa.CheckConstraint("a <> b", name=op.f("ck_links_pair")),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_links")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_links_a_layer"), "links", ["a", "layer"], unique=False)
    op.create_index(op.f("ix_links_b_layer"), "links", ["b", "layer"], unique=False)
    op.create_table(
        "names",
        sa.Column("key", TEXT, nullable=False),
        sa.Column("entity", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("key", "entity", name=op.f("pk_names")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reports",
        sa.Column("no", BIG, autoincrement=True, nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("text_digest", TEXT, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("location", TEXT, nullable=False),
        sa.Column("media_type", TEXT, nullable=False),
        sa.Column("publisher", TEXT, nullable=True),
        sa.Column("url", TEXT, nullable=True),
        sa.Column("title", TEXT, nullable=True),
        sa.Column("byline", TEXT, nullable=True),
        sa.Column("credits", TEXT, nullable=False),
        sa.Column("language", TEXT, nullable=True),
        sa.Column("published", TEXT, nullable=True),
        sa.Column("published_order", TEXT, nullable=False),
        sa.Column("published_by", TEXT, nullable=False),
        sa.Column("published_reason", TEXT, nullable=False),
        sa.Column("captured", TEXT, nullable=True),
        sa.Column("zones", TEXT, nullable=False),
        sa.Column("metadata", TEXT, nullable=False),
        sa.Column("layers", sa.LargeBinary(), nullable=False),
        sa.Column("made_by", TEXT, nullable=False),
        sa.Column("added_at", TEXT, nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_reports")),
        sa.UniqueConstraint("id", name=op.f("uq_reports_id")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_reports_published_order_no"), "reports", ["published_order", "no"], unique=False)
    op.create_index(op.f("ix_reports_sha256"), "reports", ["sha256"], unique=False)
    op.create_index(op.f("ix_reports_text_digest"), "reports", ["text_digest"], unique=False)
    op.create_index(op.f("ix_reports_url"), "reports", ["url"], unique=False)
    op.create_table(
        "runs",
        sa.Column("no", BIG, autoincrement=True, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("started_at", TEXT, nullable=False),
        sa.Column("finished_at", TEXT, nullable=True),
        sa.Column("counts", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_runs")),
        sqlite_strict=True,
    )
    op.create_table(
        "claims",
        sa.Column("no", BIG, autoincrement=True, nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("report", BIG, nullable=False),
        sa.Column("event", TEXT, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("mode", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("date", TEXT, nullable=True),
        sa.Column("first_day", sa.Integer(), nullable=True),
        sa.Column("last_day", sa.Integer(), nullable=True),
        sa.Column("sort_day", sa.Integer(), nullable=False),
        sa.Column("origin", TEXT, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("evidence_start", sa.Integer(), nullable=False),
        sa.Column("evidence_end", sa.Integer(), nullable=False),
        sa.Column("body", TEXT, nullable=False),
        sa.CheckConstraint('"start" >= 0 AND "end" >= "start"', name=op.f("ck_claims_span")),
        sa.CheckConstraint("(first_day IS NULL) = (last_day IS NULL)", name=op.f("ck_claims_days")),
        sa.ForeignKeyConstraint(["report"], ["reports.no"], name=op.f("fk_claims_report"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_claims")),
        sa.UniqueConstraint("id", name=op.f("uq_claims_id")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_claims_event"), "claims", ["event"], unique=False)
    op.create_index(op.f("ix_claims_origin"), "claims", ["origin"], unique=False)
    op.create_index(op.f("ix_claims_report"), "claims", ["report"], unique=False)
    op.create_index(op.f("ix_claims_sort_day_no"), "claims", ["sort_day", "no"], unique=False)
    op.create_index(op.f("ix_claims_type_sort_day"), "claims", ["type", "sort_day"], unique=False)
    op.create_table(
        "entities",
        sa.Column("report", BIG, nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("country", TEXT, nullable=True),
        sa.Column("office", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["report"], ["reports.no"], name=op.f("fk_entities_report"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", "id", name=op.f("pk_entities")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_entities_id"), "entities", ["id"], unique=False)
    op.create_table(
        "fingerprints",
        sa.Column("report", BIG, nullable=False),
        sa.Column("hashes", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.no"], name=op.f("fk_fingerprints_report"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", name=op.f("pk_fingerprints")),
        sqlite_strict=True,
    )
    op.create_table(
        "notes",
        sa.Column("no", BIG, autoincrement=True, nullable=False),
        sa.Column("report", BIG, nullable=False),
        sa.Column("note", TEXT, nullable=False),
        sa.Column("created_at", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.no"], name=op.f("fk_notes_report"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_notes")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_notes_report"), "notes", ["report"], unique=False)
    op.create_table(
        "shingles",
        sa.Column("hash", BIG, autoincrement=False, nullable=False),
        sa.Column("report", BIG, nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.no"], name=op.f("fk_shingles_report"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("hash", "report", name=op.f("pk_shingles")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_shingles_report"), "shingles", ["report"], unique=False)
    op.create_table(
        "statements",
        sa.Column("report", BIG, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("speaker", TEXT, nullable=True),
        sa.Column("speaker_name", TEXT, nullable=True),
        sa.Column("country", TEXT, nullable=True),
        sa.Column("stance", TEXT, nullable=False),
        sa.Column("said_on", TEXT, nullable=True),
        sa.Column("body", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.no"], name=op.f("fk_statements_report"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", "position", name=op.f("pk_statements")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_statements_country"), "statements", ["country"], unique=False)
    op.create_index(op.f("ix_statements_speaker"), "statements", ["speaker"], unique=False)
    op.create_table(
        "claim_keys",
        sa.Column("key", BIG, autoincrement=False, nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("claim", BIG, nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.no"], name=op.f("fk_claim_keys_claim"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", "day", "claim", name=op.f("pk_claim_keys")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_claim_keys_claim"), "claim_keys", ["claim"], unique=False)
    op.create_table(
        "claim_parties",
        sa.Column("claim", BIG, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entity", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("country", TEXT, nullable=True),
        sa.CheckConstraint("role IN ('actor', 'recipient', 'according_to')", name=op.f("ck_claim_parties_role")),
        sa.ForeignKeyConstraint(["claim"], ["claims.no"], name=op.f("fk_claim_parties_claim"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("claim", "role", "position", name=op.f("pk_claim_parties")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_claim_parties_country_role_claim"), "claim_parties", ["country", "role", "claim"], unique=False)
    op.create_index(op.f("ix_claim_parties_entity_role_claim"), "claim_parties", ["entity", "role", "claim"], unique=False)
    for statement in WORDS[op.get_bind().dialect.name]:
        op.execute(statement)
