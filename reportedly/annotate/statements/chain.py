"""Who passes a statement on: the chain behind its speaker, nearest first, the report's own publisher left out."""

from collections.abc import Sequence

from reportedly.annotate.statements.drafts import Draft
from reportedly.annotate.statements.speaker import Speaking
from reportedly.model import Party, Report


def relays(found: Sequence[Draft], who: Speaking) -> list[Draft]:
    """The drafts that only pass another one on ("..., Norway said, the agency reported"): chains, no statements of their own."""
    inner: dict[int, list[Draft]] = {}
    for draft in found:
        if draft.outer is not None:
            inner.setdefault(id(draft.outer), []).append(draft)
    passed = {d.cue.head.head for d in found if d.passed_on and d.cue.head.dep == "parataxis"}
    return [d for d in found if d.cue.head.i in passed or _is_relay(d, who, inner.get(id(d), []))]


def _is_relay(draft: Draft, who: Speaking, inside: Sequence[Draft]) -> bool:
    """A medium's or "according to" clause whose main verb is itself the cue of a statement."""
    if who[id(draft)].kind != "media" and draft.frame not in ("according", "interrupted", "relay"):
        return False
    return any(draft.root is not None and draft.root.i in (i.cue.head.i, i.cue.carrier.i if i.cue.carrier else -1) for i in inside)


def via(draft: Draft, who: Speaking, near: Sequence[Party], report: Report) -> tuple[Party, ...]:
    """The chain of one draft: who passes it on in its own sentence, then those who speak around it, nearest first; nobody twice."""
    seen = {party.id for party in (who[id(draft)].party,) if party}
    chain = [o for o in near if o.id not in seen and not _is_publisher(o, report)][:1]
    seen |= {o.id for o in chain}
    around, steps = draft.outer if draft.cue.kind != "noun" or _is_medium(draft.outer, who) else None, 0
    while around is not None and steps < 5:
        party = who[id(around)].party
        if party is not None and party.id not in seen and not _is_publisher(party, report):
            chain.append(party)
            seen.add(party.id)
        around, steps = around.outer, steps + 1
    return tuple(chain)


def _is_medium(draft: Draft | None, who: Speaking) -> bool:
    return draft is not None and who[id(draft)].kind == "media"


def _is_publisher(party: Party, report: Report) -> bool:
    """Whether a party is the outlet or agency that made the report: it is never in a chain.

    An agency made it when the dateline names it ("OSLO (Reuters) -"); one credited at the end only helped.
    """
    datelines = [z.span.of(report.text) for z in report.zones if z.kind == "dateline"]
    if any(party.name in line for line in datelines):
        return True
    own = _plain(report.publisher or "")
    return bool(own) and (own == _plain(party.name) or own in _plain(party.name).split())


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ").removesuffix(".com").removesuffix(" news").strip()
