"""Whose word a text or an image is: a statement that a ministry issues is the ministry's, photos that nobody is named for are nobody's."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from types import MappingProxyType

from reportedly.model import AnnotatedReport, Party, Span, Statement

_NEAR = 25
"""Characters between the words of saying and the text in which it is said ("said in a terse statement")."""
_ISSUED = re.compile(r"\b(?:by|from)\s+(?:\w+\s+){0,3}$")
_SAID_IN = re.compile(r"\s+(?:so |this )?(?:in|through|via|with|on)\b")
_OWNS = re.compile(r"^\W?s?[’']s?\b")
_NO_ISSUERS = frozenset({"place", "group"})
_PREFIX = "name:"
"""How the id of a party begins that is known by its words alone."""


def issuers(annotated: AnnotatedReport) -> Mapping[str, Party | None]:
    """For each text or image that is no known party (by its id), whose word it is; None where the report names nobody.

    Whoever owns or issued it by its own words ("a report by the panel", "the ministry's post"), else who says something in it in
    the same sentence ("the ministry said in a statement confirming the launch").
    """
    found: dict[str, Party | None] = {}
    for s in annotated.statements:
        if s.speaker and s.speaker_kind == "document" and s.speaker.id.startswith(_PREFIX) and not found.get(s.speaker.id):
            found[s.speaker.id] = _named_in(s, annotated) or _saying_it(s, annotated)
    return MappingProxyType(found)


def _named_in(statement: Statement, annotated: AnnotatedReport) -> Party | None:
    """Who is told to own or issue a document in its own words."""
    source, text = statement.source, annotated.report.text
    if source is None:
        return None
    entities = {e.id: e for e in annotated.entities if e.kind not in _NO_ISSUERS}
    first = bisect_left(annotated.mentions, source.start, key=lambda m: m.span.start)
    last = bisect_left(annotated.mentions, source.end, key=lambda m: m.span.start)
    for m in annotated.mentions[first:last]:
        if source.contains(m.span) and m.entity in entities:
            before, after = text[source.start : m.span.start], text[m.span.end : m.span.end + 3]
            if _ISSUED.search(before) or _OWNS.search(after) or text[m.span.start : m.span.end].endswith(("'s", "’s")):
                return Party(m.entity, entities[m.entity].name)
    return None


def _saying_it(statement: Statement, annotated: AnnotatedReport) -> Party | None:
    """Who says something in a document, right before it is named."""
    at = statement.source or statement.cue
    for other in annotated.statements if at else ():
        if at and other.speaker and other.cue and other.speaker_kind != "document" and _is_right_before(other.cue, at, annotated):
            return other.speaker
    return None


def _is_right_before(cue: Span, at: Span, annotated: AnnotatedReport) -> bool:
    if not 0 < at.start - cue.end <= _NEAR:
        return False
    between = annotated.report.text[cue.end : at.start]
    return _SAID_IN.match(between) is not None and "\n" not in between
