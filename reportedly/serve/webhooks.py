"""Messages to webhooks: signed, tried again with growing pauses, and never sent into the network this machine stands in.

An address is looked up once and the connection goes to the very addresses that were checked, so that a name cannot
mean one place when it is checked and another when it is used; redirects are not followed.
"""

import hmac
import ipaddress
import json
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlsplit

from reportedly.errors import NotFoundError, UsageError
from reportedly.serve.access.throttle import later
from reportedly.serve.feeds import title
from reportedly.store import EventRow, Store
from reportedly.store.filters import Filter
from reportedly.store.people_rows import Delivery, SavedSearch

PAUSES = (60, 300, 1800, 7200, 28800, 86400)
"""Seconds before each further try; then the message is given up."""
TIMEOUT = 10.0
LEASE = 300
"""Seconds for which a message that is being sent is nobody else's."""
Lookup = Callable[[str, int], Sequence[str]]
Post = Callable[[str, str, bytes, dict[str, str]], int]
"""Sends a body to an address over one of the machine's addresses that were checked; the status of the answer."""


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a round: messages written, sent, to be tried again, given up; searches that could not be asked, and why."""

    written: int = 0
    sent: int = 0
    waiting: int = 0
    given_up: int = 0
    problems: tuple[str, ...] = ()


def checked_webhook(url: str, *, lookup: Lookup | None = None, private: bool = False) -> str:
    """The address if messages may go there, with the machine's address that was checked. Raises UsageError."""
    return _target(url, lookup or addresses, private=private)[0]


def signature(secret: str, body: bytes) -> str:
    """What proves that a body comes from here: HMAC-SHA256 (RFC 2104) under the search's secret."""
    return "sha256=" + hmac.new(secret.encode(), body, sha256).hexdigest()


def message(search: SavedSearch, row: EventRow, claims: Sequence[str], base: str) -> str:
    """The body about an event: what it is, and which of its claims are new. JSON."""
    fresh = set(claims)
    new = [c for c in row.claims if c.claim.id in fresh]
    told = {
        "search": {"id": search.id, "title": search.title},
        "event": {"id": row.id, "title": title(row), "date": row.date, "type": row.type, "status": row.status, "standing": row.standing},
        "new_event": len(fresh) >= len(row.claims),
        "claims": [
            {
                "id": c.claim.id,
                "status": c.claim.status,
                "origin": c.claim.origin.name,
                "publisher": c.publisher,
                "sentence": c.sentence[:1000],
            }
            for c in new
        ],
    }
    if base:
        told["address"] = f"{base.rstrip('/')}/event/{row.id}"
    return json.dumps(told, ensure_ascii=False)


def notify(
    store: Store,
    filter_of: Callable[[SavedSearch], Filter],
    *,
    now: str,
    base: str = "",
    private: bool = False,
    lookup: Lookup | None = None,
    post: Post | None = None,
) -> Told:
    """Writes a message for what is new for each search with a webhook, and sends those that are due.

    `filter_of` reads a search's question; `private` allows addresses of this machine's own network.
    """
    written, problems = 0, []
    for search in store.watches.searches():
        try:
            written += _written(store, search, filter_of, base=base, now=now) if search.webhook else 0
        except (NotFoundError, UsageError) as unclear:  # a name that several have by now must not silence the others
            problems.append(f"{search.title}: {unclear}")
    counts = {"sent": 0, "waiting": 0, "given_up": 0}
    while due := store.watches.take(again_at=later(now, LEASE), now=now):
        for delivery, search in due:
            error = _send(delivery, search, lookup or addresses, post or post_pinned, private=private)
            counts[_settle(store, delivery, error, now)] += 1
    return Told(written, **counts, problems=tuple(problems))


def _written(store: Store, search: SavedSearch, filter_of: Callable[[SavedSearch], Filter], *, base: str, now: str) -> int:
    """How many messages were written for a search."""
    return store.watches.enqueue(search, filter_of(search), lambda row, claims: message(search, row, claims, base), now=now)


def addresses(host: str, port: int) -> Sequence[str]:
    """The addresses of a name, as the system knows them. Raises OSError."""
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def post_pinned(url: str, address: str, body: bytes, headers: dict[str, str]) -> int:
    """Posts to the machine at `address` under the name in the URL (Host header and certificate); the answer's status.

    Raises httpx.HTTPError.
    """
    import httpx

    parts = urlsplit(url)
    host = f"[{address}]" if ":" in address else address
    target = httpx.URL(url).copy_with(host=address if ":" not in address else host)
    extensions = {"sni_hostname": parts.hostname} if parts.scheme == "https" else {}
    sent = {**headers, "Host": parts.netloc.rpartition("@")[2]}
    with (
        httpx.Client(timeout=TIMEOUT, follow_redirects=False, trust_env=False) as client,
        client.stream("POST", target, content=body, headers=sent, extensions=extensions) as answer,
    ):
        return answer.status_code


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is not None and not is_public(str(inner)):
            return False
        if found in ipaddress.ip_network("64:ff9b::/96"):
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    return found.is_global and not found.is_multicast


def _target(url: str, lookup: Lookup, *, private: bool) -> tuple[str, str]:
    """The address as given, and the machine's address to connect to. Raises UsageError."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as wrong:
        raise UsageError(f"“{url[:200]}” is no address.") from wrong
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError("A webhook's address begins with https:// or http:// and names a host.")
    if parts.username or parts.password:
        raise UsageError("A webhook's address must not hold a name or password.")
    try:
        found = lookup(parts.hostname, port)
    except (OSError, UnicodeError) as unknown:
        raise UsageError(f"There is no host {parts.hostname!r}.") from unknown
    if not found:
        raise UsageError(f"There is no host {parts.hostname!r}.")
    if not private and not all(is_public(a) for a in found):  # what it is, is not told: readers need not learn our network's names
        raise UsageError(f"{parts.hostname} is not on the open internet; REPORTEDLY_PRIVATE_WEBHOOKS=1 allows that.")
    return url.strip(), found[0]


def _send(delivery: Delivery, search: SavedSearch, lookup: Lookup, post: Post, *, private: bool) -> str:
    """Sends a message; why it did not arrive, "" when it did."""
    import httpx

    body = delivery.body.encode()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Reportedly",
        "X-Reportedly-Delivery": str(delivery.id),
        "X-Reportedly-Signature": signature(search.secret or "", body),
    }
    try:
        url, address = _target(search.webhook or "", lookup, private=private)
        status = post(url, address, body, headers)
    except (UsageError, httpx.HTTPError, OSError) as error:
        return f"{type(error).__name__}: {error}"[:300]
    return "" if 200 <= status < 300 else f"it answered {status}"


def _settle(store: Store, delivery: Delivery, error: str, now: str) -> str:
    """Keeps what came of a try: "sent", "waiting" or "given_up"."""
    if not error:
        store.watches.sent(delivery.id, now=now)
        return "sent"
    again = later(now, PAUSES[delivery.tries - 1]) if delivery.tries <= len(PAUSES) else None
    store.watches.failed(delivery.id, error, again_at=again, now=now)
    return "waiting" if again else "given_up"
