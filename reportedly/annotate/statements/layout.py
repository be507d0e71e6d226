"""Statements told by layout alone: "Name: what she says" in a headline, a quoted headline, an embedded post."""

import re
from collections.abc import Iterator, Sequence, Set

from reportedly.annotate.statements.content import merged
from reportedly.annotate.statements.cues import Cue
from reportedly.annotate.statements.drafts import Draft
from reportedly.annotate.statements.lexicon import CueWord
from reportedly.annotate.statements.reading import NAMED, SUBJECTS, Reading
from reportedly.model import Sentence, Span, Token

SHORTEST_HEADLINE = 6  # words
LONGEST_TITLE_NAME = 8  # words from the comma to the end
LONGEST_BLOCK = 60  # sentences
COLON = re.compile(r"^(?P<who>[^:\n]{2,70}): (?P<what>\S.{5,300})$")
LINK = r"(?:\s*(?:pic\.twitter\.com/|https?://|t\.co/)\S+)*"
POST = re.compile(
    rf"^(?P<what>.{{10,2000}}?){LINK}\s*[—–]\s?(?P<who>[^—–\n()]{{2,60}}?)\s*\(@\w{{1,30}}\)(?:\s+\w+ \d{{1,2}}, \d{{4}})?\s*$"
)


def layout_drafts(reading: Reading, taken: Set[int]) -> Iterator[Draft]:
    """The statements of headlines and embedded posts; their cue is mostly a mere place, without words.

    `taken` are the tokens that are cues of statements already.
    """
    for sentence in reading.annotated.sentences:
        if sentence.zone != "title":
            continue
        yield from _closing(reading, sentence, taken)
        if ":" in sentence.span.of(reading.text):
            yield from _headline(reading, sentence)
    for paragraph in reading.paragraphs:
        if "(@" in paragraph.of(reading.text):
            yield from _post(reading, paragraph)


def block(reading: Reading, cue: Cue) -> list[Span]:
    """The paragraphs behind a cue that ends its own with a colon ("The agency writes:").

    That is the next one, and those after it in which nobody else begins to speak; [] where the cue ends no paragraph so,
    or a quotation mark follows.
    """
    sentences = reading.annotated.sentences
    here = reading.syntax.sentence(cue.head)
    following = sentences[here.index + 1 : here.index + 1 + LONGEST_BLOCK]
    if not here.span.of(reading.text).rstrip().endswith(":") or not following or following[0].paragraph == here.paragraph:
        return []
    found: dict[int, list[Span]] = {}
    for sentence in following:
        speaks = any(_may_introduce(reading, t) for t in reading.syntax.words(sentence)) or sentence.span.of(reading.text).endswith(":")
        if reading.quoted_by(sentence.span.start) is not None or sentence.zone == "title":
            break
        if speaks and sentence.paragraph != following[0].paragraph:
            found.pop(sentence.paragraph, None)
            break
        found.setdefault(sentence.paragraph, []).append(sentence.span)
    return [Span(spans[0].start, spans[-1].end) for spans in found.values()]


def _may_introduce(reading: Reading, token: Token) -> bool:
    word = reading.lexicon.verbs.get(token.lemma.lower()) if token.pos == "VERB" else None
    return word is not None and "quote" in word.frames and token.tag in ("VBD", "VBZ")


def _headline(reading: Reading, sentence: Sentence) -> Iterator[Draft]:
    text = sentence.span.of(reading.text)
    match = COLON.match(text)
    if match is None:
        return
    base = sentence.span.start
    before = reading.tokens_in(Span(base, base + match.end("who")))
    what = Span(base + match.start("what"), base + match.end("what"))
    who = _name(reading, before) or (_subject(before) if _is_quotation(reading, what) else None)
    if who is not None:
        yield _draft(who, what, "headline")


def _closing(reading: Reading, sentence: Sentence, taken: Set[int]) -> Iterator[Draft]:
    """As in "Leaders Exchange Letters, Oslo Claims", where capitals make the parser take the verb for a noun."""
    words = [t for t in reading.syntax.words(sentence) if t.pos != "PUNCT" or t.text == ","]
    if len(words) < SHORTEST_HEADLINE or words[-1].i in taken:
        return
    cue = words[-1]
    word = reading.lexicon.verbs.get(cue.text.lower()) or reading.lexicon.verbs.get(cue.text.lower().removesuffix("s"))
    comma = next((k for k in range(len(words) - 3, len(words) - LONGEST_TITLE_NAME, -1) if words[k].text == ","), None)
    if word is None or "quote" not in word.frames or not comma or comma < 2:
        return
    who = words[-2]
    if who.pos == "PROPN" or reading.can_speak(who):
        stance = word.frames["quote"]
        what = Span(words[0].span.start, words[comma - 1].span.end)
        yield Draft(Cue(cue, "verb", word, cue.span), "headline", merged([what]), stance, subject=who)


def _name(reading: Reading, tokens: Sequence[Token]) -> Token | None:
    """The head of the words before a colon, where they are nothing but a name or a role."""
    if not tokens or len(tokens) > 6 or any(t.pos in ("VERB", "AUX", "NUM", "ADP", "PUNCT") for t in tokens):
        return None
    last = tokens[-1]
    named = last.ner in NAMED and last.pos == "PROPN"
    return last if named or last.lemma.lower() in reading.lexicon.people else None


def _subject(tokens: Sequence[Token]) -> Token | None:
    return next((t for t in tokens if t.dep in SUBJECTS and t.pos == "PROPN"), None)


def _is_quotation(reading: Reading, span: Span) -> bool:
    quotation = reading.quoted_by(span.start)
    return quotation is not None and quotation.span.start == span.start and span.end - quotation.span.end <= 1


def _post(reading: Reading, paragraph: Span) -> Iterator[Draft]:
    match = POST.match(paragraph.of(reading.text))
    if match is None:
        return
    base = paragraph.start
    who = list(reading.tokens_in(Span(base + match.start("who"), base + match.end("who"))))
    if who:
        draft = _draft(who[-1], Span(base + match.start("what"), base + match.end("what")), "post")
        draft.source = Span(base + match.start("who"), base + match.end("who"))
        yield draft


def _draft(who: Token, what: Span, kind: str) -> Draft:
    cue = Cue(who, kind, CueWord("", {kind: "asserts"}), Span(who.span.start, who.span.start))
    return Draft(cue, kind, merged([what]), "asserts", subject=who)
