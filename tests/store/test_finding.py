"""Statements by who speaks, of whom, when and in what words, and events that may be one: the same on each database."""

from dataclasses import replace

import pytest
from telling import KNOWN, Act, party, told

from reportedly.errors import UsageError
from reportedly.model import Span, Statement
from reportedly.resolve import resolve
from reportedly.store import Filter, Store
from reportedly.store.browse import Browse
from reportedly.store.finding import Wanted

NOW = "2024-01-01T00:00:00+00:00"
LETTER = Act("Vladimir Putin", "Kim Jong Un", words="sent greetings to")
VISIT = Act("Vladimir Putin", "North Korea", mode="visit", words="visited the port of")


def stated(id: str, text: str, speaker: str, stance: str, *acts: Act, published: str, said_on: str | None = None):
    """A report with acts and, after them, a text of which the first line is what somebody says; the last act stands in it."""
    report = told(id, *acts, published=published, more=text)
    content = text.partition("\n")[0] or report.report.text.strip()
    at = report.report.text.index(content)
    statement = Statement((Span(at, at + len(content)),), speaker=party(speaker), stance=stance, said_on=said_on)
    events = tuple(replace(e, statement=0) if at <= e.trigger.start < at + len(content) else e for e in report.events)
    entities = tuple({e.id: e for e in (*report.entities, *(KNOWN[n] for n in (speaker,) if n != "Government of Russia"))}.values())
    return replace(report, statements=(statement,), events=events, entities=entities)


@pytest.fixture
def filled(store: Store) -> Store:
    reports = (
        stated("a", "any arms deal\n", "Government of Russia", "denies", published="2023-10-14", said_on="2023-10-13"),
        stated("b", "Putin stole herring\n", "Government of Russia", "denies", published="2022-08-02"),
        stated("c", "", "Vladimir Putin", "confirms", LETTER, published="2022-08-16"),
        stated("d", "arms for all\n", "United States", "asserts", published="2023-10-20"),
        told("e", replace(VISIT, date="2023-07-27"), published="2023-07-28"),
        told("f", replace(VISIT, words="visited soldiers of"), published="2023-07-29", publisher="The Courier"),
        told("g", replace(VISIT, words="visited soldiers of"), published="2023-12-01", publisher="The Courier"),
    )
    for report in reports:
        found = resolve(report, store)
        store.add(report, [replace(c, score=0.9) for c in found.claims], now=NOW)
    return store


def found(store: Store, wanted: Wanted) -> list[str]:
    """The reports of the statements that are found, in their order; as many as are counted."""
    page = Browse(store).stated(wanted, limit=9)
    assert Browse(store).count_said(wanted) == len(page.rows)
    return [row.statement.report for row in page.rows]


def test_statements_are_found_by_who_speaks_and_whom_they_name(filled: Store) -> None:
    assert found(filled, Wanted("", speakers=("RUS",))) == ["a", "c", "b"]
    assert found(filled, Wanted("", speakers=("Q7747", "USA"), oldest=True)) == ["c", "d"]
    assert found(filled, Wanted("", about=("Q7747",))) == ["c", "b"], "by a name, or by a part that nobody else has"
    assert found(filled, Wanted("", stances=("denies",), parties=("RUS", "Q7747"))) == ["b"]
    assert found(filled, Wanted("")) == []


def test_most_of_the_words_come_first_and_an_act_inside_counts_as_one(filled: Store) -> None:
    assert found(filled, Wanted("arms deal", some=True)) == ["a", "d"]
    assert [row.lacking for row in Browse(filled).stated(Wanted("arms herring", some=True), limit=9).rows] == [1, 1, 1]
    assert found(filled, Wanted("arms deal")) == ["a"]
    assert found(filled, Wanted("letter", ("confirms",), some=True)) == []
    assert found(filled, Wanted("letter", ("confirms",), some=True, types=("CONSULT/letter",))) == ["c"]
    assert found(filled, Wanted("herring -Putin", some=True)) == []


def test_all_the_words_are_asked_for_and_an_act_inside_counts_as_one(store: Store) -> None:
    for id, text in (("both", "any sale of arms in spring\n"), ("one", "an arms race\n"), ("other", "a sale of herring\n")):
        store.add(stated(id, text, "Russia", "denies", published="2023-10-14"), now=NOW)
    assert found(store, Wanted("arms spring", ("denies",))) == ["both"]
    assert sorted(found(store, Wanted("arms spring", ("denies",), some=True))) == ["both", "one"]
    letter = stated("act", "", "Vladimir Putin", "confirms", LETTER, published="2022-08-16")
    store.add(letter, resolve(letter, store).claims, now=NOW)
    assert found(store, Wanted("greetings letter", ("confirms",), types=("CONSULT/letter",))) == ["act"]
    assert found(store, Wanted("herring letter", ("confirms",), types=("CONSULT/letter",))) == []


@pytest.mark.parametrize(
    ("text", "denied", "is_found"),
    [
        ("The United States accused North Korea of selling arms. Russia denied the claim.\n", "the claim", True),
        ("An arms sale to North Korea is under way, it is said. Russia denies it.\n", "it", True),
        ("An arms sale to North Korea is under way, it is said. Russia denies a quarrel over herring.\n", "a quarrel over herring", False),
        ("An arms sale is near. " + "The weather was fine that year. " * 12 + "Russia denies it.\n", "it", False),
        ("The race for arms went on, and herring was sold. Russia denied the claim.\n", "the claim", False),
    ],
)
def test_who_denies_a_claim_denies_what_stands_right_before(store: Store, text: str, denied: str, is_found: bool) -> None:
    report = told("a", published="2023-08-15", more=text)
    at = text.rindex(denied)
    statement = Statement((Span(at, at + len(denied)),), speaker=party("Russia"), speaker_kind="government", stance="denies", score=0.9)
    store.add(replace(report, statements=(statement,), entities=(KNOWN["Russia"], KNOWN["North Korea"])), now=NOW)
    wanted = Wanted("selling arms", ("denies",), matter=True)
    assert found(store, wanted) == (["a"] if is_found else [])
    assert found(store, wanted._replace(about=("PRK",))) == (["a"] if is_found else [])
    assert found(store, wanted._replace(about=("USA",))) == (["a"] if is_found and "United States" in text else [])
    assert found(store, wanted._replace(matter=False)) == []


def test_a_time_is_that_of_the_saying_else_of_the_publication(filled: Store) -> None:
    assert found(filled, Wanted("", ("denies",), Filter(since="2023-10-13", until="2023-10-13"))) == ["a"]
    assert found(filled, Wanted("", ("denies",), Filter(since="2023-10-14", until="2023-10-14"))) == []
    assert found(filled, Wanted("", ("denies", "confirms"), month=8)) == ["c", "b"]
    assert found(filled, Wanted("", ("denies",), Filter(published_since="2023"))) == ["a"]


def test_a_statement_is_told_with_its_sentence(filled: Store) -> None:
    (row,) = Browse(filled).stated(Wanted("herring")).rows
    assert row.statement.sentence == "Putin stole herring"


def test_events_that_may_be_one_are_told_with_a_reason(filled: Store) -> None:
    dated, near, late = (next(e for e in filled.events().rows if e.claims[0].claim.report == id) for id in "efg")
    (twin,) = Browse(filled).twins(dated)
    assert twin.row.claim.event == near.id
    assert twin.reason == "the same kind of act and parties; the other has no date, and it is told 2 days later"
    assert [t.row.claim.event for t in Browse(filled).twins(near)] == [dated.id]
    assert Browse(filled).twins(late) == []
    assert Browse(filled).twins(dated, least=0.95) == []
    filled.judge("event", dated.claims[0].claim.id, near.claims[0].claim.id, "different", by="ann", now=NOW)
    assert Browse(filled).twins(filled.event(dated.id)) == []


def test_events_are_counted_up_to_a_number(filled: Store) -> None:
    assert Browse(filled).up_to(Filter(types=("CONSULT",)), 2) == 2
    assert Browse(filled).up_to(Filter(types=("CONSULT",)), 9) == 4


def test_claims_are_bound_by_what_their_source_does(store: Store) -> None:
    bearings = {"a": "tells", "b": "denies", "c": "calls off", "d": "", "e": ""}
    for i, (id, bearing) in enumerate(bearings.items()):
        report = told(id, replace(LETTER, status="denied" if id in "be" else "occurred", date=f"2022-0{i + 1}-01"))
        found = resolve(report, store)
        store.add(report, [replace(c, bearing=bearing) for c in found.claims], found.links, now=NOW)

    def having(*words: str) -> list[str]:
        return [row.claim.report for row in store.claims(Filter(bearings=words)).rows]

    assert having("tells") == ["a", "d"], "what was not asked of is told where its status denies nothing"
    assert having("denies") == ["b", "e"]
    assert having("calls off", "denies") == ["b", "c", "e"]
    assert having("speaks of") == []
    assert [row.claims[0].claim.report for row in store.events(Filter(actors=("RUS",), bearings=("calls off",))).rows] == ["c"]
    with pytest.raises(UsageError, match="bearing"):
        having("sings")


def test_a_short_window_has_what_reaches_into_it_and_counts_as_the_list_does(store: Store) -> None:
    dates = {
        "a": "2020",
        "b": "2020-07",
        "c": "2020-07-03",
        "d": "2015/2021",
        "e": "/2021-03-01",
        "f": None,
        "g": "2020-06-30",
        "h": "2021-07-03",
    }
    for id, day in dates.items():
        report = told(id, replace(LETTER, date=day), published="2020-07-20")
        store.add(report, resolve(report, store).claims, now=NOW)  # without links: each is an event of its own
    browse = Browse(store)
    for month in (Filter(since="2020-07", until="2020-07"), Filter(since="2020-07", until="2020-07", undated=True)):
        listed = store.events(month, limit=50, newest_first=True)
        assert len(listed.rows) == (6 if month.undated else 5)
        looked = browse.looked_at(month, limit=3, most=50)
        assert [row.id for row in looked.page.rows] == [row.id for row in listed.rows[:3]]
        assert (looked.number, looked.further) == (len(listed.rows), tuple(row.id for row in listed.rows[3:]))
        assert looked.dated is not None
        assert [row.id for row in looked.dated] == [row.id for row in listed.rows if row.date][:3]
        assert browse.looked_at(month, limit=3, most=4).further is None
        done = browse.among(replace(month, statuses=("occurred",)), looked.further or (), limit=2)
        assert [row.id for row in done] == [row.id for row in listed.rows[3:5]]
    assert browse.looked_at(Filter(), limit=3, most=5).number == 5
    every = store.events(Filter(actors=("RUS",)), limit=50, newest_first=True)
    looked = browse.looked_at(Filter(actors=("RUS",)), limit=3, most=50)
    assert (looked.page.rows, looked.number, looked.further) == (every.rows[:3], 8, tuple(row.id for row in every.rows[3:]))
    assert store.events(Filter(actors=("RUS",)), limit=5, after=looked.page.next, newest_first=True).rows == every.rows[3:]
