"""People and bodies without a name of their own: "two US officials", "South Korea's defence ministry"."""

import re
from collections.abc import Iterable

from reportedly.annotate.articles import with_article
from reportedly.annotate.entities.context import Answer, Context, Ids
from reportedly.annotate.entities.discourse import Spot
from reportedly.annotate.entities.phrases import left_edge
from reportedly.annotate.entities.profiles import role_of
from reportedly.annotate.entities.roles import Body, bodies
from reportedly.annotate.entities.settings import settings
from reportedly.annotate.entities.words import is_capitalised, key, slug
from reportedly.annotate.sentences import plain
from reportedly.model import EntityKind, ReportEntity, Token

OWN = frozenset({"space-agency", "police", "intelligence", "prosecutors"})
"""Kinds of which a state can have several, each with a name of its own."""
ABROAD = frozenset({"embassy", "consulate"})
"""Kinds that stand in another country than theirs."""
KIND = "kind:"
"""How it begins what is told of a body that only its kind is told of."""
OF = re.compile("-(?:of|at|with|from|for)-")
"""What in an id leads from people to their body ("analysts-at-the-harbour-institute")."""
ADMINISTRATION = "administration"
PEOPLE = ("group:", "unnamed:")
"""How the ids of people without a name begin."""


def body(context: Context, kind: Body, head: Token, of: Ids, *, definite: bool) -> Answer | None:
    """The body of a kind that a country has; the one named before for "the ministry"; None when neither is known."""
    word = head.text.casefold()
    if kind.key == "military" and not _is_plain_force(context, head, of):
        return None
    if own := _own_name(context, kind, head, of):
        return own
    persons = [i for i in of if context.kind(i) == "person"]
    if kind.key == "government" and len(persons) == 1 and _is_persons_own(context, persons[0], word):
        return _of_person(context, persons[0], word)
    countries = tuple(dict.fromkeys(c for i in of if context.kind(i) in ("country", "person", "place") and (c := context.country(i))))
    if kind.key in ABROAD and len(countries) > 1:
        countries = countries[:1]  # whose it is stands before where it is
    if len(countries) == 1:
        id = context.draft.add_entity(_made(context, kind, countries[0], _form(context, head)))
        return Answer((id,), 0.9, f"the {kind.key.replace('-', ' ')} of {context.lexicon.entities[countries[0]].name}")
    if len(countries) > 1 and head.tag in ("NNS", "NNPS"):
        ids = tuple(context.draft.add_entity(_made(context, kind, country, _form(context, head))) for country in countries)
        return Answer(ids, 0.85, f"the {kind.key.replace('-', ' ')} of each country")
    if countries or (not definite and head.tag not in ("NNS", "NNPS") and word != "police"):
        return None
    return _told_before(context, kind, head, definite=definite or word == "police")


def _told_before(context: Context, kind: Body, head: Token, *, definite: bool) -> Answer | None:
    """The body of a kind that was spoken of before, or that of the country that the report is about for a definite word."""
    if head.text.casefold() == ADMINISTRATION and (answer := _administration(context, head)):
        return answer
    for spot in context.discourse.back(head, 60):
        if len(spot.entities) == 1 and _is_such(context, spot.entities[0], kind, head):
            return Answer(spot.entities, 0.7, f"points back to {context.name(spot.entities[0])}")
    return _of_main_country(context, kind, head) if definite else None


def _administration(context: Context, head: Token) -> Answer | None:
    """Whom "the administration" alone means where the report speaks of a country whose presidents have administrations.

    The one named so before, that of the president of the day, or that country's government: of 52 such words that were taken for another
    country's government in annotated reports (they stand in reports on Syria or Iran) none was.
    """
    before = [spot.entities for spot in context.discourse.back(head, 60) if len(spot.entities) == 1]
    if named := next((ids for ids in before if _is_administration(context, ids[0])), None):
        return Answer(named, 0.8, f"points back to {context.name(named[0])}")
    if leader := _leader_named(context):
        return _of_person(context, leader, ADMINISTRATION)
    told = next((c for ids in before if (c := context.country(ids[0])) in settings().administrations), None)
    if told is None:
        return None
    id = context.draft.add_entity(_made(context, bodies()["government"], told, ADMINISTRATION))
    return Answer((id,), 0.7, f"an administration is that of {context.lexicon.entities[told].name}")


def _is_administration(context: Context, id: str) -> bool:
    return context.kind(id) == "government" and context.name(id).casefold().endswith(f" {ADMINISTRATION}")


def _is_persons_own(context: Context, id: str, word: str) -> bool:
    """Whether a government goes by its leader's name: an administration, or one of no known state; else it is that state's.

    Annotators name the state for "the government of" a leader and for his "regime" (9 of 9 parties), not for "the Obama administration".
    """
    return word == ADMINISTRATION or (word in ("government", "regime") and not context.country(id))


def _own_name(context: Context, kind: Body, head: Token, of: Ids) -> Answer | None:
    """The name that a body has of its own, with more in it than its country and kind ("the Chile Deep Space Agency")."""
    draft, first = context.draft, head.i
    while first and draft.tokens[first - 1].pos == "PROPN" and is_capitalised(draft.tokens[first - 1].text):
        first -= 1
    known = {w for row in bodies().values() for w in key(row.name)}
    more = [t for t in draft.tokens[first : head.i] if draft.named[t.i] < 0 and draft.words[t.i] not in known]
    if not (head.pos == "PROPN" and is_capitalised(head.text) and more and kind.key in OWN) or draft.in_headline(head.i):
        return None
    name = " ".join(t.text for t in draft.tokens[first : head.i + 1])
    country = next((c for i in of if (c := context.country(i))), None)
    id = draft.add_entity(ReportEntity(f"name:{slug(name)}", name, kind.kind, country, reason="a name that no lexicon has"))
    return Answer((id,), 0.85, "a name of its own")


def _is_plain_force(context: Context, head: Token, of: Ids) -> bool:
    """Whether nothing but whose it is qualifies a force: "rebel forces" and a "civil defence force" are no state's army."""
    before = context.draft.syntax.children(head, "amod", "compound", "nmod")
    words = [t.text.casefold() for t in before if t.i < head.i and context.draft.named[t.i] < 0 and t.pos != "NUM"]
    states = {context.country(i) for i in of}
    return all(w in settings().grades or w in settings().forces or states & settings().epithets.get(w, frozenset()) for w in words)


def _is_such(context: Context, id: str, kind: Body, head: Token) -> bool:
    """Whether an entity is called by a word: it is of that kind of body, the word ends its name, or its country's body is called so."""
    if id.endswith(_ending(kind)):
        return True
    if context.kind(id) not in ("government", "organisation"):
        return False
    country = context.country(id)
    own = country in context.lexicon.entities and _made(context, kind, str(country), _form(context, head)).id == id
    return own or context.name(id).casefold().endswith(f" {head.text.casefold()}")


def _of_main_country(context: Context, kind: Body, head: Token) -> Answer | None:
    """The body of the country that the report is about; None where it is about several."""
    country = context.main_country or _foremost_country(context, head)
    if country is None:
        return None
    id = context.draft.add_entity(_made(context, kind, country, _form(context, head)))
    return Answer((id,), 0.55, f"{context.lexicon.entities[country].name} stands out before it")


def _foremost_country(context: Context, head: Token) -> str | None:
    """The country that stands out most before a word; None where a second one nearly does."""

    def fits(spot: Spot) -> float:
        return float(len(spot.entities) == 1 and context.kind(spot.entities[0]) == "country")

    ranked = context.discourse.ranked(head, fits, 2)
    if ranked and (len(ranked) == 1 or ranked[1][0] < settings().margin * ranked[0][0]):
        return ranked[0][1][0]
    return None


def office_of(context: Context, id: str) -> Answer:
    """The office of a leader ("Mr Moon's office"): that of the state where the lexicon says what the leader is."""
    person, date = context.people.by_id.get(id), context.draft.report.published
    held = {h.office: h.country for h in person.known.holdings if date and h.covers(date)} if person and person.known else {}
    for office, kind in (("president", "presidency"), ("prime-minister", "premiership")):
        if office in held and (made := bodies().get(kind)):
            entity = context.draft.add_entity(_made(context, made, held[office], kind))
            return Answer((entity,), 0.85, f"the office of {context.name(id)}")
    name = f"Office of {context.name(id)}"
    context.draft.add_entity(ReportEntity(f"name:{slug(name)}", name, "government", context.country(id), reason="an office of its holder"))
    return Answer((f"name:{slug(name)}",), 0.8, f"the office of {context.name(id)}")


def _leader_named(context: Context) -> str | None:
    """The one president of the report who was in office at its date: "the administration" is a president's."""
    date = context.draft.report.published
    found = [p.id for p in context.people if p.known and date and any(h.office == "president" and h.covers(date) for h in p.known.holdings)]
    own = [id for id in found if context.country(id) in settings().administrations]
    return own[0] if len(own) == 1 else None


def _of_person(context: Context, id: str, word: str) -> Answer:
    """The government of a leader ("the Trump administration"), an entity of its own."""
    person, parts = context.people.by_id.get(id), context.name(id).split()
    comes_first = person is not None and person.words[: len(person.family)] == person.family
    name = f"{parts[0] if comes_first else parts[-1].removeprefix('al-')} {word}"
    for n, forms in context.lexicon.longest(key(name)):
        if n == len(key(name)):
            known = context.lexicon.entities[forms[0].entity]
            return Answer((context.draft.add_entity(known),), 0.9, f"the {word} of {context.name(id)}")
    context.draft.add_entity(
        ReportEntity(f"name:{slug(name)}", name, "government", context.country(id), reason=f"the {word} of {context.name(id)}")
    )
    return Answer((f"name:{slug(name)}",), 0.9, f"the {word} of {context.name(id)}")


def _form(context: Context, head: Token) -> str:
    """The head of a body with the word before it, in small letters ("security forces")."""
    before = context.draft.words[head.i - 1] if head.i else ""
    return f"{before} {head.text.casefold()}"


def _ending(kind: Body) -> str:
    return "-GOV" if kind.key == "government" else f"-{kind.key}"


def _made(context: Context, kind: Body, country: str, form: str) -> ReportEntity:
    name = context.lexicon.entities[country].name
    own = settings().own_names.get(form)
    demonym = context.lexicon.adjectives.get(country, name)
    full = (own or kind.name).format(country=with_article(name), demonym=demonym)
    if (known := _known(context, country, (full, f"{demonym} {form}", f"{demonym} {form.split()[-1]}"))) is not None:
        return known
    return ReportEntity(
        f"{country}-{slug(form)}" if own else f"{country}{_ending(kind)}",
        full,
        kind.kind,
        country,
        reason="composed of a country and a kind of body",
    )


def _known(context: Context, country: str, names: Iterable[str]) -> ReportEntity | None:
    """The body that the lexicon has under one of the names that a country and a kind make ("Chinese army"): one body, one entity."""
    for name in names:
        words = key(name)
        forms = next((f for n, f in context.lexicon.longest(words) if n == len(words)), ())
        bodies_called = {f.entity for f in forms if not f.ambiguous and context.lexicon.entities[f.entity].country == country} - {country}
        if len(bodies_called) == 1:
            return context.lexicon.entities[bodies_called.pop()]
    return None


def people(context: Context, head: Token, extent: tuple[int, int], of: Ids, *, definite: bool) -> Answer:
    """The unnamed person or group of a phrase; for a definite one ("the official") the last that was called so."""
    lemma = head.lemma.casefold()
    whose = _bodies_told(context, head, extent, of)
    if definite and (before := _called_before(context, head, lemma, of, whose)):
        return Answer((before,), 0.7, f"points back to {context.name(before)}")
    countries = tuple(dict.fromkeys(c for i in of if (c := context.country(i))))
    name = _label(context, head, extent)
    if not countries and context.main_country and _is_of_the_state(context, head, extent):
        countries = (context.main_country,)
        name = f"{context.lexicon.adjectives.get(context.main_country, '')} {name}".strip()
    plural = head.tag in ("NNS", "NNPS") or lemma in settings().collective
    sort, kind = ("group", "group") if plural else ("unnamed", "person")
    id = f"{sort}:{'+'.join(sorted(countries))}:{slug(name)}"
    made: EntityKind = "group" if kind == "group" else "person"
    context.draft.add_entity(ReportEntity(id, name, made, countries[0] if len(countries) == 1 else None, reason="not named in the report"))
    context.bodies[id] = whose
    return Answer((id,), 0.8, "not named in the report")


def _is_of_the_state(context: Context, head: Token, extent: tuple[int, int]) -> bool:
    """Whether officials or soldiers of no named country are spoken of, with no word that could tell another ("foreign officials")."""
    role = role_of(context.draft, extent[0], head.i)
    words = context.draft.tokens[extent[0] : head.i]
    plain = all(t.pos in ("DET", "NUM", "ADV") or t.text.casefold() in settings().grades for t in words)
    return role is not None and role.people in ("official", "military") and plain and head.i + 1 == extent[1]


def _bodies_told(context: Context, head: Token, extent: tuple[int, int], of: Ids) -> frozenset[str]:
    """The bodies to which a phrase says that somebody belongs: those that it names, else the kinds that it tells ("ministry")."""
    kinds = (role_of(context.draft, left_edge(context.draft, i), i) for i in range(*extent) if i != head.i)
    return context.bodies_of(of) or frozenset(
        f"{KIND}{role.body.key}" for role in kinds if role is not None and role.body is not None and role.body.key != "government"
    )


def _are_others(bodies: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two belong to different bodies; of a named one and a kind that is not known."""
    alike = {b.startswith(KIND) for b in bodies | theirs}
    return bool(bodies) and bool(theirs) and len(alike) == 1 and not bodies & theirs


def _called_before(context: Context, head: Token, lemma: str, of: Ids, bodies: frozenset[str]) -> str | None:
    """The unnamed person or group that was last called by the same word, of no other country and no other body."""
    countries = {context.country(i) for i in of}
    one = head.tag in ("NN", "NNP") and lemma not in settings().collective
    for spot in context.discourse.back(head, 8):
        for id in spot.entities:
            if _are_others(bodies, context.bodies.get(id, bodies)):
                continue
            if is_called(id, lemma) and (not one or id.startswith("unnamed:")) and (not countries or context.country(id) in countries):
                return id
    return None


def is_called(id: str, lemma: str) -> bool:
    """Whether an entity is unnamed, and the word was its head."""
    sort, _, rest = id.partition(":")
    return sort in ("group", "unnamed") and OF.split(rest.split(":")[-1])[0].rstrip("s").endswith(lemma.rstrip("s"))


def _label(context: Context, head: Token, extent: tuple[int, int]) -> str:
    """A name for people without one: their phrase without article and number, countries as adjectives ("US officials")."""
    words, i, opens = list[str](), extent[0], context.draft.sentences[head.sentence].first
    while i < extent[1]:
        n, word = _labelled(context, head, i)
        if word in ("'s", "’s", "'", "’") and words:
            words[-1] += "'s" if words[-1] not in context.lexicon.adjectives.values() else ""
        elif word:
            small = i == opens and n == 1 and word[1:].islower() and (i == head.i or _is_small(context, i))
            words.append(word.lower() if small else word)
        i += n
    return plain(" ".join(words).replace(" - ", "-").replace(" ,", ",")).lstrip("- ")


def _labelled(context: Context, head: Token, i: int) -> tuple[int, str]:
    """How many tokens are named here and how; a country before the head by its adjective, a person in full."""
    draft, token = context.draft, context.draft.tokens[i]
    id = draft.mentions[draft.named[i]].entity if draft.named[i] >= 0 else None
    kind = context.kind(id) if id else None
    if id and (kind == "person" or (kind == "country" and i < head.i)):
        n = 1
        while i + n < len(draft.tokens) and draft.named[i + n] == draft.named[i]:
            n += 1
        if draft.mentions[draft.named[i]].kind == "demonym" and head.lemma.casefold() in settings().nations:
            return n, draft.mentions[draft.named[i]].span.of(draft.report.text)  # "the American people", as a people is called
        return n, context.lexicon.adjectives.get(id) or context.name(id)
    return 1, "" if _is_left_out(context, head, token) else token.text.replace("U.S.", "US").replace("U.N.", "UN")


def _is_left_out(context: Context, head: Token, token: Token) -> bool:
    """Articles, numbers, quantities and possessive pronouns are no part of the name."""
    if token.i >= head.i:
        return False
    after = context.draft.tokens[token.i + 1 : token.i + 3]
    if token.tag == "CD" and [t.text for t in after[:1]] == ["-"] and after[-1].tag != "CD":
        return False  # "a four-star general", but "thirty-four officials"
    loose = token.tag in ("DT", "CD", "PRP$", "PDT", "RB", "JJR", "JJS", "IN", "-LRB-", "-RRB-") or token.dep in ("nummod", "quantmod")
    if token.tag == "IN" and context.draft.named[token.i] >= 0:
        return False  # "Beyond Parallel researchers"
    own = token.text == "own" and context.draft.tokens[token.i - 1].tag == "PRP$"
    return loose or own or context.draft.words[token.i] in settings().indefinite


def _is_small(context: Context, i: int) -> bool:
    """Whether a word has its capital from the beginning of a sentence alone."""
    word = context.draft.words[i]
    if context.draft.tokens[i].pos == "PROPN":
        return False
    return context.draft.is_small_elsewhere(i) or word in settings().grades or word in settings().former
