"""Words of a search read as a question to the timeline: "Shoigu visit July" asks for visits of Sergei Shoigu in any July.

Every word is read as one thing at most: part of a name, a kind of act, a month, a year, how it is told, on how many origins
it rests; what is left has to stand in the sentence. The page shows how the words were read.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from reportedly import resources
from reportedly.serve.asked import Asked
from reportedly.serve.reading_acts import asked_kinds, kinds_of
from reportedly.serve.reading_places import apart
from reportedly.serve.reading_said import Name, asks_of, contest, first_of, made_of, order_of, saying, voices, who_of
from reportedly.serve.spoken import Spoken, did
from reportedly.serve.words import day_words, kind_words
from reportedly.store import Store
from reportedly.store.browse import Browse
from reportedly.store.terms import either, telling_words, with_or, without_excluded

WORDS = "lexicons/en/search.toml"
MONTHS = "lexicons/en/times-words.toml"
_MARKS = re.compile(r'["“”]')
_WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*")
_MOST_WORDS = 16
"""Words of a question that are read."""
_LONGEST_NAME = 6
_SHORTEST = 3
"""Letters of a month's name that are enough ("Aug")."""
_PLACE = "place"
_CLEARLY = 2
"""How many times as many claims as the next has the one whom a part of a name means."""
_DESCRIBED = ("group:", "unnamed:")
"""What the ids of those begin with whom reports describe and do not name."""


@dataclass(frozen=True, slots=True)
class Question:
    """Words as they were read. `names` are ids and names of actors; `rest` are the words that stand in the sentence.

    `spoken` are the words as they were given without those for when, how it is told and by how many; `never` are those
    that must not stand in the sentence, each with its minus. `said` is what is asked of statements, None where words of
    saying do not stand there; `teller` is on whose word events are asked for. `voices` is "ask" where it is asked who tells
    what is found, "first" where who told it first; `publishers` are those that alone are to tell it. `order` is "new" where the
    last is asked for, "old" where the first. `contest` are who claims and who denies it, where both are asked for.
    `passed` is a second question behind the first, which is not read. `asks` is "where" or "many" where it is asked where
    something was, or how many are told.
    """

    names: tuple[tuple[str, str], ...] = ()
    kinds: tuple[str, ...] = ()
    month: int = 0
    year: int = 0
    day: int = 0
    statuses: tuple[str, ...] = ()
    stances: tuple[str, ...] = ()
    origins: str = ""
    reports: str = ""
    outlets: str = ""
    rest: str = ""
    never: str = ""
    spoken: str = ""
    said: Spoken | None = None
    teller: str = ""
    voices: str = ""
    publishers: tuple[str, ...] = ()
    standings: tuple[str, ...] = ()
    order: str = ""
    contest: tuple[tuple[str, str], ...] = ()
    passed: str = ""
    asks: str = ""

    @property
    def is_one(self) -> bool:
        """Whether so much was read that it asks for more than its words do."""
        when, bounds = bool(self.month or self.year), (self.origins, self.reports, self.outlets)
        how = bool(self.standings or self.statuses or self.stances or any(bounds))
        acts = bool(self.kinds) or bool(self.month and self.year)
        parts = sum((bool(self.names), when, how, bool(self.rest)))
        return (
            acts
            or len(self.names) > 1
            or bool(self.teller or self.standings or (self.voices and self.rest))
            or (parts > 1 and (bool(self.names) or how))
        )

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """How the words were read: what each part is, and its value."""
        when = " ".join(filter(None, (str(self.day or ""), day_words(f"2000-{self.month:02}").split()[0] if self.month else "")))
        if self.contest:
            sides = ("claims", self.contest[0][1]), ("denies", self.contest[1][1])
            return (*sides, ("when", day_words(self.when))) if self.when else sides
        parts = (
            ("who", " and ".join(name for id, name in self.names if id != self.teller and name not in self.publishers)),
            ("on whose word", " and ".join(name for id, name in self.names if id == self.teller)),
            ("published by", " and ".join(self.publishers)),
            ("act", kind_words(self.kinds)),
            ("order", {"new": "the last of a known date", "old": "the first of a known date"}.get(self.order, "")),
            ("when", f"{when} {self.year}".strip() if self.year else f"{when} of any year" if when else ""),
            ("told as", " or ".join((*self.statuses, *(did(s) for s in self.stances if not self.statuses)))),
            ("standing", " or ".join(self.standings)),
            ("origins", {"1": "one alone", "2+": "two or more"}.get(self.origins, self.origins)),
            ("reports", {"1": "one alone", "2+": "two or more"}.get(self.reports, self.reports)),
            ("outlets", {"1": "one alone", "2+": "two or more"}.get(self.outlets, self.outlets)),
            ("words", self.words),
            ("asked", {"where": "where it was", "many": "how many are told"}.get(self.asks, "")),
        )
        return tuple((name, value) for name, value in parts if value)

    @property
    def when(self) -> str:
        """The year, or the month of a year, that is asked for, as a date; "" for any."""
        return f"{self.year}-{self.month:02}" if self.year and self.month else str(self.year or "")

    @property
    def words(self) -> str:
        """What has to stand in the sentence, and what must not; "" where nothing has to."""
        return f"{self.rest} {self.never}".strip()

    @property
    def asked(self) -> Asked:
        """The conditions, but for when."""
        actors = tuple(id for id, name in self.names if id != self.teller and name not in self.publishers)
        about = Asked(actor=actors, type=self.kinds, status=self.statuses, words=self.words, according_to=self.teller)
        return about.but(
            standing=self.standings,
            publisher=self.publishers,
            origins=self.origins,
            reports=self.reports,
            outlets=self.outlets,
            order=self.order or "new",
        )


@dataclass(slots=True)
class _Words:
    """The words of a question that are left to be read."""

    left: list[str] = field(default_factory=list)

    def take(self, wanted: Mapping[str, Any]) -> list[Any]:
        """What the words mean that stand in a table (in any case); they are read then."""
        found = [wanted[word.lower()] for word in self.left if word.lower() in wanted]
        self.left = [word for word in self.left if word.lower() not in wanted]
        return found


def question(store: Store, q: str) -> Question:
    """How words are read."""
    table = resources.table(WORDS)
    q, never = without_excluded(q)
    q, asks_for = voices(made_of(who_of(q)))
    q, asks = asks_of(order_of(q))
    q, passed = first_of(q)
    given = _WORD.findall(q)[:_MOST_WORDS]
    instead = either(_WORD.findall(with_or(q)))
    words = _Words(list(given))
    named = tuple(_names(Browse(store), words))
    names, where = apart(given, named, _cities(store, named))
    told_in = _told_in(words, table["resting"])
    words.left = [*telling_words([_bare(word) for word in words.left]), *(place for place in where if " " not in place)]
    month, year, day = _when(words)
    order = _order(words, table["order"])
    dated = _Words([_bare(word) for word in given])
    _when(dated)
    told = words.take({word: entry for entry in table["telling"].values() for word in entry["words"]})
    bound = {"reports": told_in} | _resting(words, table["resting"])
    standings = words.take({word: standing for standing, called in table["standing"].items() for word in called})
    if publishers := _alone(store, names, words, table["resting"]):
        bound["outlets"] = bound["outlets"] or "1"
    subject, quoted = (
        list(words.left),
        [*(part.strip() for part in _MARKS.split(q)[1::2] if part.strip()), *(place for place in where if " " in place)],
    )
    kinds, words.left = asked_kinds(told, given, words.left)
    said, teller = saying(given, names, told, _phrases(quoted, subject, never, instead=instead), when=(month, year, day))
    if said and subject and not any(entry.get("acts") for entry in told):
        said = said.but(type=kinds)
    if said is None and not kinds and words.left and any(bound.values()):  # "claims about rail cars that rest on one origin"
        about = tuple(name.id for name in names if name.name not in publishers)
        said = Spoken(about=about, publisher=publishers, words=_phrases(quoted, words.left, never, instead=instead))
    return Question(
        names=tuple((name.id, name.name) for name in names),
        kinds=kinds,
        month=month,
        year=year,
        day=day,
        statuses=_every(told, "statuses"),
        stances=_every(told, "stances"),
        origins=bound["origins"],
        reports=bound["reports"],
        outlets=bound["outlets"],
        publishers=publishers,
        standings=tuple(dict.fromkeys(standings)),
        rest=_phrases(quoted, words.left, instead=instead),
        never=never,
        spoken=_phrases((), [word for word in telling_words(dated.left) if not _is_asking(word)], never, instead=instead),
        said=said and said.but(**bound),
        teller=teller,
        voices=asks_for,
        order=order,
        contest=tuple((name.id, name.name) for name in contest(given, names) or ()),
        passed=passed,
        asks=asks,
    )


def _every(told: Iterable[Mapping[str, Any]], name: str) -> tuple[str, ...]:
    """What all words of telling say of one thing, each once."""
    return tuple(dict.fromkeys(value for entry in told for value in entry[name]))


def instead_of(words: str, given: str, other: str) -> str:
    """Words with some that were given changed for others, as a phrase where they are several."""
    apart = r"[\s-]+".join(re.escape(word) for word in given.split())
    told = f'"{other}"' if " " in other else other
    return re.sub(rf"(?<!\w){apart}(?!\w)", lambda _: told, words, flags=re.IGNORECASE)


def pages(q: str) -> tuple[tuple[str, str], ...]:
    """The pages that answer a question by themselves: address, and what each shows."""
    asked = f" {' '.join(_WORD.findall(q.lower()))} "
    return tuple(
        (page["address"], page["title"]) for page in resources.table(WORDS)["page"] if any(f" {w} " in asked for w in page["words"])
    )


def _phrases(quoted: Iterable[str], words: Iterable[str], never: str = "", *, instead: Collection[tuple[str, str]] = ()) -> str:
    """Words as they are sought: phrases in quotation marks, words that are in none of them, what must not stand there.

    `instead` are neighbours with an "or" between them.
    """
    inside = {word for part in quoted for word in _WORD.findall(part)}
    left = [word for word in words if word not in inside]
    plain = [made for before, word in pairwise(["", *left]) for made in (("or", word) if (before, word) in instead else (word,))]
    return " ".join([*(f'"{part}"' for part in quoted), *plain, *([never] if never else [])])


def _names(browse: Browse, words: _Words) -> Iterator[Name]:
    """Those whom the words name, the longest names first."""
    for size in range(min(_LONGEST_NAME, len(words.left)), 0, -1):
        at = 0
        while at + size <= len(words.left):
            run = words.left[at : at + size]
            ends = [run[0], run[-1]]
            is_asked = (size > 1 or not _is_plain(run[0])) and telling_words(ends) == ends
            is_asked = is_asked and not _is_part(browse, words.left, at, size)
            found = _run_named(browse, run) if is_asked else None
            if found and not (size == 1 and _is_word(words.left, at, found[0])):
                del words.left[at : at + size]
                yield Name(*found, tuple(run))
            else:
                at += 1


def _cities(store: Store, names: Iterable[Name]) -> set[str]:
    """The ids of those names that are of places."""
    return {row.id for name in names for row in store.find_actor(name.id, limit=1) if row.kind == _PLACE}


def _is_word(words: Sequence[str], at: int, id: str) -> bool:
    """Whether a word in small letters is a word of the sentence, though reports describe somebody by it alone ("missiles", "troops").

    One whose saying is asked for ("what did analysts say", "denied by officials") names who speaks.
    """
    if not words[at].islower() or not id.startswith((*_DESCRIBED, "name:")):
        return False
    table = resources.table(WORDS)
    before, behind = (words[i].lower() if 0 <= i < len(words) else "" for i in (at - 1, at + 1))
    speaks = before in (*table["roles"]["by"], *table["verbs"]["asking"]) or any(behind in e["words"] for e in table["telling"].values())
    return not speaks


def _is_part(browse: Browse, words: list[str], at: int, size: int) -> bool:
    """Whether one word is but a part of a name that nobody has ("Liberation" Day, Joint Chiefs of "Staff")."""
    if size > 1 or not words[at][:1].isupper():
        return False
    meant = browse.meant(words[at])
    if meant is not None:  # whom the lexicons know is nobody else's office
        return meant[0].startswith("name:") and at > 1 and words[at - 1] == "of" and words[at - 2][:1].isupper()
    beside = [w for w in (*words[max(0, at - 1) : at], *words[at + 1 : at + 2]) if w[:1].isupper()]
    return any(not _is_plain(w) and _run_named(browse, [w]) is None for w in beside)


def _run_named(browse: Browse, run: list[str]) -> tuple[str, str] | None:
    """The one whom words in a row name, also where the last of them says whose something is ("Kim's")."""
    bare = _bare(run[-1])
    return _named(browse, " ".join(run)) or (_named(browse, " ".join([*run[:-1], bare])) if bare != run[-1] else None)


def _bare(word: str) -> str:
    """A word without the ending that says whose something is ("2017's")."""
    return re.sub("['’][sS]?$", "", word)


def _order(words: _Words, table: Mapping[str, Any]) -> str:
    """Whether the words ask for the last ("new") or the first ("old"); "" for neither. "Last year" asks for no order."""
    for i, word in enumerate(words.left):
        following = words.left[i + 1].lower() if i + 1 < len(words.left) else ""
        for order, called in (("new", table["last"]), ("old", table["first"])):
            if word.lower() in called and following not in table["spans"]:
                del words.left[i]
                return order
    return ""


def _is_asking(word: str) -> bool:
    """Whether a word asks how something is told, or by how many."""
    table = resources.table(WORDS)
    asking = [entry["words"] for part in ("telling", "resting") for entry in table[part].values()]
    return any(word.lower() in words for words in (*asking, *table["standing"].values()))


def _is_plain(word: str) -> bool:
    """Whether a word means something else than a name."""
    lower = word.lower()
    return _is_asking(word) or bool(_month(lower) or kinds_of(lower)) or not telling_words([lower]) or lower.isdecimal()


def _named(browse: Browse, name: str) -> tuple[str, str] | None:
    """The one whom a name means: as reports call it, else by a part of the name that is written with a capital."""
    if found := browse.meant(name):
        return found
    if not all(word[:1].isupper() for word in telling_words(name.split())):  # a word in small letters is no part of a name
        return None
    having = browse.actors_having(name, limit=2)
    if not having or (len(having) > 1 and having[0].claims < _CLEARLY * having[1].claims):
        return None
    if having[0].id.startswith(_DESCRIBED) and _names_others(browse, name.split()):
        return None
    return having[0].id, having[0].name


def _names_others(browse: Browse, run: list[str]) -> bool:
    """Whether some of these words alone name somebody: "North Korea and Russia" are two states, not an "alliance with" both."""
    parts = (run[at : at + size] for size in range(1, len(run)) for at in range(len(run) - size + 1))
    named = (browse.meant(" ".join(part)) for part in parts if telling_words(part))
    return any(found is not None and not found[0].startswith(_DESCRIBED) for found in named)


def _when(words: _Words) -> tuple[int, int, int]:
    """Month, year and day that the words name, 0 for each that they do not; a day only beside its month."""
    month = year = day = 0
    for i, word in enumerate(words.left):
        if not month and (number := _month(word.lower())):
            month = number
            beside = [
                w for w in (*words.left[max(0, i - 1) : i], *words.left[i + 1 : i + 2]) if re.fullmatch(r"[0-9]{1,2}(st|nd|rd|th)?", w)
            ]
            day = next((n for w in beside if 1 <= (n := int(re.sub(r"\D", "", w))) <= 31), 0)
        elif not year and re.fullmatch("(19|20)[0-9]{2}", word):
            year = int(word)
    days = {str(day), f"{day:02}", f"{day}st", f"{day}nd", f"{day}rd", f"{day}th"} if day else set()
    words.left = [w for w in words.left if not (month and _month(w.lower()) == month) and w != str(year) and w not in days]
    return month, year, day


def _resting(words: _Words, table: Mapping[str, Any]) -> dict[str, str]:
    """On how many "origins", and how many "outlets", the words say that it rests: a number and what is counted, both."""
    lower = {word.lower() for word in words.left}
    number = next((table[name]["number"] for name in ("one", "several") if lower & set(table[name]["words"])), "")
    origins, outlets = (bool(lower & set(table[name]["words"])) for name in ("origins", "outlets"))
    if not number or not (origins or outlets):
        return {"origins": "", "outlets": ""}
    words.take({word: True for entry in table.values() for word in entry["words"]})
    return {"origins": number if origins else "", "outlets": number if outlets else ""}


def _alone(store: Store, names: Iterable[Name], words: _Words, table: Mapping[str, Any]) -> tuple[str, ...]:
    """The publishers that a question names of whom it asks what they alone tell ("what does The Herald alone say?")."""
    alone = table["one"]["words"]
    if not any(word.lower() in alone for word in words.left):
        return ()
    known = tuple(name.name for name in names if Browse(store).publishes(name.name))
    if known:
        words.take(dict.fromkeys((*alone, *table["verbs"]["words"]), True))
    return known


def _told_in(words: _Words, table: Mapping[str, Any]) -> str:
    """In how many reports it is told: only where the number stands right before ("in one report"); "report" is a small word else."""
    for i, word in enumerate(words.left[1:]):
        number = next((table[name]["number"] for name in ("one", "several") if words.left[i].lower() in table[name]["words"]), "")
        if number and word.lower() in table["reports"]["words"]:
            del words.left[i : i + 2]
            words.take(dict.fromkeys(table["verbs"]["words"], True))
            return str(number)
    return ""


def _month(word: str) -> int:
    """The month that a word names, whole or cut ("Aug"); 0 for none."""
    months: dict[str, int] = resources.table(MONTHS)["months"]
    return next((number for name, number in months.items() if name.startswith(word)), 0) if len(word) >= _SHORTEST else 0
