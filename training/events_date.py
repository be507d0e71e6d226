"""Trains the scorers of dates and, on the dates so found, that of same-event pairs.

weights/events-date.tsv: does this time expression date this act? weights/events-date-2.tsv: does this act take place when
that dated one does? weights/events-same.tsv and, with what the encoder read, weights/events-same-2.onnx: do two tellings in one
report tell of one event? weights/events-date-3.tsv: of all dates that the report so offers an act, is this one its own?
Data: gold/ours/train beside the project (125 reports, silver) and our own annotations of the pool, with the product's own
triggers, times and parties. Each step learns from what models trained on the other folds find in the steps before.
Run it after events_status.py: the last step looks at the likely status.
usage: python training/events_date.py ../shared
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import events_status
import numpy as np
from events_same import DATA, FOLDS, Found, root, unseen_roles
from events_same import write as write_same
from fit_forest import Grown
from fit_linear import Fitted, Rows
from gold import Event, reports, weights_from
from numpy.typing import NDArray

from reportedly.annotate.events.coreference import PairView, Telling, tellings
from reportedly.annotate.events.dates import SURE, Calendar
from reportedly.annotate.events.dating import Link, LinkView
from reportedly.annotate.events.dating_company import CompanyView
from reportedly.annotate.events.reading_same import rows
from reportedly.annotate.events.same import BACK, chances, grouped, pairs
from reportedly.annotate.events.stage import statused
from reportedly.annotate.status.scoring import likely
from reportedly.model.dates import within

STRENGTH = {"links": 0.05, "company": 0.2, "same": 0.07, "choice": 0.05}  # inverse of the L2 penalty
UNDATED = 0.5  # weight of acts that the annotators left without a date: the text may give one all the same
ABOUT = """{question}
Multinomial logistic regression (L2), features as in reportedly/annotate/events/{module}.py.
Trained by training/events_date.py on {reports} reports, {rows} rows; weights below .06 dropped.
Labels, then feature, tab, label index:weight."""


@dataclass
class Table:
    """Rows of features with labels ("" where not annotated), weights and the report of each."""

    rows: Rows = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)
    models: dict[int, Fitted] = field(default_factory=dict)

    def add(self, row: Sequence[str], label: str, weight: float, group: int) -> None:
        """One more row."""
        self.rows.append(list(row))
        self.labels.append(label)
        self.weights.append(weight)
        self.groups.append(group)

    def fitted(self, c: float, *, without: int = -1) -> Fitted:
        """A model of the annotated rows, one fold left out; kept for the next time."""
        if without not in self.models:
            used = [k for k, y in enumerate(self.labels) if y and self.groups[k] % FOLDS != without]
            self.models[without] = Fitted([self.rows[k] for k in used], [self.labels[k] for k in used], c, [self.weights[k] for k in used])
        return self.models[without]

    def unseen(self, c: float, label: str) -> list[float]:
        """The probability of a label for each row, from models that have not seen its fold."""
        out = [0.0] * len(self.rows)
        for fold in range(FOLDS):
            held = [k for k, g in enumerate(self.groups) if g % FOLDS == fold]
            model = self.fitted(c, without=fold)
            column = model.labels.index(label)
            for k, p in zip(held, model.probabilities([self.rows[k] for k in held]), strict=True):
                out[k] = float(p[column])
        return out


def is_right(event: Event, date: str | None) -> bool:
    """Whether a date lies within the annotated one."""
    return bool(event["date"] and date and within(date, event["date"]))


def label_of(event: Event | None, date: str | None) -> tuple[str, float]:
    """Label and weight of a row that would give an act a date."""
    if event is None:
        return "", 0.0
    return ("YES" if is_right(event, date) else "NO"), (1.0 if event["date"] else UNDATED)


def link_table(all_found: list[Found]) -> tuple[Table, list[tuple[int, int, Link]]]:
    """A row for each act and each expression that may date it; and which report, act and link it is."""
    table, keys = Table(), []
    for n, found in enumerate(all_found):
        view = LinkView(found.item, found.syntax, found.triggers)
        for k, (act, event) in enumerate(zip(found.triggers, found.events, strict=True)):
            for link in view.links(act):
                table.add(link.features, *label_of(event, link.timex.date), n)
                keys.append((n, k, link))
    return table, keys


def own_dates(keys: list[tuple[int, int, Link]], p: list[float]) -> dict[tuple[int, int], str | None]:
    """The dates that the acts' own sentences give: (report, act) -> date."""
    best: dict[tuple[int, int], tuple[float, str | None]] = {}
    for (n, k, link), q in zip(keys, p, strict=True):
        if link.back == 0 and q >= SURE and q > best.get((n, k), (0.0, None))[0]:
            best[n, k] = (q, link.timex.date)
    return {key: date for key, (_, date) in best.items()}


def pair_table(all_found: list[Found], told: list[list[Telling]], gold: dict[str, list[Event]]) -> tuple[Table, list[tuple[int, int, int]]]:
    """A row for each pair of tellings that may be of one event."""
    table, keys = Table(), []
    for n, found in enumerate(all_found):
        view, events = PairView(told[n], found.syntax), gold[found.item.report.id]
        for i, j in pairs(told[n]):
            a, b = found.events[i], found.events[j]
            same = "" if a is None or b is None else "SAME" if root(events, a) == root(events, b) else "OTHER"
            table.add(view.features(i, j), same, 1.0, n)
            keys.append((n, i, j))
    return table, keys


def company_table(all_found: list[Found], told: list[list[Telling]], chances: list[dict[tuple[int, int], float]]) -> Table:
    """A row for each act without a date of its own and each act that may lend it one."""
    table = Table()
    for n, found in enumerate(all_found):
        view = CompanyView(told[n], found.syntax, chances[n], grouped(told[n], chances[n]))
        for i, event in enumerate(found.events):
            if not told[n][i].date:
                for j, row in view.company(i):
                    table.add(row, *label_of(event, told[n][j].date), n)
    return table


@dataclass
class Trees:
    """The second pass over pairs: rows of numbers in the order of the pairs' table."""

    rows: NDArray[np.float64]

    def grown(self, paired: Table, *, without: int = -1) -> Grown:
        """A forest of the annotated pairs, one fold left out."""
        used = [k for k, y in enumerate(paired.labels) if y and paired.groups[k] % FOLDS != without]
        return Grown(self.rows[used], np.array([[paired.labels[k] == "SAME"] for k in used]), ("SAME",))

    def unseen(self, paired: Table) -> list[float]:
        """The probability of each pair, from forests that have not seen its fold."""
        out = np.zeros(len(self.rows))
        for fold in range(FOLDS):
            held = [k for k, g in enumerate(paired.groups) if g % FOLDS == fold]
            out[held] = self.grown(paired, without=fold).probabilities(self.rows[held])[:, 0]
        return [float(p) for p in out]


@dataclass(frozen=True, slots=True)
class Steps:
    """The tables of the first steps, and each report's annotated events as the status scorer sees them."""

    links: Table
    company: Table
    paired: Table
    again: Trees
    statuses: list[list[events_status.Example]]

    def write(self, out: Path, *, without: int = -1) -> None:
        """Fits and writes the models, one fold left out."""
        for name, question, module, table, c in (
            ("events-date.tsv", "Does this time expression date this act?", "dating", self.links, STRENGTH["links"]),
            ("events-date-2.tsv", "Does this act take place when that one does?", "dating_company", self.company, STRENGTH["company"]),
        ):
            table.fitted(c, without=without).write(out / name, about(question, module, table))
        paired = self.paired.fitted(STRENGTH["same"], without=without)
        size = {"reports": 1 + max(self.paired.groups), "rows": sum(map(bool, self.paired.labels))}
        write_same(paired, self.again.grown(self.paired, without=without), out, **size)
        if without >= 0:  # the shipped status scorer has its own training
            seen = [row for n, of_report in enumerate(self.statuses) if n % FOLDS != without for row in of_report]
            events_status.fitted(seen).write(out / "events-status.tsv", "for one fold")


def about(question: str, module: str, table: Table) -> str:
    """The comment on top of the weights of a table."""
    rows = sum(map(bool, table.labels))
    return ABOUT.format(question=question, module=module, reports=1 + max(table.groups), rows=rows)


def first_steps(found: list[Found], gold: dict[str, list[Event]]) -> Steps:
    """The steps up to the last."""
    links, keys = link_table(found)
    own = own_dates(keys, links.unseen(STRENGTH["links"], "YES"))
    told = [tellings(f.item, f.syntax, f.triggers, f.roles, [own.get((n, k)) for k in range(len(f.triggers))]) for n, f in enumerate(found)]
    paired, pair_keys = pair_table(found, told, gold)
    views = [PairView(t, f.syntax) for t, f in zip(told, found, strict=True)]
    likely_same: list[dict[tuple[int, int], float]] = [{} for _ in found]
    again = Trees(second_rows(found, told, views, pair_keys, paired.unseen(STRENGTH["same"], "SAME")))
    for (n, i, j), p in zip(pair_keys, again.unseen(paired), strict=True):
        likely_same[n][i, j] = max(p, BACK) if views[n].points_back(i, j) else p
    statuses = [events_status.examples(f.item, gold[f.item.report.id]) for f in found]
    return Steps(links, company_table(found, told, likely_same), paired, again, statuses)


def second_rows(
    found: list[Found], told: list[list[Telling]], views: list[PairView], keys: list[tuple[int, int, int]], first: list[float]
) -> NDArray[np.float64]:
    """The numbers of each pair for the second pass, from what the first gives pairs of reports that it has not seen."""
    of_report: list[list[tuple[int, int, float]]] = [[] for _ in found]
    for (n, i, j), p in zip(keys, first, strict=True):
        of_report[n].append((i, j, p))
    made = [
        rows(told[n], views[n], f.item.readings, [(i, j) for i, j, _ in of_report[n]], [p for _, _, p in of_report[n]])
        for n, f in enumerate(found)
        if of_report[n] and f.item.readings is not None
    ]
    return np.concatenate(made)


def choice_table(found: list[Found], steps: Steps) -> tuple[Table, list[tuple[int, int, str]]]:
    """A row for each act and each date that the report offers it, by models that have not seen the report."""
    table, keys = Table(), []
    for fold in range(FOLDS):
        with TemporaryDirectory() as folder:
            steps.write(Path(folder), without=fold)
            with weights_from(Path(folder)):
                for n in range(fold, len(found), FOLDS):
                    for k, date, row in offered(found[n]):
                        table.add(row, *label_of(found[n].events[k], date), n)
                        keys.append((n, k, date))
    return table, keys


def offered(found: Found) -> list[tuple[int, str, list[str]]]:
    """For each act the dates that the report offers it, with their features."""
    calendar = Calendar(found.item, found.syntax, found.triggers)
    own = [w.date if w else None for w in calendar.own]
    told = tellings(found.item, found.syntax, found.triggers, found.roles, own)
    chance = chances(told, found.syntax, found.item.readings)
    status = likely(statused(found.triggers, found.roles, calendar), found.item, found.syntax)
    view = calendar.view(told)
    cases = calendar.cases(told, grouped(told, chance), chance)
    return [(k, c.date, view.features(k, c, of_act, status[k])) for k, of_act in enumerate(cases) for c in of_act]


def fit(found: list[Found], gold: dict[str, list[Event]], out: Path = DATA) -> None:
    """Trains and writes the scorers of dates and of pairs."""
    steps = first_steps(found, gold)
    table, _ = choice_table(found, steps)
    steps.write(out)
    question = "Of the dates that a report offers an act, is this one its own?"
    table.fitted(STRENGTH["choice"]).write(out / "events-date-3.tsv", about(question, "dating_choice", table))


if __name__ == "__main__":
    shared = Path(sys.argv[1])
    fit(list(unseen_roles(shared)), reports(shared, "all", until="statements")[1])
