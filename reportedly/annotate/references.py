"""Questions to a report's mentions: who is meant here."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from reportedly.model import AnnotatedReport, Mention, Party, ReportEntity, Span, Token

UNNAMED = ("group:", "unnamed:")


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

    @cached_property
    def _starts(self) -> list[int]:
        return [m.span.start for m in self.mentions]

    @cached_property
    def _longest(self) -> int:
        return max((len(m.span) for m in self.mentions), default=0)

    def headed_by(self, token: Token) -> Mention | None:
        """The longest mention whose head is this token."""
        return self._by_head.get(token.i)

    def covering(self, token: Token) -> Mention | None:
        """The mention headed by this token, else the shortest one that contains it."""
        if mention := self.headed_by(token):
            return mention
        first = bisect_left(self._starts, token.span.end - self._longest)
        last = bisect_left(self._starts, token.span.end)
        around = [m for m in self.mentions[first:last] if m.span.contains(token.span)]
        return min(around, key=lambda m: len(m.span), default=None)

    def within(self, span: Span) -> Sequence[Mention]:
        """The mentions that lie wholly in `span`, in text order."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [m for m in self.mentions[first:last] if span.contains(m.span)]

    def meant_by(self, span: Span) -> Mention | None:
        """The mention that a whole stretch stands for: that of its head, else the one person or body that it names.

        "Defence Minister Jane Doe" means Jane Doe however it was parsed. None when nothing or several things are named.
        """
        tops = self._tops(span)
        for token in tops:
            mention = self.headed_by(token)
            if mention and (mention.entity or mention.entities) and not self._is_country(mention):
                return mention
        open_role = any((m := self.headed_by(t)) and m.kind == "nominal" and not self.ids(m) for t in tops)
        named = [
            m for m in self.within(span) if m.kind == "name" and m.entity and self._entities[m.entity].kind not in ("country", "place")
        ]
        if open_role or (tops and tops[0].pos == "PROPN" and not self.covering(tops[0])):
            named = [m for m in named if self._entities[str(m.entity)].kind == "person"]
        if len({m.entity for m in named}) == 1:
            return named[-1]
        return next((m for token in tops if (m := self.covering(token))), None)

    def _tops(self, span: Span) -> list[Token]:
        """The tokens of a stretch whose heads lie outside it, nouns and pronouns first."""
        first = bisect_left(self._tokens, span.start, key=lambda t: t.span.start)
        last = bisect_left(self._tokens, span.end, key=lambda t: t.span.start)
        inside = [t for t in self._tokens[first:last] if not first <= t.head < last or t.head == t.i]
        return sorted(inside, key=lambda t: t.pos not in ("PROPN", "NOUN", "PRON"))

    def _is_country(self, mention: Mention) -> bool:
        return mention.entity is not None and self._entities[mention.entity].kind == "country"

    def entity(self, id: str) -> ReportEntity:
        """The entity of this id; raises KeyError when the report has none."""
        return self._entities[id]

    def party(self, id: str) -> Party:
        """A reference to the entity of this id; raises KeyError when the report has none."""
        return Party(id, self._entities[id].name)

    def parties(self, mention: Mention) -> tuple[Party, ...]:
        """Whom a mention means: one, several for a plural mention, none where that stays open."""
        return tuple(self.party(i) for i in self.ids(mention))

    def ids(self, mention: Mention) -> tuple[str, ...]:
        """The ids of the entities that a mention means."""
        return mention.entities or ((mention.entity,) if mention.entity else ())

    def is_unnamed(self, mention: Mention) -> bool:
        """Whether a mention means people whom the report does not name ("two US officials")."""
        ids = self.ids(mention)
        return bool(ids) and all(i.startswith(UNNAMED) for i in ids)

    def countries(self, mention: Mention) -> tuple[str, ...]:
        """The countries (alpha-3) of whom a mention means, each once: ("USA",) for "US officials" and for their president."""
        found = (self._entities[i].country for i in self.ids(mention))
        return tuple(dict.fromkeys(c for c in found if c))

    def actors(self, mention: Mention) -> tuple[Party, ...]:
        """Whom a mention means as political actors; places stand for nobody."""
        return tuple(self.party(i) for i in self.ids(mention) if self._entities[i].kind != "place")
