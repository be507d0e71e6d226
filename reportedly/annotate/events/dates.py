"""When an act took place: the time expression that its clause, its sentence or its other tellings give."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reportedly.annotate.syntax import Syntax
from reportedly.model import AnnotatedReport, Span, Timex, Token

# A step over one of these leaves the clause; what stands there dates another verb.
_BORDERS = frozenset({"ccomp", "advcl", "relcl", "acl", "parataxis", "conj", "pcomp", "csubj"})
_CLOSED = frozenset({"ccomp", "relcl", "advcl", "acl", "csubj", "pcomp"})
_OPENING = 3  # sentences of the body in which the news is dated
_TOLD = frozenset({"VBD", "VBN"})
_A_DAY = len("2023-10-12")
_FARTHEST = 2  # borders between an act and the expression that dates it


@dataclass(frozen=True, slots=True)
class When:
    """A date with the expression that it rests on and the reason."""

    date: str
    time: Span | None
    reason: str


class Calendar:
    """The dated time expressions of one report, by sentence."""

    def __init__(self, annotated: AnnotatedReport, syntax: Syntax) -> None:
        self.text = annotated.report.text
        self.published = (annotated.report.published or "")[:10] or None
        self.syntax = syntax
        self._by_sentence: dict[int, list[tuple[Token, Timex, str]]] = {}
        tokens = iter(annotated.tokens)
        token = next(tokens, None)
        for timex in sorted(annotated.times, key=lambda t: t.span):
            while token is not None and token.span.end <= timex.span.start:
                token = next(tokens, None)
            if token is None or not (date := timex.date):
                continue
            self._by_sentence.setdefault(token.sentence, []).append((self._head(token, timex), timex, date))

    def _head(self, token: Token, timex: Timex) -> Token:
        """The token of the expression whose head lies outside it."""
        while timex.span.contains((above := self.syntax.head(token)).span) and above.i != token.i:
            token = above
        return token

    def when(self, token: Token) -> When | None:
        """The date of the act that a token names, from its own sentence; None where two expressions fit equally well."""
        ranked = sorted(
            ((self._cost(token, head), timex.span, timex, date) for head, timex, date in self._by_sentence.get(token.sentence, ())),
            key=lambda r: r[:2],
        )
        if not ranked:
            return None
        if ranked[0][0] >= _FARTHEST * 10:
            return self._alone(token)
        cost, span, _, date = ranked[0]
        if len(ranked) > 1 and ranked[1][0] == cost and ranked[1][3] != date:
            return None
        words = span.of(self.text)
        return When(date, span, f"'{words}' stands in the same {'clause' if cost < 10 else 'sentence'}")

    def _alone(self, token: Token) -> When | None:
        """The date of the main verb where the sentence has one expression alone and it stands in no clause that somebody says."""
        found = self._by_sentence[token.sentence]
        head, timex, date = found[0]
        above = [head, *self.syntax.ancestors(head)]
        if len(found) > 1 or token.head != token.i or any(t.dep in ("ccomp", "relcl") for t in above):
            return None
        return When(date, timex.span, f"'{timex.span.of(self.text)}' is the only time in the sentence")

    @cached_property
    def _news_day(self) -> When | None:
        """The day that the opening of the body gives for what it tells; None where it gives none, or no whole day."""
        for sentence in [s for s in self.syntax.sentences if s.zone == "body"][:_OPENING]:
            root = next((t for t in self.syntax.words(sentence) if t.head == t.i), None)
            found = self.when(root) if root and root.tag in _TOLD else None
            if found and found.time and len(found.date) == _A_DAY:
                return When(found.date, found.time, f"the day of the news: the opening says '{found.time.of(self.text)}'")
        return None

    def of_the_news(self, token: Token) -> When | None:
        """The day of the news for an act that the headline or the opening tells as done; None for any other."""
        sentence = self.syntax.sentence(token)
        opening = sentence.zone == "title" or sentence.index in self._opening
        return self._news_day if opening and self._done(token) else None

    @cached_property
    def _opening(self) -> frozenset[int]:
        return frozenset([s.index for s in self.syntax.sentences if s.zone == "body"][:_OPENING])

    def _done(self, token: Token) -> bool:
        """Whether the main clause tells it as done: a verb in the past, or in a headline's present, no auxiliary of mood, no "not"."""
        verb = token
        while verb.pos not in ("VERB", "AUX") and verb.head != verb.i and verb.dep in ("dobj", "nsubj", "nsubjpass"):
            verb = self.syntax.head(verb)
        title = self.syntax.sentence(token).zone == "title"
        told = verb.tag in _TOLD or (title and verb.tag in ("VBZ", "VBP", "NN", "NNS", "NNP"))
        if not told or verb.dep not in ("ROOT", "conj", "xcomp"):
            return False
        return not any(c.dep == "neg" or c.tag == "MD" for c in self.syntax.children(verb))

    def _cost(self, token: Token, head: Token) -> int:
        """Steps in the tree between the act and the expression; a border of a clause counts ten."""
        up = [token, *self.syntax.ancestors(token)]
        down = [head, *self.syntax.ancestors(head)]
        over = {t.i: k for k, t in enumerate(up)}
        meet = next((k for k, t in enumerate(down) if t.i in over), None)
        if meet is None:
            return 100
        climbed, fallen = up[: over[down[meet].i]], down[:meet]
        borders = (
            sum((t.dep in _BORDERS) + (t.dep == "ccomp") for t in climbed)
            + 2 * sum(t.dep in _CLOSED for t in fallen)
            + sum(t.dep == "conj" for t in fallen)
        )
        return 10 * borders + min(9, len(climbed) + len(fallen) - 1)


def shared(dated: Sequence[When | None], first: Sequence[int]) -> list[When | None]:
    """Retellings take the finest date of the event where they give none themselves; `first` names each one's event."""
    known: dict[int, When] = {}
    for k, w in zip(first, dated, strict=True):
        if w and (k not in known or len(w.date) > len(known[k].date)):
            known[k] = w
    return [
        w or (When(known[k].date, known[k].time, f"dated where the same event is told: {known[k].reason}") if k in known else None)
        for k, w in zip(first, dated, strict=True)
    ]
