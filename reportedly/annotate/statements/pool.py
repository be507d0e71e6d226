"""Statements that the rules see and those that the encoder reads, as one list of drafts."""

from collections.abc import Iterator, Sequence

from reportedly.annotate.encoder.statements import ReadStatement, read_statements
from reportedly.annotate.statements.citing import only_cites
from reportedly.annotate.statements.complement import addressed
from reportedly.annotate.statements.content import merged, without_times
from reportedly.annotate.statements.cues import Cue, is_left_out, is_neither_nor
from reportedly.annotate.statements.drafts import Draft
from reportedly.annotate.statements.filters import is_called, is_condition, is_missing, is_undone, quotes_as, withholds
from reportedly.annotate.statements.lexicon import CueWord
from reportedly.annotate.statements.passing import behind
from reportedly.annotate.statements.reading import Reading
from reportedly.annotate.statements.source import phrase, subject
from reportedly.annotate.syntax import span_of
from reportedly.model import Span, Stance, Token

SAME = 0.5  # of the characters of two contents together, from which on they are one statement
LEAST = 0.05  # score from which on what the encoder reads is looked at
LONGEST_REST = 8  # words
SHORTEST_TITLE, LONGEST_TITLE = 2, 4  # letters of a title that is cut short ("Mr", "Cmdr")
UNFINISHED = ("det", "predet", "amod", "compound", "poss", "nummod", "nmod", "nsubj", "nsubjpass", "neg", "mark", "aux", "auxpass")
"""How a word hangs on one that must follow it."""
KINDS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective", "ADV": "adverb"}


def pooled(reading: Reading, found: Sequence[Draft]) -> list[Draft]:
    """The drafts of the rules, each with what the encoder read in its place, and drafts for what it alone read."""
    read = list(read_statements(reading.annotated, least=LEAST))
    spans = [_spans(reading, r) for r in read]
    pairs = sorted((p for p in _alike(found, spans) if not _is_told_in(reading, read[p[2]], found[p[1]])), reverse=True)
    taken: set[int] = set()
    for share, i, k in pairs:
        if found[i].read is None and k not in taken:
            found[i].read, found[i].agreement = read[k], share
            taken.add(k)
    rest = [(r, s) for k, (r, s) in enumerate(zip(read, spans, strict=True)) if k not in taken and s]
    alone = [_draft(reading, r, s) for r, s in rest]
    return [*found, *(d for d in alone if _says(reading, d))]


def _says(reading: Reading, draft: Draft) -> bool:
    """Whether a draft says something, and not only on a condition.

    "sent [a letter to Kim]" and "a letter [to Kim]" tell who wrote, no words of anybody.
    """
    words = [t for span in draft.content for t in reading.tokens_in(span)]
    if is_condition(reading, draft.cue.carrier or draft.cue.head) or quotes_as(reading, draft.cue) or withholds(reading, draft.cue):
        return False
    if is_missing(reading, draft.cue) or is_left_out(reading, draft.cue.head):
        return False
    if is_undone(draft.cue) or is_called(reading, draft.cue):
        return False
    if only_cites(reading, draft.cue, subject(reading, draft.cue), _top(reading, (words[0].i, words[-1].i + 1))):
        return False
    if draft.cue.kind in ("according", "bare") or any(t.pos in ("VERB", "AUX") for t in words):
        return True
    top = _top(reading, (words[0].i, words[-1].i + 1))
    lexicon, lemma = reading.lexicon, top.lemma.lower()
    is_letter = lemma in lexicon.documents or lemma in lexicon.nouns
    return not (is_letter and draft.cue.head.lemma.lower() not in lexicon.verbs) and top.pos != "ADP"


def _alike(found: Sequence[Draft], spans: Sequence[list[Span]]) -> Iterator[tuple[float, int, int]]:
    """Pairs of a draft and a reading that share most of their characters, with the share."""
    by_start = sorted((s[0].start, s[-1].end, k) for k, s in enumerate(spans) if s)
    for i, draft in enumerate(found):
        for start, end, k in by_start:
            if start < draft.end and draft.start < end and (share := overlap(draft.content, spans[k])) >= SAME:
                yield share, i, k


def _is_told_in(reading: Reading, read: ReadStatement, draft: Draft) -> bool:
    """Whether what was read stands inside a draft, cue and all: "the palace said [the king pledged [help]]" are two."""
    if read.cue is None:
        return False
    cue = reading.tokens[read.cue[0]]
    mine = {t.i for t in (draft.cue.head, draft.cue.carrier) if t is not None}
    return mine.isdisjoint(range(*read.cue)) and any(s.contains(cue.span) for s in draft.content)


def overlap(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Shared characters over all characters of two lists of spans, 0 to 1."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    whole = sum(len(s) for s in one) + sum(len(s) for s in other) - shared
    return shared / whole if whole else 0.0


def _spans(reading: Reading, read: ReadStatement) -> list[Span]:
    """The content as exact spans."""
    tokens = reading.tokens
    return merged(Span(tokens[a].span.start, tokens[b - 1].span.end) for a, b in read.content if b > a)


def _completed(reading: Reading, cue: Cue, content: list[Span]) -> list[Span]:
    """A content that breaks off within a phrase ("a response to the") goes on to its end ("attack on the harbour")."""
    inside = {t.i for span in content for t in reading.tokens_in(span)}
    last = reading.tokens[max(inside)]
    if last.pos == "PUNCT":
        return content
    above = {t.i for t in (cue.head, *reading.syntax.ancestors(cue.head))}
    tail = reading.tokens_in(content[-1])[-LONGEST_REST:]
    left = [t for t in tail if t.dep in UNFINISHED and last.i < t.head <= last.i + LONGEST_REST and t.head not in above]
    if not left:
        return content
    end = reading.syntax.subtree(reading.syntax.head(left[-1]))[-1]
    same = end.sentence == last.sentence and reading.quoted(end) is reading.quoted(last)
    if not same or end.i - last.i > LONGEST_REST or last.i <= cue.head.i <= end.i:
        return content
    return [*content[:-1], Span(content[-1].start, end.span.end)]


def _draft(reading: Reading, read: ReadStatement, content: list[Span]) -> Draft:
    """A draft for what only the encoder reads; its source is the one read, else the subject of the cue."""
    cue = _cue(reading, read)
    content = without_times(reading, cue, _completed(reading, cue, content))
    frame = _frame(cue, content)
    draft = Draft(
        cue, frame, content, next(iter(cue.word.frames.values())), _top(reading, read.content[0]), read=read, by="encoder", agreement=1.0
    )
    who, passed_on = behind(reading, cue, subject(reading, cue)) if read.cue else (None, [])
    words = _source(reading, read.source) if read.source is not None else None
    mine = _top(reading, words) if words is not None else None
    if words is not None and mine is not None and all(t.i != mine.i for t in passed_on):
        draft.subject = mine
        draft.source = span_of(reading.tokens[slice(*words)])
        draft.passed_on = passed_on if who is not None and who.i == mine.i else []
    elif who is not None and reading.can_speak(who):  # also where only who passes it on was read
        draft.subject, draft.passed_on = who, passed_on
        draft.source = phrase(reading, who, without=content)
    if cue.kind == "verb":
        told = [t for t in reading.syntax.children(cue.head, "dobj", "dative") if t.i > cue.head.i and reading.can_speak(t)]
        draft.addressees = [t for t in (*told, *addressed(reading, cue)) if not any(s.contains(t.span) for s in content)]
    return draft


def _cue(reading: Reading, read: ReadStatement) -> Cue:
    if read.cue is None:
        first = reading.tokens[read.content[0][0]]
        return Cue(first, "bare", CueWord("", {"quote": "asserts"}), Span(first.span.start, first.span.start))
    words = reading.tokens[slice(*read.cue)]
    head = _top(reading, read.cue)
    if is_neither_nor(reading, head):
        return Cue(head, "refusal", CueWord(head.lemma.lower(), {"refusal": "declines-to-comment"}), span_of(words), True)
    stance = _stance(reading, read, head)
    kind = "according" if any(t.text.lower() == "according" for t in words) else KINDS.get(head.pos, "verb")
    carrier = next((t for t in words if t.pos == "VERB" and t.i != head.i), None) if kind == "noun" else None
    negated = bool(reading.syntax.children(head, "neg"))
    return Cue(head, kind, CueWord(head.lemma.lower(), {"quote": stance}), span_of(words), negated, carrier)


def _frame(cue: Cue, content: Sequence[Span]) -> str:
    """The pattern that a reading amounts to, for the rules on chains."""
    if cue.kind in ("according", "bare"):
        return cue.kind
    return "fronted" if content[-1].end <= cue.span.start and cue.kind == "verb" else "clause"


def _top(reading: Reading, words: tuple[int, int]) -> Token:
    """The word of a range whose head lies outside it, nouns, pronouns and verbs first."""
    inside = reading.tokens[slice(*words)]
    tops = [t for t in inside if not words[0] <= t.head < words[1] or t.head == t.i]
    content = ("PROPN", "NOUN", "PRON", "VERB")
    return next((t for t in tops if t.pos in content), tops[0] if tops else inside[0])


def _source(reading: Reading, words: tuple[int, int]) -> tuple[int, int]:
    """A source that was read without the preposition or adverb before it ("from American officials", "especially Republicans")."""
    first, last = words
    if (told := _teller(reading, words)) is not None:
        return told
    if (end := _after_title(reading, last) or _other_half(reading, last)) is not None:
        return first, end
    above = reading.syntax.head(reading.tokens[first])
    if reading.tokens[first].pos == "ADP" and above.i == first - 1 and above.lemma.lower() in reading.lexicon.people:
        return reading.syntax.subtree(above)[0].i, last  # "travellers in Norway", of which only the end was read
    while first < last and reading.tokens[first].pos in ("ADP", "ADV", "PUNCT", "CCONJ", "SCONJ"):
        first += 1
    named = any(t.pos in ("NOUN", "PROPN", "PRON") for t in reading.tokens[first:last])
    return (first, last) if named else words


def _teller(reading: Reading, words: tuple[int, int]) -> tuple[int, int] | None:
    """The subject, where a whole clause was read for the source ("Earlier, the minister Anna Berg dismissed")."""
    verbs = [t for t in reading.tokens[slice(*words)] if t.pos == "VERB" and not words[0] <= t.head < words[1]]
    found = [t for v in verbs for t in reading.syntax.children(v, "nsubj") if words[0] <= t.i < v.i]
    if len(found) != 1:
        return None
    span = phrase(reading, found[0])
    inside = [t.i for t in reading.tokens_in(span) if words[0] <= t.i < words[1]]
    return (inside[0], inside[-1] + 1) if inside else None


def _other_half(reading: Reading, last: int) -> int | None:
    """Where a head of two words ends in whose middle a source breaks off ("an unnamed think | tank")."""
    half = reading.lexicon.halves.get(reading.tokens[last - 1].text.lower())
    return last + 1 if half and last < len(reading.tokens) and reading.tokens[last].lemma.lower() == half else None


def _after_title(reading: Reading, last: int) -> int | None:
    """Where the name ends that follows a title on which a source breaks off ("the spokesman, Cmdr": a full stop ends no sentence there)."""
    title = reading.tokens[last - 1]
    if title.pos != "PROPN" or not SHORTEST_TITLE <= len(title.text.rstrip(".")) <= LONGEST_TITLE:
        return None
    people = {head for head, _ in reading.people}
    for m in reading.names:
        if m.head in people and last <= m.head and 0 < m.span.start - title.span.end <= len(". "):
            return m.head + 1
    return None


def _stance(reading: Reading, read: ReadStatement, head: Token) -> Stance:
    """What the cue's table has, for a word that it knows; else what the encoder reads."""
    lexicon, lemma = reading.lexicon, head.lemma.lower()
    word = lexicon.nouns.get(lemma) if head.pos in ("NOUN", "PROPN") else lexicon.verbs.get(lemma) or lexicon.adjectives.get(lemma)
    if word is not None:
        return next(iter(word.frames.values()))
    return read.stance[0]  # type: ignore[return-value]  # the labels of this head are the stances
