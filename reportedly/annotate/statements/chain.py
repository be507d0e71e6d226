"""Who only passes on what others say, and who is in no chain: the report's own publisher (see `relayers` for the rest)."""

import re
from collections.abc import Sequence, Set

from reportedly.annotate.statements.drafts import Draft
from reportedly.annotate.statements.parties import Speaking
from reportedly.model import Party, Report, ReportEntity

ASIDE = re.compile(r"\s*\([^)]*\)")
INFORMANTS = frozenset({"unnamed", "person", "government", "group", "document"})
"""Kinds of sources that tell what others said as their own knowledge; a medium, or a body that may be one, passes it on."""
MOSTLY = 0.6  # of the characters of a content
LONGEST = 5  # links of nested speech
MOST_OUTLETS = 2  # outlets that one statement is made to


def relays(found: Sequence[Draft], who: Speaking) -> list[Draft]:
    """The drafts that only pass another one on ("..., Norway said, the agency reported"): chains, no statements of their own."""
    inner: dict[int, list[Draft]] = {}
    for draft in found:
        if draft.outer is not None:
            inner.setdefault(id(draft.outer), []).append(draft)
    passed = {d.cue.head.head for d in found if d.passed_on and d.cue.head.dep == "parataxis"}
    return [d for d in found if d.cue.head.i in passed or _is_relay(d, who, inner.get(id(d), []))]


def _is_relay(draft: Draft, who: Speaking, inside: Sequence[Draft]) -> bool:
    """A medium's or "according to" clause whose main verb is itself the cue of a statement, or whose words are all another's."""
    if who[id(draft)].kind != "media" and draft.frame not in ("according", "interrupted", "relay"):
        return False
    if draft.frame == "fronted" and any(_length(i) > MOSTLY * _length(draft) for i in inside):
        return True
    leads = [i for i in inside if draft.root is not None and draft.root.i in (i.cue.head.i, i.cue.carrier.i if i.cue.carrier else -1)]
    return bool(leads) and not (draft.frame == "according" and all(_is_told_of(draft, i, who) for i in leads))


def _is_told_of(draft: Draft, inner: Draft, who: Speaking) -> bool:
    """As in "the ministry told lawmakers that it rained, according to an aide": the aide tells of the telling."""
    tells = who[id(draft)].kind in INFORMANTS and who[id(inner)].kind != "media" and not inner.passed_on
    clause = inner.frame not in ("quote", "hearsay", "interrupted") and inner.cue.kind == "verb"
    return tells and clause and who[id(inner)].party is not None


def passed_on(draft: Draft, passing: Set[int]) -> bool:
    """Whether one of the drafts that only pass others on (by id) does nothing but pass this one on."""
    around = draft.outer
    if around is None or around.root is None or id(around) not in passing:
        return False
    return around.root.i in (draft.cue.head.i, draft.cue.carrier.i if draft.cue.carrier else -1)


def _length(draft: Draft) -> int:
    return sum(len(s) for s in draft.content)


def exact(party: Party, entities: Sequence[ReportEntity], state: frozenset[str]) -> Party:
    """For the media of a state the one medium of that state that the report names; `state` are the names of such media."""
    own = next((e for e in entities if e.id == party.id), None)
    if own is None or own.kind != "media" or not own.name.endswith(" state media"):
        return party
    named = [e for e in entities if e.kind == "media" and e.country == own.country and e.name in state]
    return Party(named[0].id, named[0].name) if len(named) == 1 else party


def is_own(party: Party, speaker: Party) -> bool:
    """Whether a party is named in the speaker's own name ("the Washington Post" in "editorial board of the Washington Post")."""
    return _plain(party.name) in _plain(speaker.name)


def is_publisher(party: Party, report: Report) -> bool:
    """Whether a party is the outlet or agency that made the report: it is never in a chain.

    An agency made it when the dateline names it ("OSLO (Reuters) -"); one credited at the end only helped.
    """
    datelines = [z.span.of(report.text) for z in report.zones if z.kind == "dateline"]
    if any(party.name in line for line in datelines):
        return True
    own, name = _plain(report.publisher or ""), _plain(party.name)
    return bool(own) and (name == own or name.startswith(f"{own}'s ") or own in name.split() or name in own.split())


def _plain(name: str) -> str:
    return ASIDE.sub("", name.replace("’", "'")).casefold().removeprefix("the ").removesuffix(".com").removesuffix(" news").strip()
