"""The probabilities of the statuses of a report's acts: the status scorer on what each wording, statement and date says.

With an encoder its closer reading of the act's sentence is added, log probabilities with fitted weights (logarithmic opinion
pool: Genest & Zidek 1986; weights/events-status.toml).
"""

from collections.abc import Mapping, Sequence
from math import exp, log
from typing import get_args

from reportedly import resources
from reportedly.annotate.linear import linear
from reportedly.annotate.status import factual
from reportedly.annotate.status.around import Around
from reportedly.annotate.status.constraints import is_withheld, possible
from reportedly.annotate.status.features import Setting, features, form
from reportedly.annotate.syntax import Syntax
from reportedly.model import AnnotatedReport, EventMention, Status, Token

WEIGHTS = "weights/events-status.tsv"
POOL = "weights/events-status.toml"
LEAST = 1e-3  # probabilities are kept above 0 by this much


def rows(settings: Sequence[Setting], syntax: Syntax) -> list[list[str]]:
    """The features of each act's status."""
    tokens = [at.token for at in settings]
    told = [form(t, syntax) for t in tokens]
    levels = factual.levels(tokens, told)
    return [features(at, f, syntax) + more for at, f, more in zip(settings, told, levels, strict=True)]


def likely(acts: Sequence[tuple[EventMention, Token]], item: AnnotatedReport, syntax: Syntax) -> list[dict[str, float]]:
    """Status -> probability for each act (what is known of it so far, and its word)."""
    return _likely(acts, item, syntax)[0]


def likely_and_open(
    acts: Sequence[tuple[EventMention, Token]], item: AnnotatedReport, syntax: Syntax
) -> tuple[list[dict[str, float]], list[Status]]:
    """The same, and for each act the likeliest of the statuses that its wording leaves open, which it will have in the end."""
    p, found = _likely(acts, item, syntax)
    told = zip(acts, p, found, strict=True)
    return p, [likeliest(possible(q, f, kind=e.type, withheld=is_withheld(e.type, t))) for (e, t), q, f in told]


def _likely(
    acts: Sequence[tuple[EventMention, Token]], item: AnnotatedReport, syntax: Syntax
) -> tuple[list[dict[str, float]], list[list[str]]]:
    around, types = Around(item), {token.i: event.type for event, token in acts}
    settings = [setting(event, token, item, acts=types, around=around) for event, token in acts]
    found = rows(settings, syntax)
    return scored(settings, found, item), found


def likeliest(p: Mapping[str, float]) -> Status:
    """The status with the highest probability, the first in the order of statuses of several."""
    return max(get_args(Status), key=lambda k: p.get(k, 0.0))


def scored(settings: Sequence[Setting], found: Sequence[Sequence[str]], item: AnnotatedReport) -> list[dict[str, float]]:
    """Status -> probability for each act, from its features (`found`) and from the closer reading of its sentence, if any."""
    p = linear(WEIGHTS).many(found)
    if (readings := item.readings) is None:
        return p
    closer = [readings.closely(at.token.i) for at in settings]
    labels = readings.labels("status")
    return [q if c is None else pooled(q, dict(zip(labels, c.status.tolist(), strict=True))) for q, c in zip(p, closer, strict=True)]


def pooled(own: Mapping[str, float], closer: Mapping[str, float]) -> dict[str, float]:
    """Both views of an act's status as one (sum 1)."""
    w = resources.table(POOL)
    raised = {k: exp(w["linear"] * log(p + LEAST) + w["closer"] * log(closer.get(k, 0.0) + LEAST)) for k, p in own.items()}
    total = sum(raised.values())
    return {k: p / total for k, p in raised.items()}


def setting(event: EventMention, token: Token, item: AnnotatedReport, *, acts: Mapping[int, str], around: Around) -> Setting:
    """Where an act stands, for the scorer; `acts` holds the types of the report's acts by token."""
    index = around.innermost(token.span.start, token.sentence)
    statement = item.statements[index] if index is not None else None
    cue = statement.cue.of(item.report.text).lower() if statement and statement.cue else ""
    spoken = next((s for s in around.cued(token.sentence) if s.cue and s.cue.overlaps(token.span)), None)
    return Setting(
        token, event, statement, cue, item.report.published, item.sentences[token.sentence].zone, spoken, acts, _read(item, token)
    )


def _read(item: AnnotatedReport, token: Token) -> Mapping[str, float]:
    """The encoder's probabilities of an act's status, from the closer reading where there is one; empty without an encoder."""
    if item.readings is None:
        return {}
    closer = item.readings.closely(token.i)
    p = item.readings.of("status")[token.i] if closer is None else closer.status
    return dict(zip(item.readings.labels("status"), p.tolist(), strict=True))
