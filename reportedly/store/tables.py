"""The tables, the same for every database. A change here needs a migration in `migrations/versions`.

Times are ISO 8601 text. Lists and records that are never sought by are JSON in text columns. What is derived from
links (`claims.event`, the table `events`) can be made again from them.
"""

from typing import Any

from sqlalchemy import (
    REAL,
    BigInteger,
    BindParameter,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    bindparam,
    text,
)
from sqlalchemy.types import TypeEngine

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = MetaData(naming_convention=NAMING)


def storable(text: str) -> str:
    """`text` with each character that no database takes (NUL, lone surrogates) as U+FFFD, so that offsets hold."""
    if "\x00" in text:
        text = text.replace("\x00", "\ufffd")
    if text.isascii():
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text


class Words(TypeDecorator[str]):
    """Text that takes any Python string, see `storable`; compared by code point on every database."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Any) -> Any:
        collation = "C" if dialect.name == "postgresql" else None
        return dialect.type_descriptor(Text(collation=collation))

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:  # noqa: ARG002 - the signature is given
        return value if value is None else storable(value)


Big: TypeEngine[int] = BigInteger().with_variant(Integer, "sqlite")
Real: TypeEngine[float] = Double().with_variant(REAL, "sqlite")


def several(name: str) -> BindParameter[Any]:
    """A parameter that takes a list of texts, for queries that are made once and asked often: `column.in_(several("ids"))`."""
    return bindparam(name, expanding=True, type_=Words)


def _number() -> Column[int]:
    return Column("no", Big, primary_key=True, autoincrement=True)


def _words(name: str, *, null: bool = False, **more: Any) -> Column[str]:
    return Column(name, Words, nullable=null, **more)


def _report(**more: Any) -> Column[int]:
    return Column("report", Big, ForeignKey("reports.no", ondelete="CASCADE"), nullable=False, **more)


def _only(condition: str) -> dict[str, Any]:
    """What makes an index one of the rows that fit a condition alone."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


blobs = Table(
    "blobs",
    metadata,
    _words("sha256", primary_key=True),
    Column("size", Big, nullable=False),
    Column("data", LargeBinary, nullable=False),  # zlib
    CheckConstraint("size >= 0", name="size"),
    sqlite_strict=True,
)

reports = Table(
    "reports",
    metadata,
    _number(),
    _words("id", unique=True),
    _words("text"),
    _words("text_digest", index=True),
    _words("sha256", index=True),
    _words("location"),
    _words("media_type"),
    _words("publisher", null=True),
    _words("url", null=True, index=True),
    _words("title", null=True),
    _words("byline", null=True),
    _words("credits"),
    _words("language", null=True),
    _words("published", null=True),
    _words("published_order"),  # the same, "" for none
    _words("published_by"),
    _words("published_reason"),
    _words("captured", null=True),
    _words("zones"),
    _words("metadata"),
    Column("layers", LargeBinary, nullable=False),  # zlib of the JSON of an AnnotatedReport without report and tokens
    _words("made_by"),
    _words("added_at"),
    Column("claims", Integer, nullable=False),
    Column("statements", Integer, nullable=False),
    Index(None, "published_order", "no"),
    Index(None, "added_at"),
    Index(None, "publisher", "published_order"),
    sqlite_strict=True,
)

entities = Table(
    "entities",
    metadata,
    _report(primary_key=True),
    _words("id", primary_key=True),
    _words("name"),
    _words("kind"),
    _words("country", null=True),
    _words("office", null=True),
    Index(None, "id", "report"),  # the last report that tells of one
    sqlite_strict=True,
)

names = Table(
    "names",
    metadata,
    _words("key", primary_key=True),  # a name or a mention's text, lower case, letters and digits only
    _words("entity", primary_key=True),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)

statements = Table(
    "statements",
    metadata,
    _report(primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    _words("speaker", null=True, index=True),
    _words("speaker_name", null=True),
    _words("country", null=True, index=True),
    _words("stance"),
    _words("said_on", null=True),
    _words("body"),
    _words("id", server_default="", index=True),  # of the report and the characters of its content
    Column("score", Real, nullable=False, server_default="0"),
    _words("judged", null=True),  # what a person said of it: "accept", "reject", "unsure"
    _words("corrected", null=True),  # what people corrected, JSON
    Index(None, "judged", "score"),
    sqlite_strict=True,
)

claims = Table(
    "claims",
    metadata,
    _number(),
    _words("id", unique=True),
    _report(),
    _words("event"),
    _words("type"),
    _words("mode", null=True),
    _words("status"),
    _words("date", null=True),
    Column("first_day", Integer),  # proleptic ordinals, as datetime.date.toordinal
    Column("last_day", Integer),
    Column("sort_day", Integer, nullable=False),  # first day, else the day of publication, else the last there is
    _words("origin", index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("evidence_start", Integer, nullable=False),
    Column("evidence_end", Integer, nullable=False),
    _words("body"),
    Column("score", Real, nullable=False, server_default="0"),
    _words("judged", null=True),  # what a person said of it: "accept", "reject", "unsure"
    _words("corrected", null=True),  # what people corrected, JSON
    CheckConstraint('"start" >= 0 AND "end" >= "start"', name="span"),
    CheckConstraint("(first_day IS NULL) = (last_day IS NULL)", name="days"),
    Index(None, "sort_day", "no"),
    Index(None, "report", "event", "score", "judged", "status", "origin"),  # what is new is told by it alone
    Index(None, "event", "origin", "report"),  # how many origins an event has is told by it alone
    Index(None, "type", "sort_day"),
    Index(None, "origin"),
    Index(None, "judged", "score"),
    sqlite_strict=True,
)

events = Table(
    "events",
    metadata,
    _words("id", primary_key=True),
    Column("first_day", Integer),  # of the narrowest date that its claims tell
    Column("last_day", Integer),
    Column("sort_day", Integer, nullable=False),
    Column("origins", Integer),  # independent ones, see `weights`
    Column("reports", Integer),
    _words("standing", null=True),
    Index(None, "sort_day", "id"),
    Index(None, "origins", "sort_day", "id"),
    Index(None, "reports", "sort_day", "id"),
    sqlite_strict=True,
)

claim_parties = Table(
    "claim_parties",
    metadata,
    Column("claim", Big, ForeignKey("claims.no", ondelete="CASCADE"), primary_key=True),
    _words("role", primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    _words("entity"),
    _words("name"),
    _words("country", null=True),
    CheckConstraint("role IN ('actor', 'recipient', 'according_to')", name="role"),
    Index(None, "entity", "role", "claim"),
    Index(None, "country", "role", "claim"),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)

claim_keys = Table(
    "claim_keys",
    metadata,
    Column("key", Big, primary_key=True, autoincrement=False),  # 63 bits of the key's SHA-256
    Column("day", Integer, primary_key=True, autoincrement=False),  # of publication, to find what is nearest
    Column("claim", Big, ForeignKey("claims.no", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)

shingles = Table(
    "shingles",
    metadata,
    Column("hash", Big, primary_key=True, autoincrement=False),
    _report(primary_key=True, index=True),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)

fingerprints = Table(
    "fingerprints",
    metadata,
    _report(primary_key=True),
    Column("hashes", LargeBinary, nullable=False),  # zlib of sorted little-endian unsigned 32-bit integers
    sqlite_strict=True,
)

links = Table(
    "links",
    metadata,
    _number(),
    _words("layer"),
    _words("a"),
    _words("b"),
    _words("verdict"),
    Column("score", Real, nullable=False),
    _words("reason"),
    _words("made_by"),
    _words("note"),
    _words("created_at"),
    _words("undone_at", null=True),
    _words("undone_by", null=True),
    CheckConstraint("layer IN ('event', 'entity', 'report')", name="layer"),
    CheckConstraint("verdict IN ('same', 'different', 'unsure')", name="verdict"),
    CheckConstraint("a <> b", name="pair"),
    CheckConstraint("(undone_at IS NULL) = (undone_by IS NULL)", name="undone"),
    Index(None, "a", "layer"),
    Index(None, "b", "layer"),
    Index(None, "verdict", "no"),
    # what people decided and what was taken back: a few rows among very many
    Index("ix_links_by_person", "no", **_only("made_by >= 'person:' AND made_by < 'person;'")),
    Index("ix_links_undone", "no", **_only("undone_at IS NOT NULL")),
    sqlite_strict=True,
)

failures = Table(
    "failures",
    metadata,
    _number(),
    _words("digest", unique=True),
    _words("location"),
    _words("stage"),
    _words("error"),
    _words("kind"),
    _words("sha256"),
    _words("first_at"),
    _words("last_at"),
    sqlite_strict=True,
)

notes = Table(
    "notes",
    metadata,
    _number(),
    _report(index=True),
    _words("note"),
    _words("created_at"),
    sqlite_strict=True,
)

runs = Table(
    "runs",
    metadata,
    _number(),
    _words("source"),
    _words("started_at"),
    _words("finished_at", null=True),
    _words("counts"),
    sqlite_strict=True,
)
