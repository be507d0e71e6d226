"""Finds the names of persons and links the short ones to the full ones."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.annotate.entities.draft import Draft
from reportedly.annotate.entities.lexicon import Lexicon
from reportedly.annotate.entities.people import People, Person, Words, last_seen, of_gender
from reportedly.annotate.entities.runs import Run, after_title, is_headline, is_name_word, marked, trimmed
from reportedly.annotate.entities.settings import settings
from reportedly.model import ReportEntity

NEAR = 3  # sentences within which the last full name wins over an older namesake


@dataclass(frozen=True, slots=True)
class Titled:
    """What stands before a name: the index of the title's last word, -1 for none; the gender that it tells."""

    title: int = -1
    gender: str = ""


def name_people(draft: Draft, lexicon: Lexicon, people: People) -> None:
    """Adds the mentions and entities of all persons that are named. Names of the lexicons must be in the draft already."""
    runs = list(_spans(draft, lexicon))
    families = [_family_in(draft, lexicon, run) for run in runs]
    short = []
    for run, family in zip(runs, families, strict=True):
        words = _words(draft, run)
        if len(words) > 1 and words not in families and not any(words == p.family for p in people):
            _add(draft, run, people.add_full(words, _written(draft, run), family))
        else:
            short.append(run)
    for run in short:
        _name_short(draft, lexicon, people, run)
    for run in list(_bare_surnames(draft, people)):
        _name_short(draft, lexicon, people, run)


def _spans(draft: Draft, lexicon: Lexicon) -> Iterator[Run]:
    """The stretches that name persons, without overlap, in text order."""
    found: dict[int, Run] = {}
    for run in [*_marked_people(draft), *_titled_people(draft), *_by_given_name(draft, lexicon)]:
        if draft.is_free(run.first, run.last) and not any(i in found for i in range(run.first, run.last)):
            found |= dict.fromkeys(range(run.first, run.last), run)
    seen = -1
    for i in sorted(found):
        if i > seen:
            yield found[i]
            seen = found[i].last - 1


def _marked_people(draft: Draft) -> Iterator[Run]:
    for run in marked(draft):
        if run.label == "PERSON":
            for piece in _free_pieces(draft, run):
                if (name := trimmed(draft, piece)) and _is_plausible(draft, name):
                    yield name


def _free_pieces(draft: Draft, run: Run) -> Iterator[Run]:
    """The parts of a run that no lexicon name covers."""
    first = run.first
    for i in range(run.first, run.last + 1):
        if i == run.last or draft.named[i] >= 0 or draft.words[i] in (",", "/", "'s", "s"):
            if i > first:
                yield Run(first, i, run.label)
            first = i + 1


def _is_plausible(draft: Draft, run: Run) -> bool:
    inside = draft.tokens[run.first : run.last]
    if any(draft.words[t.i] in settings().never for t in inside) or any(c.isdigit() or c in "/@#" for t in inside for c in t.text):
        return False
    if len(inside) > 7 or not any(t.pos == "PROPN" for t in inside):
        return False
    headline = is_headline(draft, draft.sentences[inside[0].sentence])
    return not (headline and any(t.tag.startswith("VB") or (t.pos == "NOUN") for t in inside))


def _titled_people(draft: Draft) -> Iterator[Run]:
    """Names that follow a title the recogniser did not see through ("spokesman Dujarric")."""
    for t in draft.tokens[:-1]:
        title = t.text.casefold().rstrip(".")
        following = draft.tokens[t.i + 1]
        if (
            title in settings().titles
            and following.sentence == t.sentence
            and draft.named[t.i + 1] < 0
            and following.ner in ("", "PERSON", "ORG", "GPE")
        ):
            run = after_title(draft, t.i + 1)
            if run and draft.words[run.first] not in settings().titles and not is_headline(draft, draft.sentences[t.sentence]):
                yield run


def _by_given_name(draft: Draft, lexicon: Lexicon) -> Iterator[Run]:
    """A known given name and the proper nouns after it."""
    for t in draft.tokens[:-1]:
        if draft.words[t.i] in lexicon.given and is_name_word(t) and t.ner in ("", "ORG", "GPE", "PERSON"):
            run = after_title(draft, t.i)
            if run and run.last - run.first > 1 and not is_headline(draft, draft.sentences[t.sentence]):
                yield run


def _words(draft: Draft, run: Run) -> Words:
    words = tuple(w for w in draft.words[run.first : run.last] if w)
    while len(words) > 1 and words[-1] in settings().suffixes:
        words = words[:-1]
    return words


def _written(draft: Draft, run: Run) -> str:
    return " ".join(draft.span(run.first, run.last).of(draft.report.text).split())


def _family_in(draft: Draft, lexicon: Lexicon, run: Run) -> Words:
    """The family name of a run of at least two words; () for one that is all one hyphenated word."""
    words = _words(draft, run)
    n, i = 1, run.last - 1
    while i - 1 > run.first and draft.tokens[i - 1].text == "-":
        n, i = n + 1, i - 2
    return family_of(lexicon, words, n) if i > run.first else ()


def family_of(lexicon: Lexicon, words: Words, last: int = 1) -> Words:
    """The family name within an unknown full name: the first word for names written so, else the `last` words with particles."""
    if (
        words[0] in lexicon.family_first
        and (len(words) == 3 or (len(words) == 2 and words[1] not in lexicon.family_first))
        and words[0] not in lexicon.given
    ):
        return words[:1]
    first = max(len(words) - last, 1)
    while first > 1 and words[first - 1] in settings().particles:
        first -= 1
    return words[first:]


def _add(draft: Draft, run: Run, person: Person, *, score: float = 1.0, reason: str = "") -> None:
    first, last = run.first, run.last
    person.gender = person.gender or titled(draft, first).gender
    if last - first > 1 or not person.seen:
        person.seen.append(first)
    draft.add_name(first, last, "name", person.id, score=score, reason=reason)


def titled(draft: Draft, first: int) -> Titled:
    """The title right before a name."""
    before = first - 1
    if before < 0 or draft.tokens[before].sentence != draft.tokens[first].sentence:
        return Titled()
    word = draft.tokens[before].text.casefold().rstrip(".")
    if word not in settings().titles:
        return Titled()
    return Titled(before, settings().title_genders.get(word, ""))


def _name_short(draft: Draft, lexicon: Lexicon, people: People, run: Run) -> None:
    words = _words(draft, run)
    person, score, reason = _who(draft, lexicon, people, run)
    if person is not None:
        _add(draft, run, person, score=score, reason=reason)
    elif reason:
        draft.add_name(run.first, run.last, "name", None, score=0.3, reason=reason)
    elif run.label == "PERSON" and words:
        id = f"name:{'-'.join(words)}"
        made = people.by_id.setdefault(id, Person(id, _written(draft, run), words, words))
        _add(draft, run, made, score=0.6, reason="only this name is given in the report")


def _who(draft: Draft, lexicon: Lexicon, people: People, run: Run) -> tuple[Person | None, float, str]:
    """The person whom a short name means, how surely and why; (None, 0, "") for a name that nobody bears yet."""
    words = _words(draft, run)
    fitting = of_gender(people.fitting(words), titled(draft, run.first).gender)
    if len(fitting) == 1:
        return fitting[0], 0.95, f"the one person of that name in the report, {fitting[0].name}"
    if fitting:
        return _nearest(draft, fitting, run.first)
    known = people.from_lexicon(words)
    if known is None or (words[0] in lexicon.family_first and titled(draft, run.first).title < 0):
        return None, 0.0, ""
    return people.add_known(known), 0.8, f"the one statesman of that name at the time, {known.name}"


def _nearest(draft: Draft, fitting: list[Person], at: int) -> tuple[Person | None, float, str]:
    """Of several namesakes the one named in full last, where the other is far; else the only statesman; else nobody."""
    sentence = draft.tokens[at].sentence
    (i, first), (j, _), *_rest = last_seen(fitting, at)
    if i >= 0 and sentence - draft.tokens[i].sentence <= NEAR and (j < 0 or sentence - draft.tokens[j].sentence > NEAR):
        return first, 0.7, f"{first.name} was the last of that name to be named in full"
    known = [p for p in fitting if p.known is not None]
    if len(known) == 1:
        return known[0], 0.7, f"the one statesman of that name in the report, {known[0].name}"
    return None, 0.0, "could be " + " or ".join(sorted(p.name for p in fitting))


def _bare_surnames(draft: Draft, people: People) -> Iterator[Run]:
    """Proper nouns outside any name that are the family name of a person of the report."""
    families = {p.family for p in people}
    longest = max((len(f) for f in families), default=0)
    for t in draft.tokens:
        if draft.named[t.i] < 0 and is_name_word(t):
            for n in range(longest, 0, -1):
                if run := _family_at(draft, families, t.i, n):
                    yield run
                    break


def _family_at(draft: Draft, families: set[Words], first: int, n: int) -> Run | None:
    last, words = first, list[str]()
    while last < len(draft.tokens) and len(words) < n and draft.named[last] < 0:
        if draft.words[last]:
            words.append(draft.words[last])
        last += 1
    return Run(first, last, "SURNAME") if tuple(words) in families else None


def entities_of(people: People) -> Iterator[ReportEntity]:
    """The persons as entities, under their fullest names."""
    for p in people:
        yield ReportEntity(p.id, p.name, "person", p.country)
