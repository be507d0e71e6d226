"""What stands: who asserts an event, who confirms it, who denies it, who will not say, and where their values differ.

Nothing here says whether a thing is true. Everything is read from the claims of one event and the stances of the
statements in which they stand.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from reportedly.model.amounts import can_agree, in_words, unit_key
from reportedly.model.dates import overlap, within
from reportedly.model.events import days, single_ids
from reportedly.model.origins import DENIED, NO_COPIES, Copies, Standing, copied, counted, denies, origin_of, parties_of, standing, vouches
from reportedly.model.resolved import Claim
from reportedly.model.vocabulary import Bearing, Stance

Relation = Literal["a party itself", "the other party", "a third party"]
"""What one who speaks is to the event: who acts in it (or, of several, is first told to say so); upon whom; neither."""

STANDING_RULES: Mapping[Standing, str] = {
    "both parties say so": "origins that speak for at least two of the parties tell it",
    "one side only": "only origins that speak for one party tell it",
    "third party": "somebody who speaks for no party tells it",
    "disputed": "one origin tells it as denied or as not happened, another as happened",
    "unconfirmed": "it is only alleged or suspected, and by no party",
}
"""The rule of each label; docs/origins.md has them, too."""

BEARINGS: Mapping[Bearing, tuple[str, str]] = {
    "tells": ("tells it outright", "it vouches for the act"),
    "confirms": ("confirms it", "it says of the act itself that it is so"),
    "denies": ("denies it", "it says that the act was not done"),
    "calls off": ("tells that it was called off", "the plan was dropped, which denies nothing that took place later"),
    "doubts": ("doubts it", "it questions the act: that is neither telling nor denying"),
    "speaks of": (
        "only speaks of it",
        "as known, or as somebody else’s word: it counts as an origin only where nobody tells the act outright",
    ),
}
"""What a source does with an act, in words, and what that means."""


def bearing_of(claim: Claim) -> Bearing:
    """What the source of a claim does with the act; in stores of versions that did not ask it tells or, by the status, denies it."""
    return claim.bearing or ("denies" if claim.status in DENIED else "tells")


@dataclass(frozen=True, slots=True)
class Remark:
    """One who would not say whether it is so: who, the state they speak for, and where that is told.

    `report` and `statement` name the statement; `said` is its text.
    """

    id: str
    name: str
    side: str
    report: str
    statement: int
    said: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """One origin and what it is to the event. `how` are the statuses under which it is told, most telling first.

    `reports` are the ids of the reports that give it, `copies` those among them that copied it; `claims` its claims.
    `statements` are where one who would not say is told to (a report's id, the statement's index).
    """

    id: str
    name: str
    side: str
    relation: Relation
    how: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    statements: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """A value that is told, who tells it (names), in which reports and claims (ids)."""

    text: str
    told_by: tuple[str, ...]
    reports: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Values of one field that differ. `field` is "date", "place" or what is counted ("car").

    `can_agree` says whether all may hold at once: 73 and "at least 70" may, two days may not.
    """

    field: str
    values: tuple[Value, ...]
    can_agree: bool


@dataclass(frozen=True, slots=True)
class Stands:
    """What stands of one event: voices by what they do, values that differ, and what that amounts to by a rule.

    `doubted_by` question it, `called_off_by` tell that it was called off when it was still to come: neither deny it.
    `is_only_spoken_of` says that those in `asserted_by` speak of it as known, or as somebody else's word, and nobody tells it outright.
    """

    standing: Standing
    rule: str
    asserted_by: tuple[Voice, ...] = ()
    confirmed_by: tuple[Voice, ...] = ()
    denied_by: tuple[Voice, ...] = ()
    declined: tuple[Voice, ...] = ()
    differences: tuple[Difference, ...] = ()
    doubted_by: tuple[Voice, ...] = ()
    called_off_by: tuple[Voice, ...] = ()
    is_only_spoken_of: bool = False


def what_stands(
    claims: Iterable[Claim],
    *,
    stances: Mapping[str, Stance] | None = None,
    declined: Sequence[Remark] = (),
    copies: Copies = NO_COPIES,
) -> Stands:
    """What stands of an event, from its claims.

    `stances` holds, by the id of a claim, the stance of the statement that it stands in; `declined` who would not say.
    A report's own voice counts only where it names nobody (see `origins.counted`). The order of claims is of no matter.
    """
    claims = sorted(claims, key=lambda c: (c.published or "9999", c.report, c.trigger.start, c.id))
    counting = counted(claims, copies)
    said = stances or {}
    sides = _Sides(counting, copies)
    label = standing(claims, copies)
    is_told = any(c.status not in DENIED and c.bearing != "doubts" for c in counting)
    denied = [c for c in counting if denies(c) or (c.status in DENIED and c.bearing != "calls off" and not is_told)]
    confirmed = [c for c in counting if _confirms(c, said) and c.status not in DENIED]
    doubted, off = ([c for c in claims if c.bearing == what] for what in ("doubts", "calls off"))
    rest = {c.id for c in (*denied, *confirmed, *doubted, *off)}
    asserted = [c for c in counting if c.id not in rest and c.status != "hypothetical" and c.status not in DENIED]
    return Stands(
        standing=label,
        rule=STANDING_RULES[label],
        asserted_by=sides.voices(asserted),
        confirmed_by=sides.voices(confirmed),
        denied_by=sides.voices(denied),
        declined=sides.silent(declined),
        differences=differences([c for c in claims if c.status not in DENIED], copies),
        doubted_by=sides.voices(doubted),
        called_off_by=sides.voices(off),
        is_only_spoken_of=bool(asserted) and not confirmed and not any(vouches(c) for c in asserted),
    )


def _confirms(claim: Claim, said: Mapping[str, Stance]) -> bool:
    """Whether a claim confirms the act; where that was not asked of the act in its statement, whether the statement confirms something."""
    was_asked = claim.bearing and claim.statement is not None
    return claim.bearing == "confirms" or (not was_asked and said.get(claim.id) == "confirms")


def differences(claims: Sequence[Claim], copies: Copies = NO_COPIES) -> tuple[Difference, ...]:
    """The fields of which the claims tell values that differ: amounts of the same thing, dates, places.

    A coarser date that holds the finer one is no difference.
    """
    found = [*_amounts(claims, copies)]
    dated = [c for c in claims if c.date and days(c.date)]
    dates = sorted({c.date for c in dated if c.date})
    apart = [d for d in dates if any(not within(d, e) and not within(e, d) for e in dates)]
    if apart:
        values = _values([c for c in dated if c.date in apart], lambda c: c.date or "", copies)
        found.append(Difference("date", values, all(overlap(d, e) for d in apart for e in apart)))
    placed = [c for c in claims if c.place]
    if len({_folded(c) for c in placed}) > 1:
        countries = {c.place.country for c in placed if c.place and c.place.country}
        found.append(Difference("place", _values(placed, _place, copies), len(countries) < 2))
    return tuple(found)


def stands_lines(stands: Stands) -> list[str]:
    """What stands as lines of text."""
    lines = [f"{stands.standing}: {stands.rule}"]
    for label, voices in (
        ("asserted by", stands.asserted_by),
        ("confirmed by", stands.confirmed_by),
        ("denied by", stands.denied_by),
        ("doubted by", stands.doubted_by),
        ("called off by", stands.called_off_by),
        ("declined to say", stands.declined),
    ):
        lines += [f"{label:<15} {voice_words(v)}" for v in voices]
    for difference in stands.differences:
        may = "all may hold" if difference.can_agree else "not all can hold"
        lines.append(f"{'values differ':<15} {difference.field} ({may}):")
        lines += [f"{'':<15}   {v.text}: {', '.join(v.told_by)} ({', '.join(v.reports)})" for v in difference.values]
    return lines


def voice_words(voice: Voice) -> str:
    """One voice in words: "KCNA (for PRK, a party itself), alleged, 2 reports, 1 of them a copy"."""
    speaks = f"for {voice.side.replace('+', ' and ')}, " if voice.side else ""
    reports, copies = len(voice.reports), len(voice.copies)
    told = f", {reports} report{'' if reports == 1 else 's'}"
    told += f", {copies} of them {'a copy' if copies == 1 else 'copies'}" if copies else ""
    how = [h for h in voice.how if h not in ("occurred", *DENIED)]
    return f"{voice.name} ({speaks}{voice.relation}){', ' + ' or '.join(how) if how else ''}{told}"


class _Sides:
    """Who is what to an event."""

    def __init__(self, claims: Sequence[Claim], copies: Copies) -> None:
        self._copies = copies
        self._parties = parties_of(claims)
        self._acting = {c.countries[id] for c in claims for p in c.actor for id in single_ids(p.id) if id in c.countries}
        self._upon = {c.countries[id] for c in claims for p in c.recipient for id in single_ids(p.id) if id in c.countries}
        if not self._upon - self._acting and len(self._acting) > 1:  # done together: the first to say so is the party itself
            first = next((s for c in claims for s in origin_of(c, copies).side.split("+") if s in self._acting), "")
            if first:  # else none of them says so itself
                self._upon, self._acting = self._acting - {first}, {first}

    def relation(self, side: str) -> Relation:
        """What one who speaks for `side` is to the event."""
        sides = set(side.split("+"))
        if sides & self._acting:
            return "a party itself"
        return "the other party" if sides & self._upon else "a third party"

    def voices(self, claims: Sequence[Claim]) -> tuple[Voice, ...]:
        """The origins of these claims, those with most reports first."""
        grouped: dict[str, list[Claim]] = {}
        for claim in claims:
            grouped.setdefault(origin_of(claim, self._copies).id, []).append(claim)
        made = [self._voice(members) for members in grouped.values()]
        return tuple(sorted(made, key=lambda v: (-len(v.reports), v.name, v.id)))

    def _voice(self, claims: Sequence[Claim]) -> Voice:
        origin = origin_of(claims[0], self._copies)
        statuses: list[str] = [c.status for c in claims]
        return Voice(
            id=origin.id,
            name=origin.name,
            side=origin.side,
            relation=self.relation(origin.side),
            how=tuple(sorted(set(statuses), key=lambda s: (-statuses.count(s), s))),
            reports=tuple(dict.fromkeys(c.report for c in claims)),
            copies=tuple(dict.fromkeys(c.report for c in claims if copied(c, self._copies))),
            claims=tuple(c.id for c in claims),
        )

    def silent(self, remarks: Sequence[Remark]) -> tuple[Voice, ...]:
        """Those who would not say, each once."""
        grouped: dict[str, list[Remark]] = {}
        for remark in remarks:
            grouped.setdefault(remark.id, []).append(remark)
        return tuple(self._silent(id, some) for id, some in sorted(grouped.items()))

    def _silent(self, id: str, some: Sequence[Remark]) -> Voice:
        reports = tuple(dict.fromkeys(r.report for r in some))
        places = tuple((r.report, r.statement) for r in some)
        return Voice(id, some[0].name, some[0].side, self.relation(some[0].side), reports=reports, statements=places)


def _amounts(claims: Sequence[Claim], copies: Copies) -> list[Difference]:
    counted_by_unit: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.magnitude:
            counted_by_unit.setdefault(unit_key(claim.magnitude.unit), []).append(claim)
    found = []
    for unit, members in sorted(counted_by_unit.items()):
        amounts = [c.magnitude for c in members if c.magnitude]
        if len({(a.modifier, a.number) for a in amounts}) > 1:
            found.append(Difference(unit, _values(members, _amount, copies), can_agree(amounts)))
    return found


def _values(claims: Sequence[Claim], text: Callable[[Claim], str], copies: Copies) -> tuple[Value, ...]:
    """The values that claims tell, each once; those of most reports first."""
    grouped: dict[str, list[Claim]] = {}
    for claim in claims:
        grouped.setdefault(text(claim), []).append(claim)
    made = [
        Value(
            value,
            tuple(dict.fromkeys(origin_of(c, copies).name for c in members)),
            tuple(dict.fromkeys(c.report for c in members)),
            tuple(c.id for c in members),
        )
        for value, members in grouped.items()
    ]
    return tuple(sorted(made, key=lambda v: (-len(v.reports), v.text)))


def _amount(claim: Claim) -> str:
    return in_words(claim.magnitude) if claim.magnitude else ""


def _place(claim: Claim) -> str:
    return claim.place.name if claim.place else ""


def _folded(claim: Claim) -> str:
    return _place(claim).casefold()
