"""What stands around an act: the statements and mentions of its sentence, found without a look at the whole report."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable

from reportedly.model import AnnotatedReport, Mention, Span, Statement


class Around:
    """The statements and mentions of one report by the sentences that they touch."""

    def __init__(self, item: AnnotatedReport) -> None:
        self.statements = item.statements
        self._starts = [s.span.start for s in item.sentences]
        self._said: dict[int, list[int]] = defaultdict(list)
        self._cued: dict[int, list[int]] = defaultdict(list)
        self._mentions: dict[int, list[Mention]] = defaultdict(list)
        for k, s in enumerate(item.statements):
            for n in {n for piece in s.content for n in self._touched(piece)}:
                self._said[n].append(k)
            for n in self._touched(s.cue) if s.cue else ():
                self._cued[n].append(k)
        for m in item.mentions:
            for n in self._touched(m.span):
                self._mentions[n].append(m)

    def innermost(self, start: int, sentence: int) -> int | None:
        """The index of the statement with the shortest content around a character of a sentence; None in the report's own voice."""
        told = [(k, self.statements[k]) for k in self._said.get(sentence, ())]
        around = [(sum(len(c) for c in s.content), k) for k, s in told if any(c.start <= start < c.end for c in s.content)]
        return min(around)[1] if around else None

    def cued(self, sentence: int) -> list[Statement]:
        """The statements with a cue in a sentence, in the report's order."""
        return [self.statements[k] for k in self._cued.get(sentence, ())]

    def mentions(self, sentence: int) -> list[Mention]:
        """The mentions that touch a sentence, in the report's order."""
        return self._mentions.get(sentence, [])

    def _touched(self, span: Span) -> Iterable[int]:
        """The sentences that a span touches; one that begins before the first counts for it."""
        return range(max(0, bisect_right(self._starts, span.start) - 1), max(1, bisect_left(self._starts, span.end)))
