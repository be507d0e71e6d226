"""The stage: who and what a report speaks of."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.annotate.entities.anaphora import resolve_all
from reportedly.annotate.entities.context import Context, main_country
from reportedly.annotate.entities.discourse import Discourse
from reportedly.annotate.entities.draft import Draft
from reportedly.annotate.entities.gazetteer import Found
from reportedly.annotate.entities.glued import name_glued, name_glued_behind
from reportedly.annotate.entities.held import with_titles
from reportedly.annotate.entities.lexicon import Form, Lexicon
from reportedly.annotate.entities.loading import lexicon
from reportedly.annotate.entities.names import (
    choose,
    gazetteer_names,
    is_member,
    is_of_another,
    mention_kind,
    name_parts,
    name_twins,
    people_of,
    supported,
)
from reportedly.annotate.entities.other_names import name_others
from reportedly.annotate.entities.people import People
from reportedly.annotate.entities.person_names import entities_of, name_people
from reportedly.annotate.entities.places import city
from reportedly.annotate.entities.profiles import profiles
from reportedly.model import AnnotatedReport, ReportEntity


@dataclass(frozen=True, slots=True)
class Entities:
    """The stage. It knows only what stands in the report and in the lexicons."""

    name: str = "entities"
    version: int = 1
    requires: tuple[str, ...] = ("sentences", "tokens")
    provides: tuple[str, ...] = ("entities", "mentions")

    def __call__(self, batch: Sequence[AnnotatedReport]) -> list[AnnotatedReport]:
        """Fills `entities` and `mentions`. Raises ResourceError when a lexicon is missing or damaged."""
        known = lexicon()
        return [_annotated(item, known) for item in batch]


def _annotated(item: AnnotatedReport, known: Lexicon) -> AnnotatedReport:
    draft = Draft(item)
    people = People(known, item.report.published)
    support = _name_known(draft, known, people)
    name_twins(draft, known)
    name_glued_behind(draft, known, people)
    name_people(draft, known, people)
    name_others(draft, support)
    name_parts(draft, known)
    name_glued(draft, known, people)
    for person in entities_of(people):
        draft.add_entity(person)
    context = Context(draft, known, people, profiles(draft, people), Discourse(draft), main_country=main_country(draft))
    resolve_all(context)
    for person in with_titles(context, people):
        draft.entities[person.id] = person
    mentions = sorted(draft.mentions, key=lambda m: (m.span.start, -m.span.end))
    used = {e for m in mentions for e in (m.entity, *m.entities) if e}
    return replace(item, entities=tuple(e for e in draft.entities.values() if e.id in used), mentions=tuple(mentions))


def _name_known(draft: Draft, known: Lexicon, people: People) -> Counter[str]:
    """Adds what the lexicons know, persons included; returns what is named beyond doubt and how often."""
    found = gazetteer_names(draft, known)
    support = supported(found, known)
    for f in found:
        form, reason = choose(f, support, known)
        if form and is_of_another(draft, known, f, form):
            continue
        if form is None:
            if reason and (f.last - f.first > 1 or draft.tokens[f.first].ner not in ("PERSON", "")):
                draft.add_name(f.first, f.last, "name", None, score=0.0, reason=reason)
        elif _is_role_word(draft, f, form):
            continue
        elif person := known.people.get(form.entity):
            _name_person(draft, f, people.add_known(person).seen, person.id)
        else:
            _name_thing(draft, known, f, form.entity, reason)
    return support


def _is_role_word(draft: Draft, found: Found, form: Form) -> bool:
    """Whether a doubtful name is written as a common noun ("the administration"): what it points to is looked for later."""
    return form.ambiguous and draft.tokens[found.last - 1].text.islower()


def _name_person(draft: Draft, found: Found, seen: list[int], id: str) -> None:
    seen.append(found.first)
    draft.add_name(found.first, found.last, "name", id)


def _name_thing(draft: Draft, known: Lexicon, found: Found, id: str, reason: str) -> None:
    form = next(f for f in found.forms if f.entity == id)
    kind = mention_kind(draft, found, form)
    if kind is None:
        written = " ".join(form.written)
        country = known.entities[id].country
        town = city(written, {country: 1} if country else {})
        at = (town.lat, town.lon) if town is not None and town.country == country else (None, None)
        key = "-".join(draft.words[found.first : found.last])
        place = ReportEntity(f"place:{key}", written, "place", country, lat=at[0], lon=at[1])
        draft.add_name(found.first, found.last, "name", draft.add_entity(place), reason="a capital as a place")
        return
    if kind == "demonym" and (people := people_of(draft, found, known.entities[id])):
        draft.add_name(found.first, found.last, kind, draft.add_entity(people), reason="people of that country")
        return
    if kind == "demonym" and is_member(draft, found, known.entities[id]):
        draft.add_name(found.first, found.last, kind, None, score=0.0, reason=f"somebody of the {known.entities[id].name}")
        return
    draft.add_entity(known.entities[id])
    draft.add_name(found.first, found.last, kind, id, reason=reason, skip=found.skip)
