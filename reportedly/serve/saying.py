"""The statements that answer a question with words of saying; what was left out of it where nothing fits all of it is told."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reportedly.serve.reading import Question
from reportedly.serve.spoken import Spoken
from reportedly.store import Store
from reportedly.store.browse import Browse
from reportedly.store.said import Said

SHOWN = 10
"""Statements that answer a question on the page; their list has all."""


@dataclass(frozen=True, slots=True)
class SaidAnswer:
    """The first statements that answer a question, and how many there are; `asks` is how many words were sought.

    `without` is what of the question nothing fits, in words. Where a number of origins is asked for, `count` is that of those shown.
    No `rows` where nothing is left of what it was asked about: the others of that time are no answer, and only counted.
    """

    asked: Spoken
    names: dict[str, str]
    rows: tuple[Said, ...]
    count: int
    asks: int
    without: tuple[str, ...] = ()
    has_more: bool = False

    @property
    def who(self) -> str:
        """Who speaks, "nobody" where that is asked."""
        return " or ".join(self.names[id] for id in self.asked.speaker) or "nobody"

    @property
    def title(self) -> str:
        """What is asked for, as a person would say it: "Russia or China denied, naming Kim Jong Un, “arms”"."""
        who = " or ".join(self.names[id] for id in self.asked.speaker) or "Who"
        naming = " and ".join(self.names[id] for id in self.asked.about)
        words = f"“{self.asked.words}”" if self.asked.words else ""
        parts = (f"{who} {self.asked.did}", f"naming {naming}" if naming else "", words, self.asked.when, *_resting(self.asked))
        return ", ".join(part for part in parts if part)


def _telling(rows: tuple[Said, ...]) -> tuple[Said, ...]:
    """Those that have all the words, and what else their reports say with some of them; all where none has all."""
    whole = {row.statement.report for row in rows if not row.lacking}
    return tuple(row for row in rows if row.statement.report in whole) or rows


def _resting(asked: Spoken) -> Iterator[str]:
    """On how many origins, in how many reports and by how many outlets it is asked for, in words."""
    for name, before, noun in (("origins", "on", "origin"), ("reports", "in", "report"), ("outlets", "by", "outlet")):
        if value := getattr(asked, name):
            yield f"{before} {'one ' + noun if value == '1' else value + ' ' + noun + 's'}"


def said_answer(store: Store, read: Question) -> SaidAnswer | None:
    """The statements that answer a question; None where it does not ask for any, or there are none for any part of it."""
    browse = Browse(store)
    for asked, without in _ways(read.said) if read.said and read.said.is_bound else ():
        page, count = browse.stated_counted(asked.wanted, limit=SHOWN)
        if not asked.is_counted:
            page = replace(page, rows=_telling(page.rows))
            count = len(page.rows)
        if count:
            names = {id: browse.name_of(id) or id for id in (*asked.speaker, *asked.about)}
            is_answer = not without or asked.words or asked.about or (asked.stance and names)
            rows = page.rows if is_answer else ()
            return SaidAnswer(asked, names, rows, count, len(browse.sought(asked.words).asks), without, bool(page.next))
    return None


def _ways(said: Spoken) -> Iterator[tuple[Spoken, tuple[str, ...]]]:
    """A question, and what is asked where no statement fits it, each with what was left out; with some of its words behind all of them."""
    for asked, left in _less(said):
        yield asked, left
        if len(asked.words.split()) > 1 or (asked.words and asked.type):
            yield asked.but(any="1"), left


def _less(said: Spoken) -> Iterator[tuple[Spoken, tuple[str, ...]]]:
    yield said, ()
    left: list[str] = []
    for name, bare, told in (
        ("when", {"since": "", "until": "", "month": 0}, said.when),
        ("about", {"about": ()}, "whom it names"),
        ("words", {"words": "", "type": ()}, f"“{said.words}”"),
    ):
        has = said.when if name == "when" else getattr(said, name)
        if has and said.but(**bare).is_bound:
            yield said.but(**bare), (told,)
            left.append(told)
    if said.stance and (said.words or said.speaker):
        yield said.but(stance=()), (f"“{said.did}”",)
