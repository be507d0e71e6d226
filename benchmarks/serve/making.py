"""Makes a large store from sentences of our own: the same seed gives the same reports."""

from datetime import date, timedelta
from hashlib import sha256
from itertools import islice
from random import Random
from typing import NamedTuple

from reportedly.model import (
    AnnotatedReport,
    Claim,
    EventMention,
    EventType,
    Link,
    Mention,
    Origin,
    Party,
    Report,
    ReportEntity,
    Sentence,
    Span,
    Statement,
    Status,
    Timex,
    Zone,
)
from reportedly.resources import table
from reportedly.store import Store

SENTENCES = 20
"""Sentences of a report; each tells one event, so that a report has as many claims."""
FIRST_DAY = date(2012, 1, 1)
DAYS = 4700
NOW = "2026-01-01T00:00:00+00:00"
OUTLETS = tuple(f"Example {name}" for name in ("Post", "Wire", "Herald", "Ledger", "Courier", "Gazette", "Observer", "Tribune", "Star"))


class Act(NamedTuple):
    """A kind of act, and how a sentence tells it."""

    type: EventType
    mode: str | None
    words: str
    status: Status


ACTS = (
    Act("CONSULT", "visit", "met officials of", "occurred"),
    Act("CONSULT", "letter", "sent a letter to", "occurred"),
    Act("AID", None, "shipped grain to", "occurred"),
    Act("AGREE", None, "signed a trade accord with", "occurred"),
    Act("SANCTION", None, "barred cargo from", "occurred"),
    Act("ACCUSE", None, "blamed", "occurred"),
    Act("THREATEN", None, "warned of measures against", "threatened"),
    Act("COOPERATE", None, "held an exercise with", "planned"),
    Act("MOBILIZE", None, "moved troops towards", "alleged"),
    Act("REJECT", None, "turned down an offer of", "denied"),
)


class Told(NamedTuple):
    """An event that a report tells: who did what to whom on which day, and by which claim it was told first."""

    actor: Party
    act: Act
    recipient: Party
    day: date
    first: str


class Written(NamedTuple):
    """A sentence with where its parts stand in the report's text."""

    whole: Span
    content: Span
    actor: Span
    trigger: Span
    recipient: Span
    time: Span
    source: Span


Made = tuple[AnnotatedReport, list[Claim], list[Link]]


def fill(store: Store, claims: int, *, seed: int = 7) -> None:
    """Adds reports until the store has about so many claims; one in three tells again an event told before, and is linked to it."""
    random, told = Random(seed), list[Told]()
    reports = (_report(random, no, told) for no in range(claims // SENTENCES))
    while batch := list(islice(reports, 250)):
        with store.batch():
            for annotated, made, links in batch:
                store.add(annotated, made, links, now=NOW)


def states() -> list[Party]:
    """The states of the lexicon, those that act most first: their shares fall as in Zipf's law."""
    entries = table("lexicons/en/countries.toml")
    return [Party(code, e["name"]) for code, e in entries.items() if isinstance(e, dict) and "name" in e and len(code) == 3][:60]


def _report(random: Random, no: int, told: list[Told]) -> Made:
    day = FIRST_DAY + timedelta(days=no * DAYS // 5000 % DAYS)
    outlet = random.choice(OUTLETS)
    events = [_event(random, day, told) for _ in range(SENTENCES)]
    text, written = f"A busy week, part {no}\n\n", []
    for event in events:
        sentence = _sentence(event, len(text))
        text += sentence[0] + " "
        written.append(sentence[1])
    text = text.rstrip()
    report = Report(
        id=f"r-{sha256(text.encode()).hexdigest()[:12]}",
        text=text,
        sha256=sha256(text.encode()).hexdigest(),
        location=f"made/{no}.txt",
        publisher=outlet,
        url=f"https://news.example/{no}",
        title=text.partition("\n")[0],
        language="en",
        published=day.isoformat(),
        published_by="metadata",
        zones=(Zone(Span(0, text.index("\n")), "title"), Zone(Span(text.index("\n") + 2, len(text)), "body")),
    )
    annotated = _annotated(report, events, written)
    claims = [_claim(annotated, i, e, w) for i, (e, w) in enumerate(zip(events, written, strict=True))]
    links = [
        Link("event", e.first, c.id, "same", 0.9, "the same parties, act and day", "linkage/1")
        for e, c in zip(events, claims, strict=True)
        if e.first
    ]
    told += [e._replace(first=c.id) for e, c in zip(events, claims, strict=True) if not e.first]
    return annotated, claims, links


def _event(random: Random, day: date, told: list[Told]) -> Told:
    if told and random.random() < 0.33:
        return told[-1 - min(len(told) - 1, int(random.expovariate(1 / 200)))]
    known = states()
    actor, recipient = (known[min(len(known) - 1, int(random.paretovariate(0.6)) - 1 + i)] for i in (0, 0))
    while recipient == actor:
        recipient = random.choice(known)
    return Told(actor, random.choice(ACTS), recipient, day - timedelta(days=random.randrange(20)), "")


def _sentence(event: Told, at: int) -> tuple[str, Written]:
    """A sentence that begins at `at`, and its parts."""
    source = f"{event.actor.name} officials"
    parts = [
        event.actor.name,
        " ",
        event.act.words,
        " ",
        event.recipient.name,
        " on ",
        event.day.strftime("%-d %B %Y"),
        ", ",
        source,
        " said.",
    ]
    spans, end = [], at
    for part in parts:
        spans.append(Span(end, end + len(part)))
        end += len(part)
    content = Span(at, spans[6].end)
    return "".join(parts), Written(Span(at, end), content, spans[0], spans[2], spans[4], spans[6], spans[8])


def _annotated(report: Report, events: list[Told], written: list[Written]) -> AnnotatedReport:
    parties = {p.id: p for e in events for p in (e.actor, e.recipient)}
    mentions = [
        Mention(s, "name", p.id, made_by="made/1")
        for e, w in zip(events, written, strict=True)
        for s, p in ((w.actor, e.actor), (w.recipient, e.recipient))
    ]
    return AnnotatedReport(
        report,
        sentences=tuple(Sentence(i, w.whole, 0, 0) for i, w in enumerate(written)),
        entities=tuple(ReportEntity(p.id, p.name, "country", p.id) for p in parties.values()),
        mentions=tuple(mentions),
        times=tuple(Timex(w.time, "DATE", e.day.isoformat(), made_by="made/1") for e, w in zip(events, written, strict=True)),
        statements=tuple(
            Statement((w.content,), w.source, speaker=e.actor, score=0.9, made_by="made/1") for e, w in zip(events, written, strict=True)
        ),
        events=tuple(_mention(i, e, w) for i, (e, w) in enumerate(zip(events, written, strict=True))),
    )


def _mention(i: int, event: Told, written: Written) -> EventMention:
    return EventMention(
        f"e{i}",
        written.trigger,
        event.act.type,
        event.act.mode,
        actor=(event.actor,),
        recipient=(event.recipient,),
        date=event.day.isoformat(),
        time=written.time,
        status=event.act.status,
        according_to=(event.actor,),
        statement=i,
        score=0.9,
        made_by="made/1",
    )


def _claim(annotated: AnnotatedReport, i: int, event: Told, written: Written) -> Claim:
    report, mention = annotated.report, annotated.events[i]
    key = f"{report.id}|{written.trigger.start}"
    return Claim(
        id="cl-" + sha256(key.encode()).hexdigest()[:20],
        event="",
        report=report.id,
        type=mention.type,
        mode=mention.mode,
        actor=mention.actor,
        recipient=mention.recipient,
        status=mention.status,
        date=mention.date,
        place=None,
        according_to=mention.according_to,
        origin=Origin(f"origin:{event.actor.id.lower()}", event.actor.name, f"{event.actor.name} says so", event.actor.id),
        trigger=mention.trigger,
        evidence=written.whole,
        score=mention.score,
        made_by=mention.made_by,
        mention=mention.event,
        label=mention.trigger.of(report.text),
        time=mention.time,
        statement=mention.statement,
        published=report.published,
        publisher=report.publisher,
        countries={event.actor.id: event.actor.id, event.recipient.id: event.recipient.id},
        keys=(f"{mention.type}|{event.actor.id}~{event.recipient.id}|{event.day.isoformat()[:7]}",),
    )
