"""Which drafts become statements: those whose chance to be right is good enough, and of two in one place the better."""

from collections.abc import Mapping, Sequence
from math import exp, log
from typing import Any

from reportedly import resources
from reportedly.annotate.linear import linear
from reportedly.annotate.statements.drafts import Draft
from reportedly.annotate.statements.evidence import of_draft, of_statement
from reportedly.annotate.statements.parties import Speaking
from reportedly.annotate.statements.reading import Reading
from reportedly.annotate.statements.relayers import Relayer
from reportedly.model import Party

FOUND, SPOKEN, VIA = "weights/statements-found.tsv", "weights/statements-speaker.tsv", "weights/statements-via.tsv"
Evidence = Mapping[Relayer, list[str]]
"""Who may pass a statement on, each with what speaks for it."""
SUREST = 0.99


def rate(reading: Reading, found: Sequence[Draft]) -> None:
    """Sets the `chance` of each draft: how probably annotators have the same content, 0 to 1.

    The rules were written with the training reports in sight: what they alone see counts for less (`unread`, in log odds).
    """
    model, unread = linear(FOUND), float(_table(reading)["unread"])
    for draft, chances in zip(found, model.many([of_draft(reading, d) for d in found]), strict=True):
        draft.chance = shifted(chances["right"], 0.0 if draft.read else unread)


def worse(reading: Reading, found: Sequence[Draft]) -> set[int]:
    """The drafts (by id) that give way: below the least chance, or to a better one of the same cue on the same words."""
    table = _table(reading)
    out = {id(d) for d in found if d.chance < float(table[_floor(d)])}
    by_cue: dict[int, list[Draft]] = {}
    for d in sorted(found, key=lambda d: -d.chance):
        others = by_cue.setdefault(d.cue.head.i, [])
        if any(o.by != d.by and _meet(o, d) for o in others):
            out.add(id(d))
        elif id(d) not in out:
            others.append(d)
    return out


def _floor(draft: Draft) -> str:
    """The entry of the table with the least chance of such a draft."""
    return ("least" if draft.by == "rules" else "read") + ("-inside" if draft.outer is not None else "")


def _meet(one: Draft, other: Draft) -> bool:
    return any(a.overlaps(b) for a in one.content for b in other.content)


def scores(reading: Reading, found: Sequence[Draft], who: Speaking) -> dict[int, float]:
    """The chance of each draft, by its id(), that both its content and its speaker are right, 0 to 0.99.

    A logistic model over named features, fitted (slope and shift of its log odds) to what held-out reports show.
    """
    rows = [of_statement(reading, d, who[id(d)]) for d in found]
    slope, shift = float(_table(reading)["slope"]), float(_table(reading)["shift"])
    return {
        id(d): round(min(SUREST, shifted(chances["right"], shift, slope)), 2)
        for d, chances in zip(found, linear(SPOKEN).many(rows), strict=True)
    }  # fmt: skip


def chosen(reading: Reading, asked: Mapping[int, Evidence]) -> dict[int, tuple[Party, ...]]:
    """Who passes each draft on: of those who may, whoever does with at least the chance `relayer`, nearest the speaker first.

    `asked` is what speaks for each, by the id() of the draft.
    """
    least = float(_table(reading)["relayer"])
    rows = [(draft, r, features) for draft, found in asked.items() for r, features in found.items()]
    chains: dict[int, tuple[Party, ...]] = dict.fromkeys(asked, ())
    for (draft, r, _), chances in zip(rows, linear(VIA).many([features for _, _, features in rows]), strict=True):
        if chances["right"] >= least:
            chains[draft] = (*chains[draft], r.party)
    return chains


def shifted(chance: float, shift: float, slope: float = 1.0) -> float:
    """A probability whose log odds are multiplied by `slope`, then changed by `shift`."""
    chance = min(max(chance, 1e-6), 1 - 1e-6)
    return 1 / (1 + exp(-(slope * log(chance / (1 - chance)) + shift)))


def _table(reading: Reading) -> Mapping[str, Any]:
    table = resources.table("lexicons/en/statements-scores.toml")
    part: Mapping[str, Any] = table["rules"] if reading.annotated.readings is None else table["encoder"]
    return part
