"""The closed vocabularies of a record, as types.

They are those of the annotation guide and the record format (format 1); what each word means stands
in `docs/glossary.md`. The values of a type are read with `typing.get_args`.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

PublishedBy = Literal["metadata", "dateline", "inferred", "given", "unknown"]
"""How the publication date is known; "given" is by hand (`--published`)."""

ZoneKind = Literal[
    "title",
    "body",
    "caption",
    "quote-block",  # read
    "repeat",
    "credit",
    "byline",
    "dateline",
    "newsletter",
    "read-more",
    "boilerplate",  # kept, not annotated
]

EntityKind = Literal["country", "person", "government", "organisation", "media", "group", "place"]
MentionKind = Literal["name", "nominal", "pronoun", "metonym", "demonym"]

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]

SpeakerKind = Literal["person", "government", "organisation", "media", "group", "document", "unnamed"]
QuoteKind = Literal["direct", "indirect", "mixed"]
Medium = Literal[
    "letter",
    "speech",
    "interview",
    "press-conference",
    "statement",
    "social-media",
    "call",
    "meeting",
    "state-media",
    "media-report",
    "document",
    "unknown",
]
Stance = Literal[
    "asserts",
    "confirms",
    "denies",
    "declines-to-comment",
    "promises",
    "threatens",
    "demands",
    "accuses",
    "praises",
    "proposes",
    "suspects",
    "wishes",
]

EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
OWN_MODES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "CONSULT": frozenset({"visit", "letter"}),
        "MOBILIZE": frozenset({"test"}),
        "REJECT": frozenset({"veto"}),
        "SANCTION": frozenset({"convict", "expel", "withdraw", "discontinue"}),
    }
)
"""Modes that are acts of their own: no act of the type without the mode is the same event (of 3,900 such pairs in annotated
reports 17 were, where a third of those of one mode are)."""

Bearing = Literal["tells", "confirms", "denies", "calls off", "doubts", "speaks of"]
"""What the source of a claim does with the act: vouches for it, or only speaks of it as known or as somebody else's word."""

Status = Literal[
    "occurred",
    "ongoing",
    "recurring",
    "planned",
    "proposed",
    "threatened",
    "hypothetical",
    "alleged",
    "suspected",
    "denied",
    "did-not-happen",
]

Verdict = Literal["same", "different", "unsure"]
"""What a link says of two records."""

OriginKind = Literal["speaker", "document", "agency", "publisher", "report"]
"""What a claim rests on: who says it, a document (a text, images), a news agency, an outlet, or a report nobody put a name to."""

Reliability = Literal["A", "B", "C", "D", "E", "F"]
"""The Admiralty grade of a source (see `model/grades.py`)."""

Credibility = Literal[1, 2, 3, 4, 5, 6]
"""The Admiralty grade of a piece of information (see `model/grades.py`)."""
