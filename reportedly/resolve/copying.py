"""Whether one of two reports was copied from the other: a pure comparison of their fingerprints."""

from reportedly.model import Fingerprint, Link
from reportedly.model.copies import containment, copy_kind
from reportedly.resolve.rules import copies
from reportedly.resolve.sources import origin_key

MADE_BY = "copies/1"


def copy_link(a: Fingerprint, b: Fingerprint) -> Link | None:
    """A link of the layer "report" when one of two reports has many of its own words from the other; else None.

    `a` of the link is the original: the one whose publisher the other credits, else the one published first, else
    the one with more words of its own (on a tie the smaller id); `b` is the copy. The score is the share of words.
    Symmetric: `copy_link(a, b) == copy_link(b, a)`.
    """
    if a.report == b.report or min(len(a.shingles), len(b.shingles)) < copies("least"):
        return None
    later, first = (a, b) if _order(a, b) > _order(b, a) else (b, a)
    forth, back = containment(later.shingles, first.shingles), containment(first.shingles, later.shingles)
    share = max(forth, back)
    if share < copies("share") or len(a.shingles & b.shingles) < copies("least_shared"):
        return None
    told = "of its own words stand in the earlier report" if forth >= back else "of the earlier report's own words stand in it"
    return Link("report", first.report, later.report, "same", round(share, 3), f"{copy_kind(forth, back)}, {share:.0%} {told}", MADE_BY)


def _order(report: Fingerprint, other: Fingerprint) -> tuple[bool, str, int, str]:
    """What sorts an original before its copy: who credits whom, the day of publication, how much text there is, the id."""
    credits = {origin_key(c) for c in report.credits} if report.publisher != other.publisher else set()
    borrows = origin_key(other.publisher or "") in credits
    return borrows, (report.published or "9999")[:10], -len(report.shingles), report.report
