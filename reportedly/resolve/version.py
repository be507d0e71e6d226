"""By which rules links are made: a short name that changes whenever a rule, weight or table of them does."""

from functools import cache
from hashlib import sha256

from reportedly.errors import ResourceError
from reportedly.resolve import copying, rules
from reportedly.resources import digest

TABLES = (
    "schemas/linkage.toml",
    "schemas/linkage-origins.toml",
    "lexicons/en/offices.toml",
    "weights/linking.toml",
    "weights/linking-sense.npz",
    "weights/rarity.tsv",
)
"""The data files that linking reads; those that this version does not have are passed over."""


@cache
def rules_version() -> str:
    """The makers of links with the first digits of a digest of their tables ("linkage/1+copies/1:3f2a9c01")."""
    found = []
    for name in TABLES:
        try:
            found.append(digest(name))
        except ResourceError:
            found.append("")
    return f"{rules.MADE_BY}+{copying.MADE_BY}:{sha256(' '.join(found).encode('ascii')).hexdigest()[:8]}"
