"""Whom a resolved entity stands for when it speaks: parties, alone and together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.annotate.articles import with_article
from reportedly.annotate.sentences import plain
from reportedly.model import Mention, Party, ReportEntity, SpeakerKind
from reportedly.model.events import single_ids

DETERMINERS = re.compile(
    r"^(?:the|a|an|(?:some|one|these|those)(?! (?:(?:of|in|at|on|from|among|within|around|near|who)\b|\w+(?:ed|ing)\b))"
    r"|its|his|her|their|that|this)\s+",
    re.IGNORECASE,
)
POSSESSIVE = re.compile(r"['’]s?$")
TIMES = re.compile(r"\s+(?:for the (?:first|second|last) time|once again|again)$", re.IGNORECASE)
LONGEST_NAME = 80  # characters
KINDS: dict[str, SpeakerKind] = {
    "country": "government",
    "government": "government",
    "person": "person",
    "organisation": "organisation",
    "media": "media",
    "group": "group",
    "place": "government",
}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: `party` is None where that stays open; `reason` says why in either case."""

    party: Party | None
    kind: SpeakerKind
    reason: str


Speaking = Mapping[int, Speaker]
"""Who speaks, by the id() of the draft."""

UNKNOWN = Speaker(None, "unnamed", "the text names no source")
NOBODY = Speaker(None, "unnamed", "a date or an amount says nothing: the text does not make certain who speaks")
MEDIA_REPORTS = Speaker(Party("name:media-reports", "unnamed media reports"), "media", "reports without a name of who made them")


def as_speaker(entity: ReportEntity, mention: Mention) -> Speaker:
    """An entity in the role of a speaker: a country speaks through its government."""
    if entity.kind == "country":
        party = Party(f"{entity.id}-GOV", f"Government of {with_article(entity.name)}")
        return Speaker(party, "government", f"the country's name stands for its government ({mention.kind})")
    reason = mention.reason or entity.reason or f"the text has the {mention.kind}"
    return Speaker(Party(entity.id, entity.name), KINDS.get(entity.kind, "unnamed"), reason)


def joined(found: Sequence[Speaker]) -> Speaker:
    """Several speakers as one party; a party met twice counts once."""
    parties = {s.party.id: s for s in found if s.party}
    several = list(parties.values())
    if len(several) == 1:
        return several[0]
    names = [s.party.name for s in several if s.party]
    kind = several[0].kind if len({s.kind for s in several}) == 1 else "group"
    together = Party("+".join(sorted(parties)), ", ".join(names[:-1]) + " and " + names[-1])
    return Speaker(together, kind, "they speak together")


def ids_of(party: Party, entities: Sequence[ReportEntity]) -> set[str]:
    """The ids of a party, of each who is in it, and of their states."""
    ids = set(single_ids(party.id))
    return ids | {e.country for e in entities if e.country and ids & {e.id, f"{e.id}-GOV"}}


NAME = r"(?:the )?[A-Z][\w.]*(?: [A-Z][\w.]*)?"
LISTED = re.compile(rf"\b(?:from|of|in) {NAME}(?:, {NAME})+,? and (?:the )?[\w. ]+$")
"""A list of names at the end of a source ("envoys from Norway, Chile and Peru"): its commas cut nothing off."""


def own_words(source: str) -> str:
    """A source by its own words, in plain quotes: without an article, what stands behind a comma, and the time of speaking at its end."""
    source = plain(source)
    kept = source if LISTED.search(source) else source.split(",")[0]
    return POSSESSIVE.sub("", TIMES.sub("", DETERMINERS.sub("", kept))[:LONGEST_NAME].strip())
