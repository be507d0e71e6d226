"""No other act dates a letter."""

from reportedly.library import annotate


def test_a_letter_that_speaks_of_a_visit_is_not_of_the_visit_s_day() -> None:
    text = (
        "Jan Novak of Poland wrote to Ana Petrova of Serbia. "
        "In his letter, Mr Novak wrote that he was glad of their talks during his visit to Serbia last month."
    )
    letters = [e for e in annotate(text, published="2023-10-12").events if e.mode == "letter"]
    assert letters
    assert {e.date for e in letters} == {None}
