"""Finds the names in a report and says who or what each means."""

from collections import Counter
from collections.abc import Sequence

from reportedly.annotate.entities.draft import MADE_BY, Draft
from reportedly.annotate.entities.gazetteer import Found, matches
from reportedly.annotate.entities.lexicon import Form, Lexicon
from reportedly.annotate.entities.runs import Run, marked
from reportedly.annotate.entities.settings import settings
from reportedly.annotate.entities.words import is_capitalised, normal, slug, written_like
from reportedly.model import Mention, MentionKind, ReportEntity, Span

DOMINANT = 3  # a body of the country named so many times more often than the next is meant


def gazetteer_names(draft: Draft, lexicon: Lexicon) -> list[Found]:
    """What the lexicons say, without what belongs to a longer name (Georgia in "University of Georgia")."""
    found = list(matches(draft, lexicon))
    runs = {i: run for run in marked(draft) for i in range(run.first, run.last)}
    return [f for f in found if not _in_longer_name(draft, lexicon, f, runs.get(f.first))]


def _in_longer_name(draft: Draft, lexicon: Lexicon, found: Found, run: Run | None) -> bool:
    if found.last - found.first == 1 and (_after_given_name(draft, lexicon, found.first) or _before_office(draft, found.last)):
        return True
    if run is None or (run.first >= found.first and run.last <= found.last):
        return False
    if draft.in_headline(found.first):
        return False
    inside = draft.tokens[run.first : run.last]
    if any(t.tag == "POS" for t in inside):
        return False
    if run.label == "PERSON":
        return all(f.ambiguous for f in found.forms) and run.last > found.last
    if run.label in ("ORG", "FAC", "WORK_OF_ART", "EVENT", "LAW"):
        return _is_doubtful_part(draft, lexicon, found, run)
    return False


def _after_given_name(draft: Draft, lexicon: Lexicon, i: int) -> bool:
    """Whether a given name stands before a token, as in "Denzel Washington"."""
    if i == 0 or draft.tokens[i - 1].sentence != draft.tokens[i].sentence:
        return False
    word = draft.words[i - 1]
    return word in lexicon.given and (word,) not in lexicon.forms.get(word, {}) and is_capitalised(draft.tokens[i - 1].text)


def _before_office(draft: Draft, next: int) -> bool:
    """As in "Vice President", "Vice Foreign Minister": the word before an office is no name."""
    rest = draft.words[next : next + 2]
    return draft.words[next - 1] in settings().before_office and any(w in settings().offices_after for w in rest)


def _is_doubtful_part(draft: Draft, lexicon: Lexicon, found: Found, run: Run) -> bool:
    """Whether a country's name only qualifies a longer proper name; demonyms before a body are looked at later."""
    after = found.last < run.last and is_capitalised(draft.tokens[found.last].text)
    of = found.first > run.first and draft.words[found.first - 1] == "of"
    countries = all(f.kind in ("name", "demonym", "capital") and lexicon.entities[f.entity].kind == "country" for f in found.forms)
    return countries and (of or (after and found.forms[0].kind in ("name", "capital") and not _is_generic(draft, run)))


def _is_generic(draft: Draft, run: Run) -> bool:
    """Whether the run ends in a word that names a kind of body ("US Treasury Department"), to be composed with its country."""
    return draft.words[run.last - 1] in settings().bodies


def supported(found: Sequence[Found], lexicon: Lexicon) -> Counter[str]:
    """What the report names beyond doubt, and the countries of it, with how often."""
    sure = [f.forms[0].entity for f in found if len(f.forms) == 1 and not f.forms[0].ambiguous]
    return Counter(sure) + Counter(c for id in sure if (c := lexicon.entities[id].country) and c != id)


def choose(found: Found, support: Counter[str], lexicon: Lexicon) -> tuple[Form | None, str]:
    """The form that is meant, with the reason; None where several remain or nothing supports a doubtful one."""
    plain = [f for f in found.forms if not f.ambiguous]
    if len({f.entity for f in plain}) == 1:
        return plain[0], ""
    if plain and all(f.entity in lexicon.people for f in plain):
        return None, ""  # namesakes: left to what else the report says of the person
    named = {f.entity for f in plain or found.forms if support[f.entity] and lexicon.entities[f.entity].country != f.entity}
    if len(named) == 1:
        return next(f for f in found.forms if f.entity in named), "the report also names it beyond doubt"
    weighed = ((support[f.entity] or support[lexicon.entities[f.entity].country or ""], f) for f in plain or found.forms)
    backed = sorted(((n, f) for n, f in weighed if n), key=lambda pair: -pair[0])
    if len({f.entity for _, f in backed}) == 1:
        return backed[0][1], "the report also names it, or its country, beyond doubt"
    if len(backed) > 1 and backed[0][0] >= DOMINANT * backed[1][0] and lexicon.entities[backed[0][1].entity].kind != "country":
        return backed[0][1], "the report is about its country"
    return None, "several could be meant" if found.forms[
        1:
    ] else "this word often means something else, and nothing in the report supports it"


def is_of_another(draft: Draft, lexicon: Lexicon, found: Found, form: Form) -> bool:
    """Whether a body of one state stands after the name of another ("Chile's Defense Department"): not that body, then."""
    before = found.first - 1
    if before > 0 and draft.tokens[before].tag == "POS":
        before -= 1
    entity = lexicon.entities[form.entity]
    if before < 0 or draft.named[before] < 0 or entity.kind not in ("government", "organisation", "media") or not entity.country:
        return False
    if draft.tokens[before].sentence != draft.tokens[found.first].sentence:
        return False
    other = draft.mentions[draft.named[before]].entity
    return other in lexicon.entities and lexicon.entities[other].kind == "country" and other != entity.country


def mention_kind(draft: Draft, found: Found, form: Form) -> MentionKind | None:
    """How a form means its entity here; None where a capital is only a place."""
    if form.kind in ("name", "place"):
        return "name"
    if form.kind == "demonym":
        return "demonym"
    return "metonym" if form.kind == "metonym" or not is_place_here(draft, found.first, found.last) else None


def people_of(draft: Draft, found: Found, entity: ReportEntity) -> ReportEntity | None:
    """The people that a noun like "Palestinians" means; None for an adjective, and for members of an organisation."""
    last = draft.tokens[found.last - 1]
    if (
        entity.kind != "country"
        or last.tag not in ("NNS", "NNPS")
        or last.dep in ("compound", "amod", "nmod")
        or not last.text.endswith("s")
    ):
        return None
    if found.first and draft.words[found.first - 1] == "the" and entity.id not in settings().peoples:
        return None  # "the Russians" are as often as not their government
    name = " ".join(t.text for t in draft.tokens[found.first : found.last])
    return ReportEntity(f"group:{entity.id}:{slug(name)}", name, "group", entity.country, reason="people of that country")


def is_member(draft: Draft, found: Found, entity: ReportEntity) -> bool:
    """Whether a singular noun means one member of an organisation ("the California Republican"): somebody, but not it."""
    last = draft.tokens[found.last - 1]
    return (
        entity.kind == "organisation" and last.tag in ("NN", "NNP") and last.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "appos", "attr")
    )


def name_twins(draft: Draft, lexicon: Lexicon) -> None:
    """Adds what one word says of two states ("the Koreas")."""
    for t in draft.tokens:
        ids = settings().twins.get(draft.words[t.i], ())
        if ids and draft.named[t.i] < 0:
            draft.named[t.i] = len(draft.mentions)
            both = tuple(draft.add_entity(lexicon.entities[id]) for id in ids)
            draft.mentions.append(Mention(t.span, "name", None, both, t.i, 0.95, MADE_BY, "one word for both"))


def name_parts(draft: Draft, lexicon: Lexicon) -> None:
    """Adds the countries inside words that the parser left whole ("U.S.-led"); the word is their mention's head."""
    for t in draft.tokens:
        if "-" not in t.text[1:-1]:
            continue
        at, end = t.span.start, draft.mentions[draft.named[t.i]].span.start if draft.named[t.i] >= 0 else t.span.end
        for part in t.text.split("-"):
            forms = lexicon.forms.get(normal(part), {}).get((normal(part),), ())
            fitting = [f for f in forms if not f.ambiguous and f.kind in ("name", "demonym") and written_like((part,), f.written)]
            if at + len(part) <= end and len(fitting) == 1 and lexicon.entities[fitting[0].entity].kind == "country":
                id = draft.add_entity(lexicon.entities[fitting[0].entity])
                draft.mentions.append(Mention(Span(at, at + len(part)), "name", id, (), t.i, 0.9, MADE_BY, "part of a joined word"))
            at += len(part) + 1


def _is_joined(draft: Draft, first: int, last: int) -> bool:
    """Whether a name is one of two joined by a hyphen or stroke ("the Moscow-Pyongyang summit"): those are parties."""
    return any(draft.tokens[i].text in ("-", "–", "/") for i in (first - 1, last) if 0 <= i < len(draft.tokens))


def is_place_here(draft: Draft, first: int, last: int) -> bool:
    """Whether a city is where something is, rather than a government: by the preposition or verb it hangs on."""
    if draft.words[last + 1 : last + 2] and draft.tokens[last].text == "-" and draft.words[last + 1] in settings().joined:
        return True
    head = draft.tokens[draft.head_of(first, last)]
    while head.dep == "conj":
        head = draft.syntax.head(head)
    above = draft.syntax.head(head)
    words = settings()
    if head.dep == "pobj" and above.i != head.i:
        if above.text.casefold() in words.locating:
            return True
        governor = draft.syntax.head(above)
        return above.text.casefold() in words.directing and governor.lemma.casefold() in words.motion
    if head.dep == "dobj":
        return above.lemma.casefold() in words.reached
    if head.dep in ("compound", "nmod") and above.lemma.casefold() in words.motion:
        return True
    if head.dep in ("compound", "nmod") and above.lemma.casefold() in words.gatherings and not _is_joined(draft, first, last):
        return True
    return last + 1 < len(draft.tokens) and draft.tokens[last].text == "," and draft.tokens[last + 1].ner == "GPE"
