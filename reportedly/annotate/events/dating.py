"""What speaks for a time expression's dating an act: features for the date linker."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from reportedly import resources
from reportedly.annotate.events.coreference import shape
from reportedly.annotate.events.dating_apart import WORDS, is_apart, is_at_a_distance, is_done_by_saying, is_meanwhile, is_since
from reportedly.annotate.events.dating_relative import counting_words
from reportedly.annotate.events.reading_roles import parts_read
from reportedly.annotate.syntax import Syntax
from reportedly.model import AnnotatedReport, Sentence, Timex, Token
from reportedly.model.dates import as_date, bounds, is_date

if TYPE_CHECKING:
    from reportedly.annotate.events.triggers import Trigger

OPENING = 3  # sentences of the body in which the news is dated
_BACK = 2  # sentences before the act's own that are looked through
ELSEWHERE = 99
_MANY = 12  # expressions of a sentence that are considered
_MANY_DATES = 3  # more different ones than these are many for a report
# A step over one of these leaves the clause; what stands there dates another verb.
_BORDERS = frozenset({"ccomp", "advcl", "relcl", "acl", "parataxis", "conj", "pcomp", "csubj"})
# Acts told so ("has accused", "will visit", "did not sign") do not happen at the time that the story has reached.
_TIMELESS = frozenset({"perfect", "will", "not"})
# An expression that hangs on a noun so is part of its name: "the 2015 deal", "Thursday's summit".
_WITHIN = frozenset({"nummod", "compound", "amod", "poss", "nmod"})
_DEEP = 6  # steps of a path that are spelled out
TIME = 3  # the place of an act's time among the parts that the encoder reads of it
_LEVELS = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Link:
    """A time expression that may date an act, with the features.

    `back` is how many sentences before the act's it stands (0: the same; ELSEWHERE: not near), `is_close` whether both are in one clause.
    """

    timex: Timex
    back: int
    features: tuple[str, ...]
    is_close: bool = False


@dataclass(frozen=True, slots=True)
class _Placed:
    """An expression with its first token and the one that it hangs on the tree by.

    `verb` is the verb over it, `on` the preposition or relation by which it hangs; its `grain`, and the `side` of publication on
    which it lies.
    """

    timex: Timex
    date: str
    first: Token
    head: Token
    verb: Token
    on: str
    grain: str
    side: str


class LinkView:
    """The dated time expressions of one report, by sentence."""

    def __init__(self, annotated: AnnotatedReport, syntax: Syntax, acts: Sequence["Trigger"]) -> None:
        self.annotated = annotated
        self.syntax = syntax
        self._acts: dict[int, list[Token]] = {}
        for act in acts:
            self._acts.setdefault(act.token.sentence, []).append(act.token)
        self.published = (annotated.report.published or "")[:10]
        self._starts = [t.span.start for t in annotated.tokens]
        self._known: dict[tuple[int, int], tuple[list[Token], list[Token]]] = {}  # ways, by the two words that they join
        self._told: dict[int, frozenset[str]] = {}  # verbs and nouns, by sentence

    def _read(self, token: Token, p: _Placed) -> float | None:
        """How likely the encoder takes an expression for the time of an act, 0 to 1; None without it or from far."""
        readings, back = self.annotated.readings, token.sentence - p.first.sentence
        if readings is None or not -1 <= back <= _BACK:
            return None
        told, first = parts_read(readings, token, self.syntax.sentences)  # as the roles were read: kept, not worked out again
        end = bisect_right(self._starts, p.timex.span.end - 1)
        inside = told[max(0, p.first.i - first) : max(0, end - first), TIME]
        return float(inside.max()) if len(inside) else None

    def _closely(self, token: Token, p: _Placed) -> float | None:
        """The same of the closer reading, for the expressions of the act's sentence."""
        closer = self.annotated.readings.closely(token.i) if self.annotated.readings is not None else None
        if closer is None or p.first.sentence != token.sentence:
            return None
        end = bisect_right(self._starts, p.timex.span.end - 1)
        inside = closer.parts[max(0, p.first.i - closer.first) : max(0, end - closer.first), TIME]
        return float(inside.max()) if len(inside) else None

    @cached_property
    def _by_sentence(self) -> dict[int, list[_Placed]]:
        found: dict[int, list[_Placed]] = {}
        tokens = self.annotated.tokens
        for timex in sorted(self.annotated.times, key=lambda t: t.span):
            k = bisect_right(self._starts, timex.span.start) - 1
            if k < 0 or not timex.date or not is_date(timex.date):
                continue
            found.setdefault(tokens[k].sentence, []).append(self._placed(timex, timex.date, tokens[k]))
        return found

    def _placed(self, timex: Timex, date: str, first: Token) -> _Placed:
        head = self._head(first, timex)
        on = self.syntax.head(head).lemma.lower() if head.dep == "pobj" else head.dep
        return _Placed(timex, date, first, head, verb=self._verb(head), on=on, grain=grain(date), side=self._side(date))

    def _head(self, token: Token, timex: Timex) -> Token:
        """The token of the expression whose head lies outside it."""
        while timex.span.contains((above := self.syntax.head(token)).span) and above.i != token.i:
            token = above
        return token

    @cached_property
    def _cues(self) -> frozenset[int]:
        """The tokens that introduce what somebody says."""
        found = set()
        for s in self.annotated.statements:
            if s.cue:
                k = max(0, bisect_right(self._starts, s.cue.start) - 1)
                while k < len(self._starts) and self._starts[k] < s.cue.end:
                    found.add(k)
                    k += 1
        return frozenset(found)

    @cached_property
    def _opening(self) -> list[int]:
        return [s.index for s in self.syntax.sentences if s.zone == "body"][:OPENING]

    def links(self, act: "Trigger") -> list[Link]:
        """The expressions that may date an act: its sentence's, those of the sentences around, the opening's."""
        own = act.token.sentence
        told = self._by_sentence.get(own, [])[:_MANY]
        unsaid = [p for p in told if not self._is_day_of_saying(act.token, p) or is_done_by_saying(act, self.syntax, self._cues)]
        here = [
            self._begun(act.token, p)
            for p in unsaid
            if not self._is_of_another(act.token, p) and (len(unsaid) == len(told) or not self._is_outside(act.token, p))
        ]
        costs = [self._cost(act.token, p.head) for p in here]
        found = [Link(p.timex, 0, tuple(self._local(act, p, here, costs)), c[0] == 0) for p, c in zip(here, costs, strict=True)]
        way = shape(act.token, self.syntax)
        if way in _TIMELESS:
            return found
        places = [own - 1, own - 2, own + 1, *(k for k in self._opening if abs(k - own) > _BACK or k > own + 1)]
        for k in places:
            back = own - k if -1 <= own - k <= _BACK else ELSEWHERE
            for p in self._by_sentence.get(k, [])[:_MANY]:
                found.append(Link(p.timex, back, tuple(self._remote(act, p, way, bool(here)))))
        return found

    def _begun(self, token: Token, p: _Placed) -> _Placed:
        """An expression as it dates an act: what began with the act itself ("since 7 May, when they ATTACKED") has the act on that day."""
        tokens = self.annotated.tokens
        k = bisect_right(self._starts, p.timex.span.end - 1)
        when = next((t for t in tokens[k : k + 2] if t.text != ","), None)
        if p.on != "since" or when is None or when.text.lower() != "when":
            return p
        if self.syntax.head(when).i not in (token.i, *(t.i for t in self.syntax.ancestors(token))):
            return p
        date = as_date(p.timex.value)
        if not date or "/" in date:
            return p
        return replace(p, timex=replace(p.timex, date=date), date=date, on="on", grain=grain(date), side=self._side(date))

    def _is_day_of_saying(self, token: Token, p: _Placed) -> bool:
        """Whether an expression says when somebody tells of the act: it hangs on the word of saying, the act on what is said.

        Or on the words that are spoken ("in a statement released on Monday, ... said").
        """
        climbed, fallen = self._ways(token, p.head)
        said = next((self.syntax.head(t) for t in climbed if t.dep == "ccomp"), None)
        if said is None:
            return False
        if p.verb.i in self._cues and p.verb.i != token.i:
            return True
        spoken = resources.table(WORDS)["spoken"]
        return said.i in self._cues and any(t.pos == "NOUN" and t.lemma.lower() in spoken for t in fallen)

    def _is_of_another(self, token: Token, p: _Placed) -> bool:
        """Whether an expression plainly dates something else.

        A beginning, a name's years ("the 2002 Authorization for Use of Military Force"), what the act came before or after, or what
        the thing was that is to be acted on ("to restart a reactor that it shut down in 2007").
        """
        words = resources.table(WORDS)
        first = p.head
        while first.dep == "conj":
            first = self.syntax.head(first)
        if self.syntax.head(first).lemma.lower() in words["from"] and first.dep == "pobj" and "/" not in p.date:
            return True
        if p.head.dep == "appos" and p.grain != "day":
            return True
        climbed, fallen = self._ways(token, p.head)
        if p.grain == "year" and p.head.dep in _WITHIN and len(fallen) > 1 and fallen[1].pos == "PROPN":
            return True
        if (
            self._is_measured_from(p, fallen)
            or is_at_a_distance(climbed, self.syntax, self.annotated.tokens)
            or is_apart(climbed, self.syntax, self.annotated.tokens)
            or is_meanwhile(climbed, fallen, self.syntax)
            or is_since(token, climbed, self.syntax)
        ):
            return True
        if token.tag == "VB" and any(t.dep == "relcl" and t.tag in ("VBD", "VBN") for t in fallen):
            return True
        if any(t.dep == "prep" and t.lemma.lower() in words["apart"] and p.head.i < t.i for t in climbed):
            return True
        marks = {m.lemma.lower() for t in climbed if t.dep in ("advcl", "ccomp") for m in self.syntax.children(t, "mark")}
        return not marks.isdisjoint(words["apart_clauses"])

    def _is_measured_from(self, p: _Placed, fallen: Sequence[Token]) -> bool:
        """Whether an expression dates what the act is counted from: "the first since she came in 2000", "a day after the talks in May"."""
        since = resources.table(WORDS)["from"]
        for t in fallen:
            marks = self.syntax.children(t, "mark") if t.dep == "advcl" else [t] if t.dep in ("prep", "advmod") else []
            for m in marks:
                if m.i in self._counting or (m.lemma.lower() in since and not ("/" in p.date and self.syntax.head(p.head).i == m.i)):
                    return True
        return False

    def _thing(self, p: _Placed, fallen: Sequence[Token]) -> str:
        """Under which word a thing stands whose name has the expression in it: "from" for "withdrew from the 2015 deal"; "" for others."""
        if p.head.dep not in _WITHIN or len(fallen) < 2 or fallen[1].pos not in ("NOUN", "PROPN"):
            return ""
        return next((t.lemma.lower() for t in fallen[2:] if t.dep == "prep"), fallen[1].dep)

    @cached_property
    def _counting(self) -> frozenset[int]:
        return counting_words(self.annotated)

    def _is_outside(self, token: Token, p: _Placed) -> bool:
        """Whether an expression stands outside of what is said, where the act stands inside: beside a day of saying it is another's."""
        return any(t.dep == "ccomp" for t in self._ways(token, p.head)[0])

    def _common(self, act: "Trigger", p: _Placed, way: str, at: str) -> list[str]:
        """What is told of near and of far expressions; `way` is the act's shape, `at` begins each name."""
        return [
            "bias",
            f"{at}bias",
            f"{at}grain={p.grain}",
            f"{at}side={p.side}",
            f"{at}grain={p.grain}|{p.side}",
            f"{at}shape={way}|{p.side}",
            f"{at}y={act.type}",
            f"{at}y={act.type}|{p.grain}",
            f"{at}rule={p.timex.rule}",
            f"{at}on={p.on}",
            f"{at}at={'cue' if p.verb.i in self._cues else 'verb'}",
        ]

    def _local(self, act: "Trigger", p: _Placed, here: list[_Placed], costs: list[tuple[int, int]]) -> Iterator[str]:
        token = act.token
        cost = self._cost(token, p.head)
        path = self._path(token, p.head)
        order = "after" if p.head.i > token.i else "before"
        way = shape(token, self.syntax)
        yield from self._common(act, p, way, "0:")
        rank = sum(c < cost for c in costs)
        nearest = min(range(len(here)), key=lambda k: abs(here[k].head.i - token.i))
        near = here[nearest] is p
        borders, steps = min(cost[0], 4), min(cost[1], 7)
        rivals = [t for t in self._acts.get(token.sentence, ())[:_MANY] if t.i != token.i]
        closer = min(2, sum(self._cost(t, p.head) < cost for t in rivals))
        beaten = min(2, sum(abs(t.i - p.head.i) < abs(token.i - p.head.i) for t in rivals))
        first = rank == 0 and closer == 0
        yield f"0:closer={closer}|borders={borders}"
        yield f"0:closer={closer}|rank={min(rank, 2)}"
        yield f"0:beaten={beaten}|borders={borders}"
        yield f"0:beaten={beaten}|{order}|{token.pos}"
        yield f"0:first={first}|cost={borders}/{steps}"
        yield f"0:alone={len(here) == 1}|first={first}"
        yield f"0:bar={self._bar(token, p.head)}"
        yield f"0:bar={self._bar(token, p.head)}|{order}"
        yield f"0:cost={borders}/{steps}"
        yield f"0:borders={borders}|{order}"
        yield f"0:borders={borders}|rank={min(rank, 2)}|n={min(len(here), 3)}"
        yield f"0:near={near}|rank={min(rank, 2)}"
        yield f"0:path={path}"
        yield f"0:tail={path[-18:]}"
        if thing := self._thing(p, self._ways(token, p.head)[1]):
            yield f"0:thing={thing}"
            yield f"0:thing={thing}|y={act.type}"
        yield f"0:dist={order}{_bucket(abs(p.head.i - token.i))}"
        yield f"0:on={p.on}|borders={borders}"
        verb, own = p.verb, self._verb(token)
        cue = verb.i in self._cues
        yield f"0:cue={cue}|self={token.i == verb.i}|same={verb.i == own.i}"
        yield f"0:cue={cue}|borders={borders}|{order}"
        yield f"0:pos={token.pos}|borders={borders}|{order}"
        yield f"0:dep={token.dep}|borders={borders}"
        yield f"0:shape={way}|borders={borders}"
        yield f"0:grain={p.grain}|borders={borders}"
        yield f"0:zone={self.syntax.sentence(token).zone}"
        yield f"0:l={token.lemma.lower()}|b={min(borders, 1)}"
        for name, asked in (("read", self._read), ("close", self._closely)):
            if (likely := asked(token, p)) is None:
                continue
            level = bisect_right(_LEVELS, likely)
            rival = max((asked(token, q) or 0.0 for q in here if q is not p), default=0.0)
            yield f"0:{name}={level}"
            yield f"0:{name}={level}|borders={borders}"
            yield f"0:{name}={level}|rival={bisect_right(_LEVELS, rival) // 2}"
            if name == "read":
                yield f"0:read={level}|first={first}"

    def _remote(self, act: "Trigger", p: _Placed, way: str, busy: bool) -> list[str]:
        own, other = self.syntax.sentence(act.token), self.syntax.sentence(p.first)
        back = own.index - other.index
        where = f"{back}" if -1 <= back <= _BACK else "opening"
        zone = "title" if own.zone == "title" else "lede" if own.index in self._opening else "body"
        lead, verb = f"{where}|{zone}", p.verb
        found = [
            *self._common(act, p, way, "r:"),
            f"r:{lead}|busy={busy}",
            f"r:{lead}|main={verb.head == verb.i}|told={verb.tag in ('VBD', 'VBN')}",
            f"r:{lead}|cue={verb.i in self._cues}",
            f"r:{lead}|{way}",
            f"r:{lead}|{p.grain}|{p.side}",
            f"r:{where}|para={own.paragraph == other.paragraph}",
            f"r:{where}|dep={act.token.dep}|busy={busy}",
            f"r:{where}|y={act.type}",
            f"r:{where}|root={act.token.head == act.token.i}|{way}",
            f"r:l={act.token.lemma.lower()}",
            f"r:n={min(3, len(self._by_sentence.get(other.index, ())))}",
            f"r:again={act.token.lemma in self._lemmas(other)}|{where}",
            f"r:verbagain={verb.lemma == act.token.lemma}",
            f"r:days={self._has_many_dates}|{where}",
        ]
        if (read := self._read(act.token, p)) is not None:
            level = bisect_right(_LEVELS, read)
            found += [f"r:read={level}", f"r:read={level}|{lead}|busy={busy}"]
        return found

    def _lemmas(self, sentence: Sentence) -> frozenset[str]:
        """The verbs and nouns of a sentence."""
        if sentence.index not in self._told:
            self._told[sentence.index] = frozenset(t.lemma for t in self.syntax.words(sentence) if t.pos in ("VERB", "NOUN"))
        return self._told[sentence.index]

    @cached_property
    def _has_many_dates(self) -> bool:
        return len({p.date for placed in self._by_sentence.values() for p in placed}) > _MANY_DATES

    def _verb(self, token: Token) -> Token:
        """The verb over a token, itself where it is one."""
        while token.pos not in ("VERB", "AUX") and token.head != token.i:
            token = self.syntax.head(token)
        return token

    def _side(self, date: str) -> str:
        """Where a date lies from the publication day."""
        if not is_date(self.published):
            return "unknown"
        (first, last), (today, _) = bounds(date), bounds(self.published)
        if first <= today <= last:
            return "today" if first == last else "now"
        days = (today - last).days if last < today else (today - first).days
        return "yesterday" if days == 1 else "week" if 0 < days < 8 else "quarter" if 0 < days < 100 else "past" if days > 0 else "future"

    def _cost(self, token: Token, head: Token) -> tuple[int, int]:
        """Borders of clauses and steps in the tree between an act and an expression."""
        climbed, fallen = self._ways(token, head)
        return sum(t.dep in _BORDERS for t in (*climbed, *fallen)), len(climbed) + len(fallen)

    def _bar(self, token: Token, head: Token) -> str:
        """Which borders lie between: those climbed over, then those that shut the expression in."""
        climbed, fallen = self._ways(token, head)
        up, down = ("+".join(t.dep for t in way if t.dep in _BORDERS) for way in (climbed, fallen))
        return f"{up}>{down}"

    def _path(self, token: Token, head: Token) -> str:
        climbed, fallen = self._ways(token, head)
        up = "".join(f"^{t.dep}" for t in climbed if t.dep != "conj")
        down = "".join(f">{t.lemma.lower() if t.dep == 'prep' else t.dep}" for t in reversed(fallen))
        return up + down if len(climbed) + len(fallen) <= _DEEP else "long"

    def _ways(self, token: Token, head: Token) -> tuple[list[Token], list[Token]]:
        """The tokens that are left behind going up from the act and down to the expression, worked out once."""
        if (key := (token.i, head.i)) not in self._known:
            self._known[key] = self._way(token, head)
        return self._known[key]

    def _way(self, token: Token, head: Token) -> tuple[list[Token], list[Token]]:
        up, down = [token, *self.syntax.ancestors(token)], [head, *self.syntax.ancestors(head)]
        over = {t.i: k for k, t in enumerate(up)}
        meet = next((k for k, t in enumerate(down) if t.i in over), None)
        if meet is None:
            return up, down
        return up[: over[down[meet].i]], down[:meet]


def grain(date: str) -> str:
    """How fine a date is: "day", "month", "year", or a "span" of days, months or years."""
    first, slash, _ = date.partition("/")
    fine = {4: "year", 7: "month", 10: "day"}.get(len(first), "open")
    return f"{fine}s" if slash else fine


def _bucket(n: int) -> str:
    return str(n) if n < 4 else "7" if n < 8 else "15" if n < 16 else "far"
