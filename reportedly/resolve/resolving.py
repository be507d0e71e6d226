"""One new report against what is known: its claims, and the links from them to earlier ones."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from reportedly.model import AnnotatedReport, Block, Claim, Link, Report, ReportEntity, Resolution
from reportedly.model.aliases import Groups, joined, party_ids, renamed, variants
from reportedly.model.copies import fingerprint, sample
from reportedly.resolve.blocking import blocking_keys
from reportedly.resolve.candidates import Candidates
from reportedly.resolve.claims import claims_of
from reportedly.resolve.copying import copy_link
from reportedly.resolve.entities import entity_links
from reportedly.resolve.linkage import compare
from reportedly.resolve.rules import limit
from reportedly.resolve.within import within, without_earlier_days

_LOOKALIKES = 20


def resolve(annotated: AnnotatedReport, known: Candidates) -> Resolution:
    """The claims of a report and their links to stored ones; nothing is written.

    "different" links are left out: `cluster` finds again what excludes what. Cost depends on the blocks that the
    claims' keys name (cut at a limit, which a note records), not on the size of the store.
    """
    claims = without_earlier_days(claims_of(annotated), annotated.report.text)
    return relink(claims, annotated.report, known, entities=annotated.entities)


def relink(claims: tuple[Claim, ...], report: Report, known: Candidates, *, entities: Iterable[ReportEntity] = ()) -> Resolution:
    """The links of a report's claims to those of other reports, as `resolve` makes them; `claims` may be stored ones.

    `entities` are those of a new report: they are linked to stored ones, too. What links say are two ids of one
    entity count as one party.
    """
    found = entity_links(entities, known)
    pairs = [(link.a, link.b) for link in found if link.verdict == "same"]
    same = joined(known.aliases(party_ids(claims) | {id for pair in pairs for id in pair}), pairs)
    asked = [_as_one(claim, same) for claim in claims]
    keys = {key for claim in asked for key in claim.keys}
    blocks = known.sharing(keys, limit=limit("block"), near=report.published) if keys else ()
    if same:
        blocks = [replace(block, claims=tuple(renamed(claim, same) for claim in block.claims)) for block in blocks]
    links = [*found, *within(claims, report.text), *_across(asked, blocks)]
    notes = tuple(
        f"{len(b.claims)} of {b.total} earlier claims under “{b.key}” were compared, those published nearest" for b in blocks if b.is_cut
    )
    mine = fingerprint(report)
    alike = known.lookalikes(sample(mine.shingles), limit=_LOOKALIKES) if mine.shingles else ()
    links += [link for other in alike if (link := copy_link(mine, other))]
    return Resolution(claims, tuple(links), notes)


def _as_one(claim: Claim, same: Groups) -> Claim:
    """A claim under the first ids of its parties, with the keys under all of them."""
    if not same:
        return claim
    keys = {key for variant in variants(claim, same) for key in blocking_keys(variant)} | set(claim.keys)
    return replace(renamed(claim, same), keys=tuple(sorted(keys)))


def _across(claims: Iterable[Claim], blocks: Iterable[Block]) -> list[Link]:
    """The links worth keeping between new claims and stored ones, each pair once.

    Every "same" link is kept, so that the order in which reports come does not show; where a block was cut, which
    links there are depends on the order anyway, and the best ones are enough.
    """
    blocks = list(blocks)
    by_key, cut = {block.key: block.claims for block in blocks}, {block.key for block in blocks if block.is_cut}
    found: list[tuple[Claim, Claim, Link]] = []
    for claim in claims:
        others = {c.id: c for key in claim.keys for c in by_key.get(key, ()) if c.report != claim.report}
        found += [(claim, other, link) for other in others.values() if (link := compare(claim, other))]
    by_claim: dict[str, list[Link]] = defaultdict(list)
    for link in settle(found):
        for id in {link.a, link.b}:
            by_claim[id].append(link)
    kept: list[Link] = []
    for claim in claims:
        mine = by_claim[claim.id]
        most = limit("same_per_claim") if cut.intersection(claim.keys) else len(mine)
        kept += _best(mine, "same", most) + _best(mine, "unsure", limit("unsure_per_claim"))
    return kept


def settle(found: Iterable[tuple[Claim, Claim, Link]]) -> list[Link]:
    """The links between claims of different reports, where "same" holds for the best match only.

    Two reports may tell several acts alike ("urged ... and urged ..."). An act of one is joined to an act of the
    other when both have the same trigger word, or when each is the other's one best match; else it becomes "unsure".
    """
    found = list(found)
    best: dict[tuple[str, str, str], dict[str, float]] = defaultdict(dict)  # act, other report -> its acts -> score
    for a, b, link in found:
        if link.verdict == "same":
            for one, other in ((a, b), (b, a)):
                scores = best[one.report, one.mention, other.report]
                scores[other.mention] = max(scores.get(other.mention, 0.0), link.score)
    return [link if _is_settled(a, b, link, best) else _doubtful(link) for a, b, link in found]


def _is_settled(a: Claim, b: Claim, link: Link, best: Mapping[tuple[str, str, str], Mapping[str, float]]) -> bool:
    if link.verdict != "same" or set(a.heads) & set(b.heads):
        return True
    for one, other in ((a, b), (b, a)):
        scores = best[one.report, one.mention, other.report]
        if any(score >= scores[other.mention] for mention, score in scores.items() if mention != other.mention):
            return False
    return True


def _doubtful(link: Link) -> Link:
    return replace(link, verdict="unsure", reason=f"{link.reason}; but the reports tell several acts that match as well")


def _best(links: list[Link], verdict: str, most: int) -> list[Link]:
    """The links of a verdict, at most so many, the highest scores first."""
    return sorted((link for link in links if link.verdict == verdict), key=lambda link: (-link.score, link.a, link.b))[:most]
