"""Questions to a report's mentions: who is meant here."""

from collections.abc import Sequence
from functools import cached_property

from reportedly.model import AnnotatedReport, Mention, Party, ReportEntity, Span, Token


class References:
    """An index over the mentions and entities of one report; needs the layers `tokens`, `mentions`, `entities`."""

    def __init__(self, annotated: AnnotatedReport) -> None:
        self.mentions = annotated.mentions
        self._tokens = annotated.tokens
        self._entities = {e.id: e for e in annotated.entities}

    @cached_property
    def _by_head(self) -> dict[int, Mention]:
        found: dict[int, Mention] = {}
        for m in self.mentions:
            if m.head >= 0 and (m.head not in found or len(m.span) > len(found[m.head].span)):
                found[m.head] = m
        return found

    def headed_by(self, token: Token) -> Mention | None:
        """The longest mention whose head is this token."""
        return self._by_head.get(token.i)

    def covering(self, token: Token) -> Mention | None:
        """The mention headed by this token, else the shortest one that contains it."""
        if mention := self.headed_by(token):
            return mention
        around = [m for m in self.mentions if m.span.contains(token.span)]
        return min(around, key=lambda m: len(m.span), default=None)

    def within(self, span: Span) -> Sequence[Mention]:
        """The mentions that lie wholly in `span`, in text order."""
        return [m for m in self.mentions if span.contains(m.span)]

    def entity(self, id: str) -> ReportEntity:
        """The entity of this id; raises KeyError when the report has none."""
        return self._entities[id]

    def party(self, id: str) -> Party:
        """A reference to the entity of this id; raises KeyError when the report has none."""
        return Party(id, self._entities[id].name)

    def parties(self, mention: Mention) -> tuple[Party, ...]:
        """Whom a mention means: one, several for a plural mention, none where that stays open."""
        ids = mention.entities or ((mention.entity,) if mention.entity else ())
        return tuple(self.party(i) for i in ids)
