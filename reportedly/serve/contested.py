"""What one side claims and the other denies: events that they tell otherwise, and denials beside what the other said of the matter.

A denial is joined to an event only where reports tell both as one. That a denial is of what the other said is read here from where
the two stand and of what they speak; it is shown with the reason, and changes no count.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from fastapi import Request

from reportedly import resources
from reportedly.model import Party
from reportedly.model.events import days
from reportedly.model.origins import DENIED
from reportedly.model.stands import Stands, Voice
from reportedly.serve.asked import Asked
from reportedly.serve.lines import Line, line
from reportedly.serve.reading import WORDS
from reportedly.serve.refusals import is_refusal
from reportedly.serve.spoken import Spoken
from reportedly.serve.timeline import generation
from reportedly.serve.words import plural
from reportedly.store import Filter, StatementRow, Store
from reportedly.store.actors import country_keys
from reportedly.store.browse import Browse
from reportedly.store.finding import Wanted
from reportedly.store.said import Said
from reportedly.store.terms import Phrase, Sought, folded, likened, telling_words

_READ = 100
"""Denials, and events told as denied, that are read: the latest."""
NEAR = 400
"""Characters before a denial within which what the other said is likely what is denied."""
_DAYS = 21
"""Days about a denial within which what the other said in another report may be what is denied."""
_SOUGHT = 4
"""Denials without such words in the same report for which other reports are looked through."""
_SHOWN = 2
"""What the other said, at most, beside one denial."""
_LEAST_LETTERS = 4
_WORD = re.compile(r"[^\W\d_]+")
NO_CLAIMS = ("denies", "declines-to-comment", "praises", "wishes")
"""Stances by which nobody claims what another may deny."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """What the other side said that may be what is denied, and why it may."""

    row: StatementRow
    reason: str
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Contest:
    """A denial, and what the other side said of the matter."""

    denial: Said
    claimed: tuple[Claimed, ...]


class Narrowed(NamedTuple):
    """What narrows the question: words that have to stand there, the first and the last day of a denial ("" for any)."""

    words: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Contested:
    """What `claimant` claims and `denier` denies.

    `lines` are events that the one tells and the other denies, with what stands of each; `contests` denials beside what the other
    said, the likeliest first; `others` counts the denials beside which nothing of the kind is stored; `denials` asks for all.
    """

    claimant: Party
    denier: Party
    lines: tuple[Line, ...]
    stands: Mapping[str, Stands]
    contests: tuple[Contest, ...]
    others: int
    denials: Spoken = field(default_factory=Spoken)
    words: str = ""

    @property
    def address(self) -> str:
        """The page that has all of it."""
        return self.of(self.claimant, self.denier)

    @property
    def turned(self) -> str:
        """The page of what the other claims and the one denies."""
        return self.of(self.denier, self.claimant)

    def of(self, claimant: Party, denier: Party) -> str:
        """The page of two, with what narrows the question."""
        given = {"claimed": claimant.id, "denied": denier.id, "words": self.words, "from": self.denials.since, "to": self.denials.until}
        return f"/contested?{urlencode({name: value for name, value in given.items() if value})}"


def kept(request: Request, store: Store, claimant: str, denier: str, *, narrowed: Narrowed) -> Contested:
    """What `contested` finds, read once until something is added. Raises NotFoundError."""
    least = request.app.state.settings.min_score
    key = ("contested", claimant, denier, narrowed, least, generation(request, store))
    return request.app.state.cache.get(key, lambda: contested(store, claimant, denier, narrowed, least=least))  # type: ignore[no-any-return]


def contested(store: Store, claimant: str, denier: str, narrowed: Narrowed, *, least: float) -> Contested:
    """What one side (a name or id) claims and the other denies. Raises NotFoundError for nobody or several.

    `least` is the score below which events are left out; with words what has them all, with days what was denied, or happened, on them.
    """
    words, since, until = narrowed
    browse = Browse(store)
    one, other = (Party(id, browse.name_of(id) or id) for id in (browse.id_of(claimant), browse.id_of(denier)))
    asked = Spoken(speaker=(other.id,), stance=("denies",), since=since, until=until)
    said = [row for row in browse.stated(asked.wanted, limit=_READ).rows if not is_refusal(row.statement)]
    found = contests(store, said, one, other)
    beside = [contest for contest in found if contest.claimed]
    others = len(found) - len(beside)
    lines, stands = _events(store, one, other, Asked(since=since, until=until, dates="either").filter(least))
    if words:
        asks = browse.sought(words).asks
        own = {key_of(row) for row in browse.stated(asked.but(words=words).wanted, limit=_READ).rows}  # as a question finds them
        beside = [c for c in beside if key_of(c.denial) in own or has_all(_text(c), asks)]
        lines = [at for at in lines if has_all(sentences(at), asks)]
    return Contested(one, other, tuple(lines), stands, tuple(beside), others, asked, words)


def contests(store: Store, denials: Sequence[Said], one: Party, other: Party) -> list[Contest]:
    """Denials by `other`, each with what `one` said of the matter: those of which most speaks for it first, then the latest."""
    browse = Browse(store)
    reports = {row.report for said in denials for row in (said.statement, *said.others)}
    by_report: dict[str, list[StatementRow]] = {}
    for row in browse.said_in(reports, one.id):
        by_report.setdefault(row.report, []).append(row)
    passed = names_of(one, other, *(speaker for rows in by_report.values() for row in rows if (speaker := row.statement.speaker)))
    found, looked = [], 0
    for said in denials:
        claimed = [made for row in (said.statement, *said.others) for made in beside(row, by_report.get(row.report, ()), passed)]
        if not claimed and looked < _SOUGHT:
            looked += 1
            claimed = _elsewhere(browse, said.statement, one, passed)
        best = sorted(claimed, key=lambda c: -c.weight)
        found.append(Contest(said, tuple({c.row.content: c for c in reversed(best)}.values())[::-1][:_SHOWN]))
    return sorted(found, key=lambda c: -max((claimed.weight for claimed in c.claimed), default=0) // 3)


def beside(denial: StatementRow, rows: Iterable[StatementRow], passed: Collection[str]) -> list[Claimed]:
    """What the other said in the report of a denial that may be what is denied: right before it, or of the same."""
    own, found = _content(" ".join(denial.content), passed), []
    for row in rows:
        if row.index == denial.index or row.statement.stance in NO_CLAIMS or not (row.statement.content and denial.statement.content):
            continue
        apart = denial.statement.content[0].start - row.statement.content[-1].end
        shared, is_near = own & _content(" ".join(row.content), passed), 0 <= apart <= NEAR
        if not shared and not (is_near and not own):
            continue
        where = "right before it in the same report" if is_near else "in the same report"
        found.append(Claimed(row, _reason(where, denial, shared), 3 * len(shared) + 2 * is_near + 1))
    return found


def _elsewhere(browse: Browse, denial: StatementRow, one: Party, passed: Collection[str]) -> list[Claimed]:
    """What the other said of the same in other reports of that time: at least two words of what is denied, or all of them."""
    own, day = _content(" ".join(denial.content), passed), days((denial.published or "")[:10])
    if not own or not day:
        return []
    window = [date.fromordinal(max(1, end)).isoformat() for end in (day[0] - _DAYS, day[0] + _DAYS)]
    asked = Wanted(" ".join(sorted(own)), (), Filter(published_since=window[0], published_until=window[1]), speakers=(one.id,), some=True)
    found = []
    for said in browse.stated(asked, limit=6).rows:
        row = said.statement
        shared = own & _content(" ".join(row.content), passed)
        if row.statement.stance not in NO_CLAIMS and row.report != denial.report and len(shared) >= min(2, len(own)):
            told = days((row.published or "")[:10])
            apart = day[0] - told[0] if told else 0
            when = f"{plural(abs(apart), 'day')} {'before' if apart > 0 else 'after'} it" if apart else "on the same day"
            found.append(Claimed(row, _reason(f"in another report, {when}", denial, shared), 2 * len(shared)))
    return found


def _reason(where: str, denial: StatementRow, shared: Collection[str]) -> str:
    """Why something may be what a denial is of, in words."""
    told = [word for word in _WORD.findall(" ".join(denial.content)) if likened([folded(word)]) & set(shared)]
    both = f"; both speak of {', '.join(f'“{word}”' for word in dict.fromkeys(told))}" if told else ""
    return where + both


def _events(store: Store, one: Party, other: Party, within: Filter) -> tuple[list[Line], dict[str, Stands]]:
    """Events that one side tells and the other denies, with what stands of each; `within` bounds their days and scores."""
    denied = replace(within, according_to=other.id, statuses=tuple(sorted(DENIED)), standings=("disputed",))
    rows = store.events(denied, limit=_READ, newest_first=True).rows
    stands = store.origins.stands_each({row.id: row.claims for row in rows})
    kept = [row for row in rows if speaks(stands[row.id].denied_by, other) and tells(stands[row.id], one)]
    return [line(row) for row in kept], {row.id: stands[row.id] for row in kept}


def tells(stands: Stands, one: Party) -> bool:
    """Whether somebody, or one who speaks for that state, tells or confirms it."""
    return speaks((*stands.asserted_by, *stands.confirmed_by), one)


def speaks(voices: Iterable[Voice], party: Party) -> bool:
    """Whether somebody, or one who speaks for that state, is among voices."""
    return any(
        party.id in (voice.id, voice.id.removeprefix("origin:"), *voice.side.split("+")) or voice.name == party.name for voice in voices
    )


def names_of(*parties: Party) -> set[str]:
    """The words, folded, by which parties are named, and those of a denial that do not say what is denied."""
    called = " ".join([*(party.name for party in parties), *(key for party in parties for key in country_keys(party.id[:3]))])
    return likened(folded(word) for word in (*_WORD.findall(called), *resources.table(WORDS)["contest"]["bare"]))


def _content(text: str, passed: Collection[str]) -> set[str]:
    """The words of a text, folded and likened, without small ones and those passed over."""
    told = telling_words(word for word in _WORD.findall(text) if len(word) >= _LEAST_LETTERS)
    return likened(folded(word) for word in told) - set(passed)


def has_all(text: str, asks: Sequence[tuple[Phrase, ...]]) -> bool:
    """Whether a text has one of the phrases of each."""
    return all(any(Sought((ask,)).places(text)) for ask in asks)


def key_of(said: Said) -> tuple[str, int]:
    """What tells a statement from others."""
    return said.statement.report, said.statement.index


def _text(contest: Contest) -> str:
    rows = (contest.denial.statement, *(claimed.row for claimed in contest.claimed))
    return "\n".join(" ".join((*row.content, row.sentence)) for row in rows)


def sentences(at: Line) -> str:
    """All sentences that tell an event."""
    return "\n".join(row.sentence for row in at.event.claims)
