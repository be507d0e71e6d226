"""How results are put on the screen: plain text for people, JSON for programs."""

import json
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from textwrap import shorten, wrap
from typing import TYPE_CHECKING, Any

import click

from reportedly.export.plain import plain

if TYPE_CHECKING:
    from reportedly.model import Party, Report, Span, Statement
    from reportedly.store import ClaimRow, EventRow

EXIT_OK, EXIT_ERROR, EXIT_USAGE, EXIT_PARTLY = 0, 1, 2, 3
"""0 all went well; 1 nothing could be done or read; 2 the call makes no sense; 3 done, but some inputs failed."""


def as_json(value: Any) -> None:
    """One JSON value on standard output, on one line; text as it is, not escaped."""
    click.echo(json.dumps(plain(value), ensure_ascii=False))


def safe(text: str | None) -> str:
    """`text` on one line and without control characters: report text must not drive a terminal."""
    return safe_keeping(" ".join((text or "").split()))


def width() -> int:
    """Columns to write in: the terminal's, or 100 when piped."""
    return min(shutil.get_terminal_size((100, 24)).columns, 120) if sys.stdout.isatty() else 100


def names(parties: "Sequence[Party]") -> str:
    """Who, joined for reading; whom nothing names is "somebody unnamed"."""
    return ", ".join("somebody unnamed" if p.id == p.name == "unnamed" else safe(p.name) for p in parties)


def who(actor: "Sequence[Party]", recipient: "Sequence[Party]") -> str:
    """Who acts on whom: "A, B -> C"; a dash where nobody is named."""
    left = names(actor) or "(nobody named)"
    return f"{left} → {names(recipient)}" if recipient else left


MOST_NAMES = 6
"""How many names a line of the timeline tells; `show` and --json tell all."""


def some(named: Iterable[str], separator: str) -> str:
    """The first names, each once, and how many more there are."""
    every = list(dict.fromkeys(safe(name) for name in named))
    more = f" and {len(every) - MOST_NAMES} more" if len(every) > MOST_NAMES else ""
    return separator.join(every[:MOST_NAMES]) + more


def plural(count: int, noun: str) -> str:
    """A count with its noun: 1 report, 2 reports."""
    return f"{count} {noun}" + ("" if count == 1 else "s")


def event_lines(row: "EventRow") -> Iterable[str]:
    """An event of a timeline: what, who says so and from how many origins, and the sentence it rests on.

    Who, what, status, first chain and sentence are those of the claim whose id stands there; where another gives the date, it says so.
    """
    from reportedly.store.telling import elsewhere, leading

    best = leading(row)
    claim = best.claim
    kind = f"{claim.type}/{claim.mode}" if claim.mode else claim.type
    also = [s for s in row.statuses if s != claim.status]
    status = click.style(claim.status, fg=_colour(claim.status)) + (f" (also {', '.join(also)})" if also else "")
    parts = (who(claim.actor, claim.recipient), click.style(kind, fg="cyan"), status, f"{claim.score:.2f}", click.style(claim.id, dim=True))
    yield f"{click.style(f'{_when(row, best):<12}', bold=True)} {'   '.join(parts)}"
    origins = some([o.name for o in row.origins], "; ")
    reports = some([c.publisher or c.claim.report for c in row.claims], ", ")
    counts = plural(len(row.origins), "origin"), plural(len(row.reports), "report")
    dated = elsewhere(row, best)
    date = f"date from another telling: {dated.row.claim.id} · " if dated else ""
    about = f"{date}{told_by(row, best)} · {counts[0]}: {origins} ({row.standing}) · {counts[1]}: {reports}"
    yield from (f"             {line}" for line in wrap(about, width() - 13))
    yield f"             “{shorten(safe(best.sentence), width() - 15, placeholder=' ...')}”"


def _when(row: "EventRow", best: "ClaimRow") -> str:
    """The event's date, or that it has none and when it was reported."""
    if row.date:
        return row.date.replace("/", "..")
    return f"undated, reported {best.published[:10]}" if best.published else "undated"


def told_by(row: "EventRow", best: "ClaimRow") -> str:
    """On whose word the reports tell an event: the chain of the `best` claim, then each other once, those of most reports first."""
    told: dict[str, set[str]] = {}
    for c in row.claims:
        told.setdefault(_chain(c), set()).add(c.claim.report)
    first = _chain(best)
    others = sorted((chain for chain in told if chain and chain != first), key=lambda chain: (-len(told[chain]), chain))
    attributed = {best.claim.report}.union(*(told[chain] for chain in told if chain))
    own = told.get("", set()) - attributed
    parts = [f"according to {first}" if first else "in the report's own voice"]
    if others:
        parts.append(f"also according to {some(others, '; ')}")
    if own:
        parts.append(f"{plural(len(own), 'report')} in {'its' if len(own) == 1 else 'their'} own voice")
    return " · ".join(parts)


def _chain(row: "ClaimRow") -> str:
    return " ← ".join(safe(p.name) for p in row.claim.according_to)


def _colour(status: str) -> str:
    return {"occurred": "green", "ongoing": "green", "recurring": "green", "denied": "red", "did-not-happen": "red"}.get(status, "yellow")


def statement_lines(report: "Report", statement: "Statement") -> Iterable[str]:
    """Who said it, through whom, how firmly, where the words stand, and the words; the first line has no mark before it."""
    who = " ← ".join([safe(statement.speaker.name) if statement.speaker else "nobody named", *(safe(p.name) for p in statement.via)])
    to = f" to {names(statement.to)}" if statement.to else ""
    said = f" on {statement.said_on}" if statement.said_on else ""
    start, end = min(s.start for s in statement.content), max(s.end for s in statement.content)
    yield f"{who}{to}{said}   {statement.stance}, {statement.quote}   {statement.score:.2f}   characters {start}-{end}"
    yield f"    {' ... '.join(safe(piece.of(report.text)) for piece in statement.content)}"


def marked(report: "Report", sentence: "Span", part: "Span") -> str:
    """A sentence with one part of it in [brackets]."""
    text = report.text
    before, word, after = text[sentence.start : part.start], part.of(text), text[part.end : sentence.end]
    return f"{safe_keeping(before)}{click.style('[' + safe(word) + ']', bold=True)}{safe_keeping(after)}"


def safe_keeping(text: str) -> str:
    """As `safe`, but spaces at the ends stay."""
    return "".join(c if c.isprintable() else " " for c in text)


def table(rows: Sequence[Sequence[str]], head: Sequence[str]) -> None:
    """Aligned columns; nothing is cut when piped."""
    room = width() if sys.stdout.isatty() else 10_000
    sizes = [max(len(r[i]) for r in (head, *rows)) for i in range(len(head))]
    for row in (head, *rows):
        line = "  ".join(cell.ljust(size) for cell, size in zip(row, sizes, strict=True)).rstrip()
        click.echo(line if len(line) <= room else line[: room - 1] + "…")


def is_quiet() -> bool:
    """Whether progress should not be shown: errors do not go to a terminal, or the terminal is dumb."""
    return not sys.stderr.isatty() or os.environ.get("TERM") == "dumb"
