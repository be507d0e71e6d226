"""Records to links: copies and events across all of them, with the comparisons of `resolve` and the joins of the engine.

Every step writes Parquet below `linking/`, in buckets, and leaves a mark for each part that it finished; the links do
not depend on how many buckets, groups or workers there are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from reportedly.errors import ResourceError
from reportedly.model import Claim, Link
from reportedly.model.aliases import party_ids, renamed
from reportedly.model.events import cluster
from reportedly.resolve.version import rules_version
from reportedly.scale.components import components
from reportedly.scale.engine import Engine, Task
from reportedly.scale.layout import Folder
from reportedly.scale.lookalikes import Postings, Shingles
from reportedly.scale.namesakes import Aliases, Names, Namesakes, all_links
from reportedly.scale.pairing import Alike, Pairing
from reportedly.scale.schemas import schema
from reportedly.scale.sharing import Keys, Sharing
from reportedly.scale.stored import rows_below
from reportedly.store.codec import decode

PLACES = 1 << 20
"""Places in a slice: what a report's number in it stays below."""
FEW = 20
"""Slices that are linked sooner by one process than several are started."""
STATE = "marks/linking/state.json"
DONE = "marks/linking/done.json"  # below the others, so that what begins anew is not taken for finished
_END = 1 << 62


@dataclass(frozen=True, slots=True)
class LinkCounts:
    """What linking did: reports that were linked, links and notes that were written, claims that others tell, too."""

    reports: int = 0
    links: int = 0
    notes: int = 0
    joined: int = 0


@dataclass(frozen=True, slots=True)
class Several:
    """What a worker does with an item: several tasks, one after the other."""

    tasks: tuple[Task, ...]

    def __call__(self, item: str) -> dict[str, Any]:
        return {name: value for task in self.tasks for name, value in task(item).items()}


@dataclass(frozen=True, slots=True)
class Run:
    """Linking on its way: steps that are done by parts, each of which is marked when it is finished."""

    out: Folder
    engine: Engine
    facts: dict[str, int] = field(default_factory=dict)

    def each(self, step: str, items: Sequence[str], task: Task) -> None:
        """Does a step for each item for which it was not done before. Raises ResourceError when one cannot be done."""
        marks: dict[str, dict[str, Any] | None] = {item: self.out.marked(_mark(step, item)) for item in items}
        errors = []
        for item, told in self.engine.each([item for item in items if marks[item] is None], task):
            if "error" in told:
                errors.append(f"{step} {item}: {told['error']}")
                continue
            self.out.mark(_mark(step, item), told)
            marks[item] = told
        if errors:
            raise ResourceError(f"{len(errors)} parts of {step} could not be done ({errors[0]}); run the same command again to try them.")
        for facts in marks.values():
            for name, count in (facts or {}).items():
                self.facts[f"{step} {name}"] = self.facts.get(f"{step} {name}", 0) + count

    def spread(self, kind: str, by: str) -> None:
        """Sends the rows of `kind` to a folder for each value of a column, once."""
        if self.out.marked(_mark("spread", kind)) is None:
            self.engine.spread(self.out, f"linking/{kind}", by)
            self.out.mark(_mark("spread", kind), {})


def link(out: Folder, *, engine: Engine, group_slices: int = 10, buckets: int = 0) -> LinkCounts:
    """Links all reports below a folder that `annotate` wrote: Parquet of links, of notes, and of the events of several claims.

    The links are those that adding the reports one by one in the order of the files makes. `buckets` is into how many
    parts keys and words are shared out (0: by the number of slices), `group_slices` how many slices are linked at once.
    A run that was stopped goes on; other records, rules or parts begin anew. Raises ResourceError when a part fails.
    """
    slices = [name.removeprefix("records/") for name in out.files("records")]
    if not slices:
        return LinkCounts()
    buckets = buckets or max(2 * engine.workers, len(slices) // 20 + 1)
    if engine.ray is None and len(slices) < FEW:
        engine = Engine()
    _begin(out, [*slices, rules_version(), str(buckets), str(group_slices)])
    run = Run(out, engine)
    places = {name: i * PLACES for i, name in enumerate(slices)}
    groups = {str(i): slices[i * group_slices : (i + 1) * group_slices] for i in range(-(-len(slices) // group_slices))}
    numbers = [str(n) for n in range(buckets)]
    _candidates(run, places, numbers, list(groups), group_slices * PLACES)
    _lay_ready(run)
    run.each("pairing", list(groups), Pairing(out, groups, places))
    _events(run, numbers)
    run.out.mark(DONE, {"slices": _digest(slices), "rules": rules_version()})
    facts = run.facts
    reports = sum(out.read(f"records/{name}", ["id"]).num_rows for name in slices)
    return LinkCounts(reports, facts["pairing links"], facts["pairing notes"], facts.get("events joined", 0))


def linked(out: Folder) -> bool:
    """Whether there are links of all records below a folder, made by the present rules."""
    slices = [name.removeprefix("records/") for name in out.files("records")]
    return out.marked(DONE) == {"slices": _digest(slices), "rules": rules_version()}


def _begin(out: Folder, about: Sequence[str]) -> None:
    """Takes away what was made of other records, by other rules, or in other parts."""
    state = {"state": _digest(about)}
    if out.marked(STATE) != state:
        for kind in ("linking", "links", "notes", "events", "marks/linking"):
            out.remove(kind)
        out.mark(STATE, state)


def _candidates(run: Run, places: Mapping[str, int], numbers: Sequence[str], groups: Sequence[str], group_size: int) -> None:
    """What each report is compared with: names that sound alike, reports that share words, claims that share a key."""
    out, slices, buckets = run.out, list(places), len(numbers)
    run.each("words", slices, Several((Names(out, places, buckets), Shingles(out, places, buckets))))
    run.spread("names", "bucket")
    run.spread("shingles", "bucket")
    run.each("alike-words", numbers, Several((Namesakes(out), Postings(out, group_size))))
    run.spread("postings", "group")
    run.each("keys", slices, Keys(out, places, buckets))
    run.spread("keys", "bucket")
    run.each("sharing", numbers, Sharing(out, group_size))
    run.spread("blocks", "group")
    run.each("alike", groups, Alike(out))


def _lay_ready(run: Run) -> None:
    """The claims and fingerprints that each group is compared with, to where the group is linked: the engine's joins."""
    if run.out.marked(_mark("spread", "ready")) is not None:
        return
    col = run.engine.start().col

    read = run.engine.read
    wanted = read(run.out, run.out.files("linking/blocks")).select("group", col("claims").alias("claim")).explode("claim").distinct()
    told = read(run.out, run.out.files("claims")).select(col("id").alias("claim"), "body")
    _write(run, wanted.join(told, on="claim"), "bodies-by-group", "group")
    wanted = read(run.out, run.out.files("linking/alike")).select("group", "other").distinct()
    about = (col("id").alias("other"), "shingles", "published", "publisher", "credits")
    _write(run, wanted.join(read(run.out, run.out.files("records")).select(*about), on="other"), "prints-by-group", "group")
    run.out.mark(_mark("spread", "ready"), {})


def _events(run: Run, numbers: Sequence[str]) -> None:
    """The events of several claims: components of the "same" links, in which `cluster` reads the events."""
    if run.out.marked(_mark("spread", "members")) is None:
        col, read = run.engine.start().col, run.engine.read
        same = read(run.out, run.out.files("links")).where((col("layer") == "event") & (col("verdict") == "same"))
        roots = components(run.engine, same.select("a", "b")).with_column("bucket", col("root").hash() % len(numbers)).collect()
        told = read(run.out, run.out.files("claims")).select(col("id").alias("node"), "body")
        _write(run, roots.join(told, on="node"), "members-by-bucket", "bucket")
        links = same.select("a", "b", "score").join(roots.select(col("node").alias("a"), "bucket"), on="a")
        _write(run, links, "same-by-bucket", "bucket")
        run.out.mark(_mark("spread", "members"), {})
    run.each("events", numbers, Events(run.out))


def _write(run: Run, frame: Any, kind: str, by: str) -> None:
    run.out.remove(f"linking/{kind}")
    frame.write_parquet(run.out.path(f"linking/{kind}"), partition_cols=[by], write_mode="append", compression="zstd")


@dataclass(frozen=True, slots=True)
class Events:
    """What a worker does with a bucket of components: writes the event of each claim."""

    out: Folder

    def __call__(self, item: str) -> dict[str, Any]:
        claims = [decode(Claim, row["body"]) for row in rows_below(self.out, f"linking/members-by-bucket/bucket={item}")]
        same = Aliases(all_links(self.out)).of(party_ids(claims), at=_END)
        links = sorted((r["a"], r["b"], r["score"]) for r in rows_below(self.out, f"linking/same-by-bucket/bucket={item}"))
        events = cluster(
            [renamed(c, same) for c in sorted(claims, key=lambda c: c.id)],
            [Link("event", a, b, "same", score, "", "scale") for a, b, score in links],
        )
        rows = [{"claim": claim, "event": event} for claim, event in sorted(events.items())]
        self.out.write(f"events/{int(item):06d}.parquet", rows, schema("events"))
        return {"joined": len(rows)}


def _mark(step: str, item: str) -> str:
    return f"marks/linking/{step}/{item}.json"


def _digest(words: Sequence[str]) -> str:
    return sha256("\n".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:16]
