"""Who is who among the persons of one report: full names, their variants and the surnames that stand for them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from reportedly.annotate.entities.lexicon import Holding, Known, Lexicon
from reportedly.annotate.entities.roles import rank_of
from reportedly.annotate.entities.words import slug

Words = tuple[str, ...]
CLOSE_LENGTH = 4  # letters from which a word may be spelt another way
SURNAME_YEARS = 12  # how long after the last office a surname alone still means a statesman


@dataclass(slots=True)
class Person:
    """A person of the report. `seen` and `called` are the token indices of the full and of shorter names, `words` the full one's words."""

    id: str
    name: str
    words: Words
    family: Words
    gender: str = ""
    country: str | None = None
    known: Known | None = None
    seen: list[int] = field(default_factory=list)
    called: list[int] = field(default_factory=list)


def is_initial(word: str) -> bool:
    """Whether a name's word is an initial."""
    return len(word) == 1


def given_of(words: Words, family: Words) -> Words:
    """A full name without its family name."""
    n = len(family)
    if words[-n:] == family:
        return words[:-n]
    return words[n:] if words[:n] == family else words


def given_agree(a: Words, b: Words) -> bool:
    """Whether two sets of given names can be one person's: the first alike (or its initial), no further one that contradicts."""
    if not a or not b:
        return True
    if a == b or "".join(a) == "".join(b):
        return True
    if not _alike(a[0], b[0]):
        return False
    return all(_alike(x, y) for x, y in zip(a[1:], b[1:], strict=False))


def _alike(a: str, b: str) -> bool:
    return a == b or (a[:1] == b[:1] and (is_initial(a) or is_initial(b)))


@lru_cache(maxsize=20_000)
def skeleton(word: str) -> str:
    """What stays of a name in another transliteration: its first letter and consonants ("Qassim", "Qasem": "qsm")."""
    kept = [c for i, c in enumerate(word) if i == 0 or c not in "aeiouy"]
    return "".join(c for i, c in enumerate(kept) if i == 0 or kept[i - 1] != c)


def _close(a: str, b: str) -> bool:
    """Whether two words are equal, or long enough and one name in two spellings."""
    return a == b or (min(len(a), len(b)) >= CLOSE_LENGTH and skeleton(a) == skeleton(b))


def _spelt_close(a: Words, b: Words) -> bool:
    """Whether two sets of given names are the same in two spellings."""
    return bool(a) and len(a) == len(b) and all(_close(x, y) for x, y in zip(a, b, strict=True))


class People:
    """The persons of one report."""

    def __init__(self, lexicon: Lexicon, date: str | None) -> None:
        self._lexicon = lexicon
        self._date = date if date and date[:4].isdigit() else None
        self.by_id: dict[str, Person] = {}

    def __iter__(self) -> Iterator[Person]:
        return iter(self.by_id.values())

    def add_known(self, known: Known) -> Person:
        """The report's person for a person of the lexicon."""
        words = tuple(w for w in self._lexicon.words_of(known.id))
        return self.by_id.setdefault(
            known.id, Person(known.id, known.name, words, known.family, known.gender, known.country or None, known)
        )  # fmt: skip

    def add_full(self, words: Words, written: str, family: Words) -> Person:
        """The person whom a full name names: one seen before, one of the lexicon, or a new one."""
        given = given_of(words, family)
        same = [p for p in self if p.family == family and given_agree(given, given_of(p.words, p.family))]
        same = same or [p for p in self if p.family == family and _spelt_close(given, given_of(p.words, p.family))]
        if len(same) == 1:
            return self._lengthen(same[0], words, written)
        known = self._known_by(words, family) or self._spelt_alike(words, family)
        if len(known) > 1 and self._date:
            known = [k for k in known if any(h.covers(str(self._date)) for h in k.holdings)]
        if len(known) == 1:
            return self.add_known(known[0])
        id = f"name:{slug(written)}"
        return self.by_id.setdefault(id, Person(id, written, words, family))

    def rank(self, person: Person) -> int:
        """The highest rank of office that a person held at the report's date; 9 for none or when the report has no date."""
        return 9 if person.known is None or self._date is None else self.rank_of_known(person.known)

    def rank_of_known(self, known: Known) -> int:
        """The highest rank of office that a statesman held at the report's date, ever when it has none; 9 for none."""
        return min((rank_of(h.office) for h in known.holdings if self._date is None or h.covers(self._date)), default=9)

    def office(self, person: Person) -> str | None:
        """The highest office that a person held at the report's date; None for none or when the report has no date."""
        if person.known is None or self._date is None:
            return None
        held = [h for h in person.known.holdings if h.covers(self._date)]
        return min(held, key=lambda h: rank_of(h.office)).office if held else None

    def leader(self, words: Words, offices: frozenset[str], gender: str) -> Known | None:
        """The one of a family name who led a state at the report's date (ever, without one) and held one of `offices`, if any."""
        people = (self._lexicon.people[i] for i in self._lexicon.families.get(words, ()))
        found = [p for p in people if p.gender in ("", gender or p.gender) and any(self._leads(h, offices) for h in p.holdings)]
        return found[0] if len(found) == 1 else None

    def _leads(self, held: Holding, offices: frozenset[str]) -> bool:
        in_time = self._date is None or held.covers(self._date)
        return in_time and rank_of(held.office) == 1 and (not offices or held.office in offices)

    def _lengthen(self, person: Person, words: Words, written: str) -> Person:
        if person.known is None and len("".join(words)) > len("".join(person.words)):
            person.name, person.words = written, words
        return person

    def _known_by(self, words: Words, family: Words) -> list[Known]:
        ids = self._lexicon.families.get(family, ())
        people = (self._lexicon.people[i] for i in ids)
        given = given_of(words, family)
        return [p for p in people if any(given_agree(given, given_of(full, family)) for full in self._lexicon.full_names[p.id])]

    def _spelt_alike(self, words: Words, family: Words) -> list[Known]:
        """Statesmen of the same name but for a letter or two ("Zelenskiy"), a long family name being required."""
        found = []
        given, told = given_of(words, family), " ".join(family)
        for i in self._lexicon.by_initial.get(words[0][:1], ()):
            known = self._lexicon.people[i]
            if _close(told, " ".join(known.family)) and _spelt_close(given, given_of(self._lexicon.words_of(i), known.family)):
                found.append(known)
        return found

    def fitting(self, words: Words) -> list[Person]:
        """The persons whom part of a name can mean: the family name first, else the end or the beginning of a full name."""
        by_family = [p for p in self if words in (p.family, p.family[-len(words) :]) or self._is_family_of(words, p)]
        n = len(words)
        by_given = [p for p in self if p not in by_family and (p.words[-n:] == words or p.words[:n] == words)]
        if by_given and by_family and _weight(by_given) > _weight(by_family):
            return by_given  # "Mr Berhane" is Berhane Abrehe where that is the one the report is about
        return by_family or by_given

    def _is_family_of(self, words: Words, person: Person) -> bool:
        return person.known is not None and person.id in self._lexicon.families.get(words, ())

    def from_lexicon(self, words: Words) -> Known | None:
        """The one statesman whom a surname alone means at the report's date, though no full name is given."""
        ids = self._lexicon.families.get(words, ())
        people = [self._lexicon.people[i] for i in dict.fromkeys(ids)]
        if (leader := self.leader(words, frozenset(), "")) is not None:
            return leader
        if self._date is None:
            return people[0] if len(people) == 1 else None
        date = self._date
        holding = [p for p in people if any(h.covers(date) for h in p.holdings)]
        if len(holding) == 1:
            return holding[0]
        recent = [p for p in people if any(h.near(date, SURNAME_YEARS) for h in p.holdings)]
        led = [p for p in recent if any(h.near(date, SURNAME_YEARS) and rank_of(h.office) == 1 for h in p.holdings)]
        recent = led if len(led) == 1 else recent
        return recent[0] if len(recent) == 1 and not holding else None


def _weight(people: Sequence[Person]) -> tuple[int, int]:
    """How much a report is about the foremost of some persons: full names, the earlier first."""
    return max((len(p.seen), -min(p.seen, default=0)) for p in people)


def of_gender(people: Iterable[Person], gender: str) -> list[Person]:
    """Those whose gender is not known to be another."""
    return [p for p in people if not gender or p.gender in ("", gender)]


def last_seen(people: Sequence[Person], before: int) -> list[tuple[int, Person]]:
    """When each was last named in full before a token, latest first."""
    seen = ((max((s for s in p.seen if s < before), default=-1), p) for p in people)
    return sorted(seen, key=lambda pair: -pair[0])
