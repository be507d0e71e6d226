"""The dates that the tellings of one event lend each other."""

from reportedly.annotate.events.dating_choice import When
from reportedly.annotate.events.dating_retold import FINER, FIRM, LENDING, SAME, Retellings
from reportedly.library import annotate

DAY, WEEK = When("2022-10-05", None, "its clause", 0.9), When("2022-10-03/2022-10-09", None, "its clause", 0.9)
LATER = When("2022-10-08", None, "its clause", 0.9)


def dates(dated, *, status="occurred", p=0.9, first=None, **more):
    """The dates of tellings, the first of which is asked about; all of one event unless `first` says otherwise."""
    n = len(dated)
    chance = {(i, j): p for i in range(n) for j in range(i + 1, n)}
    statuses = [status] + ["occurred"] * (n - 1)
    found = Retellings(dated, first or [0] * n, chance, statuses, names=["act"] * n, **more).completed()
    return [when.date if when else None for when in found]


def test_an_open_telling_takes_the_date_of_its_event():
    assert dates([None, DAY, DAY]) == [DAY.date] * 3
    assert dates([None, DAY], first=[0, 1]) == [None, DAY.date]


def test_it_is_less_sure_and_says_why():
    lent, _ = Retellings([None, DAY], [0, 0], {(0, 1): 0.9}, ["occurred"] * 2, ["raid", "attack"]).completed()
    assert lent.score < DAY.score
    assert lent.reason == "the same event is told as 'attack', and there its clause"


def test_it_stays_open_where_the_tellings_differ_or_nothing_is_sure():
    assert dates([None, DAY, LATER])[0] is None
    assert dates([None, When("2022-10-05", None, "", LENDING - 0.01)])[0] is None
    assert dates([None, DAY], p=SAME - 0.01)[0] is None
    assert dates([None, DAY], closed={0})[0] is None


def test_what_is_imagined_demanded_or_goes_on_takes_none():
    assert [dates([None, DAY], status=s)[0] for s in ("hypothetical", "proposed", "ongoing", "did-not-happen")] == [None] * 4


def test_a_rough_date_gives_way_to_the_finer_one_within_it():
    assert dates([WEEK, DAY]) == [DAY.date] * 2
    assert dates([DAY, WEEK]) == [DAY.date] * 2
    assert dates([When("2021", None, "", 0.9), DAY])[0] == "2021"


def test_a_rough_date_stays_where_two_finer_ones_differ_or_the_finer_is_unsure():
    assert dates([WEEK, DAY, LATER])[0] == WEEK.date
    assert dates([WEEK, When("2022-10-05", None, "", FINER - 0.01)])[0] == WEEK.date
    assert dates([WEEK, DAY], closed={0})[0] == WEEK.date


def test_an_unsure_date_gives_way_to_the_firm_one_of_its_event():
    unsure = When("2022-10-08", None, "its clause", FIRM - 0.01)
    assert dates([unsure, DAY]) == [DAY.date] * 2
    assert dates([LATER, DAY]) == [LATER.date, DAY.date]
    assert dates([unsure, When(DAY.date, None, "", FIRM - 0.01)])[0] == unsure.date
    assert dates([unsure, DAY, When("2022-10-07", None, "", 0.9)])[0] == unsure.date


def test_what_is_planned_was_on_no_day_before_its_report():
    year = When("2022", None, "its clause", 0.9)
    assert dates([year, DAY], status="planned", published="2022-10-12")[0] == "2022"
    assert dates([year, DAY], status="planned", published="2022-10-01")[0] == DAY.date


def told(text):
    """Trigger -> date in a report of 12 October 2022."""
    return [(e.trigger.of(text), e.date) for e in annotate(text, published="2022-10-12").events]


def test_a_visit_told_again_far_from_its_day():
    text = (
        "The president of Norway will visit Finland on 20 October. Farmers in the north have complained about prices. Roads are closed. "
        "Finland has prepared for the visit for months."
    )
    assert [found for found in told(text) if found[0] == "visit"] == [("visit", "2022-10-20")] * 2


def test_next_week_is_the_day_told_later():
    text = (
        "Norway and Finland will hold a summit in Oslo next week. Officials of both countries have been silent about the agenda. "
        "Reporters asked about the menu. The ministry of Norway said that the summit would begin on 20 October."
    )
    assert told(text) == [("summit", "2022-10-20")] * 2
