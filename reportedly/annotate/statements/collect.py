"""Brings cues, complements and quotations together: the drafts of a report's statements."""

from reportedly.annotate.statements.content import merged, pieces
from reportedly.annotate.statements.cues import Cue, cues
from reportedly.annotate.statements.drafts import Draft
from reportedly.annotate.statements.filters import is_allowed, is_source
from reportedly.annotate.statements.frames import complements
from reportedly.annotate.statements.layout import block, layout_drafts
from reportedly.annotate.statements.passing import behind
from reportedly.annotate.statements.reading import Reading
from reportedly.annotate.statements.source import outside_quotation, phrase, subject
from reportedly.annotate.statements.speech import Link, links
from reportedly.model import Span, Stance, Token

LEAST_CONTENT = 2  # characters


def drafts(reading: Reading) -> list[Draft]:
    """The statements that the rules see in a report, each with content, source and cue."""
    found = list(cues(reading))
    spoken: dict[int, list[Link]] = {}
    for link in links(reading, found):
        spoken.setdefault(link.cue.head.i, []).append(link)
    result: list[Draft] = []
    for cue in found:
        who, passed_on = behind(reading, cue, subject(reading, cue))
        if who is not None and reading.quoted(who) is not None and reading.quoted(cue.head) is None:
            who = outside_quotation(reading, cue) or who
        if not is_source(reading, cue, who):
            continue
        made = _drafts_of(reading, cue, spoken.get(cue.head.i, []), who)
        for draft in made:
            draft.subject = who
            draft.passed_on = passed_on
            draft.source = phrase(reading, who, without=draft.content) if who is not None else None
        result.extend(made)
    for draft in layout_drafts(reading, {d.cue.head.i for d in result}):
        if draft.subject is not None:
            draft.source = draft.source or phrase(reading, draft.subject, without=draft.content)
        result.append(draft)
    return result


def _drafts_of(reading: Reading, cue: Cue, spoken: list[Link], who: Token | None) -> list[Draft]:
    """What one cue introduces: the complements of its frames, joined with its quotations."""
    quotes = [link.quotation.span for link in spoken]
    made: list[Draft] = []
    for complement in complements(reading, cue):
        if not is_allowed(reading, cue, complement, who):
            continue
        spans = pieces(reading, cue, complement.tokens)
        if spans and max(len(s) for s in spans) >= LEAST_CONTENT:
            made.append(Draft(cue, complement.frame, spans, stance_of(cue, complement.frame), complement.root, list(complement.addressees)))
    if not made and not quotes and cue.kind == "verb" and "quote" in cue.word.frames and (spans := block(reading, cue)):
        made = [Draft(cue, "block", spans, cue.word.frames["quote"])]
    if quotes:
        if not made:
            made = [Draft(cue, "quote", [], cue.word.frames["quote"])]
            told = [t for t in reading.syntax.children(cue.head, "dobj", "dative") if t.i > cue.head.i]
            made[0].addressees = [t for t in told if reading.quoted(t) is None]
        elif made[-1].frame in ("clause", "fronted", "interrupted", "object", "rest") and _all_inside(made[-1].content, quotes):
            made[-1].frame = "quote"
        made[-1].content = merged([*made[-1].content, *quotes])
    return made


def _all_inside(spans: list[Span], quotes: list[Span]) -> bool:
    return all(any(q.contains(s) for q in quotes) for s in spans)


def stance_of(cue: Cue, frame: str) -> Stance:
    """The stance that the cue's table gives a frame, or that of its first frame ("interrupted", "passive")."""
    return cue.word.frames[frame] if frame in cue.word.frames else next(iter(cue.word.frames.values()))
