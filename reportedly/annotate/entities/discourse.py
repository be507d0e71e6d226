"""Who has been spoken of so far, and how much each stands out: what pronouns and role words point back to.

Weights after Lappin and Leass (1994): subjects before objects before the rest, the last sentences before the older ones.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from reportedly.annotate.entities.draft import Draft
from reportedly.annotate.entities.settings import settings
from reportedly.model import Token


@dataclass(frozen=True, slots=True)
class Spot:
    """One resolved reference; no entities for a thing that competes, but is none of ours."""

    token: int
    entities: tuple[str, ...]
    sentence: int
    weight: float
    quotation: int
    plural: bool = False


class Discourse:
    """The references of one report in text order; read from left to right."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._spots: list[Spot] = []
        self.times: Counter[tuple[str, ...]] = Counter()  # how often each was spoken of

    @cached_property
    def _told(self) -> list[int]:
        """For each sentence how many sentences up to it are not wholly quoted: those in a quotation put no distance between."""
        numbers, n = list[int](), 0
        for sentence in self._draft.sentences:
            own = self._draft.quotation[sentence.first : sentence.last]
            n += not all(own[:-1] or own)
            numbers.append(n)
        return numbers

    def note(self, token: int, entities: tuple[str, ...]) -> None:
        """Adds a reference at a token; an empty tuple for a common noun that could be meant instead."""
        t = self._draft.tokens[token]
        self.times[entities] += 1
        plural = len(entities) > 1 or (not entities and t.tag in ("NNS", "NNPS"))
        self._spots.append(Spot(token, entities, t.sentence, self.weight(t), self._draft.quotation[token], plural))

    def weight(self, token: Token) -> float:
        """How much a word stands out by its part in the sentence."""
        table, dep, factor = settings().weights, token.dep, 1.0
        for _ in range(8):
            if dep not in ("conj", "appos") or token.head == token.i:
                break
            token, factor = self._draft.syntax.head(token), factor * 0.95
            dep = token.dep
        if dep in ("nsubj", "nsubjpass"):
            factor *= table["clauses"].get(self._draft.syntax.head(token).dep, 0.8)
            factor *= table["speaks"] if self._draft.syntax.head(token).lemma in settings().speech else 1.0
        return float(table["parts"].get(dep, 0.4)) * factor

    def back(self, token: Token, sentences: int) -> Iterator[Spot]:
        """The references before a token, latest first, within so many sentences."""
        for spot in reversed(self._spots):
            if self._told[spot.sentence] < self._told[token.sentence] - sentences:
                return
            if spot.token < token.i:
                yield spot

    def ranked(self, token: Token, fits: Callable[[Spot], float], sentences: int = 3) -> list[tuple[float, tuple[str, ...]]]:
        """Whom a token can mean with how much each stands out, best first. `fits` gives a factor, 0 for who cannot be meant."""
        return self.standing(token, self.fitting(token, fits, sentences))

    def fitting(self, token: Token, fits: Callable[[Spot], float], sentences: int) -> list[tuple[Spot, float]]:
        """The references before a token that it can mean, latest first, each with the factor that `fits` gives."""
        return [(spot, factor) for spot in self.back(token, sentences) if (factor := fits(spot))]

    def standing(self, token: Token, fitting: Sequence[tuple[Spot, float]]) -> list[tuple[float, tuple[str, ...]]]:
        """Whom such references mean with how much each stands out, best first."""
        found: dict[tuple[str, ...], float] = {}
        quotation, decay = self._draft.quotation[token.i], settings().weights["decay"]
        for spot, factor in fitting:
            far = self._told[token.sentence] - self._told[spot.sentence]
            inside = 1.0 if spot.quotation in (0, quotation) else settings().weights["from_quotation"]
            score = spot.weight * decay**far * factor * inside
            found[spot.entities] = max(found.get(spot.entities, 0.0), score)
        return sorted(((s, e) for e, s in found.items()), key=lambda pair: -pair[0])
