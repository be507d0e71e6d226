"""What a report itself says its persons are: titles before names and appositions after them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reportedly.annotate.entities.draft import Draft
from reportedly.annotate.entities.people import People, Person
from reportedly.annotate.entities.phrases import left_edge, names_in, qualifiers
from reportedly.annotate.entities.roles import LONGEST, Role, roles
from reportedly.annotate.entities.settings import settings
from reportedly.model import Mention, Token


@dataclass(frozen=True, slots=True)
class Profile:
    """One thing that a report says of a person: a role, of which entity, and where it says so."""

    role: Role
    of: tuple[str, ...]
    head: str
    token: int
    former: bool = False


def profiles(draft: Draft, people: People) -> dict[str, list[Profile]]:
    """All of them by person; fills in the country of a person where a title tells it."""
    found: dict[str, list[Profile]] = {}
    for m in draft.mentions:
        if m.entity and (person := people.by_id.get(m.entity)):
            for p in [*_before(draft, m), *_after(draft, m)]:
                found.setdefault(person.id, []).append(p)
                _learn_country(draft, person, p)
    return found


def _learn_country(draft: Draft, person: Person, profile: Profile) -> None:
    if person.country is None:
        person.country = next((c for i in profile.of if (c := draft.entities[i].country)), None)


def first_token(draft: Draft, mention: Mention) -> int:
    """The index of a name mention's first token."""
    i = mention.head
    while i > 0 and draft.named[i - 1] == draft.named[mention.head]:
        i -= 1
    return i


def _before(draft: Draft, mention: Mention) -> Iterator[Profile]:
    first = first_token(draft, mention)
    start = draft.sentences[draft.tokens[first].sentence].first
    for i in range(max(start, first - LONGEST), first):
        hit = role_at(draft, i, first)
        if hit and hit[0] == first and draft.named[first - 1] < 0:
            of, former = _left_of(draft, start, i)
            yield Profile(hit[1], of, draft.words[first - 1], first, former)
            return


def _left_of(draft: Draft, start: int, i: int) -> tuple[tuple[str, ...], bool]:
    """The entities named right before a title, and whether it is called a former one."""
    named, former = [], False
    for j in range(i - 1, max(start, i - 6) - 1, -1):
        mention = draft.named[j]
        if mention >= 0 and draft.mentions[mention].entity:
            named.append(str(draft.mentions[mention].entity))
        elif draft.words[j] in settings().former:
            former = True
        elif draft.tokens[j].pos not in ("ADJ", "NOUN", "PROPN", "PART", "PUNCT") or draft.words[j] == ",":
            break
    return tuple(dict.fromkeys(named)), former


def _after(draft: Draft, mention: Mention) -> Iterator[Profile]:
    head = draft.tokens[mention.head]
    for t in draft.syntax.children(head, "appos"):
        same = draft.quotation[t.i] == draft.quotation[head.i]  # '"... no president has," Mr Novak said' says nothing of him
        if draft.named[t.i] < 0 and same and (p := described(draft, t)):
            yield p
    if head.dep == "appos" and (p := _explained(draft, head)):
        yield p


def _explained(draft: Draft, name: Token) -> Profile | None:
    """As in "the defence minister of Norway, Anna Berg": the role that the name behind it explains; the parser may hang that on Norway."""
    above = draft.syntax.head(name)
    of = draft.syntax.head(above)
    role = draft.syntax.head(of) if above.dep == "pobj" and of.text.casefold() == "of" else above
    found = described(draft, role) if draft.named[role.i] < 0 and role.i < name.i else None
    own = draft.mentions[draft.named[name.i]].entity
    return replace(found, of=tuple(id for id in found.of if id != own)) if found is not None else None


def described(draft: Draft, head: Token) -> Profile | None:
    """What the noun phrase of a head says of somebody; None when its head is no role."""
    first = left_edge(draft, head.i)
    role = role_of(draft, first, head.i)
    if role is None:
        return None
    of = tuple(m.entity for m in names_in(draft, qualifiers(draft, first, head.i)) if m.entity)
    start = max(draft.sentences[head.sentence].first, first - 2)  # "ex-president" may be cut off
    former = any(w in settings().former for w in draft.words[start : head.i])
    return Profile(role, of, head.lemma.casefold(), head.i, former)


def role_of(draft: Draft, first: int, head: int) -> Role | None:
    """The role that the words up to a head name, the longest form first; forms may run on after it ("minister of defence")."""
    end = draft.sentences[draft.tokens[head].sentence].last
    for i in range(max(first, head - LONGEST), head + 1):
        hit = role_at(draft, i, end)
        if hit is None and i == head and (single := roles().longest([draft.tokens[head].lemma.casefold()])):
            hit = head + 1, single[1]
        if hit and hit[0] > head and draft.head_of(i, hit[0]) != head:
            hit = role_at(draft, i, head + 1)  # "the prime minister" of "the prime minister's office"
        if hit and hit[0] > head and draft.head_of(i, hit[0]) == head:
            return hit[1]
    return None


def role_at(draft: Draft, i: int, end: int) -> tuple[int, Role] | None:
    """The longest role form that begins at token `i` and ends before `end`, with where it ends; hyphens count for nothing."""
    if i >= end or not roles().begins(draft.words[i]):
        return None
    places = [j for j in range(i, min(end, i + 2 * LONGEST)) if draft.words[j]]
    hit = roles().longest([draft.words[j] for j in places])
    return (places[hit[0] - 1] + 1, hit[1]) if hit else None
