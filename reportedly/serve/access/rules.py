"""Which role a request needs. What no rule names needs the most that its method can: reading a reader, changing an admin."""

import re
from collections.abc import Sequence

from reportedly.store.people_rows import Role

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

PUBLIC = re.compile(r"/(login|static/.*|feeds/[^/]+)")
"""Open to everybody: the way in, what it is drawn with, and feeds, whose address is the key."""

RULES: Sequence[tuple[str, str, Role]] = (
    ("GET", r"/users(/.*)?", "admin"),
    ("POST", r"/users(/.*)?", "admin"),
    ("POST", r"/(logout|account/.*)", "reader"),
    ("POST", r"/searches(/.*)?", "reader"),
    ("POST", r"/review/.*", "reviewer"),
    ("POST", r"/source/.*", "reviewer"),  # grades of sources and judgements given on the reading pages
    ("POST", r"/(event|claim|actor|report)/.*", "reviewer"),
    ("POST", r"/api/judgements", "reviewer"),
    ("DELETE", r"/api/judgements/[^/]+", "reviewer"),
)
"""Method, path (whole), role; the first that fits counts."""


def is_public(path: str) -> bool:
    """Whether a path is open to those who have not logged in."""
    return PUBLIC.fullmatch(path) is not None


def needed(method: str, path: str) -> Role:
    """The role that a request needs."""
    method = "GET" if method in SAFE else method
    for known, pattern, role in RULES:
        if known == method and re.fullmatch(pattern, path):
            return role
    return "reader" if method == "GET" else "admin"


def local_path(given: str | None) -> str:
    """A path of this site to go on to; "/" for anything that could lead elsewhere."""
    if not given or not given.startswith("/") or given[1:2] in ("/", "\\") or any(c <= " " or c == "\\" for c in given):
        return "/"
    return given
