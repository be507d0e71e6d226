"""Where one claim comes from: the origin behind a chain of sources, a wire credit or a publisher."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from reportedly.model import AnnotatedReport, Origin, Party, Report, ReportEntity
from reportedly.model.events import country_code, single_ids
from reportedly.resources import table

NAMES = "schemas/linkage-origins.toml"
_STATE_MEDIA = "-state-media"


def origin_from(chain: tuple[Party, ...], annotated: AnnotatedReport) -> Origin:
    """The origin of what a chain (nearest the fact first) tells in a report.

    The outermost link that is a state's media, or the publisher where that is one; else the link nearest the fact
    that is named; else the medium that relays an unnamed source, both named. Without a chain the credited agency,
    else the publisher.
    """
    if not chain:
        return own_origin(annotated.report)
    entities = {e.id: e for e in annotated.entities}
    for party in reversed(chain):
        if state := _state_of(party.name, party.id):
            return Origin(f"origin:{origin_key(party.name)}", party.name, f"{party.name}, media of a state, publishes it", state)
    if state := _state_of(annotated.report.publisher or ""):
        name = annotated.report.publisher or ""
        return Origin(f"origin:{origin_key(name)}", name, f"{name}, media of a state, tells what {chain[0].name} says", state)
    media = [p for p in chain if _is_media(p, entities)]
    named = [p for p in chain if p not in media and not is_unnamed(p)]
    if named:
        return _speaker(named[0], media, entities)
    unnamed = [p for p in chain if p not in media]
    if unnamed:
        return _unnamed(unnamed[0], media, annotated.report)
    first = media[0]
    return Origin(f"origin:{origin_key(first.name)}", first.name, f"the report names {first.name} and nobody behind it")


def own_origin(report: Report) -> Origin:
    """The origin of what a report tells in its own voice: the one agency it credits, else its publisher, else itself."""
    agencies = [c for c in report.credits if origin_key(c) in _same_names().values()]
    publisher = origin_key(report.publisher or "")
    if len(agencies) == 1 and origin_key(agencies[0]) != publisher:
        return Origin(f"origin:{origin_key(agencies[0])}", agencies[0], f"the report credits {agencies[0]}", _state_of(agencies[0]))
    if report.publisher:
        return Origin(f"origin:{publisher}", report.publisher, f"{report.publisher} says it in its own voice", _state_of(report.publisher))
    return Origin(f"report:{report.id}", "this report", "the report says it in its own voice; its publisher is not known")


def origin_key(name: str) -> str:
    """A name as a key: one for all names of an origin that are known, else its letters and digits in lower case."""
    plain = _plain(name)
    return _same_names().get(plain, plain.replace(" ", "-"))


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
    return entity.country or "" if entity.kind in ("country", "government") or entity.office else ""


def _unnamed(party: Party, media: list[Party], report: Report) -> Origin:
    """An unnamed source is one origin per medium that heard it: two media may have heard the same one, or not.

    One of whom nothing at all is told ("reportedly", "it was said") is no origin beside the medium itself.
    """
    if _plain(party.name) in table(NAMES)["nobody"]:
        return replace(own_origin(report), reason=f"{own_origin(report).name} names nobody who says so")
    heard_by = media[0].name if media else own_origin(report).name
    key = f"origin:{origin_key(party.name)}@{origin_key(heard_by)}"
    return Origin(key, f"{party.name} ({heard_by})", f"a source without a name, heard by {heard_by}")


def _is_media(party: Party, entities: Mapping[str, ReportEntity]) -> bool:
    entity = entities.get(party.id)
    return bool(entity and entity.kind == "media") or _plain(party.name) in _same_names()


def _state_of(name: str, id: str = "") -> str:
    """The state whose media this is ("PRK-state-media", or by name); "" for any other."""
    return id.removesuffix(_STATE_MEDIA) if id.endswith(_STATE_MEDIA) else _state_media().get(origin_key(name), "")


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.casefold().replace("'", "").replace("’", ""))
    plain = " ".join(re.findall(r"[^\W_]+", "".join(c for c in folded if not unicodedata.combining(c))))
    return plain.removeprefix("the ")


@cache
def _same_names() -> Mapping[str, str]:
    return {_plain(name): key for key, names in table(NAMES)["same"].items() for name in names}


def _state_media() -> Mapping[str, str]:
    state: Mapping[str, str] = table(NAMES)["state"]
    return state
