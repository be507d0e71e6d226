"""No other act dates a letter, but for the exchange that it is part of."""

from reportedly.library import annotate


def test_a_letter_that_speaks_of_a_visit_is_not_of_the_visit_s_day() -> None:
    text = (
        "Jan Novak of Poland wrote to Ana Petrova of Serbia. "
        "In his letter, Mr Novak wrote that he was glad of their talks during his visit to Serbia last month."
    )
    letters = [e for e in annotate(text, published="2023-10-12").events if e.mode == "letter"]
    assert letters
    assert {e.date for e in letters} == {None}


EXCHANGE = (
    "Ana Prado made a visit to Norway last month. The exchange of letters between Ana Prado and Erik Dahl comes a month after "
    "Ms Prado made a visit to Norway. Ms Prado sent a letter to Mr Dahl. Mr Dahl also sent a letter to Ms Prado."
)


def letters(text):
    """Trigger -> date of the letters of a report of 12 October 2022."""
    found = annotate(text, published="2022-10-12").events
    return [(e.trigger.of(text), len(e.actor), e.date) for e in found if e.mode == "letter"]


def test_an_exchange_of_letters_is_one_act_of_both_and_dates_the_letters():
    assert letters(EXCHANGE) == [
        ("exchange of letters", 2, "2022-10-01/2022-10-12"),
        ("sent a letter", 1, "2022-10-01/2022-10-12"),
        ("sent a letter", 1, "2022-10-01/2022-10-12"),
    ]


def test_letters_on_another_date_are_not_those_of_the_exchange():
    text = EXCHANGE.replace("Ms Prado sent a letter to Mr Dahl.", "On 3 May 2020 Ms Prado sent a letter to Mr Dahl.")
    exchange, *others = [date for _, _, date in letters(text)]
    assert exchange == "2022-10-01/2022-10-12"
    assert len(others) == 2
    assert exchange not in others
