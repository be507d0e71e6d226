"""Claims: one per event mention of a report, with the origin it rests on and the keys under which it is found again."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from reportedly.model import AnnotatedReport, Claim, EventMention, Reasons, Report, Sentence, Span, Token
from reportedly.model.events import country_code, days, single_ids
from reportedly.model.guesses import LEFT_OPEN
from reportedly.resolve.bearings import bearing
from reportedly.resolve.blocking import blocking_keys
from reportedly.resolve.documents import issuers
from reportedly.resolve.recurring import series_key
from reportedly.resolve.senses import told_sense
from reportedly.resolve.sources import Documents, origin_from, path_from
from reportedly.resolve.wording import Wording, above, own_words, topic, wording
from reportedly.sorts import lies_ahead, thing

SURE_DATE = 0.75
"""The score from which on a date stands on a timeline; below, the claim stays undated and its reasons tell the date."""
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


def claims_of(annotated: AnnotatedReport) -> tuple[Claim, ...]:
    """One claim per event mention, in the order of the mentions.

    A claim's id is made from the report's id, the trigger's offsets and the type; `event` is that of the claim
    alone until links say otherwise. Countries are those of the report's entities.
    """
    countries = {e.id: e.country for e in annotated.entities if e.country}
    documents = issuers(annotated)
    about = topic(annotated)
    seen: Counter[str] = Counter()
    made = []
    for mention in annotated.events:
        key = f"{annotated.report.id}|{mention.trigger.start}|{mention.trigger.end}|{mention.type}"
        seen[key] += 1
        claim = _claim(mention, annotated, countries, key=f"{key}|{seen[key]}", documents=documents)
        made.append(replace(claim, topic=about, keys=tuple(sorted(blocking_keys(claim))), series=series_key(claim)))
    return tuple(made)


def _claim(mention: EventMention, annotated: AnnotatedReport, countries: Mapping[str, str], *, key: str, documents: Documents) -> Claim:
    report = annotated.report
    id = "cl-" + sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:20]
    sentence = _sentence(mention.trigger, annotated.sentences)
    parties = (*mention.actor, *mention.recipient, *mention.according_to)
    trigger = _trigger(mention.trigger, sentence, annotated)
    words = wording(trigger, sentence, annotated) if sentence else Wording((), (), (), (), ())
    return Claim(
        id=id,
        event="",
        report=report.id,
        type=mention.type,
        mode=mention.mode,
        actor=mention.actor,
        recipient=mention.recipient,
        status=mention.status,
        date=mention.date if _is_dated(mention, report) else None,
        place=mention.place,
        according_to=mention.according_to,
        origin=origin_from(mention.according_to, annotated, documents=documents),
        trigger=mention.trigger,
        evidence=sentence.span if sentence else _line_around(mention.trigger, report.text),
        score=mention.score,
        made_by=mention.made_by,
        mention=mention.event,
        label=mention.trigger.of(report.text),
        context=mention.context,
        time=mention.time,
        statement=mention.statement,
        magnitude=mention.magnitude,
        published=report.published,
        publisher=report.publisher,
        countries={id: code for p in parties for id in single_ids(p.id) if (code := countries.get(id) or country_code(id))},
        terms=words.terms,
        heads=words.heads,
        names=words.names,
        numbers=words.numbers,
        args=words.args,
        sentence=sentence.index if sentence else 0,
        reasons=_reasons(mention, report),
        path=path_from(mention.according_to, annotated, documents=documents),
        sense=told_sense(trigger, annotated),
        thing=thing(mention.type, own_words(trigger, sentence, annotated)) if sentence else "",
        is_ahead=lies_ahead(above(trigger, annotated)),
        bearing=bearing(mention, trigger, sentence, annotated),
    )


def _is_dated(mention: EventMention, report: Report) -> bool:
    """Whether a mention's date is sure enough to stand on a timeline; one that nobody weighed is.

    What is planned still was not on a day before its report: there the wrong week or year was taken, unless the words name the year.
    """
    if mention.date_score is not None and mention.date_score < SURE_DATE:
        return False
    act, told = days(mention.date), days((report.published or "")[:10])
    if mention.status != "planned" or not act or not told or act[1] >= told[0] - 1:
        return True
    return mention.time is not None and bool(_YEAR.search(mention.time.of(report.text)))


def _reasons(mention: EventMention, report: Report) -> Reasons:
    """A mention's reasons; a date that is left open is named there."""
    if mention.date is None or _is_dated(mention, report):
        return mention.reasons
    return {**mention.reasons, "date": f"{LEFT_OPEN}{mention.date}: {mention.reasons.get('date', '')}".rstrip(": ")}


def _trigger(trigger: Span, sentence: Sentence | None, annotated: AnnotatedReport) -> list[Token]:
    """The tokens of a trigger."""
    return [t for t in annotated.tokens[sentence.first : sentence.last] if trigger.overlaps(t.span)] if sentence else []


def _sentence(trigger: Span, sentences: tuple[Sentence, ...]) -> Sentence | None:
    """The sentence that holds a trigger (found by bisection: sentences are in text order)."""
    low, high = 0, len(sentences)
    while low < high:
        middle = (low + high) // 2
        if sentences[middle].span.end <= trigger.start:
            low = middle + 1
        else:
            high = middle
    return sentences[low] if low < len(sentences) and sentences[low].span.overlaps(trigger) else None


def _line_around(trigger: Span, text: str) -> Span:
    """The line that holds a trigger, at most 300 characters to either side."""
    start = max(text.rfind("\n", 0, trigger.start) + 1, trigger.start - 300)
    end = text.find("\n", trigger.end)
    return Span(start, min(len(text) if end < 0 else end, trigger.end + 300))
