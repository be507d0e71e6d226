"""Finds the stretches of a report that name persons."""

from collections.abc import Container, Iterator

from reportedly.annotate.entities.draft import Draft
from reportedly.annotate.entities.lexicon import Families, Lexicon
from reportedly.annotate.entities.runs import Run, after_title, is_name_word, marked, trimmed
from reportedly.annotate.entities.settings import settings
from reportedly.annotate.entities.words import is_capitalised


def person_spans(draft: Draft, lexicon: Lexicon) -> Iterator[Run]:
    """The stretches that name persons and that no other name covers, without overlap, in text order."""
    found: dict[int, Run] = {}
    for run in [*_marked_people(draft, lexicon), *_titled_people(draft), *_by_given_name(draft, lexicon)]:
        if draft.is_free(run.first, run.last) and not any(i in found for i in range(run.first, run.last)):
            found |= dict.fromkeys(range(run.first, run.last), run)
    seen = -1
    for i in sorted(found):
        if i > seen:
            yield found[i]
            seen = found[i].last - 1


def _marked_people(draft: Draft, lexicon: Lexicon) -> Iterator[Run]:
    for run in marked(draft):
        if run.label == "PERSON":
            for piece in _free_pieces(draft, lexicon, run):
                whole = _with_syllable(draft, lexicon, _with_last(draft, lexicon, trimmed(draft, piece)))
                name = _with_given(draft, lexicon, whole)
                if name and draft.in_headline(name.first):
                    name = _in_headline(draft, lexicon, name)
                if name and _is_plausible(draft, name):
                    yield name


def _with_last(draft: Draft, lexicon: Lexicon, run: Run | None) -> Run | None:
    """A run that ends in a capitalised article, with the given name behind it ("Duong The" of "Duong The Hung")."""
    if run is None or run.last >= len(draft.tokens) or draft.tokens[run.last - 1].text != "The":
        return run
    last = draft.tokens[run.last]
    joined = (
        is_capitalised(last.text) and last.sentence == draft.tokens[run.first].sentence and draft.words[run.first] in lexicon.family_first
    )
    return Run(run.first, run.last + 1, run.label) if joined else run


def _with_syllable(draft: Draft, lexicon: Lexicon, run: Run | None) -> Run | None:
    """A run with the small syllable that a hyphen ties to a name whose family name comes first ("Kim Min" of "Kim Min-seok")."""
    if run is None or run.last - run.first < 2 or draft.words[run.first] not in lexicon.family_first:
        return run
    before, *after = draft.tokens[run.last - 1 : run.last + 2]
    if len(after) < 2 or after[0].text != "-" or not (after[1].text.isalpha() and after[1].text.islower()):
        return run
    tied = before.span.end == after[0].span.start and after[0].span.end == after[1].span.start
    return Run(run.first, run.last + 2, run.label) if tied else run


def _with_given(draft: Draft, lexicon: Lexicon, run: Run | None) -> Run | None:
    """A run that begins with an initial, with the given name before it ("Minister of State Mary [J. Doe]")."""
    if run is None or not run.first or len(draft.words[run.first]) > 1 or run.last - run.first < 2:
        return run
    before = draft.tokens[run.first - 1]
    is_given = draft.words[before.i] in lexicon.given and is_name_word(before) and draft.named[before.i] < 0
    return Run(before.i, run.last, run.label) if is_given and before.sentence == draft.tokens[run.first].sentence else run


def _free_pieces(draft: Draft, lexicon: Lexicon, run: Run) -> Iterator[Run]:
    """The parts of a run that no lexicon name covers; "Trump-Kim" is two persons where both are family names."""
    first = run.first
    for i in range(run.first, run.last + 1):
        if i == run.last or draft.named[i] >= 0 or draft.words[i] in (",", "/", "s") or _joins_two(draft, lexicon, i):
            if i > first:
                yield Run(first, i, run.label)
            first = i + 1


def _joins_two(draft: Draft, lexicon: Lexicon, i: int) -> bool:
    around = draft.words[i - 1 : i] + draft.words[i + 1 : i + 2]
    return draft.tokens[i].text in "-–—" and len(around) == 2 and all((w,) in lexicon.families for w in around)


def _in_headline(draft: Draft, lexicon: Lexicon, run: Run) -> Run | None:
    """A headline's run without common words; only the known family name where the rest is no known full name."""
    first, last = run.first, run.last
    while first < last and draft.is_common(first):
        first += 1
    while first < last and draft.is_common(last - 1):
        last -= 1
    if first == last:
        return None
    words = draft.words[first:last]
    known = [i for i in range(first, last) if (draft.words[i],) in lexicon.families]
    if len(words) > 1 and len(known) == 1 and words[0] not in lexicon.given:
        return Run(known[0], known[0] + 1, run.label)
    return Run(first, last, run.label)


def _is_plausible(draft: Draft, run: Run) -> bool:
    inside = draft.tokens[run.first : run.last]
    if any(draft.words[t.i] in settings().never for t in inside) or any(c.isdigit() or c in "/@#" for t in inside for c in t.text):
        return False
    words = [t for t in inside if t.text.isalpha()]
    if len(inside) > 7 or not any(t.pos == "PROPN" for t in inside) or 2 * sum(is_capitalised(t.text) for t in words) < len(words):
        return False
    return not (draft.in_headline(run.first) and any(t.tag.startswith("VB") or t.pos == "NOUN" for t in inside))


def _titled_people(draft: Draft) -> Iterator[Run]:
    """Names that follow a title the recogniser did not see through ("spokesman Dujarric")."""
    for t in draft.tokens[:-1]:
        title = t.text.casefold().rstrip(".")
        after = draft.tokens[t.i + 1]
        if (
            title in settings().titles
            and after.sentence == t.sentence
            and draft.named[after.i] < 0
            and after.ner in ("", "PERSON", "ORG", "GPE")
        ):
            run = after_title(draft, t.i + 1)
            if run and draft.words[run.first] not in settings().titles and not draft.in_headline(t.i):
                yield run


def _by_given_name(draft: Draft, lexicon: Lexicon) -> Iterator[Run]:
    """A known given name and the proper nouns after it."""
    for t in draft.tokens[:-1]:
        if draft.words[t.i] in lexicon.given and is_name_word(t) and t.ner in ("", "ORG", "GPE", "PERSON"):
            run = after_title(draft, t.i)
            if run and run.last - run.first > 1 and not draft.in_headline(t.i):
                yield run


def bare_surnames(draft: Draft, families: Families) -> Iterator[Run]:
    """Capitalised words outside any name that are one of the family names."""
    for t in draft.tokens:
        if (
            draft.words[t.i] in families.firsts
            and draft.named[t.i] < 0
            and is_capitalised(t.text)
            and t.text[-1:].isalpha()
            and not _is_acronym(t.text)
            and not _is_half_given(draft, t.i)
        ):
            for n in range(families.longest, 0, -1):
                if run := _family_at(draft, families.names, t.i, n):
                    yield run
                    break


def _is_half_given(draft: Draft, i: int) -> bool:
    """Whether a hyphen joins a word to a small one before a name ("Chung-in Moon"): a given name, then."""
    after = draft.tokens[i + 1 : i + 4]
    return len(after) == 3 and after[0].text == "-" and after[1].text.islower() and is_name_word(after[2])


def _is_acronym(text: str) -> bool:
    return text.isupper() and len(text) < 4


def _family_at(draft: Draft, families: Container[tuple[str, ...]], first: int, n: int) -> Run | None:
    last, words = first, list[str]()
    while last < len(draft.tokens) and len(words) < n and draft.named[last] < 0:
        if draft.words[last]:
            words.append(draft.words[last])
        last += 1
    return Run(first, last, "SURNAME") if tuple(words) in families else None
