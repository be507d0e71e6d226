"""Finds the names of the lexicons among a report's words: the longest first, and cased as a name is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.annotate.entities.draft import Draft
from reportedly.annotate.entities.lexicon import Form, Lexicon
from reportedly.annotate.entities.settings import settings
from reportedly.annotate.entities.words import normal, written_like


@dataclass(frozen=True, slots=True)
class Found:
    """Forms that the tokens `first` up to `last` can be, `skip` characters of the first left out ("U.S.-South Korean")."""

    first: int
    last: int
    forms: tuple[Form, ...]
    skip: int = 0


def matches(draft: Draft, lexicon: Lexicon) -> Iterator[Found]:
    """The names in text order, without overlap."""
    for sentence in draft.sentences:
        i = sentence.first
        while i < sentence.last:
            found = _match_at(draft, lexicon, i, sentence.last)
            if (
                found
                and draft.words[i] == "the"
                and (longer := _match_at(draft, lexicon, i + 1, sentence.last))
                and longer.last > found.last
            ):
                found = longer  # "the North Korean leader" is not "the North"
            if found:
                yield found
            i = found.last if found else i + 1


def _match_at(draft: Draft, lexicon: Lexicon, first: int, end: int) -> Found | None:
    if first >= end:
        return None
    if draft.words[first] in lexicon.forms:
        return _match_words(
            draft, lexicon, _word_places(draft, first, end, lexicon.longest_form(draft.words[first])), draft.tokens[first].text
        )
    part = draft.tokens[first].text.rpartition("-")[2]
    if part != draft.tokens[first].text and normal(part) in lexicon.forms:
        found = _match_words(draft, lexicon, _word_places(draft, first, end, lexicon.longest_form(normal(part))), part)
        return found if found and found.last - found.first > 1 else None
    return None


def _match_words(draft: Draft, lexicon: Lexicon, places: Sequence[int], opening: str) -> Found | None:
    """The longest form that the words at `places` begin with, the first word being read as `opening`."""
    if not places:
        return None
    first = places[0]
    for n, forms in lexicon.longest([normal(opening), *(draft.words[i] for i in places[1:])]):
        written = [opening, *(draft.tokens[i].text for i in places[1:n])]
        small = n > 1 and draft.words[places[n - 1]] in settings().bodies  # "state department"
        spelt = n == 1 and opening.istitle() and not _is_name(draft, first)  # "Start" is not START
        likely = (f for f in forms if not (spelt and len(f.written[0]) > 1 and f.written[0].isupper()))
        if fitting := tuple(f for f in likely if small or written_like(written, f.written)):
            return Found(first, places[n - 1] + 1, fitting, len(draft.tokens[first].text) - len(opening))
    return None


def _is_name(draft: Draft, i: int) -> bool:
    return draft.tokens[i].tag in ("NNP", "NNPS") and not draft.is_common(i)


def _word_places(draft: Draft, first: int, end: int, longest: int) -> Sequence[int]:
    """The indices of the next words, `longest` at most, hyphens and apostrophes left out."""
    places: list[int] = []
    for i in range(first, end):
        if draft.words[i]:
            places.append(i)
            if len(places) == longest:
                break
        elif i - first > 2 * longest:
            break
    return places
