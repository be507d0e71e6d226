"""How long tries to log in are refused after failures. Pure: instants come in and go out."""

from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

FREE = {"name": 5, "from": 20}
"""Failures that cost nothing, for one name and for one address."""
FIRST, LONGEST = 30, 15 * 60
"""Seconds of the first and of the longest lock; each further failure doubles it."""
FORGOTTEN = timedelta(days=1)


def sender(address: str) -> str:
    """Who is counted as one: an IPv4 address, or the /64 of an IPv6 one, which is the least that anybody is given."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    return str(ip_network((found, 64), strict=False)) if found.version == 6 and found.ipv4_mapped is None else str(found)


def later(instant: str, seconds: float) -> str:
    """An ISO 8601 instant so many seconds after another."""
    return (datetime.fromisoformat(instant) + timedelta(seconds=seconds)).isoformat(timespec="seconds")


def locked_until(kind: str, failures: int, now: str) -> str | None:
    """When the lock after so many failures ends; None while there is none."""
    over = failures - FREE[kind]
    return None if over < 0 else later(now, min(FIRST * 2 ** min(over, 20), LONGEST))


def forgotten_before(now: str) -> str:
    """Failures before this instant count no more."""
    return later(now, -FORGOTTEN.total_seconds())


def wait_words(until: str, now: str) -> str:
    """How long to wait, in words."""
    seconds = max(1, round((datetime.fromisoformat(until) - datetime.fromisoformat(now)).total_seconds()))
    return f"{seconds} seconds" if seconds < 120 else f"{round(seconds / 60)} minutes"
