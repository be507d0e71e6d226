"""Dates as people write them in an address or a form."""

import pytest
from people import served

from reportedly.errors import UsageError
from reportedly.serve.days_given import date_of


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("", ""),
        ("2022", "2022"),
        ("2022-08", "2022-08"),
        ("2022-8-5", "2022-08-05"),
        ("Dec 2023", "2023-12"),
        ("December 2023", "2023-12"),
        ("15 Aug 2022", "2022-08-15"),
        ("Aug. 15th, 2022", "2022-08-15"),
        ("8/2022", "2022-08"),
        ("15.8.2022", "2022-08-15"),
        ("8/15/2022", "2022-08-15"),
        ("5/5/2022", "2022-05-05"),
    ],
)
def test_what_a_person_writes_is_a_date(written, date):
    assert date_of(written) == date


@pytest.mark.parametrize(
    ("written", "why"), [("soon", "is no date"), ("31 Apr 2022", "is no date"), ("3/4/2022", "may be 2022-03-04 or 2022-04-03")]
)
def test_what_is_no_date_or_two_is_refused_in_words(written, why):
    with pytest.raises(UsageError, match=why):
        date_of(written)


@pytest.mark.parametrize(
    "address",
    ["/timeline?actor=PRK&to=soon", "/statements?stance=denies&from=soon", "/contested?denied=PRK&to=soon", "/story?words=letter&to=soon"],
)
def test_a_wrong_date_is_told_in_a_form_that_can_be_mended(examples_db, address):
    answer = served(examples_db, login=False).get(address)
    assert answer.status_code == 400
    assert "“soon” is no date; write 2022" in answer.text
    assert 'value="soon" aria-invalid="true"' in answer.text
    assert any(f'value="{given}"' in answer.text for given in ("PRK", "denies", "letter"))


def test_a_month_in_words_bounds_a_timeline(examples_db):
    html = served(examples_db, login=False).get("/timeline?actor=PRK&from=Aug+2022&to=Aug+2022").text
    assert "from: 2022-08" in html
    assert "15 Aug 2022" in html
