"""Stretches of words that look like names: what the recogniser marked, repaired by capitals and titles."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.annotate.entities.draft import Draft
from reportedly.annotate.entities.settings import settings
from reportedly.annotate.entities.words import is_capitalised
from reportedly.model import Token


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens `first` up to `last` with one label of the recogniser."""

    first: int
    last: int
    label: str


def marked(draft: Draft) -> Iterator[Run]:
    """The recogniser's names in text order, each within its sentence."""
    for sentence in draft.sentences:
        first = sentence.first
        while first < sentence.last:
            label, last = draft.tokens[first].ner, first + 1
            while label and last < sentence.last and draft.tokens[last].ner == label:
                last += 1
            if label:
                yield Run(first, last, "ORG" if label == "PERSON" and _is_body(draft, first, last) else label)
            first = last


def _is_body(draft: Draft, first: int, last: int) -> bool:
    """Whether the word for a kind of body stands right before a name and belongs to it ("rights GROUP Harbour Watch"): no person's name."""
    before = draft.tokens[first - 1] if first else None
    if before is None or before.sentence != draft.tokens[first].sentence or before.pos != "NOUN":
        return False
    return before.dep == "compound" and first <= before.head < last and before.lemma.casefold() in settings().bodies_by_name


def trimmed(draft: Draft, run: Run) -> Run | None:
    """The run without titles, articles, possessive signs and small words at its ends; None when no name is left."""
    first, last = run.first, run.last
    while first < last and not _can_begin(draft.tokens[first]):
        first += 1
    while first < last and not _can_end(draft.tokens[last - 1], alone=last - 1 == first):
        last -= 1
    return Run(first, last, run.label) if first < last else None


def _can_begin(token: Token) -> bool:
    word = token.text.casefold().rstrip(".")
    if word in settings().titles:
        return False
    return token.text[:1].isalpha() and (is_capitalised(token.text) or word in settings().particles)


def _can_end(token: Token, *, alone: bool) -> bool:
    if not alone and token.text.casefold() in settings().credits:
        return False
    return token.text[:1].isalnum() and (is_capitalised(token.text) or token.text.isdigit() or token.pos == "PROPN")


def is_name_word(token: Token) -> bool:
    """Whether a token can be a word of a person's name by its form and tag."""
    return token.tag in ("NNP", "NNPS") and is_capitalised(token.text) and token.text[-1:].isalpha()


def after_title(draft: Draft, i: int) -> Run | None:
    """The name that begins at token `i`, the word before being a title; None when there is none."""
    end = draft.sentences[draft.tokens[i].sentence].last
    last = i
    while last < end and last < i + 6 and _continues(draft, i, last):
        last += 1
    while last > i and not _ends_name(draft, i, last - 1):
        last -= 1
    return Run(i, last, "PERSON") if last > i else None


def _ends_name(draft: Draft, first: int, i: int) -> bool:
    """Whether a name can end in a token: a capitalised word, or what a hyphen joins to one ("Jae-in")."""
    text = draft.tokens[i].text
    return is_capitalised(text) or (text.isalpha() and i > first and draft.tokens[i - 1].text == "-")


def _continues(draft: Draft, first: int, i: int) -> bool:
    token = draft.tokens[i]
    if is_name_word(token):
        return True
    if i == first:
        return is_capitalised(token.text) and token.pos == "PROPN"
    if token.text == "-" or token.text.casefold() in settings().particles:
        return i + 1 < len(draft.tokens) and (is_capitalised(draft.tokens[i + 1].text) or draft.tokens[i - 1].text == "-")
    return draft.tokens[i - 1].text == "-" and token.text.isalpha()
