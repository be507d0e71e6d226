"""What speaks for an act's being done, planned, threatened, alleged or denied: features for the status scorer."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from reportedly import resources
from reportedly.annotate.syntax import Syntax
from reportedly.model import EventMention, Statement, Token

WORDS = "lexicons/en/events-status.toml"
_CLAUSE = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "xcomp", "pcomp", "csubj", "parataxis"})
_STEPS = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9)
_HEIGHT = 4  # how many words above the trigger are asked


@cache
def _classes(part: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, words in resources.table(WORDS)[part].items():
        for word in words.split():
            found[word] = (*found.get(word, ()), name)
    return found


@dataclass(frozen=True, slots=True)
class Setting:
    """Where an act stands: its token, the event, the innermost statement, its cue's lemma, the report's date, the zone.

    `spoken` is the statement whose cue the act itself is ("accused"); `acts` holds the types of the report's acts by token;
    `read` has the encoder's probabilities of the statuses, empty without an encoder.
    """

    token: Token
    event: EventMention
    statement: Statement | None
    cue: str
    published: str | None
    zone: str
    spoken: Statement | None = None
    acts: Mapping[int, str] = field(default_factory=dict)
    read: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Form:
    """How the words themselves tell an act.

    `tense` are tense, mood and polarity of its clause's verb (of its own, "v=", or of one above, "up="); then come features of
    the subject, of what governs the act and of what modifies it.
    """

    tense: list[str]
    subject: list[str]
    above: list[str]
    below: list[str]


def form(token: Token, syntax: Syntax) -> Form:
    """How the words around a token tell what it names."""
    verb = clause_verb(token, syntax)
    tenses = tense(verb, syntax, "v=" if verb.i == token.i else "up=")
    return Form(tenses, subject(verb, syntax), above(token, syntax), below(token, syntax))


def features(at: Setting, told: Form, syntax: Syntax) -> list[str]:
    """The features of an act's status, as strings."""
    t, kind = at.token, at.event.type
    lemma, pos = t.lemma.lower(), t.pos[0]
    found = [
        "bias",
        f"type={kind}",
        f"l={lemma}",
        f"tag={t.tag}",
        f"dep={t.dep}|{pos}",
        f"tag={t.tag}|{kind}",
        f"zone={at.zone}",
        f"mode={at.event.mode}",
    ]
    forms = told.tense
    found += forms
    if at.zone == "title":  # the present tense of headlines tells what has happened
        found += [f"title|{forms[0]}", f"title|{t.tag}"]
    found += governing(at, syntax, forms[0]) + told.subject
    if at.spoken:
        found += [f"speaks={at.spoken.stance}", f"speaks={at.spoken.stance}|{kind}"]
    found += [f"{k}&{pos}" for k in told.below] + [f"{k}|{kind}" for k in told.below]
    found += told.above
    said = in_statement(at)
    found += said + [f"{k}|{kind}" for k in said[:1]] + [f"{k}|{t.tag}" for k in said]
    found += when(at)
    found += as_read(at, said)
    return found


def clause_verb(token: Token, syntax: Syntax) -> Token:
    """The verb of the clause in which a word stands; the topmost word where there is none."""
    while token.pos not in ("VERB", "AUX") and token.head != token.i:
        token = syntax.head(token)
    return token


def tense(verb: Token, syntax: Syntax, label: str) -> list[str]:
    """Tense, mood and polarity of a verb from its form and auxiliaries."""
    kinds = _classes("aux")
    auxiliaries = syntax.children(verb, "aux", "auxpass")
    words = ["have" if _is_had(a, verb) else a.lemma.lower() for a in auxiliaries]
    moods = sorted({k for a in auxiliaries if not _is_had(a, verb) for w in (a.lemma.lower(), a.text.lower()) for k in kinds.get(w, ())})
    form = "+".join([*moods, *(w for w in words if w in ("have", "be", "to", "do")), verb.tag])
    found = [f"{label}{form}"] + [f"{label}mood:{m}" for m in moods]
    if any(c.dep == "neg" or c.lemma.lower() in ("never", "not") for c in syntax.children(verb)):
        found += [f"{label}neg", f"{label}neg|{verb.tag}"]
    if any(a.lemma == "to" for a in auxiliaries):
        found.append(f"{label}to|{verb.dep}")
    found += [f"{label}mark:{c.lemma.lower()}" for c in syntax.children(verb, "mark", "advmod") if c.dep == "mark" or c.tag == "WRB"]
    return found


def _is_had(auxiliary: Token, verb: Token) -> bool:
    """Whether "'d" before a participle is "had" ("said she'd met him"), whatever the tagger says."""
    return verb.tag == "VBN" and auxiliary.text.lower() in ("'d", "’d") and auxiliary.i + 1 == verb.i


def below(token: Token, syntax: Syntax) -> list[str]:
    """Classes of the words that modify an act, and its determiner."""
    kinds = _classes("below")
    found = []
    for c in syntax.children(token):
        word = c.lemma.lower()
        found += [f"b:{k}" for k in kinds.get(word, ())]
        if c.dep in ("det", "poss"):
            found.append(f"det={word if c.dep == 'det' else 'poss'}")
        elif c.dep in ("amod", "advmod", "npadvmod", "prt"):
            found.append(f"bw={word}")
    if token.tag in ("NNS", "NNPS"):
        found.append("plural")
    return found


def above(token: Token, syntax: Syntax) -> list[str]:
    """The words that govern an act, nearest first, by class and by lemma, with how they are negated or put in a mood."""
    kinds = _classes("above")
    found = []
    below_dep = token.dep
    for k, up in enumerate(syntax.ancestors(token)[:_HEIGHT]):
        word = up.lemma.lower()
        if up.pos in ("VERB", "AUX", "NOUN", "ADJ", "SCONJ", "ADP", "ADV"):  # an adverb: "ahead of the visit"
            found += [f"a{min(k, 2)}={word}", f"a={word}/{below_dep}"]
            found += [f"a:{c}/{below_dep}" for c in kinds.get(word, ())] + [f"a:{c}@{min(k, 2)}" for c in kinds.get(word, ())]
        if up.pos in ("VERB", "AUX"):
            moods = tense(up, syntax, f"t{min(k, 2)}=")
            found += [m for m in moods if "mood" in m or "neg" in m or "mark" in m or "to|" in m]
            found += [f"{m[3:]}+{c}" for m in moods if "neg" in m for c in kinds.get(word, ())]
        below_dep = up.dep
    return found


def governing(at: Setting, syntax: Syntax, form: str) -> list[str]:
    """The nearest act above in the tree ("vowed to ATTACK") and up to two below."""
    t, kind = at.token, at.event.type
    up = next((a for a in syntax.ancestors(t) if a.i in at.acts), None)
    if up is None:
        found = [f"gov=none|{t.dep}", f"gov=none|{form}"]
    else:
        type_ = at.acts[up.i]
        found = [f"gov={type_}", f"gov={type_}|{t.dep}", f"gov={type_}>{kind}", f"govl={up.lemma.lower()}", f"govt={up.tag}>{t.tag}"]
    under = sorted(i for i in at.acts if syntax.is_below(syntax.tokens[i], t))
    return found + [f"governs={at.acts[i]}|{kind}" for i in under[:2]]


def subject(verb: Token, syntax: Syntax) -> list[str]:
    """What kind of word the clause's subject is; pronouns by name."""
    s = syntax.child(verb, "nsubj", "nsubjpass")
    return ["subj=none"] if s is None else [f"subj={s.lemma.lower() if s.pos == 'PRON' else s.ner or s.pos}"]


def in_statement(at: Setting) -> list[str]:
    """What the statement around an act adds: its stance, cue, speaker and whether the speaker is who acts."""
    s = at.statement
    if s is None:
        return ["own-voice"]
    speaker = s.speaker.id.removesuffix("-GOV") if s.speaker else ""
    acts = "self" if speaker and any(p.id.removesuffix("-GOV") == speaker for p in at.event.actor) else "other"
    return [
        f"stance={s.stance}",
        "said",
        f"cue={at.cue}",
        f"sk={s.speaker_kind}|{acts}",
        f"q={s.quote}",
        f"stance={s.stance}|{acts}",
        f"via={len(s.via)}",
    ]


def as_read(at: Setting, said: Sequence[str]) -> list[str]:
    """What the encoder reads of the act's status, by itself and beside the act's type, tag and statement."""
    if not at.read:
        return []
    first, second = sorted(at.read, key=lambda s: -at.read[s])[:2]
    top = f"read={first}"
    beside = [f"{top}|{bisect_right(_STEPS, at.read[first])}", f"{top}>{second}", f"{top}|{at.event.type}", f"{top}|{at.token.tag}"]
    return [top, *beside, f"{top}|{said[0]}", *(f"read-{s}={bisect_right(_STEPS, p)}" for s, p in at.read.items())]


def when(at: Setting) -> list[str]:
    """Whether the act's date lies before, on or after the day of publication."""
    date, published = at.event.date, (at.published or "")[:10]
    if not date or not published:
        return ["when=unknown"]
    first = date.partition("/")[0]
    if date.endswith("/") or ("/" in date and date.partition("/")[2] >= published > first):
        return ["when=around", "when=open"]
    size = min(len(first), len(published))
    order = "after" if first[:size] > published[:size] else "before" if first[:size] < published[:size] else "same"
    return [f"when={order}", f"when={order}|{at.token.tag}"]
