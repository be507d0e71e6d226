"""The lexicons as one index of names: from the words of a form to whom it can mean."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from reportedly.annotate.entities.words import key, pieces
from reportedly.model import ReportEntity

FormKind = Literal["name", "demonym", "metonym", "capital", "place"]


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a name: the entity, how it means it, its words as written; `ambiguous` where it often means another thing."""

    entity: str
    kind: FormKind
    written: tuple[str, ...]
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Holding:
    """An office that a person held: ISO 8601 prefixes, "" for an open end."""

    office: str
    country: str
    start: str
    end: str
    of: str = ""

    def covers(self, date: str) -> bool:
        """Whether the office was held on a date; a date less precise than a bound gets the benefit of the doubt."""
        after = not self.start or date[: len(self.start)] >= self.start[: len(date)]
        before = not self.end or date[: len(self.end)] <= self.end[: len(date)]
        return after and before

    def near(self, date: str, years: int) -> bool:
        """Whether the office was held at a date or within so many years before it."""
        year = int(date[:4])
        return (not self.start or int(self.start[:4]) <= year) and (not self.end or int(self.end[:4]) >= year - years)


@dataclass(frozen=True, slots=True)
class Known:
    """A person of the lexicon."""

    id: str
    name: str
    family: tuple[str, ...]
    country: str
    gender: str = ""
    holdings: tuple[Holding, ...] = ()
    family_first: bool = False


@dataclass(frozen=True, slots=True)
class Families:
    """Family names, the first words of them, and how many words the longest has."""

    names: Collection[tuple[str, ...]]
    firsts: frozenset[str]
    longest: int


def families_of(names: Collection[tuple[str, ...]]) -> Families:
    """Family names as they are sought in a text."""
    return Families(names, frozenset(name[0] for name in names if name), max(map(len, names), default=0))


@dataclass(slots=True)
class Lexicon:
    """All lexicons; read-only once built."""

    entities: dict[str, ReportEntity] = field(default_factory=dict)
    people: dict[str, Known] = field(default_factory=dict)
    forms: dict[str, dict[tuple[str, ...], list[Form]]] = field(default_factory=dict)
    families: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    full_names: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    agencies: dict[str, list[str]] = field(default_factory=dict)  # the state news agencies of a country
    given: dict[str, str] = field(default_factory=dict)
    officials: dict[str, list[str]] = field(default_factory=dict)  # who held an office of a country
    lengths: dict[str, list[int]] = field(default_factory=dict)
    by_initial: dict[str, list[str]] = field(default_factory=dict)
    adjectives: dict[str, str] = field(default_factory=dict)
    family_first: set[str] = field(default_factory=set)
    common_families: set[str] = field(default_factory=set)
    _all_families: Families | None = None

    def all_families(self) -> Families:
        """All family names; kept, for the index is read-only once built."""
        if self._all_families is None:
            self._all_families = families_of(self.families)
        return self._all_families

    def add_family(self, family: tuple[str, ...], person: str) -> None:
        """Adds a family name of a person."""
        ids = self.families.setdefault(family, [])
        if person not in ids:
            ids.append(person)

    def words_of(self, person: str) -> tuple[str, ...]:
        """The plain words of a known person's name."""
        return key(self.people[person].name)

    def longest(self, words: Sequence[str]) -> Iterator[tuple[int, list[Form]]]:
        """Forms that `words` begin with, longest first, as (number of words, forms)."""
        under = self.forms.get(words[0]) if words else None
        if not under:
            return
        for n in self._lengths(words[0], under):
            if n <= len(words) and (found := under.get(tuple(words[:n]))):
                yield n, found

    def longest_form(self, first: str) -> int:
        """The number of words of the longest form that begins with a word; 0 for none."""
        return next(iter(self._lengths(first, self.forms.get(first, {}))), 0)

    def _lengths(self, first: str, under: dict[tuple[str, ...], list[Form]]) -> list[int]:
        """The lengths of the forms that begin with a word, longest first; kept, for the index is read-only once built."""
        if first not in self.lengths:
            self.lengths[first] = sorted({len(k) for k in under}, reverse=True)
        return self.lengths[first]

    def add(self, form: str, entity: str, kind: FormKind, *, ambiguous: bool = False) -> None:
        """Adds one form of a name."""
        words = key(form)
        if words[:1] == ("the",) and not ambiguous:
            form, words = form.split(None, 1)[-1], words[1:]
        if words:
            made = Form(entity, kind, pieces(form), ambiguous)
            forms = self.forms.setdefault(words[0], {}).setdefault(words, [])
            if all((f.entity, f.kind) != (entity, kind) for f in forms):
                forms.append(made)
