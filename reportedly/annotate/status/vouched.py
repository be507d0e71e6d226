"""Whether a report itself speaks of an act as known, though the act is told within what somebody is quoted with.

In "The minister criticised the invasion" or "She threatened revenge for the strike that killed the general" only the
criticism and the threat rest on a source; that there was an invasion and a strike the report takes for granted. What is
presupposed so (definite nouns, relative clauses, what the report also tells in its own voice) is learnt from annotated reports.
"""

from collections.abc import Mapping, Sequence

from reportedly.annotate.events.coreference import shape
from reportedly.annotate.linear import linear
from reportedly.annotate.status.features import Setting
from reportedly.annotate.syntax import Syntax
from reportedly.model import EventMention, Span, Statement, Status, Token

WEIGHTS = "weights/events-vouched.tsv"
VOUCHED = "VOUCHED"
SURELY = 0.55
"""From this probability on the report vouches: 7 in 10 of the acts so told rest on no source (training reports, 5-fold)."""
REASON = "told within a statement, yet spoken of as known"
_OPEN = frozenset[Status]({"alleged", "suspected", "denied"})
_BORDERS = frozenset({"ccomp", "advcl", "relcl", "acl", "parataxis", "pcomp", "csubj", "xcomp"})
_LONG = 30  # characters; contents are told apart by their length in such steps


def retold(events: Sequence[EventMention], inner: Mapping[int, int | None]) -> dict[int, str]:
    """For each act told within a statement, whether the report tells of the same event in its own voice: "no", "before", "after".

    `inner` has the index of the statement around each act (by its index), None where it stands in none.
    """
    outside: dict[str, int] = {}
    for k, statement in inner.items():
        if statement is None:
            outside.setdefault(events[k].event, k)
    return {k: _order(outside.get(events[k].event), k) for k, statement in inner.items() if statement is not None}


def _order(other: int | None, k: int) -> str:
    return "no" if other is None else "before" if other < k else "after"


def features(at: Setting, statement: Statement, again: str, syntax: Syntax) -> list[str]:
    """The features of an act within a statement; `again` as from `retold`."""
    t, quote, kind = at.token, statement.quote, at.event.type
    content = next(c for c in statement.content if c.start <= t.span.start < c.end)
    path = _within(t, content, syntax)
    form = "clause" if path[-1].pos in ("VERB", "AUX") else "phrase"
    way, over = shape(t, syntax), "+".join(x.dep for x in path[:-1] if x.dep in _BORDERS)
    speaker = statement.speaker_kind
    found = ["bias", f"stance={statement.stance}", f"q={quote}", f"stance={statement.stance}|{quote}", f"cue={at.cue}"]
    found += [f"form={form}|{quote}", f"form={form}|{statement.stance}", f"top={path[-1].dep}|{form}"]
    found += [f"shape={way}", f"shape={way}|{form}", f"shape={way}|{quote}", f"over={over}", f"over={over}|{quote}"]
    found += [f"steps={min(6, len(path) - 1)}|{form}", f"again={again}", f"again={again}|{way}", f"again={again}|{quote}"]
    found += [f"type={kind}", f"type={kind}|{form}", f"sk={speaker}", f"sk={speaker}|{form}", f"l={t.lemma.lower()}", f"dep={t.dep}"]
    return [*found, f"via={len(statement.via)}", f"long={min(6, len(content) // _LONG)}", f"tag={t.tag}|{form}|{quote}"]


def _within(token: Token, content: Span, syntax: Syntax) -> list[Token]:
    """The words from an act up to the topmost in the content."""
    path = [token]
    while (up := syntax.head(path[-1])).i != path[-1].i and content.contains(up.span):
        path.append(up)
    return path


def chances(rows: Mapping[int, list[str]]) -> dict[int, float]:
    """The probability, for each act (by its index) with these features, that the report vouches for it."""
    return {k: p[VOUCHED] for k, p in zip(rows, linear(WEIGHTS).many(list(rows.values())), strict=True)}


def is_vouched(p: float, status: Status) -> bool:
    """Whether the report vouches for an act of this status; for what it calls an allegation or a denial it does not."""
    return p >= SURELY and status not in _OPEN
