"""Days that lean on another day, on a schedule or on a name; the sentences are our own. Published on Wednesday 12 October 2022."""

import pytest

from reportedly.annotate.times import tag

WEDNESDAY = "2022-10-12"


def days(text, anchor=WEDNESDAY):
    return {t.span.of(text): t.date for t in tag(text, anchor)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rebels shelled Velm the same night the army raided a camp.", "the same night"),
        ("The mayor resigned after the vote. The following day he left the country.", "The following day"),
    ],
)
def test_what_leans_on_a_day_that_was_not_told_stays_open(text, words):
    assert days(text)[words] is None


def test_what_leans_on_a_day_that_was_told_is_counted_from_it():
    text = "The army raided a camp on 3 October. The same night rebels shelled Velm. The following day they met."
    assert days(text) == {"3 October": "2022-10-03", "The same night": "2022-10-03", "The following day": "2022-10-04"}


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("The ban on Velm's ships takes effect Friday.", "Friday", "2022-10-14"),
        ("Ana Prado relinquishes the post on Tuesday.", "Tuesday", "2022-10-18"),
        ("A new round of talks begins on Monday.", "Monday", "2022-10-17"),
        ("A trial has been set for November.", "November", "2022-11"),
        ("The ban on Velm's ships took effect Friday.", "Friday", "2022-10-07"),
    ],
)
def test_what_is_told_by_schedule_lies_ahead(text, words, day):
    assert days(text)[words] == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The envoy is expected to leave for Velm early in the week.", "2022-10-17/2022-10-23"),
        ("The envoy left for Velm early in the week.", "2022-10-10/2022-10-13"),
    ],
)
def test_early_in_the_week_told_ahead_late_in_one_is_of_the_next(text, day):
    assert days(text, "2022-10-13")["early in the week"] == day


@pytest.mark.parametrize(
    "text",
    [
        "The newspaper Harbour Today carried an article about the visit.",
        "He told the channel's “This Week” that there would be no talks about it.",
    ],
)
def test_a_name_of_a_paper_or_programme_is_no_time(text):
    assert days(text) == {}


@pytest.mark.parametrize("text", ["Prado Meets Envoy Today", "Today the minister received the visiting delegation."])
def test_today_in_a_headline_or_at_the_beginning_is_a_day(text):
    assert days(text)["Today"] == WEDNESDAY


def test_a_clock_after_a_day_of_the_background_is_not_of_that_day():
    text = "The war began with the raid of 7 March. The envoy was killed at 02:00 by a rocket."
    assert days(text)["02:00"] == WEDNESDAY
    near = "The envoy came on 10 October. He was killed at 02:00 by a rocket."
    assert days(near)["02:00"] == "2022-10-10"
