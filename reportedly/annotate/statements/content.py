"""From a complement's tokens to the exact spans of a content."""

from collections.abc import Iterable, Sequence

from reportedly.annotate.statements.citing import citation
from reportedly.annotate.statements.cues import Cue
from reportedly.annotate.statements.reading import Reading
from reportedly.model import Span, Token

MARKS = frozenset("\"“”„«»‘’'")
LOOSE = frozenset(",;:.-–—…")


def pieces(reading: Reading, cue: Cue, tokens: Sequence[Token]) -> list[Span]:
    """The spans of a content: attributions inside are cut out, marks of subordination and loose punctuation cut off.

    Quotation marks that belong to the content stay with it.
    """
    out = _not_content(reading, cue, tokens)
    kept = [t for t in tokens if t.i not in out and t.i != cue.head.i]
    kept = _without_that(kept)
    runs = _runs(reading, kept)
    spans = [s for run in runs if (s := _trimmed(run)) is not None]
    return merged(_with_marks(reading, cue, s) for s in spans)


def _not_content(reading: Reading, cue: Cue, tokens: Sequence[Token]) -> set[int]:
    """Attributions that hang inside: "according to", "as Norway said", "he said" thrown in, a second saying by the same source."""
    syntax, out = reading.syntax, set[int]()
    quoted = reading.quoted(cue.head)
    citing = citation(reading, cue)
    for t in tokens:
        if reading.quoted(t) is not quoted and reading.quoted(t) is not None:
            continue
        apart = t.text.lower() == "according" and bool(syntax.children(t, "prep"))
        apart = apart or (t.dep == "parataxis" and t.lemma.lower() in reading.lexicon.verbs)
        apart = apart or (t.dep == "advcl" and t.i != cue.head.i and _relays(reading, t))
        apart = apart or _is_aside(reading, cue, t) or t is citing
        if _same_source(reading, cue, t):
            apart = True
            reading.goes_on[t.i] = cue.head
        if apart:
            out.update(u.i for u in syntax.subtree(t))
    return out


def _is_aside(reading: Reading, cue: Cue, part: Token) -> bool:
    """As in "..., although some doubt it", "..., referring to the flood", "..., which he called a farce": the report's own words.

    Only behind a comma or dash and behind the cue.
    """
    syntax, lexicon = reading.syntax, reading.lexicon
    if cue.kind != "verb" or part.i < cue.head.i or part.dep not in ("advcl", "relcl", "prep"):
        return False
    if cue.head.dep == "advcl" and _relays(reading, cue.head):  # "As Norway put it, ...": the whole sentence is told
        return False
    if _is_past(reading, part):
        return True
    first = min(syntax.subtree(part), key=lambda t: t.i)
    if reading.tokens[first.i - 1].text not in (",", "–", "—", "--", "-") or first.i <= cue.head.i + 1:
        return False
    if part.dep == "prep":
        return (first.i == part.i and part.text.lower() in lexicon.aside_prepositions) or (
            part.text.lower() == "with" and any(t.tag == "VBG" for t in syntax.children(part, "pcomp"))
        )
    if part.dep == "relcl":
        pronouns = [t for t in syntax.children(part, "nsubj") if t.text.lower() in ("he", "she", "they", "it")]
        return bool(pronouns) and "object-as" in getattr(lexicon.verbs.get(part.lemma.lower()), "frames", ())
    if part.tag == "VBG" and part.lemma.lower() in lexicon.aside_participles:
        return not syntax.children(part, "nsubj", "mark")
    return any(m.text.lower() in lexicon.aside_marks for m in syntax.children(part, "mark"))


def _is_past(reading: Reading, part: Token) -> bool:
    """As in "promised to help as the fires spread": what happened is the time of the saying, no part of what is still to be done.

    Of 15 such contents of annotated reports 12 end before it.
    """
    syntax = reading.syntax
    told = syntax.head(part)
    if not _time_marks(reading, part) or told.i >= part.i:
        return False
    return told.tag == "VB" and any(t.text.lower() == "to" for t in syntax.children(told, "aux"))


def _time_marks(reading: Reading, verb: Token) -> list[Token]:
    """The words by which a clause of what happened tells its time ("as", "when"); none of another clause."""
    if verb.dep != "advcl" or verb.tag != "VBD":
        return []
    return [t for t in reading.syntax.children(verb, "mark", "advmod") if t.text.lower() in reading.lexicon.time_marks]


def without_times(reading: Reading, cue: Cue, content: list[Span]) -> list[Span]:
    """A content that is to be done ("to help ...") ends where what happened at the saying's time begins ("as the fires spread")."""
    tokens = reading.tokens_in(content[0])
    if len(content) > 1 or not tokens or tokens[0].tag != "TO" or reading.quoted(tokens[0]) is not None:
        return content
    for verb in tokens:
        marks = _time_marks(reading, verb)
        if marks and (_is_past(reading, verb) or verb.head == cue.head.i):
            kept = [t for t in tokens if t.i < marks[0].i and t.text not in LOOSE]
            return [Span(content[0].start, kept[-1].span.end)] if len(kept) > 1 else content
    return content


def _relays(reading: Reading, verb: Token) -> bool:
    """As in "as Norway put it", "as reported by the agency"."""
    word = reading.lexicon.verbs.get(verb.lemma.lower())
    marks = [m for m in reading.syntax.children(verb, "mark", "advmod") if m.text.lower() == "as"]
    return bool(word and "clause" in word.frames and marks and not reading.syntax.children(verb, "ccomp"))


def _same_source(reading: Reading, cue: Cue, verb: Token) -> bool:
    """As in "..., adding that ..." and "... but said ...", which the parser hung on the content: they go on with the cue's own subject."""
    if cue.kind != "verb" or verb.i <= cue.head.i or verb.lemma.lower() not in reading.lexicon.verbs:
        return False
    plain = verb.lemma.lower() in reading.lexicon.same_source
    before = reading.tokens[verb.i - 1]
    if plain and verb.dep == "advcl" and verb.tag == "VBG" and before.text == "," and not reading.syntax.children(verb, "nsubj", "mark"):
        return not _is_anothers(reading, reading.syntax.head(verb))
    if verb.dep != "conj" or verb.tag != cue.head.tag or verb.tag == "VB":
        return False
    joint = [t for t in reading.syntax.children(reading.syntax.head(verb), "cc") if t.i < verb.i]
    parted = plain and bool(joint) and (joint[-1].text.lower() == "but" or reading.tokens[joint[-1].i - 1].text == ",")
    parted = parted or (bool(joint) and cue.head.tag == "VBD" and _in_the_present(reading, reading.syntax.head(verb)))
    return parted and not reading.syntax.children(verb, "nsubj", "nsubjpass", "aux")


def _is_anothers(reading: Reading, verb: Token) -> bool:
    """Whether a told verb is itself a cue with somebody as its subject ("..., that Norway denied it, saying")."""
    word = reading.lexicon.verbs.get(verb.lemma.lower())
    return word is not None and any(reading.can_speak(t) and t.pos != "PRON" for t in reading.syntax.children(verb, "nsubj"))


def _in_the_present(reading: Reading, verb: Token) -> bool:
    """Whether a verb is in the present or future: a past tense joined to it then belongs to the telling, not to what is told."""
    return verb.tag in ("VBZ", "VBP") or any(t.tag in ("VBZ", "VBP", "MD") for t in reading.syntax.children(verb, "aux", "auxpass"))


def _without_that(tokens: list[Token]) -> list[Token]:
    while tokens and (tokens[0].text in LOOSE or (tokens[0].tag == "IN" and tokens[0].text.lower() == "that")):
        tokens = tokens[1:]
    return tokens


def _runs(reading: Reading, tokens: Sequence[Token]) -> list[list[Token]]:
    """Neighbouring tokens together; a gap of bare punctuation does not part them."""
    runs: list[list[Token]] = []
    for t in tokens:
        gap = reading.tokens[runs[-1][-1].i + 1 : t.i] if runs else []
        if runs and (not gap or (len(gap) <= 3 and all(u.pos == "PUNCT" for u in gap))):
            runs[-1].append(t)
        else:
            runs.append([t])
    return runs


def _trimmed(run: list[Token]) -> Span | None:
    """A run without punctuation and conjunctions at its edges."""
    first, last = 0, len(run)
    while first < last and (run[first].text in LOOSE or (run[first].dep == "cc" and first == 0)):
        first += 1
    while last > first and (run[last - 1].text in LOOSE or run[last - 1].text.lower() in ("and", "but")):
        last -= 1
    if first == last or all(t.text in MARKS or t.text in LOOSE for t in run[first:last]):
        return None
    return Span(run[first].span.start, run[last - 1].span.end)


def _with_marks(reading: Reading, cue: Cue, span: Span) -> Span:
    """Widened to whole quotations: one that begins at its edge or inside belongs to it to the end."""
    if reading.quoted(cue.head) is not None:
        return _without_odd_marks(reading.text, span)
    start, end = span.start, span.end
    first, last = reading.quoted_by(start), reading.quoted_by(end - 1)
    if first is not None and first.span.start < start <= first.span.start + 2:
        start = first.span.start
    if (last is not None and start <= last.span.start) or (last is not None and end > last.span.end - 1):
        end = last.span.end
    while end < len(reading.text) and reading.text[end] in '”"' and _unclosed(reading, start, end):
        end += 1
    return Span(start, end)


def _unclosed(reading: Reading, start: int, end: int) -> bool:
    quotation = reading.quoted_by(end)
    return quotation is not None and start <= quotation.span.start and quotation.span.end == end + 1


def _without_odd_marks(text: str, span: Span) -> Span:
    """Inside a quotation: the outer quotation's own marks do not belong to a nested content."""
    start, end = span.start, span.end
    piece = text[start:end]
    if piece[-1:] in MARKS and sum(piece.count(m) for m in MARKS) == 1:
        end -= 1
    if piece[:1] in MARKS and sum(piece.count(m) for m in MARKS) == 1:
        start += 1
    while end > start and text[end - 1] in ",. ":
        end -= 1
    return Span(start, end)


def merged(spans: Iterable[Span]) -> list[Span]:
    """In text order, overlapping ones made one."""
    found: list[Span] = []
    for s in sorted(spans):
        if found and s.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, s.end))
        elif len(s) > 0:
            found.append(s)
    return found
