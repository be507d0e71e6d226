"""What speaks for two tellings' being of one event: features for the pair scorer."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from reportedly.annotate.syntax import Syntax
from reportedly.model import AnnotatedReport, Party, Token
from reportedly.model.dates import is_date, overlap
from reportedly.sorts import thing

if TYPE_CHECKING:
    from reportedly.annotate.events.parties import Roles
    from reportedly.annotate.events.triggers import Trigger

GOODS = "goods-go"
"""The group of words for goods on their way to somebody."""

_NEW = frozenset(
    {
        "a",
        "an",
        "another",
        "new",
        "other",
        "further",
        "more",
        "second",
        "third",
        "next",
        "previous",
        "earlier",
        "several",
        "many",
        "any",
        "no",
        "fresh",
        "first",
        "last",
        "latest",
        "recent",
    }
)
_POINTING = frozenset({"the", "this", "that", "these", "those"})
_WORDS = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM"})
_STEM = 4  # letters that "invade" and "invasion" share
_LONG_STEM = 5  # that a verb and its noun share where they are taken for acts of two types
_AROUND = 8  # tokens on each side in which a clause's own words are looked for
_OBJECTS = ("dobj", "pobj", "attr", "nsubjpass")


@dataclass(frozen=True, slots=True)
class Telling:
    """What the comparison looks at: the word, the act's type and kind (group or lemma), mode, parties, date.

    `actor` and `recipient` are ids, `countries` the alpha-3 codes of all parties; `words` the lemmas around, `objects`
    those of the word's own arguments; `shape` how the word brings the act in (see `shape`), `number` what counts it,
    `thing` what the act is done with (see `sorts`), `status` its likeliest status, "" while that is not asked; `marks` the lemmas
    of the auxiliaries, adverbs and adjectives below the word, `land` the state (alpha-3) in which its clause places the act by name;
    `here` whether the act's own sentence names a party on each side; `who` and `whom` the kind and the country ("" for unknown) of the
    only actor and recipient, None for none or several.
    """

    token: Token
    type: str
    kind: str
    mode: str | None
    actor: frozenset[str]
    recipient: frozenset[str]
    date: str | None
    countries: frozenset[str]
    words: frozenset[str]
    objects: frozenset[str]
    shape: str
    number: str
    thing: str = ""
    status: str = ""
    marks: frozenset[str] = frozenset()
    land: str = ""
    here: bool = True
    who: "tuple[str, str] | None" = None
    whom: "tuple[str, str] | None" = None


class Compared(NamedTuple):
    """How two tellings stand to each other: their words, dates, actors, recipients, all parties, countries; whether they are turned."""

    word: str
    when: str
    actor: str
    recipient: str
    everybody: str
    countries: str
    turned: bool


class PairView:
    """The tellings of one report with what the pairs share computed once."""

    def __init__(self, tellings: Sequence[Telling], syntax: Syntax) -> None:
        self.tellings = tellings
        self.syntax = syntax
        self._types = Counter(t.type for t in tellings)
        self._lemmas = Counter(t.token.lemma.lower() for t in tellings)
        self._rank: dict[str, list[int]] = {}
        self._order = []
        self._compared: dict[tuple[int, int], Compared] = {}
        for t in tellings:
            ranks = self._rank.setdefault(t.type, [])
            self._order.append(len(ranks))
            ranks.append(t.token.i)
        self._body = next((s.index for s in syntax.sentences if s.zone == "body"), 0)

    def compared(self, i: int, j: int) -> Compared:
        """How the two stand to each other, worked out once."""
        if (i, j) not in self._compared:
            self._compared[i, j] = _compared(self.tellings[i], self.tellings[j])
        return self._compared[i, j]

    def features(self, i: int, j: int) -> list[str]:
        """The features of the pair (i, j), i told before j, as strings."""
        a, b, stand = self.tellings[i], self.tellings[j], self.compared(i, j)
        word, when = stand.word, stand.when
        who = _parties(stand, a.type)
        far = self._distance(a, b)
        found = ["bias", f"w={word}", f"y={a.type}", f"w={word}|{a.type}", *who, f"when={when}", f"far={far}"]
        found += [f"w={word}|far={far}", f"w={word}|when={when}", f"w={word}|{who[2]}", f"{who[2]}|{a.type}"]
        found += [f"w={word}|{who[0]}|{who[1]}"]
        if word in ("lemma", "stem"):
            number = f"{is_plural(a.token):d}{is_plural(b.token):d}"
            found += [f"again={b.shape}|{a.token.pos}{b.token.pos}|{number}", f"again={b.shape}|{number}|{who[0]}|{who[1]}"]
            found += [f"again={b.shape}|{number}|{a.type}"]
        found += self._words(a, b, word) + self._shapes(a, b, word) + self._company(i, j, word)
        return found

    def of_type(self, kind: str) -> int:
        """How many tellings of a type there are."""
        return self._types[kind]

    def points_back(self, i: int, j: int) -> bool:
        """Whether j is a definite noun of i's word with fitting parties and date: "invaded" and "the invasion".

        A plural does so only for what the same several actors did: "A and B vetoed it", "the vetoes of A and B".
        """
        a, b = self.tellings[i], self.tellings[j]
        if b.shape != "def" or a.token.sentence == b.token.sentence or is_plural(a.token):
            return False
        if self.compared(i, j).word not in ("lemma", "stem") or conflicting(a.date, b.date):
            return False
        if is_plural(b.token):
            return len(a.actor) > 1 and a.actor == b.actor
        return all(not x or not y or x & y for x, y in ((a.actor, b.actor), (a.recipient, b.recipient)))

    def is_what_went(self, i: int, j: int) -> bool:
        """Whether one tells of goods that went to somebody, one that they were aid: "wagons LEFT, sparking talk that it was AIDED"."""
        a, b = self.tellings[i], self.tellings[j]
        if not a.type == b.type == "AID" or GOODS not in (a.kind, b.kind) or a.token.sentence != b.token.sentence:
            return False
        return bool(a.actor) and (a.actor, a.recipient) == (b.actor, b.recipient)

    def _words(self, a: Telling, b: Telling, word: str) -> list[str]:
        x, y = sorted((a.token.lemma.lower(), b.token.lemma.lower()))
        lemma = frozenset((x, y))
        common = (a.words & b.words) - lemma
        least = min(len(a.words - lemma), len(b.words - lemma))
        share = "-" if not least else str(min(3, 4 * len(common) // least))
        found = [f"lp={x}+{y}", f"common={min(4, len(common))}", f"share={share}", f"share={share}|{word}"]
        if a.objects and b.objects:
            same = bool(a.objects & b.objects)
            found += [f"obj={same}", f"obj={same}|{word}", f"obj={same}|{a.type}"]
        if a.mode and b.mode:
            found.append(f"mode={a.mode == b.mode}")
        if a.number and b.number:
            found.append(f"number={a.number == b.number}")
        return found

    def _shapes(self, a: Telling, b: Telling, word: str) -> list[str]:
        pos = ("V" if a.token.pos == "VERB" else "N") + ("V" if b.token.pos == "VERB" else "N")
        plural = f"{is_plural(a.token):d}{is_plural(b.token):d}"
        return [
            f"pos={pos}",
            f"pos={pos}|{word}",
            f"pos={pos}|{a.type}",
            f"shape={a.shape}>{b.shape}",
            f"b={b.shape}|{word}",
            f"a={a.shape}|{word}",
            f"plural={plural}",
            f"plural={plural}|{word}",
        ]

    def _company(self, i: int, j: int, word: str) -> list[str]:
        a, b = self.tellings[i], self.tellings[j]
        between = min(6, self._order[j] - self._order[i]) if a.type == b.type else 9
        many = _step(self._types[b.type])
        told = _step(self._lemmas[b.token.lemma.lower()])
        return [f"between={between}", f"between={between}|{word}", f"many={many}", f"many={many}|{word}", f"told={told}|{word}"]

    def _distance(self, a: Telling, b: Telling) -> str:
        x, y = self.syntax.sentence(a.token), self.syntax.sentence(b.token)
        if x.index == y.index:
            return "0"
        if x.zone == "title":
            return "title" if y.zone == "title" else f"title>{'lede' if y.index - self._body < 3 else 'body'}"
        steps = y.index - x.index
        return str(steps) if steps < 3 else "5" if steps < 6 else "10" if steps < 11 else "far"


def likeness(a: Telling, b: Telling) -> str:
    """How like two words are: one lemma, one stem, one group of the tables, or none of these."""
    if a.type != b.type:
        return "x" + ("lemma" if a.token.lemma.lower() == b.token.lemma.lower() else "stem")
    if a.token.lemma.lower() == b.token.lemma.lower():
        return "lemma"
    if alike(a.token, b.token, stem=_STEM):
        return "stem"
    return "kind" if a.kind == b.kind else "type"


def alike(a: Token, b: Token, *, stem: int = _LONG_STEM) -> bool:
    """Whether two words are one, or share their first letters as a verb and its noun do."""
    x, y = a.lemma.lower(), b.lemma.lower()
    return x == y or (len(x) >= stem and x[:stem] == y[:stem])


def is_plural(token: Token) -> bool:
    """Whether a noun tells of several events."""
    return token.tag in ("NNS", "NNPS")


@lru_cache(maxsize=4096)
def conflicting(a: str | None, b: str | None) -> bool:
    """Whether two dates share no day."""
    return bool(a and b and is_date(a) and is_date(b) and not overlap(a, b))


def dated(a: Telling, b: Telling) -> str:
    """How the dates of two tellings stand to each other."""
    if not a.date or not b.date:
        return "none" if not a.date and not b.date else "one"
    return "other" if conflicting(a.date, b.date) else "same" if a.date == b.date else "within"


def relation(x: frozenset[str], y: frozenset[str]) -> str:
    """How two sets of parties (or their countries) stand to each other."""
    if not x or not y:
        return "none" if not x and not y else "one"
    return "same" if x == y else "part" if x <= y or y <= x else "some" if x & y else "other"


def _compared(a: Telling, b: Telling) -> Compared:
    return Compared(
        likeness(a, b),
        dated(a, b),
        relation(a.actor, b.actor),
        relation(a.recipient, b.recipient),
        relation(a.actor | a.recipient, b.actor | b.recipient),
        relation(a.countries, b.countries),
        is_turned(a, b),
    )


def _parties(stand: Compared, kind: str) -> list[str]:
    """Relations of actors, recipients, all parties, and of their countries; the first three are used in conjunctions."""
    return [
        f"actor={stand.actor}",
        f"rec={stand.recipient}",
        f"all={stand.everybody}/{stand.countries}",
        f"countries={stand.countries}",
        f"turned={stand.turned}",
        f"actor={stand.actor}|{kind}",
        f"rec={stand.recipient}|{kind}",
        f"all={stand.everybody}",
        f"turned={stand.turned}|{kind}",
    ]


def is_turned(a: Telling, b: Telling) -> bool:
    """Whether somebody acts in the one who is acted on in the other."""
    return bool(a.actor & b.recipient - b.actor) or bool(b.actor & a.recipient - a.actor)


def _step(n: int) -> str:
    return str(n) if n < 4 else "6" if n < 7 else "12" if n < 13 else "many"


def shape(token: Token, syntax: Syntax) -> str:
    """How a word brings its act in: a noun as "def", "new", "poss", "bare", a verb by its tense, mood or "not"."""
    if token.pos != "VERB":
        below = syntax.children(token, "det", "poss", "amod", "nummod")
        if any(c.dep == "poss" for c in below):
            return "poss"
        if any(c.lemma.lower() in _NEW for c in below):
            return "new"
        return "def" if any(c.lemma.lower() in _POINTING for c in below) else "bare"
    below = syntax.children(token, "aux", "neg", "auxpass")
    if any(c.dep == "neg" for c in below):
        return "not"
    if any(c.tag == "MD" for c in below):
        return "will"
    if any(c.lemma == "have" and c.tag in ("VBZ", "VBP") for c in below):
        return "perfect"
    return {"VBD": "past", "VBN": "past", "VBZ": "now", "VBP": "now", "VBG": "ing"}.get(token.tag, "to")


def tellings(
    item: AnnotatedReport, syntax: Syntax, found: "Sequence[Trigger]", taking_part: "Sequence[Roles]", dates: Sequence[str | None]
) -> list[Telling]:
    """The tellings of a report's triggers with their parties and dates, in the same order; their `land` is left open."""
    countries = {e.id: e.country for e in item.entities if e.country}
    kinds = {e.id: (e.kind or "", e.country or "") for e in item.entities}
    rows = zip(found, taking_part, dates, strict=True)
    told = [
        telling(t, syntax, actor=r.actor, recipient=r.recipient, date=d, countries=countries, here=r.acting.here and r.receiving.here)
        for t, r, d in rows
    ]
    return [replace(t, who=_only(t.actor, kinds), whom=_only(t.recipient, kinds)) for t in told]


def _only(parties: frozenset[str], kinds: Mapping[str, tuple[str, str]]) -> tuple[str, str] | None:
    return kinds.get(next(iter(parties))) if len(parties) == 1 else None


def telling(
    t: "Trigger",
    syntax: Syntax,
    *,
    actor: Sequence[Party],
    recipient: Sequence[Party],
    date: str | None,
    countries: Mapping[str, str] = MappingProxyType({}),
    here: bool = True,
) -> Telling:
    """One telling; `countries` maps entity ids to alpha-3 codes, `here` tells whether its sentence names both sides."""
    token = t.token
    near = [w for w in syntax.words(syntax.sentence(token)) if abs(w.i - token.i) <= _AROUND and w.pos in _WORDS]
    objects = syntax.children(token, *_OBJECTS)
    objects += [o for p in syntax.children(token, "prep", "agent") for o in syntax.children(p, "pobj")]
    objects += [c for c in syntax.children(token, "compound", "amod", "nmod") if c.pos in ("NOUN", "PROPN", "ADJ")]
    own = [o for o in objects if o.dep != "pobj"]
    own += [o for p in syntax.children(token, "prep") if p.lemma == "of" for o in syntax.children(p, "pobj")]
    a, r = frozenset(p.id for p in actor), frozenset(p.id for p in recipient)
    return Telling(
        token,
        t.type,
        kind=t.group.name if t.group else token.lemma.lower(),
        mode=t.group.mode if t.group else None,
        actor=a,
        recipient=r,
        date=date,
        countries=frozenset(countries[i] for i in a | r if i in countries),
        words=frozenset(w.lemma.lower() for w in near),
        objects=frozenset(o.lemma.lower() for o in objects),
        shape=shape(token, syntax),
        number=next((c.text.lower() for c in syntax.children(token, "nummod")), ""),
        thing=thing(t.type, [o.lemma.lower() for o in (token, *own)]),
        marks=frozenset(c.lemma.lower() for c in syntax.children(token, "aux", "advmod", "amod")),
        here=here,
    )
