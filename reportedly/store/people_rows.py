"""Who uses the web app, what they decided and what they watch, as questions to the store return it."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from reportedly.model import Link
from reportedly.store.rows import ClaimRow, StatementRow

Role = Literal["reader", "reviewer", "admin"]
"""What a user may do: read; also judge and correct; also manage users. Each includes the one before."""
ROLES: tuple[Role, ...] = ("reader", "reviewer", "admin")

Layer = Literal["claim", "statement", "event"]
DecisionLayer = Literal["claim", "statement", "event", "report", "entity", "source"]
Judgement = Literal["accept", "reject", "unsure", "same", "different"]
DeliveryState = Literal["waiting", "sent", "given up"]


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may use the web app; `id` is a row's number, `name` what stands beside decisions."""

    id: int
    name: str
    role: Role
    created_at: str
    removed_at: str | None = None

    def may(self, role: Role) -> bool:
        """Whether this user's role includes `role`."""
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True, slots=True)
class Token:
    """A user's key to the API; the key itself is shown once and only its digest is kept."""

    id: int
    label: str
    created_at: str
    used_at: str | None = None
    expires_at: str | None = None
    revoked_at: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided: a judgement, the correction of a `field`, a "grade", or the "undo" of the decision `value`.

    `subject` is the id of what it is on: a claim, a statement, a source, an event to be graded (by its first claim), or
    two records joined by "|" (two claims where `layer` is "event", two reports, two entities). `id` is what
    `Decisions.undo` takes: "l7" for a judgement on two records, "d12" on one, "g3" for a grade. `name` is what a graded
    source is called.
    """

    id: str
    layer: DecisionLayer
    subject: str
    verdict: str
    field: str
    value: str
    person: str
    note: str
    created_at: str
    undone_at: str | None = None
    undone_by: str | None = None
    name: str = ""


class Pair(NamedTuple):
    """Two claims that may be of one event, the link that counts between them, and why they cannot be one ("" when they can)."""

    a: ClaimRow
    b: ClaimRow
    link: Link
    veto: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that the machine is unsure of. `why` says of what; `turn` is passed back with the decision on it.

    `rank` says, in a list, why it stands where it does.

    Exactly one of `claim`, `statement` and `pair` is there.
    """

    layer: Layer
    subject: str
    why: str
    score: float
    turn: int
    claim: ClaimRow | None = None
    statement: StatementRow | None = None
    pair: Pair | None = None
    rank: str = ""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A timeline's question that somebody watches. `query` is that of its address, `feed_key` opens its feed."""

    id: int
    person: str
    title: str
    query: str
    feed_key: str
    webhook: str | None
    secret: str | None
    created_at: str
    after_claim: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message to a webhook: the same `body` at every try. `error` says why the last try failed."""

    id: int
    search: int
    event: str
    body: str
    state: DeliveryState
    tries: int
    next_at: str
    error: str
    created_at: str
    done_at: str | None = None
