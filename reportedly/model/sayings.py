"""A statement that several reports give is one statement: the same speaker, days that agree, the same words or nearly."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportedly.model.dates import gap, overlap
from reportedly.model.events import days

_WORD = re.compile(r"[^\W\d_]{4,}|\d+")
_QUOTED = re.compile(r"[“\"]([^“”\"\n]{1,2000})[”\"]")
_RUN = 5
"""Words in a row within quotation marks that two reports do not hit upon by chance."""
_LEAST = 4
"""Content words below which a statement is too short to tell by its words."""
_SHARE = 0.6
"""The share of the shorter statement's content words from which on both are taken to be one."""
_DAYS = 2
"""Days between publications within which one statement is reported, where no day of saying is told."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement as one report gives it: report (id) and index there, the speaker's id, its days, its words."""

    report: str
    index: int
    speaker: str
    said_on: str | None
    published: str | None
    text: str


def one_statement(a: Saying, b: Saying) -> str:
    """Why two reports give one statement, in words; "" when nothing says that they do. Symmetric."""
    if not a.speaker or a.speaker != b.speaker or (a.report, a.index) == (b.report, b.index) or not _days_agree(a, b):
        return ""
    if run := _shared_run(a.text, b.text):
        return f"the same speaker, and the same words within quotation marks: “{run}”"
    one, other = _content(a.text), _content(b.text)
    least = min(len(one), len(other))
    share = len(one & other) / least if least >= _LEAST else 0.0
    return f"the same speaker, and {share:.0%} of the words in common" if share >= _SHARE else ""


def grouped(sayings: Iterable[Saying]) -> tuple[tuple[Saying, ...], ...]:
    """The sayings in statements: those that `one_statement` joins, also by way of a third. In the order of first publication."""
    groups: list[list[Saying]] = []
    for saying in sorted(sayings, key=lambda s: (s.published or "9999", s.report, s.index)):
        joined = [g for g in groups if any(one_statement(saying, other) for other in g)]
        for group in joined[1:]:
            joined[0].extend(group)
            groups.remove(group)
        if joined:
            joined[0].append(saying)
        else:
            groups.append([saying])
    return tuple(tuple(group) for group in groups)


def _days_agree(a: Saying, b: Saying) -> bool:
    if a.said_on and b.said_on and days(a.said_on) and days(b.said_on):
        return overlap(a.said_on, b.said_on)
    one, other = (s.published[:10] if s.published and days(s.published[:10]) else None for s in (a, b))
    return bool(one and other) and gap(one or "", other or "") <= _DAYS


def _content(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _shared_run(a: str, b: str) -> str:
    """The first words in a row that both quote."""
    other = {run for words in _quotes(b) for run in _runs(words)}
    return next((" ".join(run) for words in _quotes(a) for run in _runs(words) if run in other), "")


def _quotes(text: str) -> list[Sequence[str]]:
    return [re.findall(r"\w+", quote.casefold()) for quote in _QUOTED.findall(text)]


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)]
