"""Annotated reports made by hand: each act is one sentence of a report."""

from dataclasses import dataclass, field
from hashlib import sha256

from reportedly.model import (
    AnnotatedReport,
    EventMention,
    Mention,
    Party,
    Report,
    ReportEntity,
    Sentence,
    Span,
    Statement,
    Token,
    Zone,
)

KNOWN = {
    e.name: e
    for e in (
        ReportEntity("PRK", "North Korea", "country", "PRK"),
        ReportEntity("RUS", "Russia", "country", "RUS"),
        ReportEntity("USA", "United States", "country", "USA"),
        ReportEntity("RUS-GOV", "Government of Russia", "government", "RUS"),
        ReportEntity("Q56226", "Kim Jong Un", "person", "PRK", "leader"),
        ReportEntity("Q7747", "Vladimir Putin", "person", "RUS", "president"),
        ReportEntity("Q58217", "Sergei Lavrov", "person", "RUS", "foreign-minister"),
        ReportEntity("Q484063", "KCNA", "media", "PRK"),
        ReportEntity("Q130879", "Reuters", "media", "GBR"),
        ReportEntity("Q1065", "United Nations", "organisation"),
        ReportEntity("unnamed:us-officials", "unnamed US officials", "group", "USA"),
    )
}


def party(name: str) -> Party:
    """The party of a known name."""
    return Party(KNOWN[name].id, name)


@dataclass(frozen=True)
class Act:
    """An act to be told: actors and recipients by name, several separated by " & "."""

    who: str
    whom: str = ""
    type: str = "CONSULT"
    mode: str | None = "letter"
    date: str | None = None
    by: tuple[str, ...] = ()
    status: str = "occurred"
    words: str = "sent words about friendship and common efforts"
    same: str = ""


@dataclass
class Telling:
    """Makes a report's text and layers from acts, one after the other."""

    id: str
    text: str = ""
    tokens: list[Token] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    events: list[EventMention] = field(default_factory=list)

    def tell(self, act: Act) -> None:
        """Adds a sentence that tells an act; its third part ("words") begins with the trigger."""
        start, first = len(self.text), len(self.tokens)
        sentence = f"{act.who} {act.words} {act.whom}."
        self.text += sentence + "\n"
        at = start
        for word in sentence.rstrip(".").split(" "):
            span = Span(at, at + len(word))
            i = len(self.tokens)
            self.tokens.append(Token(i, span, word, word.lower(), "NOUN", "NN", "dep", first, len(self.sentences)))
            at = span.end + 1
        self.sentences.append(Sentence(len(self.sentences), Span(start, start + len(sentence)), first, len(self.tokens)))
        trigger = Span(start + len(act.who) + 1, start + len(act.who) + 1 + len(act.words.split(" ")[0]))
        self.events.append(
            EventMention(
                act.same or f"e{len(self.events)}",
                trigger,
                act.type,
                act.mode,
                actor=_parties(act.who),
                recipient=_parties(act.whom),
                date=act.date,
                status=act.status,
                according_to=tuple(party(name) for name in act.by),
                made_by="events/1",
            )
        )


def told(id: str, *acts: Act, published: str | None = None, publisher: str | None = "The Herald", more: str = "", **of_report: object):
    """An annotated report that tells these acts; `more` is text after them."""
    telling = Telling(id)
    for act in acts:
        telling.tell(act)
    text = telling.text + more
    report = Report(
        id,
        text,
        sha256=sha256(text.encode("utf-8", "surrogatepass") + id.encode("utf-8", "surrogatepass")).hexdigest(),
        raw=text.encode("utf-8", "surrogatepass"),
        location=f"{id}.txt",
        publisher=publisher,
        published=published,
        zones=(Zone(Span(0, len(text)), "body"),),
        **of_report,  # type: ignore[arg-type]
    )
    names = {p.name for e in telling.events for p in (*e.actor, *e.recipient, *e.according_to)}
    entities = tuple(KNOWN[name] for name in sorted(names))
    return AnnotatedReport(
        report,
        sentences=tuple(telling.sentences),
        tokens=tuple(telling.tokens),
        entities=entities,
        mentions=tuple(_mentions(text, entities)),
        statements=(Statement((Span(0, len(text)),), speaker=party("KCNA"), speaker_kind="media"),) if "KCNA" in names else (),
        events=tuple(telling.events),
    )


def _mentions(text: str, entities: tuple[ReportEntity, ...]) -> list[Mention]:
    return [Mention(Span(at, at + len(e.name)), "name", e.id) for e in entities if (at := text.find(e.name)) >= 0]


def _parties(names: str) -> tuple[Party, ...]:
    return tuple(party(name) for name in names.split(" & ")) if names else ()
