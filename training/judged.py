"""Candidates of annotated reports with their verdicts: whether annotators have the same content, and the same speaker."""

import importlib.util
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from annotated import texts_and_gold

from reportedly.annotate.entities.loading import rows as named
from reportedly.annotate.statements.gathering import Candidate, gather
from reportedly.annotate.statements.reading import Reading
from reportedly.annotate.statements.stage import statement
from reportedly.export.record import record
from reportedly.model import AnnotatedReport

NAMES = ("leaders", "bodies", "organisations", "media")


@dataclass(frozen=True, slots=True)
class Row:
    """One candidate with its verdicts; `report` is the id of its report.

    `share` is the overlap of its content with the annotators' over both together, 0 to 1; `stance` is theirs and `told` ours ("" where
    they have none).
    """

    reading: Reading
    candidate: Candidate
    report: str
    content: bool
    speaker: bool
    share: float = 0.0
    stance: str = ""
    told: str = ""


def scorer(shared: Path) -> ModuleType:
    """The scorer of annotations: its matching of contents and names."""
    spec = importlib.util.spec_from_file_location("score", shared / "eval" / "score.py")
    if spec is None or spec.loader is None:
        sys.exit(f"There is no scorer below {shared}.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(shared: Path, name: str, items: Sequence[AnnotatedReport], *, rated: bool = False) -> tuple[list[Row], int]:
    """The candidates of a set's reports with their verdicts, and how many statements the annotators have in them."""
    judge, gold = scorer(shared), texts_and_gold(shared, name)[1]
    found: list[Row] = []
    for item in items:
        found.extend(_of_report(judge, item, gold[item.report.id]["statements"], rated=rated))
    return found, sum(len(gold[i.report.id]["statements"]) for i in items)


def _of_report(judge: ModuleType, item: AnnotatedReport, wanted: list[dict[str, Any]], *, rated: bool) -> list[Row]:
    reading, found = gather(item, rated=rated)
    told = record(replace(item, statements=tuple(statement(reading, c, "") for c in found)))["statements"]
    partner = pairs(judge, item.report.text, wanted, told)
    return [_row(judge, Row(reading, c, item.report.id, j in partner, False), told[j], wanted, partner.get(j)) for j, c in enumerate(found)]


def _row(judge: ModuleType, row: Row, told: dict[str, Any], wanted: list[dict[str, Any]], partner: tuple[int, float] | None) -> Row:
    """The row with what its partner among the wanted ones says."""
    if partner is None:
        return row
    k, share = partner
    return replace(row, speaker=same_speaker(judge, wanted[k], told), share=share, stance=wanted[k]["stance"], told=told["stance"])


def pairs(judge: ModuleType, text: str, wanted: list[dict[str, Any]], found: list[dict[str, Any]]) -> dict[int, tuple[int, float]]:
    """Found -> wanted with their overlap, one to one, best overlap first; from a half of the characters of both together on."""
    left = [judge.chars(judge.gold_statement_spans(text, s)) for s in wanted]
    right = [judge.chars((c["start"], c["end"]) for c in s["content"]) for s in found]
    scored = [(len(a & b) / len(a | b), i, j) for i, a in enumerate(left) for j, b in enumerate(right) if a & b]
    share = {(i, j): s for s, i, j in scored}
    return {j: (i, share[i, j]) for i, j in judge.pair_up([s for s in scored if s[0] >= 0.5])}


def same_speaker(judge: ModuleType, wanted: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """Whether both mean the same: alike by the scorer's rules, both without a name, or two names that the lexicon knows for one."""
    name = (found["speaker"] or {}).get("name", "")
    several = wanted["speaker"].split(" and ") if wanted["speaker_kind"] == "person" else [wanted["speaker"]]
    unnamed = wanted["speaker_kind"] == "unnamed" and found["speaker_kind"] == "unnamed"
    known = _known().get(wanted["speaker"].casefold())
    return (
        unnamed
        or any(judge.same_name(k, name) for k in (wanted["speaker"], *several))
        or (known is not None and known == _known().get(name.casefold()))
    )


@cache
def _known() -> Mapping[str, str]:
    """The id of whoever the lexicon has under a name (small letters)."""
    ids: dict[str, str] = {}
    for file in NAMES:
        for id, row in named(file):
            for form in (row["name"], *row.get("names", ()), *row.get("aliases", ())):
                ids.setdefault(str(form).casefold(), str(row.get("id") or id))
    return ids
