"""The order of the stages: the only module that knows more than one of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, Literal, TypeVar

from reportedly.annotate.encoder import Encoder
from reportedly.annotate.entities import Entities
from reportedly.annotate.events import Events
from reportedly.annotate.sentences import Sentences
from reportedly.annotate.stage import Stage
from reportedly.annotate.statements import Statements
from reportedly.annotate.status import Statuses
from reportedly.annotate.times import Times
from reportedly.clean import clean
from reportedly.model import AnnotatedReport, Claim, Failure, Report, Resolution
from reportedly.model.report import is_foreign
from reportedly.resolve import claims_of, relink
from reportedly.resolve.sources import with_origins
from reportedly.resolve.version import rules_version
from reportedly.resources import settle

if TYPE_CHECKING:
    from reportedly.store import Store
    from reportedly.store.relinking import Relinked

CHARACTERS = 20_000
"""A batch ends with the report by which it has so many: memory holds few long reports, and workers end at about the same time."""

Item = TypeVar("Item", bound=Report | Failure)

Kind = Literal["added", "known", "skipped", "failed", "mended"]
"""What became of an input; "mended" is a stored report that a stage had failed on, and that is annotated now."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input. `report` is its id where it is stored; `failure` says why something was set aside.

    An added report may bear a failure too: stored, but not annotated.
    """

    kind: Kind
    location: str
    report: str | None = None
    claims: int = 0
    failure: Failure | None = None


@cache
def stages() -> tuple[Stage, ...]:
    """The annotating stages in the order in which they run."""
    return (Sentences(), Encoder(), Entities(), Times(), Statements(), Events(), Statuses())


def run(line: Sequence[Stage], batch: list[AnnotatedReport]) -> list[AnnotatedReport]:
    """One batch through the stages."""
    for stage in line:
        batch = stage(batch)
    return batch


def annotate(reports: Iterable[Report], *, batch_size: int = 32) -> Iterator[AnnotatedReport]:
    """Each report (cleaned) with all layers filled, in order. What a stage raises is passed on."""
    todo = iter(reports)
    while batch := list(islice(todo, batch_size)):
        yield from run(stages(), [AnnotatedReport(r) for r in batch])


def try_annotate(reports: Sequence[Report]) -> list[tuple[AnnotatedReport, Failure | None]]:
    """Each report with its layers and, where it could not be annotated, bare and with the reason; never raises.

    A report in another language is left bare. When a batch fails its reports are tried one by one.
    """
    english = [r for r in reports if not is_foreign(r.language)]
    try:
        done = {id(r): (a, None) for r, a in zip(english, annotate(english), strict=True)}
    except Exception:  # a stage may fail in any way on hostile text; each report is then tried by itself
        return [_try_one(r) for r in reports]
    settle()
    return [done.get(id(r)) or (AnnotatedReport(r), _other_language(r)) for r in reports]


def annotate_all(items: Iterable[Report | Failure], *, batch_size: int = 32) -> Iterator[tuple[AnnotatedReport | None, Failure | None]]:
    """Each report (cleaned) annotated, each Failure passed on, in order; never raises for a single report."""
    todo = iter(items)
    while batch := list(islice(todo, batch_size)):
        done = iter(try_annotate([item for item in batch if isinstance(item, Report)]))
        for item in batch:
            yield next(done) if isinstance(item, Report) else (None, item)


def _try_one(report: Report) -> tuple[AnnotatedReport, Failure | None]:
    if is_foreign(report.language):
        return AnnotatedReport(report), _other_language(report)
    annotated = AnnotatedReport(report)
    for stage in stages():
        try:
            annotated = stage([annotated])[0]
        except Exception as error:  # kept as a row for the user, and for us to mend
            reason = f"The stage {stage.name!r} failed on this report ({type(error).__name__}: {error}); it is stored without annotation."
            return AnnotatedReport(report), Failure(report.location, stage.name, reason, sha256=report.sha256)
    return annotated, None


def _other_language(report: Report) -> Failure:
    reason = f"The report is in language {report.language!r}; only English is annotated. It is stored and can be searched."
    return Failure(report.location, "language", reason, kind="skipped", sha256=report.sha256)


@dataclass(frozen=True, slots=True)
class Done:
    """A report as far as it is annotated, without tokens and readings (they are most of it), its claims, and what failed."""

    annotated: AnnotatedReport
    claims: tuple[Claim, ...]
    failure: Failure | None


@dataclass(frozen=True, slots=True)
class Batch:
    """Some of what was read, sorted out: reports to annotate and add, stored ones to mend, and what is settled already."""

    fresh: tuple[Report, ...]
    bare: tuple[Report, ...]
    settled: tuple[Outcome, ...]


Annotating = Callable[[Iterable[Batch]], Iterator[tuple[Batch, Sequence[Done]]]]
"""Annotates the fresh reports of each batch, in order; may take batches ahead of those that it has given back."""


def annotated_with_claims(reports: Sequence[Report]) -> list[Done]:
    """Each report annotated, with its claims; never raises for a single report."""
    return [Done(_stripped(annotated), claims_of(annotated), failure) for annotated, failure in try_annotate(reports)]


def _stripped(annotated: AnnotatedReport) -> AnnotatedReport:
    """What linking and storing need of an annotated report."""
    return replace(annotated, tokens=(), readings=None)


def annotate_here(batches: Iterable[Batch]) -> Iterator[tuple[Batch, Sequence[Done]]]:
    """Annotates batch by batch in this process."""
    for batch in batches:
        yield batch, annotated_with_claims(batch.fresh)


def add(
    items: Iterable[Report | Failure], store: "Store", *, now: str, batch_size: int = 32, annotating: Annotating = annotate_here
) -> Iterator[Outcome]:
    """Cleans, annotates, resolves and stores what was read; one Outcome for each item once it is safely stored.

    `now` is the instant of the run (ISO 8601 with offset). Reports that are there already are recognised, not added
    twice. Memory holds one batch (of at most `batch_size` items, and of few long ones), or as many as `annotating`
    takes ahead; each batch is one transaction. Raises StoreError when the database cannot be written.
    """
    ahead: dict[str, str] = {}
    for batch, done in annotating(_sorted_out(items, store, ahead, now=now, batch_size=batch_size)):
        with store.batch(whole=True):  # one transaction, and one wait for the disk
            added = [_store_one(one, store, now) for one in done]
        for report in (*batch.fresh, *batch.bare):
            ahead.pop(report.id, None)
        yield from batch.settled
        yield from added
        yield from mend(batch.bare, store, now=now)


def _sorted_out(items: Iterable[Report | Failure], store: "Store", ahead: dict[str, str], *, now: str, batch_size: int) -> Iterator[Batch]:
    """Batches of what was read. `ahead` are the texts, by id, of reports that are on their way and not in the store yet."""
    for batch in in_batches(items, batch_size):
        fresh, bare, settled = list[Report](), list[Report](), list[Outcome]()
        with store.looking():
            for item in batch:
                if isinstance(item, Failure):
                    settled.append(Outcome("skipped" if item.kind == "skipped" else "failed", item.location, failure=item))
                elif not (known := store.known(item)):
                    fresh.append(_with_free_id(try_clean(item), store, ahead))
                    ahead[fresh[-1].id] = fresh[-1].text
                elif known not in ahead and store.linking.is_bare(known):
                    bare.append(store.report(known))
                    ahead[known] = bare[-1].text
                else:
                    settled.append(Outcome("known", item.location, report=known))
        for failure in (outcome.failure for outcome in settled if outcome.failure):
            store.add_failure(failure, now=now)
        yield Batch(tuple(fresh), tuple(bare), tuple(settled))


def in_batches(items: Iterable[Item], most: int) -> Iterator[list[Item]]:
    """Runs of at most so many items, and of few long ones."""
    batch, characters = list[Item](), 0
    for item in items:
        batch.append(item)
        characters += len(item.text) if isinstance(item, Report) else 0
        if len(batch) >= most or characters >= CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def mend(bare: Iterable[Report], store: "Store", *, now: str) -> Iterator[Outcome]:
    """Tries again to annotate stored reports that a stage had failed on; one Outcome each ("mended", or "failed" again)."""
    for report in bare:
        annotated, failure = _try_one(report)
        if failure:
            store.add_failure(failure, now=now)
            yield Outcome("failed", report.location, report=report.id, failure=failure)
            continue
        resolution = relink(claims_of(annotated), report, store, entities=annotated.entities)
        store.linking.fill(annotated, resolution.claims, resolution.links, notes=resolution.notes, now=now)
        store.linking.mark(report.id, rules_version())
        yield Outcome("mended", report.location, report=report.id, claims=len(resolution.claims))


def link(store: "Store", *, reports: Sequence[str] = (), now: str) -> "Iterator[Relinked]":
    """Makes the links of stored reports anew: those of `reports` (ids), else of all that these rules have not linked yet.

    One Relinked each, once it is safely stored: stopped, it goes on where it was. People's judgements stay in force,
    and what they took back does not return. Raises NotFoundError, StoreError.
    """
    rules = rules_version()
    for id in reports or store.linking.waiting(rules):
        annotated = store.annotated(id)
        claims = with_origins(store.linking.claims(id), annotated)
        known = store.linking.before(id, limit_to=not reports)
        resolution = relink(claims, annotated.report, known, entities=annotated.entities)
        yield store.linking.replace(id, claims, resolution.links, rules=rules, now=now, earlier_only=not reports)


def try_clean(report: Report) -> Report:
    """The report cleaned; as it is, with a remark in its metadata, where cleaning fails. Never raises."""
    try:
        return clean(report)
    except Exception as error:  # an uncleaned report is still a report; its reason shows in `reportedly show`
        return replace(report, metadata={**report.metadata, "reportedly:clean": f"{type(error).__name__}: {error}"})


def _with_free_id(report: Report, store: "Store", ahead: Mapping[str, str]) -> Report:
    """The report under an id that no other text has: two inputs may number their reports alike."""
    if ahead.get(report.id, report.text) == report.text and not store.is_taken(report.id):
        return report
    return under_own_id(report)


def under_own_id(report: Report) -> Report:
    """The report under its id with a digest of its text, for an id that another text bears."""
    digest = sha256(report.text.encode("utf-8", "replace")).hexdigest()
    return replace(report, id=f"{report.id}~{digest[:8]}")


def _store_one(done: Done, store: "Store", now: str) -> Outcome:
    outcome = store_annotated(done.annotated, done.claims, store, now=now)
    if done.failure is None or outcome.kind == "known":
        return outcome
    store.add_failure(done.failure, now=now)
    return replace(outcome, failure=done.failure)


def store_annotated(
    annotated: AnnotatedReport, claims: tuple[Claim, ...], store: "Store", *, resolution: Resolution | None = None, now: str
) -> Outcome:
    """Links an annotated report with its claims to what is stored, and stores it; "known" where it is there already.

    `resolution` are its links where they are made already. `now` is the instant of the run. Raises StoreError when the
    database cannot be written.
    """
    report = annotated.report
    found = resolution or relink(claims, report, store, entities=annotated.entities)
    if not store.add(annotated, found.claims, found.links, notes=found.notes, rules=rules_version(), now=now):
        return Outcome("known", report.location, report=store.known(report))  # the same report twice in one batch
    return Outcome("added", report.location, report=report.id, claims=len(claims))
