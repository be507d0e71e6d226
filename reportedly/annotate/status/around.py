"""What stands around an act: the statements and mentions of its sentence, found without a look at the whole report."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from reportedly import resources
from reportedly.model import AnnotatedReport, Mention, Span, Statement, Token

WORDS = "lexicons/en/events-status.toml"


@cache
def claims() -> frozenset[str]:
    """The nouns for what somebody claims, which another may deny."""
    return frozenset(resources.table(WORDS)["rules"]["claims"].split())


def _place(statement: Statement) -> tuple[int, int]:
    """How long a content is, and where its cue stands: of two on the same words the first told is the inner one."""
    return sum(len(c) for c in statement.content), statement.cue.start if statement.cue else 0


class Around:
    """The statements and mentions of one report by the sentences that they touch."""

    def __init__(self, item: AnnotatedReport) -> None:
        self.statements = item.statements
        self._tokens = item.tokens
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
        around = [(_place(s), k) for k, s in told if any(c.start <= start < c.end for c in s.content)]
        inner = min(around)[1] if around else None
        return inner if inner is None else next((k for _, k in around if self._denies(k, inner)), inner)

    def _denies(self, outer: int, inner: int) -> bool:
        """Whether a statement denies the claim that another one is ("Chile denied Norway's CLAIM that"): the act is what it denies, too.

        What is denied by a cue on which no word for a claim hangs may be the claiming itself ("denied that Norway had said so").
        """
        denial, cue, claim = self.statements[outer], self.statements[outer].cue, self.statements[inner].cue
        if denial.stance != "denies" or cue is None or claim is None or not any(c.contains(claim) for c in denial.content):
            return False
        noun = self._token(claim.end)
        above = self._tokens[noun.head] if noun is not None else None
        is_claim = noun is not None and noun.pos == "NOUN" and noun.lemma.lower() in claims()
        return is_claim and above is not None and cue.overlaps(above.span)

    def _token(self, end: int) -> Token | None:
        """The token that ends at a character."""
        k = bisect_left(self._tokens, end, key=lambda t: t.span.end)
        return self._tokens[k] if k < len(self._tokens) and self._tokens[k].span.end == end else None

    def cued(self, sentence: int) -> list[Statement]:
        """The statements with a cue in a sentence, in the report's order."""
        return [self.statements[k] for k in self._cued.get(sentence, ())]

    def mentions(self, sentence: int) -> list[Mention]:
        """The mentions that touch a sentence, in the report's order."""
        return self._mentions.get(sentence, [])

    def _touched(self, span: Span) -> Iterable[int]:
        """The sentences that a span touches; one that begins before the first counts for it."""
        return range(max(0, bisect_right(self._starts, span.start) - 1), max(1, bisect_left(self._starts, span.end)))
