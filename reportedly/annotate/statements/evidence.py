"""What speaks for a draft and for its speaker: named features for the scorers (weights/statements-*.tsv)."""

from bisect import bisect_right

from reportedly.annotate.statements.doubts import doubts
from reportedly.annotate.statements.drafts import Draft
from reportedly.annotate.statements.edges import FINE, edges, read
from reportedly.annotate.statements.parties import Speaker
from reportedly.annotate.statements.reading import Reading

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
    return ["bias", *found, *_read(reading, draft)]


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
    score = draft.read.score if draft.read else 0.0
    level = bisect_right(ROUGH, score) if draft.read else "-"
    return [
        f"score={bisect_right(FINE, score) if draft.read else '-'}",
        f"score={level}|{draft.frame}|{draft.by}",
        f"score={level}|{draft.cue.word.lemma}",
        f"agreement={bisect_right(FINE, draft.agreement)}|{draft.by}",
        *read(reading, draft),
    ]


def of_statement(reading: Reading, draft: Draft, speaker: Speaker) -> list[str]:
    """What speaks for a draft together with its speaker."""
    kind = speaker.kind if speaker.party else "open"
    mark = ALONE if reading.annotated.readings is None else ""
    certain = f"chance={bisect_right(FINE, draft.chance)}"
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
