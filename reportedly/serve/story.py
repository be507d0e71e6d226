"""The way of a story through reports: every telling in order of publication, on whose word, what is new in it, who denies or doubts it.

By words it gathers the sentences in which these stand close together, whether an act was found there or not, then what else tells the
acts that are told in them. Nothing is joined by it: what is only perhaps of the story stands apart, with why it may be.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from reportedly.model.events import days
from reportedly.model.origins import NO_COPIES, Copies
from reportedly.model.plans import ahead
from reportedly.serve.denials import Denial, by_parties
from reportedly.serve.denials import near as denials_near
from reportedly.serve.described import country_phrases, is_of_country
from reportedly.serve.reading_story import names_asked, ways
from reportedly.serve.story_told import Line, Telling, Voice, by_claims, content, own_voice, telling, with_news
from reportedly.store import ClaimRow, EventRow, Filter, Store
from reportedly.store.actors import country_name
from reportedly.store.browse import Browse
from reportedly.store.passages import Passages
from reportedly.store.terms import Phrase, Sought, folded, words

MOST = 40
"""Reports of a story that are shown: the first published."""
_EVENTS = 8
"""Acts told in a story of which other tellings are gathered."""
_LOOKED_AT = 2
"""Of these, acts for which others that may be the same, and denials of that time, are sought."""
_NEAR = 6
"""Tellings in near words that are offered."""
_BEFORE, _AFTER = 3, 7
"""Days before the first and behind the last telling within which near words may tell of the same."""
_SHARED = 2
"""Words that a telling in near words has to share with the story, besides names of countries."""
_AROUND = 31
"""Days about an event's tellings within which sentences that have what it counts may tell of it."""


@dataclass(frozen=True, slots=True)
class Root:
    """One origin, and the tellings that rest on it, the first published first."""

    voice: Voice
    tellings: tuple[Telling, ...]

    @property
    def name(self) -> str:
        """Who it is: a state by its name, whoever speaks for it."""
        return " and ".join(country_name(code) or code for code in self.voice.side.split("+")) if self.voice.side else self.voice.name

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who speaks for it, each once."""
        lines = (line for one in self.tellings for line in one.lines if line.voice.key == self.voice.key)
        return tuple(dict.fromkeys(line.voice.name for line in lines))

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who published them, each once."""
        return tuple(dict.fromkeys(one.publisher or "unknown publisher" for one in self.tellings))


@dataclass(frozen=True, slots=True)
class Story:
    """How something was told.

    `tellings` are in order of publication; `early` are those of an event that were published before its day, and tell of its plan;
    `alike` are tellings of the same act, or perhaps the same, in other words; `near` those at that time in words that are near.
    `denials` are of that time and perhaps of it. `dropped` are words that nothing has beside the others. `has_more`: there are more.
    """

    words: str
    tellings: tuple[Telling, ...]
    event: EventRow | None = None
    early: tuple[Telling, ...] = ()
    alike: tuple[Telling, ...] = ()
    near: tuple[Telling, ...] = ()
    near_words: tuple[str, ...] = ()
    denials: tuple[Denial, ...] = ()
    dropped: str = ""
    has_more: bool = False
    read: Sought = field(default_factory=Sought)

    @property
    def is_loose(self) -> bool:
        """Whether one word alone is sought: its sentences may be of anything, and the first of them of something else."""
        return self.event is None and _is_one_word(self.read)

    @property
    def first(self) -> Telling | None:
        """Who told it first in the reports here: of those with a day of publication, and that do not only deny it."""
        return next((one for one in self.tellings if one.published and not _is_against(one)), None)

    @property
    def roots(self) -> tuple[Root, ...]:
        """The origins with a name on which it rests, those of most reports first."""
        return tuple(root for root in self._roots if root.voice.kind == "named")

    @property
    def nameless(self) -> tuple[Root, ...]:
        """Those who tell it without a name, each as one report heard it: they may be one, or one of those with a name."""
        return tuple(root for root in self._roots if root.voice.kind == "unnamed")

    @property
    def bare(self) -> tuple[Root, ...]:
        """The reports that name nobody who says so: each may rest on those before it."""
        return tuple(root for root in self._roots if root.voice.kind == "own")

    @property
    def against(self) -> tuple[tuple[Telling, Line], ...]:
        """The sentences that deny or doubt it."""
        return tuple((one, line) for one in self.tellings for line in one.lines if line.against)

    @property
    def passed_on(self) -> tuple[Telling, ...]:
        """The reports that have it from one of whom a report before them has it: they passed it on."""
        return tuple(one for one in self._later if one.report in self._passing)

    @property
    def also(self) -> tuple[Telling, ...]:
        """The other reports that tell it later: on another's word, or on nobody's."""
        return tuple(one for one in self._later if one.report not in self._passing)

    @property
    def _later(self) -> tuple[Telling, ...]:
        return tuple(one for one in self.tellings if one is not self.first and not _is_against(one))

    @property
    def _passing(self) -> set[str]:
        known: set[str] = set()
        found = set()
        for one in self.tellings:
            keys = {line.voice.key for line in one.lines if line.voice.kind == "named" or line.copied}
            if keys & known or any(line.copied for line in one.lines):
                found.add(one.report)
            known |= keys
        return found

    @property
    def _roots(self) -> list[Root]:
        found: dict[str, tuple[Voice, dict[str, Telling]]] = {}
        for one in self.tellings:
            told = one.asserting
            named = any(line.voice.kind != "own" for line in told)  # a headline says again what the report has from somebody
            for line in told:
                if line.voice.kind != "own" or not named:
                    found.setdefault(line.voice.key, (line.voice, {}))[1][one.report] = one
        made = [Root(voice, tuple(tellings.values())) for voice, tellings in found.values()]
        return sorted(made, key=lambda root: -len(root.tellings))


def _is_one_word(read: Sought) -> bool:
    """Whether one word is sought that is no compound."""
    return len(read.asks) == 1 and all(len(phrase) == 1 for phrase in read.asks[0])


def _is_against(one: Telling) -> bool:
    """Whether all that a report tells of it is a denial or a doubt, whatever stands behind that."""
    return not one.asserting


def by_words(store: Store, told: str, *, since: str = "", until: str = "", least: float) -> Story:
    """The story of words; `since` and `until` are days of publication, `least` is the score below which acts count for nothing."""
    browse = Browse(store)
    within = Filter(published_since=since or None, published_until=until or None, min_score=least)
    core, found, dropped = Sought(), Passages(()), ""
    for (asked, left_out), around in ((way, around) for way in ways(told) for around in (0, 1) if around == 0 or way[0].beside):
        core = browse.sought(asked.core)
        found = browse.passages(core, _names(browse, asked.beside), within, most=MOST, around=around)
        if found.reports:
            dropped = left_out
            break
    publishers = {report.report: report.publisher or "" for report in found.reports}
    copied = {p.copied.original for report in found.reports for p in report.passages if p.copied} - publishers.keys()
    publishers |= {id: store.report(id).publisher or "" for id in sorted(copied)[:MOST]}
    copies = browse.copies_of([row for report in found.reports for p in report.passages for row in p.claims])
    tellings = _resting(_with_sides(browse, [telling(report, core, copies=copies, publishers=publishers) for report in found.reports]))
    tellings = with_news(tellings, {key for _, key in content(told)} | {phrase[-1] for ask in core.asks for phrase in ask})
    events = _events(browse, [event for one in tellings for event in one.acts])
    told_in = _events(browse, [event for one in tellings for line in one.lines for event, _, _ in line.acts])
    near, near_words = ((), ()) if found.has_more or _is_one_word(core) else _near(browse, core, tellings, within)
    return Story(
        told,
        tuple(tellings),
        alike=(*_others(browse, events, tellings), *_twins(browse, events[:_LOOKED_AT], tellings, least)),
        near=near,
        near_words=near_words,
        denials=_denials(store, told_in[: 1 if found.has_more else _LOOKED_AT]),
        dropped=dropped,
        has_more=found.has_more,
        read=core,
    )


def _names(browse: Browse, beside: str) -> Sought:
    """What is sought of names: countries by whatever a text calls them, others as they are written."""
    asks: list[tuple[Phrase, ...]] = []
    for name in names_asked(beside):
        phrases = country_phrases(name)
        asks += [phrases] if phrases else browse.sought(name, exact=True).asks
    return Sought(tuple(asks))


def by_event(store: Store, id: str, *, least: float) -> Story:
    """The story of an event. Raises NotFoundError."""
    browse, row = Browse(store), store.event(id)
    rows = [claim for claim in row.claims if claim.judged != "reject"] or list(row.claims)
    copies = browse.copies_of(rows)
    every = _by_report(rows, copies, before=ahead([claim.claim for claim in rows], row.date))
    tellings = [one for one in every if not all(line.is_before for line in one.lines)]
    early = [one for one in every if one not in tellings]
    core = browse.sought(_counted(rows))
    return Story(
        _counted(rows),
        tuple(with_news(_resting(tellings[:MOST]), ())),
        event=row,
        early=tuple(early),
        alike=(*_twins(browse, [row], every, least), *_with_what_it_counts(browse, core, every, least)),
        denials=_denials(store, [row]),
        has_more=len(tellings) > MOST,
        read=core,
    )


def _counted(rows: Iterable[ClaimRow]) -> str:
    """What an event counts, where that has two words or more: one alone may be of anything."""
    units = [row.claim.magnitude.unit for row in rows if row.claim.magnitude]
    return next((f'"{unit}"' for unit in units if len(unit.split()) > 1), "")


def _with_what_it_counts(browse: Browse, core: Sought, known: Sequence[Telling], least: float) -> list[Telling]:
    """Reports of the time of an event whose sentences have what it counts, though no act like it was read there."""
    window = _window(known, _AROUND, _AROUND)
    if not core.asks or not window:
        return []
    found = browse.passages(core, Sought(), replace(window, min_score=least), most=MOST)
    made = [telling(report, core) for report in found.reports if report.report not in {one.report for one in known}]
    return [replace(one, why="has the words of what the event counts; the act was not read there as this one") for one in made]


def _by_report(rows: Iterable[ClaimRow], copies: Copies, *, why: str = "", before: Collection[str] = ()) -> list[Telling]:
    """Claims as tellings, one of each report, the first published first."""
    ordered = sorted(rows, key=lambda row: (row.published or "9999", row.claim.report, row.claim.trigger))
    groups = groupby(ordered, key=lambda row: row.claim.report)
    return [by_claims(list(some), copies, why=why, before=before) for _, some in groups]


def _resting(tellings: Sequence[Telling]) -> list[Telling]:
    """Tellings, what was copied on the word of what it was copied from."""
    first = {one.report: one.voice for one in tellings}
    return [replace(one, lines=tuple(_copied(line, first) for line in one.lines)) for one in tellings]


def _with_sides(browse: Browse, tellings: Sequence[Telling]) -> list[Telling]:
    """Tellings whose speakers stand for their states, as other claims of theirs do: a leader and his ministry are one origin."""
    voices = [line.voice for one in tellings for line in one.lines if line.voice.kind == "named"]
    sides = browse.sides_of({voice.name for voice in voices if not voice.side})
    sides |= {voice.name: voice.side for voice in voices if voice.side}

    def mended(line: Line) -> Line:
        side = sides.get(line.voice.name, "") if line.voice.kind == "named" and not line.voice.side else ""
        return replace(line, voice=line.voice._replace(side=side, key=f"side:{side}")) if side else line

    return [replace(one, lines=tuple(map(mended, one.lines))) for one in tellings]


def _copied(line: Line, voices: Mapping[str, Voice]) -> Line:
    copied = line.copied
    if copied is None or line.voice.kind != "own":
        return line
    source = voices.get(copied.report) or own_voice(copied.report, copied.publisher)
    return replace(line, voice=source._replace(words=f"copied from {copied.publisher or 'another report'}"))


def _events(browse: Browse, ids: Sequence[str]) -> list[EventRow]:
    """The events of these ids, those that stand there most often first; a few of them."""
    ordered = sorted(dict.fromkeys(ids), key=lambda id: -ids.count(id))[:_EVENTS]
    found = browse.events_of(ordered) if ordered else {}
    return [found[id] for id in ordered if id in found]


def _others(browse: Browse, events: Iterable[EventRow], known: Sequence[Telling]) -> list[Telling]:
    """What other reports tell of the same acts, in other words."""
    reports, found = {one.report for one in known}, []
    rows = [row for event in events for row in event.claims if row.claim.report not in reports and row.judged != "reject"]
    if rows:
        found = _by_report(rows, browse.copies_of(rows), why="tells an act that is told above, in other words")
    return found[:MOST]


def _twins(browse: Browse, events: Iterable[EventRow], known: Sequence[Telling], least: float) -> list[Telling]:
    """What is told of acts that are perhaps the same."""
    reports, made = {one.report for one in known}, {}
    for event in events:
        for twin in browse.twins(event, least=least, beside=1):
            row = twin.row
            if row.claim.report not in reports and row.claim.report not in made:
                made[row.claim.report] = by_claims([row], NO_COPIES, why=f"perhaps the same act: {twin.reason}")
    return list(made.values())


def _near(browse: Browse, core: Sought, known: Sequence[Telling], within: Filter) -> tuple[tuple[Telling, ...], tuple[str, ...]]:
    """Tellings of that time in words that are near, where they share something else with the story; and those words."""
    others, window = tuple(dict.fromkeys(other for _, other in core.near)), _window(known, _BEFORE, _AFTER)
    if not others or not window:
        return (), ()
    sought = Sought((tuple(tuple(words(other)) for other in others),))
    window = replace(window, min_score=within.min_score)
    if within.published_since or within.published_until:
        window = replace(
            window,
            published_since=max(window.published_since or "", within.published_since or ""),
            published_until=within.published_until or window.published_until,
        )
    found = browse.passages(sought, Sought(), window, most=MOST)
    own = {key for one in known for line in one.lines for word, key in content(line.text) if not is_of_country(word)}
    reports, passed = {one.report for one in known}, {folded(word) for other in others for word in other.split()}
    made = [telling(report, sought) for report in found.reports if report.report not in reports]
    fits = [one for one in made if len(_keys(one) & own - passed) >= _SHARED]
    return tuple(fits[:_NEAR]), others


def _keys(one: Telling) -> set[str]:
    return {key for line in one.lines for _, key in content(line.text)}


def _window(known: Sequence[Telling], before: int, after: int) -> Filter | None:
    """The days about some tellings, as days of publication."""
    told = [span for one in known if (span := days(one.published[:10]))]
    if not told:
        return None
    first, last = min(span[0] for span in told) - before, max(span[1] for span in told) + after
    return Filter(published_since=date.fromordinal(max(1, first)).isoformat(), published_until=date.fromordinal(last).isoformat())


def _denials(store: Store, events: Iterable[EventRow]) -> tuple[Denial, ...]:
    """Denials of that time that are perhaps of the acts told in a story."""
    found = {one.said.statement.id: one for event in events for one in denials_near(store, event) or by_parties(store, event)}
    return tuple(found.values())
