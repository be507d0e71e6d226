"""The tables of people: who may use the web app, what they decided, what they watch. Kept apart from what reports say.

Nothing here is made by a stage, and no re-run touches it: records are named by their ids, not by row numbers.
"""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, UniqueConstraint

from reportedly.store.tables import Big, Words, metadata


def _number() -> Column[int]:
    return Column("no", Big, primary_key=True, autoincrement=True)


def _words(name: str, *, null: bool = False, key: bool = False) -> Column[str]:
    return Column(name, Words, nullable=null, primary_key=key)


def _user() -> Column[int]:
    return Column("user", Big, ForeignKey("users.no", ondelete="CASCADE"), nullable=False, index=True)


users = Table(
    "users",
    metadata,
    _number(),
    _words("name"),
    _words("key"),  # the name in lower case: two users never differ by case alone
    _words("role"),
    _words("password"),  # an Argon2 hash with its parameters and salt
    _words("created_at"),
    _words("removed_at", null=True),  # kept, since decisions bear the name
    CheckConstraint("role IN ('reader', 'reviewer', 'admin')", name="role"),
    UniqueConstraint("key"),
    sqlite_strict=True,
)

sessions = Table(
    "sessions",
    metadata,
    _words("digest", key=True),  # SHA-256 of the random token that the browser holds
    _user(),
    _words("created_at"),
    _words("expires_at"),
    sqlite_strict=True,
)

tokens = Table(
    "tokens",
    metadata,
    _number(),
    _words("digest"),
    _user(),
    _words("label"),
    _words("created_at"),
    _words("used_at", null=True),
    _words("expires_at", null=True),
    _words("revoked_at", null=True),
    UniqueConstraint("digest"),
    sqlite_strict=True,
)

attempts = Table(
    "attempts",
    metadata,
    _words("key", key=True),  # "name:..." or "from:ADDRESS"
    Column("failures", Integer, nullable=False),
    _words("last_at"),
    _words("locked_until", null=True),
    sqlite_strict=True,
)

visits = Table(
    "visits",
    metadata,
    _words("person", key=True),
    _words("since_at", null=True),  # when the visit before this one ended; what came after is new
    _words("seen_at"),
    sqlite_strict=True,
)

decisions = Table(
    "decisions",
    metadata,
    _number(),
    _words("layer"),
    _words("subject"),  # a claim's or statement's id; for "event" two claims' ids, "a|b", the smaller first
    Column("turn", Integer, nullable=False),  # how many decisions on this subject there are with this one
    _words("verdict"),
    _words("field"),  # of a correction, else ""
    _words("value"),  # of a correction, JSON; the number of what an "undo" undoes; of a pair its link
    _words("person"),
    _words("note"),
    _words("created_at"),
    _words("undone_at", null=True),
    _words("undone_by", null=True),
    CheckConstraint("layer IN ('claim', 'statement', 'event')", name="layer"),
    CheckConstraint("verdict IN ('accept', 'reject', 'unsure', 'correct', 'same', 'different', 'undo')", name="verdict"),
    CheckConstraint("(undone_at IS NULL) = (undone_by IS NULL)", name="undone"),
    UniqueConstraint("layer", "subject", "turn"),  # two people who judge at once: the second is told
    sqlite_strict=True,
)

searches = Table(
    "searches",
    metadata,
    _number(),
    _words("person"),
    _words("title"),
    _words("query"),  # of the timeline's address
    _words("feed_key"),  # who has it may read the feed: feed readers do not log in
    _words("webhook", null=True),
    _words("secret", null=True),
    _words("created_at"),
    Column("after_claim", Big, nullable=False),  # the last claim there was: older ones are not news
    UniqueConstraint("feed_key"),
    Index(None, "person"),
    sqlite_strict=True,
)

deliveries = Table(
    "deliveries",
    metadata,
    _number(),
    Column("search", Big, ForeignKey("searches.no", ondelete="CASCADE"), nullable=False, index=True),
    _words("event"),
    _words("body"),  # the bytes that are sent, the same at every try
    _words("state"),
    Column("tries", Integer, nullable=False),
    _words("next_at"),
    _words("error"),
    _words("created_at"),
    _words("done_at", null=True),
    CheckConstraint("state IN ('waiting', 'sent', 'given up')", name="state"),
    Index(None, "state", "next_at"),
    sqlite_strict=True,
)

delivered = Table(
    "delivered",
    metadata,
    Column("search", Big, ForeignKey("searches.no", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    _words("claim", key=True),
    Column("delivery", Big, ForeignKey("deliveries.no", ondelete="CASCADE"), nullable=False, index=True),
    sqlite_strict=True,
)
