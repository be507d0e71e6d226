"""Why an act has its status, in words: from the strongest feature of the scorer that a sentence stands for."""

from reportedly.annotate.linear import linear
from reportedly.annotate.status.scoring import WEIGHTS
from reportedly.model import Status

# The beginning of a feature's name and what it says; the rest of the name fills the gap.
SENTENCES = (
    ("a=", "governed by '{}'"),
    ("a0=", "governed by '{}'"),
    ("a1=", "stands under '{}'"),
    ("a2=", "stands under '{}'"),
    ("a:", "stands under a word of {}"),
    ("v=mood:", "the verb's mood: {}"),
    ("v=neg", "negated"),
    ("v=mark:", "introduced by '{}'"),
    ("v=", "the verb's form: {}"),
    ("up=mood:", "the clause's mood: {}"),
    ("up=neg", "in a negated clause"),
    ("up=mark:", "in a clause introduced by '{}'"),
    ("up=", "the clause's verb form: {}"),
    ("b:", "modified by a word of kind {}"),
    ("bw=", "modified by '{}'"),
    ("stance=", "within a statement that {}"),
    ("own-voice", "told in the report's own voice"),
    ("cue=", "reported with '{}'"),
    ("govl=", "depends on the act '{}'"),
    ("gov=none", "depends on no other act"),
    ("title", "told in the headline"),
    ("speaks=", "an act of speech that {}"),
    ("when=after", "its date lies after publication"),
    ("when=before", "its date lies before publication"),
    ("read=", "read so by the encoder: {}"),
    ("type=", "as acts of the type {} mostly are"),
)


def reason(features: list[str], status: Status) -> str:
    """The strongest reason for a status, in words; a general one where no feature has a sentence."""
    for feature in linear(WEIGHTS).strongest(features, status, top=8):
        for start, said in SENTENCES:
            if feature.startswith(start):
                rest = feature[len(start) :].partition("|")[0].partition("/")[0].partition("&")[0].partition("@")[0]
                return said.format(rest)
    return "the wording as a whole"
