"""Whether an event is what the words are about, or another part of its sentence has them. Pure."""

import re
from collections.abc import Iterable

from reportedly.model import Claim
from reportedly.serve.lines import Line
from reportedly.store import ClaimRow
from reportedly.store.terms import Sought

_APART = re.compile(r"""[;:|\n]|\s[-–—]{1,2}\s|[.?!]["”’]?\s+(?=["“‘]?[A-Z])|,\s+(?=(?:while|whereas|but|as|after|before|and)\s)""")
"""Where one clause ends and another may begin: headlines put several beside each other."""


def parted(lines: Iterable[Line], sought: Sought) -> tuple[list[Line], list[Line]]:
    """Lines that are about the words, and lines of whose sentence another part has them; each in their order."""
    found: tuple[list[Line], list[Line]] = ([], [])
    for line in lines:
        found[not is_about(line, sought)].append(line)
    return found


def is_about(line: Line, sought: Sought) -> bool:
    """Whether a claim that fits has a word of each kind sought in its own clause, in what it counts, its place or parties."""
    rows = [row for row in line.event.claims if row.claim.id in line.event.matched] or [line.best]
    return not sought.asks or any(_has_all(f"{clause(row)}\n{_named(row.claim)}", sought) for row in rows)


def is_of_act(line: Line, sought: Sought) -> bool:
    """Whether the act of a claim itself is of the words: its own word, those that depend on it, what it counts, its place or parties."""
    rows = [row for row in line.event.claims if row.claim.id in line.event.matched] or [line.best]
    return not sought.asks or any(does(row.claim, sought) for row in rows)


def does(claim: Claim, sought: Sought) -> bool:
    """Whether the act of a claim itself is of the words."""
    return _has_all(" ".join((claim.label, *claim.args, claim.thing or "")) + f"\n{_named(claim)}", sought)


def clause(row: ClaimRow) -> str:
    """The part of a claim's sentence in which its act stands."""
    at = row.claim.trigger.start - row.claim.evidence.start
    cuts = [found.span() for found in _APART.finditer(row.sentence)]
    start = max((end for _, end in cuts if end <= at), default=0)
    return row.sentence[start : min((first for first, _ in cuts if first > at), default=len(row.sentence))]


def _named(claim: Claim) -> str:
    """What a claim names: what it counts, its place, its parties."""
    parts = [claim.magnitude.unit if claim.magnitude else "", claim.place.name if claim.place else ""]
    return "\n".join([*parts, *(party.name for party in (*claim.actor, *claim.recipient))])


def _has_all(text: str, sought: Sought) -> bool:
    return all(any(Sought((ask,)).places(text)) for ask in sought.asks)
