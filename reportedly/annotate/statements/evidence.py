"""What speaks for a draft and for its speaker: named features for the scorers (weights/statements-*.tsv)."""

from bisect import bisect_right

from reportedly.annotate.statements.doubts import doubts
from reportedly.annotate.statements.drafts import Draft
from reportedly.annotate.statements.edges import edges, read_edges
from reportedly.annotate.statements.reading import Reading
from reportedly.annotate.statements.speaker import Speaker

STEPS = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98)
"""Where a probability's next bin begins."""
ROUGH = (0.2, 0.5, 0.8)
LENGTHS = (2, 4, 8, 16, 40)
ALONE = "alone|"
"""Opens the features of reports that no encoder has read: they are scored by weights of their own."""


def rule(draft: Draft) -> str:
    """The name of what made a draft: its frame and the cue's lemma."""
    return f"{draft.frame} of {draft.cue.word.lemma}"


def of_draft(reading: Reading, draft: Draft) -> list[str]:
    """What speaks for the content of a draft; no feature looks at who the speaker is."""
    zone = reading.syntax.sentence(draft.cue.head).zone
    words = sum(len(reading.tokens_in(s)) for s in draft.content)
    found = [
        f"by={draft.by}",
        f"frame={draft.frame}|{draft.by}",
        f"cue={draft.cue.kind}|{draft.by}",
        f"rule={rule(draft)}",
        f"lemma={draft.cue.word.lemma}",
        f"zone={zone}",
        f"words={bisect_right(LENGTHS, words)}|{draft.by}",
        f"pieces={min(len(draft.content), 3)}",
        f"quoted={reading.quoted(draft.cue.head) is not None}|{draft.by}",
        f"subject={draft.subject.pos if draft.subject else '-'}|{draft.by}",
        f"speaks={draft.subject is not None and reading.can_speak(draft.subject)}",
        *_around(reading, draft),
        *edges(reading, draft),
    ]
    if reading.annotated.readings is None:
        return ["bias", *(ALONE + f for f in found), ALONE + "bias"]
    return ["bias", *found, *_read(reading, draft), *read_edges(reading, draft)]


def _around(reading: Reading, draft: Draft) -> list[str]:
    """What speaks for a draft in another one's words, and how its cue stands in the sentence."""
    head, quoted = draft.cue.head, reading.quoted(draft.cue.head) is not None
    who = draft.subject.text.lower() if draft.subject is not None and draft.subject.pos == "PRON" else "-"
    found = [
        f"who={who}|{quoted}",
        f"form={head.tag}|{quoted}",
        f"place={head.dep}|{draft.by}",
        f"top={draft.root.pos if draft.root else '-'}|{draft.root.dep if draft.root else '-'}",
    ]
    if draft.outer is None:
        return [*found, "inside=-"]
    leads = draft.outer.root is not None and draft.outer.root.i == draft.cue.head.i
    return [
        *found,
        f"inside={draft.outer.frame}|{quoted}|{draft.by}",
        f"inside-leads={leads}|{quoted}",
        f"inside-lemma={draft.cue.word.lemma}|{quoted}",
        f"inside-frame={draft.frame}|{quoted}",
        f"inside-share={_share(draft)}",
    ]


def _share(draft: Draft) -> int:
    """How much of the words around it a draft's content takes up, in tenths."""
    if draft.outer is None:
        return 0
    return int(10 * sum(len(s) for s in draft.content) / max(1, sum(len(s) for s in draft.outer.content)))


def _read(reading: Reading, draft: Draft) -> list[str]:
    """What the encoder says of a draft, whoever found it."""
    cue, content = _seen(reading, draft)
    score = draft.read.score if draft.read else 0.0
    level = bisect_right(ROUGH, score) if draft.read else "-"
    return [
        f"score={bisect_right(STEPS, score) if draft.read else '-'}",
        f"score={level}|{draft.frame}|{draft.by}",
        f"score={level}|{draft.cue.word.lemma}",
        f"cue-read={bisect_right(STEPS, cue)}|{draft.by}",
        f"content-read={bisect_right(STEPS, content)}|{draft.by}",
        f"agreement={bisect_right(STEPS, draft.agreement)}|{draft.by}",
    ]


def _seen(reading: Reading, draft: Draft) -> tuple[float, float]:
    """The encoder's probability of the cue, and the mean probability of the content as seen from it."""
    readings = reading.annotated.readings
    words = [t.i for t in reading.tokens_in(draft.cue.span)] or [draft.cue.head.i]
    told = [t.i for s in draft.content for t in reading.tokens_in(s)]
    if readings is None or not told:
        return 0.0, 0.0
    cue = float((1 - readings.of("cue")[words, 0]).max())
    first, last = min(told), max(told) + 1
    links = readings.pairs("statement", [words], first=first, last=last)[0]
    inside = links[[i - first for i in told], 3:5].sum(axis=1)
    return cue, float(inside.mean())


def of_statement(reading: Reading, draft: Draft, speaker: Speaker) -> list[str]:
    """What speaks for a draft together with its speaker."""
    kind = speaker.kind if speaker.party else "open"
    mark = ALONE if reading.annotated.readings is None else ""
    certain = f"chance={bisect_right(STEPS, draft.chance)}"
    found = [
        f"kind={kind}",
        f"kind={kind}|{draft.by}",
        f"why={_why(speaker)}",
        certain,
        f"{certain}|{kind}",
        f"source={_agree(reading, draft)}|{kind}",
        *doubts(reading, draft, speaker),
    ]
    return [*of_draft(reading, draft), *(mark + f for f in found)]


def _why(speaker: Speaker) -> str:
    """The reason without names: its small words only."""
    words = [w.strip("',.") for w in speaker.reason.split()]
    return " ".join(w for w in words if w.islower())[:60]


def _agree(reading: Reading, draft: Draft) -> str:
    """Whether the encoder reads the same source."""
    if draft.read is None:
        return "unread"
    if draft.read.source is None:
        return "none" if draft.source is None else "unseen"
    words = reading.tokens[slice(*draft.read.source)]
    if draft.source is None:
        return "missed"
    if draft.subject is not None and any(t.i == draft.subject.i for t in words):
        return "same"
    return "touches" if any(draft.source.overlaps(t.span) for t in words) else "other"
