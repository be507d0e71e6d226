"""Free-standing quotations: which cue introduces each, and which go on with the one before."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.annotate.statements.cues import Cue
from reportedly.annotate.statements.quotations import Quotation
from reportedly.annotate.statements.reading import SUBJECTS, Reading
from reportedly.model import Span, Token

BETWEEN = re.compile(r"^[\s,;:—–\-]*(?:(?:and|but|then|also|later|however|as)[\s,]+)*$", re.IGNORECASE)
NOT_SENTENCE = re.compile(r"[.!?;]\s|\n")
INTO_INNER = re.compile(r"^[\s,:]*(?:(?:to )?(?:me|us|you|him|her|them)[\s,:]*)?(?:that )?$", re.IGNORECASE)
WORDS_OF_SPEECH = 3  # a shorter quotation is taken for a quoted word


@dataclass(frozen=True, slots=True)
class Link:
    """A quotation and the cue that it belongs to; `how` says by which rule."""

    quotation: Quotation
    cue: Cue
    how: str


def links(reading: Reading, found: list[Cue]) -> list[Link]:
    """Every free-standing quotation with its cue, in text order; quotations inside a narrator's clause are left out."""
    speakers = [c for c in found if "quote" in c.word.frames and c.kind in ("verb", "according") and reading.quoted(c.head) is None]
    by_sentence: dict[int, list[Cue]] = {}
    for c in speakers:
        by_sentence.setdefault(c.head.sentence, []).append(c)
    result: list[Link] = list(_inner(reading, found))
    free: list[Link] = []
    for quotation in reading.outer:
        link = _behind(reading, quotation, by_sentence) or _before(reading, quotation, by_sentence)
        if link is None and (previous := _continued(reading, quotation, free, by_sentence)):
            link = Link(quotation, previous, "continued")
        if link is not None:
            free.append(link)
    return result + free


def _inner(reading: Reading, found: list[Cue]) -> Iterator[Link]:
    """Quotations in another one with the cue before them: “He told me, ‘I will pay’”."""
    cues: dict[int, list[Cue]] = {}
    for c in found:
        if c.kind == "verb" and "quote" in c.word.frames and (around := reading.quoted(c.head)) is not None:
            cues.setdefault(around.span.start, []).append(c)
    for quotation in reading.quotations if cues else ():
        around = reading.quoted_by(quotation.span.start)
        if around is None or around.span.start == quotation.span.start:
            continue
        before = [c for c in cues.get(around.span.start, []) if c.head.span.end <= quotation.span.start]
        if before and INTO_INNER.match(reading.text[before[-1].head.span.end : quotation.span.start]):
            yield Link(quotation, before[-1], "inner")


def _left_edge(reading: Reading, cue: Cue) -> int:
    """Where the clause of a cue begins: at its subject, where that stands before it."""
    subjects = [t for t in reading.syntax.children(_teller(reading, cue), *SUBJECTS) if t.i < cue.head.i]
    if not subjects:
        return min(cue.span.start, cue.head.span.start)
    phrase = [t for t in reading.syntax.subtree(subjects[-1]) if t.i < cue.head.i and reading.quoted(t) is None]
    return min([t.span.start for t in phrase] or [subjects[-1].span.start])


def _teller(reading: Reading, cue: Cue) -> Token:
    """The verb whose subject begins the clause of a cue: "was quoted" of "was quoted as saying"."""
    prep = reading.syntax.head(cue.head)
    if (
        cue.head.dep == "pcomp"
        and prep.text.lower() == "as"
        and (verb := reading.syntax.head(prep)).lemma.lower() in reading.lexicon.quoting
    ):
        return verb
    return cue.head


def _behind(reading: Reading, quotation: Quotation, by_sentence: dict[int, list[Cue]]) -> Link | None:
    """As in "...," she said: the cue's clause begins right behind the quotation."""
    after = reading.token_at(quotation.span.end)
    inner = quotation.inner.of(reading.text).rstrip()
    outside = reading.text[quotation.span.end : quotation.span.end + 1]
    if after is None or not (inner[-1:] in ",?!—–-…" or outside in ",—–") or _is_word_of_clause(reading, quotation):
        return None
    for cue in by_sentence.get(after.sentence, []):
        if cue.head.i < after.i:
            continue
        gap = reading.text[quotation.span.end : max(quotation.span.end, _left_edge(reading, cue))]
        if BETWEEN.match(gap):
            return Link(quotation, cue, "behind")
    return None


def _is_word_of_clause(reading: Reading, quotation: Quotation) -> bool:
    """As in "called them “small”, and Oslo said ...": quoted words of the clause before."""
    lead = reading.lead(quotation.span.start)
    return lead.isalnum() and len(reading.tokens_in(quotation.inner)) < WORDS_OF_SPEECH


def _before(reading: Reading, quotation: Quotation, by_sentence: dict[int, list[Cue]]) -> Link | None:
    """She said, "...": the cue stands before, with a comma, a colon or nothing between."""
    first = reading.token_at(quotation.span.start)
    if first is None:
        return None
    lead = reading.lead(quotation.span.start)
    sentences = [first.sentence, first.sentence - 1] if lead == ":" else [first.sentence]
    for s in sentences:
        nearest = [c for c in by_sentence.get(s, []) if c.head.span.end <= quotation.span.start]
        if nearest:
            cue = nearest[-1]
            return Link(quotation, cue, "before") if _introduces(reading, cue, quotation, lead) else None
    return None


def _introduces(reading: Reading, cue: Cue, quotation: Quotation, lead: str) -> bool:
    gap = reading.text[cue.head.span.end : quotation.span.start]
    if NOT_SENTENCE.search(gap.rstrip(": \n")):
        return False
    words = len(reading.tokens_in(quotation.inner))
    has_own = any(c.i > cue.head.i and c.span.end <= quotation.span.start for c in reading.syntax.children(cue.head, "ccomp"))
    if lead == ":":
        return True
    if lead == ",":
        return not has_own and words >= WORDS_OF_SPEECH
    roots = [c for c in reading.syntax.children(cue.head, "ccomp") if reading.quoted(c) is quotation]
    direct = not gap.strip() or bool(roots and _begins(reading, roots[0], quotation))
    return direct and words >= WORDS_OF_SPEECH and not has_own


def _begins(reading: Reading, root: Token, quotation: Quotation) -> bool:
    """Whether a clause lies wholly in the quotation."""
    first = min((t for t in reading.syntax.subtree(root) if t.pos != "PUNCT"), key=lambda t: t.i, default=root)
    return quotation.span.contains(Span(first.span.start, first.span.end))


def _continued(reading: Reading, quotation: Quotation, earlier: list[Link], by_sentence: dict[int, list[Cue]]) -> Cue | None:
    """A quotation that fills its sentences goes on with the speaker of the sentence before, or of the paragraph before."""
    if not _stands_alone(reading, quotation):
        return None
    first = reading.token_at(quotation.span.start)
    if first is None or first.sentence == 0:
        return None
    here = reading.annotated.sentences[first.sentence]
    before = reading.annotated.sentences[first.sentence - 1]
    if here.paragraph - before.paragraph > 1:
        return None
    if earlier and _adjacent(reading, earlier[-1], before.index, quotation):
        return earlier[-1].cue
    if here.paragraph != before.paragraph and reading.lead(quotation.span.start) not in ("”", '"', ":", "’"):
        return None
    return next((c for c in by_sentence.get(before.index, [])), None)


def _adjacent(reading: Reading, link: Link, before: int, quotation: Quotation) -> bool:
    """Whether nothing but the link's own sentence lies between its quotation and this one."""
    end = link.quotation.span.end
    between = reading.text[end : quotation.span.start].strip()
    return not between or link.cue.head.sentence == before


def _stands_alone(reading: Reading, quotation: Quotation) -> bool:
    """Whether it begins and ends where sentences do, and is more than a quoted word."""
    lead = reading.lead(quotation.span.start)
    rest = reading.text[quotation.span.end : quotation.span.end + 3].lstrip(" \u00a0.,")
    inner = quotation.inner.of(reading.text).rstrip()
    new_line = "\n" in reading.text[max(0, quotation.span.start - 2) : quotation.span.start]
    if quotation.single and new_line and inner[-1:] not in ".!?…" and (not rest or rest[0] == "\n"):
        return False  # a line between paragraphs: 'No way back'
    starts = new_line or lead in ("", ".", "!", "?", "”", '"', ":", "’", "…", ")")
    ends = not quotation.closed or inner[-1:] in ".!?…—-:" or not rest or rest[0] in "\n"
    return starts and ends and len(reading.tokens_in(quotation.inner)) >= WORDS_OF_SPEECH
