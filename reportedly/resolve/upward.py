"""The words between an act and the top of what is quoted (or of its sentence), and what they leave of it.

"They said that it FIRED a missile" leads straight up: the act is told outright. In "they called its LAUNCH a provocation",
"the group behind the HACK", "claims that it FIRED" something stands between. Pure; reads dependencies (ClearNLP labels).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from reportedly.model import AnnotatedReport, Sentence, Statement, Token
from reportedly.resources import table

WORDS = "lexicons/en/bearings.toml"
_WINDOW = 120
"""Tokens to either side of an act that are looked at: hostile text may have no end of a sentence."""
_HIGH = 12
_CLAUSE = frozenset({"ccomp", "conj", "parataxis", "ROOT", "dep"})
_BELOW_NOUN = frozenset({"acl", "relcl", "ccomp", "appos"})
_ARGUMENT = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})
_OFF = frozenset({"off", "out", "away", "back"})
_PARTICLES = frozenset({"call", "pull", "back", "walk"})
"""Words of calling off that need a particle."""
_INDEFINITE = frozenset({"a", "an", "another", "several", "no", "more"})
_OPEN, _OUTRIGHT, _CLAIMED, _SHUT = range(4)


@dataclass(frozen=True, slots=True)
class Way:
    """The way from an act up. `path` are the tokens, the act's first; the rest says what was met on it.

    `is_outright`: nothing stands between the act and the top; `is_claimed`: a noun of claiming does; `is_doubted`: a word of doubt,
    "if" or "whether" does; `is_subject`: the act is what the topmost clause speaks of; `is_negated`: it is plainly said not to have
    been done; `is_called_off`: it is what somebody cancels; `is_under_denial`: a word of denying stands above it.
    """

    path: tuple[Token, ...]
    is_outright: bool = False
    is_claimed: bool = False
    is_doubted: bool = False
    is_subject: bool = False
    is_negated: bool = False
    is_called_off: bool = False
    is_under_denial: bool = False


def way_up(trigger: Sequence[Token], sentence: Sentence, annotated: AnnotatedReport, statement: Statement | None) -> Way:
    """The way up from a trigger's head: within the content of a statement, else within the sentence."""
    inside = {t.i for t in trigger}
    act = next((t for t in trigger if t.head not in inside or t.head == t.i), trigger[0])
    near = _Near(annotated, sentence, act)
    path, states, top = [act], [], False
    while len(path) < _HIGH:
        up = near.up(path[-1])
        if up is None or (statement and not any(piece.contains(up.span) for piece in statement.content)):
            top = True
            break
        states.append(near.step(path[-1], up))
        path.append(up)
    shut = _SHUT in states or not top
    claimed = _CLAIMED in states and _SHUT not in states[: states.index(_CLAIMED)]
    return Way(
        path=tuple(path),
        is_outright=not shut and not claimed and near.is_told_by(path[-1], act, statement is None or statement.cue is not None),
        is_claimed=claimed,
        is_doubted=near.is_doubted(path),
        is_subject=len(path) > 1 and act.dep in ("nsubj", "nsubjpass") and all(t.dep in _CLAUSE for t in path[1:]),
        is_negated=near.is_negated(path, states),
        is_called_off=near.is_called_off(act),
        is_under_denial=any(t.lemma.lower() in lemmas("deny") for t in path[1:3]),
    )


def is_conditional(way: Way, annotated: AnnotatedReport) -> bool:
    """Whether an act stands in a condition, or in what follows from one ("if we don't, we don't MEET")."""
    near = _Near(annotated, None, way.path[0])
    for t in way.path:
        clauses = [t, *(c for c in near.children(t) if c.dep == "advcl")]
        if any(near.is_hypothetical(clause) for clause in clauses):
            return True
    return False


def is_unsaid(cue: Sequence[Token], annotated: AnnotatedReport) -> bool:
    """Whether the words of saying are themselves negated, refused, or only imagined ("before experts CONFIRM", "should he ISSUE")."""
    inside = {t.i for t in cue}
    token = next((t for t in cue if t.head not in inside or t.head == t.i), cue[0])
    near = _Near(annotated, None, token)
    for height in range(4):
        if near.is_hypothetical(token) or (height == 0 and (near.has_not(token) or near.is_none(token))):
            return True
        up = near.up(token)
        if up is None or token.dep in _CLAUSE - {"conj"}:
            return False
        if token.dep in ("xcomp", "pcomp") and up.lemma.lower() in lemmas("unsaid"):
            return True
        if token.dep in ("advcl", "relcl"):
            return False
        token = up
    return False


class _Near:
    """The tokens around an act, by their heads."""

    def __init__(self, annotated: AnnotatedReport, sentence: Sentence | None, act: Token) -> None:
        held = sentence or annotated.sentences[act.sentence]
        first, last = max(held.first, act.i - _WINDOW), min(held.last, act.i + _WINDOW)
        self._tokens = annotated.tokens
        self._below: dict[int, list[Token]] = {}
        for t in annotated.tokens[first:last]:
            if t.head != t.i:
                self._below.setdefault(t.head, []).append(t)

    def up(self, token: Token) -> Token | None:
        """The head of a token, None for a root."""
        return None if token.head == token.i else self._tokens[token.head]

    def children(self, token: Token) -> list[Token]:
        """What hangs on a token."""
        return self._below.get(token.i, [])

    def step(self, x: Token, up: Token) -> int:
        """What the step from a word to the one above leaves of the act below."""
        word = up.lemma.lower()
        if word in lemmas("claims") and up.pos in ("NOUN", "PROPN"):
            return _CLAIMED if x.dep in _BELOW_NOUN or x.dep in ("prep", "compound", "amod", "nmod", "mark") else _SHUT
        if x.pos in ("VERB", "AUX"):
            return self._from_verb(x, word)
        if x.pos == "ADP" or x.dep == "prep":
            return _OPEN if word in lemmas("doer") or word in lemmas("lots") or (word in lemmas("happen") and up.pos == "VERB") else _SHUT
        if x.lemma.lower() in lemmas("doer") and x.dep != "compound":
            return _OPEN
        return self._from_noun(x, up, word)

    def _from_verb(self, x: Token, word: str) -> int:
        if x.dep in _CLAUSE or (x.dep == "xcomp" and (word in lemmas("begin") or word in lemmas("doubt"))):
            return _OPEN
        if x.dep == "pcomp" or (x.dep in ("acl", "relcl", "xcomp") and word in lemmas("doer")):
            return _OPEN
        return _SHUT

    def _from_noun(self, x: Token, up: Token, word: str) -> int:
        if x.dep in ("conj", "appos", "pobj", "ROOT", "acomp", "dep"):
            return _OPEN
        if x.dep in _ARGUMENT and up.pos in ("VERB", "AUX"):
            is_new = any(c.dep == "nummod" or (c.dep in ("det", "amod") and c.lemma.lower() in _INDEFINITE) for c in self.children(x))
            says = lemmas("occur") if x.dep == "nsubj" else lemmas("happen")
            return _OPEN if (word in says and word not in ("be", "have")) or is_new else _SHUT
        return _SHUT

    def is_told_by(self, top: Token, act: Token, is_cued: bool) -> bool:
        """Whether the words of saying above the top of a content leave a noun there told: "announced the TEST", not "praised the TEST"."""
        up = self.up(top)
        if up is None or not is_cued or act.pos == "VERB" or top.pos in ("VERB", "AUX"):
            return True
        words = {top.lemma.lower(), up.lemma.lower()} - {act.lemma.lower()} | {
            h.lemma.lower() for h in (self.up(up),) if h and up.dep == "prep"
        }
        return not words.isdisjoint(lemmas("report") | lemmas("doer") | lemmas("claims") | lemmas("deny"))

    def is_doubted(self, path: Sequence[Token]) -> bool:
        """Whether a word of doubt, "if" or "whether" stands on the way, or "not sure", "not convinced"."""
        for n, t in enumerate(path):
            word = t.lemma.lower()
            if n and any(c.dep in ("acomp", "attr", "oprd") and c.lemma.lower() in lemmas("doubt") for c in self.children(t)):
                return True  # "was sceptical that": the clause hangs on the verb
            if word in lemmas("doubt") or (word in lemmas("unsure") and self.has_not(t)):
                return True
            if t.dep == "ccomp" and any(c.dep == "mark" and c.lemma.lower() in ("if", "whether") for c in self.children(t)):
                return True
        return False

    def is_negated(self, path: Sequence[Token], states: Sequence[int]) -> bool:
        """Whether an act, or the verb that says it is done, is plainly negated: no condition, mood, plural in general or mere naming."""
        act = path[0]
        if any(c.dep == "det" and c.lemma.lower() == "no" for c in self.children(act)):
            return act.tag in ("NN", "VBG") and act.dep in _ARGUMENT and act.dep != "attr"
        verb, n = next(((t, n) for n, t in enumerate(path) if t.pos in ("VERB", "AUX")), (act, 0))
        if _SHUT in states[:n] or (n and act.dep == "attr") or verb.pos not in ("VERB", "AUX"):
            return False
        if n and verb.lemma.lower() not in lemmas("happen") and path[n - 1].lemma.lower() not in lemmas("doer"):
            return False
        if any(c.lemma.lower() == "since" for c in self.children(verb)):
            return False  # none since: nothing is said of the last one
        return self.has_not(verb) and not self._has_mood(verb) and not any(c.lemma == "to" and c.dep == "aux" for c in self.children(verb))

    def has_not(self, token: Token) -> bool:
        """Whether a word is negated."""
        return any(c.dep == "neg" or c.lemma.lower() in ("not", "never") for c in self.children(token))

    def is_none(self, token: Token) -> bool:
        """Whether there is none of it ("NO confirmation")."""
        return any(c.dep == "det" and c.lemma.lower() == "no" for c in self.children(token))

    def _has_mood(self, verb: Token) -> bool:
        return any(c.tag == "MD" for c in self.children(verb))

    def is_hypothetical(self, verb: Token) -> bool:
        """Whether a clause is a condition or only imagined: "if", "unless", "before", "could", or "should he"."""
        for c in self.children(verb):
            word = c.lemma.lower()
            if c.dep in ("mark", "advmod") and word in lemmas("conditional") and (c.dep == "mark" or word in ("if", "unless")):
                return True
            if c.tag == "MD" and word in lemmas("moods"):
                return True
        return False

    def is_called_off(self, act: Token) -> bool:
        """Whether a word of calling off governs an act, or names it ("the summit's cancellation")."""
        up: Token | None = act
        for _ in range(3):
            up = self.up(up) if up else None
            if up is None or (up.dep == "ROOT" and up.pos not in ("VERB", "AUX", "NOUN")):
                return False
            word = up.lemma.lower()
            if word in lemmas("cancel"):
                under = {c.lemma.lower() for c in self.children(up) if c.dep in ("prt", "advmod", "prep")}
                return word not in _PARTICLES or not under.isdisjoint(_OFF)
            if up.pos not in ("ADP", "ADV") and up.dep != "prep":
                return False
        return False


@cache
def lemmas(group: str) -> frozenset[str]:
    """The lemmas of a group of the table of words."""
    return frozenset(table(WORDS)[group].split())
