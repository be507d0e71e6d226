"""Which records are of the same: pure comparisons, links with reasons, events and origins read from the links."""

from reportedly.model.copies import containment, fingerprint, shingles
from reportedly.model.events import cluster
from reportedly.model.origins import origins_of, standing
from reportedly.resolve.blocking import blocking_keys
from reportedly.resolve.candidates import Candidates, Memory
from reportedly.resolve.claims import claims_of
from reportedly.resolve.linkage import compare
from reportedly.resolve.resolving import relink, resolve

__all__ = [
    "Candidates",
    "Memory",
    "blocking_keys",
    "claims_of",
    "cluster",
    "compare",
    "containment",
    "fingerprint",
    "origins_of",
    "relink",
    "resolve",
    "shingles",
    "standing",
]
