"""How sure a rule is of what it finds: measured shares, kept as a table."""

from reportedly import resources
from reportedly.annotate.statements.drafts import Draft

TABLE = "lexicons/en/statements-scores.toml"


def score(draft: Draft) -> float:
    """The share of statements of this kind that annotators agreed with, 0 to 1: by cue and frame, else by frame."""
    table = resources.table(TABLE)
    cues, frames = table["cues"], table["frames"]
    return float(cues.get(rule(draft), frames.get(draft.frame, table["overall"])))


def rule(draft: Draft) -> str:
    """The name of the rule that made a draft: its frame and the cue's lemma."""
    return f"{draft.frame} of {draft.cue.word.lemma}"
