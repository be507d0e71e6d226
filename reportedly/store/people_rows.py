"""Who uses the web app, what they decided and what they watch, as questions to the store return it."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from reportedly.model import Link
from reportedly.store.rows import ClaimRow, StatementRow

Role = Literal["reader", "reviewer", "admin"]
"""What a user may do: read; also judge and correct; also manage users. Each includes the one before."""
ROLES: tuple[Role, ...] = ("reader", "reviewer", "admin")

Layer = Literal["claim", "statement", "event"]
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
    """What somebody decided: a judgement, the correction of a `field`, or an "undo" of the decision numbered `value`.

    `subject` is the id of a claim or statement, or two claims' ids joined by "|" (`layer` "event"). `id` is what
    `Review.undo` takes ("d12"; "l7" for a judgement that was given on the command line).
    """

    id: str
    layer: Layer
    subject: str
    verdict: str
    field: str
    value: str
    person: str
    note: str
    created_at: str
    undone_at: str | None = None
    undone_by: str | None = None


class Pair(NamedTuple):
    """Two claims that may be of one event, and the link that says so."""

    a: ClaimRow
    b: ClaimRow
    link: Link


@dataclass(frozen=True, slots=True)
class Item:
    """Something that the machine is unsure of. `why` says of what; `turn` is passed back with the decision on it.

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
