"""How sure a rule is of what it finds: measured shares, kept as a table."""

from reportedly import resources
from reportedly.annotate.statements.drafts import Draft
from reportedly.annotate.statements.speaker import Speaker

TABLE = "lexicons/en/statements-scores.toml"
SUREST = 0.99


def score(draft: Draft, speaker: Speaker) -> float:
    """The share of statements of this kind that annotators agreed with, speaker included, 0 to 1.

    By cue and frame, else by frame, times factors for the kind of speaker found and for unseen reports.
    """
    table = resources.table(TABLE)
    cues, frames = table["cues"], table["frames"]
    factor = float(table["kinds"].get(speaker.kind if speaker.party else "open", 1.0)) * float(table["unseen"])
    share = float(cues.get(rule(draft), frames.get(draft.frame, table["overall"])))
    return round(min(SUREST, share * factor), 2)


def rule(draft: Draft) -> str:
    """The name of the rule that made a draft: its frame and the cue's lemma."""
    return f"{draft.frame} of {draft.cue.word.lemma}"
