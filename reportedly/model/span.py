"""A stretch of a report's text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` up to, not including, `end` of a report's text (Unicode code points)."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters themselves."""
        return text[self.start : self.end]

    def __len__(self) -> int:
        return max(0, self.end - self.start)

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies wholly within this one (equal counts)."""
        return self.start <= other.start and other.end <= self.end


def cover(spans: "list[Span] | tuple[Span, ...]") -> Span:
    """The smallest span that contains all of `spans`; raises ValueError when there is none."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))
