"""Names that no lexicon has: organisations, groups and places by the recogniser's word, and the acronyms of all names."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from reportedly.annotate.entities.draft import Draft
from reportedly.annotate.entities.places import cities, city
from reportedly.annotate.entities.roles import roles
from reportedly.annotate.entities.runs import Run, marked
from reportedly.annotate.entities.settings import settings
from reportedly.annotate.entities.words import is_capitalised, key, slug
from reportedly.annotate.sentences import plain
from reportedly.model import EntityKind, ReportEntity

LABEL_KINDS: dict[str, EntityKind] = {
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
    "PERSON": "place",  # only cities are left of those when the persons are named
}
ACRONYM = range(2, 9)  # letters


def name_others(draft: Draft, support: Mapping[str, int]) -> None:
    """Adds mentions and entities of names that are none of a lexicon and no person's; `support`: the countries named and how often."""
    for run, kind in list(_unknown_names(draft)):
        written = " ".join(plain(draft.span(run.first, run.last).of(draft.report.text)).split())
        town = city(written, support) if run.label in ("GPE", "LOC", "PERSON") else None
        entity = ReportEntity(f"name:{slug(written)}", written, kind, reason="by its name in the report alone")
        if town is not None:
            entity = replace(entity, country=town.country, lat=town.lat, lon=town.lon)
        draft.add_name(run.first, run.last, "name", draft.add_entity(entity), score=0.6, reason="a name that no lexicon has")
    _link_acronyms(draft)
    _link_short(draft)


def _unknown_names(draft: Draft) -> Iterator[tuple[Run, EntityKind]]:
    for run in marked(draft):
        kind = LABEL_KINDS.get(run.label)
        first, last = _bounds(draft, run)
        if kind and first < last and draft.is_free(first, last) and _is_wanted(draft, first, last, run.label):
            yield Run(first, last, run.label), kind


def _is_wanted(draft: Draft, first: int, last: int, label: str) -> bool:
    """Whether the words can be the name of what the recogniser says."""
    if all(w in settings().titles for w in draft.words[first:last] if w):
        return False  # "Rear Adm."
    if label in ("NORP", "ORG") and _is_adjective(draft, first, last):
        return False
    if label == "PERSON":
        return slug(draft.span(first, last).of(draft.report.text)) in cities()
    return draft.words[first] not in settings().never and not _is_kind_of_body(draft, first, last)


def _is_adjective(draft: Draft, first: int, last: int) -> bool:
    """Whether one word only says of what people or faith somebody is ("Kurdish fighters"): none acts by that name."""
    token = draft.tokens[first]
    plain = last == first + 1 and not token.text.isupper()
    return plain and (token.tag == "JJ" or (token.ner == "NORP" and token.dep in ("amod", "compound", "nmod")))


def _bounds(draft: Draft, run: Run) -> tuple[int, int]:
    """The run without articles, possessive signs and, in a headline, common words."""
    first, last, headline = run.first, run.last, draft.in_headline(run.first)
    while first < last and _is_no_start(draft, first, headline=headline):
        first += 1
    while first < last and _is_no_end(draft, last - 1, headline=headline):
        last -= 1
    return first, last


def _is_no_start(draft: Draft, i: int, *, headline: bool) -> bool:
    return not is_capitalised(draft.tokens[i].text) or draft.words[i] == "the" or (headline and draft.is_common(i))


def _is_no_end(draft: Draft, i: int, *, headline: bool) -> bool:
    token = draft.tokens[i]
    return token.tag == "POS" or not draft.words[i] or not token.text[-1:].isalnum() or (headline and draft.is_common(i))


def _is_kind_of_body(draft: Draft, first: int, last: int) -> bool:
    """Whether the words only say what kind of body it is ("Defense Ministry"): whose it is must be found out."""
    hit = roles().longest([w for w in draft.words[first:last] if w])
    return hit is not None and first + hit[0] >= last


def _link_acronyms(draft: Draft) -> None:
    """Gives the acronym in "Institute for the Study of War (ISW)" its name's entity, here and wherever it stands again."""
    found: dict[str, str] = {}
    for t in draft.tokens[1:-2]:
        short = draft.tokens[t.i + 1].text
        if t.text == "(" and draft.tokens[t.i + 2].text == ")" and short.isupper() and len(short) in ACRONYM:
            name = draft.named[t.i - 1]
            id = draft.mentions[name].entity if name >= 0 else _name_by_initials(draft, t.i, short)
            entity = draft.entities.get(id) if id else None  # persons are added later
            if entity is not None and entity.kind in ("organisation", "media", "group"):
                found[short] = entity.id
    for t in draft.tokens if found else ():
        if t.text in found:
            _make_mean(draft, t.i, found[t.text])


def _name_by_initials(draft: Draft, end: int, short: str) -> str | None:
    """The organisation named by the words before a bracket whose initials the bracket gives, where the recogniser saw no name."""
    i, left = end, list(short)
    while left and i > max(draft.sentences[draft.tokens[end].sentence].first, end - 2 * len(short)):
        i -= 1
        text = draft.tokens[i].text
        if draft.named[i] >= 0 and draft.mentions[draft.named[i]].entity is None:
            return None
        if text[:1] == left[-1]:
            left.pop()
        elif is_capitalised(text) or not text.isalpha():
            return None
    if left or not draft.is_free(i, end):
        return None
    name = " ".join(t.text for t in draft.tokens[i:end])
    id = draft.add_entity(ReportEntity(f"name:{slug(name)}", name, "organisation", reason="by its initials in brackets"))
    draft.add_name(i, end, "name", id, score=0.7, reason="its initials stand behind it")
    return id


def _link_short(draft: Draft) -> None:
    """Gives a name that nothing else explains to the one body of the report whose name ends with it ("the Times", "the Treasury")."""
    longer = {e.id: key(e.name) for e in draft.entities.values() if e.kind in ("media", "organisation", "government")}
    for at, m in enumerate(draft.mentions):
        open_name = m.kind == "name" and m.entity is None and m.reason and not m.reason.startswith("somebody of")
        if not (open_name or (m.entity in longer and str(m.entity).startswith("name:"))) or draft.in_headline(m.head):
            continue
        words = key(m.span.of(draft.report.text))
        words = words[1:] if words[:1] == ("the",) else words
        if not words or words[-1] in settings().never_short or not is_capitalised(draft.tokens[m.head].text):
            continue
        found = [id for id, name in longer.items() if len(name) > len(words) and name[-len(words) :] == words]
        if len(found) == 1:
            draft.mentions[at] = replace(m, entity=found[0], score=0.8, reason=f"short for {draft.entities[found[0]].name}")


def _make_mean(draft: Draft, i: int, entity: str) -> None:
    """Makes a token a mention of an entity, unless it already means another known one."""
    reason = f"short for {draft.entities[entity].name}"
    if draft.named[i] < 0:
        draft.add_name(i, i + 1, "name", entity, score=0.95, reason=reason)
        return
    mention = draft.mentions[draft.named[i]]
    unknown = mention.entity is None or mention.entity.startswith("name:")
    if unknown and draft.span(i, i + 1) == mention.span:
        draft.mentions[draft.named[i]] = replace(mention, entity=entity, score=0.95, reason=reason)
