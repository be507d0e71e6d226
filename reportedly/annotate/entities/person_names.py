"""Says who is meant by each name of a person, and links the short names to the full ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.annotate.entities.draft import Draft
from reportedly.annotate.entities.lexicon import Known, Lexicon, families_of
from reportedly.annotate.entities.people import People, Person, Words, last_seen, of_gender
from reportedly.annotate.entities.person_spans import bare_surnames, person_spans
from reportedly.annotate.entities.places import cities
from reportedly.annotate.entities.profiles import role_at
from reportedly.annotate.entities.roles import roles
from reportedly.annotate.entities.runs import Run, is_name_word
from reportedly.annotate.entities.settings import settings
from reportedly.annotate.entities.words import slug
from reportedly.annotate.sentences import plain
from reportedly.model import ReportEntity, Token

NEAR = 3  # sentences within which the last full name wins over an older namesake
LEADING = 1
HIGH = 2  # leaders of states, and ministers of the great offices
LAST_WORD = frozenset({"leader"})  # whoever is called so leads a state above its head of government


@dataclass(frozen=True, slots=True)
class Titled:
    """What stands before a name: the index of the title's last word, -1 for none; the gender and the offices that it tells."""

    title: int = -1
    gender: str = ""
    offices: frozenset[str] = frozenset()


def name_people(draft: Draft, lexicon: Lexicon, people: People) -> None:
    """Adds the mentions and entities of all persons that are named. Names of the lexicons must be in the draft already."""
    runs = list(person_spans(draft, lexicon))
    families = {family for run in runs if (family := _family_in(draft, lexicon, run))}
    short = []
    for found in sorted(runs, key=lambda r: draft.in_headline(r.first)):
        run = _name_in_headline(draft, lexicon, people, found) if draft.in_headline(found.first) else _without_verb(draft, people, found)
        words = _words(draft, run)
        if len(words) > 1 and words not in families and not any(words == p.family for p in people):
            _add(draft, run, people.add_full(words, _written(draft, run), _family_in(draft, lexicon, run)))
        else:
            short.append(run)
    for run in short:
        _name_short(draft, lexicon, people, run)
    for run in list(bare_surnames(draft, families_of({p.family for p in people}))):
        _name_short(draft, lexicon, people, run)
    for run in list(bare_surnames(draft, lexicon.all_families())):
        if not draft.in_headline(run.first) and _is_surname_here(draft, people, run):
            _name_short(draft, lexicon, people, run)


def _name_in_headline(draft: Draft, lexicon: Lexicon, people: People, run: Run) -> Run:
    """A headline's run cut to the surname of somebody whom the report names in full: "Kerry Urges" is Kerry, who urges."""
    words = _words(draft, run)
    if len(words) != run.last - run.first or len(words) < 2 or any(p.words == words for p in people):
        return run
    families = {p.family for p in people if len(p.words) > 1}
    for at in (0, len(words) - 1):
        others = words[:at] + words[at + 1 :]
        if (words[at],) in families and not any((w,) in lexicon.families or w in lexicon.given for w in others):
            return Run(run.first + at, run.first + at + 1, run.label)
    return run


def _without_verb(draft: Draft, people: People, run: Run) -> Run:
    """A run without the verb of speech that was taken for a given name ("Said Macron")."""
    words = _words(draft, run)
    known = any(words[1:] == p.family for p in people) or people.leader(words[1:], frozenset(), "") is not None
    return Run(run.first + 1, run.last, run.label) if len(words) > 1 and words[0] == "said" and known else run


def _is_surname_here(draft: Draft, people: People, run: Run) -> bool:
    """Whether a word that is some statesman's family name is a name here; the tagger errs at the beginning of a sentence."""
    token = draft.tokens[run.last - 1]
    if draft.is_small_elsewhere(run.first) or token.ner in ("DATE", "TIME", "CARDINAL", "MONEY") or token.tag == "MD":
        return False
    return is_name_word(token) or people.leader(_words(draft, run), frozenset(), "") is not None


def _words(draft: Draft, run: Run) -> Words:
    words = tuple(w for w in draft.words[run.first : run.last] if w)
    while len(words) > 1 and words[-1] in settings().suffixes:
        words = words[:-1]
    return words


def _written(draft: Draft, run: Run) -> str:
    return " ".join(plain(draft.span(run.first, run.last).of(draft.report.text)).split())


def _family_in(draft: Draft, lexicon: Lexicon, run: Run) -> Words:
    """The family name of a run of at least two words; () for one that is all one hyphenated word."""
    words = _words(draft, run)
    n, i = 1, run.last - 1
    while i - 1 > run.first and draft.tokens[i - 1].text == "-":
        n, i = n + 1, i - 2
    return family_of(lexicon, words, n) if i > run.first and len(words) > 1 else ()


def family_of(lexicon: Lexicon, words: Words, last: int = 1) -> Words:
    """The family name within an unknown full name: the first word for names written so, else the `last` words with particles."""
    if _is_family_first(lexicon, words):
        return words[:1]
    first = max(len(words) - last, 1)
    while first > 1 and words[first - 1] in settings().particles:
        first -= 1
    return words[first:]


def _is_family_first(lexicon: Lexicon, words: Words) -> bool:
    if words[0] not in lexicon.family_first or lexicon.given.get(words[0]):
        return False
    return len(words) == 3 or (len(words) == 2 and words[0] not in lexicon.given and words[1] not in lexicon.family_first)


def _add(draft: Draft, run: Run, person: Person, *, score: float = 1.0, reason: str = "") -> None:
    first, last = run.first, run.last
    person.gender = person.gender or titled(draft, first).gender
    if last - first > 1 or not person.seen:
        person.seen.append(first)
    else:
        person.called.append(first)
    draft.add_name(first, last, "name", person.id, score=score, reason=reason)


def titled(draft: Draft, first: int) -> Titled:
    """The title right before a name."""
    before = first - 1
    if before < 0 or draft.tokens[before].sentence != draft.tokens[first].sentence:
        return Titled()
    word = draft.tokens[before].text.casefold().rstrip(".")
    if word not in settings().titles:
        return Titled()
    start = draft.sentences[draft.tokens[first].sentence].first
    hits = (role_at(draft, i, first) for i in range(max(start, first - 4), first))
    offices = next((hit[1].office_keys() for hit in hits if hit and hit[0] == first), set[str]())
    return Titled(before, settings().title_genders.get(word, ""), frozenset(offices))


def _name_short(draft: Draft, lexicon: Lexicon, people: People, run: Run) -> None:
    words = _words(draft, run)
    person, score, reason = _who(draft, lexicon, people, run)
    if person is not None:
        _add(draft, run, person, score=score, reason=reason)
    elif reason:
        draft.add_name(run.first, run.last, "name", None, score=0.3, reason=reason)
    elif run.label == "PERSON" and words and not _is_city(draft, run) and not _is_role(draft, run):
        id = f"name:{'-'.join(words)}"
        made = people.by_id.setdefault(id, Person(id, _written(draft, run), words, words))
        _add(draft, run, made, score=0.6, reason="only this name is given in the report")


def _is_city(draft: Draft, run: Run) -> bool:
    """Whether an unknown short name without a title is a large city's: the recogniser takes many for persons."""
    return titled(draft, run.first).title < 0 and slug(_written(draft, run)) in cities()


def _is_role(draft: Draft, run: Run) -> bool:
    """Whether the one word that should be an unknown name says what somebody is ("Husband")."""
    return (
        run.last - run.first == 1 and roles().longest(draft.words[run.first : run.last]) is not None and titled(draft, run.first).title < 0
    )


def _who(draft: Draft, lexicon: Lexicon, people: People, run: Run) -> tuple[Person | None, float, str]:
    """The person whom a short name means, how surely and why; (None, 0, "") for a name that nobody bears yet."""
    words, title = _words(draft, run), titled(draft, run.first)
    fitting = of_gender(people.fitting(words), title.gender)
    leader = people.leader(words, title.offices, title.gender)
    plain = not _is_common_family(lexicon, words) and words[-1] not in lexicon.common_families
    if leader and fitting and plain and leader.id not in {p.id for p in fitting}:
        return people.add_known(leader), 0.85, f"{leader.name} held the highest office of that name at the time"
    if len(fitting) == 1:
        return fitting[0], 0.95, f"the one person of that name in the report, {fitting[0].name}"
    if fitting:
        return _nearest(draft, people, fitting, run.first)
    first = leader or people.leader(words, title.offices or LAST_WORD, title.gender)
    if first and _is_common_family(lexicon, words) and first.country in _countries(draft, people):
        return people.add_known(first), 0.8, f"nobody of that name is named in full, and {first.name} leads a country of the report"
    known = people.from_lexicon(words)
    if known is None or (_is_common_family(lexicon, words) and title.title < 0):
        return None, 0.0, ""
    if words[-1] in lexicon.common_families and known is not leader and not title.offices:
        return None, 0.0, ""  # "Price", "Jones": as good as any other
    if not _is_expected(draft, people, known) or (_is_city(draft, run) and title.title < 0):
        return None, 0.0, ""  # a driver called Hamdan is no statesman of a country that the report does not speak of
    return people.add_known(known), 0.8, f"the one statesman of that name at the time, {known.name}"


def _is_expected(draft: Draft, people: People, known: Known) -> bool:
    """Whether a statesman can be meant by the surname alone: in a high office at the time, or of a country that the report names."""
    if people.rank_of_known(known) <= HIGH:
        return True
    return bool(known.country) and known.country in _countries(draft, people)


def _countries(draft: Draft, people: People) -> set[str | None]:
    """The countries of all that the report is known to name so far."""
    return {e.country for e in draft.entities.values()} | {p.country for p in people}


def _is_common_family(lexicon: Lexicon, words: Words) -> bool:
    return len(words) == 1 and words[0] in lexicon.family_first and len(lexicon.families.get(words, ())) > 1


def _nearest(draft: Draft, people: People, fitting: Sequence[Person], at: int) -> tuple[Person | None, float, str]:
    """Of several namesakes the one of highest office; else the last named in full, where the other is far; else nobody."""
    ranks = sorted((people.rank(p), i) for i, p in enumerate(fitting))
    sentence = draft.tokens[at].sentence
    (i, first), (j, _), *_rest = last_seen(fitting, at)
    if ranks[0][0] == LEADING and ranks[1][0] > LEADING:
        person = fitting[ranks[0][1]]
        if (other := _called_alone(draft, person, fitting, at)) is not None:
            return other, 0.7, f"{other.name} was named in full, and {person.name} was not meant by the name alone before"
        if first is not person and _speaks(draft, i) and sentence - draft.tokens[i].sentence <= NEAR:
            return None, 0.0, f"could be {first.name}, who was quoted just before, or {person.name}"
        return person, 0.85, f"{person.name} held the highest office of that name at the time"
    if i >= 0 and sentence - draft.tokens[i].sentence <= NEAR and (j < 0 or sentence - draft.tokens[j].sentence > NEAR):
        return first, 0.7, f"{first.name} was the last of that name to be named in full"
    known = [p for p in fitting if p.known is not None]
    if len(known) == 1:
        return known[0], 0.7, f"the one statesman of that name in the report, {known[0].name}"
    return None, 0.0, "could be " + " or ".join(sorted(p.name for p in fitting))


def _called_alone(draft: Draft, leader: Person, fitting: Sequence[Person], at: int) -> Person | None:
    """The namesake of a leader whom the surname alone means: who was meant by it before, or spoke while the leader was far or unnamed.

    Writers who name the leader in full each time keep the two apart in that way.
    """
    sentence = draft.tokens[at].sentence
    if any(i < at for i in leader.called):
        return None
    again = [p for p in fitting if p is not leader and any(i < at for i in p.called)]
    if again:
        last = max(i for p in again for i in (*p.seen, *p.called) if i < at)
        near = sentence - draft.tokens[last].sentence <= NEAR and not any(_speaks(draft, i) for i in leader.seen if last < i < at)
        return again[0] if len(again) == 1 and near else None
    (i, first), (j, _), *_rest = last_seen(fitting, at)
    if i < 0 or first is leader or draft.tokens[i].sentence == sentence:
        return None
    named = [k for k in leader.seen if k < at]
    if not named:
        return first if j < 0 else None
    far = sentence - draft.tokens[max(named)].sentence > NEAR
    return first if far and _speaks(draft, i) and sentence - draft.tokens[i].sentence <= NEAR else None


def _speaks(draft: Draft, at: int) -> bool:
    """Whether the name that begins at a token is the subject of a word of speech, or the one according to whom something is told."""
    if at < 0:
        return False
    name = [t for t in draft.tokens[at : at + 8] if draft.named[t.i] == draft.named[at] >= 0]
    return any(_is_quoted(draft, draft.syntax.head(t) if t.dep == "appos" else t) for t in name)


def _is_quoted(draft: Draft, token: Token) -> bool:
    above = draft.syntax.head(token)
    said = token.dep == "nsubj" and above.lemma in settings().speech
    return said or (token.dep == "pobj" and draft.syntax.head(above).text.casefold() == "according")


def entities_of(people: People) -> Iterator[ReportEntity]:
    """The persons as entities, under their fullest names, with the office that each held at the report's date."""
    for p in people:
        yield ReportEntity(p.id, p.name, "person", p.country, people.office(p))
