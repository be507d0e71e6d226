"""What an anniversary dates."""

import pytest

from reportedly import resources
from reportedly.annotate.events.dating_anniversary import TABLE
from reportedly.library import annotate
from reportedly.model.dates import is_date


def dates(text: str, published: str = "2022-09-29") -> dict[str, str | None]:
    """Last word of the trigger -> date."""
    return {e.trigger.of(text).split()[-1]: e.date for e in annotate(text, published=published).events}


MARKED = "Mr Sato wrote to Mr Chen as Japan and China marked the {} anniversary of bilateral relations."


def test_relations_of_two_states_are_marked_on_their_known_day() -> None:
    assert dates(MARKED.format("50th"))["wrote"] == "2022-09-29"
    assert dates(MARKED.format("50th"), "2022-10-02")["wrote"] == "2022-09-29"


@pytest.mark.parametrize(("number", "published"), [("49th", "2022-09-29"), ("50th", "2022-03-01"), ("50th", None)])
def test_no_day_is_given_where_number_or_season_do_not_agree(number: str, published: str | None) -> None:
    found = dates(MARKED.format(number), published)  # type: ignore[arg-type]
    assert "2022-09-29" not in found.values()


def test_other_states_have_other_days() -> None:
    text = "Mr Dahl wrote to Mr Prado as Norway and Chile marked the 50th anniversary of bilateral relations."
    assert "2022-09-29" not in dates(text).values()


def test_what_the_anniversary_is_of_lies_so_many_years_back() -> None:
    text = "Norway and Chile held a ceremony on the 51st anniversary of their treaty of friendship."
    assert dates(text, "2012-07-12")["treaty"] == "1961"


def test_a_day_that_is_told_counts_before_the_year() -> None:
    text = "Norway remembered the 10th anniversary of the attack of 22 July 2011."
    assert dates(text, "2021-07-23")["attack"] == "2011-07-22"


def test_the_table_has_whole_days_of_pairs_in_order() -> None:
    for pair, day in resources.table(TABLE)["relations"].items():
        first, second = pair.split("-")
        assert first < second
        assert is_date(day)
        assert len(day) == len("1972-09-29")


def test_a_meeting_is_held_on_the_visit_where_it_is_told() -> None:
    text = "Ana Prado made a visit to Norway last month, where the two leaders met."
    assert dates(text, "2022-10-12") == {"visit": "2022-09", "met": "2022-09"}


def test_another_telling_s_day_is_finer_than_a_counted_month() -> None:
    text = (
        "Ana Prado made a visit to Norway last month. Ana Prado and Erik Dahl exchanged letters on 5 October. "
        "The exchange of letters between Ana Prado and Erik Dahl comes a month after Ms Prado made a visit to Norway."
    )
    letters = [e for e in annotate(text, published="2022-10-12").events if e.mode == "letter"]
    assert {e.date for e in letters} == {"2022-10-05"}
