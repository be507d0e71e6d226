"""Which statement stands inside which."""

from collections.abc import Mapping, Sequence, Set

from reportedly.annotate.statements.drafts import Draft
from reportedly.annotate.statements.parties import Speaking
from reportedly.annotate.statements.reading import Reading
from reportedly.model import Span, Token


def cut_tails(reading: Reading, found: Sequence[Draft]) -> None:
    """Takes a closing ", the agency reported" out of the contents before it, where the parser took it for a part of them.

    It then speaks of the whole sentence.
    """
    fronted: dict[int, list[Draft]] = {}
    for d in found:
        if d.frame == "fronted" and d.cue.head.span.start > d.end:
            fronted.setdefault(d.cue.head.sentence, []).append(d)
    for draft in found:
        for tail in fronted.get(draft.cue.head.sentence, ()):
            if tail is draft or draft.cue.head.span.start >= tail.end or not any(s.contains(tail.cue.head.span) for s in draft.content):
                continue
            if kept := [Span(s.start, min(s.end, tail.end)) for s in draft.content if s.start < tail.end]:
                draft.content = kept
                tail.content = [Span(min(tail.start, reading.syntax.sentence(draft.cue.head).span.start), tail.end)]
                tail.root = _upper(reading, tail.root, draft.cue.head, tail.cue.head)


def _upper(reading: Reading, root: Token | None, saying: Token, cue: Token) -> Token:
    """The head of the sentence that a closing cue passes on: of the sayings above the cue the one that stands highest."""
    above = [cue, *reading.syntax.ancestors(cue)]
    known = root is not None and any(t.i == root.i for t in above)
    return root if root is not None and known and reading.syntax.is_below(saying, root) else saying


def hand_on(reading: Reading, found: Sequence[Draft]) -> list[Draft]:
    """The drafts without those of outlets that only open another's quotation: "The agency reports: “It rained,” she said".

    The words are hers, and the agency passes them on. Needs the `outer` of each draft.
    """
    out: set[int] = set()
    for draft in found:
        teller = draft.outer
        if teller is None or teller.frame not in ("fronted", "quote") or teller.passed_on or not _opens(reading, draft):
            continue
        rest = [s for s in teller.content if s.start >= teller.cue.span.end]
        first = [s.end for s in teller.content if s not in rest]
        if draft.subject is not None and first and 0 <= max(first) - draft.end <= 2 and teller.cue.head.i > draft.cue.head.i:
            teller.content, teller.passed_on = [*draft.content, *rest], [draft.subject]
            out.add(id(draft))
    return [d for d in found if id(d) not in out]


def _opens(reading: Reading, draft: Draft) -> bool:
    """Whether a draft is an outlet with a colon before quoted words."""
    between = reading.text[draft.cue.span.end : draft.start].strip()
    quoted = reading.quoted_by(draft.start) is not None and reading.quoted(draft.cue.head) is None
    return quoted and between == ":" and draft.subject is not None and draft.subject.i in reading.media


def nest(found: Sequence[Draft]) -> None:
    """Sets the `outer` of each draft: the smallest other one whose content holds its cue (a sweep over the text)."""
    spans = sorted(((s.start, s.end, k) for k, d in enumerate(found) for s in d.content), reverse=True)
    active: list[tuple[int, int, int]] = []
    for draft in sorted(found, key=lambda d: d.cue.head.span.start):
        place = draft.cue.head.span.start
        while spans and spans[-1][0] <= place:
            active.append(spans.pop())
        active = [s for s in active if s[1] > place]
        around = [found[k] for _, _, k in active if _holds(found[k], draft)]
        draft.outer = min(around, key=lambda o: sum(len(s) for s in o.content), default=None)


def adopt(found: Sequence[Draft], around: Mapping[int, Draft | None], who: Speaking) -> None:
    """Puts what stood in a medium's draft that gave way into the one that is kept of the same cue: the medium tells the rest, too.

    `around` holds the outer draft of each draft by its id(), as it was with all of them.
    """
    by_cue = {d.cue.head.i: d for d in found if who[id(d)].kind == "media"}
    for draft in found:
        before = around.get(id(draft))
        kept = by_cue.get(before.cue.head.i) if before is not None and draft.outer is None else None
        if kept is not None and kept is not draft and kept.outer is not draft:
            draft.outer = kept


def _holds(outer: Draft, inner: Draft) -> bool:
    """Whether the one is told in the other; two that hold each other's cue are not nested."""
    if outer is inner or outer.cue.head.i == inner.cue.head.i:
        return False
    place = outer.cue.head.span
    return not any(s.contains(place) for s in inner.content)


def redundant(reading: Reading, found: Sequence[Draft], who: Speaking, passing: Set[int]) -> set[int]:
    """The drafts (by id) that only repeat the one around them: their speaker goes on speaking ("she said she believed").

    `passing` are those that only pass on what is told in them.
    The outer one takes over the stance, which is the more exact one. An adverb like "reportedly" on a verb that is itself
    a cue makes no statement beside it.
    """
    out: set[int] = set()
    heads = {d.cue.head.i for d in found if d.cue.kind != "adverb"}
    for draft in found:
        if draft.cue.kind == "adverb" and draft.root is not None and _leads_to_cue(reading, draft, heads):
            out.add(id(draft))
        elif draft.outer is None or id(draft.outer) in passing:
            continue
        elif draft.cue.kind != "adverb" and _goes_on(draft, draft.outer, who):
            out.add(id(draft))
            if draft.outer.stance == "asserts" and draft.outer.root is not None and draft.outer.root.i == draft.cue.head.i:
                draft.outer.stance = draft.stance
    return out


def _leads_to_cue(reading: Reading, draft: Draft, heads: set[int]) -> bool:
    if draft.outer is not None and draft.outer.cue.kind == "according":
        return True
    return draft.root is not None and (draft.root.i in heads or reading.syntax.head(draft.cue.head).i in heads)


def _goes_on(inner: Draft, outer: Draft, who: Speaking) -> bool:
    """Whether the inner speaker is the outer one."""
    a, b = who[id(inner)].party, who[id(outer)].party
    if a is not None and b is not None:
        return a.id == b.id
    leads = outer.root is not None and outer.root.i == inner.cue.head.i
    return bool(leads and inner.subject is not None and inner.subject.pos == "PRON" and a is None and not inner.addressees)
