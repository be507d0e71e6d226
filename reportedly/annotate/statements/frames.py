"""The complement of a cue: the frames of its table, tried in a fixed order."""

from reportedly.annotate.statements import asides, clauses, objects
from reportedly.annotate.statements.complement import Complement, Frame
from reportedly.annotate.statements.cues import Cue
from reportedly.annotate.statements.reading import Reading

# In order of trust: the first that applies gives the content.
FRAMES: dict[str, Frame] = {
    "refusal": asides.refusal,
    "according": asides.according,
    "hearsay": asides.hearsay,
    "adverb": asides.adverb,
    "clause": clauses.clause,
    "other-infinitive": clauses.other_infinitive,
    "infinitive": clauses.infinitive,
    "gerund": clauses.gerund,
    "object-as": objects.object_as,
    "object-luck": objects.luck,
}
LAST = frozenset({"object", "quote"})


def complements(reading: Reading, cue: Cue) -> list[Complement]:
    """The contents that a cue introduces: those of the first of its frames that is there."""
    for name, frame in FRAMES.items():
        if name in cue.word.frames and (found := list(frame(reading, cue))):
            return found
    others = [name for name in cue.word.frames if name not in FRAMES and name not in LAST]
    for name in sorted(others, key=lambda n: not n.startswith("object-")):
        search = objects.object_with if name.startswith("object-") else objects.behind_preposition
        if found := list(search(reading, cue, name)):
            return found
    return list(objects.plain_object(reading, cue)) if "object" in cue.word.frames else []
