"""Which date an act gets, and what it says for it."""

from types import SimpleNamespace

import pytest

from reportedly import pipeline
from reportedly.annotate.events.dates import Calendar
from reportedly.annotate.events.dating import LinkView
from reportedly.annotate.events.dating_choice import Case, When
from reportedly.annotate.events.dating_relative import counted_on, relative_dates
from reportedly.annotate.sentences import Sentences
from reportedly.annotate.syntax import Syntax
from reportedly.annotate.times import Times
from reportedly.clean import clean
from reportedly.model import AnnotatedReport, Report

PUBLISHED = "2022-10-12"


def report(text):
    return AnnotatedReport(clean(Report(id="t", text=text, published=PUBLISHED, published_by="given", language="en")))


def dates(text):
    """Trigger -> (date, reason) of each act."""
    item = pipeline.run(pipeline.stages(), [report(text)])[0]
    return {e.trigger.of(text): (e.date, e.reasons.get("date", "")) for e in item.events}


def counted(text, word, **known):
    """The date that counting from another act gives the act named by `word`; `known` are the dates of other words."""
    item = Times()(Sentences()([report(text)]))[0]
    names = [word, *known]
    acts = [SimpleNamespace(token=next(t for t in item.tokens if t.text == name)) for name in names]
    own = {names.index(name): date for name, date in known.items()}
    found = relative_dates(item, Syntax(item.tokens, item.sentences), acts, own)
    return found[0][0] if 0 in found else None


def offered(text, word):
    """The dates of its own sentence that may be those of the act named by `word`."""
    item = Times()(Sentences()([report(text)]))[0]
    act = SimpleNamespace(token=next(t for t in item.tokens if t.text == word), type="MOBILIZE", group=None)
    return [link.timex.date for link in LinkView(item, Syntax(item.tokens, item.sentences), [act]).links(act) if link.back == 0]


@pytest.mark.parametrize(
    ("text", "word", "dates"),
    [
        ("Chile imposed sanctions on Norway in May after the most recent test by Norway.", "imposed", ["2022-05"]),
        ("Chile imposed sanctions on Norway in May after the most recent test by Norway.", "test", []),
        ("Norway carried on with its tests through 2016 and 2017.", "tests", []),
        ("Norway plans to restart a reactor that it shut down in 2007.", "restart", []),
        ("Norway plans to restart a reactor that it shut down in 2007.", "shut", ["2007"]),
        ("Norway tested a missile on Monday.", "tested", ["2022-10-10"]),
        ("It is the first visit to Chile since Ana Prado met the king in 2000.", "visit", []),
        ("It is the first visit to Chile since Ana Prado met the king in 2000.", "met", ["2000"]),
        ("Norway fired rockets at Chile a day after the attack on the port in May.", "fired", []),
        ("Norway has tested missiles since Monday.", "tested", ["2022-10-10/2022-10-12"]),
        ("The envoy left on Friday, a day after he met the king.", "met", []),
        ("The envoy left on Friday, two weeks after the attack.", "attack", []),
        ("The envoy left on Friday in a trip a day ahead of the summit.", "summit", []),
        ("The ministers met on Monday following the attack on the port.", "attack", []),
        ("Last week Norway raised the tariffs and has threatened more.", "threatened", []),
        ("The port was shut on Monday after Norway attacked Chile.", "attacked", []),
        ("The port was shut on Monday after Norway attacked Chile.", "shut", ["2022-10-10"]),
        ("The port was shut on Monday, hours after Norway attacked Chile.", "attacked", ["2022-10-10"]),
        ("The port was shut after Norway attacked Chile on Monday.", "attacked", ["2022-10-10"]),
        ("Chile has bombed the island since 7 October, when Norway attacked its port.", "attacked", ["2022-10-07"]),
        ("Chile has bombed the island since 7 October, when Norway attacked its port.", "bombed", ["2022-10-07/2022-10-12"]),
        ("Since 2015, when Norway attacked its port, Chile has bombed the island.", "attacked", ["2015"]),
        ("Last week Norway raised the tariffs and threatened more.", "threatened", ["2022-10-03/2022-10-09"]),
        ("They exchanged gifts when they met, the palace said, as Ana Prado toured Chile on Monday.", "met", []),
        ("They exchanged gifts when they met, the palace said, as Ana Prado toured Chile on Monday.", "toured", ["2022-10-10"]),
        ("Norway fired rockets as Chile held a drill on Monday.", "fired", ["2022-10-10"]),
    ],
)
def test_a_date_that_is_plainly_of_something_else_is_not_offered(text, word, dates):
    assert offered(text, word) == dates


@pytest.mark.parametrize(
    ("text", "word", "date"),
    [
        ("The launch comes two days after Iran attacked Israel.", "attacked", "2022-10-10"),
        ("The pledge comes nearly a month after the minister made a visit to Iran.", "visit", "2022-09"),
        ("The raid comes two weeks after the summit.", "summit", "2022-09-25/2022-10-01"),
        ("The talks come a day before the summit.", "summit", "2022-10-13"),
        ("The talks come less than a month after the summit.", "summit", None),
        ("The talks came a month after the summit.", "summit", None),
        ("The visit came on Friday, a day after the minister met the king.", "met", "2022-10-06"),
        ("On Monday Norway named its envoys, a day after Chile met the king.", "met", "2022-10-09"),
        ("Prado spoke on Monday a day ahead of the summit.", "summit", "2022-10-11"),
    ],
)
def test_a_distance_from_the_present_counts_from_publication(text, word, date):
    assert counted(text, word) == date


def test_a_distance_from_a_dated_act_counts_from_its_day():
    assert counted("Iran tested a missile three days after the attack on Israel.", "attack", tested="2022-10-09") == "2022-10-06"


@pytest.mark.parametrize(
    ("text", "word", "date"),
    [
        ("Norway fired rockets at Chile a day after the attack on Israel on 7 October.", "fired", "2022-10-08"),
        ("Prado planned to meet the ambassador a day before Thursday's summit in Oslo.", "meet", "2022-10-12"),
        ("Norway fired rockets at Chile a day after the attack on Israel in May.", "fired", None),
        ("Norway fired rockets at Chile less than a week after the attack on Israel on 7 October.", "fired", None),
    ],
)
def test_what_is_told_by_its_distance_from_a_known_day_is_counted_from_it(text, word, date):
    assert counted(text, word) == date


@pytest.mark.parametrize(
    ("text", "visit", "date"),
    [
        (
            "The offer comes nearly a month after the minister made a visit to Iran.",
            "2022-09",
            "2022-10-01/2022-10-12",
        ),  # no later than publication
        ("The offer came two months after the minister made a visit to Iran.", "2022-06", "2022-08"),
        ("The offer came a year after the visit to Iran.", "2019", "2020"),
        ("The offer comes a month after the visit to Iran.", "2022-10", None),  # would be after publication
        ("The offer comes a month after the visit to Iran.", "2022-09-14", None),  # a day: not in whole months
        ("The offer did not come a month after the visit to Iran.", "2022-08", None),
        ("The offer comes more than a month after the visit to Iran.", "2022-08", None),
        ("The offer came a month before the visit to Iran.", "2022-08", None),
    ],
)
def test_what_comes_a_month_after_something_of_a_known_month_is_of_the_next_month(text, visit, date):
    item = Times()(Sentences()([report(text)]))[0]
    acts = [SimpleNamespace(token=next(t for t in item.tokens if t.text == name)) for name in ("offer", "visit")]
    found = counted_on(item, Syntax(item.tokens, item.sentences), acts, {1: visit})
    assert (found[0][0] if 0 in found else None) == date


def chosen(text, word, *, status, kind, date="2022-10-10", close=True):
    """Whether a date that is told of something else is left out for the act named by `word`."""
    item = Times()(Sentences()([report(text)]))[0]
    act = SimpleNamespace(token=next(t for t in item.tokens if t.text == word), type="ASSAULT", group=None)
    case = Case(date)
    case.add(kind, 0.5, When(date, None, "", is_close=close))
    calendar = Calendar(item, Syntax(item.tokens, item.sentences), [act])
    return not calendar._is_far_fetched(act, case, status)


@pytest.mark.parametrize(
    ("status", "kind", "date", "given"),
    [
        ("ongoing", "opening", "2022-10-10", False),
        ("ongoing", "beside", "2022-10-10", False),
        ("ongoing", "again", "2022-10-10", True),
        ("occurred", "opening", "2022-10-10", True),
        ("occurred", "beside", "2022-10-10", True),
        ("occurred", "beside", "2021-10-07", False),
        ("occurred", "again", "2021-10-07", True),
    ],
)
def test_what_lasts_takes_no_day_of_the_news_and_nothing_takes_one_long_ago_from_its_company(status, kind, date, given):
    assert chosen("Iran attacked Israel.", "attacked", status=status, kind=kind, date=date) is given


def test_an_expression_of_another_clause_than_its_act_s_dates_nothing_beside_it():
    assert not chosen("Iran attacked Israel.", "attacked", status="occurred", kind="beside", close=False)
    assert chosen("Iran attacked Israel.", "attacked", status="occurred", kind="again", close=False)


def test_a_distance_from_an_act_of_an_unknown_day_gives_no_date():
    assert counted("Iran tested a missile three days after the attack on Israel.", "attack", tested="2022-10") is None


def test_what_is_said_to_happen_is_not_dated_by_the_saying():
    assert dates("The ministry said on Monday that Iran had attacked Israel.")["attacked"] == (None, "")


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        ("The government of Norway said on Monday that it rejects the offer of Chile.", "rejects", "2022-10-10"),
        ("The government of Norway announced on Monday that it was imposing sanctions on Chile.", "imposing sanctions", "2022-10-10"),
        ("The government of Norway said on Monday that Chile had imposed sanctions on Peru.", "imposed sanctions", None),
    ],
)
def test_what_is_done_by_saying_it_is_dated_by_the_saying(text, trigger, date):
    assert dates(text)[trigger][0] == date


def test_what_stands_under_a_later_heading_does_not_go_on_from_the_news():
    news = "On Monday Norway tested a missile near the coast of Chile. The test was the third of its kind. Its army praised the crew."
    text = (
        f"Norway tests missile\n\n{news}\n\nNorway, Peru Block Sanctions\n\nThe two countries rejected the draft of Chile at the council."
    )
    found = dates(text)
    assert found["tested"][0] == "2022-10-10"
    assert found["rejected"][0] is None


def test_a_day_outside_of_the_clause_of_what_came_before_is_not_its_day():
    assert dates("The programme was created on Monday after Norway attacked Chile.")["attacked"][0] is None


def test_a_date_names_the_words_that_it_rests_on():
    date, reason = dates("Iran attacked Israel on Monday.")["attacked"]
    assert date == "2022-10-10"
    assert "Monday" in reason


def test_without_a_time_in_the_report_there_is_no_date():
    found = dates("Iran accuses Israel of an attack\n\nIran accused Israel of an attack. It threatened the United States with revenge.")
    assert found
    assert not any(date for date, _ in found.values())


def test_what_moves_to_an_open_time_borrows_no_date():
    import reportedly

    text = "The president met the ambassador on Monday.\n\nWeeks earlier, Foreign Minister Ana Prado visited Norway."
    dates = {e.trigger.of(text): e.date for e in reportedly.annotate(text, published="2022-08-17").events}
    assert dates["met"] == "2022-08-15"
    assert dates["visited"] is None


def test_what_came_weeks_before_something_borrows_no_date():
    found = dates("The United States accused Russia on Tuesday.\n\nThe pictures were taken four weeks after Ana Prado visited Norway.")
    assert found["accused"][0] == "2022-10-11"
    assert found["visited"][0] is None


def test_what_is_only_imagined_takes_no_date_from_the_sentences_around():
    found = dates("The president met the ambassador on Monday. If Iran attacked Israel, the United States would threaten it.")
    assert found["met"][0] == "2022-10-10"
    assert found["attacked"][0] is None


def test_a_date_says_how_it_was_reached_when_another_telling_gives_it():
    date, reason = dates("Iran attacked Israel on Monday.\n\nThe attack by Iran on Israel killed two soldiers.")["attack"]
    assert date == "2022-10-10"
    assert "Monday" in reason


def test_a_year_in_a_name_dates_nothing_but_what_bears_it():
    text = "Anna Berg's decision to strike Norway was right under the 2002 Authorization for Use of Military Force."
    assert dates(text)["strike"][0] is None


@pytest.mark.parametrize("words", ["is poised to", "is ready to", "is about to"])
def test_who_is_about_to_meet_on_a_weekday_meets_on_the_next(words):
    text = f"Anna Berg {words} meet with President Pedro Prado on Friday."
    assert dates(text)["meet"][0] == "2022-10-14"


def test_what_is_planned_takes_no_day_of_another_act_before_its_report():
    calendar = SimpleNamespace(own=[None, When("2022-10-10", None, "")], _published=PUBLISHED)
    past = When("2022-10-10", None, "it seems to take place with 'met'")
    assert Calendar._is_past_plan(calendar, 0, past, {"planned": 0.9})
    assert not Calendar._is_past_plan(calendar, 0, past, {"planned": 0.2})
    assert not Calendar._is_past_plan(calendar, 0, When("2022-10-14", None, ""), {"planned": 0.9})
    assert not Calendar._is_past_plan(calendar, 1, past, {"planned": 0.9})


def test_what_plainly_dates_another_act_of_the_sentence_does_not_come_back_as_a_loan():
    text = "The king and Ana Prado exchanged gifts when they met, the palace said, as she continued a tour of Chile on Monday."
    found = dates(text)
    assert found["met"][0] is None
    assert found["tour"][0] == "2022-10-10"
