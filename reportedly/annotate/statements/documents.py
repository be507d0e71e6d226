"""Whether a document is one spoken of before: "the report", "the Korean version of the report"."""

from collections.abc import Set

from reportedly.annotate.statements.reading import Reading
from reportedly.model import Token

TONGUES = frozenset({"NORP", "LANGUAGE"})
"""What a name before "version" may be, to tell its language and not whose it is."""


def is_definite(reading: Reading, head: Token) -> bool:
    """As in "the report", "its report"."""
    return any(t.text.lower() in ("the", "this", "that", "its") for t in reading.syntax.children(head, "det", "poss"))


def is_plain(reading: Reading, head: Token) -> bool:
    """Whether nothing further tells which document it is."""
    return not reading.syntax.children(head, "prep", "acl", "compound", "amod")


def is_rendering(reading: Reading, head: Token, documents: Set[str]) -> bool:
    """As in "the Korean version", "the English translation of the report": one of the `documents` before, in one of its languages."""
    syntax = reading.syntax
    of = [t for prep in syntax.children(head, "prep") for t in syntax.children(prep, "pobj")]
    told = all(t.lemma.lower() in documents and is_definite(reading, t) for t in of)
    before = syntax.children(head, "compound", "amod")
    known = bool(of or before) and all(t.ner in TONGUES for t in before)
    return told and known and all(t.tag == "VBD" for t in syntax.children(head, "acl"))  # "the version quoted her": no participle
