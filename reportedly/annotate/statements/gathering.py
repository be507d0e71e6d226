"""From a report to its candidates: drafts, who speaks, on what occasion, through whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reportedly.annotate.statements.answers import denied_asides
from reportedly.annotate.statements.chain import passed_on, relays
from reportedly.annotate.statements.choice import chosen, rate, scores, worse
from reportedly.annotate.statements.claimed import without_others_words
from reportedly.annotate.statements.collect import drafts
from reportedly.annotate.statements.drafts import Draft
from reportedly.annotate.statements.headlines import summed_up
from reportedly.annotate.statements.nesting import adopt, cut_tails, hand_on, nest, redundant
from reportedly.annotate.statements.occasion import Occasion, Occasions, relayed
from reportedly.annotate.statements.parties import Speaker, Speaking
from reportedly.annotate.statements.pool import pooled
from reportedly.annotate.statements.reading import Reading
from reportedly.annotate.statements.relayers import Relayer, Relayers
from reportedly.annotate.statements.scope import Scope
from reportedly.annotate.statements.source import as_read
from reportedly.annotate.statements.speaker import Speakers
from reportedly.annotate.statements.told import told
from reportedly.annotate.statements.voices import in_quotations
from reportedly.model import AnnotatedReport, Party


@dataclass(frozen=True, slots=True)
class Candidate:
    """One statement as found, with who says it, on what occasion, who passes it on (nearest first), and its score.

    `relayers` are all who may pass it on, each with what speaks for it.
    """

    draft: Draft
    speaker: Speaker
    occasion: Occasion
    via: tuple[Party, ...]
    score: float
    relayers: Mapping[Relayer, list[str]] = field(default_factory=dict)


def gather(annotated: AnnotatedReport, *, rated: bool = True) -> tuple[Reading, list[Candidate]]:
    """A report as it is read and what is found in it, in the order of the contents.

    With `rated` False nothing is left out for its chance to be right (for training the scorers), and scores are 0.
    """
    reading = Reading(annotated)
    found = drafts(reading)
    cut_tails(reading, found)
    if annotated.readings is not None:
        found = pooled(reading, found)
    denied_asides(reading, found)
    nest(found)
    found = hand_on(reading, found)
    nest(found)
    out: set[int] = set()
    if rated:
        rate(reading, found)
        out = worse(reading, found)
        found = [d for d in found if d.by == "rules" or id(d) not in out]
    cut_tails(reading, found)
    nest(found)
    for draft in found:
        as_read(reading, draft)
    found = [d for d in found if d.subject is None or not reading.is_nobody(d.subject)]
    nest(found)
    speakers = Speakers(reading)
    who = {id(d): speakers.of(d) for d in sorted(found, key=lambda d: (d.cue.head.i, d.start))}
    who |= dict(summed_up(reading, found, who))
    who |= dict(in_quotations(reading, found, who))
    passing = {id(d) for d in relays(found, who)}
    out -= {id(d) for d in found if passed_on(d, passing - out)}  # as sure as that it was passed on
    around = {id(d): d.outer for d in found}
    found = [d for d in found if id(d) not in out or id(d) in passing]
    nest(found)
    adopt(found, around, who)
    passing |= redundant(reading, found, who, passing)
    kept = sorted((d for d in found if id(d) not in passing), key=lambda d: (d.start, -d.end))
    return reading, _candidates(reading, kept, speakers, who, passing, rated=rated)


def _candidates(
    reading: Reading, kept: Sequence[Draft], speakers: Speakers, who: Speaking, passing: set[int], *, rated: bool
) -> list[Candidate]:
    occasion = Occasions(reading, speakers)
    own = occasion.own(kept, who)
    occasions = Scope(reading, who).spread(kept, own, lambda d: relayed(d, who, passing, speakers), told(occasion))
    relayers = Relayers(occasion, who, own, occasions)
    asked = {id(d): relayers.evidence(d) if rated else {} for d in kept}
    chains = chosen(reading, asked)
    sure = scores(reading, kept, who) if rated else {}
    without_others_words(kept, who, sure)
    return [Candidate(d, who[id(d)], occasions[id(d)], chains[id(d)], sure.get(id(d), 0.0), asked[id(d)]) for d in kept]
