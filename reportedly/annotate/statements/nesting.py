"""Which statement stands inside which."""

from collections.abc import Sequence

from reportedly.annotate.statements.drafts import Draft


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


def _holds(outer: Draft, inner: Draft) -> bool:
    """Whether the one is told in the other; two that hold each other's cue are not nested."""
    if outer is inner or outer.cue.head.i == inner.cue.head.i:
        return False
    place = outer.cue.head.span
    return not any(s.contains(place) for s in inner.content)
