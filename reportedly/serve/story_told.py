"""One report's telling of a story: its sentences, on whose word, how firmly, and what it says that no report before it did. Pure."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from reportedly import resources
from reportedly.model import Span, Statement
from reportedly.model.events import country_code, single_ids
from reportedly.model.origins import NO_COPIES, Copies, independence_key, origin_of
from reportedly.model.stands import bearing_of
from reportedly.serve import anchors
from reportedly.serve.about import clause, does
from reportedly.serve.described import UNNAMED, called, is_described, is_of_country, proper, speaker_in
from reportedly.serve.spoken import did
from reportedly.store import ClaimRow
from reportedly.store.actors import name_key
from reportedly.store.passages import Found, Passage, close
from reportedly.store.terms import Sought, folded, folded_places, likened, telling_words

WORDS = "lexicons/en/search.toml"
Kind = Literal["named", "unnamed", "own"]
"""Whose word it is: somebody's who is named, somebody's without a name, the report's own (it says nobody)."""
_AGAINST = {"denies": "denied", "doubts": "doubted", "calls off": "called off"}
_PARTING = ("; ", " | ", "\n")
"""What parts news in a headline."""
_NOBODY = "unnamed"
"""Of whom nothing at all is told ("it was said")."""
_SURE = 0.3
"""The score below which a statement of nobody known says nothing of whose word it is."""
_NEW = 10
"""Words that are shown of what is new in a telling."""
_LEAST_LETTERS = 4
_WORD = re.compile(r"\d[\d,.]*\d|\d+|[^\W\d_]+(?:[-’'][^\W\d_]+)*")


class Voice(NamedTuple):
    """On whose word something is told. Voices of one `key` are one origin; `side` is the state that it speaks for ("" for none)."""

    kind: Kind
    key: str
    name: str
    words: str
    side: str = ""


class Copy(NamedTuple):
    """From where a sentence was copied: the first report's id, its publisher, the share of the report's words."""

    report: str
    publisher: str
    share: float


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence that tells it. `marks` are the words in it; `how` is how firmly it is told ("suspected", "denied").

    `acts` are acts that were read in it: event, claim, words. `goes_on`: it only goes on what stands before it.
    """

    text: str
    marks: tuple[Span, ...]
    address: str
    voice: Voice
    how: tuple[str, ...]
    acts: tuple[tuple[str, str, str], ...] = ()
    copied: Copy | None = None
    goes_on: bool = False
    is_before: bool = False

    @property
    def against(self) -> str:
        """Whether it "denies" or "doubts" it; "" for neither."""
        return next((word for word in ("denied", "doubted") if word in self.how), "")


@dataclass(frozen=True, slots=True)
class Telling:
    """What one report tells of it. `new` are words that no telling before it has; `why` says why it stands here without the words.

    `acts` are the events of which an act itself is of the words.
    """

    report: str
    title: str
    publisher: str
    published: str
    lines: tuple[Line, ...]
    new: tuple[str, ...] = ()
    why: str = ""
    acts: tuple[str, ...] = field(default=(), repr=False)

    @property
    def voice(self) -> Voice:
        """On whose word: that of the first sentence that has the words and does not deny it, if there is one."""
        return (self.asserting or self.lines)[0].voice

    @property
    def asserting(self) -> tuple[Line, ...]:
        """The sentences that have the words, and neither deny nor doubt it."""
        return tuple(line for line in self.lines if not line.against and not line.goes_on)


def telling(found: Found, core: Sought, *, copies: Copies = NO_COPIES, publishers: Mapping[str, str] | None = None) -> Telling:
    """A report in which the words stand, as a telling; `publishers` are those of reports (ids) that may have been copied."""
    lines = tuple(_line(found, passage, core, copies, publishers or {}) for passage in found.passages)
    told = (row.claim for passage in found.passages for row in passage.claims)
    acts = tuple(dict.fromkeys(claim.event for claim in told if does(claim, core)))
    return Telling(found.report, found.title or found.report, found.publisher or "", found.published or "", lines, acts=acts)


def _line(found: Found, passage: Passage, core: Sought, copies: Copies, publishers: Mapping[str, str]) -> Line:
    about = [row for row in passage.claims if is_of(row, core, whole=not passage.goes_on)]
    copied = passage.copied
    voice, statement = _voice(found, passage, about, copies)
    return Line(
        text=passage.text,
        marks=tuple(Span(s.start - passage.span.start, s.end - passage.span.start) for s in passage.words),
        address=anchors.address(found.report, found.text, passage.span),
        voice=voice,
        how=tuple(dict.fromkeys(_how(statement, about))),
        acts=tuple((row.claim.event, row.claim.id, _act(row)) for row in about),
        copied=Copy(copied.original, publishers.get(copied.original, ""), copied.share) if copied else None,
        goes_on=passage.goes_on,
    )


def is_of(row: ClaimRow, core: Sought, *, whole: bool = True) -> bool:
    """Whether the clause in which a claim's act stands has the words, close together; or one of them where not the `whole`."""
    told = folded_places(clause(row))
    return bool(close(told, core.asks if whole else [tuple(phrase for ask in core.asks for phrase in ask)]))


def _act(row: ClaimRow) -> str:
    claim = row.claim
    return " · ".join(filter(None, (claim.type.lower(), (claim.mode or "").lower(), claim.status if claim.status != "occurred" else "")))


def _how(statement: Statement | None, about: Iterable[ClaimRow]) -> Iterator[str]:
    """How firmly it is told: as what is said, and whether an act in it is denied or doubted (what else is told of acts stands by them)."""
    if statement is not None:
        yield did(statement.stance)
    for row in about:
        if word := _AGAINST.get(bearing_of(row.claim)):
            yield word


def _voice(found: Found, passage: Passage, about: Sequence[ClaimRow], copies: Copies) -> tuple[Voice, Statement | None]:
    """On whose word a passage is told: of the statement that has the words, else of an act told in it, else the report's own."""
    ours = (one for one in passage.statements if not _is_parted(found.text, passage.words, one[1]))
    sure = ((said, country) for _, said, country in ours if said.speaker or said.score >= _SURE)
    told = next(sure, None)
    if told:
        return _spoken(found, passage, *told), told[0]
    if row := next((row for row in about if row.claim.according_to), None):
        return of_claim(row, copies), None
    return own_voice(found.report, found.publisher or ""), None


def _is_parted(text: str, words: Sequence[Span], statement: Statement) -> bool:
    """Whether a headline puts something else between the words and who speaks ("... the barges; the port burns, the mayor says")."""
    named = statement.source or statement.cue
    if not words or named is None:
        return False
    nearest = min(words, key=lambda span: abs(span.start - named.start))
    between = text[min(nearest.end, named.end) : max(nearest.start, named.start)]
    return any(mark in between for mark in _PARTING)


def own_voice(report: str, publisher: str) -> Voice:
    """A report's own voice: it says nobody who told it."""
    name = publisher or "unknown publisher"
    return Voice("own", f"own:{name_key(publisher) or report}", name, "in its own voice, naming no source for it")


def of_claim(row: ClaimRow, copies: Copies = NO_COPIES) -> Voice:
    """On whose word a claim is told."""
    claim, origin = row.claim, origin_of(row.claim, copies)
    if not claim.according_to or claim.according_to[0].name == _NOBODY:
        return own_voice(claim.report, row.publisher or "")
    first, *others = claim.according_to
    if origin.kind == "document" and not origin.side:
        return own_voice(claim.report, row.publisher or "")._replace(words=f"in its own voice, citing {called(first)}")
    words = f"according to {called(first)}" + (f", passed on by {', '.join(p.name for p in others)}" if others else "")
    if body := proper(first.name):
        return Voice("named", name_key(body), body, words)
    if is_described(first.id) or first.name.startswith(UNNAMED) or "@" in origin.id or origin.id.startswith("report:"):
        return Voice("unnamed", origin.id, called(first), words)
    return Voice("named", independence_key(origin) if origin.side else name_key(origin.name), origin.name, words, origin.side)


def _spoken(found: Found, passage: Passage, statement: Statement, country: str) -> Voice:
    """On whose word a statement is."""
    speaker = speaker_in(statement, found.text)
    via = f", passed on by {', '.join(p.name for p in statement.via)}" if statement.via else ""
    if speaker is None:
        return Voice("unnamed", f"open:{found.report}", "somebody", f"on the word of somebody whom the text leaves open{via}")
    if statement.speaker_kind == "document":  # a picture or a text is what it shows: whoever tells of it says so
        return own_voice(found.report, found.publisher or "")._replace(words=f"in its own voice, citing {speaker.name}{via}")
    words = f"according to {speaker.name}{via}"
    if body := proper(speaker.name) if is_described(speaker.id) else "":
        return Voice("named", name_key(body), body, words)
    if is_described(speaker.id) or speaker.name.startswith(UNNAMED):
        return Voice("unnamed", f"{speaker.id}@{found.report}", speaker.name, words)
    origin = next((row.claim.origin for row in passage.claims if row.claim.according_to[:1] == (statement.speaker,)), None)
    side = origin.side if origin else "+".join(sorted({code for id in single_ids(speaker.id) if (code := country_code(id))}))
    side = side or (country if statement.speaker_kind == "government" else "")
    return Voice("named", f"side:{side}" if side else name_key(speaker.name), speaker.name, words, side)


def with_news(tellings: Sequence[Telling], passed: Collection[str]) -> list[Telling]:
    """Tellings, each with the words that none before it has; `passed` are words (folded) of what is sought."""
    known = set(passed)
    made: list[Telling] = []
    for one in tellings:
        new: dict[str, str] = {}
        for line in one.lines:
            for word, key in content(line.text):
                if key not in known and not is_of_country(word):
                    new.setdefault(key, word)
        known |= new.keys()
        made.append(replace(one, new=tuple(_first_told(new.values()))[:_NEW] if made else ()))
    return made


def _first_told(words: Iterable[str]) -> list[str]:
    """Numbers and names before other words, each in its order."""
    return sorted(words, key=lambda word: not (word[:1].isdigit() or word[:1].isupper()))


def content(text: str) -> Iterator[tuple[str, str]]:
    """The words of a text that tell something, each with the key under which it is the same as another; verbs of saying are none.

    A number comes with the word that it counts, or the one before it ("Oct. 5").
    """
    table = resources.table(WORDS)["telling"]
    saying = {word for entry in table.values() for word in entry["words"]}
    given = list(_WORD.finditer(text))
    for i, found in enumerate(given):
        word = found.group()
        if word[:1].isdigit():
            yield _counted(text, given, i), word
        elif len(word) >= _LEAST_LETTERS and word.lower() not in saying and telling_words([word]):
            yield word, next(iter(likened([folded(word)])))


def _counted(text: str, given: Sequence[re.Match[str]], i: int) -> str:
    """A number with the word right behind it, else with a name of a month or the like right before it."""
    found, last = given[i], given[i + 1] if i + 1 < len(given) else None
    if last and last.start() - found.end() == 1 and last.group()[:1].islower():
        return text[found.start() : last.end()]
    first = given[i - 1] if i else None
    is_month = first and first.group()[:1].isupper() and text[first.end() : found.start()] in (" ", ". ")
    return text[first.start() : found.end()] if first and is_month else found.group()


def by_claims(rows: Sequence[ClaimRow], copies: Copies, *, why: str = "", before: Collection[str] = ()) -> Telling:
    """What one report tells of an event, by its claims (of that report alone); `before` are the ids of those told before its day."""
    best = rows[0]
    lines: dict[Span, Line] = {}
    for row in rows:
        claim, source = row.claim, copies.get(row.claim.id) or copies.get(row.claim.report)
        trigger = Span(claim.trigger.start - claim.evidence.start, claim.trigger.end - claim.evidence.start)
        at = anchors.address_of(claim.report, row.sentence, claim.evidence)
        copied = Copy(source.report, source.publisher or "", 0.0) if source else None
        act = (claim.event, claim.id, _act(row))
        line = Line(
            row.sentence,
            (trigger,),
            at,
            of_claim(row),
            (_AGAINST.get(bearing_of(claim), claim.status),),
            (act,),
            copied,
            is_before=claim.id in before,
        )
        known = lines.get(claim.evidence)
        if known:
            how = tuple(dict.fromkeys((*known.how, *line.how)))
            line = replace(known, marks=tuple(sorted({*known.marks, trigger})), how=how, acts=(*known.acts, act))
        lines[claim.evidence] = line
    acts = tuple(dict.fromkeys(row.claim.event for row in rows))
    title, told = best.title or best.claim.report, (best.publisher or "", best.published or "")
    return Telling(best.claim.report, title, *told, tuple(lines.values()), why=why, acts=acts)
