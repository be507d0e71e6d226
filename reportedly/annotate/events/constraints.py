"""What cannot be: rules on top of the learned scores of who takes part in an act.

Measured on the training reports (5-fold): of the parties taken out by `is_state_of` for a person 65 were wrong and 10
right, of those by `only_speaks` 27 and 4.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import combinations

from reportedly import resources
from reportedly.annotate.events.coreference import GOODS
from reportedly.annotate.events.lexicon import LETTER, TEST
from reportedly.annotate.events.roles import Act, Candidate, RoleView
from reportedly.annotate.references import References
from reportedly.annotate.syntax import Syntax
from reportedly.model import Party, ReportEntity, Span, Token

COUNTRIES = "lexicons/en/countries.toml"
PARTIES = "lexicons/en/events-parties.toml"
_STATES = frozenset({"country", "government"})
_LANDS = frozenset({"country", "place"})
SHARED_TYPES = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""What may be done with one another."""
_OWNER = r"(?:[\w. ]{2,25}['’]s )?"
_BEFORE = re.compile(rf"(?:.*[:;] ?)?{_OWNER}", re.DOTALL)
_COMMA = re.compile(rf", {_OWNER}")
_DOING = re.compile(r" (?:[a-z]+ ){0,2}")
"""In a headline: what may stand before the first of two names, between them, and between the second and the act."""


def is_state_of(state: ReportEntity, other: ReportEntity) -> bool:
    """Whether `state` is the country or government to which the other belongs."""
    return state.kind in _STATES and state.country is not None and state.country == other.country and state.id != other.id


def without_own_states(picked: Sequence[int], entities: Sequence[ReportEntity], p: Sequence[float]) -> list[int]:
    """Of somebody and his own state on one side only one: the person, else the likelier."""

    def yields(k: int, j: int) -> bool:
        a, b = entities[k], entities[j]
        if is_state_of(a, b):
            return b.kind == "person" or (p[j], k) > (p[k], j)
        return is_state_of(b, a) and a.kind != "person" and p[j] > p[k]

    return [k for k in picked if not any(yields(k, j) for j in picked if j != k)]


def only_speaks(k: int, found: Sequence[Candidate]) -> bool:
    """Whether a candidate merely tells of the act: its speaker in the third person, where the act's clause has another subject.

    "White House: North Korea shipped arms" makes the White House no shipper.
    """
    one = found[k]
    if not one.is_local or "speaker=True|-" not in one.features or "act-speaks=True" in one.features:
        return False
    if _is_subject(one) and "source" not in one.features:
        return False
    return any(_is_subject(c) and "source" not in c.features for j, c in enumerate(found) if j != k)


def is_label(candidate: Candidate, act: Act, syntax: Syntax) -> bool:
    """Whether a candidate stands before a colon and the act behind it: "White House: North Korea shipped arms"."""
    after = candidate.mention.head + 1
    return candidate.is_local and after < act.token.i and syntax.tokens[after].text == ":"


def is_aimed_at_nobody(act: Act) -> bool:
    """Whether an act is a weapon test: who hears of it or over whose land it goes is no party (10 of 532 annotated tests have one)."""
    return act.type == "MOBILIZE" and act.group is not None and act.group.mode == TEST


def leaves_out_who(act: Act, syntax: Syntax) -> bool:
    """Whether the act is told in the passive without saying who did it ("was stabbed", "the killed officers")."""
    token = act.token
    if token.pos != "VERB" or syntax.children(token, "agent"):
        return False
    return bool(syntax.children(token, "nsubjpass", "auxpass")) or (token.tag == "VBN" and token.dep in ("amod", "acl"))


def is_apart(act: Act, syntax: Syntax) -> bool:
    """Whether the act's own words tell that others did it than those whom the report is about ("international sanctions")."""
    words = resources.table(PARTIES)["apart"]["words"]
    return any(t.text.casefold() in words for t in syntax.children(act.token, "amod", "compound", "nmod", "nummod"))


def whose_claim(act: Act, view: RoleView) -> frozenset[str]:
    """Those whom the act's sentence names only as whose claim the act is ("denied Norway's CLAIMS of", "Norwegian reports that")."""
    sentence, nouns = view.syntax.sentence(act.token), resources.table(PARTIES)["claims"]["nouns"]
    claims = {t.i for t in view.syntax.ancestors(act.token) if t.lemma.lower() in nouns}
    if not claims:
        return frozenset()
    there = view.refs.within(sentence.span)
    own = {e for m in there if _owner_of(view.syntax.tokens[m.head], view.syntax) in claims for e in view.refs.ids(m)}
    return frozenset(own - {e for m in there if _owner_of(view.syntax.tokens[m.head], view.syntax) not in claims for e in view.refs.ids(m)})


def _owner_of(token: Token, syntax: Syntax) -> int | None:
    """The noun that a word tells the owner of ("Norway's claims", "claims by Norway")."""
    if token.dep in ("poss", "amod", "compound", "nmod"):
        return token.head
    way = syntax.head(token)
    return way.head if token.dep == "pobj" and way.text.lower() in ("by", "from") else None


def is_own(act: Act, syntax: Syntax) -> bool:
    """Whether the act's own words tell that one side did it on its own account ("its own test", "a test of their own")."""
    if act.token.pos != "NOUN":
        return False
    whose = [o for p in syntax.children(act.token, "prep") if p.lemma.lower() == "of" for o in syntax.children(p, "pobj")]
    own = [t for t in (act.token, *whose) for t in (t, *syntax.children(t, "amod", "poss")) if t.text.casefold() == "own"]
    return any(syntax.children(t, "poss") or syntax.children(syntax.head(t), "poss") for t in own)


def is_unaffected(act: Act, candidate: Candidate) -> bool:
    """Whether the place that somebody has in an act is none of those who are acted on in acts of its type ("fighting for Norway")."""
    return candidate.is_local and candidate.slot.rstrip("~^!*?") in resources.table(PARTIES)["unaffected"].get(act.type, ())


def _is_subject(candidate: Candidate) -> bool:
    return candidate.is_local and any(f.startswith("subj0=nsubj|") for f in candidate.features)


def addressees(act: Act, syntax: Syntax, refs: References) -> frozenset[str]:
    """To whom a letter goes, by its own words: "wrote to Kim", "sent a letter to Kim", "urged Kim in a letter"; empty for other acts."""
    if not act.group or act.group.mode != LETTER or act.group.reciprocal:
        return frozenset()
    above = syntax.head(act.token)
    words = [act.token, above] if act.token.dep == "dobj" else [act.token]
    to = [p for w in words for p in syntax.children(w, "prep", "dative") if p.lemma.lower() == "to"]
    return _meant([o for p in to for o in syntax.objects(p)] or _told_in(act.token, syntax), refs)


def _told_in(letter: Token, syntax: Syntax) -> list[Token]:
    """Who is told something "in a letter"."""
    way = syntax.head(letter)
    verb = syntax.head(way)
    told = letter.dep == "pobj" and way.lemma.lower() == "in" and verb.lemma.lower() in resources.table(PARTIES)["writing"]["verbs"]
    return syntax.children(verb, "dobj") if told else []


def hosts(act: Act, syntax: Syntax, refs: References) -> frozenset[str]:
    """Whose country is visited, by the word's own object or way ("visited China and Laos", "a trip to Seoul"); empty for other acts."""
    if not act.group or act.group.mode != "visit":
        return frozenset()
    if act.token.pos == "VERB" and (direct := syntax.children(act.token, "dobj")):
        found = [m for o in _listed(direct, syntax) if (m := refs.headed_by(o))]
    else:
        ends = [o for p in syntax.children(act.token, "prep") if _leads(p, act.token) for o in syntax.objects(p)]
        found = [m for o in _listed(ends, syntax) if (m := refs.headed_by(o)) and m.kind in ("name", "metonym")]
    return frozenset(e for m in found for e in refs.ids(m) if refs.entity(e).kind in _LANDS and refs.entity(e).country)


def headline_pair(act: Act, found: Sequence[Candidate], view: RoleView) -> frozenset[str]:
    """The two whom a headline names, a comma for "and", right before what they do: "Norland's Prado, Chile's Dahl exchange letters".

    Empty for what is not done with one another, and where the two are not of one kind. Parsers seldom read headlines so.
    """
    sentence, text = view.syntax.sentence(act.token), view.annotated.report.text
    if sentence.zone != "title" or act.type not in SHARED_TYPES:
        return frozenset()
    named = sorted((c for c in found if c.is_local and c.mention.kind == "name" and sentence.span.contains(c.mention.span)), key=_place)
    for one, other in combinations(named, 2):
        a, b = one.mention.span, other.mention.span
        gaps = ((_BEFORE, sentence.span.start, a.start), (_COMMA, a.end, b.start), (_DOING, b.end, act.token.span.start))
        if view.kind(one.entity) == view.kind(other.entity) and all(i <= j and p.fullmatch(text[i:j]) for p, i, j in gaps):
            return frozenset({one.entity, other.entity})
    return frozenset()


def _place(candidate: Candidate) -> Span:
    return candidate.mention.span


def _leads(preposition: Token, visit: Token) -> bool:
    """Whether a preposition under a word for visiting leads to where the visit goes."""
    ways, word = resources.table(PARTIES)["visiting"], preposition.lemma.lower()
    return word in ways["always"] or visit.lemma.lower() in ways.get(word, ())


def _listed(heads: Sequence[Token], syntax: Syntax) -> list[Token]:
    """Words with those that are joined to them."""
    return [c for o in heads for c in (o, *syntax.children(o, "conj"))]


def abroad(lands: frozenset[str], visitor: str | None, refs: References) -> frozenset[str]:
    """Of the lands that are visited those that are not the visitor's own: who goes to his own capital visits nobody."""
    return frozenset(e for e in lands if visitor is None or refs.entity(e).country != refs.entity(visitor).country)


def given(act: Act, syntax: Syntax, refs: References) -> tuple[frozenset[str], frozenset[str]]:
    """Who gives and who is given, in words of receiving ("Chile received ships from Norway") and of goods on their way; else empty."""
    token = act.token
    if act.group and act.group.name == GOODS:
        return _sent(token, syntax, refs)
    if act.type != "AID" or token.pos != "VERB" or token.lemma.lower() not in _receiving() or syntax.children(token, "nsubjpass"):
        return frozenset(), frozenset()
    below = [token, *syntax.children(token, "dobj")]
    sources = [o for w in below for p in syntax.children(w, "prep") if p.text.lower() == "from" for o in syntax.objects(p)]
    above = syntax.head(token)
    subjects = syntax.children(token, "nsubj") or (syntax.children(above, "nsubj") if token.dep == "xcomp" else [])  # "denied receiving"
    givers, takers = (_meant([t for head in heads for t in syntax.conjuncts(head)], refs) for heads in (sources, subjects))
    return givers, takers - givers


def _sent(token: Token, syntax: Syntax, refs: References) -> tuple[frozenset[str], frozenset[str]]:
    """From whom and to whom goods go ("forty wagons left Norway for Chile", "crossed from Norway into Chile"), as far as it is told."""

    def under(*words: str) -> frozenset[str]:
        heads = [o for p in syntax.children(token, "prep") if p.text.lower() in words for o in syntax.objects(p)]
        return _meant([t for head in heads for t in syntax.conjuncts(head)], refs)

    left = _meant(syntax.children(token, "dobj"), refs) if token.lemma.lower() in ("leave", "depart") else frozenset()
    givers, takers = left | under("from"), under("for", "to", "into")
    return givers, takers - givers


def _meant(heads: Sequence[Token], refs: References) -> frozenset[str]:
    """The entities whose mentions these words are the heads of."""
    mentions = [m for head in heads if (m := refs.headed_by(head))]
    return frozenset(e for m in mentions for e in refs.ids(m))


@cache
def _receiving() -> frozenset[str]:
    return frozenset(resources.table(PARTIES)["receiving"]["verbs"])


def party(id: str, refs: References) -> Party:
    """The party that an entity is: for a place whose country is known, the country."""
    entity = refs.entity(id)
    row = resources.table(COUNTRIES).get(entity.country or "") if entity.kind == "place" else None
    return Party(str(entity.country), row["name"]) if row else refs.party(id)
