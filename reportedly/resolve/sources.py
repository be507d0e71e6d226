"""Where one claim comes from: the origin behind a chain of sources, a wire credit or a publisher."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

from reportedly.model import AnnotatedReport, Claim, Origin, OriginKind, Party, Report, ReportEntity, Step
from reportedly.model.events import country_code, single_ids
from reportedly.model.report import HELPERS
from reportedly.resolve.documents import issuers
from reportedly.resources import table

NAMES = "schemas/linkage-origins.toml"
MEDIA = "lexicons/en/media.toml"
OFFICES = "lexicons/en/offices.toml"
_STATE_MEDIA = "-state-media"
_ADDRESS = re.compile(r"(?<=\S)\s+\((?:[\w-]+\.)+[\w-]+\)\s*$")


Documents = Mapping[str, Party | None]
"""The ids of parties that are a text or images, not somebody, each with whose word it is (None for nobody's; see `documents`)."""
NO_DOCUMENTS: Documents = MappingProxyType({})


def origin_from(chain: tuple[Party, ...], annotated: AnnotatedReport, *, documents: Documents = NO_DOCUMENTS) -> Origin:
    """The origin of what a chain (nearest the fact first) tells in a report.

    The outermost link that is a state's media, or the publisher where that is one; else the link nearest the fact
    that is named; else the medium that relays an unnamed source, both named. Without a chain the credited agency,
    else the publisher. What a text says is the word of whoever issued it; of one that nobody is named for, that of the medium.
    """
    told = tuple(documents.get(party.id) or party for party in chain)
    chain = tuple(party for party in told if party.id not in documents or not is_picture(party))
    if not chain:
        own = own_origin(annotated.report)
        return replace(own, reason=f"{told[0].name} show it, and {own.name} tells of them") if told else own
    entities = {e.id: e for e in annotated.entities}
    for party in reversed(chain):
        if state := _state_of(party.name, party.id):
            reason = f"{party.name}, {_called(party.name)}, publishes it"
            return Origin(f"origin:{origin_key(party.name)}", party.name, reason, state, _step_kind(party, entities, documents))
    if state := _state_of(annotated.report.publisher or ""):
        name = annotated.report.publisher or ""
        reason = f"{name}, {_called(name)}, tells what {chain[0].name} says"
        return Origin(f"origin:{origin_key(name)}", name, reason, state, _media_kind(name))
    media = [p for p in chain if _is_media(p, entities)]
    named = [p for p in chain if p not in media and not is_unnamed(p) and p.id not in documents]
    if named:
        return _speaker(named[0], media, entities)
    unnamed = [p for p in chain if p not in media]
    if unnamed:
        kind: OriginKind = "document" if unnamed[0].id in documents else "speaker"
        return replace(_unnamed(unnamed[0], media, annotated.report, kind), side=_office_side(unnamed[0], entities))
    first = media[0]
    reason = f"the report names {first.name} and nobody behind it"
    return Origin(f"origin:{origin_key(first.name)}", first.name, reason, kind=_media_kind(first.name))


def own_origin(report: Report) -> Origin:
    """The origin of what a report tells in its own voice: the one agency it credits, else its publisher, else itself.

    An agency that only contributed may have told any of it: the report is named, and counts as one with that agency.
    """
    agency = credited(report)
    if agency:
        return Origin(f"origin:{origin_key(agency)}", agency, f"the report credits {agency}", _state_of(agency), "agency")
    own = _publishers(report)
    helper = _one_agency(report, _helpers(report))
    if helper and not own.side:
        reason = f"{helper} contributed to the report; which of it is {helper}'s is not said, so that they count as one"
        return replace(
            own,
            id=f"origin:{origin_key(report.publisher or report.id)}@{origin_key(helper)}",
            name=f"{own.name}, with {helper}",
            reason=reason,
        )
    return own


def _publishers(report: Report) -> Origin:
    """The origin that a report's publisher is, or the report itself where that is not known."""
    if report.publisher:
        reason, publisher = f"{report.publisher} says it in its own voice", origin_key(report.publisher)
        return Origin(f"origin:{publisher}", report.publisher, reason, _state_of(report.publisher), _media_kind(report.publisher))
    return Origin(f"report:{report.id}", "this report", "the report says it in its own voice; its publisher is not known", kind="report")


def credited(report: Report) -> str:
    """The one agency on which a report says that it rests; "" where there is none, or several."""
    return _one_agency(report, frozenset(report.credits) - _helpers(report))


def _helpers(report: Report) -> frozenset[str]:
    """Those of the credits that only contributed."""
    return frozenset(filter(None, report.metadata.get(HELPERS, "").split(", ")))


def _one_agency(report: Report, names: Iterable[str]) -> str:
    known = {origin_key(c): c for c in names if origin_key(c) in _same_names().values()}
    known.pop(origin_key(report.publisher or ""), None)
    return next(iter(known.values())) if len(known) == 1 else ""


def path_from(chain: tuple[Party, ...], annotated: AnnotatedReport, *, documents: Documents = NO_DOCUMENTS) -> tuple[Step, ...]:
    """The way of a claim to a report: its chain, else the agency that the report credits; () for the report's own words."""
    if not chain:
        agency = credited(annotated.report)
        return (Step("agency", f"origin:{origin_key(agency)}", agency),) if agency else ()
    entities = {e.id: e for e in annotated.entities}
    return tuple(Step(_step_kind(p, entities, documents), f"origin:{origin_key(p.name)}", p.name) for p in chain)


def with_origins(claims: Iterable[Claim], annotated: AnnotatedReport) -> tuple[Claim, ...]:
    """Stored claims with their origins and ways read anew from the report's layers (which need no tokens)."""
    documents = issuers(annotated)
    return tuple(
        replace(
            claim,
            origin=origin_from(claim.according_to, annotated, documents=documents),
            path=path_from(claim.according_to, annotated, documents=documents),
        )
        for claim in claims
    )


def _step_kind(party: Party, entities: Mapping[str, ReportEntity], documents: Documents) -> OriginKind:
    if party.id in documents:
        return "document"
    is_seat = origin_key(party.name) in table(NAMES)["seats"]
    return _media_kind(party.name) if (_is_media(party, entities) or party.id.endswith(_STATE_MEDIA)) and not is_seat else "speaker"


def _called(name: str) -> str:
    """What one that speaks for a state is: its government's own seat, which publishes for itself, or its media."""
    return "the seat of a government" if origin_key(name) in table(NAMES)["seats"] else "media of a state"


def _media_kind(name: str) -> OriginKind:
    """Whether a medium is a news agency, on which others rest, or an outlet."""
    return "agency" if origin_key(name) in _agencies() else "publisher"


def origin_key(name: str) -> str:
    """A name as a key: one for all names of an origin that are known, else its letters and digits in lower case.

    The web address that collections put behind a publisher's name ("The Herald (herald.example)") is no part of it.
    """
    plain = _plain(_ADDRESS.sub("", name))
    return _same_names().get(plain, plain.replace(" ", "-"))


def origin_id(name: str) -> str:
    """The id of an origin from any of its names ("Korean Central News Agency"), or from the id itself ("origin:kcna")."""
    return name if name.startswith(("origin:", "report:")) else f"origin:{origin_key(name)}"


def is_picture(party: Party) -> bool:
    """Whether a party is pictures ("satellite photos"): evidence of whoever publishes or tells of them."""
    return not set(_plain(party.name).split()).isdisjoint(table(NAMES)["pictures"])


def is_unnamed(party: Party) -> bool:
    """Whether a party of a chain is a source without a name ("unnamed US officials")."""
    return party.id.startswith(("unnamed", "group:")) or _plain(party.name).startswith(("unnamed", "unidentified", "anonymous"))


def _speaker(party: Party, media: list[Party], entities: Mapping[str, ReportEntity]) -> Origin:
    sides = {_side(id, entities) for id in single_ids(party.id)} - {""}
    relayed = f", relayed by {media[-1].name}" if media else ""
    return Origin(f"origin:{origin_key(party.name)}", party.name, f"{party.name} says so{relayed}", "+".join(sorted(sides)))


def _side(id: str, entities: Mapping[str, ReportEntity]) -> str:
    """The state for which an entity speaks: itself, its government, whoever holds an office of it; "" for nobody's."""
    entity = entities.get(id)
    if not entity:
        return country_code(id)
    if entity.kind == "organisation" and entity.country and id.startswith(f"{entity.country}-"):
        return "" if id.endswith(tuple(table(NAMES)["independent"])) else entity.country  # its army, its police, its parliament
    return entity.country or "" if entity.kind in ("country", "government") or entity.office in _government()["holders"] else ""


def _office_side(party: Party, entities: Mapping[str, ReportEntity]) -> str:
    """The state for which an office holder without a name speaks ("Norway's defence minister"); "" for anybody else."""
    words = _plain(party.name)
    if not words.endswith(tuple(f" {w}" for w in _government()["unnamed"])) or set(words.split()) & set(_government()["not"]):
        return ""
    entity = entities.get(party.id)
    named = {e.id for e in entities.values() if e.kind == "country" and f" {_plain(e.name)} " in f" {words.replace('s ', ' ')} {words} "}
    return entity.country or "" if entity is not None else next(iter(named)) if len(named) == 1 else ""


def _government() -> Mapping[str, Any]:
    """Whoever speaks for the government whose office is held: keys of offices, and how those without a name are called."""
    found: Mapping[str, Any] = table(OFFICES)["government"]
    return found


def _unnamed(party: Party, media: list[Party], report: Report, kind: OriginKind) -> Origin:
    """An unnamed source is one origin per medium that heard it: two media may have heard the same one, or not.

    One of whom nothing at all is told ("reportedly", "it was said") is no origin beside the medium itself.
    """
    if _plain(party.name) in table(NAMES)["nobody"]:
        return replace(own_origin(report), reason=f"{own_origin(report).name} names nobody who says so")
    heard_by = media[0].name if media else credited(report) or _publishers(report).name
    key = f"origin:{origin_key(party.name)}@{origin_key(heard_by)}"
    told = (
        f"a document that nobody is named for, told of by {heard_by}"
        if kind == "document"
        else f"a source without a name, heard by {heard_by}"
    )
    return Origin(key, f"{party.name} ({heard_by})", told, kind=kind)


def _is_media(party: Party, entities: Mapping[str, ReportEntity]) -> bool:
    entity = entities.get(party.id)
    return bool(entity and entity.kind == "media") or _plain(party.name) in _same_names()


def _state_of(name: str, id: str = "") -> str:
    """The state whose media this is ("PRK-state-media", or by name); "" for any other."""
    return id.removesuffix(_STATE_MEDIA) if id.endswith(_STATE_MEDIA) else _state_media().get(origin_key(name), "")


@lru_cache(maxsize=5_000)  # publishers, agencies and speakers come back again and again
def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.casefold().replace("'", "").replace("’", ""))
    plain = " ".join(re.findall(r"[^\W_]+", "".join(c for c in folded if not unicodedata.combining(c))))
    return plain.removeprefix("the ")


@cache
def _same_names() -> Mapping[str, str]:
    """Every name of a known origin -> its key; the project's own table of names goes before the lexicon of media."""
    found: dict[str, str] = {}
    for entry in _media().values():
        names = (entry["name"], *entry.get("aliases", ()))
        key = next((k for n in names if (k := _named().get(_plain(n)))), _plain(entry["name"]).replace(" ", "-"))
        found |= {_plain(n): key for n in names if n not in entry.get("ambiguous", ())}
        found.setdefault(_plain(entry["name"]), key)
    return {**found, **_named()}


@cache
def _named() -> Mapping[str, str]:
    return {_plain(name): key for key, names in table(NAMES)["same"].items() for name in names}


@cache
def _agencies() -> frozenset[str]:
    """The keys of news agencies."""
    return frozenset(origin_key(entry["name"]) for entry in _media().values() if entry.get("agency")) | frozenset(table(NAMES)["agencies"])


def _media() -> Mapping[str, Any]:
    return {id: entry for id, entry in table(MEDIA).items() if isinstance(entry, dict) and "name" in entry}


@cache
def _state_media() -> Mapping[str, str]:
    """Key -> alpha-3 code of the state that a medium speaks for."""
    listed: Mapping[str, str] = table(NAMES)["state"]
    media = {origin_key(_media()[id]["name"]): _media()[id]["country"] for id in table(NAMES)["directed"] if id in _media()}
    return {**media, **listed}
