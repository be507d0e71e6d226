"""Annotated reports made by hand of sentences that people say: each line is one paragraph, each sentence is cut."""

import re
from hashlib import sha256

from telling import KNOWN

from reportedly.model import AnnotatedReport, EventMention, Party, Report, ReportEntity, Sentence, Span, Statement, Zone

_SENTENCE = re.compile(r"[^\n]+?(?:[.?!](?=\s|$)|(?=\n|$))")
DESCRIBED = {
    "unnamed tracking group": ReportEntity("group::tracking-group", "unnamed tracking group", "group"),
    "unnamed researchers of Tideline Watch": ReportEntity(
        "group:NOR:researchers-of-tideline-watch", "unnamed researchers of Tideline Watch", "group", "NOR"
    ),
    "unnamed observer": ReportEntity("group::observer", "unnamed observer", "group"),
}
WHO = {**KNOWN, **DESCRIBED}


def at(text: str, words: str) -> Span:
    """Where words stand in a text."""
    start = text.index(words)
    return Span(start, start + len(words))


def said(text: str, content: str, speaker: str, source: str = "", stance: str = "asserts", **more: object) -> Statement:
    """A statement of these words of a text."""
    entity = WHO[speaker]
    span = at(text, source) if source else None
    kind = {"country": "government", "group": "unnamed"}.get(entity.kind, entity.kind)
    made = {"speaker_kind": kind, "stance": stance, "score": 0.9, **more}
    return Statement((at(text, content),), source=span, speaker=Party(entity.id, entity.name), **made)  # type: ignore[arg-type]


def act(text: str, trigger: str, who: str, whom: str, **more: object) -> EventMention:
    """An act of a text by its word."""
    actor, recipient = (tuple(Party(WHO[n].id, n) for n in names.split(" & ") if n) for names in (who, whom))
    made = {"mode": None, "score": 0.9, "made_by": "events/1", **more}
    return EventMention(f"e-{trigger}", at(text, trigger), "AID", actor=actor, recipient=recipient, **made)  # type: ignore[arg-type]


def report(
    id: str,
    text: str,
    *statements: Statement,
    acts: tuple[EventMention, ...] = (),
    published: str | None = None,
    publisher: str = "The Herald",
):
    """An annotated report of a text with its statements and acts."""
    spans = [Span(m.start() + len(m[0]) - len(m[0].lstrip()), m.end()) for m in _SENTENCE.finditer(text) if m[0].strip()]
    names = {p.id for e in acts for p in (*e.actor, *e.recipient, *e.according_to)} | {s.speaker.id for s in statements if s.speaker}
    raw = (text + id).encode()
    made = Report(
        id,
        text,
        sha256=sha256(raw).hexdigest(),
        raw=raw,
        location=f"{id}.txt",
        publisher=publisher,
        published=published,
        title=text.partition("\n")[0],
        zones=(Zone(Span(0, len(text)), "body"),),
    )
    return AnnotatedReport(
        made,
        sentences=tuple(Sentence(i, span, 0, 0) for i, span in enumerate(spans)),
        entities=tuple(e for e in WHO.values() if e.id in names),
        statements=tuple(sorted(statements, key=lambda s: s.content)),
        events=acts,
    )
